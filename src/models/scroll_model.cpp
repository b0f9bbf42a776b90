// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/scroll_model.h"

#include "models/timeline_model.h"

#include <cmath>

namespace banter {

namespace {

std::optional<double> measured(double length)
{
    return std::isnan(length) ? std::nullopt : std::optional(length);
}

} // namespace

ScrollModel::ScrollModel(TimelineModel &timeline) : m_timeline(timeline) {}

void ScrollModel::reset()
{
    const bool wasNear = nearby();
    m_scroll.reset();
    m_touched = false;
    if (!wasNear) {
        Q_EMIT nearbyChanged();
    }
}

void ScrollModel::measure(double y, double origin, double content, double margin, double height)
{
    m_view = {y, origin, content, margin, height};
}

bool ScrollModel::note(double lowest)
{
    const bool wasNear = nearby();
    // The end of what is loaded is not the newest while there is more to load: the timeline does not follow then.
    m_timeline.setFollowing(m_scroll.atNewest(m_view));
    const bool keeps = !m_timeline.following() && measured(lowest);
    m_scroll.note(m_view, keeps ? measured(lowest) : std::nullopt);
    if (nearby() != wasNear) {
        Q_EMIT nearbyChanged();
    }
    return keeps;
}

void ScrollModel::ask()
{
    const bool more = !m_timeline.loading() && !m_timeline.reachesStart();
    if (m_timeline.count() > 0 && more && ScrollPosition::nearsStart(m_view)) {
        Q_EMIT olderWanted();
    }
    if (m_timeline.detached() && ScrollPosition::nearsEnd(m_view)) {
        Q_EMIT newerWanted();
    }
}

bool ScrollModel::holds(bool turningAway) const
{
    return !m_timeline.following() || !turningAway;
}

double ScrollModel::target(double lowest) const
{
    return m_scroll.target(m_view, m_timeline.following(), measured(lowest));
}

} // namespace banter
