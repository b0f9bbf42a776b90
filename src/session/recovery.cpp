// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

// From an open link to "connected": hello, resume of every room that is looked at, the start of the gap filling,
// presence, outbox. Only then do people read that they are connected.
namespace banter {
namespace {

constexpr int ResumePage = 50;

ConnectionTrouble troubleOf(ErrorCode code)
{
    return code == ErrorCode::UnsupportedVersion ? ConnectionTrouble::Version : ConnectionTrouble::Credentials;
}

bool passes(ErrorCode code)
{
    return code == ErrorCode::RateLimited || code == ErrorCode::Unavailable || code == ErrorCode::StorageFull ||
           code == ErrorCode::TimedOut || code == ErrorCode::Internal;
}

} // namespace

void Session::Impl::linkOpened(const QString &subprotocol)
{
    m_signedIn = false;
    m_ready = false;
    carry(m_dialect->opened(subprotocol, m_config.credentials, now()));
    m_saidHello = true;
}

void Session::Impl::linkLost()
{
    m_signedIn = false;
    m_ready = false;
    m_resuming.clear();
    m_toAsk.clear();
    // Nobody will answer these any more. What a person waits for is told; the rest is asked again at the next resume.
    const auto asked = std::exchange(m_asked, {});
    for (const auto &[ticket, one] : asked) {
        using What = Asked::What;
        if (one.what == What::Create || one.what == What::Leave || one.what == What::Invite)
            failure({ErrorCode::NotConnected, QStringLiteral("The connection was lost before the server answered.")},
                    one.room);
        if (one.what == What::Join && m_rooms.contains(one.room))
            m_rooms[one.room].wantsJoin = true;
        else if (one.what == What::Join) {
            m_rooms[one.room].room.id = one.room;
            m_rooms[one.room].wantsJoin = true;
        }
    }
    m_pacer.linkLost(m_outbox.inFlight(), now());
    recallOutbox();
    for (auto &[id, room] : m_rooms) {
        room.subscribed = false;
        room.subscribing = false;
        room.fillingGap = false;
        room.fetchingAfter = false;
        if (std::exchange(room.loadingOlder, false))
            publishHistory(room);
        forgetLive(room);
    }
}

void Session::Impl::on(const heard::Welcomed &welcomed)
{
    m_signedIn = true;
    m_triedPassword = false;
    m_capabilities = welcomed.capabilities;
    m_user = welcomed.user;
    m_pacer.begin(m_capabilities.sendsPerSecond, m_capabilities.sendBurst, now());
    Changes &out = m_log.raw();
    out.capabilities = m_capabilities;
    out.signedInAs = m_user;
    keepLater(keep::PutSetting{QStringLiteral("user"), m_user});
    if (!welcomed.token.isEmpty()) {
        m_config.credentials = {Credentials::Method::Token, m_user, welcomed.token};
        out.token = welcomed.token;
    } else if (m_config.credentials.method == Credentials::Method::Register) {
        m_config.credentials.method = Credentials::Method::Password;
    }
    if (m_password) // the account exists from now on
        m_password->method = Credentials::Method::Password;
    adoptEpoch(welcomed.epoch);
    changed();
    m_manager.helloAccepted();
    m_resuming.insert(ask({Asked::What::ListRooms, {}, {}, 0, {}}, ask::ListRooms{}));
    for (auto &[id, room] : m_rooms) {
        if (room.wantsJoin)
            ask({Asked::What::Join, id, {}, 0, {}}, ask::JoinRoom{id});
    }
}

bool Session::Impl::tryPasswordInstead(ErrorCode code)
{
    if (!m_password || m_triedPassword)
        return false;
    const Credentials::Method method = m_config.credentials.method;
    const bool tokenGone = method == Credentials::Method::Token && code == ErrorCode::Unauthorized;
    // A registration whose welcome was lost meets its own account at the next dial.
    const bool ownName = method == Credentials::Method::Register && code == ErrorCode::NameTaken && m_saidHello &&
                         m_manager.metrics().opens > 1;
    if (!tokenGone && !ownName)
        return false;
    m_triedPassword = true;
    m_config.credentials = *m_password;
    m_config.credentials.method = Credentials::Method::Password;
    return true;
}

void Session::Impl::on(const heard::Refused &refused)
{
    const Error &error = refused.error;
    if (tryPasswordInstead(error.code)) {
        m_manager.helloPostponed(0, error.message);
        return;
    }
    if (passes(error.code)) {
        m_manager.helloPostponed(error.retryAfterMs, error.message);
        return;
    }
    if (error.code == ErrorCode::Unauthorized && m_config.credentials.method == Credentials::Method::Token)
        m_log.raw().token = QString();
    failure(error);
    m_manager.helloRefused(troubleOf(error.code), error.message);
}

void Session::Impl::adoptEpoch(const QString &epoch)
{
    if (epoch.isEmpty() || epoch == m_epoch)
        return;
    if (!m_epoch.isEmpty()) {
        for (auto &[id, room] : m_rooms) {
            keepLater(keep::ForgetHistory{id});
            room.spans = {};
            room.reachesStart = false;
            room.shownOldest = 0;
            room.room.lastSeq = 0;
            room.room.readSeq = 0;
            if (room.orderedUpTo > 0)
                room.orderedUpTo = 0;
            m_log.historyReset(id);
            publishHistory(room);
        }
    }
    m_epoch = epoch;
    keepLater(keep::PutSetting{QStringLiteral("epoch"), epoch});
}

void Session::Impl::on(const heard::RoomsListed &listed)
{
    answered(listed.ticket);
    std::set<QString> there;
    for (const Room &room : listed.rooms) {
        there.insert(room.id);
        adoptRoom(room);
    }
    std::vector<QString> gone;
    for (const auto &[id, room] : m_rooms) {
        if (!there.contains(id) && !room.wantsJoin && !room.live())
            gone.push_back(id);
    }
    for (const QString &id : gone)
        dropRoom(id);
    resumeRooms();
    settleResume(listed.ticket);
}

void Session::Impl::resumeRooms()
{
    for (auto &[id, room] : m_rooms) {
        if (room.live() && room.room.joined)
            subscribe(room);
    }
}

void Session::Impl::subscribe(RoomState &room)
{
    if (room.subscribed || room.subscribing)
        return;
    room.subscribing = true;
    const heard::Ticket ticket = ask({Asked::What::Subscribe, room.room.id, {}, 0, {}},
                                     ask::Subscribe{room.room.id, room.spans.newest(), m_epoch, ResumePage});
    if (!m_ready)
        m_resuming.insert(ticket);
}

void Session::Impl::on(const heard::Subscribed &subscribed)
{
    const std::optional<Asked> asked = answered(subscribed.ticket);
    RoomState *room = find(subscribed.page.room);
    if (!asked || !room)
        return;
    m_manager.resumeProgress();
    room->subscribing = false;
    room->subscribed = true;
    if (subscribed.page.lastSeq < room->spans.newest()) {
        // The server knows less than we do, under the same epoch: its history was cut, so ours is void.
        keepLater(keep::ForgetHistory{room->room.id});
        room->spans = {};
        room->reachesStart = false;
        room->shownOldest = 0;
        m_log.historyReset(room->room.id);
        room->room.lastSeq = 0;
    }
    room->room.lastSeq = std::max(room->room.lastSeq, subscribed.page.lastSeq);
    adoptPage(*room, subscribed.page, true);
    m_log.roster(room->room.id, subscribed.members);
    room->typing.clear();
    for (const QString &user : subscribed.typing) {
        if (user != m_user)
            room->typing.emplace_back(user, now() + m_capabilities.typingExpiryMs);
    }
    publishTyping(*room);
    watchTyping();
    keepRoom(*room);
    fillGaps(*room);
    settleResume(subscribed.ticket);
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
    if (m_presenceSet)
        ask({Asked::What::Presence, {}, {}, 0, {}}, m_presence);
    sendReadMarks();
    flushAsked();
    pumpOutbox();
    m_manager.resumed();
}

} // namespace banter
