// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/dialects/wire.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <set>

namespace tst_native_events {

using namespace banter;
using namespace banter::protocol;

namespace {

const QString Lobby = QStringLiteral("lobby");
const QString Bo = QStringLiteral("bo");
const QString C1 = QStringLiteral("c1");
const QString M1 = QStringLiteral("m1");

const Message Hi{{Lobby, C1, M1, 5}, {Bo, QStringLiteral("hi"), 99}, {}};
const Message Deleted{{Lobby, {}, M1, 5}, {Bo, {}, 99}, {7, 0, Bo}};
const HistoryPage Page{Lobby, QStringLiteral("e1"), {Hi}, true, true, 5};
const Member Owner{{Bo, PresenceStatus::Busy, QStringLiteral("x"), 7}, Role::Owner};
const Room TheRoom{Lobby, true, true, 9, 8, 2};
const SignedInDevice Phone{M1, QStringLiteral("banter/1"), 5, 6, true, false};
const OwnPresence Chosen{PresenceStatus::Busy, {C1, 98, 0}, QStringLiteral("tea"), {M1, 99, 0}};

/// A request, the server's answer to it, and whether the event says the same.
struct Answer {
    ask::Request request;
    ServerBody body;
    bool (*fits)(const heard::Event &event, heard::Ticket ticket);
};

template <class Event, class Check>
bool is(const heard::Event &event, Check check)
{
    const auto *found = std::get_if<Event>(&event);
    return found && check(*found);
}

bool isDone(const heard::Event &event, heard::Ticket ticket)
{
    return is<heard::Done>(event, [&](const auto &e) { return e.ticket == ticket; });
}

bool isRoom(const heard::Event &event, heard::Ticket ticket)
{
    return is<heard::RoomChanged>(event, [&](const auto &e) { return e.ticket == ticket && e.room == TheRoom; });
}

bool isGone(const heard::Event &event, heard::Ticket ticket)
{
    return is<heard::RoomLeft>(event, [&](const auto &e) { return e.ticket == ticket && e.room == Lobby; });
}

std::vector<Answer> answers()
{
    return {
        {ask::ListRooms{}, RoomList{{TheRoom}},
         [](const heard::Event &event, heard::Ticket ticket) {
             return is<heard::RoomsListed>(
                 event, [&](const auto &e) { return e.ticket == ticket && e.rooms == std::vector<Room>{TheRoom}; });
         }},
        {ask::CreateRoom{Lobby, true}, RoomInfo{TheRoom}, isRoom},
        {ask::JoinRoom{Lobby}, RoomInfo{TheRoom}, isRoom},
        {ask::LeaveRoom{Lobby}, RoomGone{Lobby}, isGone},
        {ask::Subscribe{Lobby, 0, {}, 50}, Subscribed{Page, {Owner}, {Bo}},
         [](const heard::Event &event, heard::Ticket ticket) {
             return is<heard::Subscribed>(event, [&](const auto &e) {
                 return e.ticket == ticket && e.page == Page && e.members == std::vector<Member>{Owner} &&
                        e.typing == std::vector<QString>{Bo} && e.lastRev == 0 && !e.changes;
             });
         }},
        {ask::Subscribe{Lobby, 5, QStringLiteral("e1"), 50, {}, 6, 5},
         Subscribed{Page, {}, {}, 9, {Lobby, QStringLiteral("e1"), 8, true, true, {Deleted}}},
         [](const heard::Event &event, heard::Ticket ticket) {
             return is<heard::Subscribed>(event, [&](const auto &e) {
                 return e.ticket == ticket && e.lastRev == 9 &&
                        e.changes == heard::ChangePage{{Deleted}, 8, true, true};
             });
         }},
        {ask::FetchChanges{Lobby, QStringLiteral("e1"), 6, 5, 50},
         ChangeList{Lobby, QStringLiteral("e1"), 8, true, false, {Deleted}},
         [](const heard::Event &event, heard::Ticket ticket) {
             return is<heard::ChangesFetched>(event, [&](const auto &e) {
                 return e.ticket == ticket && e.page == heard::ChangePage{{Deleted}, 8, true, false};
             });
         }},
        {ask::FetchHistory{Lobby, {8}, false, 50}, HistoryResult{Page},
         [](const heard::Event &event, heard::Ticket ticket) {
             return is<heard::HistoryFetched>(event,
                                              [&](const auto &e) { return e.ticket == ticket && e.page == Page; });
         }},
        {ask::SendMessage{Lobby, C1, QStringLiteral("hi")}, Ack{Lobby, C1, M1, 5, 99},
         [](const heard::Event &event, heard::Ticket ticket) {
             return is<heard::Acknowledged>(event, [&](const auto &e) {
                 return e.ticket == ticket && e.room == Lobby && e.clientId == C1 && e.id == M1 && e.seq == 5 &&
                        e.at == 99;
             });
         }},
        {ask::EditMessage{Lobby, C1, M1, QStringLiteral("e1"), 3, QStringLiteral("ho")}, Ack{Lobby, C1, M1, 5, 99, 4},
         [](const heard::Event &event, heard::Ticket ticket) {
             return is<heard::Acknowledged>(
                 event, [&](const auto &e) { return e.ticket == ticket && e.id == M1 && e.rev == 4; });
         }},
        {ask::DeleteMessage{Lobby, C1, M1}, Ack{Lobby, C1, M1, 5, 99, 6},
         [](const heard::Event &event, heard::Ticket ticket) {
             return is<heard::Acknowledged>(
                 event, [&](const auto &e) { return e.ticket == ticket && e.clientId == C1 && e.rev == 6; });
         }},
        {ask::Invite{Lobby, Bo}, Done{}, isDone},
        {ask::AcceptInvitation{Lobby}, RoomInfo{TheRoom}, isRoom},
        {ask::DeclineInvitation{Lobby}, Done{}, isDone},
        {ask::Unsubscribe{Lobby}, Done{}, isDone},
        {ask::MarkRead{Lobby, 3}, Done{}, isDone},
        {ask::SetPresence{}, Done{}, isDone},
        {ask::Logout{}, Done{}, isDone},
        {ask::ChangePassword{Bo, QStringLiteral("12345678"), false}, Done{}, isDone},
        {ask::DropDevices{}, Done{}, isDone},
        {ask::ListDevices{}, DeviceList{{Phone}},
         [](const heard::Event &event, heard::Ticket ticket) {
             return is<heard::DevicesListed>(event, [&](const auto &e) {
                 return e.ticket == ticket && e.devices == std::vector<SignedInDevice>{Phone};
             });
         }},
        {ask::MakeInviteCode{}, InviteCode{C1},
         [](const heard::Event &event, heard::Ticket ticket) {
             return is<heard::InviteCodeMade>(event, [&](const auto &e) { return e.ticket == ticket && e.code == C1; });
         }},
    };
}

/// An event of the server and whether it was heard as it was said.
struct Said {
    ServerBody body;
    bool (*heard)(const heard::Event &event);
};

std::vector<Said> events()
{
    return {
        {RoomInfo{TheRoom}, [](const heard::Event &event) { return isRoom(event, 0); }},
        {RoomGone{Lobby}, [](const heard::Event &event) { return isGone(event, 0); }},
        {MessageEvent{Hi},
         [](const heard::Event &event) {
             return is<heard::MessageArrived>(event, [](const auto &e) { return e.message == Hi; });
         }},
        {MessageEvent{{Hi, Hi, {7, 98, Bo}}},
         [](const heard::Event &event) {
             return is<heard::MessageArrived>(event, [](const auto &e) {
                 return e.message == Message{Hi, Hi, MessageState{7, 98, Bo}};
             });
         }},
        {MessageChanged{Lobby, M1, 5, 7, QStringLiteral("ho"), 98, {}},
         [](const heard::Event &event) {
             return is<heard::MessageChanged>(event, [](const auto &e) {
                 return e.change == Amendment{Lobby, M1, 5, 7, Amendment::Words{QStringLiteral("ho"), 98}};
             });
         }},
        {MessageChanged{Lobby, M1, 5, 8, {}, 0, Bo},
         [](const heard::Event &event) {
             return is<heard::MessageChanged>(
                 event, [](const auto &e) { return e.change == Amendment{Lobby, M1, 5, 8, std::nullopt, Bo}; });
         }},
        {MessageChanged{Lobby, M1, 5, 8, QStringLiteral("@bo"), 9, {}, {{Bo}, true}},
         [](const heard::Event &event) {
             const Amendment::Words words{QStringLiteral("@bo"), 9, {{Bo}, true}};
             return is<heard::MessageChanged>(event, [&](const auto &e) {
                 return e.change == Amendment{Lobby, M1, 5, 8, words};
             });
         }},
        {Reacted{Lobby, M1, 5, 9, Bo, {QStringLiteral("tea"), QStringLiteral("+1")}},
         [](const heard::Event &event) {
             Amendment change{Lobby, M1, 5, 9};
             change.reacted = Amendment::Reacted{Bo, {QStringLiteral("tea"), QStringLiteral("+1")}};
             return is<heard::MessageChanged>(event, [&](const auto &e) { return e.change == change; });
         }},
        {Activity{Lobby, 4, 3},
         [](const heard::Event &event) {
             return is<heard::Activity>(
                 event, [](const auto &e) { return e.room == Lobby && e.lastSeq == 4 && e.lastRev == 3; });
         }},
        {MemberJoined{Lobby, Owner},
         [](const heard::Event &event) {
             return is<heard::MemberJoined>(event, [](const auto &e) { return e.room == Lobby && e.member == Owner; });
         }},
        {MemberLeft{Lobby, Bo},
         [](const heard::Event &event) {
             return is<heard::MemberLeft>(event, [](const auto &e) { return e.room == Lobby && e.user == Bo; });
         }},
        {PresenceEvent{Owner.presence},
         [](const heard::Event &event) {
             return is<heard::PresenceChanged>(event, [](const auto &e) { return e.presence == Owner.presence; });
         }},
        {TypingEvent{Lobby, Bo, true},
         [](const heard::Event &event) {
             return is<heard::TypingChanged>(event,
                                             [](const auto &e) { return e.room == Lobby && e.user == Bo && e.active; });
         }},
        {CursorEvent{Lobby, Bo, {0.25, 0.5}},
         [](const heard::Event &event) {
             return is<heard::CursorMoved>(event, [](const auto &e) {
                 return e.room == Lobby && e.user == Bo && e.point == CursorPoint{0.25, 0.5};
             });
         }},
        {CursorGone{Lobby, Bo},
         [](const heard::Event &event) {
             return is<heard::CursorGone>(event, [](const auto &e) { return e.room == Lobby && e.user == Bo; });
         }},
        {OwnPresenceEvent{Chosen},
         [](const heard::Event &event) {
             return is<heard::OwnPresenceChanged>(event, [](const auto &e) { return e.own == Chosen; });
         }},
        {Closing{1001, QStringLiteral("bye")},
         [](const heard::Event &event) {
             return is<heard::Closing>(
                 event, [](const auto &e) { return e.code == 1001 && e.reason == QStringLiteral("bye"); });
         }},
        {Notice{QStringLiteral("tea")},
         [](const heard::Event &event) {
             return is<heard::Notice>(event, [](const auto &e) { return e.text == QStringLiteral("tea"); });
         }},
    };
}

} // namespace

class NativeEventsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyItemOfTheServerIsACase();
    void answersFindTheirTickets();
    void failuresFindTheirTickets();
    void aConflictSaysWhatTheMessageIs();
    void eventsAreHeardAsTheyAreSaid();
    void answersOutOfOrder();
    void aBatchIsHeardInItsOrder();
    void anAnswerIsTakenOnce();
    void answersWithoutARequestAreMalformed();
    void answersOfTheWrongKind();
    void answersWithAFault();
    void aFaultyAckLeavesTheMessageOpen();
    void oneFaultyItemAmongOthers();
    void errorsWithoutARequestAreCounted();
    void unknownItemsAreIgnored();
    void aPartThatIsNotKnownLeavesTheOthers();
    void unreadableFrameHangsUp();
    void wrongKindOfFrameHangsUp();
    void aNewLinkForgetsTheOldTickets();
    void requestsNeverAnsweredAreForgotten();
};

void NativeEventsTest::everyItemOfTheServerIsACase()
{
    std::set<std::size_t> seen{ServerBody(Welcome{}).index(), ServerBody(Failure{}).index(),
                               ServerBody(Identity{}).index()}; // tested apart
    for (const Answer &answer : answers())
        seen.insert(answer.body.index());
    for (const Said &said : events())
        seen.insert(said.body.index());
    QCOMPARE(seen.size(), std::variant_size_v<ServerBody>);
}

void NativeEventsTest::answersFindTheirTickets()
{
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        Wire wire(encoding);
        wire.welcome();
        for (const Answer &answer : answers()) {
            const std::vector<ClientItem> items = wire.ask(answer.request);
            const DialectOutput out = wire.say({items.at(0).id, answer.body});
            QCOMPARE(out.events.size(), std::size_t(1));
            QVERIFY2(answer.fits(out.events[0], 41), encode(Encoding::Json, ServerItem{1, answer.body}).constData());
        }
    }
}

void NativeEventsTest::failuresFindTheirTickets()
{
    Wire wire;
    wire.welcome();
    const Error error{ErrorCode::RateLimited, QStringLiteral("Slower."), 50};
    for (const Answer &answer : answers()) {
        const std::vector<ClientItem> items = wire.ask(answer.request);
        const DialectOutput out = wire.say({items.at(0).id, Failure{error}});
        const auto *failed = only<heard::RequestFailed>(out);
        QVERIFY(failed);
        QCOMPARE(failed->ticket, heard::Ticket(41));
        QVERIFY(failed->error == error);
        QVERIFY(!failed->current);
    }
}

void NativeEventsTest::aConflictSaysWhatTheMessageIs()
{
    Wire wire;
    wire.welcome();
    const Message current{{Lobby, C1, M1, 5}, {Bo, QStringLiteral("as it is"), 99}, {7, 100, {}}};
    const std::vector<ClientItem> items =
        wire.ask(ask::EditMessage{Lobby, C1, M1, QStringLiteral("e1"), 3, QStringLiteral("ho")});
    const Error error{ErrorCode::Conflict, QStringLiteral("No."), 0};
    const DialectOutput out = wire.say({items.at(0).id, Failure{error, current}});
    const auto *failed = only<heard::RequestFailed>(out);
    QVERIFY(failed && failed->current);
    QVERIFY(*failed->current == current);
}

void NativeEventsTest::eventsAreHeardAsTheyAreSaid()
{
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        Wire wire(encoding);
        wire.welcome();
        for (const Said &said : events()) {
            const DialectOutput out = wire.say({0, said.body});
            QCOMPARE(out.events.size(), std::size_t(1));
            QVERIFY2(said.heard(out.events[0]), encode(Encoding::Json, ServerItem{0, said.body}).constData());
        }
    }
}

void NativeEventsTest::answersOutOfOrder()
{
    Wire wire;
    wire.welcome();
    const auto items =
        wire.read(wire.dialect->request({{7, ask::MarkRead{Lobby, 3}}, {8, ask::MarkRead{Lobby, 4}}}, 0));
    QVERIFY(isDone(wire.say({items.at(1).id, Done{}}).events.at(0), 8));
    QVERIFY(isDone(wire.say({items.at(0).id, Done{}}).events.at(0), 7));
}

void NativeEventsTest::aBatchIsHeardInItsOrder()
{
    Wire wire;
    wire.welcome();
    std::vector<QByteArray> items;
    for (Seq seq = 1; seq <= 300; ++seq)
        items.push_back(encode(Encoding::Json, ServerItem{0, Activity{Lobby, seq}}));
    const DialectOutput out = wire.sayBytes(batch(Encoding::Json, items, limits::MaxFrameBytes).at(0));
    QCOMPARE(out.events.size(), std::size_t(300));
    for (std::size_t i = 0; i < out.events.size(); ++i)
        QCOMPARE(std::get<heard::Activity>(out.events[i]).lastSeq, Seq(i + 1));
}

void NativeEventsTest::anAnswerIsTakenOnce()
{
    Wire wire;
    wire.welcome();
    const quint64 id = wire.ask(ask::MarkRead{Lobby, 3}).at(0).id;
    QVERIFY(only<heard::Done>(wire.say({id, Done{}})));
    QVERIFY(only<heard::Malformed>(wire.say({id, Done{}})));
    QVERIFY(only<heard::Malformed>(wire.say({id, Failure{{ErrorCode::NotFound, {}, 0}}})));
}

void NativeEventsTest::answersWithoutARequestAreMalformed()
{
    Wire wire;
    wire.welcome();
    for (const ServerBody &body :
         {ServerBody(RoomList{}), ServerBody(Subscribed{Page, {}, {}}), ServerBody(HistoryResult{Page}),
          ServerBody(Ack{Lobby, C1, M1, 5, 9}),
          ServerBody(ChangeList{Lobby, QStringLiteral("e1"), 7, false, false, {}}), ServerBody(Done{})}) {
        for (const quint64 re : {quint64(0), quint64(4711)})
            QVERIFY(only<heard::Malformed>(wire.say({re, body})));
    }
}

void NativeEventsTest::answersOfTheWrongKind()
{
    Wire wire;
    wire.welcome();
    for (const Answer &answer : answers()) {
        const bool wantsDone = std::holds_alternative<Done>(answer.body);
        const ServerBody wrong = wantsDone ? ServerBody(RoomList{}) : ServerBody(Done{});
        const DialectOutput out = wire.say({wire.ask(answer.request).at(0).id, wrong});
        QVERIFY(std::holds_alternative<heard::Malformed>(out.events.at(0)));
        const bool isSend = std::holds_alternative<Ack>(answer.body); // or a change of a message
        QCOMPARE(out.events.size(), std::size_t(isSend ? 1 : 2));
        if (!isSend)
            QCOMPARE(std::get<heard::RequestFailed>(out.events[1]).ticket, heard::Ticket(41));
    }
}

void NativeEventsTest::answersWithAFault()
{
    Wire wire;
    wire.welcome();
    const quint64 id = wire.ask(ask::ListRooms{}).at(0).id;
    const DialectOutput out = wire.sayBytes(R"({"type":"rooms","rooms":7,"re":)" + QByteArray::number(id) + "}");
    QVERIFY(!out.hangUp);
    QCOMPARE(out.events.size(), std::size_t(2));
    QVERIFY(std::get<heard::Malformed>(out.events[0]).what.contains(QStringLiteral("rooms")));
    QCOMPARE(std::get<heard::RequestFailed>(out.events[1]).ticket, heard::Ticket(41));
    QCOMPARE(std::get<heard::RequestFailed>(out.events[1]).error.code, ErrorCode::Internal);
}

// It may well have been stored: calling it failed would be a lie, and sending it again is safe.
void NativeEventsTest::aFaultyAckLeavesTheMessageOpen()
{
    Wire wire;
    wire.welcome();
    const quint64 id = wire.ask(ask::SendMessage{Lobby, C1, QStringLiteral("hi")}).at(0).id;
    const DialectOutput out = wire.sayBytes(R"({"type":"ack","re":)" + QByteArray::number(id) + "}");
    QVERIFY(only<heard::Malformed>(out));
    QVERIFY(!out.hangUp);
}

void NativeEventsTest::oneFaultyItemAmongOthers()
{
    Wire wire;
    wire.welcome();
    const DialectOutput out =
        wire.sayBytes(R"([{"type":"activity","room":"lobby","lastSeq":1},{"type":"activity","room":"lobby"},)"
                      R"({"type":"activity","room":"lobby","lastSeq":3}])");
    QCOMPARE(out.events.size(), std::size_t(3));
    QCOMPARE(std::get<heard::Activity>(out.events[0]).lastSeq, Seq(1));
    QCOMPARE(std::get<heard::Activity>(out.events[1]).lastSeq, Seq(3));
    QVERIFY(std::holds_alternative<heard::Malformed>(out.events[2]));
}

void NativeEventsTest::errorsWithoutARequestAreCounted()
{
    Wire wire;
    wire.welcome();
    const DialectOutput out = wire.say({0, Failure{{ErrorCode::BadFrame, QStringLiteral("What?"), 0}}});
    const auto *malformed = only<heard::Malformed>(out);
    QVERIFY(malformed);
    QVERIFY(malformed->what.contains(QStringLiteral("What?")));
}

void NativeEventsTest::unknownItemsAreIgnored()
{
    Wire wire;
    wire.welcome();
    const DialectOutput out = wire.sayBytes(R"({"type":"message.reacted","room":"lobby","rev":4})");
    QVERIFY(out.events.empty() && out.frames.empty() && !out.hangUp);
}

// A change that says nothing which is known here has a rev all the same, or the next one would be a gap.
void NativeEventsTest::aPartThatIsNotKnownLeavesTheOthers()
{
    Wire wire;
    wire.welcome();
    const DialectOutput out =
        wire.sayBytes(R"({"type":"message.changed","room":"lobby","id":"m1","seq":5,"rev":9,"pinned":true})");
    const auto *changed = only<heard::MessageChanged>(out);
    QVERIFY(changed);
    QVERIFY((changed->change == Amendment{Lobby, M1, 5, 9}));
}

void NativeEventsTest::unreadableFrameHangsUp()
{
    Wire wire;
    wire.welcome();
    for (const QByteArray &bytes : {QByteArray("<html>"), QByteArray(), QByteArray(1'000'000, '['),
                                    QByteArray("\"\xff\""), QByteArray(limits::MaxFrameBytes + 1, ' ')}) {
        const DialectOutput out = wire.sayBytes(bytes);
        QVERIFY(out.hangUp && !out.hangUp->isEmpty());
        QVERIFY(only<heard::Malformed>(out));
    }
}

void NativeEventsTest::wrongKindOfFrameHangsUp()
{
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        Wire wire(encoding);
        wire.welcome();
        const QByteArray fine = encode(encoding, ServerItem{0, Notice{QStringLiteral("tea")}});
        const DialectOutput out = wire.dialect->received({encoding == Encoding::Json, fine}, 0);
        QVERIFY(out.hangUp);
        QVERIFY(only<heard::Malformed>(out));
    }
}

void NativeEventsTest::aNewLinkForgetsTheOldTickets()
{
    Wire wire;
    wire.welcome();
    const quint64 old = wire.ask(ask::MarkRead{Lobby, 3}).at(0).id;
    wire.welcome();
    QVERIFY(only<heard::Malformed>(wire.say({old, Done{}})));
    QVERIFY(wire.ask(ask::MarkRead{Lobby, 3}).at(0).id > old);
}

void NativeEventsTest::requestsNeverAnsweredAreForgotten()
{
    Wire wire;
    wire.welcome();
    const auto first = wire.read(wire.dialect->request({{1, ask::MarkRead{Lobby, 1}}}, 1'000));
    const auto second = wire.read(wire.dialect->request({{2, ask::MarkRead{Lobby, 2}}}, 61'000));
    wire.dialect->request({{3, ask::MarkRead{Lobby, 3}}}, 121'001);
    QVERIFY(only<heard::Malformed>(wire.say({first.at(0).id, Done{}})));
    QVERIFY(isDone(wire.say({second.at(0).id, Done{}}).events.at(0), 2));
}

TEST_WITHOUT_APPLICATION(NativeEventsTest)

} // namespace tst_native_events

#include "tst_native_events.moc"
