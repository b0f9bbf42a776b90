// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/socketio/packet.h"

namespace banter::socketio {

/// Checks the list of an event or an acknowledgement and fills in an event's name and last text. BadFrame for what is
/// no JSON, BadRequest for what is no list, an acknowledgement of nothing, a missing or reserved name, or a placeholder
/// without its attachment. Any thread.
std::optional<Error> readList(Packet &packet);

} // namespace banter::socketio
