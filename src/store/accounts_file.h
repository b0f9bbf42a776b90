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
    bool operator==(const KnownAccount &) const = default;
};

struct KnownAccounts {
    std::vector<KnownAccount> accounts; ///< the newest first, at most MaxKnownAccounts
    QString report;                     ///< a sentence when the file was damaged and put aside; empty otherwise
};

inline constexpr int MaxKnownAccounts = 50;

/// Reads the list. A damaged file is renamed to `file`.bad, reported and taken for empty. Blocks; any thread.
KnownAccounts readAccounts(const QString &file);
/// Puts the account first and writes the list. StorageFull. Blocks; any thread, one at a time.
Status putAccount(const QString &file, const KnownAccount &account);

} // namespace banter
