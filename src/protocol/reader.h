// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/names.h"
#include "protocol/text_reader.h"

#include <algorithm>
#include <cmath>

namespace banter::protocol::wire {

/// What a value of the tree that came out of a frame is. A number that is no qint64 is Fraction.
enum class Kind { Null, Flag, Integer, Fraction, String, List, Map, Other };

/// The names of a map's known fields, in the order of its description.
struct FieldNames {
    std::array<std::string_view, 16> names{};
    std::size_t count = 0;

    void add(std::string_view name)
    {
        Q_ASSERT(count < names.size());
        names[count++] = name;
    }
    void required(std::string_view name, auto &, const auto &) { add(name); }
    void optional(std::string_view name, auto &, const auto &) { add(name); }
    void defaulted(std::string_view name, auto &, const auto &) { add(name); }
};

template <class T>
const FieldNames &fieldNames()
{
    static const FieldNames names = [] {
        FieldNames found;
        T value;
        describe(found, value);
        return found;
    }();
    return names;
}

/// Reads one map by its description. `Node` is one encoding's value: kind(), flag(), integer(), fraction(), string(),
/// size(), eachItem(f(Node)->bool) and eachField(f(string_view, Node)->bool). The first problem ends the reading.
template <class Node>
class Reader {
public:
    Reader(const Node &map, const FieldNames &names, Problem &problem) : m_problem(problem)
    {
        std::size_t expected = 0;
        map.eachField([&](std::string_view key, const Node &node) {
            const std::size_t at = indexOf(names, key, expected);
            expected = at + 1;
            return at == names.count || keep(at, key, node);
        });
    }

    void skip() { ++m_next; }
    void required(std::string_view name, auto &value, const auto &rule)
    {
        const Node *node = next();
        if (m_problem.found)
            return;
        if (node)
            read(*node, value, rule, m_problem);
        else
            m_problem.set(ErrorCode::BadRequest, QStringLiteral("is missing"));
        if (m_problem.found)
            m_problem.within(name);
    }
    void defaulted(std::string_view name, auto &value, const auto &rule)
    {
        const Node *node = next();
        if (!node || m_problem.found)
            return;
        read(*node, value, rule, m_problem);
        if (m_problem.found)
            m_problem.within(name);
    }
    void optional(std::string_view name, auto &value, const auto &rule) { defaulted(name, value, rule); }
    void optional(std::string_view name, QString &value, Text rule)
    {
        const Node *node = peek();
        if (node && node->kind() == Kind::String && node->string().empty())
            next();
        else
            defaulted(name, value, rule);
    }

private:
    // Senders write the fields in the description's order, so the next one is nearly always the one expected.
    static std::size_t indexOf(const FieldNames &names, std::string_view key, std::size_t expected)
    {
        if (expected < names.count && names.names[expected] == key)
            return expected;
        const auto begin = names.names.begin();
        return std::size_t(std::find(begin, begin + std::ptrdiff_t(names.count), key) - begin);
    }
    bool keep(std::size_t at, std::string_view key, const Node &node)
    {
        if (m_there & (1u << at)) {
            m_problem.set(ErrorCode::BadRequest, QStringLiteral("is there twice"));
            m_problem.within(key);
            return false;
        }
        m_there |= 1u << at;
        m_nodes[at] = node;
        return true;
    }
    const Node *peek() const
    {
        const bool there = (m_there & (1u << m_next)) && m_nodes[m_next].kind() != Kind::Null;
        return there ? &m_nodes[m_next] : nullptr;
    }
    const Node *next()
    {
        const Node *node = peek();
        ++m_next;
        return node;
    }

    Problem &m_problem;
    std::array<Node, 16> m_nodes;
    unsigned m_there = 0;
    unsigned m_next = 0;
};

inline void wrongType(Problem &problem, const char16_t *wanted)
{
    problem.set(ErrorCode::BadRequest, QStringLiteral("must be %1").arg(QStringView(wanted)));
}

template <class Node>
void read(const Node &node, QString &value, Text rule, Problem &problem)
{
    if (node.kind() != Kind::String)
        return wrongType(problem, u"a string");
    readText(rule, node.string(), value, problem);
}

template <class Node>
void read(const Node &node, bool &value, Flag, Problem &problem)
{
    if (node.kind() != Kind::Flag)
        return wrongType(problem, u"true or false");
    value = node.flag();
}

template <class Node>
void read(const Node &node, std::optional<bool> &value, Flag rule, Problem &problem)
{
    bool said = false;
    read(node, said, rule, problem);
    value = said;
}

template <class Node, std::integral T>
requires(!std::same_as<T, bool>) void read(const Node &node, T &value, Whole rule, Problem &problem)
{
    qint64 number = 0;
    if (node.kind() == Kind::Integer) {
        number = node.integer();
    } else if (node.kind() == Kind::Fraction && std::trunc(node.fraction()) == node.fraction() &&
               std::abs(node.fraction()) <= double(limits::MaxInteger)) {
        number = qint64(node.fraction());
    } else {
        return wrongType(problem, u"an integer below 2^53");
    }
    if (number < rule.min || number > rule.max) {
        return problem.set(ErrorCode::BadRequest,
                           QStringLiteral("must be between %1 and %2").arg(rule.min).arg(rule.max));
    }
    value = T(number);
}

template <class Node>
void read(const Node &node, double &value, Real rule, Problem &problem)
{
    if (node.kind() == Kind::Integer)
        value = double(node.integer());
    else if (node.kind() == Kind::Fraction)
        value = node.fraction();
    else
        return wrongType(problem, u"a number");
    if (!(value >= rule.min && value <= rule.max)) { // so that NaN is refused too
        problem.set(ErrorCode::BadRequest, QStringLiteral("must be between %1 and %2").arg(rule.min).arg(rule.max));
    }
}

template <class Node, class E>
void read(const Node &node, E &value, const OneOf<E> &rule, Problem &problem)
{
    if (node.kind() != Kind::String)
        return wrongType(problem, u"a string");
    const std::optional<E> known = valueOf<E>(node.string());
    if (known)
        value = *known;
    else if (rule.fallback)
        value = *rule.fallback;
    else
        problem.set(ErrorCode::BadRequest, QStringLiteral("is none of the values that are known"));
}

template <class Node, class T>
void read(const Node &node, T &value, Map, Problem &problem)
{
    if (node.kind() != Kind::Map)
        return wrongType(problem, u"a map");
    Reader<Node> reader(node, fieldNames<T>(), problem);
    describe(reader, value);
    if (!problem.found)
        complete(value, problem);
}

template <class Node, class List, class Rule>
void read(const Node &node, List &list, const ListOf<Rule> &rule, Problem &problem)
{
    if (node.kind() != Kind::List)
        return wrongType(problem, u"a list");
    if (node.size() > rule.max)
        return problem.set(ErrorCode::TooLarge, QStringLiteral("at most %1 entries are allowed").arg(rule.max));
    list.clear();
    list.reserve(typename List::size_type(node.size()));
    int at = 0;
    node.eachItem([&](const Node &entry) {
        list.emplace_back();
        read(entry, list.back(), rule.item, problem);
        if (problem.found)
            problem.within("[" + std::to_string(at) + "]");
        ++at;
        return !problem.found;
    });
}

} // namespace banter::protocol::wire
