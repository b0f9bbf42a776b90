// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"

#include <QFile>
#include <QImage>
#include <QTest>

#include <csignal>

using namespace banter::test;

namespace {

constexpr int LongMs = 120'000; // a demo gathers its people first
const QString Variable = QStringLiteral("BANTER_TEST_PASSWORD");

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

// What somebody sees who starts banter by hand.
class TestDesktopProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        for (const char *line :
             {"--loud", "more", "--server ws://h", "--user ann", "--host --user ann", "--server ws://a@h:1 --user ann",
              "--demo --host --user ann", "--theme pink", "--size 3", "--after 5", "--data="})
            QTest::newRow(line) << words(line);
    }

    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        Program banter("banter");
        QVERIFY(banter.start(arguments));
        QCOMPARE(banter.waitForEnd(), 2);
        QVERIFY2(banter.errors().contains("banter: "), banter.errors().constData());
    }

    void picturesTheDemo()
    {
        QTemporaryDir folder;
        const QString picture = folder.filePath(QStringLiteral("demo.png"));
        Program banter("banter");
        QVERIFY(banter.start({QStringLiteral("--demo"), QStringLiteral("--size"), QStringLiteral("900x600"),
                              QStringLiteral("--screenshot"), picture}));
        QCOMPARE(banter.waitForEnd(LongMs), 0);
        const QImage image(picture);
        QCOMPARE(image.size(), QSize(900, 600));
        QVERIFY(image.pixelColor(2, 2).isValid());
    }

    void saysThatASignInFailed()
    {
        Server server;
        QVERIFY(server.up());
        QTemporaryDir folder;
        Program banter("banter");
        banter.setVariable("BANTER_TEST_PASSWORD", QStringLiteral("wrong horse"));
        QVERIFY(banter.start({QStringLiteral("--data"), folder.path(), QStringLiteral("--server"), server.url(),
                              QStringLiteral("--user"), QStringLiteral("nobody"), QStringLiteral("--password-env"),
                              Variable, QStringLiteral("--screenshot"), folder.filePath(QStringLiteral("a.png"))}));
        QCOMPARE(banter.waitForEnd(LongMs), 1);
        QVERIFY2(banter.errors().contains("banter: "), banter.errors().constData());
    }

    void showsThatItsFolderCannotBeUsed()
    {
        QTemporaryDir folder;
        const QString data = folder.filePath(QStringLiteral("data"));
        QFile inTheWay(data);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const QString picture = folder.filePath(QStringLiteral("trouble.png"));
        Program banter("banter");
        QVERIFY(banter.start({QStringLiteral("--data"), data, QStringLiteral("--screenshot"), picture}));
        QCOMPARE(banter.waitForEnd(LongMs), 1);
        QVERIFY2(banter.errors().contains(data.toUtf8()), banter.errors().constData());
        QVERIFY(!QImage(picture).isNull());
    }

    void stopsOnSigterm()
    {
        QTemporaryDir folder;
        Program banter("banter");
        banter.setVariable("BANTER_TRACE_START", QStringLiteral("1"));
        QVERIFY(banter.start({QStringLiteral("--data"), folder.path()}));
        QVERIFY(banter.waitUntil([&] { return banter.errors().contains("first frame"); }, LongMs));
        banter.signal(SIGTERM);
        QCOMPARE(banter.waitForEnd(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDesktopProgram)
#include "tst_desktop_program.moc"
