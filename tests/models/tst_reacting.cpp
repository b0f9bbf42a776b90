// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

namespace tst_reacting {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

using State = ShownOperation::State;
const QString Thumb = s("👍");
const QString Heart = s("❤️");

/// A session model on a server that has reactions, with one joined room, "lobby": ann has said the first and the third,
/// the person "two".
struct Chat {
    explicit Chat(bool can = true)
    {
        Changes changes;
        changes.signedInAs = s("me");
        changes.rooms = {{s("lobby"), room(s("lobby"))}};
        changes.capabilities = Capabilities{};
        changes.capabilities->reactions = can;
        changes.messages = {message(1), ownMessage(2, s("two"), DeliveryState::Sent), message(3),
                            ownMessage(0, s("later"), DeliveryState::Pending)};
        model->apply(changes);
        tester = std::make_unique<QAbstractItemModelTester>(model->current()->timeline(),
                                                            QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void react(Seq seq, qint64 rev, const QString &user, const QStringList &keys)
    {
        Amendment change{s("lobby"), s("id%1").arg(seq), seq, rev};
        change.reacted = Amendment::Reacted{user, keys};
        Changes changes;
        changes.amended = {change};
        model->apply(changes);
    }
    void wish(const QString &target, const QString &key, bool on, State state, const char *id = "r1")
    {
        Changes changes;
        changes.operations = {wished(target, key, on, state, id)};
        model->apply(changes);
    }
    static ShownOperation wished(const QString &target, const QString &key, bool on, State state, const char *id = "r1")
    {
        ShownOperation wish;
        wish.room = s("lobby");
        wish.clientId = s(id);
        wish.operation = Operation::React;
        wish.target = target;
        wish.text = key;
        wish.on = on;
        wish.state = state;
        wish.failure = state == State::Failed ? s("forbidden: no") : QString();
        return wish;
    }
    TimelineModel &rows() { return *model->current()->timeline(); }
    QVariant reactions(Seq seq) { return rows().index(4 - static_cast<int>(seq)).data(TimelineModel::ReactionsRole); }
    /// Those of a message, as "KEY COUNT", with "*" for one's own and "?" for what the server does not know.
    QStringList shown(Seq seq)
    {
        QStringList lines;
        for (const QVariant &each : reactions(seq).toList()) {
            const QVariantMap one = each.toMap();
            if (!one.contains(s("changeId"))) {
                lines.append(s("%1 %2%3%4")
                                 .arg(one[s("key")].toString(), one[s("count")].toString(),
                                      one[s("mine")].toBool() ? s("*") : QString(),
                                      one[s("pending")].toBool() ? s("?") : QString()));
            }
        }
        return lines;
    }
    QString names(Seq seq) { return reactions(seq).toList().value(0).toMap().value(s("names")).toString(); }
    void toggle(const QString &id, const QString &key) { model->reacting()->toggle(id, key); }
    std::vector<tell::React> told() { return sink.all<tell::React>(); }

    FakeTime time;
    FakeSink sink;
    std::unique_ptr<SessionModel> model = std::make_unique<SessionModel>(
        SessionIdentity{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts());
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace

/// Reactions under messages: what is shown, and what the person does.
class ReactingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRowWithoutReactionsHasNothing()
    {
        Chat chat;
        QVERIFY(!chat.reactions(1).isValid());
    }

    void whatIsHeardIsShownInItsRowOnly()
    {
        Chat chat;
        const QSignalSpy changed(&chat.rows(), &QAbstractItemModel::dataChanged);
        chat.react(1, 1, s("bo"), {Thumb});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 3);
        QCOMPARE(changed[0][1].toModelIndex().row(), 3);
        QCOMPARE(chat.shown(1), QStringList({Thumb + s(" 1")}));
        chat.react(1, 2, s("me"), {Thumb, Heart});
        QCOMPARE(chat.shown(1), QStringList({Heart + s(" 1*"), Thumb + s(" 2*")}));
        chat.react(1, 3, s("bo"), {});
        chat.react(1, 4, s("me"), {});
        QVERIFY(!chat.reactions(1).isValid());
    }

    void peopleAreNamedOneselfFirstAndCountedAfterSome()
    {
        Chat chat;
        qint64 rev = 0;
        for (const char *user : {"bo", "ann", "me"}) {
            chat.react(1, ++rev, s(user), {Thumb});
        }
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        QCOMPARE(chat.names(1), s("You, ann and bo"));
        for (int more = 0; more < 1000; ++more) {
            chat.react(1, ++rev, s("u%1").arg(more), {Thumb});
        }
        QCOMPARE(chat.shown(1), QStringList({Thumb + s(" 1003*")}));
        QCOMPARE(chat.names(1), s("You, ann, bo, u0, u1 and 998 other(s)"));
        QLocale::setDefault(before);
    }

    void oneJoinsAndLeaves()
    {
        Chat chat;
        chat.react(1, 1, s("bo"), {Thumb});
        chat.toggle(s("id1"), Thumb);
        QCOMPARE(chat.told().size(), std::size_t(1));
        QCOMPARE(chat.told()[0].room, s("lobby"));
        QCOMPARE(chat.told()[0].id, s("id1"));
        QCOMPARE(chat.told()[0].key, Thumb);
        QVERIFY(chat.told()[0].on);
        const QSignalSpy changed(&chat.rows(), &QAbstractItemModel::dataChanged);
        chat.wish(s("id1"), Thumb, true, State::Pending);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 3);
        QCOMPARE(chat.shown(1), QStringList({Thumb + s(" 2*?")}));
        QCOMPARE(chat.model->outbox()->unsent(), 1); // the message that waits
        QCOMPARE(chat.model->outbox()->leftOver(), 2);
        Changes done;
        done.operations = {Chat::wished(s("id1"), Thumb, true, State::Done)};
        done.amended = {{s("lobby"), s("id1"), 1, 2}};
        done.amended[0].reacted = Amendment::Reacted{s("me"), {Thumb}};
        chat.model->apply(done);
        QCOMPARE(chat.shown(1), QStringList({Thumb + s(" 2*")}));
        QCOMPARE(chat.model->outbox()->leftOver(), 1);
        chat.toggle(s("id1"), Thumb);
        QVERIFY(!chat.told()[1].on);
        chat.wish(s("id1"), Thumb, false, State::Pending);
        QCOMPARE(chat.shown(1), QStringList({Thumb + s(" 1?")}));
        chat.toggle(s("id1"), Thumb); // what is wished counts
        QVERIFY(chat.told()[2].on);
        chat.wish(s("id1"), Thumb, false, State::Dropped);
        QCOMPARE(chat.shown(1), QStringList({Thumb + s(" 2*")}));
    }

    // They are shown beside what is wished of the words, and not in its place.
    void anEditIsAnotherWish()
    {
        Chat chat;
        ShownOperation edit;
        edit.room = s("lobby");
        edit.clientId = s("e1");
        edit.target = s("id2");
        edit.targetClientId = s("two");
        edit.text = s("better");
        Changes changes;
        changes.operations = {edit, Chat::wished(s("id2"), Thumb, true, State::Pending)};
        chat.model->apply(changes);
        const QModelIndex row = chat.rows().index(2);
        QCOMPARE(row.data(TimelineModel::TextRole).toString(), s("better"));
        QCOMPARE(row.data(TimelineModel::ChangeRole).toInt(), static_cast<int>(TimelineModel::EditWaits));
        QCOMPARE(chat.shown(2), QStringList({Thumb + s(" 1*?")}));
        QCOMPARE(chat.model->outbox()->waitingIn(s("lobby")).size(), 3);
        QVERIFY(chat.model->outbox()->waitingIn(s("lobby"))[2].toMap()[s("text")].toString().contains(Thumb));
    }

    void aRefusedOneSaysSoAndIsTriedAgainOrDropped()
    {
        Chat chat;
        chat.wish(s("id1"), Thumb, true, State::Failed);
        QCOMPARE(chat.shown(1), QStringList());
        const QVariantMap refused = chat.reactions(1).toList().value(0).toMap();
        QCOMPARE(refused[s("changeId")].toString(), s("r1"));
        QVERIFY(refused[s("failure")].toString().contains(Thumb));
        QCOMPARE(chat.model->outbox()->leftOver(), 2);
        QCOMPARE(chat.rows().index(3).data(TimelineModel::ChangeRole).toInt(),
                 static_cast<int>(TimelineModel::NoChange));
        chat.toggle(s("id1"), Thumb); // the same again
        QVERIFY(chat.told().empty());
        QCOMPARE(chat.sink.all<tell::Retry>().back().clientId, s("r1"));
        chat.model->outbox()->discard(s("r1"));
        QCOMPARE(chat.sink.all<tell::Discard>().back().clientId, s("r1"));
        QCOMPARE(chat.model->undo()->texts(), 0); // a click, and no words
        chat.wish(s("id1"), Thumb, true, State::Dropped);
        QVERIFY(!chat.reactions(1).isValid());
    }

    void aMessageThatIsGoneHasNone()
    {
        Chat chat;
        chat.react(1, 1, s("bo"), {Thumb});
        chat.wish(s("id1"), Heart, true, State::Pending);
        Changes gone;
        gone.amended = {{s("lobby"), s("id1"), 1, 2, {}, s("ann")}};
        chat.model->apply(gone);
        QVERIFY(!chat.reactions(1).isValid());
        chat.toggle(s("id1"), Thumb);
        QVERIFY(chat.told().empty());
        chat.wish(s("id1"), Heart, true, State::Conflict);
        QVERIFY(!chat.reactions(1).toList().value(0).toMap()[s("failure")].toString().isEmpty());
    }

    void thereIsNoTwentyFirstKind()
    {
        Chat chat;
        QStringList keys;
        for (int each = 0; each < 20; ++each) {
            keys.append(s("k%1").arg(each));
        }
        chat.react(1, 1, s("bo"), keys);
        const QSignalSpy failed(chat.model.get(), &SessionModel::failed);
        chat.toggle(s("id1"), Thumb);
        QCOMPARE(failed.count(), 1);
        QVERIFY(chat.told().empty());
        chat.toggle(s("id1"), s("k7"));
        QCOMPARE(chat.told().size(), std::size_t(1));
    }

    void whatIsNoReactionIsNotTold()
    {
        Chat chat;
        for (const QString &key : {QString(), s("a b"), QString(33, u'x')}) {
            chat.toggle(s("id1"), key);
        }
        chat.toggle(QString(), Thumb); // unsent
        chat.toggle(s("id77"), Thumb);
        QVERIFY(chat.told().empty());
    }

    void whereTheServerCannotNothingIsTold()
    {
        Chat chat(false);
        QVERIFY(!chat.model->features()->reactions());
        chat.toggle(s("id1"), Thumb);
        QVERIFY(chat.told().empty());
    }

    // Whose they are is known once the server has said who signed in.
    void theOwnNameMayComeLater()
    {
        Chat chat;
        chat.react(1, 1, s("Me"), {Thumb});
        QCOMPARE(chat.shown(1), QStringList({Thumb + s(" 1")}));
        Changes named;
        named.signedInAs = s("Me");
        const QSignalSpy changed(&chat.rows(), &QAbstractItemModel::dataChanged);
        chat.model->apply(named);
        QCOMPARE(chat.shown(1), QStringList({Thumb + s(" 1*")}));
        QCOMPARE(changed.count(), 1);
    }
};

TEST_WITH_CORE_APPLICATION(ReactingTest)

} // namespace tst_reacting

#include "tst_reacting.moc"
