// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/outbox.h"

#include <deque>

namespace banter {

/// Messages that the person deleted a moment ago, with their places, so that they can be brought back. They are gone
/// from the outbox and from the disk: who closes the program after deleting a message has deleted it. Pure.
class Withdrawn final {
public:
    struct Kept {
        Outbox::Item item;
        qint64 place = 0; ///< in the store's outbox; 0: it was not there yet
        MonoMs until = 0;
    };
    /// More than that nobody deletes within the time for which it is offered; the oldest go first.
    static constexpr std::size_t Most = 1'000;

    void add(Kept kept);
    /// The one of that client id, once, if it is still there at `now`.
    std::optional<Kept> take(const QString &clientId, MonoMs now);

private:
    std::deque<Kept> m_kept; // in the order of their deletion
};

} // namespace banter
