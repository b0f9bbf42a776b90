// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/undo_model.h"

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
    ++m_messages;
    m_mayHaveArrived = m_mayHaveArrived || mayHaveArrived;
    offer([this, clientId] { m_restore(clientId); });
}

void UndoModel::addText(std::function<void()> back)
{
    offer(std::move(back));
}

void UndoModel::offer(std::function<void()> back)
{
    m_ways.push_back(std::move(back));
    m_parts.scheduler.cancel(m_timer);
    m_timer = m_parts.scheduler.after(OfferMs, [this] {
        m_timer = 0;
        forget();
    });
    Q_EMIT changed();
}

void UndoModel::undo()
{
    m_parts.scheduler.cancel(std::exchange(m_timer, 0));
    const std::vector<std::function<void()>> ways = m_ways;
    forget();
    for (auto way = ways.rbegin(); way != ways.rend(); ++way)
        (*way)();
}

void UndoModel::forget()
{
    m_ways.clear();
    m_messages = 0;
    m_mayHaveArrived = false;
    Q_EMIT changed();
}

} // namespace banter
