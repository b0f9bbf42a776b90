// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/hub.h"

#include "core/ids.h"
#include "core/text.h"

#include <algorithm>

namespace banter {
namespace {

using namespace protocol;

/// Messages of one turn of the event loop share a commit; more than this would keep the first one waiting.
constexpr std::size_t MaxGroup = 500;
constexpr qint64 ActivityMs = 250;
/// How long a refused message keeps its place before the ones behind it go on without it.
constexpr qint64 GateMs = 10'000;

} // namespace

// A message that was refused for its pace must not be overtaken by the ones behind it that are on their way already.
bool Hub::passesGate(Peer &peer, const SendMessage &send)
{
    const auto gate = peer.gates.find(send.room);
    if (gate == peer.gates.end())
        return true;
    if (gate->second.first == send.clientId || gate->second.second <= now()) {
        peer.gates.erase(gate);
        return true;
    }
    return false;
}

bool Hub::answerDuplicate(Peer &peer, quint64 request, const SendMessage &send)
{
    const qint64 account = peer.person->account.id;
    Message original;
    if (const auto pending = m_pendingIds.find({account, send.clientId}); pending != m_pendingIds.end()) {
        flush(); // its verdict is due anyway, and then it is on the disk or was refused
    }
    const Result<std::optional<Message>> sent = m_parts.store.sent(account, send.clientId);
    if (!sent.ok()) {
        answerError(peer, request, sent.error());
        return true;
    }
    if (!sent.value())
        return false;
    original = *sent.value();
    if (original.room != send.room || original.text != send.text)
        answerError(peer, request,
                    {ErrorCode::Conflict, QStringLiteral("Another message was sent under the same client id.")});
    else
        answer(peer, request, Ack{original.room, original.clientId, original.id, original.seq, original.at});
    return true;
}

void Hub::on(Peer &peer, quint64 request, const SendMessage &body)
{
    if (const Status text = checkMessageText(body.text, limits::MaxTextBytes); !text.ok()) {
        answerError(peer, request, text.error());
        return;
    }
    RoomEntry *room = memberRoom(peer, request, body.room);
    if (!room || answerDuplicate(peer, request, body))
        return;
    const Error tooFast{ErrorCode::RateLimited, QStringLiteral("Too many messages at once."), 50};
    if (!passesGate(peer, body)) {
        answerError(peer, request, tooFast);
        return;
    }
    if (const qint64 wait = peer.person->sends.take(now()); wait > 0) {
        peer.gates[body.room] = {body.clientId, now() + GateMs};
        answerError(peer, request, {tooFast.code, tooFast.message, wait});
        return;
    }
    PendingMessage pending;
    pending.peer = peer.id;
    pending.request = request;
    pending.message.account = peer.person->account.id;
    pending.message.message = {room->id,
                               body.clientId,
                               mintClientId(m_parts.random, m_parts.clock.wallMs()),
                               ++room->lastSeq,
                               peer.person->account.name,
                               body.text,
                               m_parts.clock.wallMs()};
    m_pendingIds[{pending.message.account, body.clientId}] = m_pending.size();
    m_pending.push_back(std::move(pending));
    if (m_pending.size() >= MaxGroup)
        flush();
    else if (m_flushTimer == 0)
        m_flushTimer = m_parts.scheduler.after(0, [this] { flush(); });
}

void Hub::flush()
{
    m_parts.scheduler.cancel(m_flushTimer);
    m_flushTimer = 0;
    if (m_pending.empty())
        return;
    const std::vector<PendingMessage> group = std::exchange(m_pending, {});
    m_pendingIds.clear();
    std::vector<ServerStore::NewMessage> messages;
    messages.reserve(group.size());
    for (const PendingMessage &pending : group)
        messages.push_back(pending.message);
    const Status committed = m_parts.store.append(messages);
    trouble(committed);
    if (!committed.ok()) {
        // Nothing of it happened: the numbers are free again.
        for (auto pending = group.rbegin(); pending != group.rend(); ++pending) {
            RoomEntry &room = m_rooms.at(pending->message.message.room);
            room.lastSeq = pending->message.message.seq - 1;
            if (const Peer *peer = find(pending->peer))
                answerError(*peer, pending->request, committed.error());
        }
        return;
    }
    for (const PendingMessage &pending : group)
        acknowledge(pending);
    announce(group);
}

void Hub::acknowledge(const PendingMessage &pending)
{
    const Message &message = pending.message.message;
    RoomEntry &room = m_rooms.at(message.room);
    if (const auto member = room.members.find(pending.message.account); member != room.members.end()) {
        // Who writes has read what is above.
        if (member->second.readSeq == message.seq - 1)
            member->second.readSeq = message.seq;
    }
    stopTyping(room, message.sender);
    if (const Peer *peer = find(pending.peer))
        answer(*peer, pending.request, Ack{message.room, message.clientId, message.id, message.seq, message.at});
}

void Hub::announce(const std::vector<PendingMessage> &messages)
{
    for (const PendingMessage &pending : messages) {
        RoomEntry &room = m_rooms.at(pending.message.message.room);
        tell(room.subscribers, MessageEvent{pending.message.message});
        noteActivity(room);
    }
}

void Hub::noteActivity(RoomEntry &room)
{
    m_active.insert(&room);
    if (m_activityTimer == 0)
        m_activityTimer = m_parts.scheduler.after(ActivityMs, [this] { sendActivity(); });
}

void Hub::sendActivity()
{
    m_activityTimer = 0;
    for (RoomEntry *room : std::exchange(m_active, {})) {
        std::set<PeerId> receivers;
        for (const auto &[account, member] : room->members) {
            const std::set<PeerId> &links = m_people.at(account).links;
            std::set_difference(links.begin(), links.end(), room->subscribers.begin(), room->subscribers.end(),
                                std::inserter(receivers, receivers.end()));
        }
        tell(receivers, Activity{room->id, room->lastSeq});
    }
}

} // namespace banter
