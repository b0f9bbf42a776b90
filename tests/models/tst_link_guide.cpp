// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/invite_link.h"
#include "models/app_model.h"
#include "models/frame_ticker.h"
#include "models/link_guide.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_link_guide {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

BanterLink link(const char *text)
{
    return readBanterLink(s(text)).value();
}

/// The whole program's models over fakes.
struct Program {
    Program() : app({time.parts(), sessions.factory(), host, book, {s("banter"), s("other")}}, settings) {}

    void signIn(std::map<QString, ShownRoom> rooms = {{s("lobby"), room(s("lobby"))}, {s("tea"), room(s("tea"))}},
                const char *server = "127.0.0.1:7777", const char *user = "ann")
    {
        app.openPlain();
        app.start()->join(s("ws://") + s(server), s(user), s("correct horse"), false, false, {});
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Connected);
        changes.signedInAs = s(user);
        changes.token = s("t0k3n");
        changes.rooms = std::move(rooms);
        say(std::move(changes));
    }
    void say(Changes changes)
    {
        sessions.last().alive->say(std::move(changes));
        QCoreApplication::processEvents();
        time.advance(FrameTicker::FrameMs);
    }

    FakeTime time;
    FakeSessions sessions;
    FakeHost host;
    FakeBook book;
    SettingsFile file{QString()};
    SettingsModel settings{file};
    AppModel app;
    LinkGuide guide{app, time.scheduler, s("banter")};
};

} // namespace

class LinkGuideTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linksAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("room");
        QTest::newRow("host") << s("banter://chat.example.org") << s("wss://chat.example.org") << QString();
        QTest::newRow("slash") << s("banter://chat.example.org/") << s("wss://chat.example.org") << QString();
        QTest::newRow("port") << s("banter://127.0.0.1:7788") << s("ws://127.0.0.1:7788") << QString();
        QTest::newRow("room") << s("banter://10.0.0.7:7788/lobby") << s("ws://10.0.0.7:7788") << s("lobby");
        QTest::newRow("IPv6") << s("banter://[::1]:7788/a") << s("ws://[::1]:7788") << s("a");
        QTest::newRow("words") << s("banter://h.example/tea%20%E8%8C%B6") << s("wss://h.example") << s("tea 茶");
    }
    void linksAreRead()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, server);
        QFETCH(const QString, room);
        const Result<BanterLink> read = readBanterLink(text);
        QVERIFY(read.ok());
        QCOMPARE(read.value().server, QUrl(server));
        QCOMPARE(read.value().room, room);
    }

    // Nothing but a host, a port and a room is taken from a link of anybody's.
    void othersAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "banter:",
                                 "banter://",
                                 "banter:///lobby",
                                 "http://h/",
                                 "banter://ann@h",
                                 "banter://ann:pw@h",
                                 "banter://h?register=1",
                                 "banter://h?code=",
                                 "banter://h?code=a&register=1",
                                 "banter://h?code=%3Cb%3E",
                                 "banter://h?code=a%0ab",
                                 "banter://h#part",
                                 "banter://h:0",
                                 "banter://h:70000",
                                 "banter://h/a/b",
                                 "banter://h/%0a",
                                 "banter://h/%E2%80%AEx",
                                 "banter://h/-%20",
                                 "banter://a b"})
            QTest::newRow(text) << s(text);
        QTest::newRow("long") << s("banter://h/") + QString(3'000, u'a');
    }
    void othersAreRefused()
    {
        QFETCH(const QString, text);
        const Result<BanterLink> read = readBanterLink(text);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, ErrorCode::BadRequest);
    }

    void onTheFirstScreenItIsPutIntoTheField()
    {
        Program p;
        p.guide.follow(link("banter://chat.example.org:99/lobby"));
        QCOMPARE(p.app.start()->lastAddress(), QString()); // whom it starts with is not known yet
        p.app.open();
        QCOMPARE(p.app.start()->lastAddress(), s("wss://chat.example.org:99"));
        QVERIFY(!p.app.start()->busy());
        QCOMPARE(p.sessions.count(), 0); // nobody was signed in
    }

    // A member's link, opened by somebody who has no account yet.
    void aCodeIsPutIntoTheFieldOfANewAccount()
    {
        Program p;
        p.app.open();
        p.guide.follow(link("banter://127.0.0.1:7788?code=0123-4567-89ab"));
        QCOMPARE(p.app.start()->lastAddress(), s("ws://127.0.0.1:7788"));
        QCOMPARE(p.app.start()->lastCode(), s("0123-4567-89ab"));
        QVERIFY(p.app.start()->lastCreating());
        QVERIFY(p.app.start()->wantsCode());
        QCOMPARE(p.sessions.count(), 0); // nobody was signed in
        // Another link is for somebody else.
        p.guide.follow(link("banter://127.0.0.1:7789"));
        QCOMPARE(p.app.start()->lastCode(), QString());
        QVERIFY(!p.app.start()->lastCreating());
    }

    void aLinkLeadsBackToItsServer()
    {
        for (const char *server : {"ws://127.0.0.1:7788", "wss://chat.example.org", "ws://chat.example.org:99",
                                   "wss://chat.example.org/a/path"}) {
            const IdentityModel identity({s("ann"), QUrl(s(server)), {}});
            const QString text = identity.inviteLink(s("0123-4567-89ab"));
            const Result<BanterLink> read = readBanterLink(text);
            QCOMPARE(read.ok(), text.startsWith(s("banter:")));
            QUrl address(text);
            if (read.ok()) {
                QCOMPARE(read.value().code, s("0123-4567-89ab"));
                address = read.value().server;
            } else {
                QCOMPARE(takeInviteCode(address), s("0123-4567-89ab"));
            }
            QCOMPARE(address, QUrl(s(server)));
        }
        const IdentityModel hosted({s("ann"), QUrl(s("ws://127.0.0.1:1")), QUrl(s("ws://192.168.0.7:1"))});
        QCOMPARE(hosted.inviteLink(s("c")), s("banter://192.168.0.7:1?code=c"));
    }

    void theNameOfTheLastSignInStays()
    {
        Program p;
        p.book.opened.last = SavedAccount{QUrl(s("ws://h:1")), s("ann"), s("other"), false, false};
        p.app.open();
        p.guide.follow(link("banter://127.0.0.1:2"));
        QCOMPARE(p.app.start()->lastAddress(), s("ws://127.0.0.1:2"));
        QCOMPARE(p.app.start()->lastName(), s("ann"));
    }

    void aRoomThatOneIsInIsShown()
    {
        Program p;
        p.signIn();
        p.app.session()->current()->show(s("lobby"));
        QSignalSpy failed(p.app.session(), &SessionModel::failed);
        p.guide.follow(link("banter://127.0.0.1:7777/tea"));
        QCOMPARE(p.app.session()->current()->room(), s("tea"));
        p.guide.follow(link("banter://127.0.0.1:7777"));
        QCOMPARE(p.app.session()->current()->room(), s("tea"));
        QVERIFY(failed.isEmpty());
    }

    void aRoomThatIsNotKnownYetIsWaitedFor()
    {
        Program p;
        p.signIn({{s("lobby"), room(s("lobby"))}});
        QSignalSpy failed(p.app.session(), &SessionModel::failed);
        p.guide.follow(link("banter://127.0.0.1:7777/tea"));
        QCOMPARE(p.app.session()->current()->room(), s("lobby"));
        Changes changes;
        changes.rooms.emplace(s("tea"), room(s("tea")));
        p.say(std::move(changes));
        QCOMPARE(p.app.session()->current()->room(), s("tea"));
        p.time.advance(LinkGuide::RoomMs);
        QVERIFY(failed.isEmpty());
    }

    // A view that hears of a change before it has heard of the row that came before it changes the wrong row: two rooms
    // were shown as the current one.
    void theViewsHearOfTheRoomBeforeItIsShown()
    {
        Program p;
        p.signIn({{s("tea"), room(s("tea"))}});
        p.guide.follow(link("banter://127.0.0.1:7777/lobby"));
        QStringList heard; // by a view that came later than whoever waits for the room
        RoomsModel *rooms = p.app.session()->rooms();
        connect(rooms, &QAbstractItemModel::rowsInserted, rooms, [&heard] { heard.append(s("inserted")); });
        connect(rooms, &QAbstractItemModel::dataChanged, rooms, [&heard] { heard.append(s("changed")); });
        Changes changes;
        changes.rooms.emplace(s("lobby"), room(s("lobby")));
        p.say(std::move(changes));
        QCOMPARE(p.app.session()->current()->room(), s("lobby"));
        QCOMPARE(heard.value(0), s("inserted"));
        QVERIFY(heard.contains(s("changed")));
    }

    void noRoomIsJoined()
    {
        Program p;
        p.signIn({{s("lobby"), room(s("lobby"))}, {s("tea"), room(s("tea"), false)}});
        QSignalSpy failed(p.app.session(), &SessionModel::failed);
        p.guide.follow(link("banter://127.0.0.1:7777/tea"));
        p.time.advance(LinkGuide::RoomMs - 1);
        QVERIFY(failed.isEmpty());
        p.time.advance(1);
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.at(0).at(0).toString().contains(s("tea")));
        QCOMPARE(p.app.session()->current()->room(), s("lobby"));
        QVERIFY(p.sessions.last().sink.all<tell::JoinRoom>().empty());
    }

    void anotherServerIsOfferedBesideTheChat()
    {
        Program p;
        p.signIn();
        SessionModel *session = p.app.session();
        p.guide.follow(link("banter://127.0.0.1:7778/lobby"));
        QVERIFY(!p.app.session()); // the form is shown, with a way back
        QCOMPARE(p.app.start()->lastAddress(), s("ws://127.0.0.1:7778"));
        QCOMPARE(p.app.start()->lastName(), s("ann"));
        QVERIFY(!p.app.start()->busy());
        QCOMPARE(p.sessions.count(), 1); // nobody was signed in
        QVERIFY(p.sessions.last().alive);
        p.guide.follow(link("banter://127.0.0.1:7777/tea"));
        QCOMPARE(p.app.session(), session);
        QCOMPARE(session->current()->room(), s("tea"));
    }

    void theAccountOfItsServerIsShown()
    {
        Program p;
        p.signIn();
        SessionModel *first = p.app.session();
        p.app.accounts()->add();
        p.signIn({{s("tea"), room(s("tea"))}}, "127.0.0.1:7778", "bob");
        SessionModel *second = p.app.session();
        QVERIFY(second != first);
        p.guide.follow(link("banter://127.0.0.1:7777/lobby"));
        QCOMPARE(p.app.session(), first);
        QCOMPARE(first->current()->room(), s("lobby"));
        p.guide.follow(link("banter://127.0.0.1:7778"));
        QCOMPARE(p.app.session(), second);
        // Of two on one server the one that is in the room.
        p.app.accounts()->add();
        p.signIn({{s("den"), room(s("den"))}}, "127.0.0.1:7777", "cy");
        SessionModel *third = p.app.session();
        p.guide.follow(link("banter://127.0.0.1:7777/lobby"));
        QCOMPARE(p.app.session(), first);
        p.guide.follow(link("banter://127.0.0.1:7777/den"));
        QCOMPARE(p.app.session(), third);
        p.guide.follow(link("banter://127.0.0.1:7777")); // and the one that is shown
        QCOMPARE(p.app.session(), third);
    }

    void oneThatIsSignedOutThereIsAskedForItsPassword()
    {
        Program p;
        p.signIn();
        p.app.accounts()->add();
        p.signIn({{s("tea"), room(s("tea"))}}, "127.0.0.1:7778", "bob");
        p.app.accounts()->current()->signOut(true);
        QVERIFY(p.app.session());
        p.guide.follow(link("banter://127.0.0.1:7778/tea"));
        QVERIFY(!p.app.session());
        QCOMPARE(p.app.start()->lastName(), s("bob"));
    }

    void theNewestLinkCounts()
    {
        Program p;
        p.signIn({{s("lobby"), room(s("lobby"))}});
        QSignalSpy failed(p.app.session(), &SessionModel::failed);
        p.guide.follow(link("banter://127.0.0.1:7777/tea"));
        p.guide.follow(link("banter://127.0.0.1:7777/lobby"));
        p.time.advance(2 * LinkGuide::RoomMs);
        QVERIFY(failed.isEmpty());
        QCOMPARE(p.app.session()->current()->room(), s("lobby"));
    }
};

TEST_WITH_CORE_APPLICATION(LinkGuideTest)

} // namespace tst_link_guide

#include "tst_link_guide.moc"
