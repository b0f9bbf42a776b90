// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/store/keychain_scene.h"

#include <QCoreApplication>

using namespace banter::testing;

/// A machine without a session bus, as a server or a container is.
class TestKeychainAbsent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fallsBackToTheFile() { secretsGoToTheFile(); }
};

int main(int argc, char **argv)
{
    // Before anything looks for the bus. The systems without D-Bus have their own keychain, which must not be touched.
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    QCoreApplication application(argc, argv);
    TestKeychainAbsent test;
    return QTest::qExec(&test, argc, argv);
#else
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    return 0;
#endif
}

#include "tst_keychain_absent.moc"
