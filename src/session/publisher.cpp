// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/publisher.h"

#include "core/received_text.h"

#include <utility>

namespace banter {
namespace {

/// Its sentence may be a server's.
Error shown(Error error)
{
    error.message = cleanLine(error.message);
    return error;
}

} // namespace

Publisher::Publisher(Scheduler &scheduler, std::function<void()> announce)
    : m_scheduler(scheduler), m_announce(std::move(announce))
{}

Publisher::~Publisher()
{
    m_scheduler.cancel(m_turn);
}

Changes Publisher::take()
{
    m_announced = false;
    Changes changes = m_log.take();
    if (!m_log.empty())
        announceLater();
    return changes;
}

ChangeLog &Publisher::log()
{
    announceLater();
    return m_log;
}

void Publisher::announceLater()
{
    if (m_announced || m_turn != 0)
        return;
    m_turn = m_scheduler.after(0, [this] {
        m_turn = 0;
        if (m_log.empty())
            return;
        m_announced = true;
        m_announce();
    });
}

void Publisher::failure(const Error &error, const QString &room, const QString &clientId, Deed deed)
{
    raw().failures.push_back({shown(error), room, clientId, {}, deed, false});
}

void Publisher::ownFailure(const Error &error, const QString &room, const QString &clientId, Deed deed)
{
    raw().failures.push_back({shown(error), room, clientId, {}, deed, true});
}

void Publisher::notLeft(const Error &error, const QString &room, const QStringList &unsent)
{
    raw().failures.push_back({shown(error), room, {}, unsent, Deed::LeaveRoom, true});
}

void Publisher::accomplished(Deed deed, const QString &room)
{
    raw().accomplished.push_back({deed, room});
}

} // namespace banter
