// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/values.h"

#include <QUrl>

#include <vector>

namespace banter {

/// An account that was used on this machine.
struct KnownAccount {
    QUrl server;
    QString user;
    QString dialect;
    bool keep = false;   ///< sign in by itself at the next start
    bool hosted = false; ///< the server is the one in this program
    WallMs usedAt = 0;
    bool openWay = false; ///< the person agreed to send a secret there that others can read on the way
    bool listed = false;  ///< was kept, and was not removed since: it is shown among the accounts, signed in or not
    WallMs addedAt = 0;   ///< when it was first put; 0 in one that is to be put: the file knows it, or it is new
    bool operator==(const KnownAccount &) const = default;
};

/// The address that names the account's server in keys and paths: its own, or for the server in this program, which is
/// the same one on whichever port it comes up, one that nobody has. Pure; any thread.
QUrl lastingAddress(const KnownAccount &account);

struct KnownAccounts {
    std::vector<KnownAccount> accounts; ///< the newest first, at most MaxKnownAccounts
    QString report;                     ///< an English sentence when the file was damaged; empty otherwise
};

inline constexpr int MaxKnownAccounts = 50;

/// Reads the list, a JSON array. A file that is no such list, is larger than 256 KiB, or holds an entry that is no
/// account, is put aside as `file`.bad (an older one of that name goes) and reported; the entries that are whole are
/// given all the same. Blocks on the disk; any thread.
KnownAccounts readAccounts(const QString &file);
/// Which place an account gets that has an older entry; a new one is the first.
enum class AccountPlace {
    First,
    Same, ///< and it stays as it was used
};
/// Puts the account in place of an older entry for the same person on the same server (accountKey() in paths.h, with
/// lastingAddress()), whose time of addition it takes over, and writes the list in one stroke. One that is kept is
/// listed from then on. Of too many those go first that are not listed, the oldest first. Neither a user name nor a
/// password in the address is written. StorageFull; the list is unchanged then. Blocks on the disk; any thread, one at
/// a time.
Status putAccount(const QString &file, const KnownAccount &account, AccountPlace place = AccountPlace::First);
/// Makes an account that is in the list the first one, used at `now`; the server and the person of `account` say which.
/// Nothing when it is not there. StorageFull as above. Blocks on the disk; any thread, one at a time.
Status useAccount(const QString &file, const KnownAccount &account, WallMs now);
/// Takes the account out of the list, as above.
Status removeAccount(const QString &file, const KnownAccount &account);

} // namespace banter
