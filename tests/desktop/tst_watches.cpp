// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/input_watch.h"
#include "desktop/system_look.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QGuiApplication>
#include <QMouseEvent>
#include <QPalette>
#include <QSignalSpy>
#include <QWindow>
#include <QtTest>

namespace tst_watches {

using namespace banter;

class WatchesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inputIsToldOnceASecond()
    {
        testing::ManualClock clock;
        InputWatch watch(clock, *qGuiApp);
        const QSignalSpy input(&watch, &InputWatch::input);
        QWindow window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::keyClick(&window, Qt::Key_A);
        QTest::keyClick(&window, Qt::Key_B);
        QCOMPARE(input.count(), 1);
        clock.advance(InputWatch::QuietMs);
        QTest::mouseMove(&window, QPoint(5, 5));
        QTRY_COMPARE(input.count(), 2);
        clock.advance(InputWatch::QuietMs);
        window.resize(50, 50); // nobody did that by hand
        QCoreApplication::processEvents();
        QCOMPARE(input.count(), 2);
        QTest::mouseClick(&window, Qt::LeftButton);
        QCOMPARE(input.count(), 3);
    }

    // A window that comes or goes under a pointer at rest, as a screen saver's does, has it told again where it is.
    void aPointerThatRestsIsNoInput()
    {
        testing::ManualClock clock;
        InputWatch watch(clock, *qGuiApp);
        const QSignalSpy input(&watch, &InputWatch::input);
        QWindow window;
        const auto move = [&](QPointF local, QPointF global) {
            clock.advance(InputWatch::QuietMs);
            QMouseEvent event(QEvent::MouseMove, local, global, Qt::NoButton, Qt::NoButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&window, &event);
        };
        move({5, 5}, {105, 105});
        QCOMPARE(input.count(), 1);
        move({5, 5}, {105, 105});
        move({25, 5}, {105, 105}); // it is the window that moved
        QCOMPARE(input.count(), 1);
        move({25, 5}, {106, 105});
        QCOMPARE(input.count(), 2);
    }

    void thePaletteTellsDarkFromLight()
    {
        QPalette light;
        light.setColor(QPalette::Window, Qt::white);
        light.setColor(QPalette::WindowText, Qt::black);
        QPalette dark;
        dark.setColor(QPalette::Window, Qt::black);
        dark.setColor(QPalette::WindowText, Qt::white);
        QGuiApplication::setPalette(light);
        SystemLook look;
        QVERIFY(!look.dark());
        QSignalSpy changed(&look, &SystemLook::darkChanged);
        QGuiApplication::setPalette(dark);
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(look.dark());
        QGuiApplication::setPalette(light);
        QTRY_VERIFY(!look.dark());
    }
};

TEST_WITH_GUI_APPLICATION(WatchesTest)

} // namespace tst_watches

#include "tst_watches.moc"
