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
    m_deleted.append(clientId);
    m_mayHaveArrived = m_mayHaveArrived || mayHaveArrived;
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
    const QStringList deleted = m_deleted;
    forget();
    for (auto id = deleted.rbegin(); id != deleted.rend(); ++id)
        m_restore(*id);
}

void UndoModel::forget()
{
    m_deleted.clear();
    m_mayHaveArrived = false;
    Q_EMIT changed();
}

} // namespace banter
