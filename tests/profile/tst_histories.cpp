// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/profile/talk.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_histories {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");

/// A server that sends its history whole, and says when it is stale. `order`: of the profile.
Talk atServer(const char *order = "oldest-first")
{
    QByteArray text = R"({ "profile": 1, "name": "t", "framing": { "kind": "plain" }, "rooms": { "in": "payload" },
      "historyOrder": "ORDER",
      "say": { "join": { "event": "enter", "args": [{ "room": "{room}" }] },
        "send": { "event": "m", "args": [{ "room": "{room}", "text": "{text}", "ref": "{clientId}" }] },
        "history": { "event": "get", "args": [{ "room": "{room}" }] } },
      "hear": [ { "event": "entered", "means": "joined", "room": "room" },
        { "event": "m", "means": "message", "room": "room", "text": "text", "sender": "by", "id": "id", "at": "at",
          "clientId": "ref" },
        { "event": "past", "means": "history", "room": "room", "each": "list", "text": "text", "sender": "by",
          "id": "id", "at": "at" },
        { "event": "stale", "means": "history-changed", "room": "room" } ],
      "echo": { "match": ["client-id"] } })";
    return Talk::of(text.replace("ORDER", order));
}

/// "bob: one #m1 @5", with what is left out left out.
QByteArray entry(const char *line)
{
    const QString text = s(line);
    QByteArray fields;
    for (const QString &word :
         text.mid(text.indexOf(QLatin1Char(':')) + 1).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (word.startsWith(QLatin1Char('#')))
            fields += ",\"id\":\"" + word.mid(1).toUtf8() + '"';
        else if (word.startsWith(QLatin1Char('@')))
            fields += ",\"at\":" + word.mid(1).toUtf8();
        else
            fields += ",\"text\":\"" + word.toUtf8() + '"';
    }
    return "{\"by\":\"" + text.section(QLatin1Char(':'), 0, 0).toUtf8() + '"' + fields + '}';
}

QByteArray past(std::initializer_list<const char *> lines)
{
    QByteArrayList list;
    for (const char *line : lines)
        list.append(entry(line));
    return R"({"type":"past","room":"lobby","list":[)" + list.join(',') + "]}";
}

QByteArray live(const char *line)
{
    return R"({"type":"m","room":"lobby",)" + entry(line).mid(1);
}

/// What the session gets of the history when it enters with what it holds.
HistoryPage enter(Talk &talk, const std::vector<Message> &held, const QByteArray &history)
{
    talk.open();
    talk.ask(ask::Subscribe{Lobby, held.empty() ? 0 : held.back().seq, {}, 50, held});
    talk.say(R"({"type":"entered","room":"lobby"})");
    talk.say(history);
    return talk.only<heard::Subscribed>().page;
}

std::vector<QString> textsOf(const std::vector<Message> &messages)
{
    std::vector<QString> texts;
    for (const Message &message : messages)
        texts.push_back(message.text);
    return texts;
}

} // namespace

/// A history that comes again: what of it is held, what was edited, and what is new.
class TestHistories : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsFetchedAgainIsAmended()
    {
        Talk talk = atServer();
        enter(talk, {}, past({"bob: one #m1", "bob: two #m2"}));
        talk.say(live("eve: three #m3"));
        const Seq third = talk.only<heard::MessageArrived>().message.seq;
        talk.say(R"({"type":"stale","room":"lobby"})");
        QCOMPARE(talk.frames().size(), 1);
        talk.say(past({"bob: one #m1", "bob: TWO #m2", "eve: THREE #m3", "bob: four #m4"}));
        QCOMPARE(talk.only<heard::MessageArrived>().message.text, s("four"));
        const auto changes = talk.all<heard::MessageChanged>();
        QCOMPARE(changes.size(), std::size_t(2));
        QCOMPARE(changes[0].change.id, s("m2"));
        QCOMPARE(changes[1].change.seq, third);
        QCOMPARE(changes[1].change.words->text, s("THREE"));
        QVERIFY(changes[1].change.rev > changes[0].change.rev && changes[0].change.rev > 0);
        talk.pass(2'000);
        talk.say(R"({"type":"stale","room":"lobby"})");
        talk.say(past({"bob: one #m1", "bob: TWO #m2", "eve: THREE #m3", "bob: four #m4"}));
        QVERIFY(talk.last.events.empty());
    }

    // What is older than all that is remembered is held in the store, and nothing new.
    void whatIsOlderIsNotNew()
    {
        Talk talk = atServer();
        const Message held{{Lobby, {}, s("m3"), 7}, {s("bob"), s("three"), 5}, {}};
        enter(talk, {held}, past({"bob: three #m3"}));
        talk.say(R"({"type":"stale","room":"lobby"})");
        talk.say(past({"bob: one #m1", "bob: two #m2", "bob: three #m3", "bob: four #m4"}));
        QCOMPARE(talk.only<heard::MessageArrived>().message.text, s("four"));
        QCOMPARE(talk.only<heard::MessageArrived>().after, Seq(7));
    }

    void whereNothingMeetsThereIsAHole()
    {
        Talk talk = atServer();
        enter(talk, {}, past({"bob: one #m1"}));
        talk.say(R"({"type":"stale","room":"lobby"})");
        talk.say(past({"bob: eight #m8", "bob: nine #m9"}));
        const auto arrived = talk.all<heard::MessageArrived>();
        QCOMPARE(arrived.size(), std::size_t(2));
        QCOMPARE(arrived[0].message.seq, arrived[0].after + 1);
        QVERIFY(arrived[0].after > 2);
    }

    // An answer without ids tells nothing of what is new, so nothing is shown twice.
    void withoutIdsNothingIsShownTwice()
    {
        Talk talk = atServer();
        enter(talk, {}, past({"bob: one", "bob: two"}));
        talk.say(R"({"type":"stale","room":"lobby"})");
        talk.say(past({"bob: one", "bob: TWO"}));
        QCOMPARE(talk.count<heard::MessageArrived>(), 0);
    }

    void whatWasEditedMeanwhileIsAmended_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("ids") << past({"bob: one #m1", "eve: two #m2"})
                             << past({"bob: one #m1", "eve: TWO #m2", "bob: new #m3"});
        QTest::newRow("the newest") << past({"bob: one #m1", "eve: two #m2"}) << past({"bob: one #m1", "eve: TWO #m2"});
        QTest::newRow("its time") << past({"eve: two #m2 @1700000000"}) << past({"eve: TWO #m2 @1700000000"});
        QTest::newRow("no ids") << past({"bob: one", "eve: two"}) << past({"bob: one", "eve: TWO"});
        QTest::newRow("no ids, in the middle")
            << past({"bob: one", "eve: two", "bob: three"}) << past({"bob: one", "eve: TWO", "bob: three"});
        QTest::newRow("no ids, and a new one")
            << past({"bob: one", "eve: two"}) << past({"bob: one", "eve: TWO", "bob: new"});
        QTest::newRow("no ids, alone, its time") << past({"eve: two @1700000000"}) << past({"eve: TWO @1700000000"});
        QTest::newRow("no ids, its time")
            << past({"bob: one @1700000000", "eve: two @1700000009", "eve: three @1700000010"})
            << past({"bob: one @1700000000", "eve: TWO @1700000009", "eve: THREE @1700000010"});
    }

    void whatWasEditedMeanwhileIsAmended()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        Talk first = atServer();
        const std::vector<Message> held = enter(first, {}, before).messages;
        Talk again = atServer(); // the program was started again
        for (Talk *talk : {&first, &again}) {
            const HistoryPage page = enter(*talk, held, after);
            const bool hasNew = after.contains("new");
            QCOMPARE(page.messages.size(), std::size_t(hasNew ? 1 : 0));
            if (talk == &again) {
                const auto changes = talk->all<heard::MessageChanged>();
                QVERIFY(!changes.empty());
                QCOMPARE(changes[0].change.words->text, s("TWO"));
                const auto same = std::find_if(held.begin(), held.end(),
                                               [&](const Message &message) { return message.text == s("two"); });
                QCOMPARE(changes[0].change.seq, same->seq);
                QCOMPARE(changes[0].change.id, same->id);
            }
        }
    }

    // Another one's message under the same id is none that was edited; nor is one of another time.
    void whatIsAnothersIsNew_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("another sender") << past({"cy: other #m1"});
        QTest::newRow("nothing else is the same") << past({"bob: other #m1"});
        QTest::newRow("another time") << past({"bob: one #m0", "bob: other #m1 @1800000000"});
    }

    void whatIsAnothersIsNew()
    {
        QFETCH(QByteArray, after);
        Talk talk = atServer();
        const Message held{{Lobby, {}, s("m1"), 7}, {s("bob"), s("one"), 1'700'000'000'000}, {}};
        const HistoryPage page = enter(talk, {held}, after);
        QCOMPARE(page.messages.back().text, s("other"));
        QCOMPARE(talk.count<heard::MessageChanged>(), 0);
    }

    void timesMayDifferALittle()
    {
        Talk talk = atServer();
        const Message held{{Lobby, {}, s("~7"), 7}, {s("bob"), s("one"), 1'700'000'090'000}, {}};
        QCOMPARE(enter(talk, {held}, past({"bob: one @1700000000", "bob: two @1700000200"})).messages.size(),
                 std::size_t(1));
        QCOMPARE(enter(talk, {held}, past({"bob: one @1700000300"})).messages.size(), std::size_t(1)); // said again
        // The time that is the same says more than those that are near.
        QCOMPARE(textsOf(enter(talk, {held}, past({"bob: one @1700000090", "bob: one @1700000120"})).messages),
                 std::vector<QString>{s("one")});
    }

    void ofALongHistoryTheNewestAreKept_data()
    {
        QTest::addColumn<bool>("newestFirst");
        QTest::newRow("oldest first") << false;
        QTest::newRow("newest first") << true;
    }

    void ofALongHistoryTheNewestAreKept()
    {
        QFETCH(bool, newestFirst);
        const auto history = [&](int count) {
            QByteArrayList list;
            for (int i = 1; i <= count; ++i)
                list.append(entry(("bob: t" + QByteArray::number(newestFirst ? count + 1 - i : i)).constData()));
            return R"({"type":"past","room":"lobby","list":[)" + list.join(',') + "]}";
        };
        const char *order = newestFirst ? "newest-first" : "oldest-first";
        Talk talk = atServer(order);
        const HistoryPage page = enter(talk, {}, history(1'500));
        QCOMPARE(page.messages.size(), std::size_t(1'000));
        QCOMPARE(page.messages.front().text, s("t501"));
        QCOMPARE(page.messages.back().text, s("t1500"));
        QVERIFY(!page.reachesStart);
        const std::vector<Message> recent(page.messages.end() - ask::Subscribe::MaxRecent, page.messages.end());
        Talk again = atServer(order);
        QCOMPARE(textsOf(enter(again, recent, history(1'501)).messages), std::vector<QString>{s("t1501")});
    }

    void longIdsAreApart()
    {
        Talk talk = atServer();
        const QByteArray long300(300, 'i');
        enter(talk, {}, past({}));
        for (const QByteArray &end : {QByteArray("a"), QByteArray("b"), QByteArray("\\u0001"), QByteArray("\\u0002")}) {
            const QByteArray message = live(("bob: hi #" + long300 + end).constData());
            talk.say(message);
            QCOMPARE(talk.count<heard::MessageArrived>(), 1);
            QVERIFY(talk.only<heard::MessageArrived>().message.id.size() <= 256);
            talk.say(message);
            QCOMPARE(talk.count<heard::MessageArrived>(), 0);
        }
    }

    // What is asked for once more a second later is not asked for of a room that was left meanwhile.
    void nothingIsFetchedOfARoomThatWasLeft()
    {
        Talk talk = atServer();
        enter(talk, {}, past({"bob: one #m1"}));
        talk.say(R"({"type":"stale","room":"lobby"})");
        talk.say(R"([{"type":"stale","room":"lobby"},{"type":"stale","room":"lobby"}])");
        QCOMPARE(talk.frames().size(), 0);
        talk.ask(ask::LeaveRoom{Lobby});
        QCOMPARE(talk.only<heard::RoomLeft>().room, Lobby);
        talk.pass(1'000);
        QCOMPARE(talk.frames().size(), 0);
    }

    void whoLeavesWhileTheJoinIsOpenHasAnAnswerToBoth()
    {
        Talk talk = atServer();
        talk.open();
        talk.ask(ask::JoinRoom{Lobby});
        const heard::Ticket join = talk.ticket;
        talk.ask(ask::Subscribe{Lobby, 0, {}, 50});
        const heard::Ticket subscribe = talk.ticket;
        talk.ask(ask::LeaveRoom{Lobby});
        QCOMPARE(talk.only<heard::RoomChanged>().ticket, join);
        QCOMPARE(talk.only<heard::Subscribed>().ticket, subscribe);
        QCOMPARE(talk.only<heard::RoomLeft>().ticket, talk.ticket);
    }
};

TEST_WITH_CORE_APPLICATION(TestHistories)

} // namespace tst_histories

#include "tst_histories.moc"
