// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter::cli {

/// What --help prints: about one command, or about all of it when the name is none of a command. Any thread.
QString helpText(const QString &command);

/// What --version prints. Any thread.
QString versionText();

} // namespace banter::cli
