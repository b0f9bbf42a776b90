// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/messages.h"

#include "core/ids.h"

#include <algorithm>

namespace banter {

using namespace protocol;

Messages::Messages(HubState &state, GroupCommit &commits, OnceEach &once)
    : m_state(state), m_commits(commits), m_once(once)
{
    m_commits.onPosted = [this](const auto &group) { posted(group); };
    m_commits.onRefused = [this](const auto &group, const Error &error) { refused(group, error); };
    m_commits.onMarked = [this](const auto &marks) { marked(marks); };
}

// A message that was refused for the time being must not be overtaken by the ones behind it that are on their way
// already.
bool Messages::passesGate(Peer &peer, const SendMessage &body)
{
    const auto gate = peer.gates.find(body.room);
    if (gate == peer.gates.end())
        return true;
    const bool opens = gate->second.clientId == body.clientId || gate->second.until <= m_state.now();
    if (opens)
        peer.gates.erase(gate);
    return opens;
}

void Messages::shutGate(Peer &peer, const QString &room, const QString &clientId)
{
    const auto [gate, isNew] = peer.gates.try_emplace(room);
    if (isNew || gate->second.until <= m_state.now())
        gate->second = {clientId, m_state.now() + GateMs};
}

void Messages::send(Peer &peer, quint64 request, const SendMessage &body)
{
    const QString tooFast = QStringLiteral("Too many messages at once.");
    if (const qint64 wait = m_state.waitToSay(*peer.person); wait > 0) {
        shutGate(peer, body.room, body.clientId);
        m_state.refuse(peer, request, {ErrorCode::RateLimited, tooFast, wait});
        return;
    }
    // First of all: what was stored is acknowledged again, even to somebody who has left the room since.
    const QByteArray digest = sendingDigest(body.room, body.text, body.replyTo);
    if (m_once.answers(peer, request, body.clientId, MessageVerb::Send, digest, body.room))
        return;
    RoomState *room = m_state.memberRoom(peer, request, body.room);
    if (!room)
        return;
    if (!passesGate(peer, body)) {
        m_state.refuse(peer, request, {ErrorCode::RateLimited, tooFast, GateRetryMs});
        return;
    }
    if (const qint64 wait = peer.person->sends.take(m_state.now()); wait > 0) {
        shutGate(peer, body.room, body.clientId);
        m_state.refuse(peer, request, {ErrorCode::RateLimited, tooFast, wait});
        return;
    }
    post(peer, request, *room, body);
}

// One that is not in the room is kept by its id: to refuse the words for it would lose them.
Result<RepliedMessage> Messages::replied(const RoomState &room, const QString &id) const
{
    if (id.isEmpty())
        return RepliedMessage();
    const Result<std::optional<StoredMessage>> found = m_state.parts.store.message(room.id, id);
    if (!found.ok())
        return found.error();
    if (!found.value())
        return RepliedMessage{id};
    return RepliedMessage{id, found.value()->message.seq, found.value()->message.sender};
}

void Messages::post(const Peer &peer, quint64 request, RoomState &room, const SendMessage &body)
{
    const Result<RepliedMessage> replyTo = replied(room, body.replyTo);
    if (!replyTo.ok()) {
        m_state.refuse(peer, request, replyTo.error());
        return;
    }
    const Account &account = peer.person->account;
    const WallMs at = m_state.parts.clock.wallMs();
    const Seq seq = ++room.takenSeq;
    // Who writes below the last thing read has read on; who writes without having read the rest has not.
    const Seq read = std::max(room.members.at(account.id).readSeq, m_commits.pendingMark(room.id, account.id));
    if (read == seq - 1)
        m_commits.mark({room.id, account.id, seq}, {});
    Message message{{room.id, body.clientId, mintClientId(m_state.parts.random, at), seq},
                    {account.name, body.text, at, replyTo.value(), m_state.membersAmong(room, body.mentions)},
                    {}};
    m_commits.post({std::move(message), account.id}, {peer.id, request});
}

void Messages::posted(const std::vector<GroupCommit::Posted> &group)
{
    std::vector<RoomState *> rooms;
    for (const auto &[said, asker] : group) {
        const Message &message = said.message;
        m_state.answer(asker, Ack{message.room, message.clientId, message.id, message.seq, message.at});
    }
    for (const auto &[said, asker] : group) {
        RoomState &room = m_state.rooms.at(said.message.room);
        room.lastSeq = said.message.seq;
        m_state.noteOwn(room, said.account, said.message.seq);
        m_state.noteMentions(room, said.message.seq, said.account, said.message.mentions);
        onSaid(room, said.message.sender);
        m_state.tell(room.subscribers, MessageEvent{said.message});
        if (std::find(rooms.begin(), rooms.end(), &room) == rooms.end())
            rooms.push_back(&room);
    }
    for (RoomState *room : rooms)
        onActivity(*room);
}

// The sequences are free again: the next message takes the first of them. Its sender may have sent more meanwhile,
// which must not go first because the disk has room again.
void Messages::refused(const std::vector<GroupCommit::Posted> &group, const Error &error)
{
    // The first of them is the first that may come again, also where one behind it was refused before the disk was
    // full.
    for (auto one = group.rbegin(); one != group.rend(); ++one) {
        const auto &[said, asker] = *one;
        if (Peer *peer = m_state.peer(asker.peer))
            peer->gates[said.message.room] = {said.message.clientId, m_state.now() + GateMs};
    }
    for (const auto &[said, asker] : group) {
        RoomState &room = m_state.rooms.at(said.message.room);
        room.takenSeq = room.lastSeq;
        if (Peer *peer = m_state.peer(asker.peer))
            m_state.refuse(*peer, asker.request, error);
    }
}

void Messages::markRead(Peer &peer, quint64 request, const MarkRead &body)
{
    const RoomState *room = m_state.memberRoom(peer, request, body.room);
    if (!room)
        return;
    const qint64 account = peer.person->account.id;
    const Seq seq = std::min(body.seq, room->lastSeq);
    if (seq <= room->members.at(account).readSeq)
        m_state.answer(peer, request, Done{});
    else
        m_commits.mark({room->id, account, seq}, {peer.id, request});
}

void Messages::marked(const std::vector<ServerStore::ReadMark> &marks)
{
    for (const ServerStore::ReadMark &mark : marks) {
        RoomState *room = m_state.room(mark.room);
        const auto member = room ? room->members.find(mark.account) : decltype(room->members)::iterator();
        if (!room || member == room->members.end())
            continue;
        const Person &person = m_state.people.at(mark.account);
        const bool wasMeant = HubState::unreadMentions(*room, person) > 0;
        m_state.noteRead(*room, mark.account, mark.seq);
        // The link that asked hears it too: it costs little, and a device that merged several marks learns the outcome,
        // and how many of its own, and of those that mean it, are left.
        if (person.links.size() > 1 || wasMeant || room->own.contains(mark.account))
            m_state.tell(person.links, RoomInfo{m_state.view(*room, person)});
    }
}

} // namespace banter
