// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/names.h"

#include <QStringView>

namespace banter::protocol::wire {

/// Whether an optional field has nothing to say.
inline bool isNothing(const auto &value)
{
    if constexpr (requires { value.empty(); })
        return value.empty();
    else
        return value == std::remove_cvref_t<decltype(value)>{};
}

/// Counts the fields that the emitter will write: CBOR says how many before the first.
struct FieldCount {
    qsizetype count = 0;
    void required(std::string_view, const auto &, const auto &) { ++count; }
    void optional(std::string_view, const auto &value, const auto &) { count += isNothing(value) ? 0 : 1; }
    void defaulted(std::string_view, const auto &, const auto &) { ++count; }
};

/// Writes what a description names, with `Writer` as the encoding.
template <class Writer>
class Emitter {
public:
    void required(std::string_view name, const auto &value, const auto &rule)
    {
        m_writer.key(name);
        write(value, rule);
    }
    void optional(std::string_view name, const auto &value, const auto &rule)
    {
        if (!isNothing(value))
            required(name, value, rule);
    }
    void defaulted(std::string_view name, const auto &value, const auto &rule) { required(name, value, rule); }

    /// An item: its type, its number (unless 0), its fields.
    void item(std::string_view type, std::string_view numberName, quint64 number, const auto &body)
    {
        m_writer.beginMap(fields(body) + (number > 0 ? 2 : 1));
        m_writer.key("type");
        m_writer.name(type);
        if (number > 0)
            required(numberName, qint64(number), Whole{});
        describe(*this, body);
        m_writer.endMap();
    }

    QByteArray take() { return m_writer.take(); }

private:
    static qsizetype fields(const auto &value)
    {
        FieldCount counter;
        if constexpr (Writer::WantsSizes)
            describe(counter, value);
        return counter.count;
    }

    void write(const QString &value, Text rule)
    {
        // Sentences are made of parts that others chose; cut short is better than refused.
        const int max = rule == Text::Sentence  ? limits::MaxSentenceChars
                        : rule == Text::Program ? limits::MaxProgramChars
                                                : -1;
        if (max < 0 || value.size() <= max)
            return m_writer.string(value);
        const bool inPair = value[max - 1].isHighSurrogate();
        m_writer.string(QStringView(value).left(inPair ? max - 1 : max));
    }
    void write(qint64 value, Whole) { m_writer.integer(value); }
    void write(double value, Real) { m_writer.real(value); }
    void write(bool value, Flag) { m_writer.flag(value); }
    void write(const std::optional<bool> &value, Flag) { m_writer.flag(value.value_or(false)); }
    template <class E>
    void write(E value, const OneOf<E> &)
    {
        m_writer.name(nameOf(value));
    }
    void write(const auto &value, Map)
    {
        m_writer.beginMap(fields(value));
        describe(*this, value);
        m_writer.endMap();
    }
    template <class Rule>
    void write(const auto &list, const ListOf<Rule> &rule)
    {
        m_writer.beginList(qsizetype(list.size()));
        for (const auto &entry : list)
            write(entry, rule.item);
        m_writer.endList();
    }

    Writer m_writer;
};

} // namespace banter::protocol::wire
