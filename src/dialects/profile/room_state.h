// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/dialect.h"

#include <QHash>

#include <deque>
#include <map>

namespace banter::profile {

/// A message as it came, before it has its place.
struct Incoming {
    Message message;
    QString clientId; ///< the server says that it answers this one of ours
};

/// One room of a server that does not number its messages.
struct RoomState {
    static constexpr std::size_t MaxIds = 2'000;
    static constexpr std::size_t MaxEarly = 1'000;

    QString id;
    bool joined = false;  ///< the server lets us hear it, on this link
    bool joining = false; ///< and was asked to
    MonoMs joinBy = 0;
    std::vector<heard::Ticket> joins; ///< JoinRoom requests that wait for it
    std::optional<std::pair<heard::Ticket, ask::Subscribe>> wish;

    bool counted = false; ///< a subscription told where the count stands
    bool absent = true;   ///< something may have been missed since the last message
    Seq last = 0;
    std::vector<Incoming> early; ///< came before the count was known

    bool historyHere = false;
    MonoMs historyBy = 0;
    std::vector<Incoming> history;

    std::map<QString, PresenceStatus> roster;

    /// The sequence of a message with that id, 0 for an unknown one.
    Seq seqOf(const QString &messageId) const { return messageId.isEmpty() ? 0 : m_seqs.value(messageId, 0); }
    void note(const QString &messageId, Seq seq)
    {
        if (messageId.isEmpty() || m_seqs.contains(messageId))
            return;
        m_seqs.insert(messageId, seq);
        m_order.push_back(messageId);
        if (m_order.size() > MaxIds) {
            m_seqs.remove(m_order.front());
            m_order.pop_front();
        }
    }
    /// A new link: all that was true of the old one is not any more, but not what was seen.
    void forgetLink()
    {
        joined = joining = counted = historyHere = false;
        joins.clear();
        wish.reset();
        early.clear();
        history.clear();
        roster.clear();
    }

private:
    QHash<QString, Seq> m_seqs;
    std::deque<QString> m_order;
};

} // namespace banter::profile
