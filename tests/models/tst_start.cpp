// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/app_model.h"
#include "models/farewell.h"
#include "models/frame_ticker.h"
#include "models/start_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_start {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// The whole program's models over fakes.
struct Program {
    Program() : app({time.parts(), sessions.factory(), host, book, {s("banter"), s("channels"), s("other")}}, settings)
    {}

    StartModel &start() { return *app.start(); }
    void join(const char *address = "ws://127.0.0.1:7777", bool create = false, bool keep = true)
    {
        start().join(s(address), s("ann"), s("correct horse"), create, keep, {});
    }
    void say(Changes changes)
    {
        sessions.last().alive->say(std::move(changes));
        QCoreApplication::processEvents();
        time.advance(FrameTicker::FrameMs);
    }
    void sayConnection(ConnectionState state, ConnectionTrouble trouble = ConnectionTrouble::None,
                       bool terminal = false)
    {
        Changes changes;
        changes.connection = testing::connection(state, trouble);
        changes.connection->terminal = terminal;
        changes.connection->nextTryAt =
            terminal || trouble == ConnectionTrouble::None ? 0 : time.clock.monotonicMs() + 1000;
        say(changes);
    }
    void connectFully()
    {
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Connected);
        changes.signedInAs = s("ann");
        changes.token = s("t0k3n");
        changes.rooms.emplace(s("lobby"), room(s("lobby")));
        say(changes);
    }
    void refuse(ErrorCode code)
    {
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::Credentials);
        changes.connection->terminal = true;
        changes.failures = {{{code, s("words"), 0}, {}, {}}};
        say(changes);
    }
    Credentials credentials() { return sessions.last().config.session.credentials; }

    FakeTime time;
    FakeSessions sessions;
    FakeHost host;
    FakeBook book;
    SettingsFile file{QString()};
    SettingsModel settings{file};
    AppModel app;
};

} // namespace

class StartTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void joiningSignsInAndShowsTheChat()
    {
        Program p;
        p.join();
        QVERIFY(p.start().busy());
        QVERIFY(!p.start().busyText().isEmpty());
        QCOMPARE(p.credentials().method, Credentials::Method::Password);
        QCOMPARE(p.credentials().user, s("ann"));
        QCOMPARE(p.sessions.last().config.session.server, QUrl(s("ws://127.0.0.1:7777")));
        QVERIFY(p.sessions.last().config.storeFile.endsWith(s("/store-ann")));
        QCOMPARE(p.sessions.last().config.dialect, s("banter"));
        QCOMPARE(p.sessions.last().sink.all<tell::Connect>().size(), std::size_t(1));
        p.sayConnection(ConnectionState::Connecting);
        QVERIFY(p.start().busy());
        p.connectFully();
        QVERIFY(!p.start().busy());
        QVERIFY(p.app.session());
        QCOMPARE(p.app.session()->current()->room(), s("lobby"));
        QCOMPARE(p.app.session()->connection()->state(), ConnectionModel::Connected);
        QCOMPARE(p.book.remembered.back().second, s("t0k3n"));
        QVERIFY(p.book.remembered.back().first.keep);
        QCOMPARE(p.start().lastAddress(), s("ws://127.0.0.1:7777"));
        QCOMPARE(p.start().lastName(), s("ann"));
    }

    void anotherServerIsAskedAbout_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::newRow("another key") << s("2222 2222");
        QTest::newRow("no proof") << QString();
    }

    // What was typed is kept until the person has decided, and goes to nobody before.
    void anotherServerIsAskedAbout()
    {
        QFETCH(QString, shown);
        for (const bool trusted : {true, false}) {
            Program p;
            p.join();
            Changes changes;
            changes.connection = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::OtherServer);
            changes.connection->terminal = true;
            changes.failures = {{{ErrorCode::OtherServer, s("words"), 0}, {}, {}}};
            changes.otherServer = OtherServer{s("1111 1111"), shown};
            p.say(changes);
            QVERIFY(!p.start().busy());
            QVERIFY(!p.start().error().isEmpty());
            ServerQuestion &question = *p.start().serverQuestion();
            QVERIFY(question.isOpen());
            QCOMPARE(question.known(), s("1111 1111"));
            QCOMPARE(question.shown(), shown);
            QCOMPARE(p.start().serverName(), s("127.0.0.1:7777"));
            const int before = p.sessions.count();
            if (trusted)
                question.trust();
            else
                question.refuse();
            QVERIFY(!question.isOpen());
            QCOMPARE(p.sessions.count(), before + int(trusted));
            QCOMPARE(p.start().busy(), trusted);
            if (!trusted)
                continue;
            const SessionConfig &config = p.sessions.last().config.session;
            QCOMPARE(config.serverFingerprint, shown);
            QVERIFY(config.anyServer);
            QCOMPARE(config.credentials.secret, s("correct horse"));
            QCOMPARE(config.credentials.method, Credentials::Method::Password);
            p.connectFully();
            QVERIFY(p.app.session());
        }
    }

    void aRunningChatAsksAboutAnotherServer()
    {
        Program p;
        p.join();
        p.connectFully();
        ServerQuestion &question = *p.app.session()->serverQuestion();
        const QSignalSpy toasts(p.app.session(), &SessionModel::failed);
        const auto turnedAway = [&] {
            Changes changes;
            changes.connection = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::OtherServer);
            changes.connection->terminal = true;
            changes.failures = {{{ErrorCode::OtherServer, s("words"), 0}, {}, {}}};
            changes.otherServer = OtherServer{s("1111"), s("2222")};
            p.say(changes);
        };
        turnedAway();
        QVERIFY(question.isOpen());
        QVERIFY(p.app.session()->connection()->otherServer());
        question.refuse();
        QVERIFY(p.sessions.last().sink.all<tell::TrustServer>().empty());
        p.app.session()->serverQuestion()->askAgain();
        QVERIFY(question.isOpen());
        question.trust();
        QCOMPARE(p.sessions.last().sink.all<tell::TrustServer>().size(), std::size_t(1));
        QCOMPARE(p.sessions.last().sink.all<tell::TrustServer>()[0].fingerprint, s("2222"));
        // Where the known one is back there is nothing to ask.
        turnedAway();
        p.sayConnection(ConnectionState::Connected);
        QVERIFY(!question.isOpen());
        p.app.session()->serverQuestion()->askAgain();
        QVERIFY(!question.isOpen());
        // Who gives the password again is asked first; the password waits for the answer.
        p.app.session()->signInAgain()->give(s("correct horse"));
        turnedAway();
        QVERIFY(question.isOpen());
        QVERIFY(!p.app.session()->signInAgain()->busy());
        QVERIFY(p.app.session()->signInAgain()->error().isEmpty());
        QVERIFY(toasts.isEmpty()); // the banner and the dialog say it
    }

    void aServerOfOthersMayAskForNoSecret()
    {
        Program p;
        p.start().join(s("http://127.0.0.1:3000"), s("ann"), {}, false, false, s("/profiles/first.json"));
        QVERIFY(p.start().busy());
        QCOMPARE(p.credentials().method, Credentials::Method::Token);
        QCOMPARE(p.credentials().secret, QString());
        Program own;
        own.start().join(s("ws://127.0.0.1:7777"), s("ann"), {}, false, false, {});
        QVERIFY(!own.start().busy());
        QCOMPARE(own.start().errorField(), StartModel::Password);
    }

    void creatingAnAccountRegisters()
    {
        Program p;
        p.join("ws://127.0.0.1:7777", true);
        QCOMPARE(p.credentials().method, Credentials::Method::Register);
    }

    void refusals_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("field");
        QTest::newRow("wrong password") << int(ErrorCode::Unauthorized) << int(StartModel::Password);
        QTest::newRow("taken name") << int(ErrorCode::NameTaken) << int(StartModel::Name);
        QTest::newRow("too fast") << int(ErrorCode::RateLimited) << int(StartModel::NoField);
        QTest::newRow("no version") << int(ErrorCode::UnsupportedVersion) << int(StartModel::NoField);
    }
    void refusals()
    {
        QFETCH(const int, code);
        QFETCH(const int, field);
        Program p;
        p.join();
        p.refuse(static_cast<ErrorCode>(code));
        QVERIFY(!p.start().busy());
        QVERIFY(p.start().error().endsWith(u'.'));
        QCOMPARE(int(p.start().errorField()), field);
        QVERIFY(!p.app.session());
        QVERIFY(!p.sessions.last().alive);
        QVERIFY(p.book.remembered.empty());
        p.join(); // and again, with nothing left of the first time
        QVERIFY(p.start().error().isEmpty());
        p.connectFully();
        QVERIFY(p.app.session());
    }

    void aRefusalWithoutACodeIsAWrongPassword()
    {
        Program p;
        p.join();
        p.sayConnection(ConnectionState::Disconnected, ConnectionTrouble::Credentials, true);
        QCOMPARE(p.start().errorField(), StartModel::Password);
    }

    void troubles_data()
    {
        QTest::addColumn<int>("trouble");
        QTest::addColumn<bool>("terminal");
        QTest::newRow("unreachable") << int(ConnectionTrouble::Unreachable) << false;
        QTest::newRow("no chat server") << int(ConnectionTrouble::NotWebSocket) << false;
        QTest::newRow("silent") << int(ConnectionTrouble::Silent) << false;
        QTest::newRow("certificate") << int(ConnectionTrouble::Tls) << true;
        QTest::newRow("hung up") << int(ConnectionTrouble::HungUp) << false;
        QTest::newRow("another address") << int(ConnectionTrouble::Redirected) << true;
        QTest::newRow("no encryption") << int(ConnectionTrouble::NoTls) << true;
        QTest::newRow("encryption only") << int(ConnectionTrouble::NeedsTls) << true;
    }
    void troubles()
    {
        QFETCH(const int, trouble);
        QFETCH(const bool, terminal);
        Program p;
        p.join();
        p.sayConnection(ConnectionState::Connecting, static_cast<ConnectionTrouble>(trouble), terminal);
        QVERIFY(!p.start().busy());
        QVERIFY(!p.start().error().isEmpty());
        QCOMPARE(p.start().errorField(), StartModel::Address);
        QVERIFY(!p.sessions.last().alive);
    }

    // Another address would not help: the field for it is not where to look.
    void troublesThatAreNotTheAddress()
    {
        for (const ConnectionTrouble trouble :
             {ConnectionTrouble::OutOfService, ConnectionTrouble::Gateway, ConnectionTrouble::TooMany,
              ConnectionTrouble::ServerFull, ConnectionTrouble::NoNetwork}) {
            Program p;
            p.join();
            p.sayConnection(ConnectionState::Connecting, trouble);
            QVERIFY(!p.start().busy());
            QVERIFY(!p.start().error().isEmpty());
            QCOMPARE(p.start().errorField(), StartModel::NoField);
        }
    }

    void aServerThatIsFullOfAccountsIsNoLongText()
    {
        Program p;
        p.join("ws://127.0.0.1:7777", true);
        p.refuse(ErrorCode::TooLarge);
        QVERIFY2(p.start().error().contains(s("account")), qPrintable(p.start().error()));
        QCOMPARE(p.start().errorField(), StartModel::NoField);
    }

    void aServerThatWantsACodeIsAskedAgainWithOne()
    {
        Program p;
        QVERIFY(!p.start().wantsCode());
        p.join("ws://127.0.0.1:7777", true);
        p.refuse(ErrorCode::Forbidden);
        QCOMPARE(p.start().errorField(), StartModel::Code);
        QVERIFY(p.start().wantsCode());
        const QString missing = p.start().error();
        p.start().join(s("ws://127.0.0.1:7777"), s("ann"), s("correct horse"), true, false, {}, s(" 0123-4567-89ab "));
        QCOMPARE(p.credentials().method, Credentials::Method::Register);
        QCOMPARE(p.credentials().code, s("0123-4567-89ab"));
        QVERIFY(p.start().wantsCode());
        p.refuse(ErrorCode::Forbidden);
        QVERIFY(!p.start().error().isEmpty() && p.start().error() != missing);
        p.join("ws://127.0.0.1:7778", true); // another server wants none until it says so
        QVERIFY(!p.start().wantsCode());
        QVERIFY(p.credentials().code.isEmpty());
        p.refuse(ErrorCode::NotSupported);
        QCOMPARE(p.start().errorField(), StartModel::NoField);
        QVERIFY(!p.start().error().isEmpty() && !p.start().wantsCode());
    }

    void anAddressWithACodeIsALinkOfAMember()
    {
        Program p;
        p.start().join(s("ws://127.0.0.1:7777?code=0123-4567-89ab"), s("ann"), s("correct horse"), true, false, {});
        QCOMPARE(p.credentials().method, Credentials::Method::Register);
        QCOMPARE(p.credentials().code, s("0123-4567-89ab"));
        QCOMPARE(p.start().serverName(), s("127.0.0.1:7777"));
        p.refuse(ErrorCode::Forbidden);
        // What is typed into the field counts before it.
        p.start().join(s("ws://127.0.0.1:7777?code=0123-4567-89ab"), s("ann"), s("correct horse"), true, false, {},
                       s("mine"));
        QCOMPARE(p.credentials().code, s("mine"));
        QCOMPARE(p.start().lastCode(), s("mine"));
        p.refuse(ErrorCode::Forbidden);
        p.start().join(s("ws://127.0.0.1:7777?code=0123-4567-89ab"), s("ann"), s("correct horse"), false, false, {});
        QCOMPARE(p.credentials().code, QString());
    }

    void wordsOfTheProtocolNeverReachTheWindow()
    {
        Program p;
        p.join("ws://127.0.0.1:7777", true);
        p.refuse(ErrorCode::BadRequest);
        QVERIFY(!p.start().error().isEmpty());
        QVERIFY2(!p.start().error().contains(s("words")), qPrintable(p.start().error()));
    }

    // A second dial that the session has planned (the password in place of a registration, another dialect) belongs to
    // the same attempt.
    void aPlannedSecondDialIsNoFailure()
    {
        Program p;
        p.join("ws://127.0.0.1:7777", true);
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Connecting);
        changes.connection->outcome = TryOutcome::NextStep;
        changes.connection->nextTryAt = p.time.clock.monotonicMs() + 1000;
        p.say(changes);
        QVERIFY(p.start().busy());
        QVERIFY(p.start().error().isEmpty());
        p.connectFully();
        QVERIFY(p.app.session());
    }

    void anErrorStandsWhereThereIsAField()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), false);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        p.sayConnection(ConnectionState::Connecting, ConnectionTrouble::Unreachable);
        QVERIFY(!p.start().error().isEmpty());
        QCOMPARE(p.start().errorField(), StartModel::NoField); // who hosts has no address field
    }

    void aPasswordThatIsTooShortIsToldBeforeAnythingIsDone()
    {
        Program p;
        p.start().host(s("ann"), s("seven77"), false);
        QCOMPARE(p.start().errorField(), StartModel::Password);
        QVERIFY(p.start().error().contains(u'8'));
        QCOMPARE(p.host.starts, 0);
        p.start().join(s("localhost"), s("ann"), s("seven77"), true, false, {});
        QCOMPARE(p.start().errorField(), StartModel::Password);
        QCOMPARE(p.sessions.count(), 0);
        p.start().join(s("localhost"), s("ann"), s("seven77"), false, false, {}); // one that exists may be of others
        QCOMPARE(p.sessions.count(), 1);
    }

    void aNameThatCannotBeIsToldAtItsField()
    {
        Program p;
        p.start().host(s("ann lee"), s("correct horse"), false);
        QCOMPARE(p.start().errorField(), StartModel::Name);
        QCOMPARE(p.host.starts, 0);
        p.start().join(s("localhost"), s("x").repeated(33), s("correct horse"), true, false, {});
        QCOMPARE(p.start().errorField(), StartModel::Name);
        QCOMPARE(p.sessions.count(), 0);
        p.join("ws://127.0.0.1:7777", true); // what only the server knows: a name that it keeps for itself
        p.refuse(ErrorCode::BadText);
        QCOMPARE(p.start().errorField(), StartModel::Name);
    }

    // A password that others can read on the way goes out only when the person has said so.
    void asksBeforeASecretGoesOpenly()
    {
        Program p;
        const QSignalSpy asked(&p.start(), &StartModel::openWayChanged);
        p.join("ws://192.168.0.5:7788");
        QCOMPARE(p.sessions.count(), 0);
        QCOMPARE(p.start().openWay(), s("192.168.0.5"));
        QVERIFY(!p.start().busy());
        p.start().answerOpenWay(false);
        QVERIFY(p.start().openWay().isEmpty());
        QCOMPARE(p.sessions.count(), 0);
        p.start().answerOpenWay(true); // nothing is asked now
        QCOMPARE(p.sessions.count(), 0);
        p.join("ws://192.168.0.5:7788");
        p.start().answerOpenWay(true);
        QCOMPARE(p.sessions.count(), 1);
        QCOMPARE(p.credentials().secret, s("correct horse"));
        p.refuse(ErrorCode::Unauthorized);
        p.join("ws://192.168.0.5:7788"); // once is enough
        QCOMPARE(p.sessions.count(), 2);
        p.connectFully();
        QVERIFY(p.book.remembered.back().first.openWay);
        QCOMPARE(asked.count(), 4);
    }

    void theAnswerIsKeptWithTheAccount()
    {
        Program p;
        SavedAccount account{QUrl(s("ws://192.168.0.5:7788")), s("ann"), s("banter"), false, false, true};
        p.book.remembered.push_back({account, {}});
        p.join("ws://192.168.0.5:7788");
        QCOMPARE(p.sessions.count(), 1);
        p.start().cancel();
        p.join("ws://192.168.0.6:7788"); // another server
        QCOMPARE(p.sessions.count(), 1);
        QCOMPARE(p.start().openWay(), s("192.168.0.6"));
    }

    void asksNothingWhereNobodyCanRead()
    {
        for (const char *address : {"ws://127.0.0.1:7788", "localhost", "ws://[::1]:7788", "wss://chat.example.org"}) {
            Program p;
            p.join(address);
            QVERIFY(p.start().openWay().isEmpty());
            QCOMPARE(p.sessions.count(), 1);
        }
        Program p;
        p.start().join(s("http://192.168.0.5:3000"), s("ann"), {}, false, false, s("channels")); // no secret at all
        QCOMPARE(p.sessions.count(), 1);
    }

    void closingTheHostsWindowAsksWhileOthersAreThere()
    {
        Program p;
        const QSignalSpy quit(&p.app, &AppModel::quitWanted);
        const QSignalSpy remain(&p.app, &AppModel::othersRemain);
        p.start().host(s("ann"), s("correct horse"), false);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        p.connectFully();
        QVERIFY(p.app.hosting());
        p.host.others = 2;
        p.app.quit();
        QCOMPARE(quit.count(), 0);
        QCOMPARE(remain.count(), 1);
        QCOMPARE(p.app.others(), 2);
        p.host.others = 0;
        p.app.quit();
        QCOMPARE(quit.count(), 1);
        p.app.quitAnyway();
        QCOMPARE(quit.count(), 2);
    }

    // A server that hangs keeps nobody waiting for the question, and the question is asked all the same.
    void theQuestionComesWithoutTheNumberWhenCountingTakesTooLong()
    {
        Program p;
        const QSignalSpy quit(&p.app, &AppModel::quitWanted);
        const QSignalSpy remain(&p.app, &AppModel::othersRemain);
        p.start().host(s("ann"), s("correct horse"), false);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        p.connectFully();
        p.host.others = -1;
        p.app.quit();
        p.time.advance(1'999);
        QCOMPARE(quit.count() + remain.count(), 0);
        p.time.advance(1);
        QCOMPARE(quit.count(), 0);
        QCOMPARE(remain.count(), 1);
        QCOMPARE(remain.at(0).at(0).toInt(), -1);
        Q_EMIT p.host.othersCounted(3); // after all
        QCOMPARE(p.app.others(), 3);
        QCOMPARE(quit.count() + remain.count(), 1);
    }

    void whoHostedIsOfferedToHostAgain()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), true);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        p.connectFully();
        p.app.accounts()->remove(p.app.accounts()->current()->key());
        QVERIFY(!p.app.session());
        QVERIFY(p.start().lastHosted());
        QVERIFY(p.start().lastName().isEmpty());
        p.join();
        p.connectFully();
        p.app.accounts()->add();
        QVERIFY(!p.start().lastHosted()); // they found somewhere else to be
    }

    void whoHostedLastIsOfferedThatFirst_data()
    {
        QTest::addColumn<bool>("last");
        QTest::newRow("closed") << true;
        QTest::newRow("removed") << false;
    }
    void whoHostedLastIsOfferedThatFirst()
    {
        QFETCH(const bool, last);
        Program p;
        p.host.hosted = true;
        if (last) {
            SavedAccount host;
            host.user = s("ann");
            host.hosted = true;
            p.book.opened.last = host;
        }
        p.app.open();
        QVERIFY(p.start().lastHosted());
        p.app.accounts()->add();
        QVERIFY(p.start().lastHosted());
        Program first;
        first.app.open();
        QVERIFY(!first.start().lastHosted());
    }

    void whoHostsNothingIsNotAsked()
    {
        Program p;
        const QSignalSpy quit(&p.app, &AppModel::quitWanted);
        p.host.others = 2;
        p.join();
        p.connectFully();
        p.app.quit();
        QCOMPARE(quit.count(), 1);
    }

    void whatWasTriedIsKeptForTheForm()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), false);
        Q_EMIT p.host.started(Error{ErrorCode::InUse, s("taken"), 0});
        QVERIFY(p.start().lastHosted());
        QCOMPARE(p.start().lastName(), s("ann"));
        p.start().join(s("127.0.0.1:7777"), s("bob"), s("correct horse"), true, false, {});
        p.refuse(ErrorCode::NameTaken);
        QVERIFY(!p.start().lastHosted());
        QVERIFY(p.start().lastCreating());
        QCOMPARE(p.start().lastName(), s("bob"));
        QCOMPARE(p.start().lastAddress(), s("127.0.0.1:7777"));
    }

    void theNextStartOffersToHostAgain()
    {
        Program p;
        p.book.opened.last = SavedAccount{QUrl(s("ws://127.0.0.1:1")), s("ann"), s("banter"), false, true};
        p.app.open();
        QVERIFY(p.start().lastHosted());
        QCOMPARE(p.start().lastName(), s("ann"));
    }

    void silenceEndsAtTheDeadline()
    {
        Program p;
        p.join();
        p.time.advance(SignIn::DeadlineMs - 1);
        QCoreApplication::processEvents();
        QVERIFY(p.start().busy());
        p.time.advance(1);
        QCoreApplication::processEvents();
        QVERIFY(!p.start().busy());
        QVERIFY(!p.start().error().isEmpty());
    }

    void aStoreThatCannotBeOpenedIsTold()
    {
        Program p;
        p.join();
        Q_EMIT p.sessions.last().alive->started(Error{ErrorCode::NewerDatabase, s("newer"), 0});
        QCoreApplication::processEvents();
        QVERIFY(p.start().error().contains(u"newer version"));
    }

    void cancellingEndsTheAttempt()
    {
        Program p;
        p.join();
        FakePort *port = p.sessions.last().alive;
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Connected);
        port->say(changes); // it succeeds in the same moment
        p.start().cancel();
        QVERIFY(!p.sessions.last().alive);
        QCoreApplication::processEvents();
        QVERIFY(!p.start().busy());
        QVERIFY(!p.app.session());
        QVERIFY(p.start().error().isEmpty());
    }

    void whatIsMissingIsToldBeforeAnythingIsDone()
    {
        Program p;
        p.start().join(s("ftp://x"), s("ann"), s("pw"), false, false, {});
        QCOMPARE(p.start().errorField(), StartModel::Address);
        p.start().join(s("localhost"), s("  "), s("pw"), false, false, {});
        QCOMPARE(p.start().errorField(), StartModel::Name);
        p.start().join(s("localhost"), s("ann"), {}, false, false, {});
        QCOMPARE(p.start().errorField(), StartModel::Password);
        p.start().host({}, s("pw"), false);
        QCOMPARE(p.start().errorField(), StartModel::Name);
        QCOMPARE(p.sessions.count(), 0);
        QCOMPARE(p.host.starts, 0);
    }

    void hostingStartsTheServerAndCreatesTheAccount()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), true);
        QCOMPARE(p.host.starts, 1);
        QCOMPARE(p.sessions.count(), 0);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        QCOMPARE(p.credentials().method, Credentials::Method::Register);
        p.connectFully();
        QVERIFY(p.app.session());
        QCOMPARE(p.app.session()->identity()->hostAddress(), s("ws://127.0.0.1:7777"));
        QVERIFY(p.book.remembered.back().first.hosted);
        QVERIFY(p.start().lastAddress().isEmpty()); // nothing to join: it is hosted here
    }

    void hostingAgainSignsInToTheAccountThatExists()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), true);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        p.refuse(ErrorCode::NameTaken);
        QVERIFY(p.start().busy());
        QCOMPARE(p.sessions.count(), 2);
        QCOMPARE(p.credentials().method, Credentials::Method::Password);
        p.refuse(ErrorCode::Unauthorized);
        QCOMPARE(p.start().errorField(), StartModel::Password);
        QCOMPARE(p.host.stops, 1);
    }

    // What the disk here says is no refusal of the server's, and is the reason when nothing else comes.
    void aFaultOfTheDiskHereIsNotTheServers()
    {
        Changes full;
        full.failures = {{{ErrorCode::StorageFull, s("full"), 0}, {}, {}, {}, Deed::Storage, true}};
        Program p;
        p.join();
        p.say(full);
        p.refuse(ErrorCode::Unauthorized);
        QCOMPARE(p.start().errorField(), StartModel::Password);
        Program q;
        q.join();
        q.say(full);
        q.time.advance(SignIn::DeadlineMs);
        QCoreApplication::processEvents();
        QCOMPARE(q.start().error(), errorText(ErrorCode::StorageFull));
    }

    void theDiskOfTheServerHereIsThisComputers()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), true);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        p.sayConnection(ConnectionState::Reconnecting, ConnectionTrouble::ServerFull);
        QCOMPARE(p.start().error(), errorText(ErrorCode::StorageFull));
        p.join();
        p.sayConnection(ConnectionState::Reconnecting, ConnectionTrouble::ServerFull);
        QCOMPARE(p.start().error(), troubleText(ConnectionTrouble::ServerFull, {}));
    }

    void aServerThatDoesNotStartIsTold()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), true);
        Q_EMIT p.host.started(Error{ErrorCode::StorageFull, s("disk full"), 0});
        QVERIFY(!p.start().busy());
        QVERIFY(p.start().error().contains(u"disk"));
    }

    void aKeptSignInGoesOnByItself()
    {
        Program p;
        p.book.keep(SavedAccount{QUrl(s("ws://h:1")), s("ann"), s("banter"), true, false}, s("t0k3n"));
        p.book.opened.place = SignInBook::SecretPlace::OwnerOnlyFile;
        QVERIFY(p.app.opening());
        p.app.open();
        QVERIFY(!p.app.opening());
        QVERIFY(p.app.session()); // at once, from what is stored, whatever the network
        QCOMPARE(p.credentials().method, Credentials::Method::Token);
        QCOMPARE(p.credentials().secret, s("t0k3n"));
        QCOMPARE(p.start().secretPlace(), StartModel::OwnerOnlyFile);
        QCOMPARE(p.start().lastName(), s("ann"));
    }

    void keptHostingResumesTheServerFirst()
    {
        Program p;
        p.book.keep(SavedAccount{QUrl(s("ws://127.0.0.1:1")), s("ann"), s("banter"), true, true}, s("t0k3n"));
        p.app.open();
        QCOMPARE(p.host.starts, 1);
        QVERIFY(!p.app.session());
        QVERIFY(p.start().busy());
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7778"))); // the old port was taken
        QVERIFY(p.app.session());
        QCOMPARE(p.sessions.last().config.session.server, QUrl(s("ws://127.0.0.1:7778")));
        QCOMPARE(p.credentials().secret, s("t0k3n"));
        QCOMPARE(p.app.session()->identity()->hostAddress(), s("ws://127.0.0.1:7778"));
    }

    void withoutAKeptSignInTheFirstScreenIsShown()
    {
        Program p;
        p.book.opened.last = SavedAccount{QUrl(s("ws://h:1")), s("ann"), s("banter"), false, false};
        p.app.open();
        QVERIFY(!p.app.opening());
        QVERIFY(!p.app.session());
        QCOMPARE(p.start().lastAddress(), s("ws://h:1"));
    }

    // In the same session, over the same rooms: what is unsent goes out once the password is given.
    void aTokenThatNoLongerHoldsAsksAgain()
    {
        Program p;
        p.book.keep(SavedAccount{QUrl(s("ws://h:1")), s("ann"), s("banter"), true, false}, s("old"));
        p.app.open();
        SessionModel *session = p.app.session();
        QVERIFY(session);
        Changes refused;
        refused.token = QString();
        refused.connection = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::Credentials);
        refused.connection->terminal = true;
        p.say(refused);
        QCoreApplication::processEvents();
        QCOMPARE(p.app.session(), session);
        QVERIFY(session->connection()->refused());
        QVERIFY(p.sessions.last().sink.all<tell::Logout>().empty());
        QCOMPARE(p.book.forgotten.size(), std::size_t(1)); // it is of no use any more
        session->signInAgain()->give(s("correct horse"));
        QCOMPARE(p.sessions.last().sink.all<tell::SignInAgain>().size(), std::size_t(1));
        QCOMPARE(p.sessions.count(), 1);
        p.connectFully();
        QCoreApplication::processEvents();
        QVERIFY(!session->connection()->refused());
        QVERIFY(p.book.renewed.back().first.keep); // kept again, as it was
        QCOMPARE(p.book.renewed.back().second, s("t0k3n"));
    }

    void aNewTokenIsKept()
    {
        Program p;
        p.join();
        p.connectFully();
        Changes changes;
        changes.token = s("newer");
        p.say(changes);
        QCoreApplication::processEvents();
        QCOMPARE(p.book.renewed.back().second, s("newer"));
        changes.token = QString();
        p.say(changes);
        QCoreApplication::processEvents();
        QCOMPARE(p.book.forgotten.size(), std::size_t(1));
    }

    void signingOutAsksWhenSomethingIsUnsent()
    {
        Program p;
        p.join();
        p.connectFully();
        Changes changes;
        changes.messages = {ownMessage(0, s("c"), DeliveryState::Pending)};
        p.say(changes);
        QSignalSpy remain(p.app.accounts(), &AccountsModel::unsentRemain);
        p.app.accounts()->current()->signOut(false);
        QCOMPARE(remain.at(0).at(1).toInt(), 1);
        changes.messages = {ownMessage(0, s("d"), DeliveryState::Failed)};
        p.say(changes);
        p.app.accounts()->current()->signOut(false);
        QCOMPARE(remain.at(1).at(1).toInt(), 2); // what failed would be left behind as well
        QVERIFY(p.app.session());
        QVERIFY(p.sessions.last().sink.all<tell::Logout>().empty());
        p.app.accounts()->current()->signOut(true);
        QVERIFY(!p.app.session());
        QCOMPARE(p.sessions.last().sink.all<tell::Logout>().size(), std::size_t(1));
        QCOMPARE(p.book.forgotten.size(), std::size_t(1));
        QCoreApplication::processEvents();
        QVERIFY(p.sessions.last().alive); // until it has said goodbye
        p.sayConnection(ConnectionState::Disconnected, ConnectionTrouble::UserAsked, true);
        QTRY_VERIFY(!p.sessions.last().alive);
    }

    void aGoodbyeThatTakesTooLongIsCutShort()
    {
        Program p;
        p.join();
        p.connectFully();
        p.app.accounts()->current()->signOut(false);
        p.time.advance(Farewell::LongestMs - 1);
        QVERIFY(p.sessions.last().alive);
        p.time.advance(1);
        QVERIFY(!p.sessions.last().alive);
    }

    void signingOutWithNothingUnsentJustDoesIt()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), true);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        p.connectFully();
        p.app.accounts()->current()->signOut(false);
        QVERIFY(!p.app.session());
        QCOMPARE(p.host.stops, 0); // the server hears of it first
        p.sayConnection(ConnectionState::Disconnected, ConnectionTrouble::UserAsked, true);
        QTRY_COMPARE(p.host.stops, 1);
    }

    void aChangeOfLanguageChangesTheSentences()
    {
        Program p;
        p.start().join(s("http://x"), s("ann"), s("pw"), false, false, {});
        const QSignalSpy error(&p.start(), &StartModel::errorChanged);
        p.app.retranslate();
        QCOMPARE(error.count(), 1);
    }
};

TEST_WITH_CORE_APPLICATION(StartTest)

} // namespace tst_start

#include "tst_start.moc"
