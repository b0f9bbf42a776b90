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
    constexpr qint64 LeftOutTimes = 15;
    const qint64 mark = m_atStart && beginsWithMark(bytes, count) ? ByteOrderMark.size() : 0;
    const qint64 before = m_event.isEmpty() ? 0 : m_event.size() + 1;
    const qint64 room = std::max<qint64>(0, m_maxBytes + mark - before - m_line.size());
    // What comes after something that was left out is left out too: there is one hole, at the end.
    const qsizetype kept = m_lineCut || m_eventCut ? 0 : qsizetype(std::min<qint64>(room, count));
    m_line.append(bytes, kept);
    m_inLine = m_inLine || count > 0;
    m_lineCut = m_lineCut || kept < count;
    m_leftOut += count - kept;
    m_tooBig = m_leftOut > LeftOutTimes * m_maxBytes;
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
    const bool isBlank = !std::exchange(m_inLine, false) || (line.isEmpty() && !m_lineCut);
    const bool isCut = std::exchange(m_lineCut, false);
    if (line.startsWith(':')) {
        out.push_back({false, line, isCut});
    } else if (!isBlank) {
        m_event += m_event.isEmpty() || line.isEmpty() ? line : '\n' + line;
        m_eventCut = m_eventCut || isCut;
    } else {
        m_leftOut = 0;
        const bool eventCut = std::exchange(m_eventCut, false);
        if (!m_event.isEmpty())
            out.push_back({false, std::exchange(m_event, {}), eventCut});
    }
}

} // namespace banter::eventstream
