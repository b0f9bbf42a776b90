// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "batch_lines.h"
#include "cli.h"
#include "core/random.h"
#include "server.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <map>

namespace tst_batches {

using namespace banter;
using namespace banter::test;

/// Many lines at once, and a sender that dies.
class tst_Batches final : public QObject {
    Q_OBJECT

    static QByteArray longLine(int number, int size)
    {
        return (QByteArray::number(number) + ' ').leftJustified(size, 'x');
    }

    static QStringList words(const char *text) { return QString::fromUtf8(text).split(u' '); }

private Q_SLOTS:
    void tenThousandLinesArriveOnceAndInOrder()
    {
        Server server(words("--rate 0"));
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        Cli ann(server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin(words("send flood")));
        ann.write(numberedLines(10'000));
        ann.closeInput();
        QCOMPARE(ann.waitForEnd(90'000), 0);
        QVERIFY(holdsInOrder(server, QStringLiteral("flood"), 10'000));
    }

    void aLimitedServerLosesNothing()
    {
        Server server(words("--rate 50"));
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        Cli ann(server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin(words("send slow")));
        ann.write(numberedLines(500));
        ann.closeInput();
        QCOMPARE(ann.waitForEnd(90'000), 0);
        QCOMPARE(ann.errors(), QByteArray());
        QVERIFY(holdsInOrder(server, QStringLiteral("slow"), 500));
    }

    // As a run leaves it that was killed without a connection: long lines find no room behind it, short ones do.
    void anOutboxThatIsFullKeepsTheOrder()
    {
        constexpr int Earlier = 524; // of 32,000 bytes each, so that 9,216 of 16 MiB are left
        constexpr int Lines = 40;
        Server server(words("--rate 0"));
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        const QTemporaryDir folder;
        const QStringList options{QStringLiteral("--data"), folder.path()};
        Cli earlier(server.url(), QStringLiteral("ann"));
        earlier.setOptions(options);
        QVERIFY(earlier.begin(words("session")));
        earlier.tell("{'do':'join','room':'long'}");
        QVERIFY(earlier.waitFor("{'event':'members','room':'long'}"));
        earlier.tell("{'do':'disconnect'}");
        QVERIFY(earlier.waitFor("{'event':'connection','state':'disconnected'}"));
        for (int i = 1; i <= Earlier; ++i) {
            earlier.tell(QJsonObject{{QStringLiteral("do"), QStringLiteral("send")},
                                     {QStringLiteral("room"), QStringLiteral("long")},
                                     {QStringLiteral("text"), QString::fromLatin1(longLine(i, 16'000))}});
        }
        QVERIFY(earlier.waitForCount("{'event':'message','state':'pending'}", Earlier, 60'000));
        earlier.killNow();

        Cli ann(server.url(), QStringLiteral("ann"));
        ann.setOptions(options);
        QVERIFY(ann.begin(words("send long --batch june")));
        for (int i = 1; i <= Lines; ++i) {
            ann.write(longLine(Earlier + i, i % 2 == 1 ? 16'000 : 20) + '\n');
        }
        ann.closeInput();
        QCOMPARE(ann.waitForEnd(60'000), 0);
        QCOMPARE(ann.errors(), QByteArray());

        Cli reader(server.url(), QStringLiteral("ann"));
        QVERIFY(reader.begin(words("tail long --since 0")));
        QVERIFY(reader.waitForCount("{'event':'message'}", Earlier + Lines, 60'000));
        int number = 0;
        for (const QJsonObject &message : reader.matching("{'event':'message'}")) {
            const QString text = message.value(QStringLiteral("text")).toString();
            QCOMPARE(text.section(u' ', 0, 0).toInt(), ++number);
        }
        QCOMPARE(number, Earlier + Lines);
    }

    void aBatchSurvivesItsSender_data()
    {
        QTest::addColumn<bool>("withData");
        QTest::newRow("with a data folder") << true;
        QTest::newRow("without") << false;
    }

    void aBatchSurvivesItsSender()
    {
        QFETCH(bool, withData);
        constexpr quint64 Seed = 20261121;
        constexpr int Kills = 10;
        constexpr int Lines = 400;
        SeededRandom random(Seed + (withData ? 1 : 0));
        Server server(words("--rate 0"));
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        QTemporaryDir folder;
        const QStringList options = withData ? QStringList{QStringLiteral("--data"), folder.path()} : QStringList();
        const QByteArray lines = numberedLines(Lines);
        int killed = 0;
        for (int round = 0; round < Kills; ++round) {
            Cli ann(server.url(), QStringLiteral("ann"));
            ann.setOptions(options);
            QVERIFY(ann.begin(words("send crash --batch june")));
            // Piece by piece, with pauses of random length, so that every moment of it can be hit.
            qsizetype written = 0;
            const auto until = qsizetype(random.below(quint64(lines.size())));
            while (written < until && ann.isRunning()) {
                const qsizetype piece = qMin<qsizetype>(until - written, 200);
                ann.write(lines.mid(written, piece));
                written += piece;
                QTest::qWait(int(random.below(20)));
            }
            ann.signal(SIGKILL);
            QCOMPARE(ann.waitForEnd(), -1);
            ++killed;
        }
        QCOMPARE(killed, Kills);
        Cli ann(server.url(), QStringLiteral("ann"));
        ann.setOptions(options);
        QVERIFY(ann.begin(words("send crash --batch june")));
        ann.write(lines);
        ann.closeInput();
        QCOMPARE(ann.waitForEnd(60'000), 0);
        QVERIFY2(holdsInOrder(server, QStringLiteral("crash"), Lines), qPrintable(QStringLiteral("seed %1").arg(Seed)));

        // Once more is nothing new.
        Cli again(server.url(), QStringLiteral("ann"));
        again.setOptions(options);
        QVERIFY(again.begin(words("send crash --batch june")));
        again.write(lines);
        again.closeInput();
        QCOMPARE(again.waitForEnd(60'000), 0);
        Cli count(server.url(), QStringLiteral("ann"));
        QCOMPARE(count.run(words("rooms")), 0);
        QCOMPARE(count.matching("{'event':'room','room':'crash'}").constFirst().value(QStringLiteral("lastSeq")),
                 Lines);
    }
};

TEST_WITH_CORE_APPLICATION(tst_Batches)

} // namespace tst_batches

#include "tst_batches.moc"
