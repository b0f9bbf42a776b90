// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/place.h"

#include <algorithm>

namespace banter::profile {
namespace {

constexpr int MaxArgument = 31;
constexpr qsizetype MaxSteps = 8;
/// So far into a text what stands between two gaps is looked for: a search takes the product of both lengths at worst.
constexpr qsizetype MaxReach = 65'536;

Error wrong(const QString &sentence)
{
    return {ErrorCode::BadRequest, sentence, 0};
}

bool isWord(const QString &text)
{
    for (const QChar c : text) {
        if (!c.isLetterOrNumber() && c != QLatin1Char('_') && c != QLatin1Char('-'))
            return false;
    }
    return !text.isEmpty();
}

} // namespace

Result<Place> readPlace(const QString &text)
{
    Place place;
    if (text.startsWith(QLatin1Char('=')) || text.startsWith(QLatin1Char('@'))) {
        place.kind = text.startsWith(QLatin1Char('=')) ? Place::Kind::Constant : Place::Kind::Caught;
        place.word = text.mid(1);
        if (place.word.isEmpty())
            return wrong(QStringLiteral("a word is missing after \"%1\".").arg(text));
        return place;
    }
    QStringList steps = text.split(QLatin1Char('.'));
    if (steps.first().startsWith(QLatin1Char('$'))) {
        const QString number = steps.takeFirst().mid(1);
        bool isNumber = true;
        place.argument = number.isEmpty() ? 0 : number.toInt(&isNumber);
        if (!isNumber || place.argument < 0 || place.argument > MaxArgument)
            return wrong(
                QStringLiteral("\"%1\": after $ comes nothing, or a number up to %2.").arg(text).arg(MaxArgument));
    }
    if (steps.contains(QString()) || steps.size() > MaxSteps)
        return wrong(
            QStringLiteral("\"%1\" is no place: names with points between them, at most %2.").arg(text).arg(MaxSteps));
    for (const QString &step : steps)
        place.steps.push_back(step.toStdString());
    return place;
}

Result<Pattern> readPattern(const QString &text)
{
    Pattern pattern;
    qsizetype at = 0;
    for (;;) {
        const qsizetype open = text.indexOf(QLatin1Char('{'), at);
        pattern.pieces.push_back(text.mid(at, open < 0 ? -1 : open - at));
        if (open < 0)
            break;
        const qsizetype close = text.indexOf(QLatin1Char('}'), open);
        const QString name = close < 0 ? QString() : text.mid(open + 1, close - open - 1);
        if (!isWord(name))
            return wrong(QStringLiteral("a name in braces is needed, such as {user}."));
        if (!pattern.names.empty() && pattern.pieces.back().isEmpty())
            return wrong(QStringLiteral("between two gaps there has to be something."));
        pattern.names.push_back(name);
        at = close + 1;
    }
    return pattern;
}

std::optional<std::map<QString, QString>> match(const Pattern &pattern, const QString &text)
{
    const QString &last = pattern.pieces.back();
    if (pattern.names.empty())
        return text == last ? std::optional<std::map<QString, QString>>(std::in_place) : std::nullopt;
    if (!text.startsWith(pattern.pieces.front()) || !text.endsWith(last))
        return std::nullopt;
    const QStringView head = QStringView(text).first(std::min(text.size(), MaxReach));
    std::map<QString, QString> caught;
    qsizetype at = pattern.pieces.front().size();
    for (std::size_t i = 0; i < pattern.names.size(); ++i) {
        const bool isLast = i + 1 == pattern.names.size();
        const QString &next = pattern.pieces[i + 1];
        const qsizetype end = isLast ? text.size() - last.size() : head.indexOf(next, at + 1);
        if (end <= at)
            return std::nullopt;
        caught.insert_or_assign(pattern.names[i], text.mid(at, end - at));
        at = end + next.size();
    }
    return caught;
}

} // namespace banter::profile
