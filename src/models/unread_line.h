// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <optional>

namespace banter {

/// Where a room's "New" line is: above the first message that came while nobody saw it. It stays there while it is
/// read; what comes in a later absence gets a line of its own. Pure.
class UnreadLine {
public:
    /// Messages after this place are unread; none: there is no line.
    std::optional<Seq> readUpTo() const { return m_readUpTo; }
    void put(std::optional<Seq> readUpTo)
    {
        m_readUpTo = readUpTo;
        m_seen = false;
    }
    /// Somebody sees the newest message.
    void see() { m_seen = true; }
    /// A message of others came that nobody sees, after that place. True: the line is above it now.
    bool come(Seq after)
    {
        if (m_readUpTo && !m_seen) {
            return false;
        }
        put(after);
        return true;
    }

private:
    std::optional<Seq> m_readUpTo;
    bool m_seen = false;
};

} // namespace banter
