// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/recorder.h"
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>

namespace tst_diagnostics {

using namespace banter;
using namespace banter::testing;

// What is behind the connection indicator, by mouse and keys.
class TestDiagnostics : public QObject {
    Q_OBJECT

    static void open(World &world)
    {
        world.signIn();
        world.enter();
        QObject *host = world.window->findChild<QObject *>(QStringLiteral("dialogs"));
        QVERIFY(host && QMetaObject::invokeMethod(host, "diagnostics"));
        QTRY_VERIFY(host->property("open").toBool());
        Changes changes;
        changes.recording = badMorning(world.time.clock.wallMs());
        world.say(changes);
        world.settle();
    }

    static void showEvents(World &world)
    {
        QQuickItem &faces = world.item(QStringLiteral("faces"));
        QTest::mouseClick(world.window, Qt::LeftButton, {},
                          faces.mapToScene({faces.width() * 3 / 4, faces.height() / 2}).toPoint());
        world.settle();
    }

private Q_SLOTS:
    void theRecordingIsFollowedWhileTheDialogIsOpen()
    {
        World world;
        open(world);
        const auto opened = world.told().all<tell::FollowRecording>();
        QCOMPARE(opened.size(), std::size_t(1));
        QVERIFY(opened[0].active);
        world.key(Qt::Key_Escape);
        QTRY_COMPARE(world.told().all<tell::FollowRecording>().size(), std::size_t(2));
        QVERIFY(!world.told().all<tell::FollowRecording>()[1].active);
        QCOMPARE(world.complaints(), QStringList());
    }

    void theEventsAreListedTheNewestFirst()
    {
        World world;
        open(world);
        QVERIFY(!world.find(QStringLiteral("recording")));
        showEvents(world);
        QQuickItem &list = world.item(QStringLiteral("recording"));
        QCOMPARE(list.property("count").toInt(), int(badMorning(world.time.clock.wallMs())->recording.steps.size()));
        QVERIFY(!world.find(QStringLiteral("accept")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void copyPutsItOnTheClipboard()
    {
        World world;
        open(world);
        showEvents(world);
        QGuiApplication::clipboard()->clear();
        world.click(world.item(QStringLiteral("copyRecording")));
        QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("{\"event\":\"recording\"")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void saveAsAsksWhereAndSaves()
    {
        World world;
        open(world);
        showEvents(world);
        QObject *dialog = world.window->findChild<QObject *>(QStringLiteral("saveDialog"));
        QVERIFY(dialog);
        world.click(world.item(QStringLiteral("saveRecording")));
        QTRY_VERIFY(dialog->property("visible").toBool());
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("it.jsonl"));
        dialog->setProperty("selectedFile", QUrl::fromLocalFile(file));
        QVERIFY(QMetaObject::invokeMethod(dialog, "accepted")); // as the button of the system's dialog does
        QTRY_VERIFY(QFile::exists(file));
        QFile in(file);
        QVERIFY(in.open(QIODevice::ReadOnly));
        QVERIFY(in.readAll().contains("\"link-ended\""));
        QTRY_COMPARE(world.session().connection()->recording()->count() > 0, true);
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestDiagnostics)

} // namespace tst_diagnostics

#include "tst_diagnostics.moc"
