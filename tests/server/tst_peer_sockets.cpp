// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/codec_peer_socket.h"
#include "tests/server/door.h"
#include "tests/server/raw_caller.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

namespace tst_peer_sockets {

using namespace banter;
using banter::testing::addWebSocketKinds;
using banter::testing::Door;
using banter::testing::ManualClock;
using banter::testing::ManualScheduler;
using banter::testing::RawCaller;

namespace {

constexpr int TextOpcode = 1;
constexpr int PingOpcode = 9;

QByteArray closeWith(int code)
{
    return closeFrame(code, {});
}

/// More than the systems take of what a peer does not read, and so much that what is said next waits.
void fillUp(Door &door)
{
    const OutgoingFrame chatter(false, QByteArray(Door::FrameBytes, 'y'));
    while (door.socket->bytesToWrite() <= 8 * CodecPeerSocket::AnswerBytes) {
        door.socket->send(chatter);
        QTest::qWait(1); // for the system to take some of it
    }
}

} // namespace

/// One peer's socket at a server, of both kinds: what comes as raw bytes, and what goes out.
class TestPeerSockets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatIsCutInsideACharacter();
    void refusesFramesWithoutAMask();
    void refusesWhatIsTooLargeBeforeItComes_data();
    void refusesWhatIsTooLargeBeforeItComes();
    void refusesATextThatIsNone_data();
    void refusesATextThatIsNone();
    void hearsEachCloseCodeWhileBothAreSending();
    void saysEachCloseCodeWhileThePeerIsSending_data();
    void saysEachCloseCodeWhileThePeerIsSending();
    void anEndWithoutACloseIsALoss_data();
    void anEndWithoutACloseIsALoss();
    void answersPings_data();
    void answersPings();
    void holdsOnePongForWhoReadsNothing();
    void saysNothingBehindItsLastWord_data();
    void saysNothingBehindItsLastWord();
};

// As Go's usual writer cuts, whose buffer has 4,096 bytes.
void TestPeerSockets::readsWhatIsCutInsideACharacter()
{
    constexpr qsizetype CutBytes = 4'096;
    Door door(WebSocketKind::Own);
    RawCaller caller(door.url);
    QVERIFY(caller.opened());
    for (const QString &word : {QStringLiteral("汉字"), QStringLiteral("Приве́т, "), QStringLiteral("größere Äpfel "),
                                QStringLiteral("🐌👍🏽 ")}) {
        bool cutsInside = false;
        for (int shift = 0; shift < 20; ++shift) {
            const QByteArray text = QByteArray(shift, 'a') + word.repeated(1'500).toUtf8();
            cutsInside = cutsInside || (quint8(text.at(CutBytes)) & 0xc0) == 0x80;
            for (qsizetype at = 0; at < text.size(); at += CutBytes)
                caller.write(RawCaller::frame(at == 0 ? 1 : 0, text.mid(at, CutBytes), at + CutBytes >= text.size()));
            QTRY_VERIFY(!door.texts.isEmpty());
            QVERIFY(door.texts.takeFirst() == text);
        }
        QVERIFY(cutsInside);
    }
}

void TestPeerSockets::refusesFramesWithoutAMask()
{
    Door door(WebSocketKind::Own);
    RawCaller caller(door.url);
    QVERIFY(caller.opened());
    caller.write(RawCaller::unmasked(TextOpcode, "{}"));
    QVERIFY(caller.endsInOrder());
    QVERIFY2(caller.heard().startsWith(QByteArray("\x88")) && caller.heard().mid(2, 2) == QByteArray("\x03\xea"),
             caller.heard().toHex().constData());
    QTRY_COMPARE(door.code, PeerSocket::Lost);
    QVERIFY(door.texts.isEmpty());
}

void TestPeerSockets::refusesWhatIsTooLargeBeforeItComes_data()
{
    addWebSocketKinds();
}

void TestPeerSockets::refusesWhatIsTooLargeBeforeItComes()
{
    QFETCH(WebSocketKind, kind);
    Door door(kind);
    RawCaller caller(door.url);
    QVERIFY(caller.opened());
    caller.write(RawCaller::frame(TextOpcode, QByteArray(Door::FrameBytes, 'x')));
    QTRY_COMPARE(door.texts.size(), 1);
    caller.write(QByteArray("\x82\xff\x00\x00\x01\x00\x00\x00\x00\x00mask", 14)); // a terabyte is announced
    QVERIFY(caller.hears(QByteArray("\x03\xf1", 2)));                             // 1009
    QCOMPARE(quint8(caller.heard().at(0)), quint8(0x88));
    QVERIFY(caller.endsInOrder());
}

void TestPeerSockets::refusesATextThatIsNone_data()
{
    addWebSocketKinds();
}

void TestPeerSockets::refusesATextThatIsNone()
{
    QFETCH(WebSocketKind, kind);
    Door door(kind);
    RawCaller caller(door.url);
    QVERIFY(caller.opened());
    caller.write(RawCaller::frame(TextOpcode, "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80"));
    QVERIFY(caller.hears(QByteArray("\x03\xef", 2))); // 1007
    QVERIFY(caller.endsInOrder());
    QVERIFY(door.texts.isEmpty());
}

void TestPeerSockets::hearsEachCloseCodeWhileBothAreSending()
{
    const OutgoingFrame chatter(false, QByteArray(2'000, 'x'));
    Door door(WebSocketKind::Own);
    door.onText = [&] { door.socket->send(chatter); };
    QList<int> codes;
    for (int code = 1000; code <= 1015; ++code)
        codes.push_back(code);
    for (int code = 4000; code <= 4999; ++code)
        codes.push_back(code);
    for (const int code : codes) {
        RawCaller caller(door.url);
        QVERIFY(caller.opened());
        caller.write(RawCaller::frame(TextOpcode, "a").repeated(5) + RawCaller::closeFrame(code, "why") +
                     RawCaller::frame(TextOpcode, "b").repeated(5));
        QVERIFY2(caller.endsInOrder(), qPrintable(QString::number(code)));
        const bool mayBe = websocket::mayBeSent(code);
        QVERIFY(RawCaller::soon([&] { return door.code != -1; }));
        QCOMPARE(door.code, mayBe ? code : PeerSocket::Lost);
        QCOMPARE(door.texts.size(), 5);
        const QByteArray last = mayBe ? closeWith(code) : closeFrame(1002, QStringLiteral("A Close frame is broken."));
        QVERIFY2(caller.heard() == chatter.wire().repeated(5) + last, qPrintable(QString::number(code)));
    }
}

void TestPeerSockets::saysEachCloseCodeWhileThePeerIsSending_data()
{
    addWebSocketKinds();
}

void TestPeerSockets::saysEachCloseCodeWhileThePeerIsSending()
{
    QFETCH(WebSocketKind, kind);
    QList<int> codes;
    for (int code = 1000; code <= 1014; ++code) {
        if (websocket::mayBeSent(code))
            codes.push_back(code);
    }
    for (int code = 4000; code <= 4999; code += kind == WebSocketKind::Own ? 1 : 50)
        codes.push_back(code);
    const OutgoingFrame chatter(false, QByteArray(2'000, 'x'));
    Door door(kind);
    for (const int code : codes) {
        RawCaller caller(door.url);
        QVERIFY(caller.opened());
        door.onText = [&] {
            door.socket->send(chatter);
            if (door.texts.size() == 3)
                door.socket->close(code, QStringLiteral("why"), GracefulClose::LongestMs);
        };
        caller.write(RawCaller::frame(TextOpcode, "a").repeated(3));
        for (int i = 0; i < 20; ++i)
            caller.write(RawCaller::frame(TextOpcode, QByteArray(500, 'b')) + RawCaller::frame(PingOpcode, "b"));
        QVERIFY2(caller.endsInOrder(), qPrintable(QString::number(code)));
        QVERIFY2(caller.heard() == chatter.wire().repeated(3) + closeFrame(code, QStringLiteral("why")),
                 qPrintable(QString::number(code)));
        QVERIFY(RawCaller::soon([&] { return door.code != -1; }));
        QCOMPARE(door.code, PeerSocket::Lost);
    }
}

void TestPeerSockets::anEndWithoutACloseIsALoss_data()
{
    addWebSocketKinds();
}

void TestPeerSockets::anEndWithoutACloseIsALoss()
{
    QFETCH(WebSocketKind, kind);
    Door door(kind);
    auto caller = std::make_unique<RawCaller>(door.url);
    QVERIFY(caller->opened());
    caller.reset();
    QTRY_COMPARE(door.code, PeerSocket::Lost);
    RawCaller other(door.url);
    QVERIFY(other.opened());
    other.write(RawCaller::frame(8, {}));
    QTRY_COMPARE(door.code, kind == WebSocketKind::Own ? 1005 : 1000); // Qt does not tell the two apart
}

void TestPeerSockets::answersPings_data()
{
    addWebSocketKinds();
}

void TestPeerSockets::answersPings()
{
    QFETCH(WebSocketKind, kind);
    Door door(kind);
    RawCaller caller(door.url);
    QVERIFY(caller.opened());
    caller.write(RawCaller::frame(TextOpcode, "a", false) + RawCaller::frame(PingOpcode, "one") +
                 RawCaller::frame(PingOpcode, QByteArray(125, 'x')) + RawCaller::frame(0, "b"));
    QVERIFY(caller.hears("\x8a\x03one" + QByteArray("\x8a\x7d") + QByteArray(125, 'x')));
    QTRY_COMPARE(door.texts, QByteArrayList{"ab"});
    door.socket->ping();
    QVERIFY(caller.hears(QByteArray("\x89\x00", 2)));
    caller.write(RawCaller::frame(10, {}));
    QTRY_COMPARE(door.pongs, 1);
}

void TestPeerSockets::holdsOnePongForWhoReadsNothing()
{
    constexpr int Most = 2'000;
    const QByteArray ping = RawCaller::frame(PingOpcode, QByteArray(120, 'x'));
    Door door(WebSocketKind::Own);
    RawCaller caller(door.url);
    QVERIFY(caller.opened());
    caller.stopReading();
    fillUp(door);
    const qint64 held = door.socket->bytesToWrite();
    caller.write(ping.repeated(Most) + RawCaller::frame(PingOpcode, "last") + RawCaller::frame(TextOpcode, "now"));
    QTRY_COMPARE(door.texts, QByteArrayList{"now"});
    QVERIFY2(door.socket->bytesToWrite() <= held, qPrintable(QString::number(door.socket->bytesToWrite())));
    caller.goOnReading();
    QVERIFY(caller.hears("\x8a\x04last"));
    QVERIFY(!caller.heard().contains(QByteArray(120, 'x')));
    // Who goes on for long is cut off.
    caller.stopReading();
    fillUp(door);
    caller.write(ping.repeated(int(Door::PingBytes / ping.size()) + 1'000));
    QTRY_COMPARE(door.code, PeerSocket::Lost);
}

void TestPeerSockets::saysNothingBehindItsLastWord_data()
{
    addWebSocketKinds();
}

void TestPeerSockets::saysNothingBehindItsLastWord()
{
    QFETCH(WebSocketKind, kind);
    ManualClock clock;
    ManualScheduler scheduler(clock);
    Door door(kind, &scheduler);
    RawCaller caller(door.url);
    QVERIFY(caller.opened());
    QTRY_VERIFY(door.socket);
    door.socket->send(OutgoingFrame(true, "\x01"));
    door.socket->close(4001, QStringLiteral("Go."), 1'000);
    door.socket->send(OutgoingFrame(false, "more"));
    door.socket->ping();
    door.socket->close(1001, QStringLiteral("Again."), 1'000);
    QVERIFY(caller.endsInOrder());
    QCOMPARE(caller.heard(), QByteArray("\x82\x01\x01") + closeFrame(4001, QStringLiteral("Go.")));
    scheduler.run(1'000);
    QTRY_COMPARE(door.code, PeerSocket::Lost);
}

TEST_WITH_CORE_APPLICATION(TestPeerSockets)

} // namespace tst_peer_sockets

#include "tst_peer_sockets.moc"
