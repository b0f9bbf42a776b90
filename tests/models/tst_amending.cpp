// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/find_model.h"
#include "models/room_timelines.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

namespace tst_amending {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");

Amendment edit(Seq seq, qint64 rev, const QString &text)
{
    return {Lobby, message(seq).message.id, seq, rev, Amendment::Words{text, 100 + rev}};
}

Amendment deletion(Seq seq, qint64 rev)
{
    return {Lobby, message(seq).message.id, seq, rev, std::nullopt, QStringLiteral("ann")};
}

/// The lobby's timeline with messages 1 to 9, among those of an account.
struct Scene {
    Scene() { say(1, 9); }
    void say(Seq first, Seq last)
    {
        Changes changes;
        for (Seq seq = first; seq <= last; ++seq) {
            changes.messages.push_back(message(seq));
        }
        timelines.apply(changes);
    }
    void amend(std::vector<Amendment> amended)
    {
        Changes changes;
        changes.amended = std::move(amended);
        timelines.apply(changes);
    }
    QVariant at(Seq seq, const char *role) const
    {
        const int row = model.rowOf(model.rows().place(seq));
        return model.index(row).data(model.roleNames().key(role));
    }

    FakeTime time;
    FakeSink sink;
    RoomTimelines timelines{sink, time.parts()};
    TimelineModel &model = timelines.of(Lobby, {});
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

// What the views make of messages that change.
class AmendingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsChangeWhereTheyAre()
    {
        Scene scene;
        const QString key = scene.at(4, "key").toString();
        const QSignalSpy changed(&scene.model, &QAbstractItemModel::dataChanged);
        const QSignalSpy reset(&scene.model, &QAbstractItemModel::modelReset);
        const QSignalSpy inserted(&scene.model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&scene.model, &QAbstractItemModel::rowsRemoved);
        scene.amend({edit(4, 1, QStringLiteral("better"))});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].value<QModelIndex>().row(), 5);
        QCOMPARE(changed[0][1].value<QModelIndex>().row(), 5);
        QCOMPARE(scene.at(4, "text").toString(), QStringLiteral("better"));
        QCOMPARE(scene.at(4, "editedAt").toString().isEmpty(), false);
        QCOMPARE(scene.at(4, "deleted").toBool(), false);
        QCOMPARE(scene.at(3, "editedAt").toString().isEmpty(), true);
        scene.amend({deletion(4, 2)});
        QCOMPARE(scene.at(4, "text").toString(), QString());
        QCOMPARE(scene.at(4, "editedAt").toString().isEmpty(), true);
        QCOMPARE(scene.at(4, "deleted").toBool(), true);
        QCOMPARE(scene.at(4, "key").toString(), key);
        QCOMPARE(reset.count() + inserted.count() + removed.count(), 0);
    }

    // One announcement for neighbours of one frame, whatever the order in which they changed.
    void neighboursAreOneChange()
    {
        Scene scene;
        const QSignalSpy changed(&scene.model, &QAbstractItemModel::dataChanged);
        scene.amend({edit(5, 1, QStringLiteral("e")), edit(3, 2, QStringLiteral("c")), deletion(8, 3),
                     edit(4, 4, QStringLiteral("d")), edit(5, 5, QStringLiteral("f")),
                     edit(99, 6, QStringLiteral("not here"))});
        QCOMPARE(changed.count(), 2);
        QCOMPARE(changed[0][0].value<QModelIndex>().row(), 4); // 5, 4 and 3
        QCOMPARE(changed[0][1].value<QModelIndex>().row(), 6);
        QCOMPARE(changed[1][0].value<QModelIndex>().row(), 1);
        QCOMPARE(scene.at(5, "text").toString(), QStringLiteral("f"));
        scene.amend({edit(5, 5, QStringLiteral("again")), edit(5, 2, QStringLiteral("late"))});
        QCOMPARE(changed.count(), 2);
        QCOMPARE(scene.at(5, "text").toString(), QStringLiteral("f"));
    }

    // The store may know less than the row, where the disk is full.
    void whatIsGivenAgainDoesNotUndoIt()
    {
        Scene scene;
        scene.amend({deletion(4, 3), edit(5, 4, QStringLiteral("better"))});
        scene.say(3, 6);
        QCOMPARE(scene.at(4, "deleted").toBool(), true);
        QCOMPARE(scene.at(4, "text").toString(), QString());
        QCOMPARE(scene.at(5, "text").toString(), QStringLiteral("better"));
        Changes newer;
        newer.messages = {message(5)};
        newer.messages[0].message.text = QStringLiteral("newest");
        newer.messages[0].message.rev = 9;
        scene.timelines.apply(newer);
        QCOMPARE(scene.at(5, "text").toString(), QStringLiteral("newest"));
    }

    // Both came within one frame.
    void oneThatChangesInTheFrameInWhichItComes()
    {
        Scene scene;
        Changes changes;
        changes.messages = {message(10)};
        changes.amended = {edit(10, 1, QStringLiteral("at once"))};
        scene.timelines.apply(changes);
        QCOMPARE(scene.at(10, "text").toString(), QStringLiteral("at once"));
    }

    void whatWasFoundChangesToo()
    {
        FakeTime time;
        FakeSink sink;
        FindModel model{sink, time.parts()};
        const QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
        model.setTyped(QStringLiteral("text"));
        time.advance(FindModel::PauseMs);
        model.apply({sink.all<tell::Search>().back().number,
                     {QStringLiteral("text")},
                     {message(3).message, message(2).message, message(1).message},
                     false});
        QCOMPARE(model.count(), 3);
        model.amend({edit(2, 1, QStringLiteral("another text"))});
        QCOMPARE(column(model, "before")[1], QStringLiteral("another "));
        QCOMPARE(column(model, "hit")[1], QStringLiteral("text"));
        const QSignalSpy counted(&model, &FindModel::countChanged);
        model.amend({deletion(3, 2), edit(77, 3, QStringLiteral("x"))});
        QCOMPARE(model.count(), 2);
        QCOMPARE(counted.count(), 1);
        QCOMPARE(model.seqAt(0), qint64(2));
    }
};

TEST_WITH_CORE_APPLICATION(AmendingTest)

} // namespace tst_amending

#include "tst_amending.moc"
