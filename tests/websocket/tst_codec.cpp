// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/websocket/wire.h"

#include "websocket/codec.h"

#include <QTest>

namespace tst_codec {

using namespace banter;
using namespace banter::websocket;
using banter::testing::told;
using banter::testing::wire;
using banter::testing::WireFrame;

namespace {

QStringList readAll(Codec &codec, const QByteArray &bytes)
{
    QStringList out;
    QByteArrayView rest(bytes);
    while (std::optional<Event> event = codec.read(rest))
        out.append(told(*event));
    return out;
}

} // namespace

class CodecTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void twoOfThemUnderstandEachOther();
    void servesOnlyWhoMasks();
    void hearsOnlyWhoDoesNot();
    void takesLengthsInTheirShortestFormOnly_data();
    void takesLengthsInTheirShortestFormOnly();
    void refusesBeforeThereIsMemory();
    void aMessageIsBoundedOverItsFragments();
    void theBoundsMayChangeOnTheWay();
    void holdsNoMoreThanCame();
    void answersTheLatestPing();
    void closesOnceAndSaysNothingMore();
    void stillReadsUntilThePeerCloses();
    void aCloseIsAnsweredOnce();
    void givesNoCodeThatMayNotBeSent();
    void cutsAReasonAfterACharacter();
    void cutsNoCharacterIntoFragments();
    void masksWithWhatItIsGiven();
    void knowsThatSomethingIsOnItsWay();
    void usesBytesAgainThatNobodyHolds();
};

void CodecTest::twoOfThemUnderstandEachOther()
{
    SeededRandom random(1);
    Codec client(Endpoint::Client, random);
    Codec server(Endpoint::Server, random);
    for (int i = 0; i < 2'000; ++i) {
        QByteArray data(qsizetype(random.below(i % 100 == 0 ? 70'000 : 300)), Qt::Uninitialized);
        for (char &byte : data)
            byte = char('a' + random.below(26));
        const Frame message{random.below(2) == 0, data};
        Codec &from = i % 2 ? client : server;
        from.setFragmentBytes(qsizetype(random.below(3) * 50));
        QCOMPARE(readAll(i % 2 ? server : client, from.write(message)), QStringList{told(message)});
    }
    QCOMPARE(readAll(server, client.ping("42")), QStringList{QStringLiteral("ping 42")});
    QCOMPARE(readAll(client, server.takeAnswers()), QStringList{QStringLiteral("pong 42")});
    QCOMPARE(readAll(server, client.close({4000, QStringLiteral("bye")})),
             QStringList{QStringLiteral("closed 4000 bye")});
    QCOMPARE(readAll(client, server.takeAnswers()), QStringList{QStringLiteral("closed 4000")});
    QVERIFY(client.takeAnswers().isEmpty());
}

void CodecTest::servesOnlyWhoMasks()
{
    SeededRandom random(1);
    Codec server(Endpoint::Server, random);
    QCOMPARE(readAll(server, wire({1, "hi"}, Endpoint::Client, random)), QStringList{QStringLiteral("failed 1002")});
}

void CodecTest::hearsOnlyWhoDoesNot()
{
    SeededRandom random(1);
    Codec client(Endpoint::Client, random);
    QCOMPARE(readAll(client, wire({1, "hi"}, Endpoint::Server, random)), QStringList{QStringLiteral("failed 1002")});
}

void CodecTest::takesLengthsInTheirShortestFormOnly_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("heard");
    const auto row = [](const char *name, const char *hex, const char *heard) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << QString::fromLatin1(heard);
    };
    row("125 in 16 bits", "827e007d", "failed 1002");
    row("0 in 16 bits", "827e0000", "failed 1002");
    row("126 in 16 bits", "827e007e", "");
    row("65535 in 64 bits", "827f000000000000ffff", "failed 1002");
    row("65536 in 64 bits", "827f0000000000010000", "");
    row("2^63 - 1", "827f7fffffffffffffff", "failed 1009");
    row("2^63", "827f8000000000000000", "failed 1002");
    row("2^64 - 1", "827fffffffffffffffff", "failed 1002");
    row("a ping in 16 bits", "897e007d", "failed 1002");
    row("a ping in 64 bits", "897f000000000000007d", "failed 1002");
}

void CodecTest::takesLengthsInTheirShortestFormOnly()
{
    QFETCH(QByteArray, head);
    SeededRandom random(1);
    Codec codec(Endpoint::Client, random);
    QTEST(readAll(codec, head).join(u' '), "heard");
}

// What a header announces is compared before anything is held for it.
void CodecTest::refusesBeforeThereIsMemory()
{
    SeededRandom random(1);
    for (const bool fits : {true, false}) {
        Codec codec(Endpoint::Client, random, {1'000, 10'000});
        const QByteArray whole = wire({2, QByteArray(fits ? 1'000 : 1'001, 'x')}, Endpoint::Client, random);
        QCOMPARE(readAll(codec, whole.left(4)), fits ? QStringList() : QStringList{QStringLiteral("failed 1009")});
    }
}

void CodecTest::aMessageIsBoundedOverItsFragments()
{
    SeededRandom random(1);
    for (const bool fits : {true, false}) {
        Codec codec(Endpoint::Client, random, {1'000, 1'500});
        QCOMPARE(readAll(codec, wire({2, QByteArray(1'000, 'x'), false}, Endpoint::Client, random)), QStringList());
        const QByteArray rest = wire({0, QByteArray(fits ? 500 : 501, 'x')}, Endpoint::Client, random);
        const QStringList heard = readAll(codec, fits ? rest : rest.left(4));
        QCOMPARE(heard.size(), 1);
        QVERIFY2(heard[0].startsWith(fits ? QStringLiteral("binary 1500") : QStringLiteral("failed 1009")),
                 qPrintable(heard[0]));
    }
}

void CodecTest::theBoundsMayChangeOnTheWay()
{
    SeededRandom random(1);
    Codec codec(Endpoint::Server, random, {10, 10});
    QCOMPARE(readAll(codec, wire({2, QByteArray(10, 'x')}, Endpoint::Server, random)).size(), 1);
    codec.setLimits({20, 20});
    QCOMPARE(readAll(codec, wire({1, QByteArray(20, 'x')}, Endpoint::Server, random)),
             QStringList{QStringLiteral("text 20: ") + QString(20, u'x')});
    codec.setLimits({10, 10});
    QCOMPARE(readAll(codec, wire({1, QByteArray(11, 'x')}, Endpoint::Server, random)),
             QStringList{QStringLiteral("failed 1009")});
}

// A peer that announces much and sends little costs little.
void CodecTest::holdsNoMoreThanCame()
{
    SeededRandom random(1);
    Codec codec(Endpoint::Client, random, {qint64(1) << 40, qint64(1) << 40});
    QCOMPARE(readAll(codec, QByteArray::fromHex("827f0000007fffffffff") + "abc"), QStringList());
    QVERIFY(codec.isWithinMessage());
}

void CodecTest::answersTheLatestPing()
{
    SeededRandom random(1);
    Codec server(Endpoint::Server, random);
    Codec client(Endpoint::Client, random);
    QByteArray pings;
    for (int i = 0; i < 10'000; ++i)
        pings += client.ping(QByteArray::number(i));
    QVERIFY(!server.hasAnswers());
    QCOMPARE(readAll(server, pings).size(), 10'000);
    QVERIFY(server.hasAnswers());
    QCOMPARE(readAll(client, server.takeAnswers()), QStringList{QStringLiteral("pong 9999")});
    QVERIFY(!server.hasAnswers() && server.takeAnswers().isEmpty());
}

void CodecTest::closesOnceAndSaysNothingMore()
{
    SeededRandom random(1);
    Codec server(Endpoint::Server, random);
    Codec client(Endpoint::Client, random);
    QCOMPARE(readAll(client, server.close({1001, QStringLiteral("off")})),
             QStringList{QStringLiteral("closed 1001 off")});
    QVERIFY(server.close({1000, {}}).isEmpty());
    QVERIFY(server.write({false, "more"}).isEmpty());
    QVERIFY(server.ping("1").isEmpty());
    QCOMPARE(readAll(server, client.ping("1")), QStringList());
    QVERIFY(server.takeAnswers().isEmpty());
}

void CodecTest::stillReadsUntilThePeerCloses()
{
    SeededRandom random(1);
    Codec client(Endpoint::Client, random);
    Codec server(Endpoint::Server, random);
    const QByteArray said = server.write({false, "before"}) + server.ping("1");
    client.close({1000, {}});
    QCOMPARE(readAll(client, said), (QStringList{QStringLiteral("text 6: before"), QStringLiteral("ping 1")}));
    QVERIFY(client.takeAnswers().isEmpty()); // a pong after a Close would break the rules
    QCOMPARE(readAll(client, server.close({1000, {}})), QStringList{QStringLiteral("closed 1000")});
    QVERIFY(client.takeAnswers().isEmpty());
    QCOMPARE(readAll(client, "anything"), QStringList());
}

void CodecTest::aCloseIsAnsweredOnce()
{
    SeededRandom random(1);
    Codec client(Endpoint::Client, random);
    Codec server(Endpoint::Server, random);
    QCOMPARE(readAll(client, server.close({})), QStringList{QStringLiteral("closed 1005")});
    QVERIFY(client.write({false, "late"}).isEmpty());
    QCOMPARE(readAll(server, client.takeAnswers()), QStringList{QStringLiteral("closed 1005")});
    QVERIFY(client.takeAnswers().isEmpty() && client.close({1000, {}}).isEmpty());
}

void CodecTest::givesNoCodeThatMayNotBeSent()
{
    for (int code = 0; code < 6'000; ++code) {
        const bool may =
            (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)) || (code >= 3000 && code <= 4999);
        QCOMPARE(mayBeSent(code), may);
        const QByteArray payload = closePayload({code, QStringLiteral("why")});
        QCOMPARE(payload.isEmpty(), !may);
        const ReadClose read = readClosePayload(payload);
        QVERIFY(!read.fault);
        QCOMPARE(read.words, may ? (CloseWords{code, QStringLiteral("why")}) : CloseWords{});
    }
}

void CodecTest::cutsAReasonAfterACharacter()
{
    for (int ascii = 0; ascii < 4; ++ascii) {
        const QString reason = QString(ascii, u'a') + QStringLiteral("\U0001f40c").repeated(60);
        const QByteArray payload = closePayload({1000, reason});
        QVERIFY(payload.size() <= MaxControlBytes && payload.size() > MaxControlBytes - 4);
        const ReadClose read = readClosePayload(payload);
        QVERIFY(!read.fault && reason.startsWith(read.words.reason));
    }
}

void CodecTest::cutsNoCharacterIntoFragments()
{
    SeededRandom random(1);
    const QString parts[] = {QStringLiteral("a"), QStringLiteral("\u00e9"), QStringLiteral("\u6f22"),
                             QStringLiteral("\U0001f40c")};
    for (int round = 0; round < 200; ++round) {
        QString text;
        for (int i = 0; i < 100; ++i)
            text += parts[random.below(4)];
        Sender sender(Endpoint::Server, random);
        const auto most = qsizetype(1 + random.below(40));
        sender.setFragmentBytes(most);
        const QByteArray bytes = sender.message({false, text.toUtf8()});
        QByteArrayView rest(bytes);
        QByteArray whole;
        while (!rest.isEmpty()) {
            const ReadHeader read = readHeader(rest, Endpoint::Client);
            QCOMPARE(read.kind, ReadHeader::Kind::Header);
            QCOMPARE(read.header.opcode, whole.isEmpty() ? Opcode::Text : Opcode::Continuation);
            QVERIFY(read.header.length > 0 && qsizetype(read.header.length) <= std::max<qsizetype>(4, most));
            const QByteArrayView part = rest.sliced(read.size, qsizetype(read.header.length));
            Utf8Checker checker;
            QVERIFY(checker.feed(part) && checker.isComplete());
            whole += part.toByteArray();
            rest = rest.sliced(read.size + part.size());
            QCOMPARE(read.header.isFinal, rest.isEmpty());
        }
        QCOMPARE(QString::fromUtf8(whole), text);
    }
}

// RFC 6455, section 5.7.
void CodecTest::masksWithWhatItIsGiven()
{
    class Key final : public Random {
        quint64 next() override
        {
            quint64 bits = 0;
            std::memcpy(&bits, "\x37\xfa\x21\x3d----", sizeof bits);
            return bits;
        }
    } random;
    Sender client(Endpoint::Client, random);
    QCOMPARE(client.message({false, "Hello"}).toHex(), QByteArray("818537fa213d7f9f4d5158"));
    Sender server(Endpoint::Server, random);
    QCOMPARE(server.message({false, "Hello"}).toHex(), QByteArray("810548656c6c6f"));
    QCOMPARE(client.control(Opcode::Pong, "Hello").toHex(), QByteArray("8a8537fa213d7f9f4d5158"));
}

void CodecTest::knowsThatSomethingIsOnItsWay()
{
    SeededRandom random(1);
    Codec codec(Endpoint::Client, random);
    QVERIFY(!codec.isWithinMessage());
    const QByteArray first = wire({1, "one", false}, Endpoint::Client, random);
    const QByteArray last = wire({0, "two"}, Endpoint::Client, random);
    for (const char byte : first + last.chopped(1)) {
        readAll(codec, QByteArray(1, byte));
        QVERIFY(codec.isWithinMessage());
    }
    readAll(codec, last.right(1));
    QVERIFY(!codec.isWithinMessage());
}

void CodecTest::usesBytesAgainThatNobodyHolds()
{
    SeededRandom random(1);
    Receiver receiver(Endpoint::Client, {});
    const auto next = [&](const QByteArray &bytes) {
        QByteArrayView rest(bytes);
        return std::get<Frame>(*receiver.read(rest));
    };
    Frame first = next(wire({1, QByteArray(500, 'a')}, Endpoint::Client, random));
    const char *const place = first.data.constData();
    receiver.recycle(std::move(first.data));
    Frame second = next(wire({1, QByteArray(400, 'b')}, Endpoint::Client, random));
    QCOMPARE(second.data.constData(), place);
    const QByteArray held = second.data;
    receiver.recycle(std::move(second.data));
    const Frame third = next(wire({1, QByteArray(400, 'c')}, Endpoint::Client, random));
    QCOMPARE(held, QByteArray(400, 'b'));
    QCOMPARE(third.data, QByteArray(400, 'c'));
}

TEST_WITHOUT_APPLICATION(CodecTest)

} // namespace tst_codec

#include "tst_codec.moc"
