// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/attempt_limits.h"
#include "server/group_commit.h"
#include "server/hub_state.h"

#include <functional>

namespace banter {

/// Who guesses passwords, and where people are known, from one run of the server to the next. What is kept counts in
/// the time of service, which no calendar moves. One thread.
class AttemptBook final {
public:
    /// `served`: see ServerStore::served(), now.
    AttemptBook(HubState &state, GroupCommit &commits, std::function<ServedMs()> served)
        : m_state(state), m_commits(commits), m_served(std::move(served))
    {}

    /// What is known of earlier runs. The store's errors.
    Status load();
    /// Before a stop: keeps all that counts still, and nothing else.
    void conclude();

    /// A password from there for that name was wrong: what has reached its bound by that is kept at once, since a
    /// server may be killed.
    void failed(const QString &address, const QString &key);
    /// It was right.
    void succeeded(const QString &address, const Person &person);
    /// That person is there.
    void metAt(const QString &address, const Person &person);

    AttemptLimits limits;

private:
    /// Those of before `expired` go, which is in the time of service, too.
    void keep(std::vector<AttemptRecord> records, ServedMs expired);
    ServedMs served() const { return m_served() + m_ahead; }

    HubState &m_state;
    GroupCommit &m_commits;
    std::function<ServedMs()> m_served;
    bool m_isKept = false; ///< something is on the disk
    ServedMs m_ahead = 0;  ///< what was kept before a kill is later than the time of service knows
};

} // namespace banter
