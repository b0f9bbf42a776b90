// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/live_account.h"

#include <vector>

namespace banter {

/// An account of this computer's person, signed in or not.
struct AccountRow {
    QString key;
    SavedAccount account;
    std::unique_ptr<LiveAccount> live = {}; ///< null while it is signed out
    QString token = {};                     ///< not empty while it waits for the server in this program
    std::function<QString()> problem = {};  ///< why it could not be live, in words of the present language

    /// The name that the server knows the person by, as far as it has told one.
    QString user() const;
    ConnectionModel::State state() const; ///< Disconnected while it is not live
    /// Translated: how the connection is, or why there is none.
    QString word() const;
    int unread() const;
};

/// The accounts in the order in which they were added, and what there is to look for among them. GUI thread.
class AccountRows {
public:
    int size() const { return static_cast<int>(m_rows.size()); }
    /// `row` from 0 to size() - 1.
    AccountRow &at(int row) { return m_rows[static_cast<std::size_t>(row)]; }
    const AccountRow &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// At the end. What at() and find() gave does not hold any more.
    void append(AccountRow row) { m_rows.push_back(std::move(row)); }
    void remove(int row) { m_rows.erase(m_rows.begin() + row); }

    /// -1 when there is none.
    int indexOf(const QString &key) const;
    /// Null when there is none.
    AccountRow *find(const QString &key);
    const AccountRow *find(const QString &key) const;
    /// The same, if it is live.
    AccountRow *findLive(const QString &key);
    /// The live ones in their order.
    std::vector<LiveAccount *> live() const;
    /// The live account at `row` or closest behind it, or else before it. Null when none is live.
    LiveAccount *nextTo(int row) const;
    /// The live ones on the server in this program.
    std::vector<LiveAccount *> hosted() const;
    /// The first one that waits for the server in this program; nothing when none does.
    std::optional<SavedAccount> waiting() const;
    /// The key of the first one on `serverName`, as IdentityModel has it, that is signed out; empty when there is none.
    QString signedOutAt(const QString &serverName) const;
    int unread() const;

private:
    std::vector<AccountRow> m_rows;
};

} // namespace banter
