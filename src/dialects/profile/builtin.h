// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <vector>

namespace banter::profile {

/// A profile of resources/profiles: its file's name without ".json", and its bytes.
struct BuiltinText {
    const char *name;
    const char *text;
};
/// Any thread.
const std::vector<BuiltinText> &builtinTexts();

/// The names of the profiles that are compiled in, in alphabetical order. Any thread.
QStringList builtinNames();
/// The file of that name; nothing for an unknown one. Any thread.
std::optional<QByteArray> builtinProfile(const QString &name);

} // namespace banter::profile
