// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/dialect.h"

namespace banter {

/// Notices over Server-Sent Events (text/event-stream): the server speaks, nobody answers. There are no rooms.
///
/// The address is that of the stream, with http or https (ws and wss are taken for them). The secret goes into an
/// "Authorization: Bearer" header, or, when it is a pair NAME=VALUE, into a Cookie header. A new link begins after the
/// last event that has an id; a notice that comes again with the same id is not told again.
///
/// Understood are the event "notification" with JSON data (a string, or an object with "message", "text", "content" or
/// "body", and perhaps "title" and "id"), the event "error" with {"message"}, and {"type": "connected"}, which the
/// server may leave out: any other event, or two seconds of an open stream, mean the same.
std::unique_ptr<Dialect> makeNoticesDialect();

} // namespace banter
