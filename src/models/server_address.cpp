// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/server_address.h"

#include <QHostAddress>

namespace banter {

namespace {

bool isPrivate(const QHostAddress &address)
{
    // RFC 1918, RFC 3927, RFC 4193, RFC 4291.
    static const QList<QPair<QHostAddress, int>> networks = {
        QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
        QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
        QHostAddress::parseSubnet(QStringLiteral("169.254.0.0/16")),
        QHostAddress::parseSubnet(QStringLiteral("fc00::/7")),
        QHostAddress::parseSubnet(QStringLiteral("fe80::/10")),
    };
    return address.isLoopback() || std::any_of(networks.begin(), networks.end(),
                                               [&](const auto &network) { return address.isInSubnet(network); });
}

bool isNearby(const QString &host)
{
    if (host == u"localhost" || host.endsWith(u".localhost") || host.endsWith(u".local")) {
        return true;
    }
    const QHostAddress address(host);
    return !address.isNull() && isPrivate(address);
}

} // namespace

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
