// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/values.h"
#include "server/attempt_limits.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace banter {

/// A device that somebody is signed in on: one token.
struct StoredDevice {
    QByteArray hash;
    QString client;      ///< the program, as its hello named it; empty for one of before there was this list
    WallMs since = 0;    ///< 0 where nobody knows
    WallMs lastUsed = 0; ///< by the calendar, to the day; 0 where nobody knows
    bool operator==(const StoredDevice &) const = default;
};

/// Where somebody has signed in: see clientAddress().
struct KnownPlace {
    qint64 account = 0;
    QString address;
    qint64 used = 0; ///< the last time, in the time of service (ServerStore::served()), to the day
    bool operator==(const KnownPlace &) const = default;
};

/// What whoever runs the server wants done, from another process.
struct OperatorOrder {
    enum class What { RemoveAccount, SetPassword, RemoveRoom };
    qint64 id = 0;
    What what = What::RemoveAccount;
    QString subject; ///< the account's or the room's name
    QString value;   ///< SetPassword: the hash of the new one
    bool operator==(const OperatorOrder &) const = default;
};

/// The part of the server's disk that says who may come in: devices, passwords, invitation codes, and the orders of
/// whoever runs the server. An interface as ServerStore is, with its rules: all calls block, belong to one thread, and
/// are durable when they return success; StorageFull or Internal otherwise.
class Registry {
public:
    virtual ~Registry() = default;

    /// The token was given to that program just now.
    virtual Status nameToken(const QByteArray &hash, const QString &client, WallMs now) = 0;
    /// It is used now, if there still is such a token: to the day, so that not every link that comes or goes is
    /// written.
    virtual Status noteSeen(const QByteArray &hash, WallMs now) = 0;
    /// Those of the account, the one that was used last first.
    virtual Result<std::vector<StoredDevice>> devices(qint64 account) = 0;
    /// All of the account's but `except`, which may be empty.
    virtual Status dropTokens(qint64 account, const QByteArray &except) = 0;
    /// The account was met there. Of each the newest AttemptLimits::MaxKnownPlaces stay.
    virtual Status putPlace(const KnownPlace &place) = 0;
    virtual Result<std::vector<KnownPlace>> places() = 0;
    /// Take the place of those of the same name; their `since` is in the time of service. Those of before `expired` go,
    /// and of the others the newest AttemptLimits::MaxRecords stay.
    virtual Status putAttempts(const std::vector<AttemptRecord> &records, qint64 expired) = 0;
    virtual Result<std::vector<AttemptRecord>> attempts() = 0;
    virtual Status setPassword(qint64 account, const QString &passwordHash) = 0;

    /// A code that lets `uses` people, 1 to MaxCodeUses, make an account. `by`: whose it is, 0 for whoever runs the
    /// server. Of one person's the MaxCodesPerAccount hold
    /// that were made last, whatever the calendar said.
    virtual Status addCode(const QByteArray &hash, qint64 by, int uses, WallMs now) = 0;
    /// One use less. False when there is no such code.
    virtual Result<bool> useCode(const QByteArray &hash) = 0;
    /// The use did not happen.
    virtual Status giveCodeBack(const QByteArray &hash) = 0;

    /// Grows whenever another process has written to the database. Cheap.
    virtual Result<qint64> changeCount() = 0;
    /// At the start: who gave them is gone, and a restored backup's are of another time.
    virtual Status forgetOrders() = 0;
    /// Those that were not answered yet, the oldest first, at most MaxOrders.
    virtual Result<std::vector<OperatorOrder>> orders() = 0;
    /// `trouble` empty: it is done.
    virtual Status answerOrder(qint64 id, const QString &trouble) = 0;

    /// A class or a department comes in by one code.
    static constexpr int MaxCodeUses = 1'000;
    /// Codes that were handed out and are not used yet.
    static constexpr int MaxCodesPerAccount = 20;
    static constexpr int MaxOrders = 100;
};

} // namespace banter
