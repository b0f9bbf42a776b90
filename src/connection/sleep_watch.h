// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/clock_changes.h"

#include <QObject>

namespace banter {

/// News that this machine may have slept.
class SleepWatch : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~SleepWatch() override;

    /// Each sleep is told of. Otherwise whoever wants to know has to look at the clocks again and again.
    virtual bool tells() const = 0;

Q_SIGNALS:
    /// The clocks say whether it did, and for how long.
    void mayHaveSlept();
};

/// The system's news, for the thread that made it.
class SystemSleepWatch final : public SleepWatch {
    Q_OBJECT
public:
    explicit SystemSleepWatch(QObject *parent = nullptr);
    bool tells() const override { return m_changes.watched(); }

private:
    ClockChanges m_changes;
};

} // namespace banter
