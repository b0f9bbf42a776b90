// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/amendment.h"
#include "core/reactions.h"
#include "protocol/capability_names.h"
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

namespace tst_reacting {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

namespace {

const QString Tea = QStringLiteral("tea");
const QString Plus = QStringLiteral("+1");
const QString Family = QString::fromUtf8("👩‍👩‍👧");

ReactToMessage putting(const Ack &message, const QString &clientId, const QString &key = Tea, bool on = true)
{
    return {message.room, clientId, message.id, key, on};
}

ReactToMessage putting(const Ack &message, const char *clientId, const QString &key = Tea, bool on = true)
{
    return putting(message, text(clientId), key, on);
}

EditMessage editing(const Ack &message, const char *clientId, qint64 rev, const char *words)
{
    return {message.room, text(clientId), message.id, text("epoch-1"), rev, text(words)};
}

DeleteMessage deleting(const Ack &message, const char *clientId)
{
    return {message.room, text(clientId), message.id};
}

FetchChanges since(qint64 rev, int limit = 50)
{
    return {text("lobby"), text("epoch-1"), rev, 1, limit};
}

/// "key: user user, key: user".
QString under(const Message &message)
{
    QStringList all;
    for (const Reaction &one : message.reactions)
        all += one.key + text(": ") + one.users.join(u' ');
    return all.join(text(", "));
}

MessageChanged bare(const Ack &message, qint64 rev)
{
    return {message.room, message.id, message.seq, rev, {}, 0, {}};
}

Reacted reacted(const Ack &message, qint64 rev, const char *user, const QStringList &keys)
{
    return {message.room, message.id, message.seq, rev, text(user), keys};
}

} // namespace

class tst_Reacting final : public QObject {
    Q_OBJECT

    /// Ann and bob, who know what reactions are and see the lobby, and two messages of ann's.
    struct Scene {
        explicit Scene(SendRate rate = {0, 0}) : world(rate)
        {
            world.capabilities = {QString(capability::Changes), QString(capability::Reactions)};
            ann = world.registered(text("ann"));
            bob = world.registered(text("bob"));
            for (const char *id : {"m1", "m2"})
                said.push_back(world.post(ann, text("lobby"), text(id)));
            for (const PeerId peer : {ann, bob})
                world.subscribe(peer, text("lobby"));
            world.run(1'000);
            world.forget();
        }
        Message now(std::size_t message, PeerId peer)
        {
            return world.subscribe(peer, text("lobby")).page.messages.at(message);
        }
        Message now(std::size_t message = 0) { return now(message, bob); }
        int rows(const char *sql) { return world.database.database().value(text(sql)).value().toInt(); }
        int reactions() { return rows("SELECT count(*) FROM reaction"); }

        World world;
        PeerId ann = 0;
        PeerId bob = 0;
        std::vector<Ack> said;
    };

private Q_SLOTS:
    void anybodyReactsToAnybodysMessage()
    {
        Scene s;
        s.world.run(5'000);
        s.world.forget();
        const auto answer = s.world.ask(s.bob, putting(s.said[1], "r1", Family));
        QVERIFY(is<Ack>(answer));
        const Ack ack = as<Ack>(answer);
        QCOMPARE(ack.clientId, text("r1"));
        QCOMPARE(ack.id, s.said[1].id);
        QCOMPARE(ack.seq, Seq(2));
        QCOMPARE(ack.rev, 1);
        QVERIFY(ack.at > s.said[1].at);
        for (const PeerId peer : {s.ann, s.bob}) {
            QVERIFY(s.world.events<Reacted>(peer) == std::vector{reacted(ack, 1, "bob", {Family})});
            QVERIFY(s.world.events<MessageChanged>(peer).empty());
            QVERIFY(s.world.events<Activity>(peer).empty());
        }
        QVERIFY(is<Ack>(s.world.ask(s.ann, putting(s.said[1], "r1", Family)))); // another person's ids are others
        const Message now = s.now(1);
        QCOMPARE(under(now), Family + text(": ann bob"));
        QCOMPARE(now.text, text("m2"));
        QCOMPARE(now.rev, 2);
        QCOMPARE(now.editedAt, 0);
        QCOMPARE(s.now(0).rev, 0);
    }

    void theEventHasAllOfOnePersons()
    {
        Scene s;
        s.world.ask(s.bob, putting(s.said[0], "r1", Tea));
        s.world.ask(s.ann, putting(s.said[0], "r1", Tea));
        s.world.ask(s.bob, putting(s.said[0], "r2", Plus));
        s.world.ask(s.bob, putting(s.said[0], "r3", Tea, false));
        s.world.ask(s.bob, putting(s.said[0], "r4", Plus, false));
        const Ack &m = s.said[0];
        QVERIFY(
            s.world.events<Reacted>(s.ann) ==
            (std::vector{reacted(m, 1, "bob", {Tea}), reacted(m, 2, "ann", {Tea}), reacted(m, 3, "bob", {Plus, Tea}),
                         reacted(m, 4, "bob", {Plus}), reacted(m, 5, "bob", {})}));
        QCOMPARE(under(s.now()), text("tea: ann"));
        QCOMPARE(s.now().rev, 5);
    }

    // Who knows of changes only misses no number; who knows of neither hears nothing, and has it in pages.
    void olderClientsHearAsMuchAsTheyKnow()
    {
        Scene s;
        s.world.capabilities = {QString(capability::Changes)};
        const PeerId cy = s.world.registered(text("cy"));
        const PeerId elsewhere = s.world.registered(text("eva"));
        s.world.capabilities = {};
        const PeerId dee = s.world.registered(text("dee"));
        const PeerId outside = s.world.registered(text("fay"));
        for (const PeerId peer : {cy, dee})
            s.world.subscribe(peer, text("lobby"));
        s.world.run(1'000);
        s.world.forget();
        s.world.ask(s.bob, putting(s.said[0], "r1"));
        s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one"));
        s.world.ask(s.bob, putting(s.said[0], "r2", Tea, false));
        s.world.run(1'000);
        const auto heard = s.world.events<MessageChanged>(cy);
        QCOMPARE(heard.size(), 3u);
        QVERIFY(heard[0] == bare(s.said[0], 1) && heard[1].rev == 2 && heard[2] == bare(s.said[0], 3));
        QVERIFY(s.world.events<Reacted>(cy).empty());
        for (const PeerId peer : {dee, outside})
            QVERIFY(s.world.itemsOf(peer).empty());
        QCOMPARE(s.world.events<Activity>(elsewhere).back().lastRev, 3);
        s.world.ask(s.bob, putting(s.said[0], "r3"));
        QCOMPARE(under(s.now(0, dee)), text("tea: bob"));
    }

    void nothingBecomesUnread()
    {
        Scene s;
        s.world.ask(s.bob, MarkRead{text("lobby"), 1});
        s.world.run(1'000);
        const auto unread = [&](PeerId peer) {
            const Room room = as<RoomList>(s.world.ask(peer, ListRooms{})).rooms.at(0);
            return std::tuple(room.lastSeq, room.readSeq, room.own);
        };
        const PeerId phone = s.world.signedIn(text("bob"));
        const auto before = unread(phone);
        s.world.run(1'000);
        s.world.forget();
        s.world.ask(s.ann, putting(s.said[0], "r1"));
        s.world.ask(s.ann, putting(s.said[1], "r2"));
        s.world.run(1'000);
        const auto told = s.world.events<Activity>(phone);
        QVERIFY(!told.empty());
        QVERIFY(told.back() == (Activity{text("lobby"), 2, 2}));
        QVERIFY(unread(phone) == before);
        s.world.restart();
        const PeerId again = s.world.signedIn(text("bob"));
        QVERIFY(unread(again) == before);
        QCOMPARE(as<RoomList>(s.world.ask(again, ListRooms{})).rooms.at(0).lastRev, 2);
    }

    void nothingIsToldBeforeItIsOnTheDisk()
    {
        Scene s;
        const quint64 id = s.world.begin(s.ann, putting(s.said[0], "r1"));
        QCOMPARE(s.world.answers(s.ann, id), 0);
        QVERIFY(s.world.itemsOf(s.bob).empty());
        QCOMPARE(s.reactions(), 0);
        s.world.scheduler.settle();
        QCOMPARE(s.world.answers(s.ann, id), 1);
        QCOMPARE(s.world.events<Reacted>(s.bob).size(), 1u);
        QCOMPARE(s.reactions(), 1);
    }

    // The first answer field for field, and what was done since stays done.
    void theSameAgainHasTheFirstAnswer()
    {
        Scene s;
        const Ack first = as<Ack>(s.world.ask(s.bob, putting(s.said[0], "r1")));
        const Ack second = as<Ack>(s.world.ask(s.bob, putting(s.said[0], "r2", Tea, false)));
        QCOMPARE(second.rev, 2);
        s.world.run(5'000);
        s.world.forget();
        const PeerId phone = s.world.signedIn(text("bob"));
        QVERIFY(as<Ack>(s.world.ask(phone, putting(s.said[0], "r1"))) == first);
        s.world.restart();
        const PeerId again = s.world.signedIn(text("bob"));
        QVERIFY(as<Ack>(s.world.ask(again, putting(s.said[0], "r1"))) == first);
        QVERIFY(as<Ack>(s.world.ask(again, putting(s.said[0], "r2", Tea, false))) == second);
        QCOMPARE(under(s.now(0, again)), QString());
        QVERIFY(s.world.events<Reacted>(s.ann).empty());
        s.world.ask(again, LeaveRoom{text("lobby")});
        QVERIFY(as<Ack>(s.world.ask(again, putting(s.said[0], "r1"))) == first);
    }

    void theSameTwiceInOneTurnIsDoneOnce()
    {
        Scene s;
        const quint64 one = s.world.begin(s.bob, putting(s.said[0], "r1"));
        const quint64 two = s.world.begin(s.bob, putting(s.said[0], "r1"));
        s.world.scheduler.settle();
        QCOMPARE(as<Ack>(s.world.answer(s.bob, one)).rev, 1);
        QVERIFY(as<Ack>(s.world.answer(s.bob, one)) == as<Ack>(s.world.answer(s.bob, two)));
    }

    void anIdIsForOneThingOnly()
    {
        Scene s;
        s.world.ask(s.ann, putting(s.said[0], "r1"));
        s.world.ask(s.ann, editing(s.said[1], "e1", 0, "two"));
        const auto refused = [&](ClientBody body) { return s.world.refusal(s.ann, std::move(body)); };
        QCOMPARE(refused(putting(s.said[0], "r1", Plus)), ErrorCode::Conflict);
        QCOMPARE(refused(putting(s.said[0], "r1", Tea, false)), ErrorCode::Conflict);
        QCOMPARE(refused(putting(s.said[1], "r1")), ErrorCode::Conflict);
        QCOMPARE(refused(putting(s.said[0], "e1")), ErrorCode::Conflict);
        QCOMPARE(refused(putting(s.said[0], "m1")), ErrorCode::Conflict); // of a sending
        QCOMPARE(refused(deleting(s.said[0], "r1")), ErrorCode::Conflict);
        QCOMPARE(refused(editing(s.said[0], "r1", 1, "x")), ErrorCode::Conflict);
        QCOMPARE(refused(SendMessage{text("lobby"), text("r1"), text("x")}), ErrorCode::Conflict);
        QCOMPARE(under(s.now()), text("tea: ann"));
    }

    // It is acknowledged with the number that the message has, and takes none.
    void whatIsSoAlreadyChangesNothing()
    {
        Scene s;
        // Also under a message that never changed.
        const Ack none = as<Ack>(s.world.ask(s.bob, putting(s.said[0], "r1", Tea, false)));
        QCOMPARE(none.rev, 0);
        QCOMPARE(none.seq, Seq(1));
        s.world.ask(s.ann, putting(s.said[0], "r2"));
        QCOMPARE(as<Ack>(s.world.ask(s.bob, putting(s.said[0], "r2", Tea, false))).rev, 1);
        QCOMPARE(as<Ack>(s.world.ask(s.ann, putting(s.said[0], "r3"))).rev, 1);
        QCOMPARE(s.world.events<Reacted>(s.bob).size(), 1u);
        QVERIFY(as<Ack>(s.world.ask(s.bob, putting(s.said[0], "r1", Tea, false))) == none);
        QCOMPARE(as<Ack>(s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one"))).rev, 2);
        QVERIFY(s.world.post(s.ann, text("lobby"), text("m1")) == s.said[0]);
        s.world.restart();
        const PeerId again = s.world.signedIn(text("bob"));
        QVERIFY(as<Ack>(s.world.ask(again, putting(s.said[0], "r1", Tea, false))) == none);
        QCOMPARE(under(s.now(0, again)), text("tea: ann"));
    }

    void onlyMembersReactAndOnlyToWhatIsThere()
    {
        Scene s;
        s.world.ask(s.ann, CreateRoom{text("hers"), true});
        const Ack secret = s.world.post(s.ann, text("hers"), text("h1"));
        QCOMPARE(s.world.refusal(s.bob, putting(secret, "r1")), ErrorCode::NotFound);
        Ack elsewhere = secret; // an id of a room that is nobody else's business
        elsewhere.room = text("lobby");
        QCOMPARE(s.world.refusal(s.bob, putting(elsewhere, "r1")), ErrorCode::NotFound);
        s.world.begin(s.ann, putting(secret, "r1")); // also while it waits
        QCOMPARE(s.world.refusal(s.bob, putting(elsewhere, "r1")), ErrorCode::NotFound);
        elsewhere.id = text("nothing");
        QCOMPARE(s.world.refusal(s.bob, putting(elsewhere, "r1")), ErrorCode::NotFound);
        s.world.ask(s.bob, LeaveRoom{text("lobby")});
        QCOMPARE(s.world.refusal(s.bob, putting(s.said[0], "r1")), ErrorCode::Forbidden);
        QCOMPARE(s.now(0, s.ann).rev, 0);
    }

    void thereAreOnlySoManyDifferentOnes()
    {
        Scene s;
        for (int i = 0; i < limits::MaxReactionKeys; ++i)
            s.world.ask(i % 2 ? s.ann : s.bob, putting(s.said[0], QStringLiteral("k%1").arg(i), QString::number(i)));
        QCOMPARE(s.world.refusal(s.ann, putting(s.said[0], "r1")), ErrorCode::TooLarge);
        QVERIFY(is<Ack>(s.world.ask(s.ann, putting(s.said[0], "r2", text("0"))))); // one that is there
        QVERIFY(is<Ack>(s.world.ask(s.ann, putting(s.said[1], "r3"))));
        QVERIFY(is<Ack>(s.world.ask(s.ann, putting(s.said[0], "r4", text("1"), false))));
        QVERIFY(is<Ack>(s.world.ask(s.ann, putting(s.said[0], "r1")))); // refused, the id was free
        QCOMPARE(s.now().reactions.size(), std::size_t(limits::MaxReactionKeys));
    }

    void thereAreOnlySoManyOfAll()
    {
        Scene s;
        const int people = limits::MaxReactions / limits::MaxReactionKeys;
        std::vector<PeerId> crowd;
        for (int i = 0; i < people; ++i) {
            s.world.run(10'000); // all come from one address
            crowd.push_back(s.world.registered(QStringLiteral("p%1").arg(i)));
            for (int key = 0; key < limits::MaxReactionKeys; ++key)
                s.world.begin(crowd.back(), putting(s.said[0], QStringLiteral("k%1").arg(key), QString::number(key)));
        }
        s.world.scheduler.settle();
        QCOMPARE(s.reactions(), limits::MaxReactions);
        QCOMPARE(countReactions(s.now().reactions), qsizetype(limits::MaxReactions));
        QCOMPARE(s.world.refusal(s.ann, putting(s.said[0], "r1", text("3"))), ErrorCode::TooLarge);
        QVERIFY(is<Ack>(s.world.ask(s.ann, putting(s.said[1], "r2"))));
        QVERIFY(is<Ack>(s.world.ask(crowd[7], putting(s.said[0], "r3", text("4"), false))));
        QVERIFY(is<Ack>(s.world.ask(s.ann, putting(s.said[0], "r1", text("3")))));
    }

    void aDeletedMessageHasNoneLeft()
    {
        Scene s;
        s.world.ask(s.bob, putting(s.said[0], "r1"));
        s.world.ask(s.ann, putting(s.said[0], "r2", Plus));
        s.world.ask(s.bob, putting(s.said[1], "r3"));
        s.world.forget();
        QCOMPARE(as<Ack>(s.world.ask(s.ann, deleting(s.said[0], "d1"))).rev, 4);
        QCOMPARE(s.world.events<MessageChanged>(s.bob).size(), 1u); // that says it
        QVERIFY(s.world.events<Reacted>(s.bob).empty());
        QCOMPARE(under(s.now()), QString());
        QCOMPARE(s.rows("SELECT count(*) FROM reaction WHERE seq=1"), 0);
        QCOMPARE(s.rows("SELECT count(*) FROM operation WHERE seq=1 AND verb<>3 AND digest<>x''"), 0);
        QCOMPARE(s.rows("SELECT count(*) FROM operation WHERE seq=1"), 4);
        QCOMPARE(under(s.now(1)), text("tea: bob"));
        // What was answered is answered again.
        QCOMPARE(as<Ack>(s.world.ask(s.bob, putting(s.said[0], "r1"))).rev, 1);

        const Failure failure = as<Failure>(s.world.ask(s.bob, putting(s.said[0], "r4")));
        QCOMPARE(failure.error.code, ErrorCode::Conflict);
        QCOMPARE(failure.current.deletedBy, text("ann"));
        QCOMPARE(failure.current.id, s.said[0].id);
        QCOMPARE(failure.current.rev, 4);
        // What was there is gone already.
        QCOMPARE(as<Ack>(s.world.ask(s.bob, putting(s.said[0], "r5", Tea, false))).rev, 4);
        QCOMPARE(s.now().rev, 4);
        QCOMPARE(s.reactions(), 1);
    }

    void whatIsTakenAwayIsWrittenOverInTheFile()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(text("server.db"));
        const QString secret = text("nobody-may-read-that-ever-again!");
        SqliteServerStore store;
        QVERIFY(store.open(file, text("epoch-1"), QByteArray(32, 's')).ok());
        const qint64 ann = store.addAccount({0, text("ann"), text("ann"), {}, 5}, text("hash")).value();
        const auto isInTheFile = [&] {
            const bool merged = store.database().value(text("PRAGMA wal_checkpoint(TRUNCATE)")).ok();
            QFile in(file);
            return merged && in.open(QIODevice::ReadOnly) && in.readAll().contains(secret.toUtf8());
        };
        Message message{{text("lobby"), text("c1"), text("m1"), 1}, {text("ann"), text("hi"), 9}, {}};
        QVERIFY(store.commit({{{message, ann}}, {}, {}, {}}).ok());
        const auto commit = [&](const char *id, MessageVerb verb, std::optional<bool> on) {
            ++message.rev;
            ServerStore::MessageChange change{{ann, text(id), verb, "x", text("lobby"), text("m1"), 1, message.rev, 9},
                                              {message, ann, 0}};
            if (on)
                change.reaction = ServerStore::ReactionChange{text("ann"), secret, *on};
            return store.commit({{}, {change}, {}, {}}).ok();
        };
        QVERIFY(commit("r1", MessageVerb::React, true));
        QVERIFY(isInTheFile()); // else the next says nothing
        QVERIFY(commit("r2", MessageVerb::React, false));
        QVERIFY(!isInTheFile());
        QVERIFY(commit("r3", MessageVerb::React, true));
        QVERIFY(isInTheFile());
        message.text.clear();
        message.deletedBy = text("ann");
        QVERIFY(commit("d1", MessageVerb::Delete, std::nullopt));
        QVERIFY(!isInTheFile());
    }

    // A thousand people react to one message: that is no wait for the disk for each of them.
    void reactionsToOneMessageShareACommit()
    {
        Scene s;
        std::vector<PeerId> crowd;
        for (int i = 0; i < 50; ++i)
            crowd.push_back(s.world.registered(QStringLiteral("p%1").arg(i)));
        s.world.run(1'000);
        s.world.forget();
        const int before = s.world.store.commits;
        std::vector<std::pair<PeerId, quint64>> asked;
        for (int key = 0; key < 20; ++key) {
            for (const PeerId peer : crowd) {
                asked.push_back({peer, s.world.begin(peer, putting(s.said[0], QStringLiteral("k%1").arg(key),
                                                                   QString::number(key)))});
            }
        }
        s.world.scheduler.settle();
        QCOMPARE(s.world.store.commits - before, int(asked.size() / GroupCommit::MaxGroup));
        for (std::size_t i = 0; i < asked.size(); ++i)
            QCOMPARE(as<Ack>(s.world.answer(asked[i].first, asked[i].second)).rev, qint64(i) + 1);
        Message held;
        held.room = text("lobby");
        held.id = s.said[0].id;
        held.seq = 1;
        for (const Reacted &one : s.world.events<Reacted>(s.bob)) {
            QCOMPARE(one.rev, held.rev + 1);
            Amendment change{one.room, one.id, one.seq, one.rev};
            change.reacted = Amendment::Reacted{one.user, one.keys};
            QVERIFY(amend(held, change));
        }
        QVERIFY(held.reactions == s.now().reactions);
        QCOMPARE(held.rev, s.now().rev);
    }

    void anEditAndReactionsInOneTurnAreBothThere()
    {
        Scene s;
        s.world.begin(s.bob, putting(s.said[0], "r1"));
        s.world.begin(s.ann, editing(s.said[0], "e1", 0, "one")); // no conflict: the text is what its writer saw
        s.world.begin(s.bob, putting(s.said[0], "r2", Plus));
        s.world.begin(s.ann, putting(s.said[0], "r2", Plus));
        s.world.scheduler.settle();
        QCOMPARE(under(s.now()), text("+1: ann bob, tea: bob"));
        QCOMPARE(s.now().text, text("one"));
        QCOMPARE(s.now().rev, 4);
        // And after a restart, too; of the text the edit's rev counts.
        s.world.restart();
        const PeerId ann = s.world.signedIn(text("ann"));
        QCOMPARE(under(s.now(0, ann)), text("+1: ann bob, tea: bob"));
        QCOMPARE(s.world.refusal(ann, editing(s.said[0], "e2", 1, "uno")), ErrorCode::Conflict);
        const Failure failure = as<Failure>(s.world.ask(ann, editing(s.said[0], "e2", 0, "uno")));
        QCOMPARE(under(failure.current), text("+1: ann bob, tea: bob"));
        QCOMPARE(as<Ack>(s.world.ask(ann, editing(s.said[0], "e3", 2, "uno"))).rev, 5);
    }

    void whatIsAskedAfterAReactionSeesIt()
    {
        Scene s;
        s.world.begin(s.ann, putting(s.said[0], "r1"));
        const quint64 id = s.world.begin(s.bob, since(0));
        s.world.scheduler.settle();
        QCOMPARE(under(as<ChangeList>(s.world.answer(s.bob, id)).messages.at(0)), text("tea: ann"));
    }

    // A refusal may hang on what waits for the disk: that has to be there first, or not to come.
    void nobodyIsRefusedForWhatDidNotHappen()
    {
        Scene s;
        for (int i = 1; i < limits::MaxReactionKeys; ++i)
            s.world.ask(s.ann, putting(s.said[1], QStringLiteral("k%1").arg(i), QString::number(i)));
        const qint64 rev = s.now(1).rev;
        for (const bool full : {true, false}) {
            s.world.store.full = full;
            const quint64 deletion = s.world.begin(s.ann, deleting(s.said[0], "d1"));
            const quint64 toNothing = s.world.begin(s.bob, putting(s.said[0], "r1"));
            const quint64 twentieth = s.world.begin(s.ann, putting(s.said[1], "r2", text("twentieth")));
            const quint64 another = s.world.begin(s.bob, putting(s.said[1], "r3", text("another")));
            s.world.scheduler.settle();
            const auto code = [&](PeerId peer, quint64 id) { return as<Failure>(s.world.answer(peer, id)).error.code; };
            if (full) {
                for (const auto &[peer, id] : {std::pair{s.ann, deletion}, {s.bob, toNothing}, {s.ann, twentieth}})
                    QCOMPARE(code(peer, id), ErrorCode::StorageFull);
                QCOMPARE(code(s.bob, another), ErrorCode::StorageFull);
            } else {
                QVERIFY(is<Ack>(s.world.answer(s.ann, deletion)) && is<Ack>(s.world.answer(s.ann, twentieth)));
                QCOMPARE(code(s.bob, toNothing), ErrorCode::Conflict);
                QCOMPARE(as<Failure>(s.world.answer(s.bob, toNothing)).current.deletedBy, text("ann"));
                QCOMPARE(code(s.bob, another), ErrorCode::TooLarge);
            }
        }
        QCOMPARE(s.now(1).rev, rev + 2);
    }

    void aFullDiskRefusesAndTheNumbersGoOn()
    {
        Scene s;
        s.world.ask(s.ann, putting(s.said[0], "r0", Plus));
        s.world.run(1'000);
        s.world.forget();
        s.world.store.full = true;
        const quint64 one = s.world.begin(s.bob, putting(s.said[0], "r1"));
        const quint64 two = s.world.begin(s.ann, putting(s.said[0], "r2"));
        const quint64 three = s.world.begin(s.ann, putting(s.said[0], "r3", Plus, false));
        s.world.scheduler.settle();
        for (const auto &[peer, id] : {std::pair{s.bob, one}, {s.ann, two}, {s.ann, three}})
            QCOMPARE(as<Failure>(s.world.answer(peer, id)).error.code, ErrorCode::StorageFull);
        QVERIFY(s.world.events<Reacted>(s.bob).empty());
        QCOMPARE(under(s.now()), text("+1: ann"));
        s.world.store.full = false;
        QCOMPARE(as<Ack>(s.world.ask(s.bob, putting(s.said[0], "r1"))).rev, 2);
        QCOMPARE(under(s.now()), text("+1: ann, tea: bob"));
    }

    // SQLite gives up in the middle of the transaction: nothing of the turn is there.
    void aDiskThatFillsUpInTheMiddleKeepsNothingOfTheTurn()
    {
        Scene s;
        std::vector<PeerId> crowd;
        for (int i = 0; i < 40; ++i)
            crowd.push_back(s.world.registered(QStringLiteral("p%1").arg(i)));
        const int pages = s.rows("PRAGMA page_count");
        QVERIFY(s.world.database.database().limitPages(pages + 2).ok());
        std::vector<std::pair<PeerId, quint64>> asked;
        for (int key = 0; key < 10; ++key) {
            for (const PeerId peer : crowd)
                asked.push_back({peer, s.world.begin(peer, putting(s.said[0], QStringLiteral("k%1").arg(key),
                                                                   QString(30, QChar(u'a' + key))))});
        }
        s.world.scheduler.settle();
        QVERIFY(s.world.database.database().limitPages(100'000).ok());
        for (const auto &[peer, id] : asked)
            QCOMPARE(as<Failure>(s.world.answer(peer, id)).error.code, ErrorCode::StorageFull);
        QCOMPARE(s.reactions(), 0);
        QVERIFY(s.world.events<Reacted>(s.bob).empty());
        QCOMPARE(as<Ack>(s.world.ask(s.bob, putting(s.said[0], "r1"))).rev, 1);
    }

    void reactionsShareTheRateOfSending()
    {
        Scene s({20, 4}); // two were said
        s.world.run(100'000);
        const Ack first = as<Ack>(s.world.ask(s.ann, putting(s.said[0], "r1")));
        s.world.ask(s.ann, putting(s.said[0], "r2", Plus));
        s.world.ask(s.ann, editing(s.said[0], "e1", 0, "one"));
        s.world.post(s.ann, text("lobby"), text("m3"));
        const Failure slow = as<Failure>(s.world.ask(s.ann, putting(s.said[0], "r3", Family)));
        QCOMPARE(slow.error.code, ErrorCode::RateLimited);
        QCOMPARE(slow.error.retryAfterMs, 50);
        QVERIFY(as<Ack>(s.world.ask(s.ann, putting(s.said[0], "r1"))) == first); // the same again costs nothing
        s.world.run(50);
        QVERIFY(is<Ack>(s.world.ask(s.ann, putting(s.said[0], "r3", Family))));
    }

    void aReactionWithoutANumberIsCarriedOutInSilence()
    {
        Scene s;
        s.world.say(s.bob, putting(s.said[0], "r1"));
        s.world.say(s.bob, putting(s.said[0], "r1", Plus)); // a conflict
        QCOMPARE(s.world.events<Reacted>(s.bob).size(), 1u);
        QCOMPARE(s.world.itemsOf(s.bob).size(), 1u);
    }

    void whoWasAwayLearnsOfIt()
    {
        Scene s;
        s.world.gone(s.bob);
        s.world.ask(s.ann, putting(s.said[1], "r1"));
        s.world.ask(s.ann, putting(s.said[0], "r2", Plus));
        s.world.ask(s.ann, putting(s.said[0], "r3", Plus, false));
        const PeerId bob = s.world.signedIn(text("bob"));
        const Subscribed all = as<Subscribed>(s.world.ask(bob, Subscribe{text("lobby"), 2, text("epoch-1"), 50, 0, 1}));
        QCOMPARE(all.lastRev, 3);
        QCOMPARE(all.changes.messages.size(), 2u);
        QCOMPARE(under(all.changes.messages[0]), text("tea: ann"));
        QCOMPARE(under(all.changes.messages[1]), QString());
        QCOMPARE(all.changes.messages[1].rev, 3);
        const ChangeList first = as<ChangeList>(s.world.ask(bob, since(0, 1)));
        QVERIFY(first.more);
        QCOMPARE(first.rev, 1);
        QCOMPARE(under(first.messages.at(0)), text("tea: ann"));
        const HistoryPage page = as<HistoryResult>(s.world.ask(bob, FetchHistory{text("lobby"), 3, 0, 1})).page;
        QCOMPARE(under(page.messages.at(0)), text("tea: ann"));
    }

    // The cheap test of all of it: what somebody held and was told is what a fresh fetch gives.
    void theOldStateAndTheEventsAreTheNewState()
    {
        Scene s;
        const PeerId phone = s.world.signedIn(text("ann"));
        std::map<Seq, Message> held;
        for (std::size_t i = 0; i < 2; ++i)
            held[Seq(i) + 1] = s.now(i);
        s.world.forget();
        SeededRandom random(5);
        const QStringList keys{Tea, Plus, Family, QString::fromUtf8("\uff0b"), QString::fromUtf8("😀")};
        for (int i = 0; i < 300; ++i) {
            const PeerId peer = std::array{s.ann, s.bob, phone}[random.below(3)];
            const Ack &message = s.said[random.below(2)];
            const QString id = QStringLiteral("x%1").arg(i);
            if (random.below(10) == 0) {
                s.world.begin(s.ann, EditMessage{text("lobby"), id, message.id, text("epoch-1"), 1'000, id});
            } else {
                s.world.begin(peer, putting(message, id, keys[qsizetype(random.below(quint64(keys.size())))],
                                            random.below(2) == 0));
            }
            if (random.below(5) == 0)
                s.world.scheduler.settle();
        }
        s.world.ask(s.ann, deleting(s.said[1], "d1"));
        qint64 rev = 0;
        for (const ServerItem &item : s.world.itemsOf(s.bob)) {
            Amendment change;
            if (const auto *event = std::get_if<Reacted>(&item.body)) {
                change = {event->room, event->id, event->seq, event->rev};
                change.reacted = Amendment::Reacted{event->user, event->keys};
            } else if (const auto *changed = std::get_if<MessageChanged>(&item.body)) {
                change = {changed->room, changed->id, changed->seq, changed->rev};
                if (changed->editedAt > 0)
                    change.words = Amendment::Words{changed->text, changed->editedAt};
                change.deletedBy = changed->deletedBy;
            } else {
                continue;
            }
            QCOMPARE(change.rev, ++rev);
            QVERIFY(amend(held.at(change.seq), change));
        }
        QVERIFY(rev > 100);
        for (std::size_t i = 0; i < 2; ++i)
            QVERIFY(held.at(Seq(i) + 1) == s.now(i));
        s.world.restart();
        const PeerId again = s.world.signedIn(text("bob"));
        for (std::size_t i = 0; i < 2; ++i)
            QVERIFY(held.at(Seq(i) + 1) == s.now(i, again));
    }

    void whatEndsTakesThemWithIt()
    {
        Scene s;
        s.world.ask(s.ann, JoinRoom{text("cellar")});
        s.world.ask(s.bob, JoinRoom{text("cellar")});
        const Ack one = s.world.post(s.ann, text("cellar"), text("t1"));
        s.world.ask(s.bob, putting(one, "r1"));
        s.world.ask(s.bob, putting(s.said[0], "r2"));
        QVERIFY(s.world.hub->carryOut({0, OperatorOrder::What::RemoveRoom, text("cellar"), {}}).ok());
        s.world.scheduler.settle();
        QCOMPARE(s.reactions(), 1);
        s.world.ask(s.ann, JoinRoom{text("cellar")});
        const Ack two = s.world.post(s.ann, text("cellar"), text("t2"));
        QCOMPARE(as<Ack>(s.world.ask(s.ann, putting(two, "r3"))).rev, 2); // no number twice
        QCOMPARE(s.world.refusal(s.ann, putting(one, "r4")), ErrorCode::NotFound);
    }

    // As what they said does.
    void thoseOfAnAccountThatIsRemovedStay()
    {
        Scene s;
        s.world.ask(s.bob, putting(s.said[0], "r1"));
        s.world.begin(s.bob, putting(s.said[0], "r2", Plus)); // on its way to the disk
        QVERIFY(s.world.hub->carryOut({0, OperatorOrder::What::RemoveAccount, text("bob"), {}}).ok());
        s.world.scheduler.settle();
        QCOMPARE(under(s.now(0, s.ann)), text("+1: bob, tea: bob"));
        s.world.restart();
        const PeerId ann = s.world.signedIn(text("ann"));
        QCOMPARE(under(s.now(0, ann)), text("+1: bob, tea: bob"));
        s.world.ask(ann, deleting(s.said[0], "d1"));
        QCOMPARE(s.reactions(), 0);
    }
};

TEST_WITH_CORE_APPLICATION(tst_Reacting)

} // namespace tst_reacting

#include "tst_reacting.moc"
