// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/nearby.h"

#include <QHostAddress>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <utility>

namespace banter {
namespace {

using AddressRanges = QList<std::pair<QHostAddress, int>>;

QString plainName(const QString &host)
{
    const QString name = host.toLower();
    return name.endsWith(u'.') ? name.chopped(1) : name;
}

/// Nothing for a name.
std::optional<QHostAddress> addressOf(const QString &host)
{
    QHostAddress address;
    if (!address.setAddress(host))
        return std::nullopt;
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address; // also one that is written as IPv6
}

bool isWithin(const QHostAddress &address, const AddressRanges &ranges)
{
    return std::any_of(ranges.begin(), ranges.end(), [&](const auto &range) {
        return range.first.protocol() == address.protocol() && address.isInSubnet(range.first, range.second);
    });
}

bool isOwnName(const QString &name, const QString &ownName)
{
    const QString whole = plainName(ownName);
    const QString first = whole.section(u'.', 0, 0);
    return !first.isEmpty() && (name == whole || name == first || name == first + QLatin1String(".local"));
}

bool isLoopback(const QHostAddress &address)
{
    static const AddressRanges ranges{{QHostAddress(QStringLiteral("127.0.0.0")), 8},
                                      {QHostAddress(QStringLiteral("::1")), 128}};
    return isWithin(address, ranges);
}

} // namespace

bool isThisComputer(const QString &host, const QString &ownName)
{
    if (const std::optional<QHostAddress> address = addressOf(host))
        return isLoopback(*address);
    const QString name = plainName(host);
    return name == QLatin1String("localhost") || name.endsWith(QLatin1String(".localhost")) || isOwnName(name, ownName);
}

bool isNearby(const QString &host, const QString &ownName)
{
    if (isThisComputer(host, ownName))
        return true;
    static const AddressRanges ranges{
        {QHostAddress(QStringLiteral("10.0.0.0")), 8},     {QHostAddress(QStringLiteral("172.16.0.0")), 12},
        {QHostAddress(QStringLiteral("192.168.0.0")), 16}, {QHostAddress(QStringLiteral("169.254.0.0")), 16},
        {QHostAddress(QStringLiteral("fc00::")), 7},       {QHostAddress(QStringLiteral("fe80::")), 10}};
    if (const std::optional<QHostAddress> address = addressOf(host))
        return isWithin(*address, ranges);
    static const QStringList domains{QStringLiteral(".local"), QStringLiteral(".lan"), QStringLiteral(".home.arpa"),
                                     QStringLiteral(".internal")};
    const QString name = plainName(host);
    return (!name.isEmpty() && !name.contains(u'.')) ||
           std::any_of(domains.begin(), domains.end(), [&](const QString &domain) { return name.endsWith(domain); });
}

} // namespace banter
