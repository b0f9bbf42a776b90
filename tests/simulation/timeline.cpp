// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/timeline.h"

#include <algorithm>

namespace banter::simulation {

bool Timeline::step(qint64 until)
{
    qint64 first = Actor::Never;
    std::size_t ties = 0;
    for (const Actor *actor : m_actors) {
        const qint64 at = std::max(m_now, actor->nextAt());
        ties = at < first ? 1 : ties + (at == first ? 1 : 0);
        first = std::min(first, at);
    }
    if (first > until) {
        m_now = std::max(m_now, until);
        return false;
    }
    m_now = first;
    std::size_t which = ties > 1 ? std::size_t(m_dice.below(ties)) : 0;
    for (Actor *actor : m_actors) {
        if (std::max(m_now, actor->nextAt()) == first && which-- == 0) {
            actor->runNext();
            break;
        }
    }
    return true;
}

Actor::Actor(Timeline &timeline) : m_timeline(timeline)
{
    m_timeline.m_actors.push_back(this);
}

Actor::~Actor()
{
    std::erase(m_timeline.m_actors, this);
}

TimerId Actor::after(qint64 delayMs, std::function<void()> call)
{
    const TimerId id = ++m_last;
    const MonoMs due = monotonicMs() + std::max<qint64>(0, delayMs);
    m_calls.emplace(std::pair(due, id), std::move(call));
    m_due.emplace(id, due);
    return id;
}

void Actor::cancel(TimerId id)
{
    const auto found = m_due.find(id);
    if (found == m_due.end())
        return;
    m_calls.erase({found->second, id});
    m_due.erase(found);
}

void Actor::sleep(qint64 ms)
{
    m_wakesAt = std::max(m_wakesAt, m_timeline.now()) + ms;
    m_lag += ms;
}

void Actor::stall(qint64 ms)
{
    m_wakesAt = std::max(m_wakesAt, m_timeline.now()) + ms;
}

qint64 Actor::nextAt() const
{
    return m_calls.empty() ? Never : std::max(m_calls.begin()->first.first - MonoStart + m_lag, m_wakesAt);
}

void Actor::runNext()
{
    auto node = m_calls.extract(m_calls.begin());
    m_due.erase(node.key().second);
    node.mapped()();
}

} // namespace banter::simulation
