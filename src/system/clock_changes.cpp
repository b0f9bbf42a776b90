// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/clock_changes.h"

#ifdef Q_OS_LINUX
#include <QSocketNotifier>

#include <cerrno>
#include <cstdint>
#include <limits>
#include <sys/timerfd.h>
#include <unistd.h>
#endif

namespace banter {

#ifdef Q_OS_LINUX

// A timer of the calendar clock that is due in the far future, and is cancelled with each jump of that clock. Waking up
// counts as one, since the clock stood still while the machine slept (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET).
class ClockChanges::Watch {
public:
    explicit Watch(ClockChanges *owner)
        : m_timer(::timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC)), m_armed(m_timer >= 0 && arm())
    {
        if (!m_armed)
            return;
        m_notifier = std::make_unique<QSocketNotifier>(m_timer, QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, owner, [this, owner] {
            std::uint64_t expirations = 0;
            if (::read(m_timer, &expirations, sizeof expirations) < 0 && errno != ECANCELED)
                return;
            if (!arm())
                m_notifier->setEnabled(false); // else it would be told again and again
            Q_EMIT owner->changed();
        });
    }
    ~Watch()
    {
        m_notifier.reset();
        if (m_timer >= 0)
            ::close(m_timer);
    }
    Q_DISABLE_COPY_MOVE(Watch)
    bool works() const { return m_armed; }

private:
    bool arm()
    {
        itimerspec never = {};
        never.it_value.tv_sec = std::numeric_limits<decltype(never.it_value.tv_sec)>::max();
        return ::timerfd_settime(m_timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr) == 0 ||
               errno == ECANCELED; // it jumped while it was set, and is set all the same
    }

    int m_timer;
    bool m_armed;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

ClockChanges::ClockChanges(QObject *parent) : QObject(parent), m_watch(std::make_unique<Watch>(this))
{
    if (!m_watch->works())
        m_watch.reset();
}

#else

class ClockChanges::Watch {};

ClockChanges::ClockChanges(QObject *parent) : QObject(parent) {}

#endif

ClockChanges::~ClockChanges() = default;

} // namespace banter
