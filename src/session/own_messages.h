// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

namespace banter {

/// What a room's history has to know of own messages without a verdict, and tells of them.
class OwnMessages {
public:
    virtual ~OwnMessages() = default;
    /// Whether one of that client id waits.
    virtual bool waits(const QString &clientId) const = 0;
    /// The client id of the one whose echo this may be, from a server that knows none; empty when there is none.
    virtual QString echoed(const Message &message, bool live) const = 0;
    /// This is its verdict. False when it had one before.
    virtual bool settle(const QString &clientId) = 0;
    /// One's own message, as the server has it.
    virtual void keepOtherWording(const Message &message) = 0;
};

} // namespace banter
