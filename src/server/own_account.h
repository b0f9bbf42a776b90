// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/attempt_limits.h"
#include "server/group_commit.h"
#include "server/hub_state.h"

#include <memory>

namespace banter {

/// What people do with their own account: another password, who is signed in as them and who no longer, and codes that
/// let others in.
class OwnAccount final {
public:
    /// `attempts` are shared with the sign-in: who guesses a password here is who guesses it there.
    OwnAccount(HubState &state, GroupCommit &commits, AttemptLimits &attempts)
        : m_state(state), m_commits(commits), m_attempts(attempts)
    {}
    ~OwnAccount() { *m_alive = false; }

    void changePassword(Peer &peer, quint64 request, const protocol::ChangePassword &body);
    void devices(const Peer &peer, quint64 request);
    void dropDevices(Peer &peer, quint64 request, const protocol::DropDevices &body);
    void makeCode(const Peer &peer, quint64 request);

    /// How a device is called on the wire: the end of its token's hash, in hexadecimal digits. Pure.
    static QString nameOf(const QByteArray &tokenHash);

private:
    void giveUp(Asker asker, qint64 account, const Error &error);
    Peer *stillHere(Asker asker);
    void hashNew(Asker asker, qint64 account, const protocol::ChangePassword &body);
    void store(Peer &peer, quint64 request, const QString &hash, bool dropOthers);
    void change(const Peer &peer, quint64 request, std::function<Status(ServerStore &)> write,
                std::function<void(const Person &)> done);
    void closeOthers(const Person &person, PeerId asker, const QByteArray &token);
    void closeLinks(const Person &person, const std::function<bool(const Peer &)> &which);

    HubState &m_state;
    GroupCommit &m_commits;
    AttemptLimits &m_attempts;
    std::set<qint64> m_changing; ///< whose password is being changed: one at a time, since it takes two hashes
    /// The hasher's late answers must not reach one that is gone.
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace banter
