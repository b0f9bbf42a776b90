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
    bool operator==(const KnownAccount &) const = default;
};

struct KnownAccounts {
    std::vector<KnownAccount> accounts; ///< the newest first, at most MaxKnownAccounts
    QString report;                     ///< an English sentence when the file was damaged; empty otherwise
};

inline constexpr int MaxKnownAccounts = 50;

/// Reads the list, a JSON array. A file that is no such list, is larger than 256 KiB, or holds an entry that is no
/// account, is put aside as `file`.bad (an older one of that name goes) and reported; the entries that are whole are
/// given all the same. Blocks on the disk; any thread.
KnownAccounts readAccounts(const QString &file);
/// Puts the account first, in place of an older entry for the same person on the same server (accountKey() in paths.h),
/// and writes the list in one stroke. Neither a user name nor a password in the address is written. StorageFull; the
/// list is unchanged then. Blocks on the disk; any thread, one at a time.
Status putAccount(const QString &file, const KnownAccount &account);

} // namespace banter
