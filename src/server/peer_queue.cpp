// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/peer_queue.h"

#include <utility>

namespace banter {

bool PeerQueue::push(const SharedItemPtr &item, qint64 unsentBytes, MonoMs now)
{
    const qint64 backlog = m_bytes + unsentBytes;
    if (backlog == 0)
        m_drained = now; // who had nothing to read was not slow
    // The older word goes even if the newer one is left out: it is wrong by now.
    if (!item->subject().isEmpty())
        dropOlder(item->subject());
    if (item->isEphemeral() && backlog > EphemeralLimitBytes)
        return true;
    const qint64 size = item->bytes(m_encoding).size();
    if (backlog + size > HardLimitBytes)
        return false;
    if (!item->subject().isEmpty())
        m_subjects[item->subject()] = m_items.size();
    m_items.push_back(item);
    m_bytes += size;
    ++m_waiting;
    return true;
}

// The newer word goes to the end, not into the older one's place: what lies between may be a snapshot of its subject.
void PeerQueue::dropOlder(const QByteArray &subject)
{
    const auto found = m_subjects.find(subject);
    if (found == m_subjects.end())
        return;
    SharedItemPtr older = std::exchange(m_items[found->second], nullptr);
    m_bytes -= older->bytes(m_encoding).size();
    --m_waiting;
    m_subjects.erase(found);
}

std::vector<SharedItemPtr> PeerQueue::take(qint64 unsentBytes)
{
    std::vector<SharedItemPtr> taken;
    while (m_first < m_items.size() && unsentBytes < HighWaterBytes) {
        SharedItemPtr item = std::move(m_items[m_first++]);
        if (!item)
            continue;
        const qint64 size = item->bytes(m_encoding).size();
        unsentBytes += size;
        m_bytes -= size;
        --m_waiting;
        if (!item->subject().isEmpty())
            m_subjects.erase(item->subject());
        taken.push_back(std::move(item));
    }
    if (m_waiting == 0)
        clear();
    return taken;
}

void PeerQueue::clear()
{
    m_items.clear();
    m_subjects.clear();
    m_first = 0;
    m_waiting = 0;
    m_bytes = 0;
}

} // namespace banter
