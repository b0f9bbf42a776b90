// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "batch_lines.h"
#include "cli.h"
#include "core/random.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>

#include <csignal>

using namespace banter;
using namespace banter::test;

/// `send ROOM --batch NAME` with a data folder dies at any moment of its life: while it opens its data, signs in,
/// stores, sends, is acknowledged or ends. README.md says how to have more kills.
class tst_BatchKills final : public QObject {
    Q_OBJECT

    static constexpr int Lines = 300;
    /// Kills of one batch before it is run to its end: later ones would find nothing left to send.
    static constexpr int KillsEach = 5;

    /// Gives the sender's exit code, -1 when it was killed `afterUs` after its start.
    static int run(Cli &sender, const QString &input, const QString &room, qint64 afterUs)
    {
        sender.readFrom(input);
        if (!sender.begin({QStringLiteral("send"), room, QStringLiteral("--batch"), room}))
            return -2;
        if (afterUs >= 0) {
            QTest::qWait(int(afterUs / 1'000));
            QThread::usleep(static_cast<unsigned long>(afterUs % 1'000));
            sender.signal(SIGKILL);
        }
        const int code = sender.waitForEnd(60'000);
        if (code > 0)
            qWarning("after %lld us: %s", afterUs, sender.errors().constData());
        return code;
    }

private Q_SLOTS:
    void eachLineIsThereOnce()
    {
        const QByteArray given = qgetenv("BANTER_KILLS");
        const int kills = given.isEmpty() ? 20 : given.toInt();
        const QByteArray seedGiven = qgetenv("BANTER_SEED");
        const quint64 seed = seedGiven.isEmpty() ? 20261124 : seedGiven.toULongLong();
        SeededRandom random(seed);
        Server server({QStringLiteral("--rate"), QStringLiteral("0")});
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        QTemporaryFile input;
        QVERIFY(input.open());
        input.write(numberedLines(Lines));
        QVERIFY(input.flush());
        QTemporaryDir folder;
        const auto attempt = [&](const QString &room, qint64 afterUs) {
            Cli ann(server.url(), QStringLiteral("ann"));
            ann.setOptions({QStringLiteral("--data"), folder.path()});
            return run(ann, input.fileName(), room, afterUs);
        };
        // How long one lives that nobody kills.
        QElapsedTimer life;
        life.start();
        QCOMPARE(attempt(QStringLiteral("whole"), -1), 0);
        const qint64 lifeUs = life.nsecsElapsed() / 1'000;

        int killed = 0;
        for (int batch = 1; killed < kills; ++batch) {
            const QString room = QStringLiteral("batch-%1").arg(batch);
            for (int i = 0; i < KillsEach; ++i) {
                const qint64 afterUs = qint64(random.below(quint64(lifeUs)));
                const int code = attempt(room, afterUs);
                QVERIFY2(code == -1 || code == 0, qPrintable(QString::number(code)));
                killed += code == -1 ? 1 : 0;
            }
            QCOMPARE(attempt(room, -1), 0);
            QVERIFY2(holdsInOrder(server, room, Lines),
                     qPrintable(QStringLiteral("BANTER_SEED=%1, %2 kills").arg(seed).arg(killed)));
        }
        QVERIFY(killed >= kills);
        qInfo("seed %llu: %d kills within %lld ms of the start, each of %d lines of every batch there once", seed,
              killed, lifeUs / 1'000, Lines);
    }
};

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsSet("BANTER_KILLS")) // Qt Test ends a test after five minutes unless told otherwise
        qputenv("QTEST_FUNCTION_TIMEOUT", "3600000");
    QCoreApplication app(argc, argv);
    tst_BatchKills test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_batch_kills.moc"
