// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/window/start.h"

#include <QTest>

namespace tst_accounts {

using namespace banter;
using namespace banter::testing;

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

const char *const Password = "correct horse";

LiveAccount *accountOf(Start &start, const char *user)
{
    for (LiveAccount *account : start.app.accounts()->live()) {
        if (account->session()->identity()->user() == s(user))
            return account;
    }
    return nullptr;
}

bool isConnected(Start &start, const char *user)
{
    LiveAccount *account = accountOf(start, user);
    return account && account->session()->connection()->state() == ConnectionModel::Connected;
}

bool shows(Start &start, const char *user)
{
    return start.app.session() && start.app.session()->identity()->user() == s(user);
}

// Into a room that is made where there is none of the name.
void enter(Start &start, const char *room)
{
    start.app.session()->membership()->create(s(room), false);
    VERIFY_SOON(start.app.session()->current()->room() == s(room));
}

} // namespace

// Several accounts in one window, on real servers.
class WindowAccounts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Ann is on two servers; Zoe writes on the one that Ann does not look at.
    void whatArrivesElsewhereIsSeenAndFound()
    {
        OthersServer first;
        OthersServer second;
        QVERIFY(!first.url.isEmpty() && !second.url.isEmpty());
        QTemporaryDir folder;
        QTemporaryDir other;
        Start ann(folder.path());
        QCOMPARE(ann.join(first.url, "ann", Password, true, true), QString());
        QVERIFY(!ann.find("accounts")); // nothing to choose from
        enter(ann, "tea");
        QVERIFY(ann.click("own"));
        QVERIFY(ann.click("addAccount"));
        VERIFY_SOON(ann.find("submit"));
        QCOMPARE(ann.app.start()->spoken()->current(), 0); // Automatic, and not what the other server speaks
        QVERIFY(isConnected(ann, "ann"));
        QCOMPARE(ann.join(second.url, "anna", Password, true, true), QString());
        VERIFY_SOON(ann.all("accountTile").size() == 2);
        QVERIFY(shows(ann, "anna"));

        Start zoe(other.path());
        QCOMPARE(zoe.join(first.url, "zoe", Password, true), QString());
        zoe.app.session()->membership()->join(s("tea"));
        VERIFY_SOON(zoe.app.session()->current()->room() == s("tea"));
        VERIFY_SOON(zoe.find("composer"));
        QVERIFY(zoe.write("composer", s("are you there")));
        zoe.press(Qt::Key_Return);

        VERIFY_SOON(ann.find("accountUnread"));
        QCOMPARE(ann.find("accountUnread")->property("count").toInt(), 1);
        VERIFY_SOON(ann.title().startsWith(s("(1)")));
        QVERIFY(shows(ann, "anna")); // nobody is taken away from where they are
        QVERIFY(ann.activate());
        QVERIFY(ann.clickOn("accountTile", 0));
        VERIFY_SOON(shows(ann, "ann"));
        VERIFY_SOON(ann.app.accounts()->unread() == 0); // it is on the screen
        VERIFY_SOON(!ann.find("accountUnread"));
        ann.press(Qt::Key_2, Qt::ControlModifier | Qt::ShiftModifier);
        VERIFY_SOON(shows(ann, "anna"));
        QVERIFY(isConnected(ann, "ann"));
    }

    void allThatAreKeptComeBack()
    {
        OthersServer first;
        OthersServer second;
        QTemporaryDir folder;
        {
            Start ann(folder.path());
            QCOMPARE(ann.join(first.url, "ann", Password, true, true), QString());
            ann.app.accounts()->add();
            QCOMPARE(ann.join(second.url, "anna", Password, true, true), QString());
            QVERIFY(ann.clickOn("accountTile", 0));
            VERIFY_SOON(shows(ann, "ann"));
        }
        {
            Start again(folder.path());
            VERIFY_SOON(isConnected(again, "ann") && isConnected(again, "anna"));
            QVERIFY(shows(again, "ann")); // as it was left
            VERIFY_SOON(again.all("accountTile").size() == 2);
            QVERIFY(again.clickOn("accountTile", 1));
            VERIFY_SOON(shows(again, "anna"));
            // One goes; the other one stays, and is what the next start has.
            again.app.accounts()->current()->signOut(true);
            VERIFY_SOON(shows(again, "ann"));
            QVERIFY(isConnected(again, "ann"));
        }
        Start last(folder.path());
        VERIFY_SOON(isConnected(last, "ann"));
        QVERIFY(!accountOf(last, "anna"));
        QVERIFY(shows(last, "ann"));
        QVERIFY(last.clickOn("accountTile", 1)); // its row is there to sign in to it again
        VERIFY_SOON(last.find("submit"));
        QCOMPARE(last.typed("name"), s("anna"));
        QCOMPARE(last.typed("address"), second.url);
        QVERIFY(last.write("password", s(Password)));
        last.press(Qt::Key_Return);
        QCOMPARE(last.outcome(), QString());
        QVERIFY(shows(last, "anna"));
    }

    void aWrongPasswordDisturbsNobody()
    {
        OthersServer first;
        OthersServer second;
        QTemporaryDir folder;
        QTemporaryDir other;
        {
            Start bob(other.path());
            QCOMPARE(bob.join(second.url, "bob", Password, true), QString());
        }
        Start ann(folder.path());
        QCOMPARE(ann.join(first.url, "ann", Password, true), QString());
        ann.app.accounts()->add();
        QVERIFY(!ann.join(second.url, "bob", "another horse").isEmpty());
        QCOMPARE(ann.app.start()->errorField(), StartModel::Password);
        QVERIFY(ann.tellsItsError());
        QVERIFY(isConnected(ann, "ann"));
        QCOMPARE(ann.app.accounts()->rowCount({}), 1);
        ann.press(Qt::Key_Escape);
        VERIFY_SOON(shows(ann, "ann"));
    }

    // Two accounts on the server in the program, and one elsewhere.
    void theServerHereGoesWithItsLastAccount()
    {
        OthersServer elsewhere;
        QTemporaryDir folder;
        {
            Start ann(folder.path());
            QCOMPARE(ann.host("ann", Password, true), QString());
            ann.app.accounts()->add();
            QVERIFY(!ann.host("ann", Password).isEmpty()); // she is in already
            QCOMPARE(ann.host("bob", Password, true), QString());
            ann.app.accounts()->add();
            QCOMPARE(ann.join(elsewhere.url, "cy", Password, true, true), QString());
        }
        Start again(folder.path());
        VERIFY_SOON(isConnected(again, "ann") && isConnected(again, "bob") && isConnected(again, "cy"));
        QVERIFY(shows(again, "cy"));
        accountOf(again, "ann")->signOut(true);
        VERIFY_SOON(!again.app.accounts()->isLeavingHost());
        QVERIFY(again.app.hosting());
        QVERIFY(isConnected(again, "bob"));
        accountOf(again, "bob")->signOut(true);
        VERIFY_SOON(!again.app.accounts()->isLeavingHost());
        QVERIFY(!again.app.hosting());
        QVERIFY(isConnected(again, "cy"));
    }

    void removingDeletesWhatIsKept()
    {
        OthersServer first;
        OthersServer second;
        QTemporaryDir folder;
        const auto stores = [&folder] {
            return QDir(folder.filePath(s("accounts"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
        };
        {
            Start ann(folder.path());
            QCOMPARE(ann.join(first.url, "ann", Password, true, true), QString());
            ann.app.accounts()->add();
            QCOMPARE(ann.join(second.url, "anna", Password, true, true), QString());
            QCOMPARE(stores(), 2);
            QVERIFY(ann.clickOn("accountTile", 0, Qt::RightButton));
            QVERIFY(ann.click("tileRemove"));
            VERIFY_SOON(ann.find("removeAccountText"));
            QVERIFY(ann.click("accept"));
            VERIFY_SOON(ann.app.accounts()->rowCount({}) == 1);
            QVERIFY(shows(ann, "anna"));
            QVERIFY(isConnected(ann, "anna"));
            VERIFY_SOON(stores() == 1);
        }
        Start again(folder.path());
        VERIFY_SOON(isConnected(again, "anna"));
        QCOMPARE(again.app.accounts()->rowCount({}), 1);
    }
};

TEST_WITH_GUI_APPLICATION(WindowAccounts)

} // namespace tst_accounts

#include "tst_accounts.moc"
