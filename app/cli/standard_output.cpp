// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "standard_output.h"

#include <cerrno>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#else
#include <csignal>
#include <poll.h>
#include <unistd.h>
#endif

namespace banter::cli {
namespace {

/// Writes some of it: how much, or -1 when nothing more can be written.
qsizetype writeSome(const char *data, qsizetype size)
{
#ifdef Q_OS_WIN
    return _write(1, data, unsigned(size));
#else
    for (;;) {
        const ssize_t written = ::write(STDOUT_FILENO, data, std::size_t(size));
        if (written >= 0) {
            return written;
        }
        if (errno == EAGAIN) {
            // Somebody else who has the same pipe or terminal made it non-blocking.
            pollfd wait{STDOUT_FILENO, POLLOUT, 0};
            ::poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return -1;
        }
    }
#endif
}

} // namespace

StandardOutput::StandardOutput()
{
#ifdef Q_OS_WIN
    _setmode(1, _O_BINARY);
#else
    ::signal(SIGPIPE, SIG_IGN);
#endif
}

StandardOutput::Written StandardOutput::write(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (m_state == Written::All && done < bytes.size()) {
        const qsizetype written = writeSome(bytes.constData() + done, bytes.size() - done);
        if (written < 0) {
            m_state = errno == EPIPE ? Written::ReaderGone : Written::Failed;
        }
        done += written;
    }
    return m_state;
}

} // namespace banter::cli
