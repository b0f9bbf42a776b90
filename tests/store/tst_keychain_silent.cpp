// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/store/keychain_scene.h"

#include <QCoreApplication>

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#endif

using namespace banter::testing;

/// A session bus that lets clients connect and never says a word.
class TestKeychainSilent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fallsBackToTheFile() { secretsGoToTheFile(); }
};

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
namespace {

/// Listens and accepts nothing: the system completes the connections of clients all the same.
int silentSocket(const QByteArray &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= qsizetype(sizeof(address.sun_path)))
        return -1;
    std::memcpy(address.sun_path, path.constData(), std::size_t(path.size()));
    const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0 ||
        listen(listener, 16) != 0)
        return -1;
    return listener;
}

} // namespace
#endif

int main(int argc, char **argv)
{
    // As in tst_keychain_absent.cpp: before anything looks for the bus.
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    const QTemporaryDir dir;
    const QByteArray path = QFile::encodeName(dir.filePath(QStringLiteral("bus")));
    const int listener = silentSocket(path);
    if (listener < 0)
        return 1;
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path);
    QCoreApplication application(argc, argv);
    TestKeychainSilent test;
    const int failures = QTest::qExec(&test, argc, argv);
    close(listener);
    // Not by way of exit(): there QtDBus waits for its own connection to the bus, for ever.
    std::fflush(nullptr);
    std::_Exit(failures);
#else
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    return 0;
#endif
}

#include "tst_keychain_silent.moc"
