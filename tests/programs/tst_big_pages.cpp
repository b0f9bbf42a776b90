// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <csignal>

namespace tst_big_pages {

using namespace banter::test;

/// Rooms of which a page is more than half a MiB: there a QWebSocket that is left to itself cuts a text in two, at any
/// byte, and the one on the other side refuses what was cut inside a character.
class tst_BigPages final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areReadInEveryScript_data()
    {
        QTest::addColumn<QString>("character");
        QTest::addColumn<int>("characters");
        QTest::addColumn<int>("messages");
        QTest::newRow("400 of 1,000 Chinese characters") << QStringLiteral("漢") << 1'000 << 400;
        QTest::newRow("50 of 16 kB in emoji") << QStringLiteral("😀") << 4'000 << 50;
        QTest::newRow("100 of 8,000 quotation marks") << QStringLiteral("\"") << 8'000 << 100;
        QTest::newRow("120 of 16,000 Latin letters") << QStringLiteral("a") << 16'000 << 120;
    }

    void areReadInEveryScript()
    {
        QFETCH(QString, character);
        QFETCH(int, characters);
        QFETCH(int, messages);
        // One byte more in each than in the one before, so that a cut at any byte meets every place in a character.
        const auto textOf = [&](int number) {
            return QStringLiteral("%1 ").arg(number) + character.repeated(characters);
        };
        Server server({QStringLiteral("--rate"), QStringLiteral("0")});
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        QVERIFY(registerUser(server.url(), QStringLiteral("bo")));
        Cli ann(server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin({QStringLiteral("session")}));
        ann.tell("{'do':'join','room':'lobby'}");
        QVERIFY(ann.waitFor("{'event':'members','room':'lobby'}"));
        for (int number = 1; number <= messages; ++number) {
            ann.tell(QJsonObject{{QStringLiteral("do"), QStringLiteral("send")},
                                 {QStringLiteral("room"), QStringLiteral("lobby")},
                                 {QStringLiteral("text"), textOf(number)}});
        }
        QVERIFY(ann.waitForCount("{'event':'message','room':'lobby','state':'sent'}", messages, 120'000));
        QCOMPARE(ann.matching("{'event':'connection','state':'reconnecting'}").size(), 0);

        Cli bo(server.url(), QStringLiteral("bo"));
        QVERIFY(bo.begin(
            {QStringLiteral("tail"), QStringLiteral("lobby"), QStringLiteral("--since"), QStringLiteral("0")}));
        QVERIFY(bo.waitForCount("{'event':'message','room':'lobby'}", messages, 120'000));
        const QList<QJsonObject> heard = bo.matching("{'event':'message','room':'lobby'}");
        for (int number = 1; number <= messages; ++number) {
            QCOMPARE(heard.at(number - 1).value(QStringLiteral("seq")).toInt(), number);
            QCOMPARE(heard.at(number - 1).value(QStringLiteral("text")).toString(), textOf(number));
        }
        QCOMPARE(bo.matching("{'event':'connection','state':'reconnecting'}").size(), 0);
        bo.signal(SIGTERM);
        QCOMPARE(bo.waitForEnd(), 0);
        ann.tell("{'do':'quit'}");
        QCOMPARE(ann.waitForEnd(), 0);
    }
};

TEST_WITH_CORE_APPLICATION(tst_BigPages)

} // namespace tst_big_pages

#include "tst_big_pages.moc"
