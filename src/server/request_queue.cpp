// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/request_queue.h"

#include <utility>

namespace banter {

using namespace protocol;

bool RequestQueue::push(Decoded<ClientItem> frame, qint64 frameBytes)
{
    const std::size_t count = frame.items.size() + frame.bad.size();
    if (count == 0)
        return true;
    if (m_waiting.size() + count > MaxRequests || m_bytes + frameBytes > MaxBytes)
        return false;
    for (ClientItem &item : frame.items)
        m_waiting.push_back({std::move(item), 0});
    for (BadItem &bad : frame.bad)
        m_waiting.push_back({std::move(bad), 0});
    m_waiting.back().frameBytes = frameBytes;
    m_bytes += frameBytes;
    return true;
}

RequestQueue::Request RequestQueue::take()
{
    Waiting oldest = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_bytes -= oldest.frameBytes;
    return std::move(oldest.request);
}

} // namespace banter
