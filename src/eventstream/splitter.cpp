// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "eventstream/splitter.h"

#include <algorithm>
#include <utility>

namespace banter::eventstream {
namespace {

const QByteArray ByteOrderMark = QByteArrayLiteral("\xef\xbb\xbf");

bool endsLine(char byte)
{
    return byte == '\n' || byte == '\r';
}

} // namespace

std::vector<Frame> Splitter::feed(const QByteArray &bytes)
{
    std::vector<Frame> out;
    const char *at = bytes.cbegin();
    while (at != bytes.cend() && !m_tooBig) {
        if (std::exchange(m_afterCr, false) && *at == '\n') {
            ++at;
            continue;
        }
        const char *const end = std::find_if(at, bytes.cend(), endsLine);
        take(at, end - at);
        if (end == bytes.cend() || m_tooBig)
            break;
        m_afterCr = *end == '\r';
        endLine(out);
        at = end + 1;
    }
    return out;
}

// Or may yet: the mark may come in parts.
bool Splitter::beginsWithMark(const char *bytes, qsizetype count) const
{
    const QByteArray held = m_line.left(ByteOrderMark.size());
    return ByteOrderMark.startsWith(held + QByteArray(bytes, std::min(count, ByteOrderMark.size() - held.size())));
}

void Splitter::take(const char *bytes, qsizetype count)
{
    const qsizetype line = m_line.size() + count;
    const qsizetype whole = m_event.isEmpty() || line == 0 ? line : m_event.size() + 1 + line;
    m_tooBig = whole > m_maxBytes + (m_atStart && beginsWithMark(bytes, count) ? ByteOrderMark.size() : 0);
    if (!m_tooBig)
        m_line.append(bytes, count);
}

void Splitter::skipMark()
{
    if (std::exchange(m_atStart, false) && m_line.startsWith(ByteOrderMark))
        m_line.remove(0, ByteOrderMark.size());
}

void Splitter::endLine(std::vector<Frame> &out)
{
    skipMark();
    const QByteArray line = std::exchange(m_line, {});
    if (line.startsWith(':')) {
        out.push_back({false, line});
    } else if (!line.isEmpty()) {
        m_event += m_event.isEmpty() ? line : '\n' + line;
    } else if (!m_event.isEmpty()) {
        out.push_back({false, std::exchange(m_event, {})});
    }
}

} // namespace banter::eventstream
