// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "standard_input.h"

#ifdef Q_OS_WIN
#include "system/windows_calls.h"

#include <QMutex>
#include <QSemaphore>

#include <thread>
#else
#include <QSocketNotifier>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace banter::cli {

namespace {
constexpr qsizetype ChunkBytes = 65'536;
}

#ifdef Q_OS_WIN

/// A console or a pipe cannot be watched by an event loop here, so that a thread reads it. A read that nobody answers
/// cannot be ended: the thread shares this object and outlives the owner.
class StandardInput::Source {
public:
    explicit Source(StandardInput *owner) : m_owner(owner) {}

    static void start(const std::shared_ptr<Source> &self)
    {
        std::thread([self] { self->run(); }).detach();
    }

    void readMore()
    {
        if (m_wanted.available() == 0) {
            m_wanted.release();
        }
    }

    void leave()
    {
        {
            const QMutexLocker lock(&m_mutex);
            m_owner = nullptr;
        }
        m_wanted.release();
    }

private:
    void run()
    {
        bool more = true;
        while (more) {
            m_wanted.acquire();
            QByteArray bytes(ChunkBytes, Qt::Uninitialized);
            const std::ptrdiff_t count = windows::readInput(bytes.data(), std::size_t(bytes.size()));
            more = count > 0;
            bytes.truncate(qMax<std::ptrdiff_t>(0, count));
            const QMutexLocker lock(&m_mutex);
            if (!m_owner) {
                return;
            }
            QMetaObject::invokeMethod(
                m_owner,
                [owner = m_owner, bytes] {
                    if (bytes.isEmpty()) {
                        Q_EMIT owner->ended();
                    } else {
                        Q_EMIT owner->arrived(bytes);
                    }
                },
                Qt::QueuedConnection);
        }
    }

    QMutex m_mutex;
    QSemaphore m_wanted;
    StandardInput *m_owner;
};

#else

class StandardInput::Source {
public:
    explicit Source(StandardInput *owner) : m_owner(owner), m_notifier(STDIN_FILENO, QSocketNotifier::Read)
    {
        m_notifier.setEnabled(false);
        QObject::connect(&m_notifier, &QSocketNotifier::activated, owner, [this] { read(); });
    }

    static void start(const std::shared_ptr<Source> &) {}

    void readMore()
    {
        // A process may be started without a standard input; poll() would not tell.
        if (::fcntl(STDIN_FILENO, F_GETFD) < 0) {
            QMetaObject::invokeMethod(m_owner, &StandardInput::ended, Qt::QueuedConnection);
        } else {
            m_notifier.setEnabled(true);
        }
    }

    void leave() {}

private:
    void read()
    {
        QByteArray bytes(ChunkBytes, Qt::Uninitialized);
        const ssize_t count = ::read(STDIN_FILENO, bytes.data(), std::size_t(bytes.size()));
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) {
            return;
        }
        m_notifier.setEnabled(false);
        if (count <= 0) {
            Q_EMIT m_owner->ended();
            return;
        }
        bytes.truncate(count);
        Q_EMIT m_owner->arrived(bytes);
    }

    StandardInput *m_owner;
    QSocketNotifier m_notifier;
};

#endif

StandardInput::StandardInput(QObject *parent) : QObject(parent), m_source(std::make_shared<Source>(this))
{
    Source::start(m_source);
}

StandardInput::~StandardInput()
{
    m_source->leave();
}

void StandardInput::readMore()
{
    m_source->readMore();
}

} // namespace banter::cli
