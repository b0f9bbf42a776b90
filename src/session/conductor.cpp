// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

namespace banter {
namespace {

constexpr qint64 MetricsIntervalMs = 1'000;

} // namespace

Session::Impl::Impl(Session &session, SessionConfig config, ConnectionParts parts, std::unique_ptr<Dialect> dialect,
                    std::unique_ptr<ClientStore> store)
    : m_session(session), m_config(std::move(config)), m_parts(parts), m_dialect(std::move(dialect)),
      m_store(std::move(store)),
      m_disk(
          *m_store, parts.scheduler, [this](const keep::PutMessages &put) { historyStored(put); },
          [this](const Error &error) { m_views.failure(error, {}, {}, Deed::Storage); }),
      m_manager(parts, [this] { return linkRequest(); }),
      m_views(parts.scheduler, [&session] { Q_EMIT session.changed(); }),
      m_requests(parts.clock, parts.scheduler, m_server, *this, *this),
      m_account(m_requests, m_views, m_server, [this](const QString &password) { adoptPassword(password); }),
      m_ephemeral(parts.clock, parts.scheduler, m_views, m_server),
      m_sender(parts.clock, parts.scheduler, m_requests, *this, m_server),
      m_presence(parts.clock, parts.random, m_disk, m_requests, m_views, m_server),
      m_rooms(*m_store, m_disk, m_views, m_server), m_marks(m_rooms, m_requests, m_server), m_rosters(m_rooms, m_views),
      m_membership(m_rooms, m_requests, m_disk, m_views, m_server, *this, *this),
      m_pacer(parts.clock, parts.scheduler, [this] { fillAgain(); }),
      m_queue({m_outbox, parts.clock, parts.scheduler, parts.random, *m_store, m_disk, m_requests, *this, m_views,
               m_server},
              *this, *this),
      m_rewording(m_outbox, parts.clock, parts.random, m_disk, m_views, m_server, m_queue,
                  [this](const QString &clientId) { discard(clientId); }),
      m_withdrawing(m_outbox, parts.clock, *m_store, m_disk, m_views, m_server, m_queue, *this),
      m_reconciler(m_outbox, m_rooms, *m_store, m_disk, m_requests, m_pacer, m_server, m_queue)
{
    if (m_config.maxTries > 0)
        m_manager.limitTries(m_config.maxTries);
    if (m_config.credentials.method != Credentials::Method::Token)
        m_password = m_config.credentials;
    QObject::connect(&m_manager, &ConnectionManager::linkOpened, &session,
                     [this](const QString &subprotocol) { linkOpened(subprotocol); });
    QObject::connect(&m_manager, &ConnectionManager::linkLost, &session, [this] { linkLost(); });
    QObject::connect(&m_manager, &ConnectionManager::frameReceived, &session,
                     [this](const Frame &frame) { heard(frame); });
    QObject::connect(&m_manager, &ConnectionManager::drained, &session, [this] { m_queue.pump(); });
    QObject::connect(&m_manager, &ConnectionManager::statusChanged, &session, [this] { publishConnection(); });
    load();
}

Session::Impl::~Impl()
{
    m_manager.disconnect(&m_session);
    m_disk.flush();
    for (const TimerId timer : {m_logoutTimer, m_dialectTimer, m_metricsTimer})
        m_parts.scheduler.cancel(timer);
    for (const auto &[id, room] : m_rooms) {
        m_parts.scheduler.cancel(room.lingering);
    }
}

void Session::Impl::tell(const tell::Command &command)
{
    std::visit([this](const auto &one) { on(one); }, command);
}

Changes Session::Impl::takeChanges()
{
    return m_views.take();
}

// What a dialect asks in another way, nobody has to hear of.
bool Session::Impl::asksOtherwise()
{
    const std::optional<int> rejection = m_manager.rejection();
    if (!m_manager.status().terminal || !rejection || !m_dialect->rejected(*rejection))
        return false;
    m_manager.connectWanted();
    return true;
}

void Session::Impl::publishConnection()
{
    if (asksOtherwise())
        return;
    m_views.raw().connection = m_manager.status();
    publishMetrics();
}

void Session::Impl::publishMetrics()
{
    m_views.raw().metrics = m_manager.metrics();
    if (m_recordingFollowed)
        m_views.raw().recording = m_manager.recording();
    m_parts.scheduler.cancel(std::exchange(m_metricsTimer, 0));
    m_metricsAt = now();
    if (m_recordingFollowed) // a heartbeat is no news to anybody else
        m_metricsTimer = m_parts.scheduler.after(MetricsIntervalMs, [this] { publishMetrics(); });
}

void Session::Impl::on(const tell::FollowRecording &command)
{
    m_recordingFollowed = command.active;
    if (m_recordingFollowed)
        publishMetrics();
}

// ---- what the server says ----

void Session::Impl::heard(const Frame &frame)
{
    carry(m_dialect->received(frame, now()));
    if (now() - m_metricsAt >= MetricsIntervalMs)
        publishMetrics();
    else if (m_metricsTimer == 0) // the figures of the last frame before a silence count too
        m_metricsTimer = m_parts.scheduler.after(MetricsIntervalMs, [this] { publishMetrics(); });
}

void Session::Impl::carry(DialectOutput output)
{
    for (const Frame &frame : output.frames)
        m_manager.send(frame);
    for (const heard::Event &event : output.events)
        std::visit([this](const auto &one) { on(one); }, event);
    if (output.hangUp)
        m_manager.protocolBroken(*output.hangUp);
    else if (output.lost)
        m_manager.peerLost(*output.lost);
    else if (output.again)
        m_manager.helloAgain(*output.again);
    watchDialect();
}

// A heartbeat moves the moment with every frame. A timer that runs and is due before it is left alone: it looks again
// when it fires, which costs less than a new timer for each frame.
void Session::Impl::watchDialect()
{
    const std::optional<MonoMs> next = m_dialect->nextTick();
    if (m_dialectTimer != 0 && next && m_dialectTickAt <= *next)
        return;
    m_parts.scheduler.cancel(std::exchange(m_dialectTimer, 0));
    if (!next)
        return;
    m_dialectTickAt = *next;
    m_dialectTimer = m_parts.scheduler.after(std::max<qint64>(0, *next - now()), [this] {
        m_dialectTimer = 0;
        carry(m_dialect->tick(now()));
    });
}

void Session::Impl::on(const heard::Notice &notice)
{
    m_views.raw().notices.push_back(notice.text);
}

void Session::Impl::on(const heard::Closing &closing)
{
    m_manager.peerCloses(closing.code, closing.reason);
}

void Session::Impl::on(const heard::Malformed &)
{
    m_manager.countMalformed();
}

void Session::Impl::on(const heard::Unknown &)
{
    m_manager.countUnknown();
}

// ---- what is asked of the server ----

void Session::Impl::send(const RequestTracker::Batch &batch)
{
    carry(m_dialect->request(batch, now()));
}

void Session::Impl::unanswered(heard::Ticket ticket)
{
    on(heard::RequestFailed{ticket, {ErrorCode::TimedOut, QStringLiteral("The server did not answer in time.")}});
}

void Session::Impl::askAgain()
{
    if (!m_server.signedIn)
        return; // the next link asks by itself
    m_membership.askAll();
    m_presence.send();
    m_marks.sendAll();
}

void Session::Impl::on(const heard::Done &done)
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
    if (asked->what == What::Read) {
        m_marks.taken(*asked);
    } else if (asked->what == What::Presence) {
        m_presence.taken();
    } else if (asked->what == What::Logout) {
        m_parts.scheduler.cancel(std::exchange(m_logoutTimer, 0));
        m_manager.disconnectWanted();
    }
    settleResume(done.ticket);
}

void Session::Impl::on(const heard::RequestFailed &failed)
{
    if (m_account.isAsked(failed.ticket)) {
        m_account.failed(failed.ticket, failed.error);
        return;
    }
    const std::optional<Asked> asked = m_requests.answered(failed.ticket);
    if (asked) {
        giveUp(*asked, failed.error);
        settleResume(failed.ticket);
    } else if (failed.ticket == 0) {
        m_views.failure(failed.error);
    }
}

// A request has no answer but an error: what waited for it goes back to how it was.
void Session::Impl::giveUp(const Asked &asked, const Error &error)
{
    using What = Asked::What;
    KnownRoom *room = m_rooms.find(asked.room);
    bool tell = true;
    switch (asked.what) {
    case What::Send:
        m_queue.refused(asked.clientId, error);
        return;
    case What::Logout:
        m_parts.scheduler.cancel(std::exchange(m_logoutTimer, 0));
        m_manager.disconnectWanted();
        return;
    case What::Subscribe:
        if (room)
            room->subscribing = false;
        break;
    case What::Gap:
        if (room)
            room->filling.erase(asked.span.last + 1);
        m_pacer.later(error);
        tell = false;
        break;
    case What::After:
        if (room)
            room->fetchingAfter = false;
        m_pacer.later(error);
        tell = false;
        break;
    case What::Older:
        if (room) {
            room->loadingOlder = std::max(0, room->loadingOlder - 1);
            publishHistory(*room);
        }
        break;
    case What::Join:
    case What::Leave:
        m_membership.refused(asked, error);
        return;
    case What::Read:
        m_marks.refused(asked, error);
        tell = false;
        break;
    case What::Unverified: // else it is asked again when the room is subscribed to again
        if (error.code == ErrorCode::Forbidden || error.code == ErrorCode::NotFound)
            m_reconciler.giveUp(asked.room);
        tell = false;
        break;
    case What::Presence:
        tell = m_presence.refused(error);
        break;
    case What::ListRooms:
    case What::Create:
    case What::Invite:
    case What::Answer:
    case What::Account:
        break;
    }
    if (tell)
        m_views.failure(error, asked.room, {}, deedOf(asked.what));
}

} // namespace banter
