// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/proxies.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>
#include <QRegularExpression>

#include <algorithm>
#include <memory>

namespace banter {
namespace {

/// Takes the port off: "host:8080" and "[::1]:8080", not "::1". 0 where there is none.
int takePort(QString &entry)
{
    const qsizetype colon = entry.lastIndexOf(u':');
    const bool bracketed = entry.startsWith(u'[');
    const bool hasPort = bracketed ? entry.lastIndexOf(u']') < colon : entry.count(u':') == 1;
    const int port = hasPort ? entry.sliced(colon + 1).toInt() : 0;
    if (hasPort)
        entry.truncate(colon);
    if (bracketed)
        entry.remove(u'[').remove(u']');
    return port;
}

bool isIn(const QString &network, const QString &host)
{
    const QHostAddress address(host);
    const QPair<QHostAddress, int> subnet = QHostAddress::parseSubnet(network);
    return !address.isNull() && subnet.second >= 0 && address.isInSubnet(subnet);
}

bool leavesOut(QString entry, const QString &host, int port)
{
    if (entry == u"*")
        return true;
    if (entry.contains(u'/'))
        return isIn(entry, host);
    const int only = takePort(entry);
    if (only != 0 && only != port)
        return false;
    if (entry.startsWith(u"*."))
        entry.remove(0, 1);
    if (entry.startsWith(u'.'))
        entry.remove(0, 1);
    if (entry.endsWith(u'.'))
        entry.chop(1);
    const bool isSame = host.compare(entry, Qt::CaseInsensitive) == 0;
    const bool isBelow = QHostAddress(host).isNull() && host.endsWith(u'.' + entry, Qt::CaseInsensitive);
    return !entry.isEmpty() && (isSame || isBelow);
}

class SystemProxies final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString given = qEnvironmentVariable(qEnvironmentVariableIsSet("no_proxy") ? "no_proxy" : "NO_PROXY");
        if (isWithoutProxy(given, query.peerHostName(), query.peerPort()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

} // namespace

bool isWithoutProxy(const QString &noProxy, const QString &host, int port)
{
    static const QRegularExpression Between(QStringLiteral("[,\\s]+"));
    const QStringList entries = noProxy.split(Between, Qt::SkipEmptyParts);
    const QString name = host.endsWith(u'.') ? host.chopped(1) : host;
    return std::any_of(entries.begin(), entries.end(),
                       [&](const QString &entry) { return leavesOut(entry, name, port); });
}

void useSystemProxies()
{
    QNetworkProxyFactory::setApplicationProxyFactory(std::make_unique<SystemProxies>().release()); // Qt owns it
}

} // namespace banter
