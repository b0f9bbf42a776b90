// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/reactions.h"
#include "server/frame_builder.h"
#include "server/page_fit.h"
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_subscriptions {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

class tst_Subscriptions final : public QObject {
    Q_OBJECT

    static void fill(World &world, PeerId peer, int count)
    {
        for (int i = 1; i <= count; ++i)
            world.begin(peer, SendMessage{text("lobby"), QStringLiteral("m%1").arg(i), QStringLiteral("%1").arg(i)});
        world.scheduler.settle();
    }
    static HistoryPage pageOf(World &world, PeerId peer, Seq before, Seq after, int limit)
    {
        return as<HistoryResult>(world.ask(peer, FetchHistory{text("lobby"), before, after, limit})).page;
    }
    static QString range(const HistoryPage &page)
    {
        if (page.messages.empty())
            return text("none");
        for (std::size_t i = 1; i < page.messages.size(); ++i) {
            if (page.messages[i].seq != page.messages[i - 1].seq + 1)
                return text("hole");
        }
        return QStringLiteral("%1..%2%3%4")
            .arg(page.messages.front().seq)
            .arg(page.messages.back().seq)
            .arg(page.reachesStart ? text(" start") : QString(), page.reachesEnd ? text(" end") : QString());
    }

private Q_SLOTS:
    // Whoever hosts is asked with this number before the window closes.
    void othersAreCountedAsPeople()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        QCOMPARE(world.hub->others(text("ANN")), 0);
        const PeerId bob = world.registered(text("bob"));
        const PeerId phone = world.signedIn(text("bob"));
        world.registered(text("cat"));
        QCOMPARE(world.hub->others(text("ann")), 2);
        world.gone(bob);
        QCOMPARE(world.hub->others(text("ann")), 2);
        world.gone(phone);
        QCOMPARE(world.hub->others(text("ann")), 1); // not those who only may come back soon
        world.gone(ann);
        QCOMPARE(world.hub->others(text("ann")), 1);
    }

    void subscribeGivesTheNewest()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        fill(world, ann, 100);
        QCOMPARE(range(world.subscribe(ann, text("lobby"), 0, 30).page), text("71..100 end"));
        QCOMPARE(range(world.subscribe(ann, text("lobby"), 0, 200).page), text("1..100 start end"));
        QCOMPARE(range(world.subscribe(ann, text("lobby"), 95, 50).page), text("96..100 end"));
        QCOMPARE(range(world.subscribe(ann, text("lobby"), 10, 50).page), text("51..100 end")); // a gap stays
        const HistoryPage none = world.subscribe(ann, text("lobby"), 100).page;
        QVERIFY(none.messages.empty() && none.reachesEnd && !none.reachesStart);
        QCOMPARE(none.lastSeq, 100);
    }

    void whatWasCountedInAnotherHistoryCountsAsNothing_data()
    {
        QTest::addColumn<QString>("epoch");
        QTest::addColumn<Seq>("since");
        QTest::newRow("another epoch") << text("epoch-0") << Seq(18);
        QTest::newRow("no epoch") << QString() << Seq(18);
        QTest::newRow("beyond the newest") << text("epoch-1") << Seq(21);
    }

    void whatWasCountedInAnotherHistoryCountsAsNothing()
    {
        QFETCH(QString, epoch);
        QFETCH(Seq, since);
        World world;
        const PeerId ann = world.registered(text("ann"));
        fill(world, ann, 20);
        const auto state = as<Subscribed>(world.ask(ann, Subscribe{text("lobby"), since, epoch, 10}));
        QCOMPARE(range(state.page), text("11..20 end"));
        QCOMPARE(state.page.epoch, text("epoch-1"));
    }

    void anEmptyRoomReachesBothEnds()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const HistoryPage page = world.subscribe(ann, text("lobby")).page;
        QVERIFY(page.messages.empty() && page.reachesStart && page.reachesEnd);
        QCOMPARE(page.lastSeq, 0);
        for (const auto &[before, after] : {std::pair<Seq, Seq>{1, 0}, {0, 1}}) {
            const HistoryPage none = pageOf(world, ann, before, after, 50);
            QVERIFY(none.messages.empty() && none.reachesStart && none.reachesEnd);
        }
    }

    void historyGoesBothWays()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        fill(world, ann, 100);
        QCOMPARE(range(pageOf(world, ann, 101, 0, 10)), text("91..100 end"));
        QCOMPARE(range(pageOf(world, ann, 50, 0, 10)), text("40..49"));
        QCOMPARE(range(pageOf(world, ann, 5, 0, 10)), text("1..4 start"));
        QCOMPARE(range(pageOf(world, ann, 0, 40, 10)), text("41..50"));
        QCOMPARE(range(pageOf(world, ann, 0, 95, 10)), text("96..100 end"));
        QCOMPARE(range(pageOf(world, ann, 1, 0, 10)), text("none"));
        QVERIFY(pageOf(world, ann, 1, 0, 10).reachesStart);
        QVERIFY(!pageOf(world, ann, 1, 0, 10).reachesEnd);
        QVERIFY(pageOf(world, ann, 0, 100, 10).reachesEnd);
        QVERIFY(!pageOf(world, ann, 0, 100, 10).reachesStart);
    }

    void everyMessageAfterTheSnapshotFollows()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        fill(world, ann, 10);
        const Subscribed state = world.subscribe(bob, text("lobby"));
        world.forget();
        fill(world, bob, 5);
        const auto heard = world.events<MessageEvent>(bob);
        QCOMPARE(heard.size(), 5u);
        for (std::size_t i = 0; i < heard.size(); ++i)
            QCOMPARE(heard[i].message.seq, state.page.lastSeq + Seq(i) + 1);
    }

    void unsubscribeEndsIt()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.subscribe(bob, text("lobby"));
        QVERIFY(is<Done>(world.ask(bob, Unsubscribe{text("lobby")})));
        world.forget();
        world.post(ann, text("lobby"), text("m1"));
        QVERIFY(world.events<MessageEvent>(bob).empty());
        QCOMPARE(world.events<Activity>(bob).size(), 1u);
        QVERIFY(is<Done>(world.ask(bob, Unsubscribe{text("nowhere")})));
    }

    void subscribingTwiceTellsEverythingOnce()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.subscribe(bob, text("lobby"));
        world.subscribe(bob, text("lobby"));
        world.forget();
        world.post(ann, text("lobby"), text("m1"));
        QCOMPARE(world.events<MessageEvent>(bob).size(), 1u);
    }

    void theRosterBeginsWithThoseWhoAreHere()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const PeerId cy = world.registered(text("cy"));
        world.gone(ann);
        world.gone(bob);
        world.run(limits::LeaveGraceMs);
        const Subscribed state = world.subscribe(cy, text("lobby"));
        QCOMPARE(state.members.size(), 3u);
        QCOMPARE(state.members[0].presence.user, text("cy"));
        QCOMPARE(state.members[0].presence.status, PresenceStatus::Online);
        QCOMPARE(state.members[1].presence.status, PresenceStatus::Offline);
        QVERIFY(state.members[1].presence.lastSeen > 0);
    }

    void theSnapshotSaysWhoIsTyping()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.subscribe(ann, text("lobby"));
        world.say(ann, SetTyping{text("lobby"), true});
        QCOMPARE(world.subscribe(bob, text("lobby")).typing, std::vector<QString>{text("ann")});
    }

    void aPageOfTheLongestTextsFitsInAFrame()
    {
        World world;
        const PeerId ann = world.registered(QString(limits::MaxUserChars, u'\u6f22'));
        const QString longest = QString(limits::MaxTextBytes / 3, u'\u6f22');
        const QString quotes = QString(limits::MaxTextBytes, u'"'); // JSON doubles these
        for (int i = 0; i < limits::MaxPage; ++i) {
            world.begin(ann, SendMessage{text("lobby"),
                                         QStringLiteral("%1").arg(i, limits::MaxIdChars, 10, QLatin1Char('"')),
                                         i % 2 ? longest : quotes});
        }
        world.scheduler.settle();
        const Subscribed state = world.subscribe(ann, text("lobby"), 0, limits::MaxPage);
        QVERIFY(state.page.messages.size() > 15u && state.page.messages.size() < std::size_t(limits::MaxPage));
        QVERIFY(state.page.reachesEnd && !state.page.reachesStart);
        const HistoryPage after = pageOf(world, ann, 0, 1, limits::MaxPage);
        QCOMPARE(after.messages.front().seq, 2);
        QVERIFY(!after.reachesEnd);
        for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
            QVERIFY(encode(encoding, ServerItem{limits::MaxInteger, state}).size() <= limits::MaxMadeFrameBytes);
            QVERIFY(encode(encoding, ServerItem{limits::MaxInteger, HistoryResult{after}}).size() <=
                    limits::MaxMadeFrameBytes);
        }
    }

    // Nearly all that fits is given, whatever it is written in: a page that is cut short costs a round trip.
    void aPageIsAsLongAsItMayBe_data()
    {
        QTest::addColumn<QString>("character");
        QTest::newRow("Latin") << text("a");
        QTest::newRow("Greek") << text("λ");
        QTest::newRow("Chinese") << text("漢");
        QTest::newRow("emoji") << text("😀");
        QTest::newRow("quotation marks") << text("\"");
    }
    void aPageIsAsLongAsItMayBe()
    {
        QFETCH(QString, character);
        World world;
        const PeerId ann = world.registered(text("ann"));
        const QString long1 = character.repeated(limits::MaxTextBytes / character.toUtf8().size());
        for (int i = 0; i < 60; ++i)
            world.begin(ann, SendMessage{text("lobby"), QStringLiteral("m%1").arg(i), long1});
        world.scheduler.settle();
        const HistoryPage page = pageOf(world, ann, 61, 0, limits::MaxPage);
        const qint64 bytes = encode(Encoding::Json, ServerItem{limits::MaxInteger, HistoryResult{page}}).size();
        QVERIFY2(bytes <= limits::MaxMadeFrameBytes && bytes >= limits::MaxMadeFrameBytes * 9 / 10,
                 qPrintable(QString::number(bytes)));
    }

    void framesStayUnderWhatAReaderCuts()
    {
        FrameBuilder builder;
        std::vector<SharedItemPtr> items;
        for (int i = 0; i < 60; ++i) {
            Message message{{text("lobby"), {}, QStringLiteral("m%1").arg(i), i + 1},
                            {text("ann"), QString(limits::MaxTextBytes / 3, u'\u6f22'), 1},
                            {}};
            items.push_back(std::make_shared<SharedItem>(ServerItem{0, MessageEvent{std::move(message)}}));
        }
        QVERIFY(builder.frames(Encoding::Json, items).size() > 1);
        for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
            for (const OutgoingFrame &frame : builder.frames(encoding, items))
                QVERIFY(frame.payload().size() <= limits::MaxMadeFrameBytes);
        }
    }

    void aCrowdLeavesRoomForMessages()
    {
        const QString wide(limits::MaxStatusTextChars, u'\u6f22');
        const QString name(limits::MaxUserChars, u'\u6f22');
        std::vector<Member> members(limits::MaxMembersListed,
                                    {{name, PresenceStatus::Unknown, wide, limits::MaxInteger}, Role::Member});
        std::vector<QString> typing(limits::MaxMembersListed, name);
        Subscribed crowd{{}, members, typing};
        const qint64 estimated = wireBytes(members) + wireBytes(typing);
        for (const Encoding encoding : {Encoding::Json, Encoding::Cbor})
            QVERIFY(encode(encoding, ServerItem{1, crowd}).size() <= estimated + 1'000);
        QVERIFY(estimated < limits::MaxFrameBytes - 4 * limits::MaxTextBytes);
    }

    // A frame is made of what was counted: in both encodings it must never be more.
    void whatIsUnderMessagesIsCountedToo()
    {
        const QString wide(limits::MaxUserChars, u'\u6f22');
        QStringList users;
        for (int i = 0; i < limits::MaxReactions / limits::MaxReactionKeys; ++i)
            users += wide;
        Message message{{{}, {}, QString(limits::MaxIdChars, u'x'), limits::MaxInteger},
                        {wide, text("hi"), limits::MaxInteger, {QString(64, u'"'), limits::MaxInteger, wide}},
                        {limits::MaxInteger, limits::MaxInteger, {}, {}}};
        for (const bool crowded : {false, true}) {
            for (int i = 0; crowded && i < limits::MaxReactionKeys; ++i)
                message.reactions.push_back({QString(limits::MaxReactionChars, u'\u6f22'), users});
            HistoryResult page;
            const auto bare = encode(Encoding::Json, ServerItem{1, page}).size();
            page.page.messages = {message};
            const qint64 counted = wireBytes(message);
            for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
                const qint64 bytes = encode(encoding, ServerItem{1, page}).size() - bare;
                QVERIFY2(bytes <= counted, qPrintable(QStringLiteral("%1 of %2").arg(bytes).arg(counted)));
            }
            QVERIFY(counted < limits::MaxMadeFrameBytes / 2);
        }
    }

    // A room of thirty messages with all the reactions that there may be, in both directions, by parts.
    void messagesWithManyReactionsComeByParts()
    {
        constexpr int Count = 30;
        World world;
        const PeerId ann = world.registered(text("ann"));
        fill(world, ann, Count);
        Database &database = world.database.database();
        const auto made = [&](const char *sql) { return database.run(text(sql)).ok(); };
        QVERIFY(
            made("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT 100) INSERT INTO account(name, "
                 "key, password, status_text, last_seen) SELECT 'somebody'||i, 'somebody'||i, '', '', 0 FROM n"));
        QVERIFY(made("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT 20) INSERT INTO reaction "
                     "SELECT room, seq, 'k'||i, account.id FROM message, n, account WHERE name<>'ann'"));
        QVERIFY(made("UPDATE message SET rev=31-seq"));
        QVERIFY(made("UPDATE room SET last_rev=30"));
        world.restart();
        const PeerId again = world.signedIn(text("ann"));
        std::set<Seq> seen;
        const auto take = [&](const std::vector<Message> &messages, const std::optional<ServerBody> &answer) {
            QVERIFY(!messages.empty() && messages.size() < 20u);
            QVERIFY(encode(Encoding::Json, ServerItem{1, *answer}).size() <= limits::MaxMadeFrameBytes);
            for (const Message &message : messages) {
                QCOMPARE(message.reactions.size(), std::size_t(limits::MaxReactionKeys));
                QCOMPARE(countReactions(message.reactions), qsizetype(limits::MaxReactions));
                QVERIFY(std::is_sorted(message.reactions[3].users.begin(), message.reactions[3].users.end()));
                QVERIFY(seen.insert(message.seq).second);
            }
        };
        for (const bool backwards : {false, true}) {
            seen.clear();
            for (Seq place = backwards ? Count + 1 : 0;;) {
                const auto answer = world.ask(
                    again, FetchHistory{text("lobby"), backwards ? place : 0, backwards ? 0 : place, limits::MaxPage});
                const HistoryPage page = as<HistoryResult>(answer).page;
                take(page.messages, answer);
                QVERIFY(range(page) != text("hole"));
                if (QTest::currentTestFailed() || (backwards ? page.reachesStart : page.reachesEnd))
                    break;
                place = backwards ? page.messages.front().seq : page.messages.back().seq;
            }
            QCOMPARE(seen.size(), std::size_t(Count));
        }
        const auto subscribed = world.ask(again, Subscribe{text("lobby"), 0, text("epoch-1"), 200, 0, 1});
        QVERIFY(encode(Encoding::Json, ServerItem{1, *subscribed}).size() <= limits::MaxMadeFrameBytes);
        QCOMPARE(as<Subscribed>(subscribed).page.messages.back().seq, Seq(Count));
        QVERIFY(as<Subscribed>(subscribed).changes.more);
        seen.clear();
        qint64 rev = as<Subscribed>(subscribed).changes.rev;
        for (const Message &message : as<Subscribed>(subscribed).changes.messages)
            seen.insert(message.seq);
        for (bool more = true;
             more;) { // what is below 3 is not asked for, and nothing more than that is said to be there
            const auto answer = world.ask(again, FetchChanges{text("lobby"), text("epoch-1"), rev, 3, limits::MaxPage});
            const ChangeList part = as<ChangeList>(answer);
            take(part.messages, answer);
            if (QTest::currentTestFailed())
                break;
            more = part.more;
            rev = part.rev;
        }
        QCOMPARE(seen.size(), std::size_t(Count - 2));
        QCOMPARE(rev, 30);
    }

    void onePageHasAtLeastOneMessage()
    {
        std::vector<Message> messages(3);
        for (std::size_t i = 0; i < messages.size(); ++i)
            messages[i].seq = Seq(i) + 1;
        std::vector<Message> newest = messages;
        fitPage(newest, 1, true);
        QCOMPARE(newest.size(), 1u);
        QCOMPARE(newest[0].seq, 3);
        std::vector<Message> oldest = messages;
        fitPage(oldest, 1, false);
        QCOMPARE(oldest.size(), 1u);
        QCOMPARE(oldest[0].seq, 1);
        fitPage(messages, 1'000'000, true);
        QCOMPARE(messages.size(), 3u);
    }
};

TEST_WITH_CORE_APPLICATION(tst_Subscriptions)

} // namespace tst_subscriptions

#include "tst_subscriptions.moc"
