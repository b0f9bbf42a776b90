// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/connection_reports.h"

#include <utility>

namespace banter {
namespace {

constexpr qint64 ReportIntervalMs = 1'000;

} // namespace

ConnectionReports::ConnectionReports(ConnectionManager &manager, Clock &clock, Scheduler &scheduler, Publisher &views)
    : m_manager(manager), m_clock(clock), m_scheduler(scheduler), m_views(views)
{}

ConnectionReports::~ConnectionReports()
{
    m_scheduler.cancel(m_timer);
}

void ConnectionReports::publish()
{
    m_views.raw().connection = m_manager.status();
    publishMetrics();
}

void ConnectionReports::publishMetrics()
{
    m_views.raw().metrics = m_manager.metrics();
    if (m_followed)
        m_views.raw().recording = m_manager.recording();
    m_scheduler.cancel(std::exchange(m_timer, 0));
    m_publishedAt = m_clock.monotonicMs();
    if (m_followed) // a heartbeat is no news to anybody else
        m_timer = m_scheduler.after(ReportIntervalMs, [this] { publishMetrics(); });
}

void ConnectionReports::noteFrame()
{
    if (m_clock.monotonicMs() - m_publishedAt >= ReportIntervalMs)
        publishMetrics();
    else if (m_timer == 0) // the figures of the last frame before a silence count too
        m_timer = m_scheduler.after(ReportIntervalMs, [this] { publishMetrics(); });
}

void ConnectionReports::follow(bool active)
{
    m_followed = active;
    if (m_followed)
        publishMetrics();
}

} // namespace banter
