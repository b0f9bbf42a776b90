// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/manager.h"
#include "connection/recording_text.h"
#include "tests/connection/recordings.h"
#include "tests/connection/walk.h"
#include "tests/support/fake_link.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTest>

namespace tst_recordings {

using namespace banter;
using namespace banter::connection;
using namespace banter::testing;

namespace {

Recording readBack(const Recording &recording)
{
    const Result<Recording> read = readRecording(recordingLines(recording));
    if (!read.ok())
        qFatal("%s", qPrintable(read.error().message));
    return read.value();
}

bool isSame(const Recording &one, const Recording &other)
{
    return one.from == other.from && one.steps == other.steps;
}

} // namespace

class RecordingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWalkIsWalkedAgain_data();
    void aWalkIsWalkedAgain();
    void anotherDecisionIsNoticed();
    void framesInARowAreOneStep();
    void keepsTheNewestSteps();
    void holdsNothingThatAnybodyWrote();
    void refusesWhatIsNoRecording_data();
    void refusesWhatIsNoRecording();
    void realConnectionsAreWalkedAgain_data();
    void realConnectionsAreWalkedAgain();
};

void RecordingsTest::aWalkIsWalkedAgain_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<int>("events");
    for (quint64 seed = 1; seed <= 10; ++seed) // some fit in whole, of the others the beginning is gone
        QTest::addRow("seed %llu", seed) << seed << int(seed % 3 == 0 ? 300 : 5'000);
}

void RecordingsTest::aWalkIsWalkedAgain()
{
    QFETCH(quint64, seed);
    QFETCH(int, events);
    Walk walk(seed);
    SeededRandom random(seed * 7919);
    for (int i = 0; i < events; ++i)
        walk.wander(random);
    const Recording recording = walk.recorder.recording();
    QVERIFY(recording.steps.size() > 100);
    const Recording read = readBack(recording);
    QVERIFY(isSame(read, recording));
    QCOMPARE(firstDifference(read), QString());
}

void RecordingsTest::anotherDecisionIsNoticed()
{
    Walk walk;
    walk.connectFully();
    walk.end(EndKind::Lost);
    walk.run(60'000);
    const Recording recording = walk.recorder.recording();
    QCOMPARE(firstDifference(recording), QString());
    const auto spoilt = [&](const std::function<void(Step &)> &spoil) {
        for (std::size_t i = 0; i < recording.steps.size(); ++i) {
            if (recording.steps[i].draws.empty())
                continue;
            Recording other = recording;
            spoil(other.steps[i]);
            return firstDifference(other);
        }
        return QStringLiteral("no step with a draw");
    };
    QVERIFY(spoilt([](Step &step) { step.draws[0] = 0.999 - step.draws[0]; }).startsWith(QStringLiteral("Step")));
    QVERIFY(spoilt([](Step &step) { step.effects.pop_back(); }).startsWith(QStringLiteral("Step")));
    QVERIFY(spoilt([](Step &step) { ++step.after.attempt; }).startsWith(QStringLiteral("Step")));
    QVERIFY(spoilt([](Step &step) { step.now -= 5; }).startsWith(QStringLiteral("Step")));
}

void RecordingsTest::framesInARowAreOneStep()
{
    Walk walk;
    walk.connectFully();
    const std::size_t before = walk.recorder.recording().steps.size();
    for (int i = 0; i < 5'000; ++i) {
        ++walk.now;
        walk.step(event::Inbound{walk.machine.link()});
    }
    const Ms last = walk.now;
    walk.run(24'999); // the heartbeat counts from the last of them
    const Recording recording = readBack(walk.recorder.recording());
    QCOMPARE(recording.steps.size(), before + 2);
    QCOMPARE(recording.steps[before].times, std::int64_t(5'000));
    QCOMPARE(recording.steps[before].now, last);
    QCOMPARE(firstDifference(recording), QString());
    // The byte that ends a wait for a pong is a decision, and a step of its own.
    walk.run(10);
    QCOMPARE(walk.machine.phase(), Phase::AwaitingPong);
    walk.step(event::Inbound{walk.machine.link()});
    walk.step(event::Inbound{walk.machine.link()});
    // The two timers of a connection that is half a minute old came between.
    QCOMPARE(walk.recorder.recording().steps.size(), before + 6);
    QCOMPARE(firstDifference(walk.recorder.recording()), QString());
}

void RecordingsTest::keepsTheNewestSteps()
{
    Walk walk;
    walk.step(event::UserConnects{});
    while (walk.recorder.recording().steps.back().number < 3 * Recorder::MaxSteps) {
        walk.end(EndKind::Refused);
        walk.run(40'000);
    }
    const Recording recording = walk.recorder.recording();
    QCOMPARE(recording.steps.size(), Recorder::MaxSteps);
    for (std::size_t i = 1; i < recording.steps.size(); ++i)
        QCOMPARE(recording.steps[i].number, recording.steps[i - 1].number + 1);
    QVERIFY(recording.from.attempt > 100);
    QCOMPARE(firstDifference(recording), QString());
}

void RecordingsTest::holdsNothingThatAnybodyWrote()
{
    const QString secret = QStringLiteral("hunter2");
    ManualClock clock;
    ManualScheduler scheduler{clock};
    SeededRandom random{7};
    FakeLinkFactory links;
    ConnectionManager manager({links, clock, random, scheduler, nullptr}, [&] {
        LinkRequest request;
        request.url = QUrl(QStringLiteral("ws://hunter2.example/hunter2?token=hunter2"));
        request.headers = {{"Authorization", "Bearer hunter2"}};
        return request;
    });
    const auto open = [&] {
        const std::size_t before = links.links.size();
        manager.connectWanted();
        for (int second = 0; second < 60 && links.links.size() == before; ++second)
            scheduler.run(1'000);
        links.last().link->beOpened(secret);
        scheduler.settle();
    };
    open();
    manager.helloAccepted();
    manager.resumed();
    scheduler.settle();
    manager.send({false, "hunter2"});
    links.last().link->hear("hunter2");
    links.last().link->pong("hunter2");
    scheduler.settle();
    manager.protocolBroken(secret);
    open();
    manager.helloPostponed(ConnectionTrouble::TooMany, 10, secret);
    open();
    links.last().link->end(LinkEnd::Kind::CloseFrame, 1001, secret);
    scheduler.settle();
    open();
    manager.peerLost(secret);
    open();
    manager.helloRefused(ConnectionTrouble::Credentials, secret);
    scheduler.settle();
    const Recording recording = manager.recording()->recording;
    QVERIFY(recording.steps.size() > 20);
    const QByteArray lines = recordingLines(recording);
    QVERIFY2(!lines.contains("hunter2"), lines.constData());
    QVERIFY(lines.contains("1001"));
    QCOMPARE(firstDifference(readBack(recording)), QString());
}

void RecordingsTest::refusesWhatIsNoRecording_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char *name, const char *from, const char *to) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to);
    };
    row("another version", "\"version\":1", "\"version\":2");
    row("no first line", "\"event\":\"recording\"", "\"event\":\"other\"");
    row("a line that is none", "{\"at\"", "{at");
    row("an unknown event", "\"user-connects\"", "\"user-wishes\"");
    row("an unknown effect", "\"dial\"", "\"ring\"");
    row("an unknown phase", "\"phase\":\"dialling\"", "\"phase\":\"dreaming\"");
    row("a missing field", "\"times\":1", "\"time\":1");
    row("a wrong type", "\"draws\":[]", "\"draws\":7");
    row("fewer steps than it says", "\"steps\":1", "\"steps\":2");
}

void RecordingsTest::refusesWhatIsNoRecording()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    Walk walk;
    walk.step(event::UserConnects{});
    QByteArray lines = recordingLines(walk.recorder.recording());
    QVERIFY(readRecording(lines).ok());
    QVERIFY2(lines.contains(from), lines.constData());
    QVERIFY(!readRecording(lines.replace(from, to)).ok());
}

void RecordingsTest::realConnectionsAreWalkedAgain_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(QStringLiteral(BANTER_RECORDINGS_DIR));
    const QStringList names = folder.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name);
    QVERIFY(names.size() >= 4);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void RecordingsTest::realConnectionsAreWalkedAgain()
{
    QFETCH(QString, file);
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const Result<Recording> recording = readRecording(in.readAll());
    QVERIFY2(recording.ok(), recording.ok() ? "" : qPrintable(recording.error().message));
    QVERIFY(recording.value().steps.size() > 3);
    QCOMPARE(firstDifference(recording.value()), QString());
}

TEST_WITH_CORE_APPLICATION(RecordingsTest)

} // namespace tst_recordings

#include "tst_recordings.moc"
