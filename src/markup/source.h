// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

// What stands between a typed text and CommonMark: where a mark is not meant as one, a stand-in takes its place, which
// is put back in everything that the parser gives. Stand-ins are noncharacters (U+FDD0 and on), which no text holds.
namespace banter::markup {

/// The text for the parser, in UTF-8. None when it cannot be prepared: it holds stand-ins, a carriage return or a NUL.
std::optional<QByteArray> prepared(const QString &text);

/// What was typed where the parser gives this.
QString restored(const char *bytes, qsizetype size);

/// Whether what the parser gives begins a line that is a rule: a line of dashes under others.
bool beginsRule(const char *bytes, qsizetype size);

} // namespace banter::markup
