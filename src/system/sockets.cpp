// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/sockets.h"

#ifdef Q_OS_WIN
#include "system/windows_calls.h"
#else
#include <sys/socket.h>
#endif

namespace banter {

void shutSending(qintptr socket)
{
#ifdef Q_OS_WIN
    windows::shutSending(std::uintptr_t(socket));
#else
    ::shutdown(int(socket), SHUT_WR);
#endif
}

} // namespace banter
