// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/stop_signals.h"

#ifdef Q_OS_WIN
#include "system/windows_calls.h"

#include <mutex>
#include <utility>
#else
#include <QSocketNotifier>

#include <atomic>
#include <csignal>
#include <unistd.h>
#endif

namespace banter {

#ifdef Q_OS_WIN

class StopSignals::Watch {
public:
    explicit Watch(StopSignals *owner)
    {
        Owner = owner;
        windows::watchConsole(tell);
    }
    ~Watch()
    {
        windows::watchConsole(nullptr);
        const std::lock_guard lock(Mutex);
        Owner = nullptr;
    }

private:
    // Called on a thread of the system's own. Once: false lets the system end the process.
    static bool tell()
    {
        const std::lock_guard lock(Mutex);
        StopSignals *owner = std::exchange(Owner, nullptr);
        if (!owner) {
            return false;
        }
        QMetaObject::invokeMethod(owner, &StopSignals::asked, Qt::QueuedConnection);
        return true;
    }

    inline static std::mutex Mutex;
    inline static StopSignals *Owner = nullptr;
};

#else

class StopSignals::Watch {
public:
    explicit Watch(StopSignals *owner)
    {
        int ends[2];
        if (::pipe(ends) != 0) {
            return; // the signals keep their usual meaning
        }
        m_readEnd = ends[0];
        WriteEnd = ends[1];
        m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, owner, [this, owner] {
            char byte = 0;
            if (::read(m_readEnd, &byte, 1) == 1) {
                Q_EMIT owner->asked();
            }
        });
        struct sigaction action = {};
        action.sa_handler = handle;
        action.sa_flags = int(SA_RESETHAND | SA_RESTART);
        ::sigaction(SIGINT, &action, nullptr);
        ::sigaction(SIGTERM, &action, nullptr);
    }
    ~Watch()
    {
        ::signal(SIGINT, SIG_DFL);
        ::signal(SIGTERM, SIG_DFL);
        m_notifier.reset();
        if (m_readEnd >= 0) {
            ::close(WriteEnd.exchange(-1));
            ::close(m_readEnd);
        }
    }

private:
    // In a signal handler only a few functions may be called; write() is one of them.
    static void handle(int)
    {
        const char byte = 1;
        const auto written = ::write(WriteEnd, &byte, 1);
        Q_UNUSED(written);
    }

    inline static std::atomic<int> WriteEnd = -1;
    int m_readEnd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

#endif

StopSignals::StopSignals(QObject *parent) : QObject(parent), m_watch(std::make_unique<Watch>(this)) {}

StopSignals::~StopSignals() = default;

} // namespace banter
