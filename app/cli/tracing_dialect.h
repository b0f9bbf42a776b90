// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/dialect.h"

#include <functional>

namespace banter::cli {

/// One sentence on what was understood, for people. Pure.
QString describe(const heard::Event &event);

/// The text without the secret, however it is written there: as it is, percent-encoded or escaped in JSON. Pure.
QString blotted(QString text, const QString &secret);

/// A dialect that tells of everything that passes: `say` is given one line at a time, without secrets. Lines begin with
/// "==" (what is opened), "->" (a frame to the server), "<-" (a frame from it) and "     " (what it was understood as).
std::unique_ptr<Dialect> makeTracingDialect(std::unique_ptr<Dialect> dialect, QString secret,
                                            std::function<void(const QString &line)> say);

} // namespace banter::cli
