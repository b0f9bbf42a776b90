// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/scheduler.h"

namespace banter {

/// Time for the models, handed in. Both outlive the models and belong to the GUI thread.
struct ModelParts {
    Clock &clock;
    Scheduler &scheduler;
};

} // namespace banter
