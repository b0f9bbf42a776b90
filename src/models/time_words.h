// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/time_text.h"

#include <QDateTime>
#include <QObject>
#include <qqmlregistration.h>

namespace banter {

/// Times as QML writes them. GUI thread.
class TimeWords : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    using QObject::QObject;

    /// The time of day in hours and minutes, as the locale writes them.
    Q_INVOKABLE QString clock(const QDateTime &at) const { return clockText(at.toMSecsSinceEpoch()); }
    /// The day, and the time of day in hours and minutes.
    Q_INVOKABLE QString moment(const QDateTime &at) const { return momentText(at.toMSecsSinceEpoch()); }
};

} // namespace banter
