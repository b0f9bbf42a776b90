// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"

namespace banter {

/// Collects what changed until somebody takes it, merged so that its size follows what changed and not how often.
class ChangeLog final {
public:
    /// Enough for 60,000 messages a second at 60 batches; more would keep a frame waiting.
    static constexpr int MaxMessages = 1'000;

    /// All of it, or as much as has MaxMessages messages; the rest is left for the next time.
    Changes take();
    bool empty() const { return m_changes.empty(); }
    /// For fields that need no merging.
    Changes &raw() { return m_changes; }

    void room(const ShownRoom &room);
    void roomGone(const QString &room);
    void historyReset(const QString &room);
    void operation(ShownOperation operation);
    void messageGone(const QString &room, const QString &clientId);
    /// It is about to be shown again.
    void messageBack(const QString &room, const QString &clientId);
    /// A whole roster replaces what was said of that room's members before.
    void roster(const QString &room, const std::vector<Member> &members);
    void member(const QString &room, const Member &member);
    void memberGone(const QString &room, const QString &user);
    void cursor(const QString &room, const QString &user, CursorPoint point);
    void cursorGone(const QString &room, const QString &user);

private:
    void forgetQuoted(const QString &room);

    Changes m_changes;
};

} // namespace banter
