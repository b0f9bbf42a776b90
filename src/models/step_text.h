// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/recorder.h"

#include <QString>

namespace banter {

/// What happened, as a translated sentence. `before` is the phase that the step found. GUI thread.
QString stepText(const connection::Step &step, connection::Phase before);

/// What was decided about it, as a translated sentence; empty when nothing changed. GUI thread.
QString decisionText(const connection::Step &step, connection::Phase before);

} // namespace banter
