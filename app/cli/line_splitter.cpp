// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "line_splitter.h"

namespace banter::cli {

void LineSplitter::feed(const QByteArray &bytes)
{
    m_rest.remove(0, m_start);
    m_scanned -= m_start;
    m_start = 0;
    m_rest += bytes;
}

void LineSplitter::end()
{
    m_ended = true;
}

std::optional<LineSplitter::Line> LineSplitter::next()
{
    qsizetype end = m_rest.indexOf('\n', m_scanned);
    const bool whole = end >= 0;
    if (!whole) {
        end = m_scanned = m_rest.size();
        const bool rest = m_ended && (end > m_start || m_skipping);
        if (!rest) {
            if (end - m_start > MaxLineBytes) {
                m_skipping = true;
                m_start = end;
            }
            return std::nullopt;
        }
    }
    Line line{++m_number, {}, m_skipping || end - m_start > MaxLineBytes};
    if (!line.tooLong) {
        line.bytes = m_rest.mid(m_start, end - m_start);
        if (line.bytes.endsWith('\r')) {
            line.bytes.chop(1);
        }
    }
    m_skipping = false;
    m_start = m_scanned = whole ? end + 1 : end;
    return line;
}

} // namespace banter::cli
