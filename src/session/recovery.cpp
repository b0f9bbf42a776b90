// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <algorithm>

// From an open link to "connected": hello, resume of every room that is looked at, the start of the gap filling,
// presence, outbox. Only then do people read that they are connected.
namespace banter {
namespace {

constexpr int TooBig = 1009; // RFC 6455, section 7.4.1

} // namespace

void Session::Impl::linkLost()
{
    m_server.signedIn = false;
    m_server.ready = false;
    m_presence.linkLost();
    // Nobody will answer these any more. What a person waits for is told; the rest is asked again at the next resume.
    for (const Asked &one : m_requests.linkLost()) {
        using What = Asked::What;
        if (one.what == What::Create || one.what == What::Invite || one.what == What::Answer)
            m_views.failure(
                {ErrorCode::NotConnected, QStringLiteral("The connection was lost before the server answered."), 0},
                one.room, {}, deedOf(one.what));
    }
    m_account.linkLost();
    m_marks.linkLost();
    if (m_manager.metUnreadableText())
        m_dialect->textWasUnreadable();
    m_queue.linkLost(m_manager.lastCode() == TooBig);
    for (auto &[id, room] : m_rooms) {
        room.subscribed = false;
        room.subscribing = false;
        room.filling.clear();
        room.fetchingAfter = false;
        m_rosters.linkLost(id);
        if (std::exchange(room.loadingOlder, 0) > 0)
            publishHistory(room);
        forgetLive(id);
    }
}

void Session::Impl::on(const heard::Welcomed &welcomed)
{
    if (!m_met) { // nobody has said hello to them
        m_manager.countMalformed();
        return;
    }
    if (isSomebodyElse(welcomed.user)) {
        m_views.failure(
            {ErrorCode::Conflict,
             QStringLiteral("What is stored here belongs to %1, not to %2.").arg(m_server.owner, welcomed.user), 0});
        m_manager.helloRefused(ConnectionTrouble::Credentials, QStringLiteral("This is another person's history."));
        return;
    }
    m_server.signedIn = true;
    m_server.capabilities = welcomed.capabilities;
    m_server.capabilities.maxPage = std::max(1, m_server.capabilities.maxPage);
    m_server.owner = m_server.user = welcomed.user;
    m_queue.begin();
    m_views.raw().capabilities = m_server.capabilities;
    m_views.raw().signedInAs = m_server.user;
    if (!welcomed.speaks.isEmpty())
        m_views.raw().speaks = welcomed.speaks;
    adoptCredentials(welcomed);
    keepServer(m_trust.shown());
    adoptEpoch(welcomed.epoch);
    m_presence.welcomed(welcomed.own);
    keepIdentity();
    m_manager.helloAccepted();
    // All at once: what is known to be joined from last time need not wait for the list.
    if (m_server.capabilities.roomList)
        m_requests.askForResume({Asked::What::ListRooms, {}, {}, 0, {}}, ask::ListRooms{});
    m_membership.askAll();
    for (auto &[id, room] : m_rooms) {
        if (wantsStream(room))
            subscribe(room);
    }
    settleResume(0);
}

void Session::Impl::adoptEpoch(const QString &epoch)
{
    if (epoch.isEmpty() || epoch == m_server.epoch)
        return;
    const bool another = !m_server.epoch.isEmpty();
    m_server.epoch = epoch;
    if (!another)
        return;
    for (auto &[id, room] : m_rooms)
        forgetHistory(room);
}

// What waits to be sent is kept, and shown again because the views drop everything.
void Session::Impl::forgetHistory(KnownRoom &room)
{
    m_reconciler.historyEnds(room.room.id);
    m_disk.flushHistory(room.room.id);
    m_disk.put(keep::ForgetHistory{room.room.id});
    room.forgetHistory();
    m_marks.forget(room.room.id);
    if (room.ordered())
        room.orderedUpTo = 0;
    m_views.log().historyReset(room.room.id);
    m_queue.showUnsent(room.room.id);
    publishHistory(room);
}

void Session::Impl::on(const heard::RoomsListed &listed)
{
    m_requests.answered(listed.ticket);
    std::set<QString> there;
    for (const Room &room : listed.rooms) {
        there.insert(room.id);
        adoptRoom(room, false);
    }
    std::vector<QString> gone;
    for (const auto &[id, room] : m_rooms) {
        if (listed.whole && !there.contains(id) && !room.wantsJoin && !room.wantsLeave &&
            (room.room.joined || !room.live()))
            gone.push_back(id);
    }
    for (const QString &id : gone)
        m_membership.drop(id);
    for (auto &[id, room] : m_rooms) {
        if (wantsStream(room))
            subscribe(room);
    }
    settleResume(listed.ticket);
}

// A server that forgets who joined says nothing of a room that is not subscribed, not even that something is unread.
bool Session::Impl::wantsStream(const KnownRoom &room) const
{
    return room.room.joined && (!room.wantsLeave || room.sendsFirst) &&
           (room.live() || !m_server.capabilities.keepsMembership);
}

void Session::Impl::subscribe(KnownRoom &room)
{
    constexpr int FirstPage = 50;
    if (room.subscribed || room.subscribing)
        return;
    room.subscribing = true;
    const Seq since = room.held.newest();
    // What was missed is better had in one answer than as a gap.
    const int limit = std::min(since > 0 ? m_server.capabilities.maxPage : FirstPage, m_server.capabilities.maxPage);
    m_requests.askForResume({Asked::What::Subscribe, room.room.id, {}, 0, {}},
                            ask::Subscribe{room.room.id, since, m_server.epoch, limit, recentOf(room)});
}

// What a server that does not number its messages is likely to send again.
std::vector<Message> Session::Impl::recentOf(const KnownRoom &room)
{
    if (m_server.capabilities.numbered)
        return {};
    m_disk.flush();
    Result<std::vector<Message>> stored = m_store->messages(room.room.id, 0, ask::Subscribe::MaxRecent);
    return stored.ok() ? std::move(stored).value() : std::vector<Message>();
}

void Session::Impl::on(const heard::Subscribed &subscribed)
{
    const std::optional<Asked> asked = m_requests.answered(subscribed.ticket);
    KnownRoom *room = m_rooms.find(subscribed.page.room);
    if (!asked || !room)
        return;
    m_manager.resumeProgress();
    room->subscribing = false;
    room->subscribed = true;
    // The server knows less than we do, under the same epoch: it was cut, so what is held here is not what it holds.
    if (subscribed.page.lastSeq < room->held.newest())
        forgetHistory(*room);
    m_reconciler.judge(room->room.id, subscribed.page,
                       subscribed.page.lastSeq + 1); // before the page settles what it holds
    takeSubscribedPage(*room, subscribed.page);
    takeRoster(*room, subscribed.members);
    for (const QString &user : subscribed.typing)
        on(heard::TypingChanged{room->room.id, user, true});
    m_rooms.keep(*room);
    fillGaps(*room);
    fillFirstPage(*room);
    publishHistory(*room);
    settleResume(subscribed.ticket);
}

void Session::Impl::settleResume(heard::Ticket ticket)
{
    if (m_requests.settleResume(ticket))
        m_manager.resumeProgress();
    if (m_server.signedIn && !m_server.ready && !m_requests.isResuming())
        becomeReady();
}

void Session::Impl::becomeReady()
{
    m_server.ready = true;
    m_presence.send();
    m_marks.sendAll();
    m_reconciler.lookFor();
    m_requests.flush();
    m_queue.resume();
    m_manager.resumed();
}

} // namespace banter
