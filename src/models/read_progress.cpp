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
    const auto next = m_seen.following(m_from);
    return next ? next->last : m_from;
}

} // namespace banter
