// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/error_text.h"
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_start {

using namespace banter;
using namespace banter::testing;

// The first screen, with mouse and keys: how a person gets into a chat, and what is said when it does not work.
class TestStart : public QObject {
    Q_OBJECT

    static void refuse(World &world, ErrorCode code, ConnectionTrouble trouble = ConnectionTrouble::Credentials)
    {
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Disconnected, trouble);
        changes.connection->terminal = true;
        changes.failures = {{{code, QStringLiteral("words of the server"), 0}, {}, {}}};
        world.say(changes);
    }

    static void connected(World &world)
    {
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Connected);
        changes.signedInAs = QStringLiteral("ann");
        changes.token = QStringLiteral("t0k3n");
        changes.capabilities = everything();
        changes.rooms[QStringLiteral("lobby")] = room(QStringLiteral("lobby"));
        world.say(changes);
    }

    // Puts the keys into the field of that name, through a click on it.
    static void fill(World &world, const char *field, const QString &text)
    {
        world.click(world.item(QString::fromLatin1(field)));
        world.key(Qt::Key_A, Qt::ControlModifier);
        world.type(text);
    }

    static void fillAll(World &world)
    {
        fill(world, "address", QStringLiteral("127.0.0.1:7777"));
        fill(world, "name", QStringLiteral("ann"));
        fill(world, "password", QStringLiteral("correct horse"));
    }

    // The field that holds the keys is the named one.
    static bool hasKeys(World &world, const char *field)
    {
        QQuickItem &item = world.item(QString::fromLatin1(field));
        return item.hasActiveFocus();
    }

private Q_SLOTS:
    // Qt has the words for it, and its own translations may not be installed.
    void aCertificatesFaultIsToldInThePersonsLanguage_data()
    {
        QTest::addColumn<QString>("words");
        for (const char *words : {"The certificate is self-signed, and untrusted", "The certificate has expired",
                                  "The host name did not match any of the valid hosts for this certificate",
                                  "The issuer certificate of a locally looked up certificate could not be found"}) {
            QTest::newRow(words) << QString::fromLatin1(words);
        }
    }
    void aCertificatesFaultIsToldInThePersonsLanguage()
    {
        QFETCH(const QString, words);
        World world;
        QVERIFY(troubleText(ConnectionTrouble::Tls, words).contains(words));
        world.speak(QStringLiteral("zh_CN"));
        const QString told = troubleText(ConnectionTrouble::Tls, words);
        QVERIFY2(!told.contains(QRegularExpression(QStringLiteral("[a-z]"))), qPrintable(told));
    }

    void signsInByMouse()
    {
        World world;
        fillAll(world);
        QCOMPARE(world.sessions.count(), 0);
        world.click(world.item(QStringLiteral("submit")));
        QCOMPARE(world.sessions.count(), 1);
        const SessionConfig &asked = world.sessions.last().config.session;
        QCOMPARE(asked.server, QUrl(QStringLiteral("ws://127.0.0.1:7777")));
        QCOMPARE(asked.credentials.method, Credentials::Method::Password);
        QCOMPARE(asked.credentials.user, QStringLiteral("ann"));
        QCOMPARE(asked.credentials.secret, QStringLiteral("correct horse"));
        QVERIFY(!world.find(QStringLiteral("submit")));
        QVERIFY(world.find(QStringLiteral("busy")));
        connected(world);
        QCOMPARE(world.item(QStringLiteral("roomName")).property("text").toString(), QStringLiteral("lobby"));
        QVERIFY(world.item(QStringLiteral("composer")).hasActiveFocus());
        QCOMPARE(world.complaints(), QStringList());
    }

    // Begins where something is missing, and Enter is enough.
    void signsInByKeysAlone()
    {
        World world;
        QVERIFY(hasKeys(world, "address"));
        world.type(QStringLiteral("127.0.0.1:7777"));
        world.key(Qt::Key_Tab); // what the server speaks is found out by itself
        world.key(Qt::Key_Tab);
        QVERIFY(hasKeys(world, "name"));
        world.type(QStringLiteral("ann"));
        world.key(Qt::Key_Tab);
        QVERIFY(hasKeys(world, "password"));
        world.type(QStringLiteral("correct horse"));
        world.key(Qt::Key_Return);
        QCOMPARE(world.sessions.count(), 1);
        QCOMPARE(world.sessions.last().config.session.credentials.secret, QStringLiteral("correct horse"));
    }

    // Enter does not trust anybody: the default is to stay away.
    void asksAboutAnotherServer_data()
    {
        QTest::addColumn<bool>("trusts");
        QTest::newRow("it is right") << true;
        QTest::newRow("it is not") << false;
    }

    void asksAboutAnotherServer()
    {
        QFETCH(const bool, trusts);
        World world;
        fillAll(world);
        world.click(world.item(QStringLiteral("submit")));
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::OtherServer);
        changes.connection->terminal = true;
        changes.failures = {{{ErrorCode::OtherServer, QStringLiteral("words"), 0}, {}, {}}};
        changes.otherServer = OtherServer{QStringLiteral("1111 aaaa"), QStringLiteral("2222 bbbb")};
        world.say(changes);
        QCOMPARE(world.item(QStringLiteral("knownFingerprint")).property("digits").toString(),
                 QStringLiteral("1111 aaaa"));
        QCOMPARE(world.item(QStringLiteral("shownFingerprint")).property("digits").toString(),
                 QStringLiteral("2222 bbbb"));
        QTRY_VERIFY(world.item(QStringLiteral("refuse")).hasActiveFocus());
        QCOMPARE(world.sessions.count(), 1);
        if (trusts)
            world.click(world.item(QStringLiteral("accept")));
        else
            world.key(Qt::Key_Return);
        QTRY_VERIFY(!world.find(QStringLiteral("knownFingerprint")));
        QCOMPARE(world.sessions.count(), trusts ? 2 : 1);
        if (trusts) {
            const SessionConfig &asked = world.sessions.last().config.session;
            QCOMPARE(asked.serverFingerprint, QStringLiteral("2222 bbbb"));
            QCOMPARE(asked.credentials.secret, QStringLiteral("correct horse"));
        } else {
            QVERIFY(world.find(QStringLiteral("submit")));
        }
        QCOMPARE(world.complaints(), QStringList());
    }

    void asksAboutAnotherServerInARunningChat()
    {
        World world;
        world.signIn();
        world.enter();
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::OtherServer);
        changes.connection->terminal = true;
        changes.otherServer = OtherServer{QStringLiteral("1111 aaaa"), QString()};
        world.say(changes);
        world.settle();
        QVERIFY(world.find(QStringLiteral("knownFingerprint")));
        world.click(world.item(QStringLiteral("refuse")));
        QTRY_VERIFY(!world.find(QStringLiteral("knownFingerprint")));
        world.click(world.item(QStringLiteral("bannerAction"))); // it can be asked again
        world.settle();
        world.click(world.item(QStringLiteral("accept")));
        const auto trusted = world.told().all<tell::TrustServer>();
        QCOMPARE(trusted.size(), std::size_t(1));
        QCOMPARE(trusted[0].fingerprint, QString());
        QCOMPARE(world.complaints(), QStringList());
    }

    void createsAnAccount()
    {
        World world;
        fillAll(world);
        for (QQuickItem *each : world.all()) {
            if (each->property("text").toString() == QLatin1String("Create an account") &&
                each->property("checked").isValid()) {
                world.click(*each);
                break;
            }
        }
        QCOMPARE(world.item(QStringLiteral("submit")).property("text").toString(),
                 QStringLiteral("Create the account"));
        world.click(world.item(QStringLiteral("submit")));
        QCOMPARE(world.sessions.last().config.session.credentials.method, Credentials::Method::Register);
    }

    // The field comes when the server has asked for a code, and has the keys.
    void asksForACodeWhereTheServerWantsOne()
    {
        World world;
        fillAll(world);
        for (QQuickItem *each : world.all()) {
            if (each->property("text").toString() == QLatin1String("Create an account") &&
                each->property("checked").isValid()) {
                world.click(*each);
                break;
            }
        }
        QVERIFY(!world.find(QStringLiteral("code")));
        world.click(world.item(QStringLiteral("submit")));
        refuse(world, ErrorCode::Forbidden);
        QTRY_VERIFY(world.find(QStringLiteral("code")));
        QTRY_VERIFY(hasKeys(world, "code"));
        QVERIFY(!world.item(QStringLiteral("code")).property("error").toString().isEmpty());
        world.type(QStringLiteral("0123-4567-89ab"));
        QVERIFY(world.item(QStringLiteral("code")).property("error").toString().isEmpty());
        world.key(Qt::Key_Return);
        QCOMPARE(world.sessions.count(), 2);
        QCOMPARE(world.sessions.last().config.session.credentials.code, QStringLiteral("0123-4567-89ab"));
        connected(world);
        QVERIFY(world.app.session());
        QCOMPARE(world.complaints(), QStringList());
    }

    void keepsTheSignInWhenAskedTo()
    {
        World world;
        fillAll(world);
        world.click(world.item(QStringLiteral("keep")));
        world.click(world.item(QStringLiteral("submit")));
        connected(world);
        QVERIFY(!world.book.remembered.empty());
        QVERIFY(world.book.remembered.back().first.keep);
        QCOMPARE(world.book.remembered.back().second, QStringLiteral("t0k3n"));
    }

    void refusals_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("field");
        QTest::newRow("wrong password") << int(ErrorCode::Unauthorized) << QStringLiteral("password");
        QTest::newRow("taken name") << int(ErrorCode::NameTaken) << QStringLiteral("name");
    }

    // What is wrong stands below its field, which has the keys again; it goes as soon as the person changes something.
    void refusals()
    {
        QFETCH(const int, code);
        QFETCH(const QString, field);
        World world;
        fillAll(world);
        world.click(world.item(QStringLiteral("submit")));
        refuse(world, static_cast<ErrorCode>(code));
        QQuickItem &wrong = world.item(field);
        QVERIFY(wrong.hasActiveFocus());
        QVERIFY(!wrong.property("error").toString().isEmpty());
        QVERIFY(world.find(QStringLiteral("submit")));
        QCOMPARE(world.item(QStringLiteral("name")).property("text").toString(), QStringLiteral("ann"));
        world.type(QStringLiteral("x"));
        QCOMPARE(wrong.property("error").toString(), QString());
        QCOMPARE(world.complaints(), QStringList());
    }

    void saysThatTheServerCannotBeReached()
    {
        World world;
        fillAll(world);
        world.click(world.item(QStringLiteral("submit")));
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Connecting, ConnectionTrouble::Unreachable);
        changes.connection->attempt = 1;
        changes.connection->nextTryAt = world.time.clock.monotonicMs() + 1000;
        world.say(changes);
        const QString said = world.item(QStringLiteral("address")).property("error").toString();
        const QQuickItem *problem = world.find(QStringLiteral("problem"));
        QVERIFY2(!said.isEmpty() || problem, "nothing is said where the person looks");
        QVERIFY(world.find(QStringLiteral("submit")));
    }

    void refusesABadAddressWithoutDialling()
    {
        World world;
        fillAll(world);
        fill(world, "address", QStringLiteral("no address"));
        world.click(world.item(QStringLiteral("submit")));
        QCOMPARE(world.sessions.count(), 0);
        QVERIFY(!world.item(QStringLiteral("address")).property("error").toString().isEmpty());
        QVERIFY(hasKeys(world, "address"));
    }

    void cancelsAnAttempt()
    {
        World world;
        fillAll(world);
        world.click(world.item(QStringLiteral("submit")));
        QQuickItem *cancel = nullptr;
        for (QQuickItem *each : world.all(&world.item(QStringLiteral("busy")))) {
            if (each->property("text").toString() == QLatin1String("Cancel") && each->property("down").isValid()) {
                cancel = each;
            }
        }
        QVERIFY(cancel);
        world.click(*cancel);
        QVERIFY(world.find(QStringLiteral("submit")));
        QVERIFY(!world.sessions.last().alive);
    }

    void hostsOnThisComputer()
    {
        World world;
        world.click(world.item(QStringLiteral("hostTile")));
        QVERIFY(!world.find(QStringLiteral("address")));
        fill(world, "name", QStringLiteral("ann"));
        fill(world, "password", QStringLiteral("correct horse"));
        world.click(world.item(QStringLiteral("submit")));
        QCOMPARE(world.host.starts, 1);
        Q_EMIT world.host.started(Result<QUrl>(QUrl(QStringLiteral("ws://127.0.0.1:7788"))));
        world.settle();
        QCOMPARE(world.sessions.last().config.session.server, QUrl(QStringLiteral("ws://127.0.0.1:7788")));
        QCOMPARE(world.sessions.last().config.session.credentials.method, Credentials::Method::Register);
        connected(world);
        QVERIFY(world.app.session());
        QCOMPARE(world.complaints(), QStringList());
    }

    // Whoever chooses goes on typing: the keys are in the first field that is empty.
    void aTileLeadsToTheFirstEmptyField()
    {
        World world;
        world.click(world.item(QStringLiteral("hostTile")));
        QVERIFY(hasKeys(world, "name"));
        world.type(QStringLiteral("ann"));
        QCOMPARE(world.item(QStringLiteral("name")).property("text").toString(), QStringLiteral("ann"));
        world.click(world.item(QStringLiteral("joinTile")));
        QVERIFY(hasKeys(world, "address"));
        world.type(QStringLiteral("localhost"));
        world.click(world.item(QStringLiteral("hostTile")));
        QVERIFY(hasKeys(world, "password"));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Where and while one types.
    void saysWhatANameMayHold()
    {
        World world;
        world.click(world.item(QStringLiteral("hostTile")));
        QQuickItem &name = world.item(QStringLiteral("name"));
        world.type(QStringLiteral("ann"));
        QVERIFY(name.property("error").toString().isEmpty());
        world.type(QStringLiteral(" lee"));
        QVERIFY(!name.property("error").toString().isEmpty());
        fill(world, "password", QStringLiteral("correct horse"));
        world.click(world.item(QStringLiteral("submit")));
        QCOMPARE(world.host.starts, 0);
        QVERIFY(hasKeys(world, "name"));
        QCOMPARE(name.property("text").toString(), QStringLiteral("ann lee"));
        fill(world, "name", QString(33, u'x'));
        QVERIFY(name.property("error").toString().contains(QLatin1String("33")));
        fill(world, "name", QString(32, u'x'));
        QVERIFY(name.property("error").toString().isEmpty());
        QCOMPARE(world.complaints(), QStringList());
    }

    void saysHowLongAPasswordIs()
    {
        World world;
        world.click(world.item(QStringLiteral("hostTile")));
        QQuickItem &password = world.item(QStringLiteral("password"));
        QVERIFY(password.property("hint").toString().contains(u'8'));
        fill(world, "password", QStringLiteral("12345"));
        QVERIFY(password.property("hint").toString().contains(u'3'));
        fill(world, "password", QStringLiteral("12345678"));
        QVERIFY(password.property("hint").toString().isEmpty());
        world.click(world.item(QStringLiteral("joinTile"))); // an account that is there already may have another rule
        fill(world, "password", QStringLiteral("1"));
        QVERIFY(!password.property("hint").toString().contains(u'8'));
        QCOMPARE(world.complaints(), QStringList());
    }

    void asksBeforeAPasswordGoesOpenly()
    {
        World world;
        fillAll(world);
        fill(world, "address", QStringLiteral("192.168.0.5:7788"));
        world.click(world.item(QStringLiteral("submit")));
        QTRY_VERIFY(world.find(QStringLiteral("openWayText")));
        QVERIFY(world.item(QStringLiteral("openWayText"))
                    .property("text")
                    .toString()
                    .contains(QLatin1String("192.168.0.5")));
        world.settle();
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.find(QStringLiteral("openWayText")));
        QCOMPARE(world.sessions.count(), 0);
        QCOMPARE(world.item(QStringLiteral("password")).property("text").toString(), QStringLiteral("correct horse"));
        world.settle();
        world.click(world.item(QStringLiteral("submit")));
        QTRY_VERIFY(world.find(QStringLiteral("openWayText")));
        world.settle();
        world.click(world.item(QStringLiteral("accept")));
        QTRY_COMPARE(world.sessions.count(), 1);
        connected(world);
        QVERIFY(world.app.session());
        QVERIFY(world.book.remembered.back().first.openWay);
        QCOMPARE(world.complaints(), QStringList());
    }

    // Whatever is done but the one button keeps the password here.
    void aNoSendsNoPassword_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"Enter", "Space", "Escape", "the mouse", "a click beside it"}) {
            QTest::newRow(how) << QString::fromLatin1(how);
        }
    }

    void aNoSendsNoPassword()
    {
        QFETCH(const QString, how);
        World world;
        fillAll(world);
        fill(world, "address", QStringLiteral("192.168.0.5:7788"));
        world.key(Qt::Key_Return);
        QTRY_VERIFY(world.find(QStringLiteral("openWayText")));
        QTRY_VERIFY(hasKeys(world, "back")); // the safe answer is the one that Enter gives
        if (how == QLatin1String("the mouse")) {
            world.click(world.item(QStringLiteral("back")));
        } else if (how == QLatin1String("a click beside it")) {
            QTest::mouseClick(world.window, Qt::LeftButton, {}, QPoint(4, 4));
            world.settle();
            QVERIFY(world.find(QStringLiteral("openWayText")) || world.sessions.count() == 0);
            world.key(Qt::Key_Escape);
        } else {
            world.key(how == QLatin1String("Enter")   ? Qt::Key_Return
                      : how == QLatin1String("Space") ? Qt::Key_Space
                                                      : Qt::Key_Escape);
        }
        QTRY_VERIFY(!world.find(QStringLiteral("openWayText")));
        QCOMPARE(world.sessions.count(), 0);
        QCOMPARE(world.item(QStringLiteral("password")).property("text").toString(), QStringLiteral("correct horse"));
        world.settle();
        world.click(world.item(QStringLiteral("submit"))); // and it is asked again
        QTRY_VERIFY(world.find(QStringLiteral("openWayText")));
        QCOMPARE(world.sessions.count(), 0);
        QCOMPARE(world.complaints(), QStringList());
    }

    // The other answer has to be gone to.
    void aYesByKeysSendsThePassword()
    {
        World world;
        fillAll(world);
        fill(world, "address", QStringLiteral("192.168.0.5:7788"));
        world.key(Qt::Key_Return);
        QTRY_VERIFY(hasKeys(world, "back"));
        world.key(Qt::Key_Tab);
        QVERIFY(hasKeys(world, "accept"));
        QCOMPARE(world.sessions.count(), 0);
        world.key(Qt::Key_Return);
        QTRY_COMPARE(world.sessions.count(), 1);
        QCOMPARE(world.sessions.last().config.session.server, QUrl(QStringLiteral("ws://192.168.0.5:7788")));
        QCOMPARE(world.sessions.last().config.session.credentials.secret, QStringLiteral("correct horse"));
        QCOMPARE(world.complaints(), QStringList());
    }

    // What nobody else can read on the way is not asked about.
    void aClosedWayIsNotAskedAbout()
    {
        World world;
        fillAll(world);
        fill(world, "address", QStringLiteral("wss://chat.example.org"));
        world.key(Qt::Key_Return);
        QTRY_COMPARE(world.sessions.count(), 1);
        QVERIFY(!world.find(QStringLiteral("openWayText")));
    }

    // Closing the window would end the server for the others.
    void asksBeforeTheHostGoes()
    {
        World world;
        const auto quits = std::make_shared<int>(0);
        connect(&world.app, &AppModel::quitWanted, &world.app, [quits] { ++*quits; });
        world.click(world.item(QStringLiteral("hostTile")));
        fill(world, "name", QStringLiteral("ann"));
        fill(world, "password", QStringLiteral("correct horse"));
        world.click(world.item(QStringLiteral("submit")));
        Q_EMIT world.host.started(Result<QUrl>(QUrl(QStringLiteral("ws://127.0.0.1:7788"))));
        world.settle();
        connected(world);
        world.host.others = 3;
        QVERIFY(!world.window->close());
        QTRY_VERIFY(world.find(QStringLiteral("othersText")));
        QVERIFY(world.item(QStringLiteral("othersText")).property("text").toString().contains(u'3'));
        world.settle();
        world.click(world.item(QStringLiteral("stay")));
        QTRY_VERIFY(!world.find(QStringLiteral("othersText")));
        QCOMPARE(*quits, 0);
        world.settle();
        QVERIFY(!world.window->close());
        QTRY_VERIFY(world.find(QStringLiteral("accept")));
        world.settle();
        world.click(world.item(QStringLiteral("accept")));
        QCOMPARE(*quits, 1);
        QVERIFY(world.window->isVisible());
        world.host.others = 0;
        world.window->close();
        QCOMPARE(*quits, 2);
        QCOMPARE(world.complaints(), QStringList());
    }

    // The form is longer than the smallest window.
    void bringsWhatIsWrongIntoView()
    {
        World world({360, 480});
        const auto inView = [&world](const char *name) {
            const QRectF place = world.place(world.item(QString::fromLatin1(name)));
            return place.top() >= 0 && place.bottom() <= world.window->height();
        };
        world.click(world.item(QStringLiteral("hostTile")));
        world.type(QStringLiteral("ann"));
        world.key(Qt::Key_Return); // no password yet
        QVERIFY(!world.app.start()->error().isEmpty());
        QTRY_VERIFY(inView("password"));
        QVERIFY(hasKeys(world, "password"));
        world.type(QStringLiteral("correct horse"));
        world.key(Qt::Key_Return);
        QTRY_COMPARE(world.host.starts, 1);
        Q_EMIT world.host.started(Result<QUrl>(Error{ErrorCode::InUse, QStringLiteral("The port is taken."), 0}));
        world.settle();
        QTRY_VERIFY(world.find(QStringLiteral("problem")) && inView("problem"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void offersToHostAgain()
    {
        World world;
        world.app.start()->setLast({QUrl(QStringLiteral("ws://127.0.0.1:7788")), QStringLiteral("ann"),
                                    QStringLiteral("banter"), false, true});
        world.settle();
        QVERIFY(world.item(QStringLiteral("hostTile")).property("checked").toBool());
        QVERIFY(!world.find(QStringLiteral("address")));
        QCOMPARE(world.item(QStringLiteral("name")).property("text").toString(), QStringLiteral("ann"));
    }

    // An error of a form is in it: nothing is told at a field that is not there.
    void saysWhereHostingWasNotReached()
    {
        World world;
        world.click(world.item(QStringLiteral("hostTile")));
        fill(world, "name", QStringLiteral("ann"));
        fill(world, "password", QStringLiteral("correct horse"));
        world.click(world.item(QStringLiteral("submit")));
        Q_EMIT world.host.started(Result<QUrl>(QUrl(QStringLiteral("ws://127.0.0.1:7788"))));
        world.settle();
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Connecting, ConnectionTrouble::Unreachable);
        world.say(changes);
        QVERIFY(!world.item(QStringLiteral("problem")).property("text").toString().isEmpty());
        QCOMPARE(world.item(QStringLiteral("name")).property("text").toString(), QStringLiteral("ann"));
        QVERIFY(!world.find(QStringLiteral("address")));
    }

    void saysThatHostingDoesNotWork()
    {
        World world;
        world.click(world.item(QStringLiteral("hostTile")));
        fill(world, "name", QStringLiteral("ann"));
        fill(world, "password", QStringLiteral("correct horse"));
        world.click(world.item(QStringLiteral("submit")));
        Q_EMIT world.host.started(Result<QUrl>(Error{ErrorCode::InUse, QStringLiteral("The port is taken."), 0}));
        world.settle();
        QVERIFY(!world.item(QStringLiteral("problem")).property("text").toString().isEmpty());
        QVERIFY(world.find(QStringLiteral("submit")));
    }
};

TEST_WITH_GUI_APPLICATION(TestStart)

} // namespace tst_start

#include "tst_start.moc"
