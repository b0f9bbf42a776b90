// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/profile/profile.h"

namespace banter::profile {

/// What may be put into a template, by name.
using Values = std::map<QString, QJsonValue>;

/// The template with the values put in. A text that is "{name}" alone becomes the value with its type; within other
/// texts the value's text stands. "{name?}" is left out of an object or a list where the value is missing or empty, and
/// is nothing within a text. "{{" is a brace. Unknown names stand as they are: the loader lets none through. Pure.
QJsonValue fill(const QJsonValue &pattern, const Values &values);
QString fillText(const QString &pattern, const Values &values);

/// The names in braces of a template, without "?". Pure.
QStringList namesIn(const QJsonValue &pattern);

} // namespace banter::profile
