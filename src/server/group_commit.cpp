// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/group_commit.h"

#include <algorithm>

namespace banter {

using namespace protocol;

namespace {

constexpr qint64 CameStepMs = 24 * 3600 * 1000;

} // namespace

GroupCommit::~GroupCommit()
{
    m_state.parts.scheduler.cancel(m_timer);
}

void GroupCommit::post(ServerStore::NewMessage message, Asker asker)
{
    m_ids.insert({message.account, message.message.clientId});
    const QString room = message.message.room;
    const qint64 account = message.account;
    m_posted.push_back({std::move(message), asker});
    note(room, account, m_speaking);
}

void GroupCommit::amend(ServerStore::MessageChange change, Asker asker)
{
    const MessageOperation operation = change.operation;
    m_ids.insert({operation.account, operation.clientId});
    m_amending.insert_or_assign(operation.id, change.after);
    m_amended.push_back({std::move(change), asker});
    note(operation.room, operation.account, m_speaking);
}

void GroupCommit::change(Change change)
{
    const QString room = change.room;
    const qint64 account = change.account;
    m_changes.push_back(std::move(change));
    note(room, account, m_changing);
}

void GroupCommit::note(const QString &room, qint64 account, std::set<QString> &rooms)
{
    rooms.insert(room);
    m_askers.insert(account);
    if (m_posted.size() + m_amended.size() + m_changes.size() >= MaxGroup)
        flush();
    else
        flushWithin(0);
}

const StoredMessage *GroupCommit::amended(const QString &message) const
{
    const auto found = m_amending.find(message);
    return found == m_amending.end() ? nullptr : &found->second;
}

bool GroupCommit::isPending(qint64 account, const QString &clientId) const
{
    return m_ids.contains({account, clientId});
}

void GroupCommit::mark(const ServerStore::ReadMark &mark, Asker asker)
{
    Seq &seq = m_reads[{mark.room, mark.account}];
    seq = std::max(seq, mark.seq);
    if (asker.request != 0)
        m_toAnswer.push_back(asker);
    flushWithin(MarkDelayMs);
}

Seq GroupCommit::pendingMark(const QString &room, qint64 account) const
{
    const auto found = m_reads.find({room, account});
    return found == m_reads.end() ? 0 : found->second;
}

void GroupCommit::seen(Person &person, WallMs at)
{
    person.account.lastSeen = at;
    m_people[person.account.id].lastSeen = at;
    flushWithin(MarkDelayMs);
}

// An account that nobody comes back to may have to give its place.
void GroupCommit::came(Person &person)
{
    const ServedMs now = m_state.served();
    if (now - person.account.came < CameStepMs)
        return;
    person.account.came = now;
    m_people[person.account.id].came = now;
    flushWithin(MarkDelayMs);
}

void GroupCommit::own(const Person &person, Asker asker)
{
    m_people[person.account.id].own = person.account.own;
    if (asker.request != 0)
        m_toAnswer.push_back(asker);
    flushWithin(MarkDelayMs);
}

bool GroupCommit::waitsForOwn(const Person &person) const
{
    const auto found = m_people.find(person.account.id);
    return found != m_people.end() && found->second.own;
}

void GroupCommit::flushWithin(qint64 ms)
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

void GroupCommit::flush()
{
    m_state.parts.scheduler.cancel(std::exchange(m_timer, 0));
    ServerStore::Batch batch;
    batch.messages.reserve(m_posted.size());
    for (const Posted &posted : m_posted)
        batch.messages.push_back(posted.message);
    for (const Amended &amended : m_amended)
        batch.changes.push_back(amended.change);
    for (const auto &[where, seq] : m_reads)
        batch.reads.push_back({where.first, where.second, seq});
    batch.people = m_people;
    if (batch.isEmpty() && m_changes.empty())
        return;
    // Those who are told may ask again: what was committed is taken away first.
    const std::vector<Change> changes = std::exchange(m_changes, {});
    m_changing.clear();
    m_speaking.clear();
    m_askers.clear();
    std::vector<Status> verdicts;
    const Status committed = changes.empty() ? m_state.parts.store.commit(batch) : writeAll(changes, batch, &verdicts);
    const auto failed = std::find_if(verdicts.begin(), verdicts.end(), [](const Status &one) { return !one.ok(); });
    m_state.noteWrite(failed == verdicts.end() ? committed : *failed);
    settle(batch, committed, changes, verdicts);
}

void GroupCommit::endTurn()
{
    if (!m_askers.empty())
        flush();
}

// A change that the schema does not allow is refused by itself; where the disk is full, nothing of it happened.
Status GroupCommit::writeAll(const std::vector<Change> &changes, const ServerStore::Batch &batch,
                             std::vector<Status> *verdicts)
{
    Status rest = success();
    const Status committed = m_state.parts.store.together([&] {
        for (const Change &change : changes)
            verdicts->push_back(change.write(m_state.parts.store));
        if (!batch.isEmpty())
            rest = m_state.parts.store.commit(batch);
    });
    verdicts->resize(changes.size(), committed);
    for (Status &verdict : *verdicts)
        verdict = verdict.ok() ? committed : verdict;
    return committed.ok() ? rest : committed;
}

void GroupCommit::settle(const ServerStore::Batch &batch, const Status &committed, const std::vector<Change> &changes,
                         const std::vector<Status> &verdicts)
{
    // Those who are told may ask again: see flush().
    const std::vector<Posted> posted = std::exchange(m_posted, {});
    const std::vector<Amended> amended = std::exchange(m_amended, {});
    m_ids.clear();
    m_amending.clear();
    m_reads.clear();
    if (committed.ok())
        m_people.clear();
    if (committed.ok() && !batch.reads.empty())
        onMarked(batch.reads);
    answerAskers(committed);
    for (std::size_t i = 0; i < changes.size(); ++i)
        changes[i].done(verdicts[i]);
    if (!posted.empty() && committed.ok())
        onPosted(posted);
    else if (!posted.empty())
        onRefused(posted, committed.error());
    if (!amended.empty() && committed.ok())
        onAmended(amended);
    else if (!amended.empty())
        onNotAmended(amended, committed.error());
}

void GroupCommit::answerAskers(const Status &committed)
{
    for (const Asker &asker : std::exchange(m_toAnswer, {})) {
        if (committed.ok())
            m_state.answer(asker, Done{});
        else
            m_state.refuse(asker, committed.error());
    }
}

} // namespace banter
