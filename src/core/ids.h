// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/random.h"
#include "core/values.h"

namespace banter {

/// A new client id: a UUID of version 7 (RFC 9562), 36 characters, so that ids sort by the time they were minted, to
/// the millisecond. `now` is clamped to 0..2^48-1. Any thread that may use `random`.
QString mintClientId(Random &random, WallMs now);

/// The client id of line `line` of the batch named `batch`: always the same 32 hexadecimal digits, so that a batch that
/// is run again repeats nothing. 128 bits of SHA-256: lines of different batches do not meet. Any thread.
QString batchClientId(const QString &batch, qint64 line);

} // namespace banter
