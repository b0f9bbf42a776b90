// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/fill.h"

#include <functional>

namespace banter::profile {
namespace {

struct Gap {
    QString name;
    bool optional = false;
};

/// Calls `literal` for what stands between the gaps and `gap` for each of them, in their order.
void walk(const QString &text, const std::function<void(QStringView)> &literal,
          const std::function<void(const Gap &)> &gap)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(QLatin1Char('{'), at);
        if (open < 0)
            break;
        const bool escaped = text.mid(open, 2) == QLatin1String("{{");
        literal(QStringView(text).mid(at, open - at + (escaped ? 1 : 0)));
        at = open + 2;
        if (escaped)
            continue;
        const qsizetype close = text.indexOf(QLatin1Char('}'), open);
        if (close < 0) {
            at = open;
            break;
        }
        Gap one{text.mid(open + 1, close - open - 1)};
        one.optional = one.name.endsWith(QLatin1Char('?'));
        if (one.optional)
            one.name.chop(1);
        gap(one);
        at = close + 1;
    }
    literal(QStringView(text).mid(at));
}

std::optional<Gap> wholeGap(const QString &text)
{
    std::optional<Gap> found;
    bool other = false;
    walk(
        text, [&](QStringView literal) { other = other || !literal.isEmpty(); },
        [&](const Gap &gap) {
            other = other || found;
            found = gap;
        });
    return other ? std::nullopt : found;
}

QJsonValue valueOf(const Values &values, const QString &name)
{
    const auto found = values.find(name);
    return found == values.end() ? QJsonValue(QJsonValue::Undefined) : found->second;
}

bool isEmpty(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().isEmpty());
}

QString plain(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    return value.toString();
}

// Undefined: to be left out.
QJsonValue fillOne(const QString &text, const Values &values)
{
    const std::optional<Gap> gap = wholeGap(text);
    if (!gap)
        return fillText(text, values);
    const QJsonValue value = valueOf(values, gap->name);
    if (gap->optional && isEmpty(value))
        return QJsonValue::Undefined;
    return value.isUndefined() ? QJsonValue(text) : value;
}

} // namespace

QString fillText(const QString &pattern, const Values &values)
{
    QString text;
    walk(
        pattern, [&](QStringView literal) { text += literal; },
        [&](const Gap &gap) { text += plain(valueOf(values, gap.name)); });
    return text;
}

QJsonValue fill(const QJsonValue &pattern, const Values &values)
{
    if (pattern.isString())
        return fillOne(pattern.toString(), values);
    if (pattern.isArray()) {
        QJsonArray list;
        for (const QJsonValue &entry : pattern.toArray()) {
            const QJsonValue filled = fill(entry, values);
            if (!filled.isUndefined())
                list.append(filled);
        }
        return list;
    }
    if (!pattern.isObject())
        return pattern;
    QJsonObject object;
    const QJsonObject fields = pattern.toObject();
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        const QJsonValue filled = fill(field.value(), values);
        if (!filled.isUndefined())
            object.insert(field.key(), filled);
    }
    return object;
}

QStringList namesIn(const QJsonValue &pattern)
{
    QStringList names;
    if (pattern.isString()) {
        walk(
            pattern.toString(), [](QStringView) {}, [&](const Gap &gap) { names.append(gap.name); });
    } else if (pattern.isArray()) {
        for (const QJsonValue &entry : pattern.toArray())
            names += namesIn(entry);
    } else if (pattern.isObject()) {
        for (const QJsonValue &entry : pattern.toObject())
            names += namesIn(entry);
    }
    return names;
}

} // namespace banter::profile
