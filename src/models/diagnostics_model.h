// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/status.h"

#include <QDateTime>
#include <QObject>
#include <QVariantList>
#include <qqmlregistration.h>

namespace banter {

/// The figures behind the connection indicator.
class DiagnosticsModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by ConnectionModel")
    /// Milliseconds, the newest last, at most 60.
    Q_PROPERTY(QList<int> roundTrips READ roundTrips NOTIFY changed)
    /// Milliseconds; -1 when none was measured.
    Q_PROPERTY(int lastRoundTrip READ lastRoundTrip NOTIFY changed)
    Q_PROPERTY(double bytesIn READ bytesIn NOTIFY changed)
    Q_PROPERTY(double bytesOut READ bytesOut NOTIFY changed)
    Q_PROPERTY(int dials READ dials NOTIFY changed)
    Q_PROPERTY(int opens READ opens NOTIFY changed)
    /// Invalid while not connected.
    Q_PROPERTY(QDateTime connectedSince READ connectedSince NOTIFY changed)
    /// Newest first, at most 20: objects with `at` (date), `code` (int), `words` (the code in a translated sentence)
    /// and `reason` (the other side's own words, may be empty).
    Q_PROPERTY(QVariantList closes READ closes NOTIFY changed)
public:
    using QObject::QObject;

    void apply(const ConnectionMetrics &metrics);
    void retranslate() { Q_EMIT changed(); }

    QList<int> roundTrips() const;
    int lastRoundTrip() const;
    double bytesIn() const { return static_cast<double>(m_now.bytesIn); }
    double bytesOut() const { return static_cast<double>(m_now.bytesOut); }
    int dials() const { return m_now.dials; }
    int opens() const { return m_now.opens; }
    QDateTime connectedSince() const;
    QVariantList closes() const;

Q_SIGNALS:
    void changed();

private:
    ConnectionMetrics m_now;
};

} // namespace banter
