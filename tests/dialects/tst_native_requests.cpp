// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/dialects/wire.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_native_requests {

using namespace banter;
using namespace banter::protocol;

namespace {

const QString Lobby = QStringLiteral("lobby");
const QString C1 = QStringLiteral("c1");

/// A request and the item that it must become.
struct Case {
    ask::Request request;
    ClientBody body;
};

std::vector<Case> cases()
{
    const QString bo = QStringLiteral("bo");
    const QString e1 = QStringLiteral("e1");
    const QString password = QStringLiteral("12345678");
    return {
        {ask::ListRooms{}, ListRooms{}},
        {ask::CreateRoom{Lobby, true}, CreateRoom{Lobby, true}},
        {ask::JoinRoom{Lobby}, JoinRoom{Lobby}},
        {ask::LeaveRoom{Lobby}, LeaveRoom{Lobby}},
        {ask::Invite{Lobby, bo}, Invite{Lobby, bo}},
        {ask::AcceptInvitation{Lobby}, AcceptInvitation{Lobby}},
        {ask::DeclineInvitation{Lobby}, DeclineInvitation{Lobby}},
        {ask::Subscribe{Lobby, 9, e1, 20}, Subscribe{Lobby, 9, e1, 20}},
        {ask::Subscribe{Lobby, 9, e1, 20, {}, 7, 3}, Subscribe{Lobby, 9, e1, 20, 7, 3}},
        {ask::Subscribe{Lobby, 0, e1, 20, {}, 7, 0}, Subscribe{Lobby, 0, e1, 20}}, // who holds nothing missed nothing
        {ask::FetchChanges{Lobby, e1, 7, 3, 20}, FetchChanges{Lobby, e1, 7, 3, 20}},
        {ask::FetchChanges{Lobby, e1, 7, 3, 100'000}, FetchChanges{Lobby, e1, 7, 3, limits::MaxPage}},
        {ask::Subscribe{Lobby, 0, {}, 100'000}, Subscribe{Lobby, 0, {}, limits::MaxPage}},
        {ask::Unsubscribe{Lobby}, Unsubscribe{Lobby}},
        {ask::FetchHistory{Lobby, {8}, false, 20}, FetchHistory{Lobby, 9, 0, 20}},
        {ask::FetchHistory{Lobby, {9, {}, false}, false, 20}, FetchHistory{Lobby, 9, 0, 20}},
        {ask::FetchHistory{Lobby, {0}, true, 20}, FetchHistory{Lobby, 21, 0, 20}},
        {ask::FetchHistory{Lobby, {9}, true, 0}, FetchHistory{Lobby, 0, 9, 1}},
        {ask::SendMessage{Lobby, C1, bo}, SendMessage{Lobby, C1, bo}},
        {ask::EditMessage{Lobby, C1, bo, e1, 7, password}, EditMessage{Lobby, C1, bo, e1, 7, password}},
        {ask::DeleteMessage{Lobby, C1, bo}, DeleteMessage{Lobby, C1, bo}},
        {ask::ReactToMessage{Lobby, C1, bo, e1, false}, ReactToMessage{Lobby, C1, bo, e1, false}},
        {ask::MarkRead{Lobby, 3}, MarkRead{Lobby, 3}},
        {ask::SetPresence{PresenceStatus::Away, bo}, SetPresence{PresenceStatus::Away, bo}},
        {ask::Typing{Lobby, true}, SetTyping{Lobby, true}},
        {ask::MoveCursor{Lobby, {0.25, 1}}, MoveCursor{Lobby, {0.25, 1}}},
        {ask::LeaveCursor{Lobby}, LeaveCursor{Lobby}},
        {ask::Logout{}, Logout{}},
        {ask::ChangePassword{bo, password, true}, ChangePassword{bo, password, true}},
        {ask::ListDevices{}, ListDevices{}},
        {ask::DropDevices{C1}, DropDevices{C1}},
        {ask::MakeInviteCode{}, MakeInviteCode{}},
    };
}

bool isEphemeral(const ask::Request &request)
{
    return std::holds_alternative<ask::Typing>(request) || std::holds_alternative<ask::MoveCursor>(request) ||
           std::holds_alternative<ask::LeaveCursor>(request);
}

ask::SendMessage message(int number, const QString &text = QStringLiteral("hi"))
{
    return {Lobby, QStringLiteral("c%1").arg(number), text};
}

} // namespace

class NativeRequestsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRequestIsACase();
    void requestsBecomeItems_data();
    void requestsBecomeItems();
    void nothingIsSentBeforeTheWelcome();
    void whatTheServerCannotDoFails_data();
    void whatTheServerCannotDoFails();
    void statusTextIsLeftOutWhereThereIsNone();
    void whatAMessageAnswersIsSaidWhereTheServerKnowsIt();
    void whomAMessageMeansIsSaidWhereTheServerKnowsIt();
    void anOlderServerIsAskedForNoChanges();
    void aWordSaysWhatItWasSaidAfterUntilItIsTaken();
    void ticketZeroWantsNoAnswer();
    void manyRequestsShareAFrame();
    void framesObeyTheServersLimits();
    void tooLargeForTheServerFails();
    void orderIsKept();
};

void NativeRequestsTest::everyRequestIsACase()
{
    std::vector<bool> seen(std::variant_size_v<ask::Request>);
    for (const Case &one : cases())
        seen[one.request.index()] = true;
    QCOMPARE(std::count(seen.begin(), seen.end(), false), 0);
}

void NativeRequestsTest::requestsBecomeItems_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<Encoding>("encoding");
    const auto all = cases();
    for (std::size_t i = 0; i < all.size(); ++i) {
        QTest::addRow("json %zu", i) << int(i) << Encoding::Json;
        QTest::addRow("cbor %zu", i) << int(i) << Encoding::Cbor;
    }
}

void NativeRequestsTest::requestsBecomeItems()
{
    QFETCH(int, at);
    QFETCH(Encoding, encoding);
    const Case one = cases()[std::size_t(at)];
    Wire wire(encoding);
    wire.welcome();
    const std::vector<ClientItem> items = wire.ask(one.request);
    QCOMPARE(items.size(), std::size_t(1));
    QVERIFY(items[0].body == one.body);
    QCOMPARE(items[0].id == 0, isEphemeral(one.request));
}

void NativeRequestsTest::nothingIsSentBeforeTheWelcome()
{
    Wire wire;
    wire.open();
    for (const Case &one : cases()) {
        const DialectOutput out = wire.dialect->request({{5, one.request}}, 0);
        QVERIFY(out.frames.empty());
        if (isEphemeral(one.request)) {
            QVERIFY(out.events.empty());
            continue;
        }
        const auto *failed = only<heard::RequestFailed>(out);
        QVERIFY(failed);
        QCOMPARE(failed->ticket, heard::Ticket(5));
        QCOMPARE(failed->error.code, ErrorCode::NotConnected);
    }
}

void NativeRequestsTest::whatTheServerCannotDoFails_data()
{
    QTest::addColumn<QString>("capability");
    QTest::addColumn<int>("at");
    const auto all = cases();
    const auto row = [&](const char *capability, auto isMeant) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (isMeant(all[i].request))
                QTest::addRow("%s %zu", capability, i) << QString::fromLatin1(capability) << int(i);
        }
    };
    const auto is = [](auto type) {
        return [](const ask::Request &request) { return std::holds_alternative<decltype(type)>(request); };
    };
    row("rooms.list", is(ask::ListRooms{}));
    row("rooms.create", is(ask::CreateRoom{}));
    row("rooms.private", is(ask::CreateRoom{})); // the case is a private one
    row("invitations", is(ask::AcceptInvitation{}));
    row("invitations", is(ask::DeclineInvitation{}));
    row("history", is(ask::FetchHistory{}));
    row("changes", is(ask::FetchChanges{}));
    row("messages.edit", is(ask::EditMessage{}));
    row("messages.delete", is(ask::DeleteMessage{}));
    row("messages.react", is(ask::ReactToMessage{}));
    row("read.marks", is(ask::MarkRead{}));
    row("presence", is(ask::SetPresence{}));
    row("typing", is(ask::Typing{}));
    row("cursors", is(ask::MoveCursor{}));
    row("cursors", is(ask::LeaveCursor{}));
    row("devices", is(ask::ChangePassword{}));
    row("devices", is(ask::ListDevices{}));
    row("devices", is(ask::DropDevices{}));
    row("invite.codes", is(ask::MakeInviteCode{}));
}

void NativeRequestsTest::whatTheServerCannotDoFails()
{
    QFETCH(QString, capability);
    QFETCH(int, at);
    const ask::Request request = cases()[std::size_t(at)].request;
    Wire wire;
    wire.welcome([&](Welcome &welcome) { QVERIFY(welcome.capabilities.removeAll(capability) == 1); });
    const DialectOutput out = wire.dialect->request({{5, request}}, 0);
    QVERIFY(out.frames.empty());
    if (isEphemeral(request)) {
        QVERIFY(out.events.empty());
        return;
    }
    const auto *failed = only<heard::RequestFailed>(out);
    QVERIFY(failed);
    QCOMPARE(failed->ticket, heard::Ticket(5));
    QCOMPARE(failed->error.code, ErrorCode::NotSupported);
}

void NativeRequestsTest::statusTextIsLeftOutWhereThereIsNone()
{
    Wire wire;
    wire.welcome([](Welcome &welcome) { welcome.capabilities.removeAll(QStringLiteral("presence.text")); });
    const auto items = wire.ask(ask::SetPresence{PresenceStatus::Busy, QStringLiteral("meeting")});
    QVERIFY(items.at(0).body == ClientBody(SetPresence{PresenceStatus::Busy, {}}));
}

void NativeRequestsTest::whatAMessageAnswersIsSaidWhereTheServerKnowsIt()
{
    const ask::SendMessage answer{Lobby, C1, QStringLiteral("yes"), QStringLiteral("m1")};
    Wire wire;
    wire.welcome();
    QVERIFY(wire.ask(answer).at(0).body == ClientBody(SendMessage{Lobby, C1, answer.text, answer.replyTo}));
    Wire older;
    older.welcome([](Welcome &welcome) { welcome.capabilities.removeAll(QStringLiteral("messages.reply")); });
    QVERIFY(older.ask(answer).at(0).body == ClientBody(SendMessage{Lobby, C1, answer.text}));
}

void NativeRequestsTest::whomAMessageMeansIsSaidWhereTheServerKnowsIt()
{
    const Mentions mentions{{QStringLiteral("bo")}, true};
    const ask::SendMessage naming{Lobby, C1, QStringLiteral("@bo"), {}, mentions};
    const ask::EditMessage edit{Lobby, C1, QStringLiteral("m1"), QStringLiteral("e1"), 3, naming.text, mentions};
    Wire wire;
    wire.welcome();
    QVERIFY(wire.ask(naming).at(0).body == ClientBody(SendMessage{Lobby, C1, naming.text, {}, mentions}));
    QVERIFY(wire.ask(edit).at(0).body ==
            ClientBody(EditMessage{Lobby, C1, edit.message, edit.epoch, 3, edit.text, mentions}));
    Wire older;
    older.welcome([](Welcome &welcome) { welcome.capabilities.removeAll(QStringLiteral("messages.mention")); });
    QVERIFY(older.ask(naming).at(0).body == ClientBody(SendMessage{Lobby, C1, naming.text}));
    QVERIFY(older.ask(edit).at(0).body == ClientBody(EditMessage{Lobby, C1, edit.message, edit.epoch, 3, edit.text}));
}

void NativeRequestsTest::anOlderServerIsAskedForNoChanges()
{
    Wire wire;
    wire.welcome([](Welcome &welcome) { welcome.capabilities.removeAll(QStringLiteral("changes")); });
    const QString e1 = QStringLiteral("e1");
    const auto items = wire.ask(ask::Subscribe{Lobby, 9, e1, 20, {}, 7, 3});
    QVERIFY(items.at(0).body == ClientBody(Subscribe{Lobby, 9, e1, 20}));
}

void NativeRequestsTest::aWordSaysWhatItWasSaidAfterUntilItIsTaken()
{
    Wire wire;
    wire.welcome([](Welcome &welcome) { welcome.own.status = PresenceStatus::Online; });
    const QString id = QStringLiteral("s2");
    const auto fresh = wire.ask(ask::SetPresence{PresenceStatus::Busy, {}, {id, 0, -5, {C1}}});
    QVERIFY(fresh.at(0).body == ClientBody(SetPresence{PresenceStatus::Busy, {}, {id, 0, -5, {C1}}, {}, false}));
    const auto taken = wire.ask(ask::SetPresence{PresenceStatus::Busy, {}, {id, 9, -5, {C1}}});
    QVERIFY(taken.at(0).body == ClientBody(SetPresence{PresenceStatus::Busy, {}, {id, 9, 0}, {}, false}));
}

void NativeRequestsTest::ticketZeroWantsNoAnswer()
{
    Wire wire;
    wire.welcome();
    const std::vector<ClientItem> items = wire.read(wire.dialect->request({{0, ask::Unsubscribe{Lobby}}}, 0));
    QCOMPARE(items.size(), std::size_t(1));
    QCOMPARE(items[0].id, quint64(0));
}

void NativeRequestsTest::manyRequestsShareAFrame()
{
    Wire wire;
    wire.welcome();
    std::vector<std::pair<heard::Ticket, ask::Request>> requests;
    for (int i = 1; i <= 200; ++i)
        requests.emplace_back(heard::Ticket(i), message(i));
    const DialectOutput out = wire.dialect->request(requests, 0);
    QCOMPARE(out.frames.size(), std::size_t(1));
    QCOMPARE(wire.read(out).size(), std::size_t(200));
}

void NativeRequestsTest::framesObeyTheServersLimits()
{
    Wire wire;
    wire.welcome([](Welcome &welcome) {
        welcome.limits.maxBatch = 10;
        welcome.limits.maxFrameBytes = 2000;
    });
    std::vector<std::pair<heard::Ticket, ask::Request>> requests;
    for (int i = 1; i <= 35; ++i)
        requests.emplace_back(heard::Ticket(i), message(i, QString(i > 25 ? 900 : 1, u'x')));
    const DialectOutput out = wire.dialect->request(requests, 0);
    QCOMPARE(wire.read(out).size(), std::size_t(35));
    QVERIFY(out.frames.size() >= 3 + 10 / 2);
    for (const Frame &frame : out.frames) {
        QVERIFY(frame.data.size() <= 2000);
        QVERIFY(frame.data.count("message.send") <= 10);
    }
}

void NativeRequestsTest::tooLargeForTheServerFails()
{
    Wire wire;
    wire.welcome([](Welcome &welcome) { welcome.limits.maxFrameBytes = 500; });
    const DialectOutput out =
        wire.dialect->request({{1, message(1)}, {2, message(2, QString(500, u'x'))}, {3, message(3)}}, 0);
    QCOMPARE(wire.read(out).size(), std::size_t(2));
    const auto *failed = only<heard::RequestFailed>(out);
    QVERIFY(failed);
    QCOMPARE(failed->ticket, heard::Ticket(2));
    QCOMPARE(failed->error.code, ErrorCode::TooLarge);
}

void NativeRequestsTest::orderIsKept()
{
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        Wire wire(encoding);
        wire.welcome();
        std::vector<std::pair<heard::Ticket, ask::Request>> requests;
        for (int i = 0; i < 2500; ++i)
            requests.emplace_back(heard::Ticket(i + 1), message(i));
        const std::vector<ClientItem> items = wire.read(wire.dialect->request(requests, 0));
        QCOMPARE(items.size(), requests.size());
        for (std::size_t i = 0; i < items.size(); ++i)
            QCOMPARE(std::get<SendMessage>(items[i].body).clientId, QStringLiteral("c%1").arg(i));
    }
}

TEST_WITHOUT_APPLICATION(NativeRequestsTest)

} // namespace tst_native_requests

#include "tst_native_requests.moc"
