// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/journal.h"

namespace banter {

using namespace protocol;

Journal::~Journal()
{
    m_state.parts.scheduler.cancel(m_timer);
}

void Journal::post(ServerStore::NewMessage message, Asker asker)
{
    m_ids.insert({message.account, message.message.clientId});
    m_posted.push_back({std::move(message), asker});
    if (m_posted.size() >= MaxGroup)
        flush();
    else
        flushWithin(0);
}

bool Journal::isPending(qint64 account, const QString &clientId) const
{
    return m_ids.contains({account, clientId});
}

void Journal::mark(const ServerStore::ReadMark &mark, Asker asker)
{
    Seq &seq = m_reads[{mark.room, mark.account}];
    seq = std::max(seq, mark.seq);
    if (asker.request != 0)
        m_readers.push_back(asker);
    flushWithin(MarkDelayMs);
}

Seq Journal::pendingMark(const QString &room, qint64 account) const
{
    const auto found = m_reads.find({room, account});
    return found == m_reads.end() ? 0 : found->second;
}

void Journal::seen(Person &person, WallMs at)
{
    person.account.lastSeen = at;
    m_people[person.account.id].lastSeen = at;
    flushWithin(MarkDelayMs);
}

void Journal::statusText(const Person &person)
{
    m_people[person.account.id].statusText = person.account.statusText;
    flushWithin(MarkDelayMs);
}

void Journal::flushWithin(qint64 ms)
{
    const MonoMs due = m_state.now() + ms;
    if (m_timer != 0 && m_due <= due)
        return;
    m_state.parts.scheduler.cancel(m_timer);
    m_due = due;
    m_timer = m_state.parts.scheduler.after(ms, [this] {
        m_timer = 0;
        flush();
    });
}

void Journal::flush()
{
    m_state.parts.scheduler.cancel(std::exchange(m_timer, 0));
    ServerStore::Batch batch;
    batch.messages.reserve(m_posted.size());
    for (const Posted &posted : m_posted)
        batch.messages.push_back(posted.message);
    for (const auto &[where, seq] : m_reads)
        batch.reads.push_back({where.first, where.second, seq});
    batch.people = m_people;
    if (!batch.isEmpty())
        settle(batch, m_state.noteWrite(m_state.parts.store.commit(batch)));
}

// Those who are told may post again: what was committed is taken away first.
void Journal::settle(const ServerStore::Batch &batch, const Status &committed)
{
    const std::vector<Posted> group = std::exchange(m_posted, {});
    m_ids.clear();
    m_reads.clear();
    if (committed.ok())
        m_people.clear();
    if (committed.ok() && !batch.reads.empty())
        onMarked(batch.reads);
    answerReaders(committed);
    if (group.empty())
        return;
    if (committed.ok())
        onPosted(group);
    else
        onRefused(group, committed.error());
}

void Journal::answerReaders(const Status &committed)
{
    for (const Asker &reader : std::exchange(m_readers, {})) {
        const Peer *peer = m_state.peer(reader.peer);
        if (peer && committed.ok())
            m_state.answer(*peer, reader.request, Done{});
        else if (peer)
            m_state.refuse(*peer, reader.request, committed.error());
    }
}

} // namespace banter
