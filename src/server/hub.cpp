// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/hub.h"

namespace banter {

using namespace protocol;

Hub::Hub(HubParts parts, double rate, int burst) : m_parts(parts), m_rate(rate), m_burst(burst) {}

Hub::~Hub()
{
    *m_alive = false;
    for (const TimerId timer : {m_flushTimer, m_activityTimer, m_typingTimer})
        m_parts.scheduler.cancel(timer);
    for (const auto &[id, peer] : m_peers)
        m_parts.scheduler.cancel(peer.helloTimer);
    for (const auto &[id, person] : m_people)
        m_parts.scheduler.cancel(person.grace);
}

Status Hub::load()
{
    const Result<std::vector<Account>> accounts = m_parts.store.accounts();
    if (!accounts.ok())
        return accounts.error();
    for (const Account &account : accounts.value())
        adopt(account);
    const Result<std::vector<RoomRow>> rooms = m_parts.store.rooms();
    if (!rooms.ok())
        return rooms.error();
    for (const RoomRow &row : rooms.value())
        m_rooms[row.id] = {row.id, row.isPrivate, row.lastSeq, {}, {}, {}};
    const Result<std::vector<Membership>> members = m_parts.store.memberships();
    if (!members.ok())
        return members.error();
    for (const Membership &member : members.value()) {
        RoomEntry &room = m_rooms.at(member.room);
        room.members[member.account] = {member.role, member.readSeq};
        m_people.at(member.account).rooms.insert(&room);
    }
    return success();
}

Hub::Peer *Hub::find(PeerId id)
{
    const auto found = m_peers.find(id);
    return found == m_peers.end() ? nullptr : &found->second;
}

void Hub::peerOpened(PeerId id, const QString &address)
{
    Peer &peer = m_peers[id];
    peer.id = id;
    peer.address = address;
    peer.helloTimer = m_parts.scheduler.after(limits::HelloDeadlineMs, [this, id] {
        if (Peer *silent = find(id)) {
            silent->helloTimer = 0;
            m_parts.outlet.close(id, 4001, QStringLiteral("No hello in time."));
        }
    });
}

void Hub::received(PeerId id, const ClientItem &item)
{
    Peer *peer = find(id);
    if (!peer)
        return;
    if (!peer->person && !std::holds_alternative<Hello>(item.body)) {
        answerError(*peer, item.id, {ErrorCode::Unauthorized, QStringLiteral("Say hello first.")});
        return;
    }
    // What was accepted before is seen by what comes after.
    const bool ordered = !std::holds_alternative<SendMessage>(item.body) &&
                         !std::holds_alternative<MoveCursor>(item.body) && !m_pending.empty();
    if (ordered)
        flush();
    std::visit([&](const auto &body) { on(*peer, item.id, body); }, item.body);
}

void Hub::receivedBad(PeerId id, const BadItem &bad)
{
    Peer *peer = find(id);
    if (!peer)
        return;
    answerError(*peer, bad.id, bad.error);
    if (peer->badRate.take(now()) > 0)
        m_parts.outlet.close(id, 1002, QStringLiteral("Too much that cannot be read."));
}

void Hub::peerGone(PeerId id)
{
    Peer *peer = find(id);
    if (!peer)
        return;
    m_parts.scheduler.cancel(peer->helloTimer);
    Person *person = peer->person;
    while (!peer->subscriptions.empty())
        unsubscribe(*peer, **peer->subscriptions.begin());
    m_peers.erase(id);
    if (!person)
        return;
    person->links.erase(id);
    if (person->links.empty())
        wentAway(*person);
    else
        updatePresence(*person);
}

void Hub::on(Peer &peer, quint64 request, const Hello &hello)
{
    this->hello(peer, request, hello);
}

void Hub::on(Peer &peer, quint64 request, const Logout &)
{
    if (!peer.tokenHash.isEmpty())
        trouble(m_parts.store.dropToken(peer.tokenHash));
    answer(peer, request, Done{});
    m_parts.outlet.close(peer.id, 1000, QStringLiteral("Signed out."));
}

void Hub::answer(const Peer &peer, quint64 request, ServerBody body)
{
    if (request != 0)
        m_parts.outlet.send(peer.id, std::make_shared<const SharedItem>(ServerItem{request, std::move(body)}));
}

void Hub::answerError(const Peer &peer, quint64 request, const Error &error)
{
    // Unasked, too: what could not be tied to a request must still be told.
    m_parts.outlet.send(peer.id, std::make_shared<const SharedItem>(ServerItem{request, Failure{error}}));
}

void Hub::answerStatus(const Peer &peer, quint64 request, const Status &status)
{
    trouble(status);
    if (status.ok())
        answer(peer, request, Done{});
    else
        answerError(peer, request, status.error());
}

void Hub::tell(const std::set<PeerId> &peers, ServerBody body, bool ephemeral, PeerId except)
{
    if (peers.empty())
        return;
    const auto item = std::make_shared<const SharedItem>(ServerItem{0, std::move(body)}, ephemeral);
    for (const PeerId peer : peers) {
        if (peer != except)
            m_parts.outlet.send(peer, item);
    }
}

void Hub::trouble(const Status &status)
{
    if (status.ok() == !m_inTrouble)
        return;
    m_inTrouble = !status.ok();
    if (onTrouble)
        onTrouble(status.ok() ? QString() : status.error().message);
}

} // namespace banter
