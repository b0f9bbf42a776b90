// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/unread_rest.h"

#include <utility>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace banter {

#ifdef Q_OS_UNIX

void UnreadRest::keep(const QAbstractSocket &socket)
{
    forget();
    if (socket.socketDescriptor() >= 0)
        m_descriptor = ::fcntl(int(socket.socketDescriptor()), F_DUPFD_CLOEXEC, 0);
}

qint64 UnreadRest::read(char *to, qint64 size)
{
    return m_descriptor < 0 ? -1 : ::recv(m_descriptor, to, std::size_t(size), MSG_DONTWAIT);
}

void UnreadRest::forget()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

#else

void UnreadRest::keep(const QAbstractSocket &) {}

qint64 UnreadRest::read(char *, qint64)
{
    return -1;
}

void UnreadRest::forget() {}

#endif

} // namespace banter
