// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/wire/wire.h"

#include <memory>

namespace banter {

/// What of a plain JSON server is not as usual.
struct PlainOptions {
    QString eventMember = QStringLiteral("type"); ///< which member names the event
};

/// Plain WebSocket: each text frame is one JSON object, an event. Its argument is the whole object, the naming member
/// included; an object without that member is an event with an empty name. Our events take at most one argument, an
/// object, and have no acknowledgements of their own. One namespace, open as soon as the link is. Any thread.
std::unique_ptr<wire::Wire> makePlainWire(const PlainOptions &options = {});

} // namespace banter
