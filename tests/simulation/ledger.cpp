// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/ledger.h"

namespace banter::simulation {

Said *Ledger::find(const QString &text)
{
    const auto found = m_said.find(text);
    return found == m_said.end() ? nullptr : &found->second;
}

// The disk may have dropped it and the process died before the view was told: the disk's word is enough.
void Ledger::thrownAway(int client, const QString &clientId)
{
    for (auto &[text, said] : m_said) {
        if (said.client != client || said.clientId != clientId || said.discarded || said.lost || isStored(text))
            continue;
        const auto left = m_mayGo.find({client, said.room});
        if (left == m_mayGo.end() || said.number > left->second)
            m_trace.fail("thrown away unasked: " + text.left(20).toStdString());
        said.discarded = true;
    }
}

void Ledger::beginEpoch(const QString &epoch, const std::vector<Message> &kept)
{
    std::set<QString> before;
    before.swap(m_stored);
    m_newest.clear();
    m_epoch = epoch;
    for (const Message &message : kept)
        place(message);
    for (const QString &text : before) {
        if (Said *said = find(text); said && !m_stored.contains(text))
            said->lost = true;
    }
}

void Ledger::place(const Message &message)
{
    std::vector<Message> &log = m_logs[m_epoch][message.room];
    if (message.seq != Seq(log.size()) + 1)
        m_trace.fail("the server left a hole: " + message.text.left(20).toStdString());
    log.push_back(message);
    if (!m_stored.insert(message.text).second)
        m_trace.fail("the server has twice: " + message.text.left(20).toStdString());
}

void Ledger::committed(const Message &message)
{
    m_trace.note("server stores " + message.text.left(20).toStdString() + " as " + message.room.toStdString() + " " +
                 std::to_string(message.seq));
    place(message);
    Said *said = find(message.text);
    if (!said || said->room != message.room || said->user != message.sender) {
        m_trace.fail("the server has what nobody said there: " + message.text.left(20).toStdString());
        return;
    }
    if (said->refused)
        m_trace.fail("refused, and sent all the same: " + message.text.left(20).toStdString());
    if (!said->clientId.isEmpty() && said->clientId != message.clientId)
        m_trace.fail("sent under another id: " + message.text.left(20).toStdString());
    said->clientId = message.clientId;
    int &newest = m_newest[{said->client, message.room}];
    if (said->retried || said->unordered || said->discarded || said->lost)
        return;
    if (said->number < newest)
        m_trace.fail("overtaken by what was written later: " + message.text.left(20).toStdString());
    newest = std::max(newest, said->number);
}

bool Ledger::isTrue(const Message &message) const
{
    for (const auto &[epoch, rooms] : m_logs) {
        const auto log = rooms.find(message.room);
        if (log == rooms.end() || message.seq < 1 || message.seq > Seq(log->second.size()))
            continue;
        const Message &stored = log->second[std::size_t(message.seq - 1)];
        if (stored.id == message.id && stored.text == message.text && stored.sender == message.sender &&
            stored.at == message.at)
            return true;
    }
    return false;
}

} // namespace banter::simulation
