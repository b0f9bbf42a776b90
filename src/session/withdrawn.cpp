// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/withdrawn.h"

#include <algorithm>
#include <utility>

namespace banter {

void Withdrawn::add(Kept kept)
{
    m_kept.push_back(std::move(kept));
    if (m_kept.size() > Most)
        m_kept.pop_front();
}

std::optional<Withdrawn::Kept> Withdrawn::take(const QString &clientId, MonoMs now)
{
    std::erase_if(m_kept, [&](const Kept &each) { return each.until < now; });
    const auto found = std::find_if(m_kept.begin(), m_kept.end(),
                                    [&](const Kept &each) { return each.item.entry.clientId == clientId; });
    if (found == m_kept.end())
        return std::nullopt;
    Kept kept = std::move(*found);
    m_kept.erase(found);
    return kept;
}

} // namespace banter
