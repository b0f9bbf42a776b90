// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/local_days.h"

#include <QDateTime>

namespace banter {

qint64 LocalDays::dayOf(WallMs at)
{
    if (at >= m_from && at < m_to) {
        return m_day;
    }
    const QDate date = QDateTime::fromMSecsSinceEpoch(at).date();
    m_from = date.startOfDay().toMSecsSinceEpoch();
    m_to = date.addDays(1).startOfDay().toMSecsSinceEpoch();
    m_day = date.toJulianDay();
    return m_day;
}

} // namespace banter
