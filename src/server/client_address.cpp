// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/client_address.h"

namespace banter {
namespace {

QString blockOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4).toString();
    if (address.isLoopback() || address.isNull())
        return address.toString();
    constexpr int NetworkBytes = 8;
    Q_IPV6ADDR bytes = address.toIPv6Address();
    for (int i = NetworkBytes; i < 16; ++i)
        bytes[i] = 0;
    return QHostAddress(bytes).toString() + QStringLiteral("/64");
}

} // namespace

QString clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor, bool behindProxy)
{
    if (!behindProxy || !peer.isLoopback())
        return blockOf(peer);
    const QByteArray last = forwardedFor.mid(forwardedFor.lastIndexOf(',') + 1).trimmed();
    const QHostAddress said(QString::fromLatin1(last));
    return blockOf(said.isNull() ? peer : said);
}

} // namespace banter
