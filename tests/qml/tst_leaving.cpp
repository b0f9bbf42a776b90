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

    static std::vector<tell::LeaveRoom> left(World &world) { return world.told().all<tell::LeaveRoom>(); }

private Q_SLOTS:
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
            QTRY_VERIFY(!world.find(s("unsentList"))); // it fades
            QCOMPARE(world.complaints(), QStringList());
        }
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
        QTRY_VERIFY(world.item(s("undoUnsent")).property("settled").toBool());
        for (QQuickItem *each : world.all(&world.item(s("undoUnsent")))) {
            if (each->objectName() == s("toastAction")) {
                world.click(*each);
                break;
            }
        }
        QCOMPARE(world.told().all<tell::Restore>().back().clientId, s("den-0"));
        discarded.messagesGone = {{s("den"), s("den-1")}};
        discarded.roomsGone = {s("den")};
        world.say(discarded);
        world.settle();
        QTRY_VERIFY(!world.find(s("unsentList")));
        QCOMPARE(world.session().outbox()->leftOver(), 0);
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestLeaving)

} // namespace tst_leaving

#include "tst_leaving.moc"
