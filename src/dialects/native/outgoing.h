// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/requests.h"
#include "protocol/messages.h"

namespace banter::native {

/// The request as banter.v1 says it. Pure.
protocol::ClientBody toBody(const ask::Request &request);

/// Whether it is an ephemeral item: no id, no answer.
bool isEphemeral(const ask::Request &request);

} // namespace banter::native
