// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/recorder.h"

#include <QByteArray>

namespace banter::connection {

inline constexpr int RecordingVersion = 1;

/// A recording as JSON Lines, see RECORDING.md: one line that says what it is, then one for each step. Pure; any
/// thread.
QByteArray recordingLines(const Recording &recording);

/// The names that stand in it. Pure; any thread.
QString phaseName(Phase phase);
QString troubleName(Trouble trouble);
QString eventName(const Event &event);

} // namespace banter::connection
