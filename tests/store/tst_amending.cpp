// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/search_words.h"
#include "store/sqlite_client_store.h"
#include "tests/store/checks.h"
#include "tests/store/samples.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>

namespace tst_amending {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Ann = QStringLiteral("ann");
const QString Bo = QStringLiteral("bo");
const QString Plus = QStringLiteral("+1");
const QString Tea = QStringLiteral("tea");

Amendment edit(Seq seq, qint64 rev, const QString &text)
{
    return {Lobby, QString::number(seq), seq, rev, Amendment::Words{text, 100 + rev}};
}

Amendment reacted(Seq seq, qint64 rev, const QString &user, const QStringList &keys)
{
    Amendment change{Lobby, QString::number(seq), seq, rev};
    change.reacted = Amendment::Reacted{user, keys};
    return change;
}

Amendment deletion(Seq seq, qint64 rev)
{
    return {Lobby, QString::number(seq), seq, rev, std::nullopt, Ann};
}

Message stateOf(Message message, const QString &text, const MessageState &state)
{
    message.text = text;
    static_cast<MessageState &>(message) = state;
    return message;
}

} // namespace

// What the store makes of messages that change.
class TestAmending : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SqliteClientStore> m_store;

    QString file() const { return m_dir->filePath(QStringLiteral("client.db")); }
    void reopen()
    {
        m_store.reset();
        m_store = std::make_unique<SqliteClientStore>();
        VERIFY_OK(m_store->open(file()));
    }
    Message held(Seq seq) { return m_store->messagesIn(Lobby, {0, seq}, 1, ClientStore::Most::Newest).value().at(0); }
    StoredRoom room() { return m_store->rooms().value().at(0); }
    std::vector<Seq> find(const QString &typed) { return seqsOf(m_store->search(searchWords(typed), {}, 10).value()); }

private Q_SLOTS:
    void init()
    {
        failOnAnyWarning();
        m_dir = std::make_unique<QTemporaryDir>();
        reopen();
        VERIFY_OK(m_store->apply({keep::PutRoom{makeRoom(Lobby)}, makePage(Lobby, 3, 6)}));
    }
    void cleanup() { m_store.reset(); }

    void keepsWhatBecameOfAMessage()
    {
        Message whole = stateOf(makeMessage(Lobby, 7), QStringLiteral("x"), {4, 55, {}});
        VERIFY_OK(m_store->apply({keep::PutMessages{Lobby, {whole}, {6, 7}}}));
        reopen();
        QCOMPARE(held(7), whole);
        QCOMPARE(m_store->acknowledged(clientIdOf(7)).value(), whole);
        QCOMPARE(m_store->messagesBy(Lobby, Ann).value().back(), whole);
    }

    void changesComeWithTheRevUpToWhichTheyAreAll()
    {
        VERIFY_OK(m_store->apply({keep::AmendMessages{
            Lobby, {edit(4, 1, QStringLiteral("new words")), deletion(5, 2), edit(99, 3, QStringLiteral("y"))}, 3}}));
        reopen();
        QCOMPARE(held(4), stateOf(makeMessage(Lobby, 4), QStringLiteral("new words"), {1, 101, {}}));
        QCOMPARE(held(5), stateOf(makeMessage(Lobby, 5), {}, {2, 0, Ann}));
        QCOMPARE(held(6), makeMessage(Lobby, 6));
        QCOMPARE(room().heldRev, qint64(3));
        QCOMPARE(room().lowest, Seq(3));
        QCOMPARE(seqsOf(m_store->messages(Lobby, 0, 10).value()), (std::vector<Seq>{3, 4, 5, 6})); // 99 is not held
    }

    void neitherIsKeptWithoutTheOther()
    {
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {edit(4, 1, QStringLiteral("new"))}, 1}}));
        VERIFY_OK(m_store->database().run(QStringLiteral(
            "CREATE TRIGGER no_more BEFORE UPDATE ON message BEGIN SELECT RAISE(ABORT, 'no more'); END")));
        QVERIFY(!m_store->apply({keep::AmendMessages{Lobby, {edit(4, 2, QStringLiteral("newer"))}, 2}}).ok());
        QCOMPARE(room().heldRev, qint64(1));
        QCOMPARE(held(4).rev, qint64(1));
    }

    void theHigherRevHoldsWhateverComesLast()
    {
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {edit(4, 5, QStringLiteral("five"))}, 5}}));
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {edit(4, 5, QStringLiteral("again"))}, 5}}));
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {edit(4, 4, QStringLiteral("four"))}, 5}}));
        VERIFY_OK(m_store->apply({makePage(Lobby, 3, 6)})); // of before the change
        QCOMPARE(held(4).text, QStringLiteral("five"));
        const Message whole = stateOf(makeMessage(Lobby, 4), QStringLiteral("whole"), {5, 77, {}});
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {wholeOf(whole)}, 5}}));
        QCOMPARE(held(4), whole);
        const Message later = stateOf(makeMessage(Lobby, 4), QStringLiteral("later"), {6, 78, {}});
        VERIFY_OK(m_store->apply({keep::PutMessages{Lobby, {later}, {3, 4}}}));
        QCOMPARE(held(4), later);
    }

    void aChangeOfAnotherMessageInThatPlaceIsNone()
    {
        Amendment other = deletion(4, 1);
        other.id = QStringLiteral("somebody else's");
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {other}, 1}}));
        QCOMPARE(held(4), makeMessage(Lobby, 4));
    }

    void aSearchFindsTheNewWordsOnly()
    {
        QCOMPARE(find(QStringLiteral("line 4")), std::vector<Seq>{4}); // it is in the index now
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {edit(4, 1, QStringLiteral("marmalade"))}, 1}}));
        QCOMPARE(find(QStringLiteral("marmalade")), std::vector<Seq>{4});
        QCOMPARE(find(QStringLiteral("line 4")), std::vector<Seq>{});
        const auto found = m_store->search(searchWords(QStringLiteral("marmalade")), {}, 10);
        QCOMPARE(found.value().front(), held(4)); // with what became of it
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {deletion(4, 2)}, 2}}));
        for (const char *typed : {"marmalade", "line 4", "ma"})
            QCOMPARE(find(QString::fromLatin1(typed)), std::vector<Seq>{});
        // The index agrees with the table, and has nothing of it.
        VERIFY_OK(
            m_store->database().run(QStringLiteral("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")));
        const auto left =
            m_store->database().value(QStringLiteral("SELECT count(*) FROM search WHERE search MATCH '\"marmalade\"'"));
        QCOMPARE(left.value().toInt(), 0);
    }

    void theTextIsWrittenOverInTheFile()
    {
        const QByteArray secret = "nobody may ever read that again ";
        const auto isInTheFile = [&] {
            const bool merged = m_store->database().value(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")).ok();
            return merged && contentOf(file()).contains(secret);
        };
        Message message = makeMessage(Lobby, 7);
        message.text = QString::fromLatin1(secret.repeated(400));
        VERIFY_OK(m_store->apply({keep::PutMessages{Lobby, {message}, {6, 7}}}));
        QVERIFY(isInTheFile()); // else the next says nothing
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {deletion(7, 1)}, 1}}));
        QVERIFY(!isInTheFile());
    }

    void reactionsAndTheAnsweredMessageStayWithIt()
    {
        Message whole = makeMessage(Lobby, 7);
        whole.replyTo = {QStringLiteral("3"), 3, Ann};
        whole.rev = 2;
        whole.reactions = {{QString::fromUtf8("\"x\\ 👩‍👩‍👧"), {Bo}}, {Plus, {Ann, Bo}}};
        VERIFY_OK(m_store->apply({keep::PutMessages{Lobby, {whole}, {6, 7}}}));
        reopen();
        QCOMPARE(held(7), whole);
        QCOMPARE(m_store->message(Lobby, whole.id).value(), whole);
        QCOMPARE(m_store->search(searchWords(QStringLiteral("line 7")), {}, 10).value().front(), whole);
        Message without = makeMessage(Lobby, 7); // of before the reactions
        without.replyTo = whole.replyTo;
        VERIFY_OK(m_store->apply({keep::PutMessages{Lobby, {without}, {6, 7}}}));
        QCOMPARE(held(7), whole);
        without.rev = 3;
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {wholeOf(without)}, 3}}));
        QCOMPARE(held(7), without);
    }

    void aPersonsReactionsTakeThePlaceOfThoseBefore()
    {
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {reacted(4, 1, Ann, {Tea, Plus})}, 1}}));
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {reacted(4, 2, Bo, {Tea})}, 2}}));
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {reacted(4, 3, Ann, {Tea})}, 3}}));
        reopen();
        QVERIFY(held(4).reactions == (std::vector<Reaction>{{Tea, {Ann, Bo}}}));
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {reacted(4, 2, Ann, {})}, 3}})); // late
        QCOMPARE(held(4).reactions.size(), std::size_t(1));
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {edit(4, 4, QStringLiteral("x"))}, 4}}));
        QCOMPARE(held(4).reactions.size(), std::size_t(1));
    }

    void whomATextMeansGoesWithIt()
    {
        Message whole = makeMessage(Lobby, 7);
        whole.mentions = {{Ann, Bo}, true};
        VERIFY_OK(m_store->apply({keep::PutMessages{Lobby, {whole}, {6, 7}}}));
        reopen();
        QCOMPARE(held(7), whole);
        Message other = whole; // as the server has it, under the same rev
        other.mentions = {{Bo}, false};
        VERIFY_OK(m_store->apply({keep::PutMessages{Lobby, {other}, {6, 7}}}));
        QCOMPARE(held(7), other);
        Amendment change = edit(7, 1, QStringLiteral("@ann"));
        change.words->mentions.users = {Ann};
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {change}, 1}}));
        reopen();
        QCOMPARE(held(7).mentions, (Mentions{{Ann}, false}));
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {deletion(7, 2)}, 2}}));
        reopen();
        QVERIFY(held(7).mentions.isEmpty());
    }

    void aRoomCountsThemAndTheOutboxHasThem()
    {
        Room known = makeRoom(Lobby);
        known.mentions = 3;
        OutboxEntry message = makeEntry(QStringLiteral("c1"));
        message.mentions = {{Bo}, true};
        VERIFY_OK(m_store->apply({keep::PutRoom{known}, keep::PutOutbox{message}}));
        reopen();
        QCOMPARE(room().room.mentions, 3);
        QCOMPARE(m_store->outbox().value(), (std::vector<OutboxEntry>{message}));
        message.mentions = {};
        VERIFY_OK(m_store->apply({keep::PutOutbox{message}, keep::ForgetHistory{Lobby}}));
        QCOMPARE(room().room.mentions, 0);
        QCOMPARE(m_store->outbox().value(), (std::vector<OutboxEntry>{message}));
    }

    void ofADeletedMessageNoReactionIsLeftInTheFile()
    {
        const QByteArray secret = "nobody-may-ever-read-that-again-";
        const auto isInTheFile = [&] {
            const bool merged = m_store->database().value(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")).ok();
            return merged && contentOf(file()).contains(secret);
        };
        QStringList keys;
        for (int i = 0; i < 400; ++i)
            keys.append(QString::fromLatin1(secret) + QString::number(i));
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {reacted(4, 1, Ann, keys)}, 1}}));
        QVERIFY(isInTheFile()); // else the next says nothing
        VERIFY_OK(m_store->apply({keep::AmendMessages{Lobby, {deletion(4, 2)}, 2}}));
        QVERIFY(held(4).reactions.empty());
        QVERIFY(!isInTheFile());
    }

    void theOutboxKnowsWhatIsAnsweredAndWhatIsPutUnderAMessage()
    {
        OutboxEntry answer = makeEntry(QStringLiteral("c1"));
        answer.replyTo = QStringLiteral("4");
        OutboxEntry reaction = makeEntry(QStringLiteral("r1"), Tea);
        reaction.operation = Operation::React;
        reaction.target = QStringLiteral("4");
        reaction.on = false;
        VERIFY_OK(m_store->apply({keep::PutOutbox{answer}, keep::PutOutbox{reaction}}));
        reopen();
        QCOMPARE(m_store->outbox().value(), (std::vector<OutboxEntry>{answer, reaction}));
        reaction.on = true;
        VERIFY_OK(m_store->apply({keep::PutOutbox{reaction}}));
        QCOMPARE(m_store->outbox().value(), (std::vector<OutboxEntry>{answer, reaction}));
    }

    void aMessageIsFoundByItsIdWithoutLookingThroughAll()
    {
        const auto plan = m_store->database().run(QStringLiteral(
            "EXPLAIN QUERY PLAN SELECT * FROM message WHERE +room='lobby' AND id='4' AND id<>'' LIMIT 1"));
        QVERIFY(plan.ok() && plan.value()->next());
        QVERIFY(plan.value()->value(3).toString().contains(QStringLiteral("message_id")));
    }

    void whatIsHeldByItselfIsTheLowestToo()
    {
        VERIFY_OK(m_store->apply({keep::PutMessages{Lobby, {makeMessage(Lobby, 2)}, {}}}));
        QCOMPARE(room().lowest, Seq(2));
        QCOMPARE(room().spans, (std::vector<Span>{{2, 6}}));
    }

    void anotherHistoryHasNoRevs()
    {
        Room known = makeRoom(Lobby);
        known.lastRev = 9;
        VERIFY_OK(m_store->apply({keep::PutRoom{known}, keep::AmendMessages{Lobby, {deletion(4, 9)}, 9}}));
        QCOMPARE(room().room.lastRev, qint64(9));
        VERIFY_OK(m_store->apply({keep::PutRoom{known}}));
        QCOMPARE(room().heldRev, qint64(9)); // what is said of a room says nothing of what is held
        VERIFY_OK(m_store->apply({keep::ForgetHistory{Lobby}}));
        QCOMPARE(room(), (StoredRoom{makeRoom(Lobby), {}, {}}));
    }
};

TEST_WITH_CORE_APPLICATION(TestAmending)

} // namespace tst_amending

#include "tst_amending.moc"
