// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

namespace tst_keeping {

using namespace banter;
using namespace banter::testing;

// Nothing that a person wrote is lost on them: messages that wait or failed, a sign-in that no longer holds, and what
// was said long ago.
class TestKeeping : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static void goOffline(World &world, bool refused = false)
    {
        Changes away;
        away.connection = testing::connection(refused ? ConnectionState::Disconnected : ConnectionState::Reconnecting,
                                              refused ? ConnectionTrouble::Credentials : ConnectionTrouble::Lost);
        away.connection->terminal = refused;
        world.say(away);
    }

    static void goOnline(World &world)
    {
        Changes back;
        back.connection = testing::connection(ConnectionState::Connected);
        world.say(back);
    }

    static void sayOwn(World &world, const QString &text, DeliveryState state, bool editable = true)
    {
        Changes changes;
        changes.messages = {ownMessage(0, text, state)};
        changes.messages[0].editable = editable;
        changes.messages[0].failure = QStringLiteral("forbidden: No.");
        world.say(changes);
    }

    static QQuickItem *within(World &world, QQuickItem *root, const char *name)
    {
        for (QQuickItem *each : world.all(root)) {
            if (each->objectName() == QLatin1String(name)) {
                return each;
            }
        }
        return nullptr;
    }

    static QString composed(World &world) { return world.item(s("composer")).property("text").toString(); }

    // The texts of the messages that stand out as found.
    static QStringList marked(World &world)
    {
        QStringList texts;
        for (QQuickItem *each : world.all(&world.item(s("timeline")))) {
            if (each->property("found").toBool()) {
                texts.append(each->property("text").toString());
            }
        }
        return texts;
    }

    static void answer(World &world, const std::vector<Message> &messages)
    {
        QTRY_VERIFY(!world.told().all<tell::Search>().empty());
        const tell::Search asked = world.told().all<tell::Search>().back();
        Changes changes;
        changes.found = Found{asked.number, asked.typed.split(u' '), messages, false};
        world.say(changes);
    }

private Q_SLOTS:
    void aWaitingMessageIsChangedWithClicks()
    {
        World world;
        world.signIn();
        world.enter();
        goOffline(world);
        world.type(s("draft"));
        sayOwn(world, s("teh text"), DeliveryState::Pending);
        QQuickItem *row = world.message(s("teh text"));
        QVERIFY(row);
        world.click(*within(world, row, "editWaiting"));
        QCOMPARE(world.told().all<tell::Hold>().back().clientId, s("teh text"));
        QCOMPARE(composed(world), s("teh text"));
        QVERIFY(world.find(s("composerNote")));
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        world.type(s("!"));
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::Reword>().back().text, s("teh text!"));
        QVERIFY(world.told().all<tell::Send>().empty());
        QCOMPARE(composed(world), s("draft")); // what was being written is still there
        QVERIFY(!world.find(s("composerNote")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void upTakesTheLastMessageBackAndEscapeLetsItGo()
    {
        World world;
        world.signIn();
        world.enter();
        goOffline(world);
        world.key(Qt::Key_Up); // nothing to change: nothing happens
        QVERIFY(world.told().all<tell::Hold>().empty());
        sayOwn(world, s("first"), DeliveryState::Pending);
        sayOwn(world, s("second"), DeliveryState::Pending);
        world.key(Qt::Key_Up);
        QCOMPARE(composed(world), s("second"));
        world.type(s(" thoughts"));
        world.key(Qt::Key_Escape);
        QCOMPARE(world.told().all<tell::Release>().size(), std::size_t(1));
        QVERIFY(world.told().all<tell::Reword>().empty());
        QCOMPARE(composed(world), QString());
        // In a text, Up moves the cursor.
        world.type(s("words"));
        world.key(Qt::Key_Up);
        QCOMPARE(composed(world), s("words"));
        QCOMPARE(world.told().all<tell::Hold>().size(), std::size_t(1));
    }

    void aWaitingMessageIsDeletedWithAClick()
    {
        World world;
        world.signIn();
        world.enter();
        goOffline(world);
        sayOwn(world, s("sent perhaps"), DeliveryState::Pending, false);
        QQuickItem *row = world.message(s("sent perhaps"));
        QVERIFY(!within(world, row, "editWaiting"));
        world.click(*within(world, row, "deleteWaiting"));
        QCOMPARE(world.told().all<tell::Discard>().back().clientId, s("sent perhaps"));
        QVERIFY(world.item(s("undo")).property("text").toString().contains(s("has reached the server")));
    }

    // The second click of a double click comes when the next row is already there.
    void aDoubleClickDeletesOneAndUndoBringsItBack()
    {
        World world;
        world.signIn();
        world.enter();
        goOffline(world);
        for (const char *words : {"first", "second", "third"}) {
            sayOwn(world, s(words), DeliveryState::Pending);
        }
        QQuickItem *bin = within(world, world.message(s("second")), "deleteWaiting");
        const QPoint at = world.place(*bin).center().toPoint();
        QTest::mouseClick(world.window, Qt::LeftButton, {}, at);
        Changes gone;
        gone.messagesGone = {{s("lobby"), s("second")}};
        world.say(gone);
        QVERIFY(!world.message(s("second")));
        // Wherever the rows are now: on a bin.
        for (const char *next : {"first", "third"}) {
            QQuickItem *other = within(world, world.message(s(next)), "deleteWaiting");
            QTest::mouseClick(world.window, Qt::LeftButton, {}, world.place(*other).center().toPoint());
        }
        QCOMPARE(world.told().all<tell::Discard>().size(), std::size_t(1));
        QTRY_VERIFY(world.find(s("toastAction")));
        QTRY_VERIFY(world.item(s("undo")).property("settled").toBool());
        world.click(world.item(s("toastAction")));
        QCOMPARE(world.told().all<tell::Restore>().back().clientId, s("second"));
        Changes back;
        back.messages = {ownMessage(0, s("second"), DeliveryState::Pending)};
        back.messages[0].message.text = s("second");
        back.messages[0].before = s("third");
        world.say(back);
        const qreal first = world.place(*world.message(s("first"))).top();
        const qreal second = world.place(*world.message(s("second"))).top();
        const qreal third = world.place(*world.message(s("third"))).top();
        QVERIFY(first < second && second < third);
        QTRY_VERIFY(!world.find(s("undo")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void undoIsOfferedForAWhile()
    {
        World world;
        world.signIn();
        world.enter();
        goOffline(world);
        sayOwn(world, s("first"), DeliveryState::Pending);
        world.click(*within(world, world.message(s("first")), "deleteWaiting"));
        QTRY_VERIFY(world.find(s("undo")));
        world.time.advance(UndoModel::OfferMs);
        QTRY_VERIFY(!world.find(s("undo")));
    }

    // What a terminal's output brings along is gone before it is seen, and the message goes.
    void whatATerminalPrintedIsPastedWithoutItsControls()
    {
        World world;
        world.signIn();
        world.enter();
        world.type(s("see: "));
        QGuiApplication::clipboard()->setText(s("\x1b[31merror\x1b[0m\a\r\n\tline two"));
        world.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(composed(world), s("see: error\n\tline two"));
        world.type(s("!"));
        QCOMPARE(composed(world), s("see: error\n\tline two!"));
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::Send>().back().text, s("see: error\n\tline two!"));
        QGuiApplication::clipboard()->setText(s("kit\x1b[1mchen\n"));
        world.click(world.item(s("addRoom")));
        QTRY_VERIFY(world.find(s("roomNameField")));
        QTRY_VERIFY(world.window->activeFocusItem()->inherits("QQuickTextField"));
        world.key(Qt::Key_V, Qt::ControlModifier);
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::JoinRoom>().back().room, s("kitchen"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aFailedMessageOffersRetryEditAndDelete()
    {
        World world;
        world.signIn();
        world.enter();
        sayOwn(world, s("refused"), DeliveryState::Failed);
        QQuickItem *row = world.message(s("refused"));
        world.click(*within(world, row, "retry"));
        QCOMPARE(world.told().all<tell::Retry>().back().clientId, s("refused"));
        world.click(*within(world, row, "edit"));
        QCOMPARE(composed(world), s("refused"));
        world.key(Qt::Key_Escape);
        world.click(*within(world, row, "delete"));
        QCOMPARE(world.told().all<tell::Discard>().back().clientId, s("refused"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void whatIsNotTakenIsStillInTheComposer()
    {
        World world;
        world.signIn();
        world.enter();
        goOffline(world);
        world.type(s("one too many"));
        world.key(Qt::Key_Return);
        QCOMPARE(composed(world), QString());
        Changes full;
        full.failures = {
            {{ErrorCode::QueueFull, s("full"), 0}, s("lobby"), world.told().all<tell::Send>()[0].clientId}};
        world.say(full);
        QCOMPARE(composed(world), s("one too many"));
        QVERIFY(world.item(s("composerNote")).property("text").toString().contains(s("can be kept")));
        // Going on to write neither loses it nor sends it.
        world.type(s("!"));
        QCOMPARE(composed(world), s("one too many!"));
    }

    void theSignInIsAskedForOverTheRooms()
    {
        World world;
        world.signIn();
        world.enter();
        world.say(lines(1, 5));
        sayOwn(world, s("waits"), DeliveryState::Pending);
        goOffline(world, true);
        QQuickItem &password = world.item(s("againPassword"));
        QTRY_VERIFY(password.hasActiveFocus());
        QVERIFY(world.message(s("waits"))); // the rooms are still there
        QCOMPARE(world.item(s("signInUnsent")).property("text").toString(),
                 s("1 message will be sent once you are in."));
        QCOMPARE(world.item(s("typing")).property("text").toString(), s("Will be sent once you have signed in again."));
        world.type(s("wrong"));
        QTRY_VERIFY(world.item(s("accept")).isEnabled());
        world.click(world.item(s("accept")));
        QCOMPARE(world.told().all<tell::SignInAgain>().back().password, s("wrong"));
        Changes refused;
        refused.failures = {{{ErrorCode::Unauthorized, s("no"), 0}, {}, {}}};
        world.say(refused);
        QVERIFY(!password.property("error").toString().isEmpty());
        QVERIFY(world.find(s("againPassword")));
        QTRY_VERIFY(password.hasActiveFocus());
        world.type(s("right")); // the wrong one was selected
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::SignInAgain>().back().password, s("right"));
        goOnline(world);
        QTRY_VERIFY(!world.find(s("againPassword")));
        QVERIFY(world.message(s("waits")));
        QCOMPARE(world.sessions.count(), 1);
        QCOMPARE(world.complaints(), QStringList());
    }

    void theSignInCanWait()
    {
        World world;
        world.signIn();
        world.enter();
        goOffline(world, true);
        QVERIFY(world.find(s("againPassword")));
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.find(s("againPassword")));
        // One may write meanwhile, and is not asked again until one wants to be.
        sayOwn(world, s("waits"), DeliveryState::Pending);
        goOffline(world, true);
        QVERIFY(!world.find(s("againPassword")));
        world.click(world.item(s("bannerAction")));
        QVERIFY(world.item(s("againPassword")).isVisible());
    }

    void signingOutSaysWhatIsLeftBehind()
    {
        World world;
        world.signIn();
        world.enter();
        goOffline(world);
        sayOwn(world, s("waits"), DeliveryState::Pending);
        sayOwn(world, s("refused"), DeliveryState::Failed);
        world.app.accounts()->current()->signOut(false);
        world.settle();
        QString words;
        for (QQuickItem *each : world.all()) {
            const QString text = each->property("text").toString();
            words = text.contains(s("have not been sent")) ? text : words;
        }
        QVERIFY(words.startsWith(s("2 messages")));
        world.click(world.item(s("stay")));
        QTRY_VERIFY(!world.find(s("stay")));
        QVERIFY(world.app.session());
        QVERIFY(world.told().all<tell::Logout>().empty());
        world.app.accounts()->current()->signOut(false);
        world.settle();
        world.click(world.item(s("accept")));
        QVERIFY(!world.app.session());
        QCOMPARE(world.told().all<tell::Logout>().size(), std::size_t(1));
        QVERIFY(world.told().all<tell::Discard>().empty());
    }

    void searchesAndShowsWhatWasFound()
    {
        World world;
        world.signIn();
        world.enter();
        world.say(lines(951, 50));
        goOffline(world);
        world.key(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(world.item(s("findField")).hasActiveFocus());
        world.type(s("tea"));
        world.time.advance(FindModel::PauseMs);
        QCOMPARE(world.told().all<tell::Search>().back().room, s("lobby"));
        Message found = message(300).message;
        found.text = s("Where is the <b>tea</b>?");
        answer(world, {found, message(200).message});
        QCOMPARE(world.item(s("findHits")).property("text").toString(), s("2 found"));
        QQuickItem &list = world.item(s("findList"));
        QCOMPARE(list.property("count").toInt(), 2);
        QQuickItem *first = nullptr;
        QMetaObject::invokeMethod(&list, "itemAtIndex", Q_RETURN_ARG(QQuickItem *, first), Q_ARG(int, 0));
        QVERIFY(first);
        world.click(*first);
        QVERIFY(!world.told().all<tell::LoadAround>().empty());
        const tell::LoadAround asked = world.told().all<tell::LoadAround>().back();
        QCOMPARE(asked.seq, Seq(300));
        Changes around = lines(276, 50);
        around.messages[24].message.text = found.text;
        for (ShownMessage &each : around.messages) {
            each.sought = asked.seq;
        }
        world.say(around);
        QQuickItem *row = world.message(found.text);
        QVERIFY(row);
        QVERIFY(row->property("found").toBool());
        QVERIFY(world.place(world.item(s("timeline"))).contains(world.place(*row)));
        QVERIFY(!world.find(s("findList"))); // folded away, so that it can be read
        QCOMPARE(world.item(s("findHits")).property("text").toString(), s("1 of 2"));
        QVERIFY(world.item(s("newest")).isVisible()); // and a way back
        world.click(world.item(s("olderHit")));
        QCOMPARE(world.told().all<tell::LoadAround>().back().seq, Seq(200));
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.find(s("findField")));
        world.key(Qt::Key_Escape);
        QVERIFY(!world.told().all<tell::LoadNewest>().empty());
        QCOMPARE(world.complaints(), QStringList());
    }

    void searchesAllRooms()
    {
        World world({900, 700});
        world.signIn();
        world.enter();
        Changes more;
        more.rooms[s("kitchen")] = room(s("kitchen"));
        world.say(more);
        world.key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        world.type(s("tea"));
        world.time.advance(FindModel::PauseMs);
        QVERIFY(world.told().all<tell::Search>().back().room.isEmpty());
        Message found = message(300).message;
        found.room = s("kitchen");
        found.text = s("the tea");
        answer(world, {found});
        world.key(Qt::Key_Return);
        QCOMPARE(world.session().current()->room(), s("kitchen"));
        QVERIFY(world.find(s("findField"))); // the other results are still at hand
        QCOMPARE(world.told().all<tell::LoadAround>().back().room, s("kitchen"));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Rows are numbered anew in each room: the number of what was found is another message's elsewhere.
    void whatWasFoundIsMarkedInItsRoomOnly()
    {
        World world({900, 700});
        world.signIn();
        world.enter();
        Changes more = lines(951, 20);
        more.rooms[s("kitchen")] = room(s("kitchen"));
        world.say(more);
        world.key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        world.type(s("tea"));
        world.time.advance(FindModel::PauseMs);
        Message found = message(20).message;
        found.room = s("kitchen");
        answer(world, {found});
        world.key(Qt::Key_Return);
        QCOMPARE(world.session().current()->room(), s("kitchen"));
        Changes around = lines(1, 40);
        for (ShownMessage &each : around.messages) {
            each.message.room = s("kitchen");
            each.sought = found.seq;
        }
        world.say(around);
        QCOMPARE(marked(world), QStringList(around.messages[19].message.text));
        world.session().current()->show(s("lobby"));
        world.settle();
        QVERIFY(world.message(more.messages[19].message.text));
        QCOMPARE(marked(world), QStringList());
        QCOMPARE(world.complaints(), QStringList());
    }

    void aNewLineReplacesWhatIsSelected()
    {
        World world;
        world.signIn();
        world.enter();
        world.type(s("one two"));
        for (int letter = 0; letter < 4; ++letter) {
            world.key(Qt::Key_Left, Qt::ShiftModifier);
        }
        world.key(Qt::Key_Return, Qt::ShiftModifier);
        world.type(s("three"));
        QCOMPARE(composed(world), s("one\nthree"));
        world.key(Qt::Key_A, Qt::ControlModifier);
        world.key(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(composed(world), s("\n"));
    }

    void saysWhenNothingIsFound()
    {
        World world({400, 700});
        world.signIn();
        world.enter();
        world.key(Qt::Key_F, Qt::ControlModifier);
        world.type(s("zzz"));
        world.time.advance(FindModel::PauseMs);
        answer(world, {});
        QVERIFY(world.item(s("findNothing")).isVisible());
        QCOMPARE(world.item(s("findHits")).property("text").toString(), s("Nothing found"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void theRosterSaysThatItIsStale()
    {
        World world({1300, 700});
        world.signIn();
        world.enter();
        Changes people;
        people.roster[s("lobby")] = {member(s("Ada"), PresenceStatus::Online), member(s("Jun"), PresenceStatus::Away)};
        world.say(people);
        QCOMPARE(world.item(s("membersCount")).property("text").toString(), s("2 of 2 here"));
        goOffline(world);
        QCOMPARE(world.item(s("membersCount")).property("text").toString(), s("2 of 2 when last heard of"));
        int stale = 0;
        for (QQuickItem *each : world.all(&world.item(s("members")))) {
            if (each->property("told").isValid()) {
                QVERIFY(each->property("told").toString().startsWith(s("last known as")));
                ++stale;
            }
        }
        QCOMPARE(stale, 2);
        // Nor is oneself seen by anybody.
        QCOMPARE(world.item(s("ownPresence")).property("text").toString(), s("Offline"));
        goOnline(world);
        QCOMPARE(world.item(s("ownPresence")).property("text").toString(), s("Online"));
        QCOMPARE(world.item(s("membersCount")).property("text").toString(), s("2 of 2 here"));
    }

    // A room that was not opened yet since the program started: "0 of 0" was never true of it.
    void nobodyIsCountedWhoWasNeverHeardOf()
    {
        World world({1300, 700});
        world.signIn();
        world.enter();
        goOffline(world);
        QVERIFY(!world.find(s("membersCount")));
        goOnline(world);
        QVERIFY(world.find(s("membersCount")));
    }
};

TEST_WITH_GUI_APPLICATION(TestKeeping)

} // namespace tst_keeping

#include "tst_keeping.moc"
