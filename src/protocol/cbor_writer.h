// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QCborStreamWriter>
#include <QStringView>

#include <string_view>

namespace banter::protocol::wire {

/// Writes CBOR (RFC 8949) with definite lengths.
class CborWriter {
public:
    static constexpr bool WantsSizes = true;

    CborWriter() : m_writer(&m_out) {}

    void beginMap(qsizetype fields) { m_writer.startMap(quint64(fields)); }
    void endMap() { m_writer.endMap(); }
    void beginList(qsizetype entries) { m_writer.startArray(quint64(entries)); }
    void endList() { m_writer.endArray(); }
    void key(std::string_view name) { this->name(name); }

    void name(std::string_view text) { m_writer.append(QLatin1String(text.data(), qsizetype(text.size()))); }
    void string(QStringView text) { m_writer.append(text); }
    void integer(qint64 number) { m_writer.append(number); }
    void real(double number) { m_writer.append(number); }
    void flag(bool value) { m_writer.append(value); }

    QByteArray take() { return std::move(m_out); }

private:
    QByteArray m_out;
    QCborStreamWriter m_writer;
};

} // namespace banter::protocol::wire
