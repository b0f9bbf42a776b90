// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

namespace tst_replying {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

ShownMessage answer(Seq seq, Seq to)
{
    ShownMessage shown = message(seq, s("bo"));
    shown.message.replyTo = {s("id%1").arg(to), to, s("ann")};
    return shown;
}

Message quoted(Seq seq, const char *text)
{
    Message one = message(seq).message;
    one.text = s(text);
    return one;
}

/// A session model on a server that has replies, with two joined rooms. In "lobby", messages from `first` on.
struct Chat {
    explicit Chat(Seq first = 1, bool can = true) : first(first)
    {
        Changes changes;
        changes.rooms = {{s("attic"), room(s("attic"))}, {s("lobby"), room(s("lobby"))}};
        changes.capabilities = Capabilities{};
        changes.capabilities->replies = can;
        model->apply(changes);
        model->current()->show(s("lobby"));
        changes = {};
        for (Seq seq = first; seq < first + 3; ++seq) {
            changes.messages.push_back(message(seq));
        }
        model->apply(changes);
        tester = std::make_unique<QAbstractItemModelTester>(model->current()->timeline(),
                                                            QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void say(std::vector<ShownMessage> messages, std::vector<Message> others = {})
    {
        Changes changes;
        changes.messages = std::move(messages);
        for (const Message &other : others) {
            changes.quoted[{other.room, other.id}] = other;
        }
        model->apply(changes);
    }
    void amend(Amendment change)
    {
        Changes changes;
        changes.amended = {std::move(change)};
        model->apply(changes);
    }
    void fail(const QString &clientId)
    {
        Changes changes;
        changes.failures = {{{ErrorCode::StorageFull, s("why"), 0}, s("lobby"), clientId}};
        model->apply(changes);
    }
    TimelineModel &rows() { return *model->current()->timeline(); }
    QVariant quote(Seq seq)
    {
        return rows().index(rows().rowOf(rows().rows().place(seq))).data(TimelineModel::ReplyRole);
    }
    QString text(Seq seq) { return quote(seq).toMap()[s("text")].toString(); }
    TimelineModel::Quote state(Seq seq) { return TimelineModel::Quote(quote(seq).toMap()[s("state")].toInt()); }
    ReplyModel &reply() { return *model->reply(); }
    void send(const char *text) { model->current()->composer()->send(s(text)); }
    tell::Send sent() { return sink.all<tell::Send>().back(); }

    FakeTime time;
    FakeSink sink;
    Seq first;
    std::unique_ptr<SessionModel> model = std::make_unique<SessionModel>(
        SessionIdentity{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts());
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace

/// Messages that answer others: what is chosen to be answered, and what of it is quoted.
class ReplyingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsSentWithWhatItAnswers()
    {
        Chat chat;
        const QSignalSpy begun(&chat.reply(), &ReplyModel::begun);
        QVERIFY(!chat.reply().active());
        chat.reply().answer(s("id2"));
        QCOMPARE(begun.count(), 1);
        QVERIFY(chat.reply().active());
        QCOMPARE(chat.reply().sender(), s("ann"));
        QCOMPARE(chat.reply().text(), s("text 2"));
        chat.send("yes");
        QCOMPARE(chat.sent().replyTo, s("id2"));
        QCOMPARE(chat.sent().text, s("yes"));
        QVERIFY(!chat.reply().active());
        chat.send("and");
        QCOMPARE(chat.sent().replyTo, QString());
    }

    void itIsDroppedAndTheDraftStays()
    {
        Chat chat;
        chat.model->current()->composer()->saveDraft(s("half a"));
        chat.reply().answer(s("id2"));
        chat.reply().answer(s("id3"));
        QCOMPARE(chat.reply().text(), s("text 3"));
        chat.reply().drop();
        QVERIFY(!chat.reply().active());
        QCOMPARE(chat.model->current()->composer()->draft(), s("half a"));
        chat.send("half a");
        QCOMPARE(chat.sent().replyTo, QString());
    }

    void eachRoomHasItsOwn()
    {
        Chat chat;
        chat.reply().answer(s("id2"));
        chat.model->current()->show(s("attic"));
        QVERIFY(!chat.reply().active());
        chat.send("up here");
        QCOMPARE(chat.sent().replyTo, QString());
        chat.model->current()->show(s("lobby"));
        QVERIFY(chat.reply().active());
        QCOMPARE(chat.reply().text(), s("text 2"));
        Changes gone;
        gone.rooms = {{s("lobby"), room(s("lobby"), false)}};
        chat.model->apply(gone);
        QVERIFY(!chat.reply().active());
    }

    // The words go back to where they were written, and with them what they answer.
    void whatWasNotTakenIsAnAnswerStill()
    {
        Chat chat;
        chat.reply().answer(s("id2"));
        chat.send("yes");
        chat.fail(chat.sent().clientId);
        QCOMPARE(chat.model->current()->composer()->draft(), s("yes"));
        QCOMPARE(chat.reply().text(), s("text 2"));
        chat.send("yes");
        chat.reply().answer(s("id3"));
        chat.fail(chat.sent().clientId);
        QCOMPARE(chat.reply().text(), s("text 3")); // chosen since
    }

    void whatIsTooLongKeepsIt()
    {
        Chat chat;
        chat.reply().answer(s("id2"));
        chat.model->current()->composer()->send(QString(100'000, u'x'));
        QVERIFY(chat.sink.all<tell::Send>().empty());
        QVERIFY(chat.reply().active());
    }

    void anEditAnswersNothing()
    {
        Chat chat;
        Changes can;
        can.capabilities = Capabilities{};
        can.capabilities->edits = can.capabilities->replies = true;
        can.messages = {ownMessage(4, s("mine"), DeliveryState::Sent)};
        chat.model->apply(can);
        chat.reply().answer(s("id2"));
        chat.model->current()->composer()->edit(s("mine"));
        chat.model->current()->composer()->saveEdit(s("better"));
        QCOMPARE(chat.sink.all<tell::EditMessage>().size(), std::size_t(1));
        QVERIFY(chat.reply().active());
    }

    void itSaysWhatBecameOfTheMessage()
    {
        Chat chat;
        chat.reply().answer(s("id2"));
        const QSignalSpy changed(&chat.reply(), &ReplyModel::changed);
        chat.amend({s("lobby"), s("id2"), 2, 1, Amendment::Words{s("better\nwords"), 9}});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(chat.reply().text(), s("better words"));
        chat.amend({s("lobby"), s("id2"), 2, 2, {}, s("ann")});
        QVERIFY(chat.reply().deleted());
        QCOMPARE(chat.reply().text(), QString());
    }

    void onlyWhatTheServerHasIsAnswered()
    {
        Chat chat;
        chat.say({ownMessage(0, s("later"), DeliveryState::Pending)});
        chat.reply().answer(QString());
        chat.reply().answer(s("id9"));
        QVERIFY(!chat.reply().active());
        chat.amend({s("lobby"), s("id2"), 2, 2, {}, s("ann")});
        chat.reply().answer(s("id2"));
        QVERIFY(!chat.reply().active());
        Chat without(1, false);
        without.reply().answer(s("id2"));
        QVERIFY(!without.reply().active());
    }

    void anAnswerQuotesWhatIsThere()
    {
        Chat chat;
        QVERIFY(!chat.quote(3).isValid());
        chat.say({answer(4, 2)});
        QCOMPARE(chat.text(4), s("text 2"));
        QCOMPARE(chat.state(4), TimelineModel::QuoteHeld);
        QCOMPARE(chat.quote(4).toMap()[s("sender")].toString(), s("ann"));
        QCOMPARE(chat.quote(4).toMap()[s("seq")].toLongLong(), 2);
    }

    void anAnswerQuotesWhatComesWithIt()
    {
        Chat chat(7);
        chat.say({answer(10, 2)});
        QCOMPARE(chat.state(10), TimelineModel::QuoteUnknown);
        QCOMPARE(chat.quote(10).toMap()[s("sender")].toString(), s("ann"));
        const QSignalSpy changed(&chat.rows(), &QAbstractItemModel::dataChanged);
        chat.say({}, {quoted(2, "long ago"), quoted(3, "nobody asks")});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 0);
        QCOMPARE(changed[0][2].value<QList<int>>(), QList<int>({TimelineModel::ReplyRole}));
        QCOMPARE(chat.text(10), s("long ago"));
        QCOMPARE(chat.rows().rowCount({}), 4); // it is no row for that
    }

    void aQuoteFollowsWhatItQuotes()
    {
        Chat chat(7);
        chat.say({answer(10, 2), answer(11, 8), answer(12, 2)}, {quoted(2, "long ago")});
        const QSignalSpy changed(&chat.rows(), &QAbstractItemModel::dataChanged);
        chat.amend({s("lobby"), s("id2"), 2, 1, Amendment::Words{s("better"), 9}});
        QCOMPARE(chat.text(10), s("better"));
        QCOMPARE(chat.text(12), s("better"));
        QCOMPARE(chat.text(11), s("text 8"));
        QCOMPARE(changed.count(), 2);
        chat.say({}, {quoted(2, "late")}); // an older state
        QCOMPARE(chat.text(10), s("better"));
        QCOMPARE(changed.count(), 2);
        Amendment reacted{s("lobby"), s("id2"), 2, 2};
        reacted.reacted = Amendment::Reacted{s("bo"), {s("+1")}};
        chat.amend(reacted); // of which a quote tells nothing
        QCOMPARE(changed.count(), 2);
        chat.amend({s("lobby"), s("id2"), 2, 3, {}, s("ann")});
        QCOMPARE(chat.state(12), TimelineModel::QuoteDeleted);
        QCOMPARE(chat.text(12), QString());
        chat.amend({s("lobby"), s("id8"), 8, 4, Amendment::Words{s("a row"), 9}});
        QCOMPARE(chat.text(11), s("a row"));
    }

    // The original goes out of the window of rows, or comes into it: the answer quotes it all the same.
    void aQuoteDoesNotDependOnTheRows()
    {
        Chat chat(100);
        chat.say({answer(103, 50)});
        std::vector<ShownMessage> older;
        for (Seq seq = 1; seq < 100; ++seq) {
            older.push_back(message(seq));
        }
        chat.say(older);
        QCOMPARE(chat.text(103), s("text 50"));
        Changes many;
        for (Seq seq = 104; seq <= TimelinePosition::MaxRows + 1; ++seq) { // one too many: the oldest 101 go
            many.messages.push_back(message(seq));
        }
        chat.model->apply(many);
        QVERIFY(!chat.rows().rows().holds(50));
        QVERIFY(chat.rows().rows().holds(103));
        QCOMPARE(chat.text(103), s("text 50"));
        chat.rows().dropAll();
        QVERIFY(!chat.rows().rows().quoted(s("id50")));
    }

    // What waits to be sent quotes, too, and goes on to do so when it gets its place.
    void anOwnAnswerKeepsItsQuote()
    {
        Chat chat(7);
        ShownMessage own = ownMessage(0, s("yes"), DeliveryState::Pending);
        own.message.replyTo = {s("id2"), 2, s("ann")};
        chat.say({own}, {quoted(2, "long ago")});
        const auto newest = [&chat] { return chat.rows().index(0).data(TimelineModel::ReplyRole).toMap(); };
        QCOMPARE(newest()[s("text")].toString(), s("long ago"));
        chat.amend({s("lobby"), s("id2"), 2, 1, Amendment::Words{s("better"), 9}});
        QCOMPARE(newest()[s("text")].toString(), s("better"));
        ShownMessage sent = ownMessage(10, s("yes"), DeliveryState::Sent);
        sent.message.replyTo = own.message.replyTo;
        chat.say({sent});
        QCOMPARE(newest()[s("text")].toString(), s("better"));
        const QSignalSpy changed(&chat.rows(), &QAbstractItemModel::dataChanged);
        chat.amend({s("lobby"), s("id2"), 2, 2, Amendment::Words{s("best"), 9}});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(newest()[s("text")].toString(), s("best"));
    }

    // A server that cannot say it has sent it back without.
    void anAnswerMayComeBackAsNone()
    {
        Chat chat;
        ShownMessage own = ownMessage(0, s("yes"), DeliveryState::Pending);
        own.message.replyTo = {s("id2"), 2, s("ann")};
        chat.say({own});
        QVERIFY(chat.rows().index(0).data(TimelineModel::ReplyRole).isValid());
        chat.say({ownMessage(4, s("yes"), DeliveryState::Sent)});
        QVERIFY(!chat.rows().index(0).data(TimelineModel::ReplyRole).isValid());
        QVERIFY(!chat.rows().rows().quoted(s("id2")));
    }

    void aLongTextIsOneShortLine()
    {
        Chat chat(7);
        chat.say({answer(10, 2)}, {quoted(2, "a\nb\tc")});
        QCOMPARE(chat.text(10), s("a b c"));
        Message tower = quoted(2, "");
        tower.rev = 1;
        tower.text = QString::fromUtf8("👍").repeated(5000);
        chat.say({}, {tower});
        QVERIFY(chat.text(10).size() <= TimelineQuotes::MaxChars + 1);
        QVERIFY(chat.text(10).endsWith(s("👍…")));
    }
};

TEST_WITH_CORE_APPLICATION(ReplyingTest)

} // namespace tst_replying

#include "tst_replying.moc"
