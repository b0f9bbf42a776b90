// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "service_manager.h"

#include <QList>
#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace banter {

#ifdef Q_OS_LINUX

namespace {

constexpr int FirstSocket = 3; // SD_LISTEN_FDS_START
constexpr int MaxSockets = 1'000;

QByteArray taken(const char *variable)
{
    const QByteArray value = qgetenv(variable);
    qunsetenv(variable);
    return value;
}

bool isForThisProcess(const QByteArray &pid)
{
    return pid.toLongLong() == qint64(::getpid());
}

bool isListeningTcp(int file)
{
    int listens = 0;
    int family = 0;
    int type = 0;
    const auto ask = [file](int option, int &value) {
        socklen_t size = sizeof value;
        return ::getsockopt(file, SOL_SOCKET, option, &value, &size) == 0;
    };
    return ask(SO_ACCEPTCONN, listens) && listens != 0 && ask(SO_TYPE, type) && type == SOCK_STREAM &&
           ask(SO_DOMAIN, family) && (family == AF_INET || family == AF_INET6);
}

} // namespace

ServiceManager::ServiceManager() : m_address(taken("NOTIFY_SOCKET"))
{
    const bool isOurs = isForThisProcess(taken("LISTEN_PID"));
    const int sockets = taken("LISTEN_FDS").toInt();
    taken("LISTEN_FDNAMES");
    if (isOurs && sockets > 0 && sockets <= MaxSockets)
        m_sockets = sockets;
    for (int i = 0; i < m_sockets; ++i)
        ::fcntl(FirstSocket + i, F_SETFD, FD_CLOEXEC);

    const QByteArray watched = taken("WATCHDOG_PID");
    const qint64 microseconds = taken("WATCHDOG_USEC").toLongLong();
    if (microseconds > 0 && (watched.isEmpty() || isForThisProcess(watched)))
        m_patience = std::chrono::milliseconds(microseconds / 1'000);

    const bool isAddress = m_address.startsWith('/') || m_address.startsWith('@');
    if (isAddress && m_address.size() < qsizetype(sizeof(sockaddr_un::sun_path)))
        m_channel = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

ServiceManager::~ServiceManager()
{
    if (m_channel >= 0)
        ::close(m_channel);
}

Result<std::optional<qintptr>> ServiceManager::socket() const
{
    if (m_sockets == 0)
        return std::optional<qintptr>();
    if (m_sockets > 1) {
        return Error{
            ErrorCode::BadRequest,
            QStringLiteral("%1 sockets were handed over, and one is wanted: it takes one address.").arg(m_sockets)};
    }
    if (!isListeningTcp(FirstSocket))
        return Error{ErrorCode::BadRequest, QStringLiteral("The socket that was handed over does not listen for TCP.")};
    return std::optional<qintptr>(FirstSocket);
}

// Without waiting: a manager that does not read is no reason to stand still.
void ServiceManager::say(const QByteArray &state)
{
    if (m_channel < 0)
        return;
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    std::memcpy(to.sun_path, m_address.constData(), std::size_t(m_address.size()));
    if (to.sun_path[0] == '@')
        to.sun_path[0] = '\0'; // a name without a file, as Linux has them
    const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(m_address.size()));
    ::sendto(m_channel, state.constData(), std::size_t(state.size()), MSG_DONTWAIT | MSG_NOSIGNAL,
             reinterpret_cast<const sockaddr *>(&to), size);
}

bool errorsGoToJournal()
{
    const QList<QByteArray> place = qgetenv("JOURNAL_STREAM").split(':');
    struct stat errors {};
    return place.size() == 2 && ::fstat(STDERR_FILENO, &errors) == 0 &&
           place.constFirst().toULongLong() == quint64(errors.st_dev) &&
           place.constLast().toULongLong() == quint64(errors.st_ino);
}

#else

ServiceManager::ServiceManager() = default;
ServiceManager::~ServiceManager() = default;

Result<std::optional<qintptr>> ServiceManager::socket() const
{
    return std::optional<qintptr>();
}

void ServiceManager::say(const QByteArray &) {}

bool errorsGoToJournal()
{
    return false;
}

#endif

void ServiceManager::sayReady(const QString &status)
{
    say("READY=1\nSTATUS=" + status.toUtf8());
}

void ServiceManager::sayAlive(const QString &status)
{
    say("WATCHDOG=1\nSTATUS=" + status.toUtf8());
}

void ServiceManager::sayStopping()
{
    say("STOPPING=1");
}

} // namespace banter
