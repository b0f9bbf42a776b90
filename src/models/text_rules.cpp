// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/text_rules.h"

#include "core/normalized_text.h"
#include "core/text.h"

namespace banter {

namespace {

namespace limits = protocol::limits;

using Check = Status (*)(QStringView, qint64);

/// The first character that the check does not take beside a letter; empty when each is taken.
QString firstRefused(const QString &text, Check check)
{
    constexpr qint64 Enough = 8;
    for (qsizetype at = 0; at < text.size();) {
        const bool pair = text.at(at).isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate();
        const QString one = text.mid(at, pair ? 2 : 1);
        if (!check(QString(u'a' + one + u'a'), Enough).ok()) {
            return one;
        }
        at += one.size();
    }
    return {};
}

/// A character that shows itself, as it is; any other by its number.
QString shown(const QString &character)
{
    const char32_t code = character.size() > 1 ? QChar::surrogateToUcs4(character.at(0), character.at(1))
                                               : char32_t(character.at(0).unicode());
    return QChar::isPrint(code) && QChar::category(code) != QChar::Other_Format
               ? character
               : QStringLiteral("U+%1").arg(QString::number(code, 16).toUpper().rightJustified(4, u'0'));
}

} // namespace

QString TextRules::asName(const QString &typed)
{
    return normalizedText(typed.trimmed(), QString::NormalizationForm_C);
}

QString TextRules::personFault(const QString &typed)
{
    const QString name = asName(typed);
    if (name.isEmpty() || checkUserName(name, limits::MaxUserChars).ok()) {
        return {};
    }
    if (name.size() > limits::MaxUserChars) {
        return tr("A name has at most %1 characters; these are %2.").arg(limits::MaxUserChars).arg(name.size());
    }
    const QString refused = firstRefused(name, checkUserName);
    if (refused == u" ") {
        return tr("A name has no spaces. Put a dot or a hyphen in their place.");
    }
    return refused.isEmpty()
               ? tr("A name has at least one letter or digit.")
               : tr("A name holds letters, digits, dots, hyphens and underscores, but not %1.").arg(shown(refused));
}

QString TextRules::roomFault(const QString &typed)
{
    const QString name = asName(typed);
    if (name.isEmpty() || checkRoomName(name, limits::MaxRoomChars).ok()) {
        return {};
    }
    if (name.size() > limits::MaxRoomChars) {
        return tr("A room's name has at most %1 characters; these are %2.").arg(limits::MaxRoomChars).arg(name.size());
    }
    if (name.contains(QLatin1String("  "))) {
        return tr("A room's name has no two spaces in a row.");
    }
    const QString refused = firstRefused(name, checkRoomName);
    return refused.isEmpty()
               ? tr("A room's name has at least one letter or digit.")
               : tr("A room's name holds letters, digits, spaces, dots, hyphens and underscores, but not %1.")
                     .arg(shown(refused));
}

QString TextRules::statusFault(const QString &typed)
{
    const QString text = typed.trimmed();
    if (checkStatusText(text, limits::MaxStatusTextChars).ok()) {
        return {};
    }
    if (text.size() > limits::MaxStatusTextChars) {
        return tr("A status text has at most %1 characters; these are %2.")
            .arg(limits::MaxStatusTextChars)
            .arg(text.size());
    }
    return tr("A status text may not hold %1.").arg(shown(firstRefused(text, checkStatusText)));
}

QString TextRules::passwordFault(const QString &typed)
{
    return typed.toUtf8().size() > limits::MaxPasswordBytes ? tr("This password is too long.") : QString();
}

QString TextRules::passwordNote(const QString &typed)
{
    const int missing = limits::MinPasswordChars - static_cast<int>(typed.size());
    if (typed.isEmpty()) {
        return tr("At least %n character(s).", nullptr, limits::MinPasswordChars);
    }
    return missing > 0 ? tr("%n more character(s) needed.", nullptr, missing) : QString();
}

} // namespace banter
