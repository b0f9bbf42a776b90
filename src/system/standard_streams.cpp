// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/standard_streams.h"

#ifdef Q_OS_WIN
#include "system/windows_calls.h"
#else
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <unistd.h>
#endif

namespace banter {

#ifdef Q_OS_WIN

namespace {

windows::Stream nativeOf(Stream stream)
{
    switch (stream) {
    case Stream::Input:
        return windows::Stream::Input;
    case Stream::Output:
        return windows::Stream::Output;
    case Stream::Error:
        break;
    }
    return windows::Stream::Error;
}

} // namespace

bool isTerminal(Stream stream)
{
    return windows::isConsole(nativeOf(stream));
}

void sayTo(Stream stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    windows::writeFromWindow(nativeOf(stream), bytes.constData(), std::size_t(bytes.size()));
}

Written writeBytes(Stream stream, const QByteArray &bytes)
{
    switch (windows::write(nativeOf(stream), bytes.constData(), std::size_t(bytes.size()))) {
    case windows::Written::All:
        return Written::All;
    case windows::Written::ReaderGone:
        return Written::ReaderGone;
    case windows::Written::Failed:
        break;
    }
    return Written::Failed;
}

void outliveReaders() {} // no signal tells of it

#else

namespace {

int descriptorOf(Stream stream)
{
    switch (stream) {
    case Stream::Input:
        return STDIN_FILENO;
    case Stream::Output:
        return STDOUT_FILENO;
    case Stream::Error:
        break;
    }
    return STDERR_FILENO;
}

/// Writes some of it: how much, or -1 when nothing more can be written.
qsizetype writeSome(int descriptor, const char *data, qsizetype size)
{
    for (;;) {
        const ssize_t written = ::write(descriptor, data, std::size_t(size));
        if (written >= 0) {
            return written;
        }
        if (errno == EAGAIN) {
            // Somebody else who has the same pipe or terminal made it non-blocking.
            pollfd wait{descriptor, POLLOUT, 0};
            ::poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return -1;
        }
    }
}

} // namespace

bool isTerminal(Stream stream)
{
    return ::isatty(descriptorOf(stream)) != 0;
}

void sayTo(Stream stream, const QString &text)
{
    writeBytes(stream, text.toUtf8());
}

Written writeBytes(Stream stream, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const qsizetype written = writeSome(descriptorOf(stream), bytes.constData() + done, bytes.size() - done);
        if (written < 0) {
            return errno == EPIPE ? Written::ReaderGone : Written::Failed;
        }
        done += written;
    }
    return Written::All;
}

void outliveReaders()
{
    ::signal(SIGPIPE, SIG_IGN);
}

#endif

} // namespace banter
