// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/socketio/peer.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_recovery {

using namespace banter;
using banter::testing::Peer;

class RecoveryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void samePidIsARecovery();
    void whatWasMissedComesBeforeTheWordAndIsGivenAfterIt();
    void keepsNoMoreBeforeTheWordThanItCanHold();
    void anotherPidIsNone();
    void withoutAPidNothingIsTakenUp();
    void offsetIsTheLastTextOfABroadcast();
    void eventsThatWantAnAnswerHaveNoOffset();
    void leavingEndsTheSession();
    void beingPutOutEndsTheSession();
    void eachNamespaceHasItsOwn();

private:
    static QByteArray reconnect(Peer &peer)
    {
        peer.open();
        return peer.frames().join(' ');
    }
};

void RecoveryTest::samePidIsARecovery()
{
    Peer peer;
    peer.opening.spaces.front().auth = {{QStringLiteral("token"), QStringLiteral("t")}};
    peer.connect(R"(40{"sid":"s1","pid":"p1"})");
    peer.say(R"(42["message","hi","offset-1"])");
    QCOMPARE(reconnect(peer), QByteArray(R"(40{"offset":"offset-1","pid":"p1","token":"t"})"));
    peer.say(R"(40{"sid":"s1","pid":"p1"})");
    QVERIFY(peer.only<wire::Connected>()->recovered);
    QCOMPARE(reconnect(peer), QByteArray(R"(40{"offset":"offset-1","pid":"p1","token":"t"})"));
}

void RecoveryTest::whatWasMissedComesBeforeTheWordAndIsGivenAfterIt()
{
    Peer peer;
    peer.connect(R"(40{"sid":"s1","pid":"p1"})");
    peer.say(R"(42["message","hi","offset-1"])");
    reconnect(peer);
    peer.say(R"(42["message","missed","offset-2"])");
    peer.say(R"(40{"sid":"s1","pid":"p1"})");
    QCOMPARE(peer.last.events.size(), qsizetype(2));
    QVERIFY(std::get<wire::Connected>(peer.last.events[0]).recovered);
    QCOMPARE(std::get<wire::Arrived>(peer.last.events[1]).args.json().first().toString(), QStringLiteral("missed"));
    QCOMPARE(reconnect(peer), QByteArray(R"(40{"offset":"offset-2","pid":"p1"})"));
}

void RecoveryTest::keepsNoMoreBeforeTheWordThanItCanHold()
{
    Peer peer;
    peer.open();
    const QByteArray large = R"(42["message",")" + QByteArray(900'000, 'x') + R"("])";
    int kept = 0;
    while (kept < 500 && peer.say(large).events.isEmpty())
        ++kept;
    QVERIFY2(kept >= 10 && kept < 40, QByteArray::number(kept).constData());
    QCOMPARE(peer.count<wire::Malformed>(), 1);
    peer.say(R"(40{"sid":"s1"})");
    QCOMPARE(peer.count<wire::Arrived>(), kept);
}

void RecoveryTest::anotherPidIsNone()
{
    Peer peer;
    peer.connect(R"(40{"sid":"s1","pid":"p1"})");
    peer.say(R"(42["message","hi","offset-1"])");
    reconnect(peer);
    peer.say(R"(40{"sid":"s2","pid":"p2"})");
    QVERIFY(!peer.only<wire::Connected>()->recovered);
    QCOMPARE(reconnect(peer), QByteArray(R"(40{"pid":"p2"})")); // the old offset is gone
}

void RecoveryTest::withoutAPidNothingIsTakenUp()
{
    Peer peer;
    peer.connect();
    peer.say(R"(42["message","hi"])");
    QCOMPARE(reconnect(peer), QByteArray("40"));
    peer.say(R"(40{"sid":"s1"})");
    QVERIFY(!peer.only<wire::Connected>()->recovered);
}

void RecoveryTest::offsetIsTheLastTextOfABroadcast()
{
    Peer peer;
    peer.connect(R"(40{"sid":"s1","pid":"p1"})");
    for (const char *packet :
         {R"(42["a","o1"])", R"(42["b",{"x":1},"o2"])", R"(42["c",{"x":"o3"}])", R"(42["o4"])", R"(42["d","o5",7])"})
        peer.say(packet);
    QCOMPARE(reconnect(peer), QByteArray(R"(40{"offset":"o2","pid":"p1"})"));
}

void RecoveryTest::eventsThatWantAnAnswerHaveNoOffset()
{
    Peer peer;
    peer.connect(R"(40{"sid":"s1","pid":"p1"})");
    peer.say(R"(423["question","not an offset"])");
    QCOMPARE(reconnect(peer), QByteArray(R"(40{"pid":"p1"})"));
}

void RecoveryTest::leavingEndsTheSession()
{
    Peer peer;
    peer.connect(R"(40{"sid":"s1","pid":"p1"})");
    peer.tell(wire::Leave{});
    QCOMPARE(reconnect(peer), QByteArray("40"));
}

void RecoveryTest::beingPutOutEndsTheSession()
{
    Peer peer;
    peer.connect(R"(40{"sid":"s1","pid":"p1"})");
    peer.say("41");
    QCOMPARE(reconnect(peer), QByteArray("40"));
}

void RecoveryTest::eachNamespaceHasItsOwn()
{
    Peer peer;
    peer.opening.spaces.push_back(wire::Join{QStringLiteral("/n"), {}});
    peer.connect(R"(40{"sid":"s1","pid":"p1"})");
    peer.say(R"(40/n,{"sid":"s2","pid":"p2"})");
    peer.say(R"(42/n,["a","o2"])");
    QCOMPARE(reconnect(peer), QByteArray(R"(40{"pid":"p1"} 40/n,{"offset":"o2","pid":"p2"})"));
}

TEST_WITHOUT_APPLICATION(RecoveryTest)

} // namespace tst_recovery

#include "tst_recovery.moc"
