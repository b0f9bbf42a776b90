// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/frame_intake.h"

#include "server/request_scheduler.h"

#include <utility>
#include <vector>

namespace banter {

bool FrameIntake::push(PeerId link, const QByteArray &frame)
{
    // One in a turn is read at once: a server that has nothing else to do answers without a turn in between.
    if (m_waiting.empty() && m_timer == 0 && !isBusy(link)) {
        wake();
        read(link, frame);
        return true;
    }
    const auto found = m_waiting.find(link);
    const qint64 share = found == m_waiting.end() ? shareOf(link) : found->second.share;
    const qint64 waits = found == m_waiting.end() ? 0 : found->second.bytes;
    const std::size_t count = found == m_waiting.end() ? 0 : found->second.frames.size();
    const auto shared = m_bytes.find(share);
    if (count >= MaxFrames || waits + frame.size() > RequestQueue::MaxBytes ||
        (shared == m_bytes.end() ? 0 : shared->second) + frame.size() > RequestScheduler::MaxShareBytes)
        return false;
    Waiting &waiting = m_waiting[link];
    waiting.share = share;
    waiting.frames.push_back(frame);
    waiting.bytes += frame.size();
    m_bytes[share] += frame.size();
    if (!m_busy.contains(link))
        m_fairQueue.add(link, share);
    wake();
    return true;
}

void FrameIntake::goOn()
{
    for (const PeerId link : std::exchange(m_busy, {})) {
        if (isBusy(link))
            m_busy.insert(link);
        else
            m_fairQueue.add(link, m_waiting.at(link).share);
    }
    if (!m_fairQueue.isEmpty())
        wake();
}

void FrameIntake::gone(PeerId link)
{
    m_busy.erase(link);
    const auto found = m_waiting.find(link);
    if (found == m_waiting.end())
        return;
    const auto shared = m_bytes.find(found->second.share);
    shared->second -= found->second.bytes;
    if (shared->second == 0)
        m_bytes.erase(shared);
    m_waiting.erase(found);
}

void FrameIntake::wake()
{
    if (m_timer == 0)
        m_timer = m_scheduler.after(0, [this] { turn(); });
}

void FrameIntake::turn()
{
    m_timer = 0;
    const MonoMs end = m_clock.monotonicMs() + TurnMs;
    do {
        const auto link = m_fairQueue.next();
        if (!link)
            return;
        readOne(*link);
    } while (m_clock.monotonicMs() < end);
    if (!m_fairQueue.isEmpty())
        wake();
}

void FrameIntake::readOne(PeerId link)
{
    const auto found = m_waiting.find(link);
    if (found == m_waiting.end())
        return; // it is gone
    if (isBusy(link)) {
        m_busy.insert(link);
        return;
    }
    Waiting &waiting = found->second;
    const QByteArray frame = std::move(waiting.frames.front());
    waiting.frames.pop_front();
    waiting.bytes -= frame.size();
    m_bytes[waiting.share] -= frame.size();
    if (waiting.frames.empty())
        gone(link);
    else
        m_fairQueue.add(link, waiting.share);
    read(link, frame); // last: it may call back
}

} // namespace banter
