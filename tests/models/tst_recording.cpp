// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/recorder.h"
#include "models/connection_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

namespace tst_recording {

using namespace banter;
using namespace banter::testing;

namespace {

using namespace banter::connection;

/// A machine whose steps are recorded.
class Recorded {
public:
    void step(const Event &event, Ms after = 0)
    {
        m_now += after;
        Step step;
        step.at = 1'700'000'000'000 + m_now;
        step.now = m_now;
        step.event = event;
        step.effects = m_machine.step(event, m_now, [&] { return step.draws.emplace_back(0.5); });
        m_recorder.note(m_machine, std::move(step));
    }
    void connectFully()
    {
        step(event::UserConnects{});
        step(event::LinkOpened{m_machine.link()}, 20);
        step(event::HelloAccepted{}, 30);
        step(event::Resumed{}, 10);
    }
    std::uint64_t link() const { return m_machine.link(); }
    std::uint64_t timer() const { return m_machine.phaseTimer(); }
    ConnectionRecording recording() const { return {m_recorder.recording()}; }

private:
    Machine m_machine;
    Recorder m_recorder;
    Ms m_now = 1'000'000;
};

} // namespace

class TestRecording : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatHappenedTheNewestFirst()
    {
        RecordingModel model;
        const QAbstractItemModelTester tester(&model);
        Recorded connection;
        connection.connectFully();
        connection.step(event::LinkEnded{connection.link(), EndKind::CloseFrame, 1001, 0}, 5'000);
        model.apply(connection.recording());
        QCOMPARE(
            column(model, "what"),
            (QStringList{QStringLiteral("The server closed with code 1001. The server is stopping or restarting."),
                         QStringLiteral("Every open room is up to date."),
                         QStringLiteral("The server accepted the sign-in."),
                         QStringLiteral("The line to the server is open."), QStringLiteral("You wanted to connect.")}));
        QCOMPARE(column(model, "decision"),
                 (QStringList{QStringLiteral("Tries again in 2.9 s."), QStringLiteral("Connected."),
                              QStringLiteral("Asked for what was missed."), QStringLiteral("Sent the sign-in."),
                              QStringLiteral("Dialled, attempt 1.")}));
        QCOMPARE(model.index(0).data(RecordingModel::StateRole).toInt(), int(ConnectionModel::Reconnecting));
        QCOMPARE(model.index(1).data(RecordingModel::StateRole).toInt(), int(ConnectionModel::Connected));
    }

    void growsByRows()
    {
        RecordingModel model;
        const QAbstractItemModelTester tester(&model);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        Recorded connection;
        connection.connectFully();
        model.apply(connection.recording());
        QCOMPARE(inserted.size(), 1);
        connection.step(event::Inbound{connection.link()}, 1);
        model.apply(connection.recording());
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(model.index(0).data(RecordingModel::WhatRole).toString(), QStringLiteral("1 frame(s) came in."));
        connection.step(event::Inbound{connection.link()}, 1);
        connection.step(event::RetryNow{}, 1);
        model.apply(connection.recording());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(inserted.size(), 3);
        QCOMPARE(model.index(1).data(RecordingModel::WhatRole).toString(), QStringLiteral("2 frame(s) came in."));
        QCOMPARE(model.index(0).data(RecordingModel::DecisionRole).toString(), QStringLiteral("Sent a ping."));
        model.apply(connection.recording());
        QCOMPARE(inserted.size() + changed.size() + reset.size(), 4);
    }

    void forgetsWithTheRecorder()
    {
        RecordingModel model;
        const QAbstractItemModelTester tester(&model);
        Recorded connection;
        for (int i = 0; i < 300; ++i) {
            connection.connectFully();
            connection.step(event::UserDisconnects{}, 2'000);
            if (i % 50 == 0)
                model.apply(connection.recording());
        }
        model.apply(connection.recording());
        QCOMPARE(model.count(), int(Recorder::MaxSteps));
        QCOMPARE(model.index(0).data(RecordingModel::WhatRole).toString(), QStringLiteral("You wanted to disconnect."));
        // Another connection is another recording.
        Recorded other;
        other.connectFully();
        model.apply(other.recording());
        QCOMPARE(model.count(), 4);
        model.apply(ConnectionRecording{});
        QCOMPARE(model.count(), 0);
    }

    void deadlinesAreNamedByWhatWasAwaited()
    {
        RecordingModel model;
        Recorded connection;
        connection.step(event::UserConnects{});
        connection.step(event::TimerFired{connection.timer()}, 10'000);
        connection.step(event::TimerFired{connection.timer()}, 1'000);
        model.apply(connection.recording());
        QCOMPARE(column(model, "what").first(2),
                 (QStringList{QStringLiteral("The wait is over."),
                              QStringLiteral("The server did not answer the dial in time.")}));
        QCOMPARE(column(model, "decision").first(2),
                 (QStringList{QStringLiteral("Dialled, attempt 2."), QStringLiteral("Tries again in 1.0 s.")}));
    }

    void isSavedAsItIsWritten()
    {
        RecordingModel model;
        Recorded connection;
        connection.connectFully();
        model.apply(connection.recording());
        QVERIFY(model.text().startsWith(QStringLiteral("{\"event\":\"recording\"")));
        QCOMPARE(model.text().count(u'\n'), 5);
        QVERIFY(model.fileName().endsWith(QStringLiteral(".jsonl")));
        const QTemporaryDir folder;
        const QString file = folder.filePath(model.fileName());
        QSignalSpy saved(&model, &RecordingModel::saved);
        QSignalSpy failed(&model, &RecordingModel::saveFailed);
        model.save(QUrl::fromLocalFile(file));
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(saved[0][0].toString(), file);
        QFile in(file);
        QVERIFY(in.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(in.readAll()), model.text());
        model.save(QUrl::fromLocalFile(file + QStringLiteral("/no such folder/x")));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("could not be saved")));
        QCOMPARE(saved.size(), 1);
    }

    void itIsFollowedOnlyWhileSomebodyLooks()
    {
        FakeTime time;
        FakeSink sink;
        ConnectionModel model(sink, time.parts());
        model.followRecording(true);
        model.followRecording(false);
        const auto told = sink.all<tell::FollowRecording>();
        QCOMPARE(told.size(), std::size_t(2));
        QVERIFY(told[0].active && !told[1].active);
    }
};

TEST_WITH_CORE_APPLICATION(TestRecording)

} // namespace tst_recording

#include "tst_recording.moc"
