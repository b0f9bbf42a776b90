// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

namespace banter {

/// Which local calendar day a time is in. Remembers the last day's bounds: neighbouring messages are mostly of one day,
/// and a time zone conversion for each would be the most expensive part of showing a message.
class LocalDays {
public:
    /// The Julian day number of the local date.
    qint64 dayOf(WallMs at);

private:
    WallMs m_from = 0;
    WallMs m_to = 0;
    qint64 m_day = 0;
};

} // namespace banter
