// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

// What others wrote goes to a terminal, which obeys control characters. Pure.
namespace banter::cli {

/// On one line, with a blank for each character that a terminal might obey, or that turns the direction of what
/// follows. Joiners stay: letters of several scripts and emoji are made with them.
QString printable(const QString &text);

/// At most `most` UTF-16 units of it, and never half a pair.
QString firstOf(const QString &text, qsizetype most);

/// Lines of JSON with DEL and the controls from U+0080 to U+009F as escapes: JSON lets them stand as they are, and
/// U+009B is to a terminal what ESC [ is. Nothing else changes, and a reader of JSON gets the same text.
QByteArray withoutRawControls(const QByteArray &json);

} // namespace banter::cli
