// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/client_address.h"

namespace banter {
namespace {

constexpr int BlockBytes = 8;   // of a /64
constexpr int NetworkBytes = 6; // of a /48

QString prefixOf(const QHostAddress &address, int bytes)
{
    Q_IPV6ADDR prefix = address.toIPv6Address();
    for (int i = bytes; i < 16; ++i)
        prefix[i] = 0;
    return QHostAddress(prefix).toString() + QStringLiteral("/%1").arg(8 * bytes);
}

QString blockOf(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4).toString();
    if (address.isLoopback() || address.isNull())
        return address.toString();
    return prefixOf(address, BlockBytes);
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

QString clientNetwork(const QString &address)
{
    const qsizetype slash = address.indexOf(u'/');
    return slash < 0 ? address : prefixOf(QHostAddress(address.left(slash)), NetworkBytes);
}

} // namespace banter
