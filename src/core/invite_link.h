// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

// An invitation code and the server that it is for, in one piece: "ws://127.0.0.1:7788?code=0123-4567-89ab".
namespace banter {

/// `server` with the code in its query, in place of one that is there. Any thread.
QUrl withInviteCode(QUrl server, const QString &code);

/// Takes the code out of such an address, which is the server's own afterwards. Anybody may have written it: empty
/// where there is none, and for one that is longer than MaxInviteCodeChars. Any thread.
QString takeInviteCode(QUrl &address);

/// As banter.v1 bounds an id, which a code is.
inline constexpr qsizetype MaxInviteCodeChars = 64;

} // namespace banter
