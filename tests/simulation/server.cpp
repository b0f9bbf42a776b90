// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/server.h"

#include "server/peer_link.h"

namespace banter::simulation {

using namespace protocol;

namespace {

template <class... Bodies>
bool isOneOf(const ClientBody &body)
{
    return (std::holds_alternative<Bodies>(body) || ...);
}

QString roomOf(const ClientBody &body)
{
    return std::visit(
        [](const auto &one) {
            if constexpr (requires { one.room; })
                return one.room;
            else
                return QString();
        },
        body);
}

} // namespace

bool QuickHasher::hash(const HashTurn &, const QString &password, std::function<void(const QString &)> done)
{
    if (busy)
        return false;
    m_machine.after(WorkMs, [password, done = std::move(done)] { done(hashOf(password)); });
    return true;
}

bool QuickHasher::verify(const HashTurn &, const QString &stored, const QString &password,
                         std::function<void(bool)> done)
{
    if (busy)
        return false;
    m_machine.after(
        WorkMs, [stored, password, done = std::move(done)] { done(!stored.isEmpty() && stored == hashOf(password)); });
    return true;
}

Server::Server(Timeline &timeline, Trace &trace, Ledger &ledger, Config config)
    : machine(timeline), disk(ledger), m_trace(trace), m_ledger(ledger), m_config(config), m_random(config.seed)
{}

Server::~Server() = default;

void Server::start()
{
    m_dark = false;
    disk.dead = false;
    m_hub = std::make_unique<Hub>(HubParts{disk, disk.registry(), hasher, machine, m_random, machine, *this},
                                  m_config.rate);
    if (const Status loaded = m_hub->load(); !loaded.ok())
        m_trace.fail("the server does not start: " + loaded.error().message.toStdString());
    m_checkTimer = machine.after(PeerLink::CheckMs, [this] { check(); });
    // Turns end after a few requests, so that what waits for a commit does so at every place.
    m_scheduler = std::make_unique<RequestScheduler>(machine, machine, 1 + int(m_config.seed % MostInATurn));
    m_scheduler->setHub(m_hub.get());
    m_scheduler->standingOf = [this](PeerId peer) {
        const auto found = m_peers.find(peer);
        return found == m_peers.end() || found->second.closing ? RequestScheduler::Standing::Closing
                                                               : RequestScheduler::Standing::Ready;
    };
    m_scheduler->onOver = [] {}; // what was said leaves in the next instant
}

void Server::crash(bool dark)
{
    disk.dead = true;
    m_scheduler.reset();
    m_hub.reset();
    m_dark = dark;
    m_stopping = false;
    machine.cancel(m_checkTimer);
    machine.cancel(std::exchange(m_flushTimer, 0));
    m_toFlush.clear();
    for (auto &[id, end] : m_peers) {
        machine.cancel(end.abortTimer);
        end.wire->serverDied(dark);
    }
    m_peers.clear();
    m_links.clear();
    m_linklessSince.clear();
    m_told.clear();
}

void Server::stop(int code)
{
    m_stopping = true;
    m_hub->conclude();
    for (const auto &[id, end] : m_peers)
        close(id, code, QStringLiteral("The server stops."));
}

void Server::end()
{
    m_hub->flush();
    crash(false);
}

// ---- links ----

ServerPort::State Server::state() const
{
    if (m_hub && !m_stopping)
        return State::Up;
    return m_dark ? State::Dark : State::Down;
}

PeerId Server::entered(Wire &wire, Encoding encoding)
{
    const PeerId id = ++m_last;
    const MonoMs now = machine.monotonicMs();
    m_peers.emplace(id,
                    End{&wire, encoding, PeerQueue(encoding, now), {}, {}, {}, {}, false, false, false, now, now, 0});
    m_hub->peerOpened(id, QStringLiteral("10.0.0.%1").arg(wire.client() + 1));
    return id;
}

void Server::arrived(PeerId peer, Packet packet)
{
    const auto found = m_peers.find(peer);
    if (found == m_peers.end() || !m_hub)
        return;
    End &end = found->second;
    end.lastHeard = machine.monotonicMs();
    if (end.closing)
        return;
    for (const ClientItem &item : packet.asked) {
        if (const auto *wish = std::get_if<SetPresence>(&item.body); wish && wish->status == PresenceStatus::Offline)
            m_mayHide.insert(end.user);
        if (isOneOf<JoinRoom, CreateRoom, AcceptInvitation>(item.body))
            m_mayJoin.insert({end.user, roomOf(item.body)});
        if (const auto *hello = std::get_if<Hello>(&item.body))
            end.hides = hello->presence.status == PresenceStatus::Offline;
        if (const auto *send = std::get_if<SendMessage>(&item.body))
            end.sends[item.id] = m_ledger.firstText(send->clientId, send->text);
        if (const auto *remove = std::get_if<DeleteMessage>(&item.body))
            end.removals[item.id] = remove->clientId;
        if (const auto *react = std::get_if<ReactToMessage>(&item.body))
            end.reactions[item.id] = react->clientId;
    }
    m_scheduler->push(peer, {std::move(packet.asked), {}}, 0);
}

void Server::ask(const QString &user, ClientBody body)
{
    for (const auto &[id, end] : m_peers) {
        if (end.user != user || end.closing || !m_scheduler)
            continue;
        m_scheduler->push(id, {{{++m_lastAsked, std::move(body)}}, {}}, 0);
        return;
    }
}

void Server::gone(PeerId peer)
{
    const auto found = m_peers.find(peer);
    if (found == m_peers.end())
        return;
    machine.cancel(found->second.abortTimer);
    const QString user = found->second.user;
    m_peers.erase(found);
    if (m_scheduler)
        m_scheduler->gone(peer);
    if (!user.isEmpty() && m_links[user].erase(peer) > 0 && m_links[user].empty())
        m_linklessSince[user] = machine.monotonicMs();
    if (m_hub)
        m_hub->peerGone(peer);
}

void Server::drained(PeerId peer)
{
    const auto found = m_peers.find(peer);
    if (found == m_peers.end() || found->second.closing)
        return;
    found->second.queue.drained(machine.monotonicMs());
    flush(peer);
}

void Server::send(PeerId peer, const SharedItemPtr &item)
{
    const auto found = m_peers.find(peer);
    if (found == m_peers.end() || found->second.closing || disk.dead)
        return;
    if (item->item().re > OtherPrograms) {
        examineRefusal(item->item());
        return;
    }
    examine(peer, item->item());
    End &end = found->second;
    if (!end.queue.push(withLimits(item), end.wire->down().unsent(), machine.monotonicMs())) {
        end.queue.clear();
        close(peer, 1013, QStringLiteral("Too slow: come back and catch up."));
        return;
    }
    if (std::exchange(end.flushWanted, true))
        return;
    m_toFlush.push_back(peer);
    if (m_flushTimer == 0)
        m_flushTimer = machine.after(0, [this] {
            m_flushTimer = 0;
            for (const PeerId one : std::exchange(m_toFlush, {}))
                flush(one);
        });
}

SharedItemPtr Server::withLimits(const SharedItemPtr &item) const
{
    if (!std::holds_alternative<Welcome>(item->item().body))
        return item;
    ServerItem limited = item->item();
    std::get<Welcome>(limited.body).limits.maxPage = m_config.maxPage;
    return std::make_shared<const SharedItem>(std::move(limited));
}

void Server::flush(PeerId peer)
{
    const auto found = m_peers.find(peer);
    if (found == m_peers.end())
        return;
    End &end = found->second;
    end.flushWanted = false;
    if (!end.closing && !end.queue.isEmpty())
        write(end, end.queue.take(end.wire->down().unsent()));
}

void Server::write(End &end, const std::vector<SharedItemPtr> &items)
{
    if (items.empty())
        return;
    std::vector<Frame> frames;
    for (const OutgoingFrame &frame : m_frames.frames(end.encoding, items))
        frames.push_back({frame.isBinary(), frame.payload()});
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const bool last = i + 1 == frames.size();
        end.wire->down().push(
            {Packet::Kind::Frame, std::move(frames[i]), {}, 0, {}, {}, last ? items : std::vector<SharedItemPtr>(), 0});
    }
    for (const SharedItemPtr &item : items) {
        if (!std::holds_alternative<Ack>(item->item().body))
            continue;
        if (const auto call = std::exchange(onAck, {}))
            call(*end.wire);
    }
}

void Server::close(PeerId peer, int code, const QString &reason)
{
    const auto found = m_peers.find(peer);
    if (found == m_peers.end() || std::exchange(found->second.closing, true) || disk.dead)
        return;
    End &end = found->second;
    while (!end.queue.isEmpty())
        write(end, end.queue.take(0));
    end.abortTimer = machine.after(PeerLink::CloseGraceMs, [wire = end.wire, &end] {
        end.abortTimer = 0;
        wire->serverAborted();
    });
    end.wire->serverClosed(code, reason);
}

void Server::check()
{
    m_checkTimer = machine.after(PeerLink::CheckMs, [this] { check(); });
    const MonoMs now = machine.monotonicMs();
    for (auto &[id, end] : m_peers) {
        if (end.closing)
            continue;
        if (end.queue.isStuck(end.wire->down().unsent(), now)) {
            end.queue.clear();
            close(id, 1013, QStringLiteral("Nothing was read for a long time."));
        } else if (now - end.lastHeard >= PeerLink::DeadMs) {
            end.closing = true;
            end.wire->serverAborted();
        } else if (now - end.lastPing >= PeerLink::PingMs) {
            end.lastPing = now;
            end.wire->down().push({Packet::Kind::Ping, {}, {}, 0, {}, {}, {}, 0});
        }
    }
}

// ---- what may never be said ----

void Server::examine(PeerId peer, const ServerItem &item)
{
    const auto send = m_peers.at(peer).sends.extract(item.re);
    if (const auto *info = std::get_if<RoomInfo>(&item.body)) {
        const QString &user = m_peers.at(peer).user;
        if (info->room.joined && info->room.id != LobbyName && !m_mayJoin.contains({user, info->room.id}))
            m_trace.fail("a member without having asked: " + user.toStdString());
    } else if (const auto *failure = std::get_if<Failure>(&item.body)) {
        const ErrorCode code = failure->error.code;
        const bool noMember = code == ErrorCode::Forbidden || code == ErrorCode::NotFound;
        Said *said = send && noMember ? m_ledger.find(send.mapped()) : nullptr;
        if (said)
            said->unordered = true;
        if (const auto removal = m_peers.at(peer).removals.extract(item.re); removal && noMember)
            m_ledger.wishes.unknownToServer(removal.mapped());
        if (const auto reaction = m_peers.at(peer).reactions.extract(item.re); reaction && noMember)
            m_ledger.reactions.unknownToServer(reaction.mapped());
        examineRefusal(item);
    } else if (const auto *welcome = std::get_if<Welcome>(&item.body)) {
        m_peers.at(peer).user = welcome->user;
        m_links[welcome->user].insert(peer);
        const Wire &wire = *m_peers.at(peer).wire;
        m_ledger.arrives(welcome->user, wire.client(), wire.openedAt());
        if (m_peers.at(peer).hides)
            m_mayHide.insert(welcome->user);
        m_linklessSince.erase(welcome->user);
    } else if (const auto *said = std::get_if<PresenceEvent>(&item.body)) {
        const Presence &presence = said->presence;
        examineLeaving(presence);
        examine(peer, presence);
        if (presence.status != PresenceStatus::Offline)
            m_mayHide.erase(presence.user);
    } else if (const auto *subscribed = std::get_if<Subscribed>(&item.body)) {
        for (const Member &member : subscribed->members) {
            examineLeaving(member.presence);
            examine(peer, member.presence);
        }
    } else if (const auto *joined = std::get_if<MemberJoined>(&item.body)) {
        const QString &who = joined->member.presence.user;
        if (joined->room != LobbyName && !m_mayJoin.contains({who, joined->room}))
            m_trace.fail("put into a room without having asked: " + who.toStdString());
        examineLeaving(joined->member.presence);
        examine(peer, joined->member.presence);
    } else if (const auto *typing = std::get_if<TypingEvent>(&item.body)) {
        examine(peer, {typing->user, typing->active ? PresenceStatus::Online : PresenceStatus::Offline, {}, 0});
    } else if (const auto *cursor = std::get_if<CursorEvent>(&item.body)) {
        examine(peer, {cursor->user, PresenceStatus::Online, {}, 0});
    }
}

// Only who was told to be there can be gone, in whichever way that was told. Since the server started nobody was:
// whoever chose before that to appear offline comes back so, and may be told as offline with another text.
void Server::examineLeaving(const Presence &told)
{
    const auto known = m_told.try_emplace(told.user, PresenceStatus::Offline).first;
    const PresenceStatus before = std::exchange(known->second, told.status);
    const bool leaves = told.status == PresenceStatus::Offline && before != PresenceStatus::Offline;
    if (!leaves || m_mayHide.contains(told.user))
        return;
    const auto since = m_linklessSince.find(told.user);
    if (since == m_linklessSince.end() || machine.monotonicMs() - since->second < limits::LeaveGraceMs)
        m_trace.fail("gone before the grace was over: " + told.user.toStdString());
}

void Server::examineRefusal(const ServerItem &item)
{
    const auto *failure = std::get_if<Failure>(&item.body);
    const ErrorCode code = failure ? failure->error.code : ErrorCode::Conflict;
    if (failure && (item.re == 0 || code == ErrorCode::BadFrame || code == ErrorCode::BadRequest ||
                    code == ErrorCode::Internal || code == ErrorCode::NotSupported))
        m_trace.fail("the server is displeased: " + failure->error.message.toStdString());
}

void Server::examine(PeerId peer, const Presence &told)
{
    const bool shows = told.status != PresenceStatus::Offline && told.user != m_peers.at(peer).user;
    if (shows && m_ledger.isHidden(told.user))
        m_trace.fail("seen, and appears offline: " + told.user.toStdString());
}

} // namespace banter::simulation
