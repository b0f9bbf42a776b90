// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/account_rows.h"

#include "models/accounts_model.h"
#include "models/server_address.h"

#include <algorithm>

namespace banter {

QString AccountRow::user() const
{
    return live ? live->session()->identity()->user() : account.user;
}

ConnectionModel::State AccountRow::state() const
{
    return live ? live->session()->connection()->state() : ConnectionModel::Disconnected;
}

QString AccountRow::word() const
{
    if (live) {
        return live->session()->connection()->word();
    }
    if (problem) {
        return problem();
    }
    return token.isEmpty() ? AccountsModel::tr("Signed out")
                           : AccountsModel::tr("Starting the server on this computer…");
}

int AccountRow::unread() const
{
    return live ? live->session()->rooms()->totalUnread() : 0;
}

int AccountRows::indexOf(const QString &key) const
{
    const auto row =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const AccountRow &each) { return each.key == key; });
    return row == m_rows.end() ? -1 : static_cast<int>(row - m_rows.begin());
}

AccountRow *AccountRows::find(const QString &key)
{
    const int row = indexOf(key);
    return row < 0 ? nullptr : &at(row);
}

const AccountRow *AccountRows::find(const QString &key) const
{
    const int row = indexOf(key);
    return row < 0 ? nullptr : &at(row);
}

AccountRow *AccountRows::findLive(const QString &key)
{
    AccountRow *row = find(key);
    return row && row->live ? row : nullptr;
}

std::vector<LiveAccount *> AccountRows::live() const
{
    std::vector<LiveAccount *> all;
    for (const AccountRow &row : m_rows) {
        if (row.live) {
            all.push_back(row.live.get());
        }
    }
    return all;
}

LiveAccount *AccountRows::nextTo(int row) const
{
    LiveAccount *before = nullptr;
    for (int each = 0; each < size(); ++each) {
        LiveAccount *account = at(each).live.get();
        if (account && each >= row) {
            return account;
        }
        before = account ? account : before;
    }
    return before;
}

std::vector<LiveAccount *> AccountRows::hosted() const
{
    std::vector<LiveAccount *> all = live();
    std::erase_if(all, [](const LiveAccount *account) { return !account->isHosted(); });
    return all;
}

std::optional<SavedAccount> AccountRows::waiting() const
{
    const auto row =
        std::find_if(m_rows.begin(), m_rows.end(), [](const AccountRow &each) { return !each.token.isEmpty(); });
    return row == m_rows.end() ? std::nullopt : std::optional(row->account);
}

QString AccountRows::signedOutAt(const QString &serverName) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const AccountRow &each) {
        return !each.live && !each.account.hosted && serverDisplayName(each.account.server) == serverName;
    });
    return row == m_rows.end() ? QString() : row->key;
}

int AccountRows::unread() const
{
    int sum = 0;
    for (const AccountRow &row : m_rows) {
        sum += row.unread();
    }
    return sum;
}

} // namespace banter
