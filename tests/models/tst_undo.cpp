// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_undo {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

struct Chat {
    Chat()
    {
        Changes changes;
        changes.rooms = {{s("lobby"), room(s("lobby"))}};
        model.apply(changes);
        say({waiting("one"), waiting("two"), waiting("three")});
    }

    static ShownMessage waiting(const char *id)
    {
        ShownMessage shown = ownMessage(0, s(id), DeliveryState::Pending);
        shown.editable = true;
        return shown;
    }

    void say(const std::vector<ShownMessage> &messages)
    {
        Changes changes;
        changes.messages = messages;
        model.apply(changes);
    }

    void gone(const char *id)
    {
        Changes changes;
        changes.messagesGone = {{s("lobby"), s(id)}};
        model.apply(changes);
    }

    QStringList shown() const
    {
        QStringList ids;
        TimelineModel *timeline = const_cast<SessionModel &>(model).current()->timeline();
        for (int row = timeline->rowCount({}) - 1; row >= 0; --row) {
            ids.append(timeline->index(row).data(TimelineModel::ClientIdRole).toString());
        }
        return ids;
    }

    FakeTime time;
    FakeSink sink;
    SessionModel model{{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts()};
};

} // namespace

// Deleting a message that waits can be taken back.
class UndoTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isOfferedForAWhile()
    {
        Chat chat;
        const QSignalSpy changed(chat.model.undo(), &UndoModel::changed);
        chat.model.outbox()->discard(s("two"));
        QCOMPARE(chat.model.undo()->count(), 1);
        QVERIFY(!chat.model.undo()->mayHaveArrived());
        chat.time.advance(UndoModel::OfferMs - 1);
        QCOMPARE(chat.model.undo()->count(), 1);
        chat.time.advance(1);
        QCOMPARE(chat.model.undo()->count(), 0);
        QCOMPARE(changed.count(), 2);
        chat.model.undo()->undo();
        QVERIFY(chat.sink.all<tell::Restore>().empty());
    }

    void bringsBackAllOfThem()
    {
        Chat chat;
        chat.model.outbox()->discard(s("one"));
        chat.time.advance(UndoModel::DoubleClickMs);
        chat.model.outbox()->discard(s("three"));
        QCOMPARE(chat.model.undo()->count(), 2);
        chat.model.undo()->undo();
        const auto restored = chat.sink.all<tell::Restore>();
        QCOMPARE(restored.size(), std::size_t(2));
        QCOMPARE(restored[0].clientId, s("three"));
        QCOMPARE(restored[1].clientId, s("one"));
        QCOMPARE(chat.model.undo()->count(), 0);
    }

    // The next row slides under the pointer.
    void aDoubleClickDeletesOne()
    {
        Chat chat;
        chat.model.outbox()->discard(s("one"));
        chat.model.outbox()->discard(s("two"));
        chat.time.advance(UndoModel::DoubleClickMs - 1);
        chat.model.outbox()->discard(s("two"));
        QCOMPARE(chat.sink.all<tell::Discard>().size(), std::size_t(1));
        chat.time.advance(1);
        chat.model.outbox()->discard(s("two"));
        QCOMPARE(chat.sink.all<tell::Discard>().size(), std::size_t(2));
    }

    // Taking all words out of a message deletes it, whatever was clicked before.
    void anEmptyTextIsDeletedAndOfferedToo()
    {
        Chat chat;
        chat.model.outbox()->discard(s("one"));
        chat.model.current()->composer()->edit(s("two"));
        chat.model.current()->composer()->saveEdit(QString());
        QCOMPARE(chat.sink.all<tell::Discard>().size(), std::size_t(2));
        QCOMPARE(chat.model.undo()->count(), 2);
    }

    void comesBackToItsPlace()
    {
        Chat chat;
        chat.gone("two");
        QCOMPARE(chat.shown(), QStringList({s("one"), s("three")}));
        ShownMessage back = Chat::waiting("two");
        back.before = s("three");
        chat.say({back});
        QCOMPARE(chat.shown(), QStringList({s("one"), s("two"), s("three")}));
        QCOMPARE(chat.model.outbox()->unsent(), 3);
        back = Chat::waiting("four");
        back.before = s("nobody");
        chat.say({back});
        QCOMPARE(chat.shown().last(), s("four"));
    }

    void saysWhenItMayHaveArrived()
    {
        Chat chat;
        Changes fixed;
        fixed.fixed = {s("one")};
        chat.model.apply(fixed);
        chat.model.outbox()->discard(s("one"));
        QVERIFY(chat.model.undo()->mayHaveArrived());
    }
};

TEST_WITH_CORE_APPLICATION(UndoTest)

} // namespace tst_undo

#include "tst_undo.moc"
