// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/application_bus.h"
#include "tests/desktop/private_bus.h"
#include "tests/support/test_program.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

namespace tst_application_bus {

using namespace banter;

namespace {

const QString Desk = QStringLiteral("desk");

} // namespace

// What a desktop does with a program that it starts over D-Bus.
class ApplicationBusTest final : public QObject {
    Q_OBJECT

    /// Calls it as a desktop does, and waits for its answer; empty when there was no error.
    QString call(const char *method, const QVariantList &arguments)
    {
        QDBusMessage message =
            QDBusMessage::createMethodCall(ApplicationBus::name(), ApplicationBus::path(),
                                           QStringLiteral("org.freedesktop.Application"), QLatin1String(method));
        message.setArguments(arguments);
        const QDBusPendingCallWatcher watcher(QDBusConnection(Desk).asyncCall(message));
        if (!QTest::qWaitFor([&] { return watcher.isFinished(); }))
            return QStringLiteral("no answer");
        return watcher.isError() ? watcher.error().message() : QString();
    }
    bool isNamed() const { return QDBusConnection(Desk).interface()->isServiceRegistered(ApplicationBus::name()); }

private Q_SLOTS:
    void initTestCase()
    {
        m_address = m_bus.start();
        QVERIFY2(!m_address.isEmpty(), "dbus-daemon is not installed, or does not start");
        QVERIFY(QDBusConnection::connectToBus(m_address, Desk).isConnected());
    }
    void cleanupTestCase() { QDBusConnection::disconnectFromBus(Desk); }

    void theDesktopBringsTheWindow()
    {
        ApplicationBus bus(m_address);
        QSignalSpy activated(&bus, &ApplicationBus::activateWanted);
        QTRY_VERIFY(isNamed());
        QCOMPARE(call("Activate", {QVariantMap{}}), QString());
        QCOMPARE(call("Activate", {QVariantMap{{QStringLiteral("activation-token"), QStringLiteral("t1")}}}),
                 QString());
        QCOMPARE(call("Activate", {QVariantMap{{QStringLiteral("desktop-startup-id"), QStringLiteral("t2")}}}),
                 QString());
        QCOMPARE(call("ActivateAction", {QStringLiteral("any"), QVariantList{}, QVariantMap{}}), QString());
        QTRY_COMPARE(activated.size(), 4);
        QCOMPARE(activated.at(0).at(0).toByteArray(), QByteArray());
        QCOMPARE(activated.at(1).at(0).toByteArray(), QByteArray("t1"));
        QCOMPARE(activated.at(2).at(0).toByteArray(), QByteArray("t2"));
    }

    void theDesktopOpensALink()
    {
        ApplicationBus bus(m_address);
        QSignalSpy opened(&bus, &ApplicationBus::openWanted);
        QSignalSpy activated(&bus, &ApplicationBus::activateWanted);
        QTRY_VERIFY(isNamed());
        const QVariantMap token{{QStringLiteral("activation-token"), QStringLiteral("t1")}};
        QCOMPARE(call("Open", {QStringList{QStringLiteral("banter://h/a"), QStringLiteral("banter://h/b")}, token}),
                 QString());
        QCOMPARE(call("Open", {QStringList{}, token}), QString());
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.at(0).at(0).toString(), QStringLiteral("banter://h/a"));
        QCOMPARE(opened.at(0).at(1).toByteArray(), QByteArray("t1"));
        QTRY_COMPARE(activated.size(), 1);
    }

    void theNameIsGivenBack()
    {
        auto bus = std::make_unique<ApplicationBus>(m_address);
        QTRY_VERIFY(isNamed());
        bus.reset();
        QTRY_VERIFY(!isNamed());
    }

    // It is connected to, and never says a word.
    void aBusThatIsSilentStandsNobodyStill()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("bus"));
        QLocalServer silent;
        QVERIFY(silent.listen(path));
        auto bus = std::make_unique<ApplicationBus>(QStringLiteral("unix:path=") + path);
        QTRY_VERIFY(silent.hasPendingConnections());
        QElapsedTimer timer;
        timer.start();
        bus.reset();
        QVERIFY(timer.elapsed() < 5'000);
        silent.close(); // or the process could not end: Qt's own thread hangs with it
        while (QLocalSocket *client = silent.nextPendingConnection())
            client->abort();
    }

private:
    testing::PrivateBus m_bus;
    QString m_address;
};

TEST_WITH_CORE_APPLICATION(ApplicationBusTest)

} // namespace tst_application_bus

#include "tst_application_bus.moc"
