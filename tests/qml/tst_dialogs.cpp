// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QPointer>
#include <QQmlExpression>
#include <QSignalSpy>
#include <QTest>

namespace tst_dialogs {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// A dialog, and how somebody comes to see it.
struct Way {
    const char *file;
    const char *call;   ///< of DialogHost
    const char *button; ///< the default one
};

const std::vector<Way> Ways{
    {"AccountDialog", "ownAccount()", "accept"},
    {"ChangePasswordDialog", "changePassword()", "accept"},
    {"DeclineDialog", "decline('den', 'bo')", "stay"},
    {"DiagnosticsDialog", "diagnostics()", "accept"},
    {"HostAddressDialog", "hostAddress()", "accept"},
    {"InviteDialog", "invite()", "accept"},
    {"LeaveRoomDialog", "leaveRoom()", "stay"},
    {"LinkDialog", "openLink('https://example.org/')", "cancel"},
    {"NewRoomDialog", "newRoom()", "accept"},
    {"OpenWayDialog", "openWay()", "back"},
    {"OtherServerDialog", "otherServer(session.serverQuestion, 'here')", "refuse"},
    {"RemoveAccountDialog", "removeAccount('me@x', 'me', 'here', account)", "stay"},
    {"SettingsDialog", "settings()", "closeDialog"},
    {"ShortcutsDialog", "shortcuts()", "closeDialog"},
    {"SignInAgainDialog", "signInAgain()", "accept"},
    {"SignOutDialog", "signOut()", "stay"},
    {"StatusTextDialog", "statusText()", "accept"},
    {"StopHostDialog", "stopHost()", "stay"},
    {"UnsentDialog", "unsentOf('lobby')", "done"},
};

} // namespace

// What all dialogs have in common: they stay until they are answered, and Enter is their default button.
class TestDialogs : public QObject {
    Q_OBJECT

    static void furnish(World &world)
    {
        world.signIn();
        world.enter();
        Changes changes = lines(1, 8);
        changes.rooms[s("attic")] = room(s("attic"));
        for (const char *id : {"one", "two"}) {
            changes.messages.push_back(ownMessage(0, s(id), DeliveryState::Failed));
            changes.messages.back().failure = s("forbidden: no");
        }
        world.say(changes);
    }

    static QObject *host(World &world) { return world.window->findChild<QObject *>(s("dialogs")); }

    static bool isOpen(World &world) { return host(world)->property("open").toBool(); }

    static void open(World &world, const QString &call)
    {
        QQmlExpression expression(qmlContext(host(world)), host(world), call);
        expression.evaluate();
        QVERIFY2(!expression.hasError(), qPrintable(expression.error().toString()));
        QTRY_VERIFY(isOpen(world));
        world.settle();
    }

    // What a dialog asks for is filled in, so that its default button can be pressed.
    static void fill(World &world)
    {
        for (const char *name : {"roomNameField", "inviteField", "statusField"}) {
            if (QQuickItem *field = world.find(QString::fromLatin1(name))) {
                field->setProperty("text", s("kitchen"));
            }
        }
        for (const char *name : {"againPassword", "presentPassword", "newPassword"}) {
            if (QQuickItem *field = world.find(QString::fromLatin1(name))) {
                field->setProperty("text", s("correct horse"));
            }
        }
    }

    // What a session still waits for is refused, so that it can be asked for again.
    static void refuseAll(World &world)
    {
        const Error no{ErrorCode::Unauthorized, s("no"), 0};
        Changes changes;
        changes.account = {{AccountAnswer::What::ChangePassword, no, {}, {}}};
        changes.failures = {{no, {}, {}}};
        world.say(changes);
    }

    static void besides(World &world)
    {
        QTest::mouseClick(world.window, Qt::LeftButton, Qt::NoModifier, QPoint(4, world.window->height() - 4));
        world.settle();
    }

    static void fail(World &world, Deed deed, const QString &room, ErrorCode code)
    {
        Changes changes;
        changes.failures = {{{code, s("why"), 0}, room, {}, {}, deed}};
        world.say(changes);
    }

    static void accomplish(World &world, Deed deed, const QString &room)
    {
        Changes changes;
        changes.accomplished = {{deed, room}};
        world.say(changes);
    }

    static void rows()
    {
        QTest::addColumn<int>("way");
        for (std::size_t i = 0; i < Ways.size(); ++i) {
            QTest::newRow(Ways[i].file) << int(i);
        }
    }

    // What of the dialog takes Enter for itself: a button that is pressed with it, or a list that is open.
    static bool needsEnter(const QQuickItem *item)
    {
        return item->inherits("QQuickAbstractButton") && !item->inherits("QQuickCheckBox") &&
               !item->inherits("QQuickSwitch") && item->parentItem()->objectName() != s("segments") &&
               !item->property("checkable").toBool();
    }

private Q_SLOTS:
    // Whoever writes a new dialog puts it among the ways.
    void allAreKnown()
    {
        QStringList known;
        for (const Way &way : Ways) {
            known.append(QString::fromLatin1(way.file));
        }
        known.removeDuplicates();
        QStringList found;
        for (const QFileInfo &file : QDir(s(BANTER_QML_SOURCES "/dialogs")).entryInfoList({s("*.qml")})) {
            QFile source(file.filePath());
            QVERIFY(source.open(QIODevice::ReadOnly));
            if (source.readAll().contains("\nModalDialog {")) {
                found.append(file.completeBaseName());
            }
        }
        found.sort();
        QCOMPARE(known, found);
    }

    // Nobody waits until it has faded in.
    void whatIsTypedAtOnceIsKept_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("field");
        QTest::newRow("new room") << s("newRoom()") << s("roomNameField");
        QTest::newRow("invite") << s("invite()") << s("inviteField");
        QTest::newRow("status") << s("statusText()") << s("statusField");
        QTest::newRow("password again") << s("signInAgain()") << s("againPassword");
        QTest::newRow("another password") << s("changePassword()") << s("presentPassword");
        QTest::newRow("jump to a room") << s("switcher()") << s("switcherField");
    }
    void whatIsTypedAtOnceIsKept()
    {
        QFETCH(const QString, call);
        QFETCH(const QString, field);
        World world;
        furnish(world);
        QQmlExpression expression(qmlContext(host(world)), host(world), call);
        expression.evaluate();
        QVERIFY2(!expression.hasError(), qPrintable(expression.error().toString()));
        world.type(s("tea"));
        QTRY_VERIFY(isOpen(world));
        world.settle();
        QCOMPARE(world.item(field).property("text").toString(), s("tea"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aPressBesideClosesNone_data() { rows(); }
    void aPressBesideClosesNone()
    {
        QFETCH(const int, way);
        World world;
        furnish(world);
        open(world, s(Ways[std::size_t(way)].call));
        fill(world);
        besides(world);
        QVERIFY(isOpen(world));
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!isOpen(world));
        QCOMPARE(world.complaints(), QStringList());
    }

    // From every stop of Tab that has no use of its own for it.
    void enterIsTheDefaultButton_data() { rows(); }
    void enterIsTheDefaultButton()
    {
        QFETCH(const int, way);
        const Way &one = Ways[std::size_t(way)];
        World world;
        furnish(world);
        int reached = 0;
        for (int stop = 0; stop < 40; ++stop) {
            open(world, s(one.call));
            fill(world);
            world.settle();
            QList<QQuickItem *> passed;
            for (int tab = 0; tab < stop; ++tab) {
                passed.append(world.window->activeFocusItem());
                world.key(Qt::Key_Tab);
            }
            const QPointer<QQuickItem> here = world.window->activeFocusItem();
            QVERIFY(here);
            const bool around = passed.contains(here.data());
            QQuickItem &button = world.item(s(one.button));
            if (!around && (here == &button || !needsEnter(here))) {
                const QString what = s(here->metaObject()->className()) + u' ' + here->objectName();
                const QVariant checked = here->property("checked");
                const QSignalSpy pressed(&button, SIGNAL(clicked()));
                world.key(stop % 2 == 0 ? Qt::Key_Return : Qt::Key_Enter);
                QVERIFY2(pressed.count() == 1, qPrintable(what + QString::number(pressed.count())));
                QVERIFY2(!here || here->property("checked") == checked, qPrintable(what));
                ++reached;
            }
            refuseAll(world);
            QVERIFY(QMetaObject::invokeMethod(host(world), "close"));
            QVERIFY(!isOpen(world));
            world.settle();
            if (around) {
                break;
            }
        }
        QVERIFY(reached > 0);
        QCOMPARE(world.complaints(), QStringList());
    }

    // Until the server has said yes or no.
    void whatIsAskedForStaysOpen()
    {
        World world;
        furnish(world);
        open(world, s("newRoom()"));
        fill(world);
        world.click(world.item(s("accept")));
        QCOMPARE(world.told().all<tell::JoinRoom>().size(), std::size_t(1));
        world.key(Qt::Key_Escape);
        besides(world);
        world.settle();
        QVERIFY(isOpen(world) && world.find(s("roomNameField")));
        fail(world, Deed::EnterRoom, s("kitchen"), ErrorCode::Forbidden);
        QCOMPARE(world.item(s("roomNameField")).property("text").toString(), s("kitchen"));
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!isOpen(world));
    }

    void joiningAgainWaitsForTheAnswer()
    {
        World world;
        furnish(world);
        open(world, s("unsentOf('lobby')"));
        Changes gone;
        gone.rooms[s("lobby")] = room(s("lobby"), false);
        world.say(gone);
        world.click(world.item(s("joinAgain")));
        QCOMPARE(world.told().all<tell::JoinRoom>().size(), std::size_t(1));
        world.settle();
        QVERIFY(isOpen(world));
        fail(world, Deed::EnterRoom, s("lobby"), ErrorCode::Forbidden);
        QVERIFY(isOpen(world));
        QVERIFY(world.find(s("joinError")));
        world.click(world.item(s("joinAgain")));
        accomplish(world, Deed::EnterRoom, s("lobby"));
        QTRY_VERIFY(!isOpen(world));
        QCOMPARE(world.complaints(), QStringList());
    }

    void leavingWaitsForTheAnswer()
    {
        World world;
        furnish(world);
        open(world, s("leaveRoom()"));
        world.click(world.item(s("accept")));
        QCOMPARE(world.told().all<tell::LeaveRoom>().size(), std::size_t(1));
        world.settle();
        QVERIFY(isOpen(world));
        fail(world, Deed::LeaveRoom, s("lobby"), ErrorCode::Unavailable);
        QVERIFY(isOpen(world));
        QVERIFY(world.find(s("leaveError")));
        world.click(world.item(s("accept")));
        Changes gone;
        gone.rooms[s("lobby")] = room(s("lobby"), false);
        world.say(gone);
        QTRY_VERIFY(!isOpen(world));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Offline, or with words that go first, it is a wish that is kept: nobody has to wait for it.
    void aLeaveThatIsKeptAsAWishIsAnsweredAtOnce()
    {
        World world;
        furnish(world);
        Changes away;
        away.connection = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Lost);
        world.say(away);
        open(world, s("leaveRoom()"));
        world.click(world.item(s("accept")));
        QTRY_VERIFY(!isOpen(world));
        QCOMPARE(world.told().all<tell::LeaveRoom>().size(), std::size_t(1));
    }

    // Whose account is the last one there ends the server for everybody.
    void removingTheHostSaysHowManyAreThere()
    {
        World world;
        world.app.start()->host(s("ann"), s("correct horse"), false);
        Q_EMIT world.host.started(Result<QUrl>(QUrl(s("ws://127.0.0.1:7788"))));
        Changes in;
        in.signedInAs = s("ann");
        in.connection = testing::connection(ConnectionState::Connected);
        in.capabilities = everything();
        world.sessions.last().alive->say(in);
        QTRY_VERIFY(world.app.session());
        world.settle();
        world.host.others = 3;
        open(world, s("removeAccount(account.key, 'ann', 'here', account)"));
        const QString text = world.item(s("removeAccountText")).property("text").toString();
        QVERIFY2(text.contains(u'3') && text.contains(s("server on this computer stops")), qPrintable(text));
        QCOMPARE(world.complaints(), QStringList());
    }

    // The number comes late or never: the question does not wait for it.
    void theLastQuestionNeedsNoNumber()
    {
        World world;
        open(world, s("stopHost()"));
        QVERIFY(world.item(s("othersText")).property("text").toString().startsWith(s("Others may be")));
    }

    // It goes with the account that it is about, and asks anew when words were written meanwhile.
    void signingOutClosesWithTheAccount()
    {
        World world;
        furnish(world);
        open(world, s("signOut()"));
        world.click(world.item(s("accept")));
        QTRY_VERIFY(!isOpen(world));
        QCOMPARE(world.sessions.last().sink.all<tell::Logout>().size(), std::size_t(1));
        QVERIFY(!world.app.session());
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestDialogs)

} // namespace tst_dialogs

#include "tst_dialogs.moc"
