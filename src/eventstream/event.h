// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/frame.h"

#include <optional>

namespace banter::eventstream {

/// One piece of a stream, understood.
struct Event {
    bool comment = false; ///< nothing but a sign of life
    QString type;         ///< "message" where the server names none
    QString data;         ///< its lines joined by line feeds
    bool hasData = false; ///< without any, the event is not to be delivered; its id counts all the same
    std::optional<QString> id;
    std::optional<qint64> retryMs; ///< how long to wait before the next connection
    bool cut = false;              ///< it was larger than is taken, and goes on where its last line ends here
    bool operator==(const Event &) const = default;
};

/// Reads a piece of Splitter. Unknown fields, ids with a NUL and retries that are no number are left out, and bytes
/// that are not UTF-8 become U+FFFD, as the HTML Standard has it. BadFrame when it is no text. Pure; any thread.
Result<Event> readEvent(const Frame &piece);

} // namespace banter::eventstream
