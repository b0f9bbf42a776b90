// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "dialects/api/dialect.h"

#include <QStringList>

namespace banter {

/// The names that `--dialect` and the sign-in page accept, the default first: the own protocol, then the built-in
/// profiles. Any thread.
QStringList dialectNames();

/// Whether `--dialect` means a profile's file, to be read by whoever may read files: it ends with ".json". Any thread.
bool isProfileFile(const QString &dialect);

/// Makes the dialect of that name or, where `profile` is not empty, of that profile's file. NotSupported for an unknown
/// name, with the known ones in the message; BadRequest for a profile with a fault, with its line. Any thread.
Result<std::unique_ptr<Dialect>> makeDialect(const QString &name, const QByteArray &profile = {});

/// What a profile can do and promises, some lines for people; the faults as of makeDialect(). Any thread.
Result<QString> profileSummary(const QString &name, const QByteArray &profile);

/// Whether the dialect is another's than our own protocol: then an address may begin with http:// or https:// too, and
/// not every server wants a secret. Any thread.
bool isForeign(const QString &dialect);

} // namespace banter
