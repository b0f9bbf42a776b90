// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/window/start.h"

#include <QTest>

namespace tst_again {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

// Starting, closing and starting again, in the ways in which people do.
class WindowAgain : public QObject {
    Q_OBJECT

    static constexpr const char *Password = "correct horse";

private Q_SLOTS:
    void hostsAndHostsAgain_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("password");
        QTest::addColumn<int>("field"); // -1: it goes on
        QTest::newRow("the same") << s("ann") << s(Password) << -1;
        QTest::newRow("another person") << s("bob") << s("another horse") << -1;
        QTest::newRow("a wrong password") << s("ann") << s("another horse") << int(StartModel::Password);
        QTest::newRow("a short password") << s("ann") << s("short") << int(StartModel::Password);
        QTest::newRow("a name that cannot be") << s("ann lee") << s(Password) << int(StartModel::Name);
    }

    void hostsAndHostsAgain()
    {
        QFETCH(QString, name);
        QFETCH(QString, password);
        QFETCH(int, field);
        QTemporaryDir folder;
        {
            Start first(folder.path());
            QVERIFY(!first.hosting());
            QCOMPARE(first.host("ann", Password), QString());
        }
        Start again(folder.path());
        QVERIFY(!again.app.session()); // nothing was kept
        QVERIFY(again.hosting());
        QCOMPARE(again.typed("name"), s("ann"));
        const QString said = again.host(name.toUtf8().constData(), password.toUtf8().constData());
        QCOMPARE(said.isEmpty(), field < 0);
        if (field >= 0) {
            QCOMPARE(int(again.app.start()->errorField()), field);
            QVERIFY(again.tellsItsError());
            QCOMPARE(again.typed("name"), name);
            QCOMPARE(again.host("ann", Password), QString()); // and now right
        }
    }

    void whoIsKeptHostsOnByItself()
    {
        QTemporaryDir folder;
        for (int start = 0; start < 3; ++start) {
            Start program(folder.path());
            if (start == 0)
                QCOMPARE(program.host("ann", Password, true), QString());
            QTRY_VERIFY_WITH_TIMEOUT(program.connected(), WaitMs);
            QVERIFY(program.app.hosting());
        }
    }

    void joinsAndJoinsAgain_data()
    {
        QTest::addColumn<bool>("keep");
        QTest::newRow("kept") << true;
        QTest::newRow("not kept") << false;
    }

    void joinsAndJoinsAgain()
    {
        QFETCH(bool, keep);
        OthersServer server;
        QVERIFY(!server.url.isEmpty());
        QTemporaryDir folder;
        {
            Start first(folder.path());
            QCOMPARE(first.join(server.url, "ann", Password, true, keep), QString());
        }
        {
            Start again(folder.path());
            if (!keep) {
                QVERIFY(!again.app.session());
                QVERIFY(!again.hosting());
                QCOMPARE(again.typed("address"), server.url);
                QCOMPARE(again.typed("name"), s("ann"));
                QVERIFY(!again.join(server.url, "ann", "another horse").isEmpty());
                QCOMPARE(again.app.start()->errorField(), StartModel::Password);
                QVERIFY(again.tellsItsError());
                QCOMPARE(again.join(server.url, "ann", Password), QString());
            }
            QTRY_VERIFY_WITH_TIMEOUT(again.connected(), WaitMs);
            again.app.accounts()->current()->signOut(true);
        }
        Start signedOut(folder.path()); // whoever signed out is asked again
        QVERIFY(!signedOut.app.session());
        QCOMPARE(signedOut.typed("name"), s("ann"));
        QCOMPARE(signedOut.join(server.url, "ann", Password), QString());
    }

    void aTakenNameIsToldAtTheName()
    {
        OthersServer server;
        QTemporaryDir folder;
        QTemporaryDir other;
        {
            Start bob(other.path());
            QCOMPARE(bob.join(server.url, "bob", "another horse", true), QString());
        }
        Start ann(folder.path());
        QVERIFY(!ann.join(server.url, "bob", Password, true).isEmpty());
        QCOMPARE(ann.app.start()->errorField(), StartModel::Name);
        QVERIFY(ann.tellsItsError());
        QCOMPARE(ann.join(server.url, "ann", Password, true), QString());
    }

    void aServerThatMovedIsFoundAtItsNewAddress()
    {
        QTemporaryDir folder;
        OthersServer server;
        {
            Start first(folder.path());
            QCOMPARE(first.join(server.url, "ann", Password, true), QString());
        }
        server.server.stop();
        Start again(folder.path());
        QVERIFY(!again.join(server.url, "ann", Password).isEmpty());
        QCOMPARE(again.app.start()->errorField(), StartModel::Address);
        QVERIFY(again.tellsItsError());
        QCOMPARE(again.typed("password"), s(Password)); // nothing that was typed is lost
        server.start();
        QVERIFY(!server.url.isEmpty());
        QCOMPARE(again.join(server.url, "ann", Password), QString());
    }

    void joinsAndHostsByTurns()
    {
        OthersServer server;
        QTemporaryDir folder;
        {
            Start first(folder.path());
            QCOMPARE(first.join(server.url, "ann", Password, true), QString());
        }
        {
            Start second(folder.path());
            QCOMPARE(second.host("ann", "my own horse"), QString());
            QVERIFY(second.app.hosting());
        }
        {
            Start third(folder.path());
            QVERIFY(third.hosting());
            QCOMPARE(third.join(server.url, "ann", Password), QString());
            QVERIFY(!third.app.hosting());
        }
        Start last(folder.path());
        QVERIFY(!last.hosting());
        QCOMPARE(last.typed("address"), server.url);
        QCOMPARE(last.host("ann", "my own horse"), QString());
    }

    // Somebody else is on the host's server when its window is to be closed.
    void theHostIsAskedBeforeItGoes()
    {
        QTemporaryDir folder;
        QTemporaryDir other;
        Start ann(folder.path());
        QCOMPARE(ann.host("ann", Password), QString());
        Start bob(other.path());
        QCOMPARE(bob.join(ann.app.session()->identity()->hostAddress(), "bob", "another horse", true), QString());
        int quits = 0;
        connect(&ann.app, &AppModel::quitWanted, this, [&quits] { ++quits; });
        ann.app.quit();
        QTRY_VERIFY_WITH_TIMEOUT(ann.find("othersText"), WaitMs);
        QCOMPARE(ann.app.others(), 1);
        QCOMPARE(quits, 0);
        bob.app.accounts()->current()->signOut(true);
        const auto alone = [&ann] {
            ann.app.countOthers();
            return ann.app.others() == 0;
        };
        QVERIFY(QTest::qWaitFor(alone, WaitMs));
        ann.app.quit();
        QTRY_COMPARE_WITH_TIMEOUT(quits, 1, WaitMs);
    }
};

TEST_WITH_GUI_APPLICATION(WindowAgain)

} // namespace tst_again

#include "tst_again.moc"
