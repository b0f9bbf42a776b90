// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "transport/link.h"

#include <QNetworkReply>

namespace banter {

/// How an HTTP exchange failed, as the end of a link whose reason does not hold the address' query. `wasOpen`: the link
/// was up before it. `tlsFault`: what sslErrors said, if anything.
LinkEnd endOfReply(const QNetworkReply &reply, bool wasOpen, const QString &tlsFault);

/// Whether `status` is what a gateway says in place of a server that is away: 502, 503, 504.
bool isGatewaysWord(int status);

/// Whether a page is what nginx, Apache and Go write into their 400 when somebody speaks plain HTTP to their port for
/// TLS. `page`: its beginning.
bool asksForTls(const QByteArray &page);

/// The end of a link that was up and broke, with the code that RFC 6455 keeps for it. `reason`: English, for
/// diagnostics.
LinkEnd lostLink(const QString &reason);

/// The reply's HTTP status, 0 when there was none.
int httpStatus(const QNetworkReply &reply);

} // namespace banter
