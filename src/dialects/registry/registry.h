// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "dialects/api/dialect.h"

#include <QStringList>

namespace banter {

/// The names that `--dialect` and the sign-in page accept, the default first. Any thread.
QStringList dialectNames();

/// Makes the dialect of that name. NotSupported for an unknown name, with the known ones in the message. Any thread.
Result<std::unique_ptr<Dialect>> makeDialect(const QString &name);

} // namespace banter
