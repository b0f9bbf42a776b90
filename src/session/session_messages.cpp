// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/session_impl.h"

#include <algorithm>

// What the server says of messages: live ones, pages, and what became of them.
namespace banter {

void Session::Impl::subscribed(const heard::Subscribed &subscribed)
{
    const std::optional<Asked> asked = m_requests.answered(subscribed.ticket);
    KnownRoom *room = m_rooms.find(subscribed.page.room);
    if (!asked || !room)
        return;
    m_manager.resumeProgress();
    m_streams.opened(*room);
    m_changes.opening(*room, subscribed);
    Timeline &timeline = m_timelines.of(*room);
    const HistoryPage &page = subscribed.page;
    // The server knows less than we do, under the same epoch: it was cut, so what is held here is not what it holds.
    if (page.lastSeq < timeline.spans().newest())
        forgetHistory(*room);
    m_reconciler.judge(room->room.id, page, subscribed.covered.after); // before the page settles what it holds
    timeline.takeSubscribed(page, subscribed.covered);
    m_changes.opened(*room, subscribed, asked->place);
    for (const Member &member : subscribed.members)
        m_presence.seen(member.presence);
    for (const heard::Event &event : m_rosters.take(*room, subscribed.members))
        hear(event);
    for (const QString &user : subscribed.typing)
        m_ephemeral.on(heard::TypingChanged{room->room.id, user, true});
    m_rooms.keep(*room);
    timeline.completeSubscribed();
    m_quotes.askNext();
    settleResume(subscribed.ticket);
}

void Session::Impl::messageArrived(const heard::MessageArrived &arrived)
{
    Timeline *timeline = m_timelines.find(arrived.message.room);
    if (!timeline)
        return;
    m_ephemeral.stopsTyping(arrived.message.room, arrived.message.sender);
    timeline->arrived(arrived.message, arrived.after, arrived.mark);
}

void Session::Impl::historyFetched(const heard::HistoryFetched &fetched)
{
    const std::optional<Asked> asked = m_requests.answered(fetched.ticket);
    Timeline *timeline = asked ? m_timelines.find(asked->room) : nullptr;
    if (!timeline)
        return;
    m_manager.resumeProgress();
    timeline->takePage(*asked, fetched.page, fetched.covered);
    if (asked->what == Asked::What::Unverified)
        m_reconciler.judge(asked->room, fetched.page, fetched.covered.after);
    else if (asked->what == Asked::What::Quoted)
        m_quotes.fetched(*asked, fetched.page);
    timeline->publish();
}

void Session::Impl::activity(const heard::Activity &activity)
{
    KnownRoom *room = m_rooms.find(activity.room);
    if (!room || (activity.lastSeq <= room->room.lastSeq && activity.lastRev <= room->room.lastRev))
        return;
    room->room.lastSeq = std::max(room->room.lastSeq, activity.lastSeq);
    room->room.lastRev = std::max(room->room.lastRev, activity.lastRev);
    m_rooms.keep(*room);
    m_changes.catchUp();
}

void Session::Impl::changesFetched(const heard::ChangesFetched &fetched)
{
    const std::optional<Asked> asked = m_requests.answered(fetched.ticket);
    if (!asked)
        return;
    m_manager.resumeProgress();
    m_changes.on(*asked, fetched.page);
}

void Session::Impl::fillAgain()
{
    for (auto &[id, room] : m_rooms) {
        m_timelines.of(room).fill();
        m_reconciler.askAgain(id);
    }
    m_changes.catchUp();
    m_quotes.askNext();
}

} // namespace banter
