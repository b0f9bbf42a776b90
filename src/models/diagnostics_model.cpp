// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/diagnostics_model.h"

#include "models/close_text.h"

#include <QVariantMap>

namespace banter {

void DiagnosticsModel::apply(const ConnectionMetrics &metrics)
{
    m_now = metrics;
    Q_EMIT changed();
}

QList<int> DiagnosticsModel::roundTrips() const
{
    return QList<int>(m_now.roundTripsMs.begin(), m_now.roundTripsMs.end());
}

int DiagnosticsModel::lastRoundTrip() const
{
    return m_now.roundTripsMs.empty() ? -1 : m_now.roundTripsMs.back();
}

QDateTime DiagnosticsModel::connectedSince() const
{
    return m_now.connectedSince > 0 ? QDateTime::fromMSecsSinceEpoch(m_now.connectedSince) : QDateTime();
}

QVariantList DiagnosticsModel::closes() const
{
    QVariantList list;
    for (auto closed = m_now.closes.rbegin(); closed != m_now.closes.rend(); ++closed) {
        list.append(QVariantMap{{QStringLiteral("at"), QDateTime::fromMSecsSinceEpoch(closed->at)},
                                {QStringLiteral("code"), closed->code},
                                {QStringLiteral("words"), closeText(closed->code)},
                                {QStringLiteral("reason"), closed->reason}});
    }
    return list;
}

} // namespace banter
