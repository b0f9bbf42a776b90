// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/sleep_watch.h"

namespace banter {

SleepWatch::~SleepWatch() = default;

SystemSleepWatch::SystemSleepWatch(QObject *parent) : SleepWatch(parent)
{
    connect(&m_changes, &ClockChanges::changed, this, &SleepWatch::mayHaveSlept);
}

} // namespace banter
