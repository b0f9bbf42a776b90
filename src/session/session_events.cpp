// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/overloaded.h"
#include "session/session_impl.h"

#include <algorithm>

// From an open link to "connected": hello, resume of every room that is looked at, the start of the gap filling,
// presence, outbox. Only then do people read that they are connected.
namespace banter {
namespace {

constexpr int TooBig = 1009; // RFC 6455, section 7.4.1
/// As many as a server of ours holds (server/rooms.cpp), and more rows than a list can be of use for.
constexpr std::size_t MaxRooms = 10'000;

} // namespace

void Session::Impl::hear(const heard::Event &event)
{
    const auto ifStreamed = [this](const auto &one) {
        if (const KnownRoom *room = m_rooms.find(one.room); room && room->subscribed)
            m_ephemeral.on(one);
    };
    std::visit(Overloaded{
                   [this](const heard::Identified &one) { m_authentication.on(one); },
                   [this](const heard::Welcomed &one) { welcomed(one); },
                   [this](const heard::Refused &one) { m_authentication.on(one); },
                   [this](const heard::RoomsListed &one) { roomsListed(one); },
                   [this](const heard::RoomChanged &one) { roomChanged(one); },
                   [this](const heard::RoomLeft &one) { roomLeft(one); },
                   [this](const heard::Subscribed &one) { subscribed(one); },
                   [this](const heard::HistoryFetched &one) { historyFetched(one); },
                   [this](const heard::Acknowledged &one) { m_queue.on(one); },
                   [this](const heard::DevicesListed &one) { m_account.on(one); },
                   [this](const heard::InviteCodeMade &one) { m_account.on(one); },
                   [this](const heard::Done &one) { done(one); },
                   [this](const heard::RequestFailed &one) { failed(one); },
                   [this](const heard::MessageArrived &one) { messageArrived(one); },
                   [this](const heard::Activity &one) { activity(one); },
                   [this](const heard::MemberJoined &one) { m_rosters.on(one); },
                   [this](const heard::MemberLeft &one) {
                       m_ephemeral.left(one.room, one.user);
                       m_rosters.on(one);
                   },
                   [this](const heard::PresenceChanged &one) { presenceChanged(one); },
                   [this](const heard::OwnPresenceChanged &one) {
                       m_presence.on(one);
                       hideIfChosen();
                   },
                   [&](const heard::TypingChanged &one) { ifStreamed(one); },
                   [&](const heard::CursorMoved &one) { ifStreamed(one); },
                   [this](const heard::CursorGone &one) { m_ephemeral.on(one); },
                   [this](const heard::Notice &one) { m_views.raw().notices.push_back(one.text); },
                   [this](const heard::Remarked &one) { m_views.raw().remarks.push_back(one.remark); },
                   [this](const heard::Closing &one) { m_manager.peerCloses(one.code, one.reason); },
                   [this](const heard::Malformed &) { m_manager.countMalformed(); },
                   [this](const heard::Unknown &) { m_manager.countUnknown(); },
                   [this](const heard::ChangesFetched &one) { changesFetched(one); },
                   [this](const heard::MessageChanged &one) { m_changes.on(one); },
               },
               event);
}

// ---- the link and the sign-in ----

void Session::Impl::linkOpened(const QString &subprotocol)
{
    m_server.signedIn = false;
    m_server.ready = false;
    m_presence.linkOpened(m_manager.dialledAt());
    m_authentication.linkOpened(subprotocol);
}

void Session::Impl::linkLost()
{
    m_server.signedIn = false;
    m_server.ready = false;
    m_presence.linkLost();
    // Nobody will answer these any more. What a person waits for is told; the rest is asked again at the next resume.
    for (const Asked &one : m_requests.linkLost()) {
        using What = Asked::What;
        if (one.what == What::Create || one.what == What::Invite || one.what == What::Answer)
            m_views.ownFailure(
                {ErrorCode::NotConnected, QStringLiteral("The connection was lost before the server answered."), 0},
                one.room, {}, deedOf(one.what));
    }
    m_account.linkLost();
    m_marks.linkLost();
    m_changes.linkLost();
    m_quotes.linkLost();
    if (m_manager.metUnreadableText())
        m_dialect->textWasUnreadable();
    m_queue.linkLost(m_manager.lastCode() == TooBig);
    for (auto &[id, room] : m_rooms) {
        m_rosters.linkLost(id);
        m_timelines.of(room).linkLost();
        m_streams.linkLost(room);
    }
}

void Session::Impl::welcomed(const heard::Welcomed &welcomed)
{
    if (!m_authentication.accepts(welcomed))
        return;
    m_server.signedIn = true;
    m_server.capabilities = welcomed.capabilities;
    m_server.capabilities.maxPage = std::max(1, m_server.capabilities.maxPage);
    m_server.owner = m_server.user = welcomed.user;
    m_queue.begin();
    m_rooms.countAnew();
    m_views.raw().capabilities = m_server.capabilities;
    m_views.raw().signedInAs = m_server.user;
    if (!welcomed.speaks.isEmpty())
        m_views.raw().speaks = welcomed.speaks;
    m_authentication.adopt(welcomed);
    adoptEpoch(welcomed.epoch);
    m_presence.welcomed(welcomed.own);
    keepIdentity();
    m_manager.helloAccepted();
    // All at once: what is known to be joined from last time need not wait for the list.
    if (m_server.capabilities.roomList)
        m_requests.askForResume({Asked::What::ListRooms}, ask::ListRooms{});
    m_membership.askAll();
    m_streams.subscribeAll();
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
    const QString &id = room.room.id;
    m_reconciler.historyEnds(id);
    m_disk.flushHistory(id);
    m_disk.put(keep::ForgetHistory{id});
    room.forgetHistory();
    m_marks.forget(id);
    m_changes.forget(id);
    m_quotes.forget(id);
    m_timelines.of(room).forget();
    m_views.log().historyReset(id);
    m_queue.showUnsent(id);
    m_timelines.of(room).publish();
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
    m_changes.catchUp();
    m_quotes.askNext();
}

// ---- rooms ----

void Session::Impl::roomsListed(const heard::RoomsListed &listed)
{
    m_requests.answered(listed.ticket);
    // A server that forgets who joined tells in its list which rooms there are. What this link is about to hear, or
    // hears, the person is in; of a list that nobody asked for the dialect may not have known that yet.
    const auto isHeard = [this](const KnownRoom &room) {
        return !m_server.capabilities.keepsMembership && room.room.joined && (room.subscribing || room.subscribed);
    };
    std::set<QString> there;
    for (Room fresh : listed.rooms) {
        there.insert(fresh.id);
        const KnownRoom *room = m_rooms.find(fresh.id);
        fresh.joined = fresh.joined || (room && isHeard(*room));
        adoptRoom(fresh, false);
    }
    std::vector<QString> gone;
    for (const auto &[id, room] : m_rooms) {
        if (listed.ticket == 0 && isHeard(room))
            continue;
        // A leave that was asked for has an answer of its own; one that waits for messages would not be asked for any
        // more when they are refused. A join that has no answer yet makes nobody a member.
        const bool isSettled = room.wantsLeave ? room.room.joined && !m_requests.isAsked(Asked::What::Leave, id)
                                               : room.room.joined || (!room.live() && !room.wantsJoin);
        if (listed.whole && !there.contains(id) && isSettled)
            gone.push_back(id);
    }
    for (const QString &id : gone)
        m_membership.left(id, false);
    m_streams.subscribeAll();
    settleResume(listed.ticket);
}

void Session::Impl::roomChanged(const heard::RoomChanged &changed)
{
    // Unasked, a server may name as many as it likes.
    if (m_rooms.size() >= MaxRooms && !m_rooms.find(changed.room.id)) {
        m_manager.countMalformed();
        m_requests.answered(changed.ticket);
        settleResume(changed.ticket);
        return;
    }
    if (const std::optional<Asked> asked = m_requests.answered(changed.ticket))
        m_views.accomplished(deedOf(asked->what), changed.room.id);
    const bool hadJoined = m_rooms.named(changed.room.id).room.joined;
    adoptRoom(changed.room, true);
    m_streams.subscribeIfWanted(m_rooms.named(changed.room.id));
    if (m_server.ready && !hadJoined && changed.room.joined)
        m_reconciler.lookFor();
    settleResume(changed.ticket);
}

void Session::Impl::roomLeft(const heard::RoomLeft &left)
{
    const std::optional<Asked> asked = m_requests.answered(left.ticket);
    if (m_rooms.find(left.room))
        m_membership.left(left.room, asked.has_value());
    settleResume(left.ticket);
}

void Session::Impl::adoptRoom(const Room &fresh, bool live)
{
    KnownRoom &room = m_rooms.named(fresh.id);
    if (!fresh.invitedBy.isEmpty() && fresh.invitedBy != room.room.invitedBy)
        m_views.raw().invited.push_back({fresh.id, fresh.invitedBy, live});
    const Seq read = room.room.readSeq;
    const bool hadJoined = room.room.joined;
    room.adopt(fresh);
    m_marks.adopt(fresh.id, fresh.readSeq, hadJoined ? read : 0); // what was read here while nobody could be told
    room.listed = true;
    if (!fresh.joined && room.subscribed) // left on another device: the server ends the streams of all
        m_streams.end(room);
    if (fresh.joined)
        m_membership.joined(room);
    m_rooms.keep(room);
    if (m_server.ready) {
        m_marks.send(fresh.id);
        m_changes.catchUp(room);
    }
}

void Session::Impl::presenceChanged(const heard::PresenceChanged &event)
{
    const Presence &presence = event.presence;
    m_views.raw().presence[presence.user] = presence;
    m_presence.seen(presence);
    m_rosters.on(event);
    if (presence.status == PresenceStatus::Offline)
        m_ephemeral.leftAll(presence.user);
}

// ---- answers ----

void Session::Impl::done(const heard::Done &done)
{
    if (m_account.isAsked(done.ticket)) {
        m_account.done(done.ticket);
        return;
    }
    const std::optional<Asked> asked = m_requests.answered(done.ticket);
    if (!asked)
        return;
    using What = Asked::What;
    if (const Deed deed = deedOf(asked->what); deed != Deed::Other && deed != Deed::SetPresence)
        m_views.accomplished(deed, asked->room);
    if (asked->what == What::Read)
        m_marks.taken(*asked);
    else if (asked->what == What::Presence)
        m_presence.taken();
    else if (asked->what == What::Logout)
        endLogout();
    settleResume(done.ticket);
}

void Session::Impl::failed(const heard::RequestFailed &failed)
{
    if (m_account.isAsked(failed.ticket)) {
        m_account.failed(failed.ticket, failed.error);
        return;
    }
    const std::optional<Asked> asked = m_requests.answered(failed.ticket);
    if (asked) {
        if (giveUp(*asked, failed))
            m_views.failure(failed.error, asked->room, {}, deedOf(asked->what));
        settleResume(failed.ticket);
    } else if (failed.ticket == 0) {
        m_views.failure(failed.error);
    }
}

// A request has no answer but an error: what waited for it goes back to how it was. True when the person is to hear of
// it, and did not.
bool Session::Impl::giveUp(const Asked &asked, const heard::RequestFailed &failed)
{
    using What = Asked::What;
    const Error &error = failed.error;
    KnownRoom *room = m_rooms.find(asked.room);
    switch (asked.what) {
    case What::Send:
        m_queue.refused(asked.clientId, error, failed.current);
        return false;
    case What::Logout:
        endLogout();
        return false;
    case What::Subscribe:
        if (room)
            m_streams.refused(*room);
        return true;
    case What::Gap:
    case What::After:
        if (room)
            m_timelines.of(*room).refused(asked, error);
        else
            m_pacer.later(error);
        return false;
    case What::Quoted:
        m_quotes.refused(asked);
        return false;
    case What::Changes:
        m_changes.refused(asked, error);
        return false;
    case What::Older:
        return !room || m_timelines.of(*room).refused(asked, error);
    case What::Join:
    case What::Leave:
        m_membership.refused(asked, error);
        return false;
    case What::Read:
        m_marks.refused(asked, error);
        return false;
    case What::Unverified: // else it is asked again when the room is subscribed to again
        if (error.code == ErrorCode::Forbidden || error.code == ErrorCode::NotFound)
            m_reconciler.giveUp(asked.room);
        return false;
    case What::Presence:
        return m_presence.refused(error);
    case What::ListRooms:
    case What::Create:
    case What::Invite:
    case What::Answer:
    case What::Account:
        break;
    }
    return true;
}

void Session::Impl::unanswered(heard::Ticket ticket)
{
    failed({ticket, {ErrorCode::TimedOut, QStringLiteral("The server did not answer in time.")}});
}

void Session::Impl::askAgain()
{
    if (!m_server.signedIn)
        return; // the next link asks by itself
    m_membership.askAll();
    m_presence.send();
    m_marks.sendAll();
}

} // namespace banter
