// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/sockets.h"

#ifdef Q_OS_WIN
#include "system/windows_calls.h"
#else
#include <sys/socket.h>
#endif

#include <algorithm>

namespace banter {

void shutSending(qintptr socket)
{
#ifdef Q_OS_WIN
    windows::shutSending(std::uintptr_t(socket));
#else
    ::shutdown(int(socket), SHUT_WR);
#endif
}

qsizetype sendNow(qintptr socket, QByteArrayView bytes)
{
#ifdef Q_OS_WIN
    return qsizetype(windows::sendNow(std::uintptr_t(socket), bytes.data(), std::size_t(bytes.size())));
#else
#ifdef MSG_NOSIGNAL
    constexpr int Flags = MSG_NOSIGNAL;
#else
    constexpr int Flags = 0; // Qt has the signal ignored
#endif
    return std::max<qsizetype>(0, ::send(int(socket), bytes.data(), std::size_t(bytes.size()), Flags));
#endif
}

} // namespace banter
