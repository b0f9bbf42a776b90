// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/read_progress.h"

#include <algorithm>

namespace banter {

void ReadProgress::readTo(Seq seq)
{
    m_from = std::max(m_from, seq);
}

Seq ReadProgress::read() const
{
    const auto next = m_seen.around(m_from + 1);
    return next ? next->last : m_from;
}

Seq ReadProgress::unseen(Span span) const
{
    const Seq first = std::max(span.first, read() + 1);
    if (span.last < first)
        return 0;
    Seq count = span.last - first + 1;
    for (const Span &seen : m_seen.spans())
        count -= std::max<Seq>(0, std::min(seen.last, span.last) - std::max(seen.first, first) + 1);
    return count;
}

} // namespace banter
