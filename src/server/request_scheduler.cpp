// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/request_scheduler.h"

#include <utility>

namespace banter {

using namespace protocol;

RequestScheduler::RequestScheduler(const Clock &clock, Scheduler &scheduler, int mostRequests)
    : m_clock(clock), m_scheduler(scheduler), m_mostRequests(mostRequests)
{}

RequestScheduler::~RequestScheduler()
{
    m_scheduler.cancel(m_timer);
}

bool RequestScheduler::push(PeerId link, Decoded<ClientItem> frame, qint64 frameBytes)
{
    if (!m_hub || (frame.items.empty() && frame.bad.empty()))
        return true;
    const auto [found, isNew] = m_waiting.try_emplace(link);
    Waiting &waiting = found->second;
    if (isNew)
        waiting.share = m_hub->shareOf(link);
    qint64 &bytes = m_bytes[waiting.share];
    const bool taken = bytes + frameBytes <= MaxShareBytes && waiting.queue.push(std::move(frame), frameBytes);
    if (taken)
        bytes += frameBytes;
    if (waiting.queue.isEmpty()) {
        forget(link);
        return taken;
    }
    if (isNew) {
        m_fairQueue.add(link, waiting.share);
        wake();
    }
    return taken;
}

void RequestScheduler::resume(PeerId link)
{
    const auto found = m_waiting.find(link);
    if (found == m_waiting.end())
        return;
    m_fairQueue.add(link, found->second.share);
    wake();
}

void RequestScheduler::gone(PeerId link)
{
    forget(link);
}

void RequestScheduler::forget(PeerId link)
{
    const auto found = m_waiting.find(link);
    if (found == m_waiting.end())
        return;
    const auto bytes = m_bytes.find(found->second.share);
    bytes->second -= found->second.queue.bytes();
    if (bytes->second <= 0)
        m_bytes.erase(bytes);
    m_waiting.erase(found);
}

// The sockets get their say between two turns.
void RequestScheduler::wake()
{
    if (m_timer == 0)
        m_timer = m_scheduler.after(0, [this] { turn(); });
}

void RequestScheduler::turn()
{
    m_timer = 0;
    const MonoMs end = m_clock.monotonicMs() + TurnMs;
    // At least one, however slow the machine is. Who has to wait again is last in its line, but before all others.
    std::size_t first = m_first.size();
    int left = m_mostRequests;
    do {
        std::optional<PeerId> link;
        if (first > 0) {
            --first;
            link = m_first.front();
            m_first.pop_front();
        } else {
            link = m_fairQueue.next();
        }
        if (!link)
            break;
        serve(*link);
    } while (--left > 0 && m_clock.monotonicMs() < end);
    if (m_hub)
        m_hub->endTurn();
    onOver();
    if (!m_fairQueue.isEmpty() || !m_first.empty())
        wake();
}

void RequestScheduler::serve(PeerId link)
{
    const auto found = m_waiting.find(link);
    if (found == m_waiting.end() || !m_hub)
        return;
    switch (standingOf(link)) {
    case Standing::Ready:
        carryOut(link, found->second);
        break;
    case Standing::Behind:
        break; // resume() brings it back
    case Standing::Closing:
        forget(link);
        break;
    }
}

void RequestScheduler::carryOut(PeerId link, Waiting &waiting)
{
    const auto *next = std::get_if<ClientItem>(&waiting.queue.front());
    if (next && m_hub->mustWait(link, *next)) {
        m_first.push_back(link);
        return;
    }
    const qint64 before = waiting.queue.bytes();
    const RequestQueue::Request request = waiting.queue.take();
    m_bytes[waiting.share] -= before - waiting.queue.bytes();
    if (waiting.queue.isEmpty())
        forget(link);
    else
        m_fairQueue.add(link, waiting.share);
    // Last: it may come back here.
    if (const auto *item = std::get_if<ClientItem>(&request))
        m_hub->received(link, *item);
    else
        m_hub->receivedBad(link, std::get<BadItem>(request));
}

} // namespace banter
