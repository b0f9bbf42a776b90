// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "transport/link.h"

#include <QNetworkReply>

namespace banter {

/// How an HTTP exchange failed, as the end of a link. `wasOpen`: the link was up before it. `tlsFault`: what sslErrors
/// said, if anything.
LinkEnd endOfReply(const QNetworkReply &reply, bool wasOpen, const QString &tlsFault);

/// The reply's HTTP status, 0 when there was none.
int httpStatus(const QNetworkReply &reply);

} // namespace banter
