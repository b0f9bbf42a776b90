// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/link_places.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_link_places {

using namespace banter;

namespace {

using Stage = UnauthenticatedLinks::Stage;
using Answer = LinkPlaces::Answer;

QString v4(int i)
{
    return QStringLiteral("10.1.%1.%2").arg(i / 250).arg(i % 250);
}
/// The i-th /64 of one /48.
QString v6(int i, int customer = 0)
{
    return clientAddress(QHostAddress(QStringLiteral("2001:db8:%1:%2::1").arg(customer, 0, 16).arg(i, 0, 16)), {},
                         false);
}

} // namespace

class TestLinkPlaces final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNetworkIsWhatOneCustomerHas()
    {
        QCOMPARE(clientNetwork(QStringLiteral("2001:db8:1:2::/64")), QStringLiteral("2001:db8:1::/48"));
        QCOMPARE(clientNetwork(QStringLiteral("192.0.2.7")), QStringLiteral("192.0.2.7"));
        QCOMPARE(clientNetwork(QStringLiteral("::1")), QStringLiteral("::1"));
        QCOMPARE(clientNetwork(v6(1)), clientNetwork(v6(2)));
        QVERIFY(clientNetwork(v6(1)) != clientNetwork(v6(1, 1)));
    }

    // It was the one whose address came first in the alphabet.
    void ofManyWithAsManyTheOldestGoes()
    {
        UnauthenticatedLinks links({3, 2, 2});
        QVERIFY(!links.enter(1, QStringLiteral("10.0.0.7")));
        QVERIFY(!links.enter(2, QStringLiteral("10.0.0.8")));
        QVERIFY(!links.enter(3, QStringLiteral("10.0.0.1")));
        QCOMPARE(links.enter(4, QStringLiteral("10.0.0.9")), std::optional<quint64>(1));
        QCOMPARE(links.enter(5, QStringLiteral("10.0.0.6")), std::optional<quint64>(2));
        QCOMPARE(links.enter(6, QStringLiteral("10.0.0.5")), std::optional<quint64>(3));
        QCOMPARE(links.count(), 3U);
    }

    // A customer with a /48 has 65,536 of what counts as an address.
    void aNetworkOfManyAddressesIsNotMany()
    {
        UnauthenticatedLinks links({6, 4, 4});
        links.enter(1, QStringLiteral("10.0.0.1"));
        links.enter(2, QStringLiteral("10.0.0.2"));
        for (int i = 0; i < 4; ++i)
            QVERIFY(!links.enter(3 + quint64(i), v6(i)));
        // The network has as many as it may.
        QCOMPARE(links.enter(7, v6(9)), std::optional<quint64>(3));
        // All places are taken, and the network has most.
        QCOMPARE(links.enter(8, QStringLiteral("10.0.0.3")), std::optional<quint64>(4));
    }

    void whoAsksStaysLongest()
    {
        UnauthenticatedLinks links({3, 3, 3});
        const QString there = QStringLiteral("10.0.0.1");
        for (quint64 id = 1; id <= 3; ++id)
            links.enter(id, there);
        links.note(1, Stage::Asking);
        links.note(3, Stage::Closing);
        links.note(99, Stage::Closing);
        QCOMPARE(links.enter(4, there), std::optional<quint64>(3));
        QCOMPARE(links.enter(5, there), std::optional<quint64>(2));
        QCOMPARE(links.enter(6, there), std::optional<quint64>(4));
        links.leave(1);
        links.leave(1);
        QVERIFY(!links.enter(7, there));
    }

    void oneAddressOrNetworkHasOnlySoMany()
    {
        LinkPlaces places;
        for (std::size_t i = 0; i < link_limits::MaxPerAddress; ++i)
            places.signedIn(i, v4(0));
        QVERIFY(places.maySignIn(v4(0), true) == Answer::NotFromThere);
        QVERIFY(places.maySignIn(v4(1), false) == Answer::Yes);
        for (std::size_t i = 0; i < link_limits::MaxPerNetwork; ++i)
            places.signedIn(10'000 + i, v6(int(i)));
        QVERIFY(places.maySignIn(v6(9'999), true) == Answer::NotFromThere);
        QVERIFY(places.maySignIn(v6(1, 1), false) == Answer::Yes);
        places.leave(10'000);
        QVERIFY(places.maySignIn(v6(9'999), true) == Answer::Yes);
    }

    // Five addresses full of accounts took them all.
    void theLastTenthIsForManyAddresses()
    {
        LinkPlaces places;
        quint64 last = 0;
        for (int i = 0; places.maySignIn(v4(i / 1'800), false) == Answer::Yes; ++i)
            places.signedIn(++last, v4(i / 1'800));
        QCOMPARE(places.people(), link_limits::MaxLinks - link_limits::KeptForTokens);
        QVERIFY(places.maySignIn(v4(0), true) == Answer::KeptForOthers);
        QVERIFY(places.maySignIn(v4(9), false) == Answer::KeptForOthers);
        const auto fill = [&](const auto &address) {
            std::size_t count = 0;
            for (int i = 0; places.maySignIn(address(i), true) == Answer::Yes; ++i, ++count)
                places.signedIn(++last, address(i));
            return count;
        };
        QCOMPARE(fill([](int) { return v4(9); }), link_limits::MaxKeptPerAddress);
        QCOMPARE(fill([](int i) { return v6(i); }), link_limits::MaxKeptPerNetwork);
        QVERIFY(places.maySignIn(v4(10), true) == Answer::Yes);
        QCOMPARE(fill([](int i) { return v4(10 + i); }), 700U);
        QVERIFY(places.maySignIn(v4(5'000), true) == Answer::Full);
        places.leave(1);
        QVERIFY(places.maySignIn(v4(5'000), true) == Answer::Yes);
    }

    // Where the system allows few files, silent links took all of them.
    void fewFilesCarryFewLinks()
    {
        for (const int files : {-5, 0, 1, 300, 3'000, 10'999, 11'000, 1'000'000}) {
            const LinkBounds bounds = LinkBounds::within(files);
            QVERIFY(bounds.people >= 1 && bounds.unknown >= 1);
            QVERIFY(int(bounds.people + bounds.unknown) <= std::max(files, 2));
            QVERIFY(bounds.unknown * 20 >= bounds.people || bounds.people < 20);
        }
        QCOMPARE(LinkBounds::within(11'000).people, link_limits::MaxLinks);
        // The last of them are kept, too.
        LinkPlaces places({10, 5});
        for (quint64 i = 0; i < 9; ++i)
            places.signedIn(i, v4(int(i)));
        QVERIFY(places.maySignIn(v4(20), false) == Answer::KeptForOthers);
        QVERIFY(places.maySignIn(v4(20), true) == Answer::Yes);
    }
};

TEST_WITH_CORE_APPLICATION(TestLinkPlaces)

} // namespace tst_link_places

#include "tst_link_places.moc"
