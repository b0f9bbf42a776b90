// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/websocket/autobahn_cases.h"

#include "websocket/codec.h"

#include <QTest>

#include <map>

namespace tst_autobahn {

using namespace banter;
using namespace banter::websocket;
using banter::testing::AutobahnCase;
using banter::testing::told;
using banter::testing::wire;

namespace {

constexpr Limits Enough{16 << 20, 16 << 20};
/// Byte by byte, what is larger takes minutes with sanitizers; it is cut at random all the same.
constexpr qsizetype MostByBytes = 256 * 1024;

enum class Cut { Whole, Bytes, Random };

Endpoint other(Endpoint endpoint)
{
    return endpoint == Endpoint::Client ? Endpoint::Server : Endpoint::Client;
}

/// The side under test, which echoes what it hears as the suite wants it, and its peer, which hears the answers.
class Side {
public:
    Side(Endpoint endpoint, Random &random) : m_codec(endpoint, random, Enough), m_peer(other(endpoint), Enough) {}

    void feed(QByteArrayView bytes)
    {
        while (std::optional<Event> event = m_codec.read(bytes)) {
            events.append(told(*event));
            if (const auto *message = std::get_if<Frame>(&*event))
                answer(m_codec.write(*message));
            answer(m_codec.takeAnswers());
        }
    }

    QStringList events;  ///< what it heard
    QStringList answers; ///< what the peer heard

private:
    void answer(const QByteArray &bytes)
    {
        QByteArrayView rest(bytes);
        while (std::optional<Event> event = m_peer.read(rest)) {
            if (auto *closed = std::get_if<event::Closed>(&*event))
                closed->words.reason.clear(); // of a fault it says which
            answers.append(told(*event));
        }
    }

    Codec m_codec;
    Receiver m_peer;
};

// What the suite waits for: messages as they came, a pong for each ping, the close's own code, the fault's code.
QStringList answersTo(const std::vector<Event> &events)
{
    QStringList out;
    for (const Event &event : events) {
        if (std::holds_alternative<Frame>(event))
            out.append(told(event));
        else if (const auto *ping = std::get_if<event::Ping>(&event))
            out.append(told(event::Pong{ping->payload}));
        else if (const auto *closed = std::get_if<event::Closed>(&event))
            out.append(told(event::Closed{{closed->words.code, {}}}));
        else if (const auto *failed = std::get_if<event::Failed>(&event))
            out.append(told(event::Closed{{failed->code, {}}}));
    }
    return out;
}

quint64 seed()
{
    return qEnvironmentVariableIsSet("BANTER_SEED") ? qgetenv("BANTER_SEED").toULongLong() : 1;
}

} // namespace

class AutobahnTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void hasAllCases();
    void comesToTheSame_data();
    void comesToTheSame();
    void failsFast_data();
    void failsFast();

private:
    std::map<QByteArray, AutobahnCase> m_cases;
};

void AutobahnTest::initTestCase()
{
    for (const AutobahnCase &one : testing::autobahnCases())
        m_cases.emplace(one.number, one);
}

// As many as the suite has in each section; four of section 6 are in failsFast().
void AutobahnTest::hasAllCases()
{
    std::map<char, int> counts;
    for (const auto &[number, one] : m_cases)
        ++counts[number.front()];
    const std::map<char, int> whole{{'1', 16}, {'2', 11},  {'3', 7},  {'4', 10},
                                    {'5', 20}, {'6', 141}, {'7', 37}, {'9', 54}};
    QCOMPARE(counts, whole);
}

void AutobahnTest::comesToTheSame_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<int>("endpoint");
    for (const auto &[number, one] : m_cases) {
        QTest::addRow("%s client", number.constData()) << number << int(Endpoint::Client);
        QTest::addRow("%s server", number.constData()) << number << int(Endpoint::Server);
    }
}

void AutobahnTest::comesToTheSame()
{
    QFETCH(QByteArray, number);
    QFETCH(int, endpoint);
    const AutobahnCase &one = m_cases.at(number);
    QStringList events;
    for (const Event &event : one.events)
        events.append(told(event));
    SeededRandom random(seed());
    const QByteArray bytes = wire(one.frames, Endpoint(endpoint), random);
    for (const Cut cut : {Cut::Whole, Cut::Bytes, Cut::Random}) {
        if (cut == Cut::Bytes && bytes.size() > MostByBytes)
            continue;
        const qsizetype most = cut == Cut::Whole ? bytes.size() : cut == Cut::Bytes ? 1 : bytes.size() / 4 + 16;
        Side side(Endpoint(endpoint), random);
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype size = cut == Cut::Random ? 1 + qsizetype(random.below(quint64(most))) : most;
            side.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
            at += size;
        }
        const QString how = QStringLiteral("cut %1, BANTER_SEED=%2: ").arg(int(cut)).arg(seed());
        QVERIFY2(side.events == events, qPrintable(how + side.events.join(u'\n')));
        QVERIFY2(side.answers == answersTo(one.events), qPrintable(how + side.answers.join(u'\n')));
    }
}

void AutobahnTest::failsFast_data()
{
    QTest::addColumn<bool>("byFrames");
    QTest::addColumn<int>("fine"); // so many bytes are
    QTest::addColumn<int>("wrong");
    QTest::addRow("6.4.1") << true << 11 << 4;
    QTest::addRow("6.4.2") << true << 12 << 1;
    QTest::addRow("6.4.3") << false << 11 << 4;
    QTest::addRow("6.4.4") << false << 12 << 1;
}

// A text is failed by the first bytes that no character can have, and not at the end of the frame or the message.
void AutobahnTest::failsFast()
{
    QFETCH(bool, byFrames);
    QFETCH(int, fine);
    QFETCH(int, wrong);
    const QByteArray payload = "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xf4\x90\x80\x80"
                               "edited";
    for (const Endpoint endpoint : {Endpoint::Client, Endpoint::Server}) {
        SeededRandom random(seed());
        QByteArray before = wire({1, payload.left(fine), false}, endpoint, random);
        QByteArray after = wire({0, payload.mid(fine, wrong), false}, endpoint, random);
        if (!byFrames) {
            const QByteArray whole = wire({1, payload}, endpoint, random);
            before = whole.left(whole.size() - payload.size() + fine);
            after = whole.mid(before.size(), wrong);
        }
        Side side(endpoint, random);
        side.feed(before);
        QCOMPARE(side.events, QStringList());
        side.feed(after);
        QCOMPARE(side.events, QStringList{QStringLiteral("failed 1007")});
        QCOMPARE(side.answers, QStringList{QStringLiteral("closed 1007")});
    }
}

TEST_WITHOUT_APPLICATION(AutobahnTest)

} // namespace tst_autobahn

#include "tst_autobahn.moc"
