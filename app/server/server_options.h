// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/embedded_server.h"

#include <optional>

namespace banter {

/// What the command line asks for: options to run with, or a text to print and an exit code.
struct ParsedOptions {
    std::optional<ServerOptions> options;
    QString text;
    int exitCode = 0;
};

/// `arguments` begins with the program's name. Exit code 2 with a sentence for wrong usage, 0 for --help and --version.
ParsedOptions parseServerOptions(const QStringList &arguments);

} // namespace banter
