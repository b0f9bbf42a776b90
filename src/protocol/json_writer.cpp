// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/json_writer.h"

#include <QLocale>

#include <cmath>

namespace banter::protocol::wire {
namespace {

bool mustEscape(char c)
{
    return c == '"' || c == '\\' || quint8(c) < 0x20;
}

void appendEscaped(QByteArray &out, char c)
{
    constexpr char Digits[] = "0123456789abcdef";
    switch (c) {
    case '"':
    case '\\':
        out += '\\';
        out += c;
        return;
    case '\n':
        out += "\\n";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u00";
        out += Digits[quint8(c) >> 4];
        out += Digits[quint8(c) & 15];
    }
}

} // namespace

void JsonWriter::open(char bracket)
{
    separate();
    m_out += bracket;
    m_first = true;
}

void JsonWriter::close(char bracket)
{
    m_out += bracket;
    m_first = false;
}

void JsonWriter::separate()
{
    if (!m_first)
        m_out += ',';
    m_first = false;
}

void JsonWriter::key(std::string_view name)
{
    this->name(name);
    m_out += ':';
    m_first = true;
}

void JsonWriter::name(std::string_view text)
{
    separate();
    m_out += '"';
    m_out.append(text.data(), qsizetype(text.size()));
    m_out += '"';
}

void JsonWriter::string(QStringView text)
{
    separate();
    m_out += '"';
    const QByteArray utf8 = text.toUtf8();
    qsizetype done = 0;
    for (qsizetype at = 0; at < utf8.size(); ++at) {
        if (!mustEscape(utf8[at]))
            continue;
        m_out.append(utf8.constData() + done, at - done);
        appendEscaped(m_out, utf8[at]);
        done = at + 1;
    }
    m_out.append(utf8.constData() + done, utf8.size() - done);
    m_out += '"';
}

void JsonWriter::integer(qint64 number)
{
    separate();
    m_out += QByteArray::number(number);
}

void JsonWriter::real(double number)
{
    separate();
    // JSON has no word for the others, and the schema lets none in.
    m_out += QByteArray::number(std::isfinite(number) ? number : 0.0, 'g', QLocale::FloatingPointShortest);
}

void JsonWriter::flag(bool value)
{
    separate();
    m_out += value ? "true" : "false";
}

} // namespace banter::protocol::wire
