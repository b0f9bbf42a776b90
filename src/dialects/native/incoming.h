// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/events.h"
#include "dialects/api/requests.h"
#include "protocol/messages.h"

namespace banter::native {

/// What the server can do, and what both sides allow: the lower of its limits and this program's. Pure.
Capabilities toCapabilities(const protocol::Welcome &welcome);

/// An answer (with its ticket) or an event (with 0) as the session hears it. What makes no sense without a request, and
/// an error that answers none, is Malformed. `fetch` is what was asked where a history is the answer. Pure.
heard::Event toEvent(heard::Ticket ticket, protocol::ServerBody body, const ask::FetchHistory *fetch = nullptr);

} // namespace banter::native
