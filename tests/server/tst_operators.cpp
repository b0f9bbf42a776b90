// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/check.h"
#include "server/data_folder.h"
#include "server/operators.h"
#include "tests/server/world.h"
#include "tests/store/checks.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTemporaryDir>

namespace tst_operators {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

namespace {

using What = OperatorOrder::What;

std::optional<ErrorCode> carriedOut(World &world, What what, const char *subject, const char *value = "")
{
    const Status done = world.hub->carryOut({0, what, text(subject), text(value)});
    world.scheduler.settle();
    return done.ok() ? std::nullopt : std::optional(done.error().code);
}

std::optional<ErrorCode> signsIn(World &world, const Auth &auth)
{
    const auto answer = world.ask(world.open(), Hello{1, text("test/1"), {}, auth});
    return is<Welcome>(answer) ? std::nullopt : std::optional(as<Failure>(answer).error.code);
}

QStringList listed(World &world, PeerId peer)
{
    QStringList names;
    for (const Room &room : as<RoomList>(world.ask(peer, ListRooms{})).rooms)
        names.push_back(room.id);
    return names;
}

/// So many accounts that have said something, in the database of a server that starts again.
void fill(World &world, std::size_t count, const char *name)
{
    Database &database = world.database.database();
    VERIFY_OK(database.run(QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT ?) "
                                          "INSERT INTO account(name, key, password, status_text, last_seen) "
                                          "SELECT ?1||i, ?1||i, '', '', 0 FROM n")
                               .replace(QStringLiteral("?1"), QStringLiteral("'%1'").arg(text(name))),
                           {qint64(count)}));
    VERIFY_OK(database.run(QStringLiteral("UPDATE account SET came=1e15 WHERE password=''")));
    world.restart();
}

const Auth Ann{Auth::Method::Password, QStringLiteral("ann"), QStringLiteral("correct horse"), {}};

/// A data folder with a database in it, and nobody who serves it.
class Folder {
public:
    Folder()
    {
        QVERIFY(QDir().mkpath(path()));
        SqliteServerStore store;
        VERIFY_OK(store.open(serverDatabaseFile(path()), QStringLiteral("epoch-1"), QByteArray(32, 's')));
        const auto ann =
            store.addAccount({0, text("Ann"), text("ann"), {}, 5, false, 4, text("10.0.0.7")}, text("hash"));
        VERIFY_OK(ann);
        VERIFY_OK(store.addAccount({0, text("bob"), text("bob"), {}, 6}, text("hash")));
        VERIFY_OK(store.addRoom(text("den"), true, ann.value(), {}, 7));
        const Message hi{{text("lobby"), text("c1"), text("m1"), 1}, {{}, text("hi"), 9}, {}};
        VERIFY_OK(store.commit({{{hi, ann.value()}}, {}, {}, {}}));
        VERIFY_OK(store.addToken("token", ann.value(), {}, 0, {}));
    }
    QString path() const { return m_dir.filePath(QStringLiteral("data")); }

private:
    QTemporaryDir m_dir;
};

} // namespace

/// What whoever runs the server has done there, on one that runs and on one that does not.
class TestOperators : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aRoomThatIsRemovedEndsForAll()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, JoinRoom{text("tea")});
        world.ask(bob, JoinRoom{text("tea")});
        world.subscribe(bob, text("tea"));
        world.ask(bob, SetTyping{text("tea"), true});
        world.begin(ann, SendMessage{text("tea"), text("m1"), text("on its way")});
        world.forget();
        QCOMPARE(carriedOut(world, What::RemoveRoom, "tea"), std::nullopt);
        for (const PeerId peer : {ann, bob}) {
            QCOMPARE(world.events<RoomGone>(peer), std::vector<RoomGone>{{text("tea")}});
            QCOMPARE(listed(world, peer), QStringList{text("lobby")});
        }
        QCOMPARE(world.refusal(bob, FetchHistory{text("tea"), 0, 1, 50}), ErrorCode::NotFound);
        world.run(60'000); // the typing sign has nothing to end
        QCOMPARE(as<RoomInfo>(world.ask(bob, JoinRoom{text("tea")})).room.lastSeq, Seq(1)); // no number twice
        world.restart();
        QCOMPARE(listed(world, world.signedIn(text("ann"))), (QStringList{text("lobby"), text("tea")}));
    }

    void whatIsNotThereIsSaid()
    {
        World world;
        world.registered(text("ann"));
        QCOMPARE(carriedOut(world, What::RemoveRoom, "tea"), ErrorCode::NotFound);
        QCOMPARE(carriedOut(world, What::RemoveRoom, "lobby"), ErrorCode::Forbidden);
        QCOMPARE(carriedOut(world, What::RemoveAccount, "bob"), ErrorCode::NotFound);
        QCOMPARE(carriedOut(world, What::SetPassword, "bob", "x"), ErrorCode::NotFound);
    }

    void anotherPasswordSignsOutEverywhere()
    {
        World world;
        const PeerId laptop = world.registered(text("ann"));
        const PeerId phone = world.signedIn(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        QCOMPARE(carriedOut(world, What::SetPassword, "ANN", "hash of battery staple"), std::nullopt);
        QCOMPARE(world.closeCode(laptop), 4001);
        QCOMPARE(world.closeCode(phone), 4001);
        QCOMPARE(world.closeCode(bob), 0);
        QCOMPARE(signsIn(world, Ann), ErrorCode::Unauthorized);
        QCOMPARE(signsIn(world, {Auth::Method::Token, {}, world.tokenOf(phone), {}}), ErrorCode::Unauthorized);
        QCOMPARE(signsIn(world, {Auth::Method::Password, text("ann"), text("battery staple"), {}}), std::nullopt);
    }

    void anAccountThatIsRemovedIsNobodyAnyMore()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId phone = world.signedIn(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.ask(ann, CreateRoom{text("tea"), false});
        world.ask(bob, JoinRoom{text("tea")});
        world.ask(ann, CreateRoom{text("hers"), true});
        world.post(ann, text("hers"), text("h1"));
        world.ask(ann, CreateRoom{text("left"), true});
        world.post(ann, text("left"), text("l1"));
        world.ask(ann, LeaveRoom{text("left")}); // kept for her
        world.post(ann, text("tea"), text("t1"));
        world.subscribe(bob, text("tea"));
        world.subscribe(ann, text("tea"));
        world.ask(ann, SetTyping{text("tea"), true});
        world.begin(ann, SetPresence{PresenceStatus::Busy, text("here")});
        world.forget();
        QCOMPARE(carriedOut(world, What::RemoveAccount, "ann"), std::nullopt);
        for (const PeerId link : {ann, phone}) {
            QCOMPARE(world.closeCode(link), 4001);
            world.say(link, SendMessage{text("tea"), text("t2"), text("still here?")});
        }
        const auto left = world.events<MemberLeft>(bob);
        QCOMPARE(left.size(), std::size_t(1));
        QCOMPARE(left[0].user, text("ann"));
        world.gone(ann);
        world.run(limits::LeaveGraceMs + 1'000); // no device of hers is waited for
        world.gone(phone);
        const Subscribed tea = world.subscribe(bob, text("tea"));
        QCOMPARE(tea.members.size(), std::size_t(1));
        QCOMPARE(tea.members[0].role, Role::Owner); // who is left inherits
        QCOMPARE(tea.page.messages.size(), std::size_t(1));
        QCOMPARE(tea.page.messages[0].sender, text("ann")); // what was said stays
        for (const char *room : {"hers", "left"})           // nobody could ever enter them
            QVERIFY(is<RoomInfo>(world.ask(bob, CreateRoom{text(room), false})));
        for (int run = 0; run < 2; ++run) {
            QCOMPARE(signsIn(world, Ann), ErrorCode::Unauthorized);
            QCOMPARE(signsIn(world, {Auth::Method::Token, {}, world.tokenOf(ann), {}}), ErrorCode::Unauthorized);
            for (const char *name : {"ann", "Ann", "ann."}) {
                QCOMPARE(signsIn(world, {Auth::Method::Register, text(name), text("correct horse"), {}}),
                         ErrorCode::NameTaken);
            }
            QCOMPARE(carriedOut(world, What::RemoveAccount, "ann"), ErrorCode::NotFound);
            world.restart();
        }
    }

    void anInvitationGoesWithWhoAsksAndWithWhoIsAsked()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId cid = world.registered(text("cid"));
        world.ask(ann, CreateRoom{text("hers"), true});
        world.ask(ann, Invite{text("hers"), text("cid")});
        world.ask(bob, CreateRoom{text("his"), true});
        world.ask(bob, Invite{text("his"), text("ann")});
        world.ask(bob, JoinRoom{text("tea")});
        world.ask(ann, JoinRoom{text("tea")});
        world.ask(ann, Invite{text("tea"), text("cid")});
        world.forget();
        QCOMPARE(carriedOut(world, What::RemoveAccount, "ann"), std::nullopt);
        QCOMPARE(world.events<RoomGone>(cid), std::vector<RoomGone>{{text("hers")}});
        QVERIFY(world.events<RoomInfo>(cid).back().room.invitedBy.isEmpty());
        QCOMPARE(world.refusal(cid, AcceptInvitation{text("tea")}), ErrorCode::NotFound);
        const auto left = world.database.database().value(QStringLiteral("SELECT count(*) FROM invitation"));
        VERIFY_OK(left);
        QCOMPARE(left.value().toInt(), 0);
        world.restart();
        const PeerId again = world.signedIn(text("bob"));
        QVERIFY(is<Done>(world.ask(again, Invite{text("tea"), text("cid")})));
        QCOMPARE(world.refusal(again, Invite{text("his"), text("ann")}), ErrorCode::NotFound);
    }

    void aFullDiskRemovesNothing()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.ask(ann, CreateRoom{text("tea"), false});
        world.store.full = true;
        QCOMPARE(carriedOut(world, What::RemoveAccount, "ann"), ErrorCode::StorageFull);
        QCOMPARE(carriedOut(world, What::RemoveRoom, "tea"), ErrorCode::StorageFull);
        world.store.full = false;
        QCOMPARE(world.closeCode(ann), 0);
        QCOMPARE(listed(world, ann), (QStringList{text("lobby"), text("tea")}));
        QVERIFY(world.post(ann, text("tea"), text("t1")).seq == 1);
        world.restart();
        QCOMPARE(signsIn(world, Ann), std::nullopt);
    }

    // Account 10,000 shut the door for ever.
    void aRemovedAccountMakesRoomForAnother()
    {
        World world;
        world.registered(text("ann"));
        const auto others = world.database.database().run(
            QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT ?) "
                           "INSERT INTO account(name, key, password, status_text, last_seen) "
                           "SELECT 'user'||i, 'user'||i, '', '', 0 FROM n"),
            {qint64(AccountPlaces::MaxAccounts) - 1});
        VERIFY_OK(others);
        world.restart();
        const Auth bob{Auth::Method::Register, text("bob"), text("correct horse"), {}};
        QCOMPARE(signsIn(world, bob), ErrorCode::TooLarge);
        QCOMPARE(carriedOut(world, What::RemoveAccount, "user7"), std::nullopt);
        QCOMPARE(signsIn(world, bob), std::nullopt);
        world.restart();
        QCOMPARE(signsIn(world, {Auth::Method::Register, text("cem"), text("correct horse"), {}}), ErrorCode::TooLarge);
    }

    // Whoever made ten thousand accounts shut the door for good.
    void anAccountThatWasNeverUsedGivesItsPlaceToAnother()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.gone(world.registered(text("silent"))); // was here, and said nothing
        world.gone(world.registered(text("speaker")));
        const PeerId speaker = world.signedIn(text("speaker"));
        const Ack said = world.post(speaker, text("lobby"), text("s1"));
        world.gone(speaker);
        const PeerId reader = world.registered(text("reader")); // who said what they think of it
        world.ask(reader, ReactToMessage{text("lobby"), text("r1"), said.id, text("+1")});
        world.gone(reader);
        const PeerId member = world.registered(text("member"));
        world.ask(ann, JoinRoom{text("tea")});
        world.ask(member, JoinRoom{text("tea")});
        world.gone(member);
        world.run(AccountPlaces::UnusedMs / 2);
        world.gone(world.registered(text("younger")));
        fill(world, AccountPlaces::MaxAccounts - 6, "used");
        const Auth bob{Auth::Method::Register, text("bob"), text("correct horse"), {}};
        QCOMPARE(signsIn(world, bob), ErrorCode::TooLarge);
        const qint64 otherHalf = AccountPlaces::UnusedMs / 2 + limits::LeaveGraceMs + 10'000;
        world.clock.stepWall(10 * AccountPlaces::UnusedMs); // a calendar that jumps ends nobody
        world.run(AccountPlaces::LookAgainMs);
        QCOMPARE(signsIn(world, bob), ErrorCode::TooLarge);
        world.run(otherHalf);
        world.forget();
        QCOMPARE(signsIn(world, bob), std::nullopt);
        QCOMPARE(signsIn(world, {Auth::Method::Register, text("cem"), text("correct horse"), {}}), ErrorCode::TooLarge);
        const auto names = world.database.database().run(QStringLiteral(
            "SELECT name FROM account WHERE name IN ('ann', 'silent', 'speaker', 'reader', 'member', 'younger', "
            "'bob') "
            "ORDER BY name"));
        QStringList left;
        while (names.value()->next())
            left << names.value()->value(0).toString();
        QCOMPARE(left, (QStringList{text("ann"), text("bob"), text("member"), text("reader"), text("speaker"),
                                    text("younger")}));
        QCOMPARE(carriedOut(world, What::RemoveAccount, "used7"), std::nullopt);
        QCOMPARE(signsIn(world, {Auth::Method::Register, text("silent"), text("correct horse"), {}}), std::nullopt);
        world.restart();
        for (const char *name : {"ann", "speaker", "reader", "member", "younger", "bob", "silent"})
            QCOMPARE(signsIn(world, {Auth::Method::Password, text(name), text("correct horse"), {}}), std::nullopt);
    }

    void whoIsThereKeepsTheAccount()
    {
        World world;
        for (const char *name : {"reader", "guest", "idle"})
            world.gone(world.registered(text(name)));
        fill(world, AccountPlaces::MaxAccounts - 3, "used");
        const PeerId reader = world.signedIn(text("reader"));
        world.run(AccountPlaces::UnusedMs + 10'000);
        world.gone(world.signedIn(text("guest")));
        const Auth bob{Auth::Method::Register, text("bob"), text("correct horse"), {}};
        world.store.full = true;
        QCOMPARE(signsIn(world, bob), ErrorCode::TooLarge); // nobody went for nothing
        world.store.full = false;
        QCOMPARE(signsIn(world, {Auth::Method::Password, text("idle"), text("wrong"), {}}), ErrorCode::Unauthorized);
        world.run(AccountPlaces::LookAgainMs);
        QCOMPARE(signsIn(world, bob), std::nullopt);
        QCOMPARE(signsIn(world, {Auth::Method::Register, text("cem"), text("correct horse"), {}}), ErrorCode::TooLarge);
        QCOMPARE(world.closeCode(reader), 0);
        QCOMPARE(signsIn(world, {Auth::Method::Password, text("guest"), text("correct horse"), {}}), std::nullopt);
        QCOMPARE(signsIn(world, {Auth::Method::Password, text("idle"), text("correct horse"), {}}),
                 ErrorCode::Unauthorized);
    }

    void theOperatorHearsOfItBeforeAllPlacesAreTaken()
    {
        World world;
        world.registered(text("ann"));
        fill(world, AccountPlaces::NarrowFrom - 3, "used");
        QVERIFY(world.notices.empty());
        world.registered(text("bob"));
        world.registered(text("cem"));
        QCOMPARE(world.notices.size(), std::size_t(1));
        QVERIFY(world.notices[0].contains(text("9000 of 10000")));
        world.registered(text("dora"));
        QCOMPARE(world.notices.size(), std::size_t(1)); // once
        fill(world, AccountPlaces::MaxAccounts - AccountPlaces::NarrowFrom - 1, "more");
        QCOMPARE(world.notices.size(), std::size_t(2)); // after a restart, too
        QVERIFY(world.notices[1].contains(text("All 10000")));
    }

    void ordersOfAnotherProcessAreCarriedOutWithinASecond()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        VERIFY_OK(world.registry.addOrder({0, What::RemoveAccount, text("ann"), {}})); // of before: nobody waits for it
        world.hub->watchOrders();
        world.ask(ann, JoinRoom{text("tea")});
        const auto room = world.registry.addOrder({0, What::RemoveRoom, text("tea"), {}});
        const auto nothing = world.registry.addOrder({0, What::RemoveRoom, text("coffee"), {}});
        VERIFY_OK(room);
        VERIFY_OK(nothing);
        QVERIFY(!world.registry.takeAnswer(room.value()).value());
        world.run(OperatorTasks::LookMs);
        QCOMPARE(world.registry.takeAnswer(room.value()).value(), std::optional<QString>(QString()));
        QVERIFY(!world.registry.takeAnswer(nothing.value()).value()->isEmpty());
        QVERIFY(!world.registry.takeAnswer(room.value()).value()); // once
        QCOMPARE(listed(world, ann), QStringList{text("lobby")});
        QCOMPARE(world.closeCode(ann), 0);
    }

    void accountsAndRoomsAreListed()
    {
        const Folder folder;
        const auto accounts = listAccounts(folder.path());
        VERIFY_OK(accounts);
        QCOMPARE(accounts.value().size(), std::size_t(2));
        const AccountLine &ann = accounts.value()[0];
        QCOMPARE(ann.name, text("Ann"));
        QCOMPARE(ann.lastSeen, WallMs(5));
        QCOMPARE(ann.made, WallMs(4));
        QCOMPARE(ann.from, text("10.0.0.7"));
        QVERIFY(accounts.value()[1].from.isEmpty());
        QCOMPARE(ann.devices, 1);
        QCOMPARE(ann.rooms, 2);
        const auto rooms = listRooms(folder.path());
        VERIFY_OK(rooms);
        QCOMPARE(rooms.value().size(), std::size_t(2));
        QVERIFY(rooms.value()[0].isPrivate);
        QCOMPARE(rooms.value()[0].maker, text("Ann"));
        QCOMPARE(rooms.value()[1].name, text("lobby"));
        QCOMPARE(rooms.value()[1].members, 2);
        QCOMPARE(rooms.value()[1].messages, qint64(1));
        QVERIFY(rooms.value()[1].maker.isEmpty());
    }

    void whereNoServerRunsItIsDoneAtOnce()
    {
        const Folder folder;
        VERIFY_OK(carryOutOrder(folder.path(), {0, What::RemoveAccount, text("ann"), {}}));
        const auto accounts = listAccounts(folder.path());
        VERIFY_OK(accounts);
        QVERIFY(accounts.value()[0].removed && accounts.value()[0].devices == 0 && accounts.value()[0].rooms == 0);
        const auto rooms = listRooms(folder.path());
        VERIFY_OK(rooms);
        QCOMPARE(rooms.value().size(), std::size_t(1)); // her den is gone
        const Status twice = carryOutOrder(folder.path(), {0, What::RemoveAccount, text("ann"), {}});
        QVERIFY(!twice.ok());
        QCOMPARE(twice.error().code, ErrorCode::NotFound);
        const auto checked = checkServerDatabase(serverDatabaseFile(folder.path()));
        VERIFY_OK(checked);
        QCOMPARE(checked.value().faults, std::vector<QString>());
    }

    void aServerThatDoesNotAnswerIsNotWaitedForLong()
    {
        const Folder folder;
        FolderLock lock;
        VERIFY_OK(takeServerFolder(folder.path(), lock)); // as if one ran
        const Status done =
            carryOutOrder(folder.path(), {0, What::RemoveRoom, text("den"), {}}, std::chrono::milliseconds(1));
        QVERIFY(!done.ok());
        QCOMPARE(done.error().code, ErrorCode::TimedOut);
        SqliteServerStore store;
        VERIFY_OK(store.open(serverDatabaseFile(folder.path()), {}, {}));
        SqliteRegistry registry(store.database());
        QVERIFY(registry.orders().value().empty()); // withdrawn: nobody meets it later
    }

    void aCodeIsMadeForAsManyAsAreMeant()
    {
        const Folder folder;
        const auto code = makeInviteCode(folder.path(), 2);
        VERIFY_OK(code);
        SqliteServerStore store;
        VERIFY_OK(store.open(serverDatabaseFile(folder.path()), {}, {}));
        SqliteRegistry registry(store.database());
        const QByteArray hash = makeSodiumHasher()->tokenHash(plainInviteCode(code.value()));
        QVERIFY(registry.useCode(hash).value());
        QVERIFY(registry.useCode(hash).value());
        QVERIFY(!registry.useCode(hash).value());
        VERIFY_OK(registry.giveCodeBack(hash));
        QVERIFY(registry.useCode(hash).value());
    }

    void aFolderWithoutADatabaseIsNotMade()
    {
        QTemporaryDir dir;
        const QString none = dir.filePath(QStringLiteral("none"));
        const auto code = makeInviteCode(none, 1);
        QVERIFY(!code.ok() && code.error().code == ErrorCode::NotFound);
        QVERIFY(!listAccounts(none).ok() && !listRooms(none).ok());
        QVERIFY(!carryOutOrder(none, {0, What::RemoveRoom, text("den"), {}}).ok());
        QVERIFY(!QDir(none).exists());
    }
};

TEST_WITH_CORE_APPLICATION(TestOperators)

} // namespace tst_operators

#include "tst_operators.moc"
