// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "session/commands.h"

#include <QByteArray>

#include <optional>

namespace banter::cli {

/// What one line of a session's input asks for.
struct SessionLine {
    std::optional<tell::Command> command; ///< to tell the session
    bool quit = false;                    ///< instead of a command
};

/// Reads a line, without its line feed: a JSON object with "do". Unknown fields are ignored. BadFrame for a line that
/// is no JSON object, BadRequest for a field that is missing, of a wrong type or out of range, BadText for invalid
/// UTF-8 and ids that are none. Texts and names are checked by the session. Pure; any thread.
Result<SessionLine> readSessionLine(const QByteArray &line);

} // namespace banter::cli
