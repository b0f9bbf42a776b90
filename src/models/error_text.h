// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/status.h"
#include "core/error.h"

namespace banter {

/// The one place where errors become sentences in the person's language. GUI thread (it follows the language).

/// What happened and, where there is something to do, what to do.
QString errorText(ErrorCode code);
/// With the other side's own words where the code alone says too little.
QString errorText(const Error &error);
/// A message's failure as the store keeps it: "code_name: sentence", or a bare sentence.
QString failureText(const QString &failure);
/// Why the connection is not there. `words` are the other side's own, may be empty. Empty for None.
QString troubleText(ConnectionTrouble trouble, const QString &words);

} // namespace banter
