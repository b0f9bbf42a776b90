// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/turns.h"

#include <utility>

namespace banter {

using namespace protocol;

Turns::Turns(const Clock &clock, Scheduler &scheduler, int mostRequests)
    : m_clock(clock), m_scheduler(scheduler), m_mostRequests(mostRequests)
{}

Turns::~Turns()
{
    m_scheduler.cancel(m_timer);
}

bool Turns::push(PeerId link, Decoded<ClientItem> frame, qint64 frameBytes)
{
    if (!m_hub || (frame.items.empty() && frame.bad.empty()))
        return true;
    const auto [found, isNew] = m_waiting.try_emplace(link);
    Waiting &waiting = found->second;
    if (isNew)
        waiting.share = m_hub->shareOf(link);
    qint64 &bytes = m_bytes[waiting.share];
    const bool taken = bytes + frameBytes <= MaxShareBytes && waiting.inbox.push(std::move(frame), frameBytes);
    if (taken)
        bytes += frameBytes;
    if (waiting.inbox.isEmpty()) {
        forget(link);
        return taken;
    }
    if (isNew) {
        m_rota.add(link, waiting.share);
        wake();
    }
    return taken;
}

void Turns::resume(PeerId link)
{
    const auto found = m_waiting.find(link);
    if (found == m_waiting.end())
        return;
    m_rota.add(link, found->second.share);
    wake();
}

void Turns::gone(PeerId link)
{
    forget(link);
}

void Turns::forget(PeerId link)
{
    const auto found = m_waiting.find(link);
    if (found == m_waiting.end())
        return;
    const auto bytes = m_bytes.find(found->second.share);
    bytes->second -= found->second.inbox.bytes();
    if (bytes->second <= 0)
        m_bytes.erase(bytes);
    m_waiting.erase(found);
}

// The sockets get their say between two turns.
void Turns::wake()
{
    if (m_timer == 0)
        m_timer = m_scheduler.after(0, [this] { turn(); });
}

void Turns::turn()
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
            link = m_rota.next();
        }
        if (!link)
            break;
        serve(*link);
    } while (--left > 0 && m_clock.monotonicMs() < end);
    if (m_hub)
        m_hub->endTurn();
    onOver();
    if (!m_rota.isEmpty() || !m_first.empty())
        wake();
}

void Turns::serve(PeerId link)
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

void Turns::carryOut(PeerId link, Waiting &waiting)
{
    const auto *next = std::get_if<ClientItem>(&waiting.inbox.front());
    if (next && m_hub->mustWait(link, *next)) {
        m_first.push_back(link);
        return;
    }
    const qint64 before = waiting.inbox.bytes();
    const Inbox::Request request = waiting.inbox.take();
    m_bytes[waiting.share] -= before - waiting.inbox.bytes();
    if (waiting.inbox.isEmpty())
        forget(link);
    else
        m_rota.add(link, waiting.share);
    // Last: it may come back here.
    if (const auto *item = std::get_if<ClientItem>(&request))
        m_hub->received(link, *item);
    else
        m_hub->receivedBad(link, std::get<BadItem>(request));
}

} // namespace banter
