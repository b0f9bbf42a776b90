// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/peer_sink.h"

#include <deque>
#include <map>
#include <optional>
#include <set>

namespace banter {

/// Which link is served next: those who share the server take turns, and then the links of each. So who has many links,
/// or has asked much, keeps nobody else waiting. Pure; one thread.
class FairQueue final {
public:
    /// `link` has something to ask, on behalf of `share`. It comes after those who are there; again: no change.
    void add(PeerId link, qint64 share)
    {
        if (!m_links.insert(link).second)
            return;
        std::deque<PeerId> &queue = m_queues[share];
        if (queue.empty())
            m_shares.push_back(share);
        queue.push_back(link);
    }
    /// Takes the next one out; nothing when nobody asks.
    std::optional<PeerId> next()
    {
        if (m_shares.empty())
            return std::nullopt;
        const qint64 share = m_shares.front();
        m_shares.pop_front();
        const auto queue = m_queues.find(share);
        const PeerId link = queue->second.front();
        queue->second.pop_front();
        m_links.erase(link);
        if (queue->second.empty())
            m_queues.erase(queue);
        else
            m_shares.push_back(share);
        return link;
    }
    bool isEmpty() const { return m_shares.empty(); }

private:
    std::set<PeerId> m_links;
    std::deque<qint64> m_shares;                   ///< those with links here, in turn
    std::map<qint64, std::deque<PeerId>> m_queues; ///< by share; never an empty one
};

} // namespace banter
