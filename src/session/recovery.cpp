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
    m_signedIn = false;
    m_ready = false;
    m_resuming.clear();
    m_toAsk.clear();
    m_presenceAsked.reset();
    // Nobody will answer these any more. What a person waits for is told; the rest is asked again at the next resume.
    const auto asked = std::exchange(m_asked, {});
    for (const auto &[ticket, one] : asked) {
        using What = Asked::What;
        if (one.what == What::Create || one.what == What::Invite || one.what == What::Answer)
            failure({ErrorCode::NotConnected, QStringLiteral("The connection was lost before the server answered."), 0},
                    one.room, {}, deedOf(one.what));
    }
    loseAccountAnswers();
    m_pacer.linkLost(m_outbox.inFlight(), now());
    if (m_manager.metUnreadableText())
        m_dialect->textWasUnreadable();
    if (m_manager.lastCode() == TooBig)
        findTooBig();
    recallOutbox();
    for (auto &[id, room] : m_rooms) {
        room.subscribed = false;
        room.subscribing = false;
        room.filling.clear();
        room.fetchingAfter = false;
        room.readAsked = false;
        room.early.clear();
        if (std::exchange(room.loadingOlder, 0) > 0)
            publishHistory(room);
        forgetLive(room);
    }
}

void Session::Impl::on(const heard::Welcomed &welcomed)
{
    if (!m_met) { // nobody has said hello to them
        m_manager.countMalformed();
        return;
    }
    if (isSomebodyElse(welcomed.user)) {
        failure({ErrorCode::Conflict,
                 QStringLiteral("What is stored here belongs to %1, not to %2.").arg(m_owner, welcomed.user), 0});
        m_manager.helloRefused(ConnectionTrouble::Credentials, QStringLiteral("This is another person's history."));
        return;
    }
    m_signedIn = true;
    m_capabilities = welcomed.capabilities;
    m_capabilities.maxPage = std::max(1, m_capabilities.maxPage);
    m_owner = m_user = welcomed.user;
    m_pacer.begin(m_capabilities.sendsPerSecond, m_capabilities.sendBurst, now());
    m_log.raw().capabilities = m_capabilities;
    m_log.raw().signedInAs = m_user;
    if (!welcomed.speaks.isEmpty())
        m_log.raw().speaks = welcomed.speaks;
    adoptCredentials(welcomed);
    keepServer(m_trust.shown());
    adoptEpoch(welcomed.epoch);
    m_choice.welcomed(m_capabilities.statusText, welcomed.own);
    keepChoice();
    keepIdentity();
    changed();
    m_manager.helloAccepted();
    // All at once: what is known to be joined from last time need not wait for the list.
    if (m_capabilities.roomList)
        resume(ask({Asked::What::ListRooms, {}, {}, 0, {}}, ask::ListRooms{}));
    askWishes();
    for (auto &[id, room] : m_rooms) {
        if (wantsStream(room))
            subscribe(room);
    }
    settleResume(0);
}

void Session::Impl::adoptEpoch(const QString &epoch)
{
    if (epoch.isEmpty() || epoch == m_epoch)
        return;
    const bool another = !m_epoch.isEmpty();
    m_epoch = epoch;
    if (!another)
        return;
    for (auto &[id, room] : m_rooms)
        forgetHistory(room);
}

// What waits to be sent is kept, and shown again because the views drop everything.
void Session::Impl::forgetHistory(KnownRoom &room)
{
    doubtOwn(room);
    m_disk.flushHistory(room.room.id);
    m_disk.put(keep::ForgetHistory{room.room.id});
    room.forgetHistory();
    if (room.ordered())
        room.orderedUpTo = 0;
    m_log.historyReset(room.room.id);
    showUnsent(room.room.id);
    publishHistory(room);
}

void Session::Impl::on(const heard::RoomsListed &listed)
{
    answered(listed.ticket);
    std::set<QString> there;
    for (const Room &room : listed.rooms) {
        there.insert(room.id);
        adoptRoom(room, false);
    }
    std::vector<QString> gone;
    for (const auto &[id, room] : m_rooms) {
        // A leave that was asked for has an answer of its own; one that waits for messages would not be asked for any
        // more when they are refused. A join that has no answer yet makes nobody a member.
        const bool isSettled = room.wantsLeave ? room.room.joined && !isAsked(Asked::What::Leave, id)
                                               : room.room.joined || (!room.live() && !room.wantsJoin);
        if (listed.whole && !there.contains(id) && isSettled)
            gone.push_back(id);
    }
    for (const QString &id : gone)
        leaveBehind(id, false);
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
           (room.live() || !m_capabilities.keepsMembership);
}

void Session::Impl::subscribe(KnownRoom &room)
{
    constexpr int FirstPage = 50;
    if (room.subscribed || room.subscribing)
        return;
    room.subscribing = true;
    const Seq since = room.held.newest();
    // What was missed is better had in one answer than as a gap.
    const int limit = std::min(since > 0 ? m_capabilities.maxPage : FirstPage, m_capabilities.maxPage);
    resume(ask({Asked::What::Subscribe, room.room.id, {}, 0, {}},
               ask::Subscribe{room.room.id, since, m_epoch, limit, recentOf(room)}));
}

// What a server that does not number its messages is likely to send again.
std::vector<Message> Session::Impl::recentOf(const KnownRoom &room)
{
    if (m_capabilities.numbered)
        return {};
    m_disk.flush();
    Result<std::vector<Message>> stored = m_store->messages(room.room.id, 0, ask::Subscribe::MaxRecent);
    return stored.ok() ? std::move(stored).value() : std::vector<Message>();
}

void Session::Impl::on(const heard::Subscribed &subscribed)
{
    const std::optional<Asked> asked = answered(subscribed.ticket);
    KnownRoom *room = find(subscribed.page.room);
    if (!asked || !room)
        return;
    m_manager.resumeProgress();
    room->subscribing = false;
    room->subscribed = true;
    // The server knows less than we do, under the same epoch: it was cut, so what is held here is not what it holds.
    if (subscribed.page.lastSeq < room->held.newest())
        forgetHistory(*room);
    judgeDoubted(*room, subscribed.page, subscribed.page.lastSeq + 1); // before the page settles what it holds
    takeSubscribedPage(*room, subscribed.page);
    takeRoster(*room, subscribed.members);
    for (const QString &user : subscribed.typing)
        on(heard::TypingChanged{room->room.id, user, true});
    keepRoom(*room);
    fillGaps(*room);
    fillFirstPage(*room);
    publishHistory(*room);
    settleResume(subscribed.ticket);
}

/// Connected is said when this one, too, has its answer.
void Session::Impl::resume(heard::Ticket ticket)
{
    if (!m_ready)
        m_resuming.insert(ticket);
}

void Session::Impl::settleResume(heard::Ticket ticket)
{
    if (m_resuming.erase(ticket) > 0)
        m_manager.resumeProgress();
    if (m_signedIn && !m_ready && m_resuming.empty())
        becomeReady();
}

void Session::Impl::becomeReady()
{
    m_ready = true;
    sendPresence();
    for (auto &[id, room] : m_rooms)
        sendReadMark(room);
    lookForDoubted();
    flushAsked();
    if (m_outbox.hasWaiting())
        m_disk.put(keep::TryOutbox{});
    pumpOutbox();
    m_manager.resumed();
}

} // namespace banter
