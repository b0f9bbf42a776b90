// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_mentions {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Id = QStringLiteral("id-1");
const QString Words = QStringLiteral("@bo hear");
const Mentions OfBo{{Bo}, false};
const Mentions OfAnn{{Ann}, false};
const Mentions OfAll{{}, true};

/// Ann in the lobby, where Bo has said something, on a server on which a message says whom it means.
struct Scene : Stage {
    explicit Scene(bool can = true)
    {
        server.can.changes = server.can.edits = server.can.deletes = true;
        server.can.mentions = can;
        server.fill(Lobby, Bo, 3);
    }
    void mean(const Mentions &mentions, const QString &clientId = Id)
    {
        tell(tell::Send{Lobby, Words, clientId, {}, mentions});
    }
    const Message &there(Seq seq) { return server.log(Lobby).at(std::size_t(seq - 1)); }
    std::optional<Message> held() const { return openStore()->acknowledged(Id).value(); }
    bool sent()
    {
        return runUntil([this] { return connected() && session->unsent() == 0; });
    }
    int mentions() { return view.rooms[Lobby].mentions; }
};

} // namespace

/// Messages that mean people by name, and how many of those are unread.
class TestMentions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMessageGoesWithWhomItMeans()
    {
        Scene s;
        s.enter();
        s.mean(OfBo);
        s.run(1);
        QCOMPARE(s.view.message(Id)->message.mentions, OfBo); // while it waits, too
        QVERIFY(s.sent());
        s.run(20);
        QCOMPARE(s.server.asked<ask::SendMessage>().at(0).mentions, OfBo);
        QCOMPARE(s.there(4).mentions, OfBo);
        QCOMPARE(s.view.message(Id)->message, s.there(4));
        QCOMPARE(s.held(), std::optional(s.there(4)));
    }

    // Who is in the room only the server knows.
    void whomTheServerDropsIsNotMeantHereEither()
    {
        Scene s;
        s.enter();
        s.mean({{Bo, QStringLiteral("stranger")}, false});
        QVERIFY(s.sent());
        s.run(20);
        QCOMPARE(s.there(4).mentions, OfBo);
        QCOMPARE(s.view.message(Id)->message, s.there(4));
        QCOMPARE(s.held(), std::optional(s.there(4)));
        s.tell(tell::EditMessage{Lobby, Id, QStringLiteral("again"), {}, {}, {{QStringLiteral("stranger")}, true}});
        QVERIFY(s.sent());
        s.run(50);
        QCOMPARE(s.there(4).mentions, OfAll);
        QCOMPARE(s.view.message(Id)->message, s.there(4));
        QCOMPARE(s.held(), std::optional(s.there(4)));
    }

    void theyAreKeptOfflineAndOverARestart()
    {
        Scene s;
        s.enter();
        s.goOffline();
        s.mean(OfBo);
        s.run(20);
        s.kill();
        s.start();
        s.tell(tell::OpenRoom{Lobby, 0});
        s.run(20);
        QCOMPARE(s.view.message(Id)->message.mentions, OfBo);
        s.tell(tell::Reword{Id, QStringLiteral("@room"), OfAll});
        s.tell(tell::Discard{Id});
        s.tell(tell::Restore{Id});
        s.run(20);
        s.kill();
        s.start();
        s.server.up = true;
        s.tell(tell::Connect{});
        QVERIFY(s.sent());
        s.run(20);
        QCOMPARE(s.there(4).text, QStringLiteral("@room"));
        QCOMPARE(s.there(4).mentions, OfAll);
        QCOMPARE(s.held(), std::optional(s.there(4)));
    }

    void anEditTakesTheirPlace()
    {
        Scene s;
        s.enter();
        s.mean(OfBo);
        QVERIFY(s.sent());
        s.run(20);
        s.goOffline();
        s.tell(tell::EditMessage{Lobby, Id, QStringLiteral("@room"), {}, {}, OfAll});
        s.run(20);
        QCOMPARE(s.view.operations.back().mentions, OfAll);
        s.kill();
        s.start();
        s.server.up = true;
        s.tell(tell::Connect{});
        QVERIFY(s.sent());
        s.run(50);
        QCOMPARE(s.server.asked<ask::EditMessage>().at(0).mentions, OfAll);
        QCOMPARE(s.there(4).mentions, OfAll);
        QCOMPARE(s.held(), std::optional(s.there(4)));
        s.tell(tell::DeleteMessage{Lobby, Id});
        QVERIFY(s.sent());
        s.run(50);
        QVERIFY(s.held()->mentions.isEmpty());
        QCOMPARE(s.held(), std::optional(s.there(4)));
    }

    void aServerThatCannotSayItTakesTheMessageWithout()
    {
        Scene s(false);
        s.enter();
        s.mean(OfBo);
        QVERIFY(s.sent());
        s.run(20);
        QVERIFY(s.server.asked<ask::SendMessage>().at(0).mentions.isEmpty());
        QCOMPARE(s.view.message(Id)->message, s.there(4));
        QCOMPARE(s.held(), std::optional(s.there(4)));
        s.mean(OfBo); // the same again
        s.run(20);
        QVERIFY(s.view.failures.empty());
        s.tell(tell::EditMessage{Lobby, Id, QStringLiteral("else"), {}, {}, OfAll});
        QVERIFY(s.sent());
        s.run(20);
        QVERIFY(s.server.asked<ask::EditMessage>().at(0).mentions.isEmpty());
        QCOMPARE(s.held(), std::optional(s.there(4)));
    }

    void tooManyAreRefusedBeforeAnythingIsStored()
    {
        Scene s;
        s.enter();
        Mentions many;
        for (int i = 0; i <= tell::MaxMentions; ++i)
            many.users.append(QString::number(i));
        s.mean(many);
        s.run(20);
        QVERIFY(s.view.failed(ErrorCode::TooLarge, Lobby));
        QVERIFY(!s.view.message(Id));
        QVERIFY(s.openStore()->outbox().value().empty());
    }

    void thoseThatAreUnreadAreCounted()
    {
        Scene s;
        s.enter();
        s.tell(tell::MarkRead{Lobby, 3});
        s.run(20);
        QCOMPARE(s.mentions(), 0);
        s.server.mean(Lobby, Bo, QStringLiteral("@ann"), OfAnn);
        s.server.mean(Lobby, Bo, QStringLiteral("@room"), OfAll);
        s.server.mean(Lobby, Bo, QStringLiteral("@bo"), OfBo);
        s.mean(OfAnn); // one's own is for others
        QVERIFY(s.sent());
        s.run(20);
        QCOMPARE(s.mentions(), 2);
        QCOMPARE(s.view.rooms[Lobby].unread, 3);
        s.kill(); // and known before the server answers
        s.server.up = false;
        s.start();
        s.run(20);
        QCOMPARE(s.mentions(), 2);
        s.tell(tell::MarkRead{Lobby, 7}); // at once, also offline
        s.run(20);
        QCOMPARE(s.mentions(), 0);
        s.server.up = true;
        s.tell(tell::Connect{});
        QVERIFY(s.runUntil([&] { return s.connected() && s.server.readSeq(Lobby, Ann) == 7; }));
        s.run(100);
        QCOMPARE(s.mentions(), 0);
    }

    void whatIsReadPartlyIsCountedByTheServer()
    {
        Scene s;
        s.enter();
        s.server.mean(Lobby, Bo, QStringLiteral("@ann"), OfAnn);
        s.server.mean(Lobby, Bo, QStringLiteral("@ann"), OfAnn);
        s.run(20);
        QCOMPARE(s.mentions(), 2);
        s.tell(tell::MarkRead{Lobby, 4});
        s.run(20);
        QCOMPARE(s.mentions(), 1);
        s.server.edit(Lobby, 5, QStringLiteral("never mind"));
        s.run(20);
        QCOMPARE(s.mentions(), 0);
        s.server.edit(Lobby, 5, QStringLiteral("@ann!"), OfAnn);
        s.run(20);
        QCOMPARE(s.mentions(), 1);
        s.server.remove(Lobby, 5);
        s.run(20);
        QCOMPARE(s.mentions(), 0);
    }
};

TEST_WITH_CORE_APPLICATION(TestMentions)

} // namespace tst_mentions

#include "tst_mentions.moc"
