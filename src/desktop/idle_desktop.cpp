// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/idle_desktop.h"

#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)

#include "desktop/idle_bus.h"
#include "system/hung_threads.h"

#include <QThread>

#include <mutex>
#include <utility>

namespace banter {

/// Where the thread leaves its answer: it may come back from a call when this side is long gone.
struct DesktopIdle::Mailbox {
    std::mutex mutex;
    DesktopIdle *receiver = nullptr;

    void put(std::optional<qint64> idle)
    {
        const std::lock_guard lock(mutex);
        if (receiver) {
            QMetaObject::invokeMethod(
                receiver, [to = receiver, idle] { to->told(idle); }, Qt::QueuedConnection);
        }
    }
};

DesktopIdle::DesktopIdle(QString address, std::function<std::optional<qint64>()> otherwise)
    : m_address(std::move(address)), m_otherwise(std::move(otherwise)), m_mailbox(std::make_shared<Mailbox>())
{
    m_mailbox->receiver = this;
    m_patience.setSingleShot(true);
    m_patience.setInterval(PatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_isSilent = true;
        answer(m_otherwise());
    });
}

DesktopIdle::~DesktopIdle()
{
    constexpr unsigned long LeaveMs = 500;
    {
        const std::lock_guard lock(m_mailbox->mutex);
        m_mailbox->receiver = nullptr;
    }
    if (!m_thread)
        return;
    endOrLeave(m_thread, LeaveMs);
}

void DesktopIdle::start()
{
    m_thread = new QThread;
    m_thread->setObjectName(QStringLiteral("idle"));
    m_bus = new IdleBus(m_address, AnswerMs);
    m_bus->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_bus, &QObject::deleteLater);
    m_thread->start();
}

void DesktopIdle::ask(Answer then)
{
    m_waiting.push_back(std::move(then));
    if (m_isSilent) {
        answer(m_otherwise());
        return;
    }
    if (m_waiting.size() > 1)
        return; // the same answer is for both
    if (!m_thread)
        start();
    m_patience.start();
    QMetaObject::invokeMethod(
        m_bus,
        [bus = m_bus, mailbox = m_mailbox] { bus->ask([mailbox](std::optional<qint64> idle) { mailbox->put(idle); }); },
        Qt::QueuedConnection);
}

void DesktopIdle::told(std::optional<qint64> idle)
{
    m_isSilent = false;
    m_patience.stop();
    if (!m_waiting.empty())
        answer(idle ? idle : m_otherwise());
}

void DesktopIdle::answer(std::optional<qint64> idle)
{
    for (const Answer &then : std::exchange(m_waiting, {}))
        then(idle);
}

} // namespace banter

#endif
