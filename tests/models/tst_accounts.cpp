// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/app_model.h"
#include "models/frame_ticker.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

namespace tst_accounts {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

SavedAccount account(const char *server, const char *user, bool keep = true, bool hosted = false)
{
    return {QUrl(s(server)), s(user), s("banter"), keep, hosted};
}

/// The whole program's models over fakes.
struct Program {
    Program() : app({time.parts(), sessions.factory(), host, book, {s("banter"), s("channels")}}, settings) {}

    AccountsModel &accounts() { return *app.accounts(); }
    StartModel &start() { return *app.start(); }
    /// Of the session that was made as the `number`th.
    void say(int number, Changes changes)
    {
        sessions.at(number).alive->say(std::move(changes));
        QCoreApplication::processEvents();
        time.advance(FrameTicker::FrameMs);
    }
    void connectFully(int number, const char *user)
    {
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Connected);
        changes.signedInAs = s(user);
        changes.token = s("t0k3n of ") + s(user);
        changes.rooms.emplace(s("lobby"), room(s("lobby")));
        say(number, std::move(changes));
    }
    void join(const char *server, const char *user)
    {
        start().join(s(server), s(user), s("correct horse"), false, true, {});
        connectFully(sessions.count() - 1, user);
    }
    void goodbye(int number)
    {
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::UserAsked);
        changes.connection->terminal = true;
        say(number, std::move(changes));
        QCoreApplication::processEvents();
    }
    void unread(int number, int count)
    {
        Changes changes;
        changes.rooms.emplace(s("lobby"), room(s("lobby"), true, count));
        say(number, std::move(changes));
    }
    QString current() { return accounts().current() ? accounts().current()->key() : QString(); }
    QStringList users() { return column(accounts(), "user"); }
    std::size_t logouts(int number) { return sessions.at(number).sink.all<tell::Logout>().size(); }

    FakeTime time;
    FakeSessions sessions;
    FakeHost host;
    FakeBook book;
    SettingsFile file{QString()};
    SettingsModel settings{file};
    AppModel app;
    QAbstractItemModelTester tester{app.accounts(), QAbstractItemModelTester::FailureReportingMode::Fatal};
};

const char *const First = "ws://127.0.0.1:1";
const char *const Second = "ws://127.0.0.1:2";
const QString Ann = QStringLiteral("ann@ws://127.0.0.1:1");
const QString Bob = QStringLiteral("bob@ws://127.0.0.1:2");

} // namespace

class AccountsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allThatAreKeptGoOn()
    {
        Program p;
        p.book.keep(account(First, "ann"), s("1"));
        p.book.keep(account(Second, "bob"), s("2"));
        p.book.opened.accounts.push_back({account("ws://127.0.0.1:3", "cy", false), {}}); // signed out another day
        p.book.opened.last = account(First, "ann");
        p.app.open();
        QCOMPARE(p.users(), (QStringList{s("ann"), s("bob"), s("cy")}));
        QCOMPARE(column(p.accounts(), "live"), (QStringList{s("true"), s("true"), s("false")}));
        QCOMPARE(p.sessions.count(), 2);
        QCOMPARE(p.sessions.at(0).config.session.credentials.secret, s("1"));
        QCOMPARE(p.sessions.at(1).config.session.credentials.secret, s("2"));
        QCOMPARE(p.sessions.at(1).config.session.server, QUrl(s(Second)));
        QVERIFY(p.sessions.at(0).config.storeFile != p.sessions.at(1).config.storeFile);
        for (int each = 0; each < 2; ++each)
            QCOMPARE(p.sessions.at(each).sink.all<tell::Connect>().size(), std::size_t(1));
        QCOMPARE(p.current(), Ann); // the last one
        QCOMPARE(column(p.accounts(), "isCurrent"), (QStringList{s("true"), s("false"), s("false")}));
        QCOMPARE(column(p.accounts(), "word").last(), s("Signed out"));
    }

    void theFirstLiveOneIsShownWhereTheLastIsSignedOut()
    {
        Program p;
        p.book.keep(account(First, "ann"), {}); // its token is gone
        p.book.keep(account(Second, "bob"), s("2"));
        p.book.opened.last = account(First, "ann");
        p.app.open();
        QCOMPARE(p.current(), Bob);
        QCOMPARE(column(p.accounts(), "live"), (QStringList{s("false"), s("true")}));
    }

    void aSecondOneComesBesideTheFirst()
    {
        Program p;
        p.join(First, "ann");
        QCOMPARE(p.current(), Ann);
        p.accounts().add();
        QCOMPARE(p.current(), QString());
        QCOMPARE(p.start().lastAddress(), QString());
        QCOMPARE(p.start().lastName(), QString());
        QVERIFY(p.accounts().anyLive());
        p.join(Second, "bob");
        QCOMPARE(p.current(), Bob);
        QCOMPARE(p.users(), (QStringList{s("ann"), s("bob")}));
        QVERIFY(p.sessions.at(0).alive);
        QCOMPARE(p.logouts(0), std::size_t(0));
        p.accounts().choose(Ann);
        QCOMPARE(p.current(), Ann);
        QCOMPARE(p.book.used.back(), account(First, "ann")); // the next start shows it
        p.accounts().chooseAt(1);
        QCOMPARE(p.current(), Bob);
        p.accounts().chooseAt(2);
        p.accounts().chooseAt(-1);
        p.accounts().choose(s("nobody"));
        QCOMPARE(p.current(), Bob);
    }

    void goingBackShowsWhatWasShown()
    {
        Program p;
        p.join(First, "ann");
        p.accounts().add();
        p.join(Second, "bob");
        p.accounts().choose(Ann);
        p.accounts().choose(Bob);
        p.accounts().add();
        p.accounts().goBack();
        QCOMPARE(p.current(), Bob);
        // What was tried meanwhile is given up, and does not take the person away later.
        p.accounts().add();
        p.start().join(s("ws://127.0.0.1:3"), s("cy"), s("correct horse"), false, true, {});
        p.accounts().goBack();
        QVERIFY(!p.start().busy());
        QVERIFY(!p.sessions.at(2).alive);
        QCOMPARE(p.users().size(), 2);
    }

    void aWrongPasswordForAnotherOneDisturbsNobody()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), true);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        p.connectFully(0, "ann");
        LiveAccount *ann = p.accounts().current();
        p.accounts().add();
        Changes refused;
        refused.connection = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::Credentials);
        refused.connection->terminal = true;
        refused.failures = {{{ErrorCode::Unauthorized, s("words"), 0}, {}, {}}};
        p.start().join(s(Second), s("bob"), s("wrong horse"), false, true, {});
        p.say(1, refused);
        QCOMPARE(p.start().errorField(), StartModel::Password);
        // Nor one for another account of the server in this program, which goes on for the first.
        p.start().host(s("cy"), s("correct horse"), true);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        refused.failures[0].error.code = ErrorCode::NameTaken;
        p.say(2, refused);
        refused.failures[0].error.code = ErrorCode::Unauthorized;
        p.say(3, refused);
        QCOMPARE(p.start().errorField(), StartModel::Password);
        QCOMPARE(p.host.stops, 0);
        QCOMPARE(p.users(), QStringList{s("ann")});
        QCOMPARE(ann->session()->connection()->state(), ConnectionModel::Connected);
        p.accounts().goBack();
        QCOMPARE(p.accounts().current(), ann);
        p.accounts().add();
        QVERIFY(p.start().error().isEmpty()); // of another one
    }

    void whoIsInIsNotSignedInAgain()
    {
        Program p;
        p.join(First, "ann");
        p.accounts().add();
        p.start().join(s(First), s("ann"), s("correct horse"), false, true, {});
        QVERIFY(!p.start().busy());
        QCOMPARE(p.start().errorField(), StartModel::Name);
        QVERIFY(!p.start().error().isEmpty());
        QCOMPARE(p.sessions.count(), 1); // a store has one session
    }

    void unreadOnesOfAllAreCounted()
    {
        Program p;
        p.join(First, "ann");
        p.accounts().add();
        p.join(Second, "bob");
        const QSignalSpy changed(&p.accounts(), &AccountsModel::unreadChanged);
        p.unread(0, 3);
        QCOMPARE(p.accounts().unread(), 3);
        p.unread(1, 2);
        QCOMPARE(p.accounts().unread(), 5);
        QCOMPARE(column(p.accounts(), "unread"), (QStringList{s("3"), s("2")}));
        QCOMPARE(changed.count(), 2);
        p.accounts().choose(Ann);
        p.accounts().current()->signOut(true);
        QCOMPARE(p.accounts().unread(), 2);
    }

    // Only what is shown, in a window that is looked at, is read.
    void onlyTheShownOneIsLookedAt()
    {
        Program p;
        p.join(First, "ann");
        p.accounts().add();
        p.join(Second, "bob");
        const auto arrive = [&p](int number, Seq seq) {
            Changes changes;
            changes.messages = {message(seq, s("zoe"))};
            ShownRoom lobby = room(s("lobby"), true, 1);
            lobby.room.lastSeq = seq;
            lobby.room.readSeq = seq - 1;
            changes.rooms.emplace(s("lobby"), lobby);
            p.say(number, std::move(changes));
            p.accounts().live()[static_cast<std::size_t>(number)]->session()->current()->reading()->look(0, 0);
            return p.sessions.at(number).sink.all<tell::MarkRead>().size();
        };
        QCOMPARE(arrive(0, 1), std::size_t(0));
        QCOMPARE(arrive(1, 1), std::size_t(1));
        p.accounts().choose(Ann); // what is in view is read from here on
        QCOMPARE(p.sessions.at(0).sink.all<tell::MarkRead>().size(), std::size_t(1));
        QCOMPARE(arrive(0, 2), std::size_t(2));
        QCOMPARE(arrive(1, 2), std::size_t(1));
        p.accounts().setActive(false);
        QCOMPARE(arrive(0, 3), std::size_t(2));
        p.accounts().choose(Bob); // by a link, say
        QCOMPARE(arrive(1, 3), std::size_t(1));
    }

    void signingOneOutLeavesTheOther()
    {
        Program p;
        p.join(First, "ann");
        p.accounts().add();
        p.join(Second, "bob");
        QSignalSpy leaving(&p.accounts(), &AccountsModel::leaving);
        p.accounts().current()->signOut(false);
        QCOMPARE(leaving.count(), 1);
        QCOMPARE(p.current(), Ann); // the other one is shown
        QCOMPARE(p.book.used.back(), account(First, "ann"));
        QCOMPARE(p.logouts(1), std::size_t(1));
        QCOMPARE(p.logouts(0), std::size_t(0));
        QCOMPARE(p.book.forgotten.back().user, s("bob"));
        QCOMPARE(p.users(), (QStringList{s("ann"), s("bob")})); // to sign in to again
        QCOMPARE(column(p.accounts(), "live"), (QStringList{s("true"), s("false")}));
        p.goodbye(1);
        QTRY_VERIFY(!p.sessions.at(1).alive);
        QVERIFY(p.sessions.at(0).alive);
        QVERIFY(p.book.erased.empty());
        // Whoever is chosen that is signed out is asked for the password.
        QSignalSpy wanted(&p.accounts(), &AccountsModel::signInWanted);
        p.accounts().choose(Bob);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(p.current(), QString());
        QCOMPARE(p.start().lastName(), s("bob"));
        QCOMPARE(p.start().lastAddress(), s(Second));
        p.start().join(s(Second), s("bob"), s("correct horse"), false, true, {});
        p.connectFully(2, "bob");
        QCOMPARE(p.current(), Bob);
        QCOMPARE(p.users(), (QStringList{s("ann"), s("bob")})); // in its old place
    }

    void oneInTheBackgroundIsSignedOutWithoutASwitch()
    {
        Program p;
        p.join(First, "ann");
        LiveAccount *ann = p.accounts().current();
        p.accounts().add();
        p.join(Second, "bob");
        Changes changes;
        changes.messages = {ownMessage(0, s("c"), DeliveryState::Pending)};
        p.say(0, std::move(changes));
        QSignalSpy remain(&p.accounts(), &AccountsModel::unsentRemain);
        QSignalSpy wanted(&p.accounts(), &AccountsModel::signInWanted);
        ann->signOut(false);
        QCOMPARE(remain.count(), 1);
        QCOMPARE(remain.at(0).at(0).value<LiveAccount *>(), ann);
        QCOMPARE(remain.at(0).at(1).toInt(), 1);
        ann->signOut(true);
        QCOMPARE(p.current(), Bob);
        QCOMPARE(wanted.count(), 0);
        // Neither while somebody adds another one.
        p.accounts().add();
        p.accounts().live().front()->signOut(true);
        QCOMPARE(wanted.count(), 0);
    }

    void theLastOneOutAsksForThePassword()
    {
        Program p;
        p.join(First, "ann");
        p.accounts().current()->signOut(true);
        QVERIFY(!p.accounts().anyLive());
        QCOMPARE(p.start().lastName(), s("ann"));
        QCOMPARE(p.start().lastAddress(), s(First));
    }

    void removingTakesAllThatIsKept()
    {
        Program p;
        p.join(First, "ann");
        p.accounts().add();
        p.join(Second, "bob");
        p.accounts().remove(Bob);
        QCOMPARE(p.users(), QStringList{s("ann")});
        QCOMPARE(p.current(), Ann);
        QCOMPARE(p.logouts(1), std::size_t(1));
        QCOMPARE(p.book.removed.size(), std::size_t(1));
        QCOMPARE(p.book.removed[0].user, s("bob"));
        QVERIFY(p.book.erased.empty()); // its session has it open
        p.goodbye(1);
        QTRY_VERIFY(!p.sessions.at(1).alive);
        QCOMPARE(p.book.erased.size(), std::size_t(1));
        QCOMPARE(p.book.erased[0].user, s("bob"));
        p.accounts().remove(s("nobody"));
        QCOMPARE(p.book.removed.size(), std::size_t(1));
        // A token that comes late brings nobody back.
        QCOMPARE(p.book.renewed.size(), std::size_t(0));
    }

    void removingOneThatIsSignedOutErasesAtOnce()
    {
        Program p;
        p.book.opened.accounts.push_back({account(Second, "bob", false), {}});
        p.book.keep(account(First, "ann"), s("1"));
        p.app.open();
        p.accounts().remove(Bob);
        QCOMPARE(p.book.erased.size(), std::size_t(1));
        QCOMPARE(p.current(), Ann);
        // The last one: the form is for anybody.
        p.accounts().remove(Ann);
        QCOMPARE(p.users(), QStringList());
        QCOMPARE(p.start().lastName(), QString());
    }

    void whoComesBackKeepsTheHistory()
    {
        Program p;
        p.join(First, "ann");
        p.accounts().remove(Ann);
        p.join(First, "ann");
        p.goodbye(0);
        QTRY_VERIFY(!p.sessions.at(0).alive);
        QVERIFY(p.book.erased.empty());
    }

    void theEndOfTheProgramErasesWhatWasRemoved()
    {
        FakeTime time;
        FakeSessions sessions;
        FakeBook book;
        {
            Goodbyes goodbyes(book, time.parts());
            const LiveAccount::Of bob{account(Second, "bob"), Bob, {}};
            goodbyes.begin(std::make_unique<LiveAccount>(bob, sessions.factory()({}), time.parts()));
            goodbyes.erase(account(Second, "bob"));
            QVERIFY(book.erased.empty());
            QVERIFY(sessions.last().alive);
        }
        QVERIFY(!sessions.last().alive);
        QCOMPARE(book.erased.size(), std::size_t(1));
    }

    void theServerHereServesUntilItsLastAccountIsOut()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), true);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        p.connectFully(0, "ann");
        p.accounts().add();
        p.start().host(s("bob"), s("correct horse"), true);
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:7777")));
        p.connectFully(1, "bob");
        p.accounts().add();
        p.join(Second, "cy");
        QVERIFY(p.app.hosting()); // whichever is shown
        const QString ann = p.accounts().index(0).data(AccountsModel::KeyRole).toString();
        const QString bob = p.accounts().index(1).data(AccountsModel::KeyRole).toString();
        QVERIFY(!p.accounts().stopsHost(ann));
        p.accounts().live()[0]->signOut(true);
        p.goodbye(0);
        QTRY_VERIFY(!p.sessions.at(0).alive);
        QCOMPARE(p.host.stops, 0);
        QVERIFY(p.accounts().stopsHost(bob));
        p.accounts().live()[0]->signOut(true);
        QVERIFY(!p.app.hosting());
        QCOMPARE(p.host.stops, 0);
        p.goodbye(1);
        QTRY_COMPARE(p.host.stops, 1);
        QVERIFY(p.accounts().current());
    }

    // The question before the end is about others, not about the person's own second account.
    void ownGuestsAreNoOthers()
    {
        Program p;
        p.start().host(s("ann"), s("correct horse"), true);
        Q_EMIT p.host.started(QUrl(s(First)));
        p.connectFully(0, "ann");
        p.accounts().add();
        p.join(First, "bob");
        p.accounts().add();
        p.join(Second, "cy");
        p.host.others = 1; // bob
        QSignalSpy quits(&p.app, &AppModel::quitWanted);
        QSignalSpy remain(&p.app, &AppModel::othersRemain);
        p.app.quit();
        QCOMPARE(quits.count(), 1);
        p.host.others = 2;
        p.app.quit();
        QCOMPARE(quits.count(), 1);
        QCOMPARE(remain.count(), 1);
        QCOMPARE(remain.at(0).at(0).toInt(), 1);
    }

    void keptHostingWaitsForItsServerAndTheOthersDoNot()
    {
        Program p;
        p.book.keep(account(First, "ann"), s("1"));
        p.book.keep(account("ws://127.0.0.1:9", "bob", true, true), s("2"));
        p.app.open();
        QCOMPARE(p.host.starts, 1);
        QCOMPARE(p.sessions.count(), 1);
        QCOMPARE(p.current(), QString()); // the last one comes in a moment
        QVERIFY(p.start().busy());
        QCOMPARE(column(p.accounts(), "live"), (QStringList{s("true"), s("false")}));
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:10")));
        QCOMPARE(p.sessions.count(), 2);
        QCOMPARE(p.sessions.at(1).config.session.server, QUrl(s("ws://127.0.0.1:10")));
        QCOMPARE(p.sessions.at(1).config.session.credentials.secret, s("2"));
        QCOMPARE(p.current(), s("bob@here"));
        QVERIFY(!p.start().busy());
        QCOMPARE(p.host.stops, 0);
    }

    void aHostThatDoesNotComeUpLeavesTheOthersAlone()
    {
        for (const bool lastIsHosted : {true, false}) {
            Program p;
            p.book.keep(account(First, "ann"), s("1"));
            p.book.keep(account("ws://127.0.0.1:9", "bob", true, true), s("2"));
            if (!lastIsHosted)
                p.book.opened.last = account(First, "ann");
            p.app.open();
            QCOMPARE(p.current(), lastIsHosted ? QString() : Ann);
            Q_EMIT p.host.started(Error{ErrorCode::StorageFull, s("disk full"), 0});
            QVERIFY(!p.start().busy());
            QVERIFY(!p.start().error().isEmpty());
            QCOMPARE(column(p.accounts(), "word").last(), s("Signed out"));
            p.accounts().choose(Ann);
            QCOMPARE(p.current(), Ann);
            p.accounts().choose(s("bob@here"));
            QVERIFY(p.start().lastHosted());
            QCOMPARE(p.start().lastName(), s("bob"));
        }
    }

    void whoLooksElsewhereMeanwhileStaysThere()
    {
        Program p;
        p.book.keep(account(First, "ann"), s("1"));
        p.book.keep(account("ws://127.0.0.1:9", "bob", true, true), s("2"));
        p.app.open();
        p.accounts().choose(Ann);
        QVERIFY(p.start().busy()); // the server goes on starting
        Q_EMIT p.host.started(QUrl(s("ws://127.0.0.1:10")));
        QCOMPARE(p.current(), Ann);
        QCOMPARE(column(p.accounts(), "live"), (QStringList{s("true"), s("true")}));
    }

    void aStoreThatCannotBeOpenedIsToldWhereItIsLookedFor()
    {
        Program p;
        p.book.keep(account(First, "ann"), s("1"));
        p.book.keep(account(Second, "bob"), s("2"));
        p.app.open();
        QCOMPARE(p.current(), Bob);
        Q_EMIT p.sessions.at(0).alive->started(Error{ErrorCode::NewerDatabase, s("newer"), 0});
        QCoreApplication::processEvents();
        QCOMPARE(p.current(), Bob); // nobody is taken away from where they are
        QCOMPARE(column(p.accounts(), "live"), (QStringList{s("false"), s("true")}));
        QVERIFY(column(p.accounts(), "word").first().contains(u"newer version"));
        p.accounts().choose(Ann);
        QVERIFY(p.start().error().contains(u"newer version"));
        p.accounts().choose(Bob);
        Q_EMIT p.sessions.at(1).alive->started(Error{ErrorCode::NewerDatabase, s("newer"), 0});
        QCoreApplication::processEvents();
        QCOMPARE(p.current(), QString());
        QVERIFY(p.start().error().contains(u"newer version"));
        QCOMPARE(p.start().lastName(), s("bob"));
    }

    void tokensGoToTheirOwnAccount()
    {
        Program p;
        p.join(First, "ann");
        p.accounts().add();
        p.join(Second, "bob");
        Changes changes;
        changes.token = s("newer");
        p.say(0, changes);
        QCoreApplication::processEvents();
        QCOMPARE(p.book.renewed.back().first, account(First, "ann"));
        QCOMPARE(p.book.renewed.back().second, s("newer"));
        changes.token = QString();
        p.say(1, changes);
        QCoreApplication::processEvents();
        QCOMPARE(p.book.forgotten.back(), account(Second, "bob"));
        QCOMPARE(column(p.accounts(), "live"), (QStringList{s("true"), s("true")}));
    }

    void whatConcernsThePersonConcernsAll()
    {
        Program p;
        p.join(First, "ann");
        p.accounts().add();
        p.join(Second, "bob");
        p.settings.setMaxTries(7);
        for (int each = 0; each < 2; ++each)
            QCOMPARE(p.sessions.at(each).sink.all<tell::LimitTries>().back().most, 7);
        p.time.advance(AutoAway::IdleMs + AutoAway::AnswerMs);
        for (LiveAccount *each : p.accounts().live())
            QCOMPARE(each->session()->ownPresence()->status(), PresenceKind::Away);
        p.accounts().noteInput();
        for (LiveAccount *each : p.accounts().live())
            QVERIFY(each->session()->ownPresence()->status() != PresenceKind::Away);
        const QSignalSpy changed(&p.accounts(), &QAbstractItemModel::dataChanged);
        p.app.retranslate();
        QVERIFY(!changed.isEmpty());
    }
};

TEST_WITH_CORE_APPLICATION(AccountsTest)

} // namespace tst_accounts

#include "tst_accounts.moc"
