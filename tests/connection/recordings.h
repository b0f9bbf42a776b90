// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/recorder.h"

#include "core/error.h"

namespace banter::testing {

/// Reads what recordingLines() wrote, other events left out. BadFrame for what is no such text, BadRequest with the
/// line and the field for what is missing or unknown in it.
Result<connection::Recording> readRecording(const QByteArray &lines);

/// Walks a machine through it: nothing when every decision falls as it was recorded, otherwise the first difference.
QString firstDifference(const connection::Recording &recording);

} // namespace banter::testing
