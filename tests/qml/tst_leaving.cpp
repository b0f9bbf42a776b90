// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

namespace tst_leaving {

using namespace banter;
using namespace banter::testing;

// What is unsent in a room that is left, or that one is no member of any more.
class TestLeaving : public QObject {
    Q_OBJECT

    using Words = tell::LeaveRoom::Words;

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static Changes waiting(const QString &room, const QStringList &texts, DeliveryState state = DeliveryState::Pending)
    {
        Changes changes;
        for (int i = 0; i < texts.size(); ++i) {
            ShownMessage shown = ownMessage(0, s("%1-%2").arg(room).arg(i), state);
            shown.message.room = room;
            shown.message.text = texts[i];
            shown.message.at += i;
            shown.failure = state == DeliveryState::Failed ? s("forbidden: no") : QString();
            changes.messages.push_back(shown);
        }
        return changes;
    }

    /// The list makes its rows in an order of its own.
    static QQuickItem &ofFirstRow(World &world, const QString &name)
    {
        QList<QQuickItem *> buttons = world.all();
        buttons.removeIf([&name](const QQuickItem *each) { return each->objectName() != name || !each->isVisible(); });
        if (buttons.isEmpty())
            qFatal("no %s", qPrintable(name));
        return **std::min_element(buttons.begin(), buttons.end(), [](const QQuickItem *a, const QQuickItem *b) {
            return a->mapToScene({}).y() < b->mapToScene({}).y();
        });
    }

    static void wantToLeave(World &world)
    {
        QObject *host = world.window->findChild<QObject *>(s("dialogs"));
        QVERIFY(host && QMetaObject::invokeMethod(host, "leaveRoom"));
        world.settle();
    }

    /// It clicks where the button stays: the toast has slid in, and the frame after that has laid it out.
    static void clickAction(World &world, const QString &toast)
    {
        QTRY_VERIFY(world.item(toast).property("settled").toBool());
        world.settle();
        for (QQuickItem *each : world.all(&world.item(toast))) {
            if (each->objectName() == s("toastAction")) {
                world.click(*each);
                break;
            }
        }
    }

    static QQuickItem *rowOf(World &world, const QString &room)
    {
        for (QQuickItem *each : world.all(&world.item(s("rooms")))) {
            if (each->property("joined").isValid() && each->property("room").toString() == room)
                return each;
        }
        return nullptr;
    }

    static std::vector<tell::LeaveRoom> left(World &world) { return world.told().all<tell::LeaveRoom>(); }

private Q_SLOTS:
    // Left on another device, say: the room that is shown then is behind the dialog, and so is its composer.
    void anotherRoomBehindADialogDoesNotTakeTheKeys()
    {
        World world({1300, 700});
        world.signIn();
        world.enter();
        Changes more;
        more.rooms[s("tea")] = room(s("tea"));
        world.say(more);
        const QString before = world.session().current()->room();
        world.key(Qt::Key_Comma, Qt::ControlModifier);
        QTRY_VERIFY(world.popup());
        world.settle();
        Changes gone;
        gone.rooms[before] = room(before, false);
        world.say(gone);
        QVERIFY(world.session().current()->room() != before);
        world.type(s("x"));
        QCOMPARE(world.item(s("composer")).property("text").toString(), QString());
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.popup());
        world.type(s("y"));
        QCOMPARE(world.item(s("composer")).property("text").toString(), s("y"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void withNothingUnsentItIsOneQuestion()
    {
        World world;
        world.signIn();
        world.enter();
        wantToLeave(world);
        QVERIFY(!world.find(s("sendFirst")) && !world.find(s("copyAndLeave")) && !world.find(s("unsentList")));
        world.click(world.item(s("accept")));
        QCOMPARE(left(world).size(), std::size_t(1));
        QCOMPARE(left(world)[0].unsent, Words::Keep);
        QCOMPARE(world.complaints(), QStringList());
    }

    void whatIsUnsentIsShownAndDecidedOn_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<Words>("words");
        QTest::newRow("sent first") << s("sendFirst") << Words::SendFirst;
        QTest::newRow("copied") << s("copyAndLeave") << Words::Discard;
        QTest::newRow("deleted") << s("accept") << Words::Discard;
    }
    void whatIsUnsentIsShownAndDecidedOn()
    {
        QFETCH(QString, button);
        QFETCH(Words, words);
        for (const QSize size : {QSize(1100, 720), QSize(360, 600)}) {
            World world(size);
            world.signIn();
            world.enter();
            world.say(waiting(s("lobby"), {s("first words"), s("and more")}));
            world.say(waiting(s("elsewhere"), {s("not asked about")}));
            QGuiApplication::clipboard()->setText(s("something else"));
            wantToLeave(world);
            QCOMPARE(world.item(s("unsentList")).property("count").toInt(), 2);
            world.click(world.item(button));
            world.settle();
            QCOMPARE(left(world).size(), std::size_t(1));
            QCOMPARE(left(world)[0].room, s("lobby"));
            QCOMPARE(left(world)[0].unsent, words);
            const bool copied = button == s("copyAndLeave");
            QCOMPARE(QGuiApplication::clipboard()->text(), copied ? s("first words\n\nand more") : s("something else"));
            Changes gone; // the answer
            gone.rooms[s("lobby")] = room(s("lobby"), false);
            world.say(gone);
            QTRY_VERIFY(!world.popup());
            QCOMPARE(world.complaints(), QStringList());
        }
    }

    // What is thrown away with the room comes back.
    void whatWasDeletedByLeavingIsBroughtBack()
    {
        World world;
        world.signIn();
        world.enter();
        world.say(waiting(s("lobby"), {s("first words"), s("and more")}));
        wantToLeave(world);
        world.click(world.item(s("accept")));
        Changes gone;
        gone.messagesGone = {{s("lobby"), s("lobby-0")}, {s("lobby"), s("lobby-1")}};
        gone.roomsGone = {s("lobby")};
        world.say(gone);
        QTRY_VERIFY(!world.popup());
        clickAction(world, s("undo"));
        const auto back = world.told().all<tell::Restore>();
        QCOMPARE(back.size(), std::size_t(2));
        QCOMPARE(back[0].clientId, s("lobby-1"));
        QCOMPARE(back[1].clientId, s("lobby-0"));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Typed and not sent: it is lost by leaving, and the question says so.
    void whatStandsInTheComposerIsToldOf()
    {
        for (const QSize size : {QSize(1100, 720), QSize(360, 600)}) {
            World world(size);
            world.signIn();
            world.enter();
            world.item(s("composer")).forceActiveFocus();
            world.type(s("half a sentence"));
            wantToLeave(world);
            QVERIFY(world.find(s("draftNote")) && !world.find(s("unsentNote")) && !world.find(s("sendFirst")));
            QCOMPARE(world.item(s("unsentList")).property("count").toInt(), 1);
            QTRY_VERIFY(world.item(s("stay")).hasActiveFocus());
            world.key(Qt::Key_Return);
            QTRY_VERIFY(!world.popup());
            QVERIFY(left(world).empty());
            wantToLeave(world);
            world.click(world.item(s("copyAndLeave")));
            QCOMPARE(QGuiApplication::clipboard()->text(), s("half a sentence"));
            QCOMPARE(left(world).size(), std::size_t(1));
            QCOMPARE(left(world)[0].unsent, Words::Keep);
            QCOMPARE(world.complaints(), QStringList());
        }
    }

    // Of a message that is being changed, the words that it would have.
    void aChangeOfAMessageIsToldOf()
    {
        World world;
        world.signIn();
        world.enter();
        Changes changes = waiting(s("lobby"), {s("first words")});
        changes.messages[0].editable = true;
        world.say(changes);
        world.item(s("composer")).forceActiveFocus();
        world.key(Qt::Key_Up);
        world.type(s(" and more"));
        wantToLeave(world);
        QVERIFY(world.find(s("draftNote")) && world.find(s("unsentNote")));
        QCOMPARE(world.item(s("unsentList")).property("count").toInt(), 2);
        world.click(world.item(s("copyAndLeave")));
        QCOMPARE(QGuiApplication::clipboard()->text(), s("first words\n\nfirst words and more"));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Escape on the way, and the typed words are one click away.
    void aChangeThatIsCancelledIsBroughtBack()
    {
        World world;
        world.signIn();
        world.enter();
        Changes changes = waiting(s("lobby"), {s("first words")});
        changes.messages[0].editable = true;
        world.say(changes);
        world.item(s("composer")).forceActiveFocus();
        world.key(Qt::Key_Up);
        world.type(s(" and more"));
        world.key(Qt::Key_Escape);
        QCOMPARE(world.item(s("composer")).property("text").toString(), QString());
        clickAction(world, s("undo"));
        QCOMPARE(world.item(s("composer")).property("text").toString(), s("first words and more"));
        QVERIFY(world.find(s("composerNote")));
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::Reword>().back().text, s("first words and more"));
        QCOMPARE(world.complaints(), QStringList());
    }

    // What failed does not go by itself, so nobody can wait for it.
    void whatFailedCannotGoFirst()
    {
        World world;
        world.signIn();
        world.enter();
        world.say(waiting(s("lobby"), {s("refused")}, DeliveryState::Failed));
        wantToLeave(world);
        QVERIFY(!world.find(s("sendFirst")));
        QVERIFY(world.find(s("copyAndLeave")));
        world.key(Qt::Key_Escape);
        world.settle();
        QVERIFY(left(world).empty());
    }

    void aRoomThatWasLeftElsewhereShowsItsWords()
    {
        World world;
        world.signIn();
        world.enter();
        Changes gone = waiting(s("den"), {s("precious"), s("also")}, DeliveryState::Failed);
        ShownRoom den;
        den.room.id = s("den");
        den.room.isPrivate = true;
        gone.rooms.emplace(s("den"), den);
        world.say(gone);
        world.settle();
        const QList<QQuickItem *> items = world.all();
        const auto row = std::find_if(items.begin(), items.end(), [&](const QQuickItem *each) {
            return each->property("room").toString() == s("den") && each->property("waiting").toInt() == 2;
        });
        QVERIFY(row != items.end());
        world.click(**row);
        world.settle();
        QVERIFY(world.told().all<tell::JoinRoom>().empty());
        QCOMPARE(world.item(s("unsentList")).property("count").toInt(), 2);
        world.click(ofFirstRow(world, s("copyUnsent")));
        QCOMPARE(QGuiApplication::clipboard()->text(), s("precious"));
        world.click(ofFirstRow(world, s("deleteUnsent")));
        QCOMPARE(world.told().all<tell::Discard>().back().clientId, s("den-0"));
        Changes discarded;
        discarded.messagesGone = {{s("den"), s("den-0")}};
        world.say(discarded);
        world.settle();
        QCOMPARE(world.item(s("unsentList")).property("count").toInt(), 1);
        clickAction(world, s("undoUnsent"));
        QCOMPARE(world.told().all<tell::Restore>().back().clientId, s("den-0"));
        discarded.messagesGone = {{s("den"), s("den-1")}};
        discarded.roomsGone = {s("den")};
        world.say(discarded);
        world.settle();
        QTRY_VERIFY(!world.popup());
        QCOMPARE(world.session().outbox()->leftOver(), 0);
        QCOMPARE(world.complaints(), QStringList());
    }

    // Somebody asks one back into it: what one wrote there is behind its row all the same.
    void aRoomThatOneIsAskedBackIntoShowsItsWords_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("with a click") << false;
        QTest::newRow("with the keyboard") << true;
    }

    void aRoomThatOneIsAskedBackIntoShowsItsWords()
    {
        QFETCH(const bool, byKey);
        World world;
        world.signIn();
        world.enter();
        Changes asked = waiting(s("den"), {s("precious")}, DeliveryState::Failed);
        ShownRoom den = room(s("den"), false);
        den.room.isPrivate = true;
        den.room.invitedBy = s("bo");
        den.draft = s("half a sentence");
        asked.rooms[s("den")] = den;
        world.say(asked);
        QQuickItem *row = rowOf(world, s("den"));
        QVERIFY(row && row->property("holds").toBool());
        if (byKey) {
            world.item(s("rooms")).setProperty("currentIndex", row->property("index"));
            world.item(s("rooms")).forceActiveFocus(Qt::TabFocusReason);
            world.key(Qt::Key_Return);
        } else {
            const QRectF place = world.place(*row);
            QTest::mouseClick(world.window, Qt::LeftButton, {}, QPoint(int(place.left()) + 60, int(place.top()) + 12));
            world.settle();
        }
        QVERIFY(world.told().all<tell::AnswerInvitation>().empty());
        QCOMPARE(world.item(s("unsentList")).property("count").toInt(), 2);
        world.click(ofFirstRow(world, s("deleteUnsent")));
        Changes discarded;
        discarded.messagesGone = {{s("den"), s("den-0")}};
        world.say(discarded);
        QCOMPARE(world.item(s("unsentList")).property("count").toInt(), 1);
        QTRY_VERIFY(world.item(s("undoUnsent")).property("settled").toBool());
        world.settle();
        world.click(ofFirstRow(world, s("copyUnsent")));
        QCOMPARE(QGuiApplication::clipboard()->text(), s("half a sentence"));
        world.click(world.item(s("joinAgain")));
        QCOMPARE(world.told().all<tell::AnswerInvitation>().size(), std::size_t(1));
        QVERIFY(world.told().all<tell::AnswerInvitation>().back().accept);
        QVERIFY(world.told().all<tell::JoinRoom>().empty());
        QCOMPARE(world.complaints(), QStringList());
    }

    void aDraftIsAllThatIsLeftOfARoom()
    {
        World world;
        world.signIn();
        world.enter();
        Changes gone;
        gone.rooms[s("den")] = room(s("den"), false);
        gone.rooms[s("den")].draft = s("half a sentence");
        world.say(gone);
        world.click(*rowOf(world, s("den")));
        QVERIFY(world.told().all<tell::JoinRoom>().empty());
        QCOMPARE(world.item(s("unsentList")).property("count").toInt(), 1);
        world.click(ofFirstRow(world, s("deleteUnsent")));
        QTRY_VERIFY(!world.popup());
        QVERIFY(world.told().all<tell::SaveDraft>().back().text.isEmpty());
        clickAction(world, s("undo"));
        QCOMPARE(world.told().all<tell::SaveDraft>().back().text, s("half a sentence"));
        QTRY_VERIFY(rowOf(world, s("den"))->property("holds").toBool());
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestLeaving)

} // namespace tst_leaving

#include "tst_leaving.moc"
