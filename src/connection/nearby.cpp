// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/nearby.h"

#include <QHostAddress>

#include <utility>

namespace banter::connection {
namespace {

bool isNearbyName(const QString &host)
{
    QString name = host.toLower();
    if (name.endsWith(u'.')) // the root, which may be written
        name.chop(1);
    return name == QLatin1String("localhost") || name.endsWith(QLatin1String(".localhost")) ||
           name.endsWith(QLatin1String(".local"));
}

bool isPrivate(QHostAddress address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4) // also one that is written as IPv6
        address = QHostAddress(v4);
    static const QList<std::pair<QHostAddress, int>> Ranges{
        {QHostAddress(QStringLiteral("10.0.0.0")), 8},     {QHostAddress(QStringLiteral("172.16.0.0")), 12},
        {QHostAddress(QStringLiteral("192.168.0.0")), 16}, {QHostAddress(QStringLiteral("169.254.0.0")), 16},
        {QHostAddress(QStringLiteral("127.0.0.0")), 8},    {QHostAddress(QStringLiteral("fc00::")), 7},
        {QHostAddress(QStringLiteral("fe80::")), 10},      {QHostAddress(QStringLiteral("::1")), 128}};
    for (const auto &[range, bits] : Ranges) {
        if (range.protocol() == address.protocol() && address.isInSubnet(range, bits))
            return true;
    }
    return false;
}

} // namespace

bool isNearby(const QString &host)
{
    QHostAddress address;
    return address.setAddress(host) ? isPrivate(address) : isNearbyName(host);
}

} // namespace banter::connection
