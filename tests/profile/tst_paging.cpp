// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/profile/talk.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace tst_paging {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Den = QStringLiteral("den");

/// A server that numbers nothing. `ends` are the places of what a history says of its ends.
QByteArray marked(const QByteArray &ends)
{
    QByteArray text = R"({ "profile": 1, "name": "marked", "framing": { "kind": "plain", "event": "op" },
      "rooms": { "in": "payload" },
      "say": { "join": { "event": "enter", "args": [{ "hall": "{room}" }] },
        "send": { "event": "say", "args": [{ "hall": "{room}", "body": "{text}", "ref": "{clientId}" }] },
        "history": { "event": "past", "args": [{ "hall": "{room}", "count": "{limit}", "before": "{before?}",
          "after": "{after?}", "ask": "{request}" }] } },
      "hear": [ { "event": "entered", "means": "joined", "room": "hall" },
        { "event": "said", "means": "message", "room": "hall", "text": "body", "sender": "by", "id": "id",
          "clientId": "ref", "mark": "mark" },
        { "event": "past", "means": "history", "room": "hall", "each": "list", "text": "body", "sender": "by",
          "id": "id"ENDS } ],
      "echo": { "match": ["client-id"] }, "limits": { "historyPage": 10 } })";
    return text.replace("ENDS", ends);
}

const QByteArray Ends = R"(, "older": "older", "newer": "newer", "more": "more", "request": "ask")";

QByteArray entry(const char *id)
{
    const QByteArray text = R"({"by":"bob","body":"text of ID","id":"ID"})";
    return QByteArray(text).replace("ID", id);
}

/// An answer; `more` are its other members.
QByteArray past(std::initializer_list<const char *> ids, const QByteArray &more = {})
{
    QByteArrayList list;
    for (const char *id : ids)
        list.append(entry(id));
    const QByteArray text = R"({"op":"past","hall":"den","list":[LIST]MORE})";
    const QByteArray others = more.isEmpty() ? more : "," + more;
    return QByteArray(text).replace("LIST", list.join(",")).replace("MORE", others);
}

QJsonObject said(const Talk &talk)
{
    return talk.frames().isEmpty() ? QJsonObject() : QJsonDocument::fromJson(talk.frames().constLast()).object();
}

/// In the room, which held nothing, with m4 and m5 as its newest; what is older is at the mark "w".
Talk inRoom(const QByteArray &ends = Ends)
{
    Talk talk = Talk::of(marked(ends));
    talk.open();
    talk.ask(ask::Subscribe{Den, 0, {}, 10});
    talk.say(R"({"op":"entered","hall":"den"})");
    talk.say(past({"m4", "m5"}, R"("older":"w","newer":"x","more":true)"));
    return talk;
}

} // namespace

// The places of a history that is paged by marks.
class TestPaging : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void canBePagedBothWays()
    {
        Talk talk = Talk::of(marked(Ends));
        talk.open();
        const Capabilities can = talk.only<heard::Welcomed>().capabilities;
        QVERIFY(can.history && can.historyForward && !can.counts);
        QCOMPARE(can.maxPage, 10);
    }

    void theNewestHaveTheMarksOfTheirEnds()
    {
        Talk talk = inRoom();
        const auto subscribed = talk.only<heard::Subscribed>();
        const auto &messages = subscribed.page.messages;
        QCOMPARE(messages.size(), std::size_t(2));
        QVERIFY(messages[0].seq < messages[1].seq);
        QCOMPARE(subscribed.covered.last, messages[1].seq);
        QVERIFY(subscribed.covered.after > 0 && subscribed.covered.after < messages[0].seq);
        QCOMPARE(subscribed.covered.afterMark, s("w"));
        QCOMPARE(subscribed.covered.lastMark, s("x"));
        QVERIFY(!subscribed.page.reachesStart);
    }

    void olderOnesGoRightBelow()
    {
        Talk talk = inRoom();
        const Span newest = talk.only<heard::Subscribed>().covered;
        talk.ask(ask::FetchHistory{Den, {newest.after, newest.afterMark}, false, 7});
        QCOMPARE(said(talk).value(s("before")).toString(), s("w"));
        QVERIFY(!said(talk).contains(s("after")));
        QCOMPARE(said(talk).value(s("count")).toInt(), 7);
        talk.say(past({"m2", "m3"}, R"("older":"v","more":true)"));
        auto fetched = talk.only<heard::HistoryFetched>();
        QCOMPARE(fetched.page.messages.size(), std::size_t(2));
        QCOMPARE(fetched.page.messages[1].seq, newest.after); // nothing is between
        QCOMPARE(fetched.covered.last, newest.after);
        QVERIFY(fetched.covered.after < fetched.page.messages[0].seq);
        QCOMPARE(fetched.covered.afterMark, s("v"));
        talk.ask(ask::FetchHistory{Den, {fetched.covered.after, s("v")}, false, 10});
        talk.say(past({"m1"}, R"("more":false)"));
        fetched = talk.only<heard::HistoryFetched>();
        QCOMPARE(fetched.covered.after, Seq(0));
        QVERIFY(fetched.page.reachesStart);
    }

    void whatWasMissedLeavesAHoleThatIsFilledUpToWhatIsHeld()
    {
        Talk talk = inRoom();
        const std::vector<Message> held = talk.only<heard::Subscribed>().page.messages;
        talk.open();
        talk.ask(ask::Subscribe{Den, held.back().seq, {}, 10, held});
        talk.say(R"({"op":"entered","hall":"den"})");
        talk.say(past({"m8", "m9"}, R"("older":"y","more":true)"));
        const Span newest = talk.only<heard::Subscribed>().covered;
        QVERIFY(newest.after > held.back().seq);
        talk.ask(ask::FetchHistory{Den, {newest.after, newest.afterMark}, false, 10, held});
        talk.say(past({"m4", "m5", "m6", "m7"}, R"("older":"z","more":true)"));
        const auto fetched = talk.only<heard::HistoryFetched>();
        QCOMPARE(fetched.page.messages.size(), std::size_t(2)); // m6 and m7
        QCOMPARE(fetched.covered.after, held.back().seq);
        QCOMPARE(fetched.covered.last, newest.after);
        QVERIFY(fetched.page.messages[0].seq > held.back().seq);
    }

    void aPageThatOnlyMeetsClosesTheHole()
    {
        Talk talk = inRoom();
        const std::vector<Message> held = talk.only<heard::Subscribed>().page.messages;
        const Seq far = held.back().seq + 1'000'000;
        talk.ask(ask::FetchHistory{Den, {far, s("y")}, false, 10, held});
        talk.say(past({"m4", "m5"}, R"("more":true)"));
        const auto fetched = talk.only<heard::HistoryFetched>();
        QVERIFY(fetched.page.messages.empty());
        QCOMPARE(fetched.covered, (Span{held.back().seq, far}));
    }

    void whatWasHeardOnTheNextLinkFollowsWhatIsHeld()
    {
        Talk talk = inRoom();
        const std::vector<Message> held = talk.only<heard::Subscribed>().page.messages;
        talk.open();
        talk.ask(ask::Subscribe{Den, held.back().seq, {}, 10, held});
        talk.say(R"({"op":"entered","hall":"den"})");
        talk.say(past({"m5", "m6"}, R"("older":"y","more":true)"));
        const auto subscribed = talk.only<heard::Subscribed>();
        QCOMPARE(subscribed.page.messages.size(), std::size_t(1));
        QCOMPARE(subscribed.covered.after, held.back().seq);
        talk.say(R"({"op":"said","hall":"den","by":"bob","body":"hi","id":"m7","mark":"k7"})");
        const auto arrived = talk.only<heard::MessageArrived>();
        QCOMPARE(arrived.after, subscribed.covered.last);
        QCOMPARE(arrived.mark, s("k7"));
    }

    void newerOnesGoRightAbove()
    {
        Talk talk = inRoom();
        const std::vector<Message> held = talk.only<heard::Subscribed>().page.messages;
        const Span newest = talk.only<heard::Subscribed>().covered;
        const Seq from = held.front().seq - 1'000'000;
        talk.ask(ask::FetchHistory{Den, {from, s("a")}, true, 10, held});
        QCOMPARE(said(talk).value(s("after")).toString(), s("a"));
        talk.say(past({"m2", "m3"}, R"("newer":"b","more":true)"));
        auto fetched = talk.only<heard::HistoryFetched>();
        QCOMPARE(fetched.page.messages.size(), std::size_t(2));
        QCOMPARE(fetched.covered.after, from);
        QCOMPARE(fetched.covered.last, fetched.page.messages[1].seq);
        QCOMPARE(fetched.covered.lastMark, s("b"));
        talk.ask(ask::FetchHistory{Den, {fetched.covered.last, s("b")}, true, 10, held});
        talk.say(past({"m4", "m5"}, R"("more":false)"));
        fetched = talk.only<heard::HistoryFetched>();
        QVERIFY(fetched.page.messages.empty());
        QCOMPARE(fetched.covered.last, newest.after); // it meets the other side
    }

    // Without a word about its ends the ids of its messages are the marks, and the end is where nothing comes.
    void endsThatAreNotNamedAreTheMessages()
    {
        Talk talk = inRoom({});
        const Span newest = talk.only<heard::Subscribed>().covered;
        QCOMPARE(newest.afterMark, s("m4"));
        QCOMPARE(newest.lastMark, s("m5"));
        talk.ask(ask::FetchHistory{Den, {newest.after, newest.afterMark}, false, 10});
        talk.say(past({"m3"}));
        const Span older = talk.only<heard::HistoryFetched>().covered;
        QCOMPARE(older.afterMark, s("m3"));
        talk.ask(ask::FetchHistory{Den, {older.after, older.afterMark}, false, 10});
        talk.say(past({}));
        QCOMPARE(talk.only<heard::HistoryFetched>().covered, (Span{0, older.after}));
    }

    // One is asked for after the other, and an answer that was given up is nobody's.
    void aLateAnswerIsNotAnothers()
    {
        Talk talk = inRoom();
        const Span newest = talk.only<heard::Subscribed>().covered;
        talk.ask(ask::FetchHistory{Den, {newest.after, s("w")}, false, 10});
        const heard::Ticket first = talk.ticket;
        const QByteArray number = said(talk).value(s("ask")).toString().toUtf8();
        talk.ask(ask::FetchHistory{Den, {newest.after, s("other")}, false, 10});
        const heard::Ticket second = talk.ticket;
        QVERIFY(talk.frames().isEmpty());
        talk.pass(10'000);
        QCOMPARE(talk.only<heard::RequestFailed>().ticket, first);
        QCOMPARE(said(talk).value(s("before")).toString(), s("other"));
        const QByteArray next = said(talk).value(s("ask")).toString().toUtf8();
        talk.say(past({"m3"}, "\"more\":true,\"ask\":\"" + number + "\""));
        QCOMPARE(talk.count<heard::HistoryFetched>(), 0);
        talk.say(past({"m3"}, "\"more\":true,\"ask\":\"" + next + "\""));
        QCOMPARE(talk.only<heard::HistoryFetched>().ticket, second);
    }

    void withoutAMarkNothingIsAsked()
    {
        Talk talk = inRoom();
        talk.ask(ask::FetchHistory{Den, {5, {}}, false, 10});
        QCOMPARE(talk.only<heard::RequestFailed>().error.code, ErrorCode::NotSupported);
        QVERIFY(talk.frames().isEmpty());
    }

    // A history that has always been sent whole is the same as before.
    void aHistoryThatIsNotPagedIsNone()
    {
        QByteArray text = marked(Ends);
        text.replace("{before?}", "none").replace("{after?}", "none");
        Talk talk = Talk::of(text);
        talk.open();
        QVERIFY(!talk.only<heard::Welcomed>().capabilities.history);
        QVERIFY(!talk.only<heard::Welcomed>().epoch.contains(s("paged")));
    }
};

TEST_WITH_CORE_APPLICATION(TestPaging)

} // namespace tst_paging

#include "tst_paging.moc"
