// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringView>

#include <string_view>

namespace banter::protocol::wire {

/// Writes JSON (RFC 8259) in UTF-8, without spaces. Keys and names are plain ASCII.
class JsonWriter {
public:
    static constexpr bool WantsSizes = false;

    void beginMap(qsizetype) { open('{'); }
    void endMap() { close('}'); }
    void beginList(qsizetype) { open('['); }
    void endList() { close(']'); }
    void key(std::string_view name);

    void name(std::string_view text);
    void string(QStringView text);
    void integer(qint64 number);
    void real(double number);
    void flag(bool value);

    QByteArray take() { return std::move(m_out); }

private:
    void open(char bracket);
    void close(char bracket);
    void separate();

    QByteArray m_out;
    bool m_first = true; // nothing stands before the next value in its list or map
};

} // namespace banter::protocol::wire
