// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QUrl>

namespace banter {

/// What a person types as a server's address, as a URL: "ws://h:p", "wss://h/path", "https://h/path", "h:p", "h", an
/// IPv6 address in brackets. Without a scheme it is ws where no public certificate is to be had, see isNearby(), and
/// wss otherwise. BadRequest when it is none, or carries a user name or a password. Any thread.
Result<QUrl> serverAddress(const QString &typed);

/// The same server's address for a WebSocket, where a browser's was given (http, https). Any thread.
QUrl socketAddress(QUrl url);

/// host or host:port, for display. Any thread.
QString serverDisplayName(const QUrl &server);

} // namespace banter
