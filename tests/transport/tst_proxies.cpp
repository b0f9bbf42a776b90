// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "transport/proxies.h"

#include <QNetworkProxyFactory>
#include <QTest>
#include <QUrl>

namespace tst_proxies {

using namespace banter;

class ProxiesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leavesOut_data();
    void leavesOut();
    void everyConnectionIsAsked_data();
    void everyConnectionIsAsked();
};

void ProxiesTest::leavesOut_data()
{
    QTest::addColumn<QString>("noProxy");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("direct");
    const auto row = [](const char *noProxy, const char *host, bool direct) {
        QTest::addRow("%s by %s", host, noProxy) << QString::fromUtf8(noProxy) << QString::fromUtf8(host) << direct;
    };
    row("*", "chat.example.org", true);
    row(" * ", "10.1.2.3", true);
    row("example.org", "chat.example.org", true);
    row("example.org", "example.org", true);
    row("example.org", "EXAMPLE.ORG.", true);
    row("example.org", "badexample.org", false);
    row("example.org", "example.org.evil.net", false);
    row(".example.org", "chat.example.org", true);
    row(".example.org", "example.org", true);
    row("*.example.org", "chat.example.org", true);
    row("a.net, example.org", "chat.example.org", true);
    row("a.net example.org.", "chat.example.org", true);
    row("example.org:7788", "chat.example.org", true);
    row("example.org:80", "chat.example.org", false);
    row("10.0.0.0/8", "10.1.2.3", true);
    row("10.0.0.0/8", "11.1.2.3", false);
    row("127.0.0.1", "127.0.0.1", true);
    row("0.0.1", "127.0.0.1", false);
    row("::1", "::1", true);
    row("[::1]:7788", "::1", true);
    row("", "chat.example.org", false);
    row(",,", "chat.example.org", false);
    row(".", "chat.example.org", false);
}

void ProxiesTest::leavesOut()
{
    QFETCH(QString, noProxy);
    QFETCH(QString, host);
    QTEST(isWithoutProxy(noProxy, host, 7'788), "direct");
}

void ProxiesTest::everyConnectionIsAsked_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("everything") << QByteArray("no_proxy") << QByteArray("*");
    QTest::newRow("a parent domain") << QByteArray("no_proxy") << QByteArray("example.org");
    QTest::newRow("in capitals") << QByteArray("NO_PROXY") << QByteArray("example.org");
}

void ProxiesTest::everyConnectionIsAsked()
{
    QFETCH(QByteArray, variable);
    QFETCH(QByteArray, value);
    for (const char *name : {"no_proxy", "NO_PROXY"})
        qunsetenv(name);
    qputenv("http_proxy", "http://127.0.0.1:9");
    useSystemProxies();
    const QNetworkProxyQuery query(QUrl(QStringLiteral("http://chat.example.org:7788/")));
    QCOMPARE(QNetworkProxyFactory::proxyForQuery(query).first().type(), QNetworkProxy::HttpProxy);
    qputenv(variable.constData(), value);
    QCOMPARE(QNetworkProxyFactory::proxyForQuery(query).first().type(), QNetworkProxy::NoProxy);
    qunsetenv(variable.constData());
    qunsetenv("http_proxy");
}

TEST_WITH_CORE_APPLICATION(ProxiesTest)

} // namespace tst_proxies

#include "tst_proxies.moc"
