// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "transport/nearby.h"
#include "transport/secrecy.h"

#include <QtTest>

namespace tst_nearby {

using namespace banter;

/// Where a server is, as far as its address tells.
class NearbyTest final : public QObject {
    Q_OBJECT

    enum Place { Here, Near, Far };

    static void places(Place place, const QList<const char *> &hosts)
    {
        for (const char *host : hosts) {
            QTest::newRow(*host ? host : "none") << QString::fromLatin1(host) << int(place);
        }
    }

private Q_SLOTS:
    void hosts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("place");
        places(Here, {"127.0.0.1", "127.8.9.10", "localhost", "LocalHost.", "chat.localhost", "::1", "::ffff:127.0.0.1",
                      "oak", "OAK", "oak.", "oak.local", "Oak.Local.", "oak.example.org"});
        places(Near, {"10.0.0.7",     "172.16.0.1",    "172.31.255.255", "192.168.1.20",
                      "169.254.3.4",  "fe80::1",       "fe80::1%eth0",   "febf::1",
                      "fd12:3456::1", "fc00::2",       "nas.local",      "NAS.LOCAL.",
                      "nas.lan",      "nas.home.arpa", "chat.internal",  "::ffff:10.1.1.1",
                      "nas",          "Nas.",          "elm.local",      "local",
                      "lan",          "oaks"});
        places(Far, {"",
                     "8.8.8.8",
                     "172.15.0.1",
                     "172.32.0.1",
                     "192.169.0.1",
                     "11.0.0.1",
                     "169.253.0.1",
                     "2001:db8::1",
                     "fe00::1",
                     "fec0::1",
                     "::ffff:8.8.8.8",
                     "::",
                     "chat.example",
                     "localhost.example",
                     "local.example",
                     "not-lan.example",
                     "nas.mylan",
                     "home.arpa",
                     "10.0.0.1.example",
                     "oak.example",
                     "oak.example.com",
                     "chat.oak",
                     "oak.lan.example"});
    }
    void hosts()
    {
        QFETCH(const QString, host);
        QFETCH(const int, place);
        const QString ownName = QStringLiteral("Oak.Example.Org");
        QCOMPARE(isThisComputer(host, ownName), place == Here);
        QCOMPARE(isNearby(host, ownName), place != Far);
    }

    // A computer without a name is called by none.
    void noNameIsNobodys()
    {
        QVERIFY(!isThisComputer(QString(), QString()));
        QVERIFY(!isThisComputer(QStringLiteral(".local"), QString()));
        QVERIFY(!isNearby(QString(), QString()));
        QVERIFY(isThisComputer(QSysInfo::machineHostName()) || QSysInfo::machineHostName().isEmpty());
    }

    // Others listen in a private network, too: only what does not leave this computer needs no encryption.
    void onlyWhatStaysHereCannotBeRead_data() { hosts_data(); }
    void onlyWhatStaysHereCannotBeRead()
    {
        QFETCH(const QString, host);
        QFETCH(const int, place);
        if (host.isEmpty() || host.contains(u'%') || host.startsWith(QLatin1String("oak"), Qt::CaseInsensitive)) {
            return; // no address of a URL, or this computer's name is another one
        }
        QUrl url;
        url.setHost(host);
        for (const char *scheme : {"ws", "http"}) {
            url.setScheme(QString::fromLatin1(scheme));
            QCOMPARE(canBeReadOnTheWay(url), place != Here);
        }
        url.setScheme(QStringLiteral("wss"));
        QVERIFY(!canBeReadOnTheWay(url));
    }
};

TEST_WITH_CORE_APPLICATION(NearbyTest)

} // namespace tst_nearby

#include "tst_nearby.moc"
