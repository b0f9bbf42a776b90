// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QUrl>

namespace banter {

/// Whether what is sent to `server` can be read by others on the way: its address asks for no encryption (ws, http),
/// and it is not on this computer, see isThisComputer(). Any thread; nothing is looked up.
bool canBeReadOnTheWay(const QUrl &server);

} // namespace banter
