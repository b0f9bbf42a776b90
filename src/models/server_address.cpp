// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/server_address.h"

#include "transport/nearby.h"

namespace banter {

Result<QUrl> serverAddress(const QString &typed)
{
    const Error bad{ErrorCode::BadRequest, QStringLiteral("not a server's address"), 0};
    const QString text = typed.trimmed();
    const bool hasScheme = text.contains(u"://");
    // An own parser for host and port would have to know IPv6 and international names: QUrl does.
    QUrl url(hasScheme ? text : QStringLiteral("ws://") + text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    static const QStringList schemes = {QStringLiteral("ws"), QStringLiteral("wss"), QStringLiteral("http"),
                                        QStringLiteral("https")};
    if (text.isEmpty() || !url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasFragment() ||
        !schemes.contains(scheme) || url.port() == 0) {
        return bad;
    }
    if (!hasScheme && !isNearby(url.host())) {
        url.setScheme(QStringLiteral("wss"));
    }
    if (url.path() == u"/") {
        url.setPath({});
    }
    return url;
}

QString serverDisplayName(const QUrl &server)
{
    return server.authority(QUrl::PrettyDecoded);
}

QUrl socketAddress(QUrl url)
{
    if (url.scheme() == u"http" || url.scheme() == u"https") {
        url.setScheme(url.scheme() == u"http" ? QStringLiteral("ws") : QStringLiteral("wss"));
    }
    return url;
}

} // namespace banter
