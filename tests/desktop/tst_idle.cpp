// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/idle_desktop.h"
#include "tests/desktop/private_bus.h"
#include "tests/support/test_program.h"

#include <QDBusConnection>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QtTest>

namespace tst_idle {

using namespace banter;

/// Answers as a desktop does.
class FakeDesktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.gnome.Mutter.IdleMonitor")
public:
    qulonglong idle = 0;
public Q_SLOTS:
    qulonglong GetIdletime() { return idle; }
};

class FakeScreenSaver : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.ScreenSaver")
public:
    uint idle = 0;
public Q_SLOTS:
    uint GetSessionIdleTime() { return idle; }
};

class IdleTest final : public QObject {
    Q_OBJECT

    std::optional<qint64> asked(DesktopIdle &source)
    {
        std::optional<std::optional<qint64>> answer;
        source.ask([&](std::optional<qint64> idle) { answer = idle; });
        const bool came = QTest::qWaitFor([&] { return answer.has_value(); });
        return came ? *answer : std::optional<qint64>(-1);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_address = m_bus.start();
        QVERIFY2(!m_address.isEmpty(), "dbus-daemon is not installed, or does not start");
    }

    void whereNobodyAnswersTheOtherWayIsAsked()
    {
        DesktopIdle source(m_address, [] { return std::optional<qint64>(42); });
        QCOMPARE(asked(source), std::optional<qint64>(42));
        DesktopIdle nothing(m_address, [] { return std::optional<qint64>(); });
        QCOMPARE(asked(nothing), std::nullopt);
        DesktopIdle nowhere(QStringLiteral("unix:path=/nowhere/at/all"), [] { return std::optional<qint64>(7); });
        QCOMPARE(asked(nowhere), std::optional<qint64>(7));
    }

    // Plasma's screen saver on Wayland: nobody would ever be away.
    void whoOnlySaysZeroDoesNotKnow()
    {
        QDBusConnection desk = QDBusConnection::connectToBus(m_address, QStringLiteral("plasma"));
        QVERIFY(desk.isConnected());
        FakeScreenSaver saver;
        QVERIFY(desk.registerObject(QStringLiteral("/org/freedesktop/ScreenSaver"), &saver,
                                    QDBusConnection::ExportAllSlots));
        QVERIFY(desk.registerService(QStringLiteral("org.freedesktop.ScreenSaver")));
        DesktopIdle source(m_address, [] { return std::optional<qint64>(42); });
        QCOMPARE(asked(source), std::optional<qint64>(42));
        saver.idle = 3; // it counts after all
        QCOMPARE(asked(source), std::optional<qint64>(3));
        saver.idle = 0;
        QCOMPARE(asked(source), std::optional<qint64>(0));
        QVERIFY(desk.unregisterService(QStringLiteral("org.freedesktop.ScreenSaver")));
    }

    void eitherDesktopIsUnderstood()
    {
        QDBusConnection desk = QDBusConnection::connectToBus(m_address, QStringLiteral("desk"));
        QVERIFY(desk.isConnected());
        DesktopIdle source(m_address, [] { return std::optional<qint64>(); });
        FakeScreenSaver saver;
        saver.idle = 700'000;
        QVERIFY(desk.registerObject(QStringLiteral("/org/freedesktop/ScreenSaver"), &saver,
                                    QDBusConnection::ExportAllSlots));
        QVERIFY(desk.registerService(QStringLiteral("org.freedesktop.ScreenSaver")));
        QCOMPARE(asked(source), std::optional<qint64>(700'000));
        FakeDesktop gnome;
        gnome.idle = 5'000'000'000; // more than 32 bits
        QVERIFY(desk.registerObject(QStringLiteral("/org/gnome/Mutter/IdleMonitor/Core"), &gnome,
                                    QDBusConnection::ExportAllSlots));
        QVERIFY(desk.registerService(QStringLiteral("org.gnome.Mutter.IdleMonitor")));
        DesktopIdle another(m_address, [] { return std::optional<qint64>(); });
        QCOMPARE(asked(another), std::optional<qint64>(5'000'000'000));
        QVERIFY(desk.unregisterService(QStringLiteral("org.gnome.Mutter.IdleMonitor")));
        QCOMPARE(asked(another), std::optional<qint64>(700'000)); // the one that is there
        desk.unregisterService(QStringLiteral("org.freedesktop.ScreenSaver"));
        QDBusConnection::disconnectFromBus(QStringLiteral("desk"));
    }

    // It is connected to, and never says a word.
    void aBusThatIsSilentIsNotWaitedFor()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("bus"));
        QLocalServer silent;
        QVERIFY(silent.listen(path));
        DesktopIdle source(QStringLiteral("unix:path=") + path, [] { return std::optional<qint64>(42); });
        std::optional<qint64> answer;
        source.ask([&](std::optional<qint64> idle) { answer = idle; });
        QVERIFY(!answer); // asking stands nobody still
        QTRY_COMPARE(answer, std::optional<qint64>(42));
        answer.reset();
        source.ask([&](std::optional<qint64> idle) { answer = idle; });
        QCOMPARE(answer, std::optional<qint64>(42)); // it hangs still
        silent.close();                              // or the process could not end: Qt's own thread hangs with it
        while (QLocalSocket *client = silent.nextPendingConnection())
            client->abort();
    }

    void anAnswerToNobodyIsNone()
    {
        auto source = std::make_unique<DesktopIdle>(m_address, [] { return std::optional<qint64>(); });
        bool answered = false;
        source->ask([&](std::optional<qint64>) { answered = true; });
        source.reset();
        QTest::qWait(0);
        QVERIFY(!answered);
    }

private:
    testing::PrivateBus m_bus;
    QString m_address;
};

TEST_WITH_CORE_APPLICATION(IdleTest)

} // namespace tst_idle

#include "tst_idle.moc"
