// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/session_impl.h"

#include "session/overloaded.h"

#include <utility>

namespace banter {
namespace {

constexpr qint64 LogoutPatienceMs = 2'000;

} // namespace

Session::Impl::Impl(Session &session, SessionConfig config, ConnectionParts parts, std::unique_ptr<Dialect> dialect,
                    std::unique_ptr<ClientStore> store)
    : m_session(session), m_scheduler(parts.scheduler), m_dialect(std::move(dialect)), m_store(std::move(store)),
      m_views(parts.scheduler, [&session] { Q_EMIT session.changed(); }),
      m_disk(
          *m_store, parts.scheduler, [this](const keep::PutMessages &put) { m_timelines.stored(put); },
          [this](const Error &error) { m_views.ownFailure(error, {}, {}, Deed::Storage); }),
      m_webSocket(m_disk), m_manager(parts, [this] { return m_webSocket.applied(m_authentication.linkRequest()); }),
      m_link(m_manager),
      m_driver(*m_dialect, m_manager, parts.clock, parts.scheduler, [this](const heard::Event &event) { hear(event); }),
      m_reports(m_manager, parts.clock, parts.scheduler, m_views),
      m_requests(parts.clock, parts.scheduler, m_server, m_link, *this),
      m_presence(parts.clock, parts.random, m_disk, m_requests, m_views, m_server),
      m_hello(m_manager, m_presence, [this](DialectOutput output) { m_driver.carry(std::move(output)); }),
      m_authentication(config.server, config.credentials, parts.clock, parts.random, *m_dialect, m_disk, m_views,
                       m_server, m_hello),
      m_account(m_requests, m_views, m_server,
                [this](const QString &password) { m_authentication.adoptPassword(password); }),
      m_ephemeral(parts.clock, parts.scheduler, m_views, m_server),
      m_sender(parts.clock, parts.scheduler, m_requests, m_link, m_server),
      m_rooms(*m_store, m_disk, m_views, m_server), m_marks(m_rooms, m_requests, m_server), m_rosters(m_rooms, m_views),
      m_unsent(m_outbox, m_queue, m_withdrawing, m_reconciler),
      m_ofRoom({m_streams, m_sender, m_marks, m_rosters, m_pacer, m_reconciler, m_timelines, m_changes, m_quotes}),
      m_membership(m_rooms, m_requests, m_disk, m_views, m_server, m_unsent, m_ofRoom),
      m_pacer(parts.clock, parts.scheduler, [this] { fillAgain(); }), m_waiting(m_rooms, m_membership, m_sender),
      m_sent(m_timelines, m_changes, m_operations), m_queue({m_outbox, parts.clock, parts.scheduler, parts.random,
                                                             *m_store, m_disk, m_requests, m_link, m_views, m_server},
                                                            m_waiting, m_operations, m_sent),
      m_rewording(m_outbox, parts.clock, parts.random, m_disk, m_views, m_server, m_queue,
                  [this](const QString &clientId) { m_unsent.discard(clientId); }),
      m_withdrawing(m_outbox, parts.clock, *m_store, m_disk, m_views, m_server, m_queue, m_waiting),
      m_amended(m_timelines, m_changes),
      m_operations({{m_outbox, parts.clock, parts.random, *m_store, m_disk, m_views, m_server, m_queue, m_waiting},
                    m_rewording,
                    m_withdrawing},
                   m_amended),
      m_reconciler(m_outbox, m_rooms, *m_store, m_disk, m_requests, m_pacer, m_server, m_queue),
      m_own(m_outbox, m_queue, m_rewording, m_operations),
      m_timelines(parts.clock, *m_store, m_disk, m_rooms, m_requests, m_pacer, m_views, m_own, m_server),
      m_changing({m_timelines, m_rooms, m_streams, m_queue, m_disk, m_views}),
      m_changes(m_rooms, m_requests, m_pacer, m_server, m_changing),
      m_quotes(*m_store, m_disk, m_rooms, m_requests, m_pacer, m_views, m_server),
      m_streamed(m_timelines, m_changes, m_ephemeral, m_sender, m_rosters),
      m_streams(parts.scheduler, m_rooms, m_requests, m_server, m_streamed)
{
    if (config.maxTries > 0)
        m_manager.limitTries(config.maxTries);
    QObject::connect(&m_manager, &ConnectionManager::linkOpened, &session,
                     [this](const QString &subprotocol) { linkOpened(subprotocol); });
    QObject::connect(&m_manager, &ConnectionManager::linkLost, &session, [this] { linkLost(); });
    QObject::connect(&m_manager, &ConnectionManager::ownWebSocketNeeded, &session, [this] { m_webSocket.failed(); });
    QObject::connect(&m_manager, &ConnectionManager::frameReceived, &session, [this](const Frame &frame) {
        m_driver.received(frame);
        m_reports.noteFrame();
    });
    QObject::connect(&m_manager, &ConnectionManager::drained, &session, [this] { m_queue.pump(); });
    QObject::connect(&m_manager, &ConnectionManager::statusChanged, &session, [this] { connectionChanged(); });
    load(config);
}

Session::Impl::~Impl()
{
    m_manager.disconnect(&m_session);
    m_disk.flush();
    m_scheduler.cancel(m_logoutTimer);
}

Changes Session::Impl::takeChanges()
{
    Changes changes = m_views.take();
    m_quotes.complete(changes);
    return changes;
}

void Session::Impl::tell(const tell::Command &command)
{
    const auto toMembership = [this](const auto &one) { m_membership.on(one); };
    const auto toTimelines = [this](const auto &one) { m_timelines.on(one); };
    const auto toQueue = [this](const auto &one) { m_queue.on(one); };
    const auto toRewording = [this](const auto &one) { m_rewording.on(one); };
    const auto toWithdrawing = [this](const auto &one) { m_withdrawing.on(one); };
    const auto toAccount = [this](const auto &one) { m_account.on(one); };
    std::visit(Overloaded{
                   [this](const tell::Connect &) { connect(); },
                   [this](const tell::Disconnect &) {
                       m_authentication.want(false);
                       m_manager.disconnectWanted();
                   },
                   [this](const tell::RetryNow &) { m_manager.retryNow(); },
                   [this](const tell::LimitTries &one) { m_manager.limitTries(one.most); },
                   [this](const tell::TrustServer &one) {
                       m_authentication.trust(one.fingerprint);
                       connect();
                   },
                   [this](const tell::SignInAgain &one) {
                       m_authentication.signInAgain(one.password);
                       connect();
                   },
                   [this](const tell::Logout &) { logOut(); },
                   [&](const tell::CreateRoom &one) { toMembership(one); },
                   [&](const tell::JoinRoom &one) { toMembership(one); },
                   [&](const tell::LeaveRoom &one) { toMembership(one); },
                   [&](const tell::Invite &one) { toMembership(one); },
                   [&](const tell::AnswerInvitation &one) { toMembership(one); },
                   [this](const tell::OpenRoom &one) { open(one); },
                   [this](const tell::CloseRoom &one) { close(one.room); },
                   [&](const tell::LoadOlder &one) { toTimelines(one); },
                   [&](const tell::LoadNewer &one) { toTimelines(one); },
                   [&](const tell::LoadNewest &one) { toTimelines(one); },
                   [&](const tell::LoadAround &one) { toTimelines(one); },
                   [&](const tell::Search &one) { toTimelines(one); },
                   [&](const tell::Send &one) { toQueue(one); },
                   [&](const tell::Retry &one) { toQueue(one); },
                   [&](const tell::Hold &one) { toRewording(one); },
                   [&](const tell::Release &one) { toRewording(one); },
                   [&](const tell::Reword &one) { toRewording(one); },
                   [&](const tell::Discard &one) { toWithdrawing(one); },
                   [&](const tell::Restore &one) { toWithdrawing(one); },
                   [this](const tell::EditMessage &one) { m_operations.on(one); },
                   [this](const tell::DeleteMessage &one) { m_operations.on(one); },
                   [this](const tell::React &one) { m_operations.on(one); },
                   [this](const tell::SaveDraft &one) { m_membership.on(one); },
                   [this](const tell::MarkRead &one) { m_marks.mark(one.room, one.seq); },
                   [this](const tell::Typing &one) { type(one); },
                   [this](const tell::MoveCursor &one) {
                       if (mayBeSeen(one.room))
                           m_sender.movePointer(one.room, one.point);
                   },
                   [this](const tell::LeaveCursor &one) { m_sender.hidePointer(one.room); },
                   [this](const tell::SetPresence &one) {
                       m_presence.on(one);
                       hideIfChosen();
                   },
                   [&](const tell::ChangePassword &one) { toAccount(one); },
                   [&](const tell::ListDevices &one) { toAccount(one); },
                   [&](const tell::DropDevices &one) { toAccount(one); },
                   [&](const tell::MakeInviteCode &one) { toAccount(one); },
                   [this](const tell::FollowRecording &one) { m_reports.follow(one.active); },
               },
               command);
}

void Session::Impl::connect()
{
    m_authentication.want(true);
    m_manager.connectWanted();
}

// What a dialect asks in another way, nobody has to hear of.
void Session::Impl::connectionChanged()
{
    const std::optional<int> rejection = m_manager.rejection();
    if (m_manager.status().terminal && rejection && m_dialect->rejected(*rejection))
        m_manager.connectWanted();
    else
        m_reports.publish();
}

void Session::Impl::logOut()
{
    m_authentication.logOut();
    if (!m_server.signedIn) {
        m_manager.disconnectWanted();
        return;
    }
    m_requests.ask({Asked::What::Logout}, ask::Logout{});
    m_scheduler.cancel(m_logoutTimer);
    m_logoutTimer = m_scheduler.after(LogoutPatienceMs, [this] { endLogout(); });
}

void Session::Impl::endLogout()
{
    m_scheduler.cancel(std::exchange(m_logoutTimer, 0));
    m_manager.disconnectWanted();
}

// ---- rooms that are looked at ----

void Session::Impl::open(const tell::OpenRoom &command)
{
    KnownRoom &room = m_rooms.named(command.room);
    m_streams.look(room);
    m_timelines.of(room).open(command);
    m_queue.showUnsent(command.room);
    if (m_server.signedIn && room.room.joined)
        m_streams.subscribe(room);
}

void Session::Impl::close(const QString &id)
{
    KnownRoom *room = m_rooms.find(id);
    if (!room || !m_streams.lookAway(*room))
        return;
    m_timelines.of(*room).stopReader();
    m_sender.hidePointer(id);
    m_sender.stopTyping(id);
}

// ---- what is true only now ----

// Who appears offline neither types nor has a pointer.
bool Session::Impl::mayBeSeen(const QString &id)
{
    const KnownRoom *room = m_rooms.find(id);
    return room && room->room.joined && !m_presence.hides();
}

void Session::Impl::type(const tell::Typing &command)
{
    if (!mayBeSeen(command.room))
        return;
    if (command.active)
        m_sender.types(command.room);
    else if (m_server.ready && m_server.capabilities.typing)
        m_sender.stopTyping(command.room);
}

void Session::Impl::hideIfChosen()
{
    if (m_presence.hides())
        m_sender.hideAll();
}

} // namespace banter
