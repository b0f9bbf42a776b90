// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/commands.h"

namespace banter {

/// Where the models send what the person does. An engine in the program, a list in a test. GUI thread.
class CommandSink {
public:
    virtual ~CommandSink() = default;
    /// Returns at once; what comes of it is in a later batch of changes.
    virtual void tell(tell::Command command) = 0;
};

} // namespace banter
