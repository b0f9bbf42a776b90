// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/profile/schema.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace banter::testing {
namespace {

[[noreturn]] void abortAt(const QString &what)
{
    qCritical("the schema uses what the test does not know: %s", qPrintable(what));
    std::abort();
}

bool hasType(const QJsonValue &value, const QString &type)
{
    if (type == QLatin1String("object"))
        return value.isObject();
    if (type == QLatin1String("array"))
        return value.isArray();
    if (type == QLatin1String("string"))
        return value.isString();
    if (type == QLatin1String("boolean"))
        return value.isBool();
    if (type == QLatin1String("null"))
        return value.isNull();
    if (type == QLatin1String("number"))
        return value.isDouble();
    if (type == QLatin1String("integer"))
        return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
    abortAt(type);
}

bool hasOneType(const QJsonValue &value, const QJsonValue &type)
{
    if (type.isString())
        return hasType(value, type.toString());
    const QJsonArray types = type.toArray();
    return std::any_of(types.begin(), types.end(),
                       [&](const QJsonValue &one) { return hasType(value, one.toString()); });
}

// A JSON Schema counts code points.
qsizetype length(const QString &text)
{
    return text.toUcs4().size();
}

} // namespace

QJsonObject Schema::at(const QString &reference) const
{
    QJsonValue found = m_root;
    for (const QString &step : reference.mid(2).split(QLatin1Char('/')))
        found = found.toObject().value(step);
    if (!reference.startsWith(QLatin1String("#/")) || !found.isObject())
        abortAt(reference);
    return found.toObject();
}

bool Schema::fits(const QJsonValue &value, const QJsonObject &schema) const
{
    const QStringList keywords = schema.keys();
    return std::all_of(keywords.begin(), keywords.end(),
                       [&](const QString &keyword) { return fitsKeyword(value, keyword, schema); });
}

bool Schema::fitsMembers(const QJsonValue &value, const QJsonObject &schema) const
{
    const QJsonObject known = schema.value(QLatin1String("properties")).toObject();
    const QJsonValue others = schema.value(QLatin1String("additionalProperties"));
    const QJsonObject members = value.toObject();
    for (auto member = members.begin(); member != members.end(); ++member) {
        const auto rule = known.constFind(member.key());
        const bool isKnown = rule != known.constEnd();
        if (isKnown && !fits(member.value(), rule.value().toObject()))
            return false;
        if (!isKnown &&
            (others.isBool() ? !others.toBool() : others.isObject() && !fits(member.value(), others.toObject())))
            return false;
    }
    return true;
}

bool Schema::fitsOne(const QJsonValue &value, const QJsonArray &schemas) const
{
    return std::count_if(schemas.begin(), schemas.end(),
                         [&](const QJsonValue &one) { return fits(value, one.toObject()); }) == 1;
}

bool Schema::fitsKeyword(const QJsonValue &value, const QString &keyword, const QJsonObject &schema) const
{
    static const QStringList Words{QStringLiteral("$schema"), QStringLiteral("$defs"), QStringLiteral("title"),
                                   QStringLiteral("description")};
    const QJsonValue rule = schema.value(keyword);
    const QJsonArray list = value.toArray();
    const QJsonArray rules = rule.toArray();
    if (Words.contains(keyword))
        return true;
    if (keyword == QLatin1String("$ref"))
        return fits(value, at(rule.toString()));
    if (keyword == QLatin1String("type"))
        return hasOneType(value, rule);
    if (keyword == QLatin1String("const"))
        return value == rule;
    if (keyword == QLatin1String("enum"))
        return rules.contains(value);
    if (keyword == QLatin1String("oneOf"))
        return fitsOne(value, rules);
    if (keyword == QLatin1String("properties") || keyword == QLatin1String("additionalProperties"))
        return fitsMembers(value, schema);
    if (keyword == QLatin1String("required"))
        return !value.isObject() || std::all_of(rules.begin(), rules.end(), [&](const QJsonValue &name) {
            return value.toObject().contains(name.toString());
        });
    if (keyword == QLatin1String("items"))
        return std::all_of(list.begin(), list.end(), [&](const QJsonValue &one) { return fits(one, rule.toObject()); });
    if (keyword == QLatin1String("minItems"))
        return !value.isArray() || list.size() >= rule.toInt();
    if (keyword == QLatin1String("minLength"))
        return !value.isString() || length(value.toString()) >= rule.toInt();
    if (keyword == QLatin1String("maxLength"))
        return !value.isString() || length(value.toString()) <= rule.toInt();
    if (keyword == QLatin1String("minimum"))
        return !value.isDouble() || value.toDouble() >= rule.toDouble();
    if (keyword == QLatin1String("maximum"))
        return !value.isDouble() || value.toDouble() <= rule.toDouble();
    if (keyword == QLatin1String("pattern"))
        return !value.isString() || QRegularExpression(rule.toString()).match(value.toString()).hasMatch();
    abortAt(keyword);
}

} // namespace banter::testing
