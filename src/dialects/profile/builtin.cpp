// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/builtin.h"

namespace banter::profile {

QStringList builtinNames()
{
    QStringList names;
    for (const BuiltinText &one : builtinTexts())
        names.append(QString::fromLatin1(one.name));
    names.sort();
    return names;
}

std::optional<QByteArray> builtinProfile(const QString &name)
{
    for (const BuiltinText &one : builtinTexts()) {
        if (name == QLatin1String(one.name))
            return QByteArray(one.text);
    }
    return std::nullopt;
}

} // namespace banter::profile
