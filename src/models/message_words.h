// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter {

/// What is sent of a typed text: leading spaces stay (they may be an indent); blank lines around it and blank at its
/// end go. Any thread.
QString withoutBlankEdges(const QString &text);

/// The text with a space for each break, at most `most` UTF-16 units of it (from 1), and with "…" where it goes on. Any
/// thread.
QString inOneLine(const QString &text, qsizetype most);

} // namespace banter
