// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/reconciler.h"

#include <algorithm>

namespace banter {
namespace {

Error lost()
{
    return {ErrorCode::ServerLost, QStringLiteral("The server was set back and no longer has this message."), 0};
}

Error unseen()
{
    return {ErrorCode::ServerLost,
            QStringLiteral("The server was set back, and whether it has this message cannot be seen from outside its "
                           "room."),
            0};
}

} // namespace

Reconciler::Reconciler(Outbox &outbox, RoomDirectory &rooms, ClientStore &store, Disk &disk, Requests &requests,
                       HistoryPacer &pacer, const ServerState &server, QueuePort &queue)
    : m_outbox(outbox), m_rooms(rooms), m_store(store), m_disk(disk), m_requests(requests), m_pacer(pacer),
      m_server(server), m_queue(queue)
{}

// In the same transaction as the history is forgotten, so that a crash loses neither. What was deleted is looked for by
// nobody.
void Reconciler::historyEnds(const QString &room)
{
    if (!m_server.capabilities.resends) // sent again they could be there twice, and nothing says whether they are lost
        return;
    m_disk.flush();
    const auto own = m_store.messagesBy(room, m_server.user);
    if (!own.ok())
        return;
    for (const Message &message : own.value()) {
        if (m_outbox.find(message.clientId) || !message.deletedBy.isEmpty() || isToBeDeleted(message))
            continue;
        OutboxEntry entry{message.room,
                          message.clientId,
                          message.text,
                          message.at,
                          DeliveryState::Failed,
                          errorCodeName(ErrorCode::ServerLost) + u':',
                          true,
                          message.seq};
        entry.replyTo = message.replyTo.id;
        entry.mentions = message.mentions;
        m_outbox.restore(entry, Outbox::Stage::Unverified);
        m_disk.put(keep::PutOutbox{entry});
    }
}

bool Reconciler::isToBeDeleted(const Message &message)
{
    const std::vector<QString> changes = m_outbox.operationsOn(message.id, message.clientId);
    return std::any_of(changes.begin(), changes.end(),
                       [&](const QString &id) { return m_outbox.find(id)->entry.operation == Operation::Delete; });
}

std::vector<Outbox::Item *> Reconciler::unverified(const QString &room)
{
    std::vector<QString> ids;
    for (const Outbox::Item &item : m_outbox.items()) {
        if (item.stage == Outbox::Stage::Unverified && item.entry.room == room)
            ids.push_back(item.entry.clientId);
    }
    std::vector<Outbox::Item *> items;
    items.reserve(ids.size());
    for (const QString &id : ids)
        items.push_back(m_outbox.find(id));
    std::sort(items.begin(), items.end(),
              [](const auto *a, const auto *b) { return a->entry.formerSeq < b->entry.formerSeq; });
    return items;
}

// A restored history is the beginning of the one that was: up to some place everything is at its old place, after it
// nothing is. The page has settled what it holds; what it covers and does not hold is lost; and where it holds one of
// one's own at its old place, all before that are at theirs. Of what is not above `after` it says nothing.
void Reconciler::judge(const QString &room, const HistoryPage &page, Seq after)
{
    Seq unchangedUpTo = 0;
    std::vector<QString> there;
    for (const Message &message : page.messages) {
        const Outbox::Item *item = message.sender == m_server.user ? m_outbox.find(message.clientId) : nullptr;
        if (!item || item->stage != Outbox::Stage::Unverified)
            continue;
        there.push_back(message.clientId);
        if (item->entry.formerSeq == message.seq)
            unchangedUpTo = std::max(unchangedUpTo, message.seq);
    }
    const std::vector<Outbox::Item *> before = unverified(room);
    Seq newestLeft = 0;
    for (Outbox::Item *item : before) {
        const Seq seq = item->entry.formerSeq;
        if (seq <= unchangedUpTo || std::find(there.begin(), there.end(), item->entry.clientId) != there.end()) {
            const QString id = item->entry.clientId;
            m_outbox.remove(id);
            m_disk.put(keep::DropOutbox{id});
        } else if (seq <= after && page.lastSeq > 0) {
            newestLeft = std::max(newestLeft, seq);
        } else {
            item->entry.formerSeq = 0;
            m_queue.waitForPerson(*item, DeliveryState::Failed, lost(), 0);
        }
    }
    if (newestLeft == 0)
        return;
    m_pacer.noteFruit(room, unverified(room).size() < before.size());
    askFor(room, newestLeft);
}

// In rooms that nobody looks at there is no page to judge by, so one is asked for.
void Reconciler::lookFor()
{
    std::map<QString, Seq> newest;
    for (const Outbox::Item &item : m_outbox.items()) {
        if (item.stage == Outbox::Stage::Unverified)
            newest[item.entry.room] = std::max(newest[item.entry.room], item.entry.formerSeq);
    }
    for (const auto &[id, seq] : newest) {
        KnownRoom *room = m_rooms.find(id);
        const bool joined = room && room->room.joined;
        if (joined && !room->subscribed && !room->subscribing)
            askFor(id, seq);
        else if (!joined && !(room && room->wantsJoin))
            giveUp(id);
    }
}

// The backup is older than the room, or one is no member there now: what it holds cannot be looked at. To send it again
// tells, since a server says of what it has stored that it has, whoever is a member meanwhile.
void Reconciler::giveUp(const QString &room)
{
    for (Outbox::Item *item : unverified(room)) {
        item->entry.formerSeq = 0;
        m_queue.waitForPerson(*item, DeliveryState::Unconfirmed, unseen(), 0);
    }
}

// What the server had acknowledged is its history's, which the person has left; nobody will look for it there.
void Reconciler::discard(const QString &room)
{
    for (Outbox::Item *item : unverified(room)) {
        const QString id = item->entry.clientId;
        m_outbox.remove(id);
        m_disk.put(keep::DropOutbox{id});
    }
}

void Reconciler::askFor(const QString &room, Seq newest)
{
    if (!m_server.capabilities.history)
        return;
    if (m_pacer.mustWait(room)) {
        m_waiting[room] = newest;
        return;
    }
    m_requests.ask({Asked::What::Unverified, room},
                   ask::FetchHistory{room, {newest}, false, m_server.capabilities.maxPage});
}

void Reconciler::askAgain(const QString &room)
{
    const auto waiting = m_waiting.extract(room);
    if (waiting && m_server.signedIn)
        askFor(room, waiting.mapped());
}

} // namespace banter
