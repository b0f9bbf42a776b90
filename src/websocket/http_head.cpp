// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/http_head.h"

#include <algorithm>
#include <utility>

namespace banter::websocket {
namespace {

bool isSame(QByteArrayView one, QByteArrayView other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

} // namespace

bool isToken(QByteArrayView word)
{
    static constexpr QByteArrayView Marks = "!#$%&'*+-.^_`|~";
    const auto belongs = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || Marks.contains(c);
    };
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), belongs);
}

int HttpHead::count(QByteArrayView name) const
{
    return int(
        std::count_if(fields.begin(), fields.end(), [&](const auto &field) { return isSame(field.first, name); }));
}

QByteArray HttpHead::value(QByteArrayView name) const
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const auto &field) { return isSame(field.first, name); });
    return found == fields.end() ? QByteArray() : found->second;
}

QByteArrayList HttpHead::list(QByteArrayView name) const
{
    QByteArrayList out;
    for (const auto &[key, value] : fields) {
        if (!isSame(key, name))
            continue;
        for (const QByteArray &part : value.split(',')) {
            if (const QByteArray entry = part.trimmed(); !entry.isEmpty())
                out.append(entry);
        }
    }
    return out;
}

bool HttpHead::hasToken(QByteArrayView name, QByteArrayView token) const
{
    const QByteArrayList entries = list(name);
    return std::any_of(entries.begin(), entries.end(), [&](const QByteArray &entry) { return isSame(entry, token); });
}

HttpHeadReader::State HttpHeadReader::feed(QByteArrayView &bytes)
{
    while (m_state == State::Incomplete && !bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const qsizetype size = end < 0 ? bytes.size() : end + 1;
        if (m_bytes + size > MaxBytes) {
            m_state = State::TooLarge;
            break;
        }
        m_bytes += size;
        m_line.append(bytes.first(size));
        bytes = bytes.sliced(size);
        if (end >= 0)
            endLine();
    }
    return m_state;
}

void HttpHeadReader::endLine()
{
    QByteArray line = std::exchange(m_line, {});
    line.chop(line.endsWith("\r\n") ? 2 : 1);
    if (line.contains('\0') || line.contains('\r')) {
        m_state = State::Malformed;
    } else if (!std::exchange(m_hasStart, true)) {
        m_head.startLine = line;
    } else if (line.isEmpty()) {
        m_state = State::Whole;
    } else if (m_head.fields.size() == MaxFields) {
        m_state = State::TooLarge;
    } else {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(std::max<qsizetype>(colon, 0));
        if (isToken(name)) // a line that continues another one begins with a blank
            m_head.fields.append({name, line.mid(colon + 1).trimmed()});
        else
            m_state = State::Malformed;
    }
}

} // namespace banter::websocket
