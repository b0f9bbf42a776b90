// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/capabilities.h"
#include "dialects/api/requests.h"
#include "protocol/messages.h"

#include <cstddef>

namespace banter::native {

/// The request as banter.v1 says it; page sizes are brought within 1 to `maxPage`. Pure.
protocol::ClientBody toBody(const ask::Request &request, int maxPage);

/// Whether it is an ephemeral item: no id, no answer.
bool isEphemeral(const ask::Request &request);

/// Whether a server that can do this can do that.
bool canDo(const Capabilities &capabilities, const ask::Request &request);

/// Which alternative of protocol::ServerBody answers it when all is well.
std::size_t answerIndex(const ask::Request &request);

} // namespace banter::native
