// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/capabilities.h"
#include "dialects/api/requests.h"
#include "protocol/messages.h"

#include <cstddef>

namespace banter::native {

/// The request as banter.v1 says it to a server that can do this; page sizes are brought within its bounds. Pure.
protocol::ClientBody toBody(const ask::Request &request, const Capabilities &capabilities);

/// What a person says of themselves, each part by itself. Pure.
protocol::SetPresence toParts(const ask::SetPresence &presence);

/// Whether it is an ephemeral item: no id, no answer.
bool isEphemeral(const ask::Request &request);

/// Whether a server that can do this can do that.
bool canDo(const Capabilities &capabilities, const ask::Request &request);

/// Which alternative of protocol::ServerBody answers it when all is well.
std::size_t answerIndex(const ask::Request &request);

} // namespace banter::native
