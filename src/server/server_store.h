// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace banter {

/// A person, as the server keeps them.
struct Account {
    qint64 id = 0;
    QString name;
    QString key; ///< nameKey(name): what makes a name unique
    WallMs lastSeen = 0;
};

struct Membership {
    QString room;
    qint64 account = 0;
    Role role = Role::Member;
    Seq readSeq = 0;
};

struct RoomRow {
    QString id;
    bool isPrivate = false;
    Seq lastSeq = 0;
};

/// The server's database. All calls block on the disk and belong to the thread that opened it. Durable when a call
/// returns: committed with WAL and synchronous=FULL. Errors are Database's.
class ServerStore final {
public:
    /// Opens or creates; a new one gets an epoch and the public room `lobby`. `freshEpoch` is used only then.
    Status open(const QString &file, const QString &freshEpoch);

    const QString &epoch() const { return m_epoch; }
    Result<std::vector<Account>> accounts();
    Result<std::vector<RoomRow>> rooms();
    Result<std::vector<Membership>> memberships();

    /// The new account's id; it is a member of `lobby`.
    Result<qint64> addAccount(const QString &name, const QString &key, const QString &passwordHash, WallMs now);
    /// Empty when there is no such account.
    Result<QString> passwordHash(const QString &key);
    Status setLastSeen(qint64 account, WallMs at);

    Status addToken(const QByteArray &hash, qint64 account, WallMs now);
    /// The account of a token that was used within TokenLifeMs; it counts as used now.
    Result<std::optional<qint64>> useToken(const QByteArray &hash, WallMs now);
    Status dropToken(const QByteArray &hash);

    Status addRoom(const QString &id, bool isPrivate, qint64 owner, WallMs now);
    Status addMember(const QString &room, qint64 account, Role role, Seq readSeq);
    Status dropMember(const QString &room, qint64 account);
    Status setRead(const QString &room, qint64 account, Seq seq);

    struct NewMessage {
        Message message;
        qint64 account = 0;
    };
    /// All or none, in one transaction. Their sequences follow the rooms' last ones; the senders have read them.
    Status append(const std::vector<NewMessage> &messages);
    /// The message that this sender once sent with that client id.
    Result<std::optional<Message>> sent(qint64 account, const QString &clientId);
    /// At most `limit`, ascending: below `before` when that is above 0 (the newest of them), else above `after` (the
    /// oldest of them).
    Result<std::vector<Message>> history(const QString &room, Seq before, Seq after, int limit);

    /// An idle token lives 90 days: a quarter without the program means signing in again.
    static constexpr qint64 TokenLifeMs = 90LL * 24 * 3600 * 1000;

    Database &database() { return m_database; }

private:
    Status put(const QString &sql, const QVariantList &values);

    Database m_database;
    QString m_epoch;
};

} // namespace banter
