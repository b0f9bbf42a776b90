// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/key_text.h"

#include <QStringList>

#include <array>

namespace banter {
namespace {

struct Name {
    const char *name;
    const char *word; ///< null: the name
    const char *sign;
};

// In the order in which a Mac's menus have them.
constexpr std::array Modifiers{
    Name{"Meta", nullptr, "⌃"},
    Name{"Alt", nullptr, "⌥"},
    Name{"Shift", nullptr, "⇧"},
    Name{"Ctrl", nullptr, "⌘"},
};
constexpr std::array Keys{
    Name{"Return", "Enter", "↩"}, Name{"Esc", nullptr, "⎋"},   Name{"Up", "↑", "↑"},
    Name{"Down", "↓", "↓"},       Name{"Left", "←", "←"},      Name{"Right", "→", "→"},
    Name{"PgUp", nullptr, "⇞"},   Name{"PgDown", "PgDn", "⇟"}, Name{"Del", nullptr, "⌦"},
};

QString one(const QString &sequence, KeySigns signs)
{
    QStringList parts = sequence.split(u'+');
    QString key = parts.takeLast();
    for (const Name &known : Keys) {
        if (key == QLatin1String(known.name))
            key = signs == KeySigns::Mac ? QString::fromUtf8(known.sign)
                                         : QString::fromUtf8(known.word ? known.word : known.name);
    }
    if (signs == KeySigns::Words)
        return (parts << key).join(u'+');
    QString text;
    for (const Name &known : Modifiers) {
        if (parts.removeAll(QLatin1String(known.name)) > 0)
            text += QString::fromUtf8(known.sign);
    }
    return parts.isEmpty() ? text + key : sequence;
}

} // namespace

QString keyText(const QString &keys, KeySigns signs)
{
    QStringList texts;
    for (const QString &sequence : keys.split(u' ', Qt::SkipEmptyParts))
        texts << one(sequence, signs);
    return texts.join(QStringLiteral("   "));
}

QString KeyText::of(const QString &keys) const
{
#ifdef Q_OS_MACOS
    return keyText(keys, KeySigns::Mac);
#else
    return keyText(keys, KeySigns::Words);
#endif
}

} // namespace banter
