// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/quotes.h"
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_replies {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Id = QStringLiteral("id-1");
const QString Words = QStringLiteral("yes");

/// Ann in the lobby, where Bo has said something, on a server on which a message says what it answers.
struct Scene : Stage {
    explicit Scene(int said = 3)
    {
        server.can.changes = server.can.edits = server.can.deletes = server.can.replies = true;
        server.fill(Lobby, Bo, said);
    }
    void answer(const QString &to, const QString &clientId = Id) { tell(tell::Send{Lobby, Words, clientId, to}); }
    const Message &there(Seq seq) { return server.log(Lobby).at(std::size_t(seq - 1)); }
    std::optional<Message> quoted(const QString &id) const
    {
        const auto found = view.quoted.find({Lobby, id});
        return found == view.quoted.end() ? std::nullopt : std::optional(found->second);
    }
    std::optional<Message> held() const { return openStore()->acknowledged(Id).value(); }
    bool sent()
    {
        return runUntil([this] { return connected() && session->unsent() == 0; });
    }
    std::vector<ask::FetchHistory> fetched() const { return server.asked<ask::FetchHistory>(); }
};

} // namespace

/// Messages that answer others, and what the views hear of those.
class TestReplies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anAnswerNamesWhatItAnswers()
    {
        Scene s;
        s.enter();
        const Message asked = s.there(2);
        s.answer(asked.id);
        s.run(1);
        const RepliedMessage replied{asked.id, 2, Bo};
        QCOMPARE(s.view.message(Id)->message.replyTo, replied); // while it waits, too
        QCOMPARE(s.quoted(asked.id), std::optional(asked));
        QVERIFY(s.sent());
        s.run(20);
        QCOMPARE(s.server.asked<ask::SendMessage>().at(0).replyTo, asked.id);
        QCOMPARE(s.there(4).replyTo, replied);
        QCOMPARE(s.view.message(Id)->message, s.there(4));
        QCOMPARE(s.held(), std::optional(s.there(4)));
    }

    void itIsKeptOfflineAndOverARestart()
    {
        Scene s;
        s.enter();
        s.goOffline();
        s.answer(s.there(2).id);
        s.run(20);
        s.kill();
        s.start();
        s.tell(tell::OpenRoom{Lobby, 0});
        s.run(20);
        QCOMPARE(s.view.message(Id)->message.replyTo, (RepliedMessage{s.there(2).id, 2, Bo}));
        QCOMPARE(s.quoted(s.there(2).id), std::optional(s.there(2)));
        s.tell(tell::Reword{Id, QStringLiteral("no")});
        s.tell(tell::Discard{Id});
        s.tell(tell::Restore{Id});
        s.run(20);
        s.server.up = true;
        s.tell(tell::Connect{});
        QVERIFY(s.sent());
        s.run(20);
        QCOMPARE(s.there(4).text, QStringLiteral("no"));
        QCOMPARE(s.there(4).replyTo, (RepliedMessage{s.there(2).id, 2, Bo}));
        QCOMPARE(s.held(), std::optional(s.there(4)));
    }

    // Sent again after a lost ack it says the same, or it would be another message.
    void sentAgainItIsTheSame()
    {
        Scene s;
        s.enter();
        s.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::SendMessage>(request); };
        s.server.pass = [](const heard::Event &event) { return !std::holds_alternative<heard::MessageArrived>(event); };
        s.answer(s.there(1).id);
        s.run(20);
        s.server.mute = {};
        s.server.pass = {};
        s.lose();
        QVERIFY(s.restore() && s.sent());
        s.run(20);
        QCOMPARE(s.server.log(Lobby).size(), std::size_t(4));
        QCOMPARE(s.held(), std::optional(s.there(4)));
        QVERIFY(s.view.failures.empty());
    }

    void aServerThatCannotSayItTakesItWithout()
    {
        Scene s;
        s.server.can.replies = false;
        s.enter();
        s.answer(s.there(2).id);
        QVERIFY(s.sent());
        s.run(20);
        QCOMPARE(s.server.asked<ask::SendMessage>().at(0).replyTo, QString());
        QCOMPARE(s.view.message(Id)->message, s.there(4));
        QCOMPARE(s.held(), std::optional(s.there(4)));
        s.answer(s.there(2).id); // the same again
        s.run(20);
        QVERIFY(s.view.failures.empty());
    }

    // The server knows what it is, and says so with the message.
    void whatIsNotHeldIsKnownFromTheServer()
    {
        Scene s(200);
        s.enter();
        s.answer(s.there(3).id);
        QVERIFY(s.sent());
        s.run(50);
        QCOMPARE(s.there(201).replyTo, (RepliedMessage{s.there(3).id, 3, Bo}));
        QCOMPARE(s.view.message(Id)->message, s.there(201));
        QCOMPARE(s.held(), std::optional(s.there(201)));
        QCOMPARE(s.quoted(s.there(3).id), std::optional(s.there(3)));
    }

    void whatNobodyHasIsKeptByItsId()
    {
        Scene s;
        s.enter();
        s.answer(QStringLiteral("no such"));
        QVERIFY(s.sent());
        s.run(50);
        QCOMPARE(s.there(4).replyTo, RepliedMessage{QStringLiteral("no such")});
        QCOMPARE(s.view.message(Id)->message, s.there(4));
        QCOMPARE(s.held(), std::optional(s.there(4)));
        QVERIFY(s.view.quoted.empty());
        QVERIFY(s.fetched().empty());
    }

    void whatIsAnsweredComesWithTheAnswer()
    {
        Scene s;
        s.enter();
        s.server.answer(Lobby, Bo, Words, 2);
        s.run(20);
        QCOMPARE(s.quoted(s.there(2).id), std::optional(s.there(2)));
        QVERIFY(s.fetched().empty());
        s.server.edit(Lobby, 2, QStringLiteral("better"));
        s.run(20);
        QCOMPARE(s.quoted(s.there(2).id), std::optional(s.there(2)));
        s.server.remove(Lobby, 2);
        s.run(20);
        QCOMPARE(s.quoted(s.there(2).id)->deletedBy, Bo);
        s.server.answer(Lobby, Bo, Words, 2); // to one that is deleted
        s.view.quoted.clear();
        s.run(20);
        QCOMPARE(s.quoted(s.there(2).id), std::optional(s.there(2)));
    }

    void whatIsNotHeldIsAskedForOnce()
    {
        Scene s(200);
        s.enter();
        s.server.answer(Lobby, Bo, Words, 2);
        s.server.answer(Lobby, Bo, Words, 2);
        s.run(50);
        QCOMPARE(s.fetched().size(), std::size_t(1));
        QCOMPARE(s.fetched().at(0).from, ask::Anchor{2});
        QCOMPARE(s.fetched().at(0).limit, 1);
        QCOMPARE(s.quoted(s.there(2).id), std::optional(s.there(2)));
        QCOMPARE(s.openStore()->message(Lobby, s.there(2).id).value(), std::optional(s.there(2)));
        QCOMPARE(s.view.messages(Lobby).front().message.seq, Seq(151)); // it is no part of what is shown
        QVERIFY(s.view.history[Lobby].gaps.empty());
        // It is held, so that what becomes of it is heard of, now and later.
        s.server.edit(Lobby, 2, QStringLiteral("better"));
        s.run(50);
        QCOMPARE(s.quoted(s.there(2).id), std::optional(s.there(2)));
        s.goOffline();
        s.server.remove(Lobby, 2);
        QVERIFY(s.restore());
        s.run(50);
        QCOMPARE(s.server.asked<ask::Subscribe>().back().lowest, Seq(2));
        QCOMPARE(s.quoted(s.there(2).id)->deletedBy, Bo);
        QCOMPARE(s.openStore()->message(Lobby, s.there(2).id).value(), std::optional(s.there(2)));
    }

    // A page that is asked for in the meantime may bring it: once is enough.
    void whatDoesNotComeIsAskedForOnceALink()
    {
        Scene s(200);
        s.enter();
        s.server.refuse = [](const ask::Request &request) -> std::optional<Error> {
            if (std::holds_alternative<ask::FetchHistory>(request))
                return Error{ErrorCode::Internal, QStringLiteral("No."), 0};
            return std::nullopt;
        };
        for (int i = 0; i < 5; ++i) {
            s.server.answer(Lobby, Bo, Words, 2);
            s.run(20);
        }
        QCOMPARE(s.fetched().size(), std::size_t(1));
        QVERIFY(s.view.failures.empty());
        s.server.refuse = {};
        s.lose();
        QVERIFY(s.restore());
        s.server.answer(Lobby, Bo, Words, 2);
        s.run(50);
        QCOMPARE(s.fetched().size(), std::size_t(2));
        QCOMPARE(s.quoted(s.there(2).id), std::optional(s.there(2)));
    }

    void whatHadNoAnswerIsAskedForOnTheNextLink()
    {
        Scene s(200);
        s.enter();
        s.server.mute = [](const ask::Request &request) { return std::holds_alternative<ask::FetchHistory>(request); };
        s.server.answer(Lobby, Bo, Words, 2);
        s.run(20);
        s.server.mute = {};
        s.lose();
        QVERIFY(s.restore());
        s.run(50);
        QCOMPARE(s.quoted(s.there(2).id), std::optional(s.there(2)));
    }

    void fewAreAskedForAtATimeAndTheLatestAreEnough()
    {
        constexpr int Answers = 120;
        Scene s(200);
        s.enter();
        s.server.latencyMs = 50;
        for (Seq seq = 1; seq <= Answers; ++seq)
            s.server.answer(Lobby, Bo, Words, seq);
        s.run(60);
        QVERIFY(s.fetched().size() <= 3u);
        s.run(20'000);
        QVERIFY(s.fetched().size() <= Quotes::MaxWaiting + 3);
        QVERIFY(s.quoted(s.there(Answers).id).has_value());
    }
};

TEST_WITH_CORE_APPLICATION(TestReplies)

} // namespace tst_replies

#include "tst_replies.moc"
