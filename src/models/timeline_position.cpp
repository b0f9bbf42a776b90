// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/timeline_position.h"

#include <algorithm>
#include <utility>

namespace banter {

namespace {

/// What so few unread messages are after is loaded up to there, so that nothing is missing on the way to the newest;
/// else only what is around it.
constexpr int Nearby = 4 * TimelinePosition::PageSize;

} // namespace

bool TimelinePosition::follow(bool following)
{
    const bool before = this->following();
    if (m_place != Place::Apart) {
        m_place = following ? Place::Newest : Place::Above;
    }
    if (this->following() && m_watched) {
        m_line.see();
    }
    return before != this->following();
}

void TimelinePosition::setWatched(bool watched)
{
    m_watched = watched;
    if (m_watched && following()) {
        m_line.see();
    }
}

bool TimelinePosition::hear(Seq seq, Seq after, bool fresh)
{
    const bool isNew = seq > m_newest;
    m_newest = std::max(m_newest, seq);
    const bool seen = following() && m_watched;
    return fresh && isNew && !seen && m_line.come(after);
}

bool TimelinePosition::takes(const ShownMessage &shown, const Held &held, bool loading) const
{
    const Seq seq = shown.message.seq;
    if (seq <= 0) {
        return true;
    }
    if (detached()) { // only what was asked for: around the place that was jumped to, then at either end
        const bool isWhatWasSought = shown.sought && (isAround() ? *shown.sought == m_sought : shown.sought == m_rest);
        if (isWhatWasSought || held.none()) {
            return isWhatWasSought;
        }
        return seq <= held.newest || (m_newerAsked && shown.after <= held.newest);
    }
    if (held.none() || seq > held.newest) {
        return true;
    }
    // A full window that follows the newest would throw it away at once.
    const bool full = held.rows >= MaxRows - TrimSlack && following() && !loading;
    return seq > held.oldest || !full;
}

void TimelinePosition::noteNew(bool oldest, bool newest)
{
    m_olderCame = m_olderCame || oldest;
    m_newerCame = m_newerCame || newest;
}

void TimelinePosition::hearHistory(bool answered, bool reachesStart)
{
    if (answered) {
        if (reachesStart && !m_olderCame) {
            m_cut = false; // asked, and nothing came: this is the start
        }
        m_olderCame = false;
    }
    m_newerAsked = false;
    m_rest.reset();
}

bool TimelinePosition::trimsStart(bool full)
{
    // Who goes through the newer pages looks at the newer end.
    const bool start = following() || (detached() && m_newerCame);
    m_newerCame = false;
    if (full && start) {
        m_cut = true;
    } else if (full) {
        m_place = Place::Apart;
    }
    return start;
}

bool TimelinePosition::rejoin(const Held &held)
{
    if (!detached() || isAround() || held.none() || held.newest < m_newest) {
        return false;
    }
    m_place = Place::Above;
    m_newerAsked = false;
    return true;
}

void TimelinePosition::attach(bool asked)
{
    m_place = Place::Above;
    m_newerAsked = false;
    m_cut = m_cut || asked;
}

void TimelinePosition::rest()
{
    m_goal = Goal::None;
    m_newerAsked = false;
    m_line.put(std::nullopt);
}

void TimelinePosition::restart()
{
    rest();
    m_newest = 0;
    m_cut = false;
    m_place = detached() ? Place::Above : m_place;
}

void TimelinePosition::open(Seq readUpTo, int unread)
{
    if (m_goal == Goal::Message)
        return; // somebody was quicker, and wants another message
    m_goal = Goal::Unread;
    m_sought = readUpTo;
    m_next = true;
    m_unread = unread;
    m_askedFrom = 0;
}

bool TimelinePosition::stop()
{
    const bool wasOpening = opening();
    m_goal = Goal::None;
    return wasOpening;
}

TimelinePosition::Reach TimelinePosition::reachUnread(bool answered, const Held &held, const Sought &sought,
                                                      const HistoryState &history)
{
    if ((m_goal != Goal::Unread && m_goal != Goal::UnreadPaged) || held.none()) {
        return {};
    }
    const bool nothingBefore = sought.olderHeld ? history.gapsStay : reachesStart(history);
    if (!sought.there && !nothingBefore) {
        if (history.loading || !answered) {
            return {};
        }
        // What comes next after the newest row is on its way with the room's newest messages: older ones would not
        // bring it, and to give up would leave the view at the end of what comes.
        const bool after = sought.olderHeld && !sought.newerHeld;
        if (after && m_goal == Goal::Unread && m_unread <= Nearby) {
            return {};
        }
        if (m_goal == Goal::Unread) {
            // What is missing between the rows is not older than they are: to ask there would never bring it.
            const bool between = sought.olderHeld && sought.newerHeld;
            if (m_unread > Nearby || between) {
                part(Goal::UnreadAround, m_sought);
                return {Reach::AskAround};
            }
            m_goal = Goal::UnreadPaged;
            m_askedFrom = held.oldest;
            return {Reach::AskOlder, m_unread + PageSize / 2};
        }
        if (held.oldest < m_askedFrom) { // own ones lie between, which nobody counted
            m_askedFrom = held.oldest;
            return {Reach::AskOlder, PageSize};
        }
    }
    m_goal = Goal::None;
    return {Reach::Arrived};
}

void TimelinePosition::jump(Seq seq, bool next)
{
    m_next = next;
    part(Goal::Message, seq);
}

void TimelinePosition::part(Goal goal, Seq seq)
{
    m_goal = goal;
    m_sought = seq;
    m_newerAsked = false;
    m_place = Place::Apart;
}

TimelinePosition::Landed TimelinePosition::land(const Sought &sought, bool loading)
{
    const bool nearest = sought.newerHeld && !loading; // it cannot be had
    if (!isAround() || (!sought.there && !nearest)) {
        return Landed::No;
    }
    m_newerAsked = loading;
    m_rest = loading ? std::optional(m_sought) : std::nullopt; // the rest of that page comes from the server
    return std::exchange(m_goal, Goal::None) == Goal::UnreadAround ? Landed::AtUnread : Landed::AtMessage;
}

Seq TimelinePosition::askNewer(const Held &held)
{
    if (!detached() || m_newerAsked || held.none() || held.newest >= m_newest) {
        return 0;
    }
    m_newerAsked = true;
    return held.newest;
}

} // namespace banter
