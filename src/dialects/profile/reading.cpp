// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/reading.h"

#include <cmath>

namespace banter::profile {
namespace {

QString quoted(QStringList words)
{
    words.removeDuplicates();
    return words.join(QStringLiteral(", "));
}

} // namespace

bool Faults::add(int line, const QString &where, const QString &reason)
{
    if (!m_first)
        m_first = Fault{line, where.isEmpty() ? reason : where + QStringLiteral(": ") + reason};
    return false;
}

Members::Members(const Located &object, QString where, Faults &faults)
    : m_object(object), m_where(std::move(where)), m_faults(faults)
{
    if (object.kind != Located::Kind::Object)
        m_faults.add(object.line, m_where, QStringLiteral("an object is needed here."));
}

QString Members::where(const char *name) const
{
    const QString own = QString::fromLatin1(name);
    return m_where.isEmpty() ? own : m_where + QLatin1Char('.') + own;
}

const Located *Members::find(const char *name)
{
    const QString key = QString::fromLatin1(name);
    m_known.append(key);
    return m_object.find(key);
}

const Located *Members::need(const char *name)
{
    const Located *value = find(name);
    if (!value)
        m_faults.add(m_object.line, m_where, QStringLiteral("\"%1\" is missing.").arg(QLatin1String(name)));
    return value;
}

void Members::expect(const Located &value, const char *name, Located::Kind kind, const char *what)
{
    if (value.kind != kind)
        m_faults.add(value.line, where(name), QStringLiteral("%1 is needed here.").arg(QLatin1String(what)));
}

QString Members::text(const char *name, const QString &otherwise, qsizetype maxChars)
{
    const Located *value = find(name);
    if (!value)
        return otherwise;
    expect(*value, name, Located::Kind::Text, "a text");
    if (value->text.size() > maxChars)
        m_faults.add(value->line, where(name), QStringLiteral("at most %1 characters.").arg(maxChars));
    return value->text;
}

QString Members::neededText(const char *name, qsizetype maxChars)
{
    const Located *value = need(name);
    m_known.removeLast();
    if (value && value->kind == Located::Kind::Text && value->text.isEmpty())
        m_faults.add(value->line, where(name), QStringLiteral("it may not be empty."));
    return text(name, {}, maxChars);
}

double Members::number(const char *name, double otherwise, double low, double high)
{
    const Located *value = find(name);
    if (!value)
        return otherwise;
    expect(*value, name, Located::Kind::Number, "a number");
    if (!(value->number >= low && value->number <= high)) {
        m_faults.add(value->line, where(name), QStringLiteral("a number from %1 to %2 is needed.").arg(low).arg(high));
        return otherwise;
    }
    return value->number;
}

int Members::integer(const char *name, int otherwise, int low, int high)
{
    const double value = number(name, otherwise, low, high);
    if (value != std::floor(value)) {
        m_faults.add(m_object.find(QString::fromLatin1(name))->line, where(name),
                     QStringLiteral("a whole number is needed."));
    }
    return int(value);
}

bool Members::flag(const char *name, bool otherwise)
{
    const Located *value = find(name);
    if (!value)
        return otherwise;
    expect(*value, name, Located::Kind::Flag, "true or false");
    return value->flag;
}

QStringList Members::texts(const char *name)
{
    const Located *value = find(name);
    if (!value)
        return {};
    if (value->kind == Located::Kind::Text)
        return {value->text};
    expect(*value, name, Located::Kind::List, "a text or a list of texts");
    QStringList list;
    for (const Located &entry : value->list) {
        if (entry.kind != Located::Kind::Text)
            m_faults.add(entry.line, where(name), QStringLiteral("a text is needed here."));
        list.append(entry.text);
    }
    return list;
}

int Members::word(const char *name, const QStringList &words, int otherwise)
{
    const Located *value = find(name);
    if (!value)
        return otherwise;
    expect(*value, name, Located::Kind::Text, "a text");
    const qsizetype index = words.indexOf(value->text);
    if (index < 0) {
        m_faults.add(value->line, where(name),
                     QStringLiteral("\"%1\" is not known; known are: %2.").arg(value->text, quoted(words)));
        return std::max(0, otherwise);
    }
    return int(index);
}

void Members::end()
{
    for (const Located::Member &member : m_object.members) {
        if (!m_known.contains(member.name)) {
            m_faults.add(member.line, m_where,
                         QStringLiteral("\"%1\" is not known; known are: %2.").arg(member.name, quoted(m_known)));
        }
    }
}

} // namespace banter::profile
