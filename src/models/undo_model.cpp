// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/undo_model.h"

#include <algorithm>
#include <utility>

namespace banter {

UndoModel::UndoModel(ModelParts parts, std::function<void(const QString &)> restore, QObject *parent)
    : QObject(parent), m_parts(parts), m_restore(std::move(restore))
{}

UndoModel::~UndoModel()
{
    m_parts.scheduler.cancel(m_timer);
}

bool UndoModel::mayDelete() const
{
    return !m_deletedAt || m_parts.clock.monotonicMs() - *m_deletedAt >= DoubleClickMs;
}

void UndoModel::add(const QString &clientId, bool mayHaveArrived)
{
    m_deletedAt = m_parts.clock.monotonicMs();
    Way way;
    way.back = [this, clientId] { m_restore(clientId); };
    way.isMessage = true;
    way.mayHaveArrived = mayHaveArrived;
    offer(std::move(way), OfferMs);
}

void UndoModel::addText(std::function<void()> back)
{
    Way way;
    way.back = std::move(back);
    offer(std::move(way), OfferMs);
}

void UndoModel::hold(const QString &id, std::function<void()> back, std::function<void()> go)
{
    Way way;
    way.id = id;
    way.back = std::move(back);
    way.go = std::move(go);
    way.isMessage = true;
    offer(std::move(way), HoldMs);
}

int UndoModel::count() const
{
    return static_cast<int>(std::count_if(m_ways.begin(), m_ways.end(), [](const Way &way) { return way.isMessage; }));
}

bool UndoModel::mayHaveArrived() const
{
    return std::any_of(m_ways.begin(), m_ways.end(), [](const Way &way) { return way.mayHaveArrived; });
}

// A later one gives those before it more time, so that one undo brings all of them back. What is held is not held any
// longer for that.
void UndoModel::offer(Way way, qint64 ms)
{
    way.until = m_parts.clock.monotonicMs() + ms;
    for (Way &earlier : m_ways) {
        if (!earlier.go) {
            earlier.until = std::max(earlier.until, way.until);
        }
    }
    m_ways.push_back(std::move(way));
    wait();
    Q_EMIT changed();
}

void UndoModel::wait()
{
    m_parts.scheduler.cancel(std::exchange(m_timer, 0));
    const auto first =
        std::min_element(m_ways.begin(), m_ways.end(), [](const Way &a, const Way &b) { return a.until < b.until; });
    if (first != m_ways.end()) {
        m_timer = m_parts.scheduler.after(first->until - m_parts.clock.monotonicMs(), [this] {
            m_timer = 0;
            const MonoMs now = m_parts.clock.monotonicMs();
            end([now](const Way &way) { return way.until <= now; }, true);
        });
    }
}

void UndoModel::undo()
{
    const std::vector<Way> ways = m_ways;
    end([](const Way &) { return true; }, false);
    for (auto way = ways.rbegin(); way != ways.rend(); ++way)
        way->back();
}

void UndoModel::drop(const QString &id)
{
    end([&id](const Way &way) { return way.go && way.id == id; }, false);
}

void UndoModel::settle()
{
    end([](const Way &way) { return static_cast<bool>(way.go); }, true);
}

void UndoModel::end(const std::function<bool(const Way &)> &isOver, bool goes)
{
    const auto over = std::stable_partition(m_ways.begin(), m_ways.end(), [&](const Way &way) { return !isOver(way); });
    const std::vector<Way> ended(over, m_ways.end());
    if (ended.empty()) {
        wait();
        return;
    }
    m_ways.erase(over, m_ways.end());
    wait();
    Q_EMIT changed();
    for (const Way &way : ended) {
        if (goes && way.go) {
            way.go();
        }
    }
}

} // namespace banter
