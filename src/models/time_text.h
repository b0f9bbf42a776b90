// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

namespace banter {

/// "Today", "Yesterday", or the date as the language writes it. `day` and `today` are Julian day numbers. GUI thread.
QString dayText(qint64 day, qint64 today);

/// "last seen 5 min ago", by the hour and by the day later on; empty for `lastSeen` 0. A time ahead of `now` (clocks
/// differ) is "just now". GUI thread.
QString lastSeenText(WallMs lastSeen, WallMs now);

/// The local time of day in hours and minutes, as the locale writes them. GUI thread.
QString clockText(WallMs at);

/// The local day in short, and the time of day as clockText() writes it. GUI thread.
QString momentText(WallMs at);

} // namespace banter
