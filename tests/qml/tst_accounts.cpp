// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_accounts {

using namespace banter;
using namespace banter::testing;

// Several accounts in one window: the column that they are in, and what belongs to which of them.
class TestAccounts : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static void say(World &world, int number, const Changes &changes)
    {
        world.sessions.at(number).alive->say(changes);
        world.time.advance(20);
        world.settle();
    }

    static void unread(World &world, int number, int count)
    {
        Changes changes;
        changes.rooms[s("lobby")] = room(s("lobby"), true, count);
        say(world, number, changes);
    }

    // Beside "me", who is the first.
    static void second(World &world, const char *user = "bob")
    {
        world.app.accounts()->add();
        world.app.start()->join(s("127.0.0.1:7778"), s(user), s("secret"), false, false, {});
        Changes changes;
        changes.signedInAs = s(user);
        changes.connection = testing::connection(ConnectionState::Connected);
        changes.capabilities = everything();
        changes.rooms[s("lobby")] = room(s("lobby"));
        world.sessions.last().alive->say(changes);
        QTRY_VERIFY(world.app.session());
        world.time.advance(20);
        world.settle();
    }

    static QList<QQuickItem *> tiles(World &world)
    {
        QList<QQuickItem *> found = world.all();
        found.removeIf([](const QQuickItem *each) { return each->objectName() != QLatin1String("accountTile"); });
        std::sort(found.begin(), found.end(), [](const QQuickItem *a, const QQuickItem *b) { return a->y() < b->y(); });
        return found;
    }

    static QString user(World &world) { return world.app.session() ? world.session().identity()->user() : QString(); }

private Q_SLOTS:
    void theColumnComesWithTheSecondAccount()
    {
        World world;
        world.signIn();
        world.enter();
        QVERIFY(!world.find(s("accounts")));
        world.click(world.item(s("own")));
        world.click(world.item(s("addAccount")));
        world.settle();
        QVERIFY(world.find(s("submit")));
        QVERIFY(!world.app.session());
        world.type(s("other.example.org")); // into the first field, which is empty
        QCOMPARE(world.item(s("address")).property("text").toString(), s("other.example.org"));
        world.click(world.item(s("backToChat")));
        QCOMPARE(user(world), s("me"));
        QTRY_VERIFY(world.find(s("composer")));
        world.app.accounts()->add();
        world.settle();
        world.key(Qt::Key_Escape);
        QCOMPARE(user(world), s("me"));
        second(world);
        QCOMPARE(tiles(world).size(), qsizetype(2));
        QCOMPARE(user(world), s("bob"));
        QVERIFY(world.item(s("rooms")).isVisible());
        QCOMPARE(world.complaints(), QStringList());
    }

    void whatIsUnreadElsewhereIsInSight()
    {
        World world;
        world.signIn();
        world.enter();
        second(world);
        unread(world, 0, 3);
        QCOMPARE(world.item(s("accountUnread")).property("count").toInt(), 3);
        QCOMPARE(world.window->title(), s("(3) Banter"));
        world.click(*tiles(world).at(0));
        QCOMPARE(user(world), s("me"));
        QVERIFY(!world.find(s("accountUnread"))); // its rooms have their own badges
        unread(world, 1, 1);
        QCOMPARE(world.item(s("accountUnread")).property("count").toInt(), 1);
        QCOMPARE(world.window->title(), s("(4) Banter"));
        // The state of a connection that is not shown is seen, too.
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Lost);
        say(world, 1, changes);
        QVERIFY(tiles(world).at(1)->property("word").toString().startsWith(s("Reconnecting")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void keysReachAll()
    {
        World world;
        world.signIn();
        world.enter();
        second(world);
        world.key(Qt::Key_1, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(user(world), s("me"));
        world.key(Qt::Key_2, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(user(world), s("bob"));
        world.key(Qt::Key_3, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(user(world), s("bob"));
        QQuickItem &list = world.item(s("accounts"));
        for (int step = 0; step < 60 && !list.hasActiveFocus(); ++step) {
            world.key(Qt::Key_Tab);
        }
        QVERIFY(list.hasActiveFocus());
        world.key(Qt::Key_Up);
        world.key(Qt::Key_Return);
        QCOMPARE(user(world), s("me"));
        QTRY_VERIFY(world.find(s("composer")));
        QVERIFY(world.item(s("composer")).hasActiveFocus()); // whoever comes here wants to write
        for (int step = 0; step < 60 && !list.hasActiveFocus(); ++step) {
            world.key(Qt::Key_Tab);
        }
        world.key(Qt::Key_Menu);
        QTRY_VERIFY(world.find(s("tileRemove")));
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.find(s("tileRemove")));
        QCOMPARE(world.complaints(), QStringList());
    }

    // What one types is meant for the room that one sees; Space and Enter are for what has the focus.
    void whatIsTypedOverTheColumnGoesToTheComposer_data()
    {
        QTest::addColumn<QString>("at");
        QTest::newRow("the accounts") << s("accounts");
        QTest::newRow("the button below them") << s("railAdd");
    }
    void whatIsTypedOverTheColumnGoesToTheComposer()
    {
        QFETCH(const QString, at);
        World world;
        world.signIn();
        world.enter();
        second(world);
        QQuickItem &here = world.item(at);
        for (int step = 0; step < 60 && !here.hasActiveFocus(); ++step) {
            world.key(Qt::Key_Tab);
        }
        QVERIFY(here.hasActiveFocus());
        world.type(s("Yes it is"));
        QCOMPARE(world.item(s("composer")).property("text").toString(), s("Yes it is"));
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        QCOMPARE(user(world), s("bob"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void oneThatIsNotShownIsSignedOutAndRemoved()
    {
        World world;
        world.signIn();
        world.enter();
        second(world);
        world.click(*tiles(world).at(0), Qt::RightButton);
        world.click(world.item(s("tileSignOut")));
        QTRY_VERIFY(world.find(s("signOutText")));
        world.settle();
        world.click(world.item(s("accept")));
        QCOMPARE(world.sessions.at(0).sink.all<tell::Logout>().size(), std::size_t(1));
        QVERIFY(world.sessions.at(1).sink.all<tell::Logout>().empty());
        QCOMPARE(user(world), s("bob"));
        QCOMPARE(tiles(world).size(), qsizetype(2)); // to sign in again
        world.settle();
        world.click(*tiles(world).at(0));
        QTRY_VERIFY(world.find(s("submit")));
        QCOMPARE(world.item(s("name")).property("text").toString(), s("me"));
        world.key(Qt::Key_Escape);
        QCOMPARE(user(world), s("bob"));
        world.settle();
        world.click(*tiles(world).at(0), Qt::RightButton);
        world.click(world.item(s("tileRemove")));
        QTRY_VERIFY(world.find(s("removeAccountText")));
        world.settle();
        world.click(world.item(s("stay")));
        QTRY_VERIFY(!world.find(s("removeAccountText")));
        QCOMPARE(world.app.accounts()->rowCount({}), 2);
        world.click(*tiles(world).at(0), Qt::RightButton);
        world.click(world.item(s("tileRemove")));
        QTRY_VERIFY(world.find(s("removeAccountText")));
        world.settle();
        world.click(world.item(s("accept")));
        QCOMPARE(world.app.accounts()->rowCount({}), 1);
        QTRY_VERIFY(!world.find(s("accounts"))); // one alone needs no column
        QCOMPARE(user(world), s("bob"));
        QCOMPARE(world.book.removed.size(), std::size_t(1));
        QCOMPARE(world.complaints(), QStringList());
    }

    // A link may show another account while a dialog is open.
    void aDialogStaysForItsAccount()
    {
        World world;
        world.signIn();
        world.enter();
        const QString me = world.app.accounts()->current()->key();
        second(world);
        QObject *dialogs = world.window->findChild<QObject *>(s("dialogs"));
        QVERIFY(QMetaObject::invokeMethod(dialogs, "statusText"));
        QTRY_VERIFY(world.find(s("statusField")));
        world.settle();
        world.app.accounts()->choose(me);
        world.settle();
        QCOMPARE(user(world), s("me"));
        QVERIFY(world.find(s("statusField")));
        world.click(world.item(s("statusField")));
        world.type(s("at tea"));
        world.key(Qt::Key_Return);
        QCOMPARE(world.sessions.at(1).sink.all<tell::SetPresence>().back().text.value_or(QString()), s("at tea"));
        QVERIFY(world.sessions.at(0).sink.all<tell::SetPresence>().empty());
        world.settle();
        QVERIFY(QMetaObject::invokeMethod(dialogs, "close"));
        // It goes with its account.
        QVERIFY(QMetaObject::invokeMethod(dialogs, "signOut"));
        QTRY_VERIFY(world.find(s("signOutText")));
        world.app.accounts()->current()->signOut(true);
        QTRY_VERIFY(!world.find(s("signOutText")));
        QCOMPARE(user(world), s("bob"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void askedOnceHoweverOftenOneComesBack()
    {
        World world;
        world.signIn();
        world.enter();
        second(world);
        Changes refused;
        refused.connection = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::Credentials);
        refused.connection->terminal = true;
        say(world, 0, refused);
        QVERIFY(!world.find(s("againPassword"))); // of one that is not shown
        world.click(*tiles(world).at(0));
        QTRY_VERIFY(world.find(s("againPassword")));
        world.settle();
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.find(s("againPassword")));
        world.settle();
        world.click(*tiles(world).at(1));
        QCOMPARE(user(world), s("bob"));
        world.click(*tiles(world).at(0));
        world.settle();
        QCOMPARE(user(world), s("me"));
        QVERIFY(!world.find(s("againPassword"))); // the banner has it
        QCOMPARE(world.complaints(), QStringList());
    }

    void aNarrowWindowGivesTheRoomAllOfIt()
    {
        World world({360, 720});
        world.signIn();
        world.enter();
        second(world);
        QTRY_VERIFY(world.find(s("composer")));
        QVERIFY(!world.find(s("accounts")));
        world.click(world.item(s("back")));
        QTRY_VERIFY(world.find(s("accounts")));
        QVERIFY(world.item(s("rooms")).isVisible());
        QVERIFY(world.place(world.item(s("rooms"))).right() <= 360);
        world.click(*tiles(world).at(0));
        QCOMPARE(user(world), s("me"));
        // Whatever the width, the way back is there or not needed.
        for (int width = 360; width <= 1000; width += 20) {
            world.resize({width, 720});
            QVERIFY2(world.find(s("accounts")) || world.find(s("back")), qPrintable(QString::number(width)));
        }
        QVERIFY(world.find(s("accounts")));
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestAccounts)

} // namespace tst_accounts

#include "tst_accounts.moc"
