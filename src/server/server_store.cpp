// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/server_store.h"

#include <algorithm>
#include <limits>

namespace banter {
namespace {

constexpr char16_t Version1[] = uR"(
CREATE TABLE account(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE, password TEXT NOT NULL,
  last_seen INTEGER NOT NULL
);
CREATE TABLE token(
  hash BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES account(id), used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE room(
  id TEXT PRIMARY KEY, private INTEGER NOT NULL, last_seq INTEGER NOT NULL, created INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE member(
  room TEXT NOT NULL REFERENCES room(id), account INTEGER NOT NULL REFERENCES account(id), role INTEGER NOT NULL,
  read_seq INTEGER NOT NULL, PRIMARY KEY(room, account)
) WITHOUT ROWID;
CREATE TABLE message(
  room TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, sender INTEGER NOT NULL REFERENCES account(id),
  client_id TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(room, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX message_once ON message(sender, client_id);
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO room(id, private, last_seq, created) VALUES('lobby', 0, 0, 0);
)";

constexpr qint32 ApplicationId = 0x424e5453; // "BNTS"
constexpr qint64 DayMs = 24LL * 3600 * 1000;

Message readMessage(const QSqlQuery &row)
{
    Message message;
    message.room = row.value(0).toString();
    message.seq = row.value(1).toLongLong();
    message.id = row.value(2).toString();
    message.sender = row.value(3).toString();
    message.clientId = row.value(4).toString();
    message.text = row.value(5).toString();
    message.at = row.value(6).toLongLong();
    return message;
}

} // namespace

Status ServerStore::put(const QString &sql, const QVariantList &values)
{
    const auto run = m_database.run(sql, values);
    return run.ok() ? success() : Status(run.error());
}

Status ServerStore::open(const QString &file, const QString &freshEpoch)
{
    const Schema schema{ApplicationId, {QString::fromUtf16(Version1)}};
    if (const Status opened = m_database.open(file, schema); !opened.ok())
        return opened;
    const Status named = put(QStringLiteral("INSERT INTO setting(name, value) VALUES('epoch', ?) "
                                            "ON CONFLICT(name) DO NOTHING"),
                             {freshEpoch});
    if (!named.ok())
        return named;
    const auto epoch = m_database.run(QStringLiteral("SELECT value FROM setting WHERE name='epoch'"));
    if (!epoch.ok())
        return epoch.error();
    m_epoch = epoch.value()->next() ? epoch.value()->value(0).toString() : freshEpoch;
    return success();
}

Result<std::vector<Account>> ServerStore::accounts()
{
    const auto run = m_database.run(QStringLiteral("SELECT id, name, key, last_seen FROM account"));
    if (!run.ok())
        return run.error();
    std::vector<Account> accounts;
    QSqlQuery &row = *run.value();
    while (row.next())
        accounts.push_back(
            {row.value(0).toLongLong(), row.value(1).toString(), row.value(2).toString(), row.value(3).toLongLong()});
    return accounts;
}

Result<std::vector<RoomRow>> ServerStore::rooms()
{
    const auto run = m_database.run(QStringLiteral("SELECT id, private, last_seq FROM room"));
    if (!run.ok())
        return run.error();
    std::vector<RoomRow> rooms;
    QSqlQuery &row = *run.value();
    while (row.next())
        rooms.push_back({row.value(0).toString(), row.value(1).toBool(), row.value(2).toLongLong()});
    return rooms;
}

Result<std::vector<Membership>> ServerStore::memberships()
{
    const auto run = m_database.run(QStringLiteral("SELECT room, account, role, read_seq FROM member"));
    if (!run.ok())
        return run.error();
    std::vector<Membership> members;
    QSqlQuery &row = *run.value();
    while (row.next())
        members.push_back({row.value(0).toString(), row.value(1).toLongLong(),
                           row.value(2).toInt() == int(Role::Owner) ? Role::Owner : Role::Member,
                           row.value(3).toLongLong()});
    return members;
}

Result<qint64> ServerStore::addAccount(const QString &name, const QString &key, const QString &passwordHash, WallMs now)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun().error();
    const auto added =
        m_database.run(QStringLiteral("INSERT INTO account(name, key, password, last_seen) VALUES(?,?,?,?)"),
                       {name, key, passwordHash, now});
    if (!added.ok())
        return added.error();
    const qint64 id = added.value()->lastInsertId().toLongLong();
    // What was said before somebody came is read for them.
    const Status joined = put(QStringLiteral("INSERT INTO member(room, account, role, read_seq) "
                                             "SELECT id, ?, ?, last_seq FROM room WHERE id='lobby'"),
                              {id, int(Role::Member)});
    if (!joined.ok())
        return joined.error();
    if (const Status status = transaction.commit(); !status.ok())
        return status.error();
    return id;
}

Result<QString> ServerStore::passwordHash(const QString &key)
{
    const auto run = m_database.run(QStringLiteral("SELECT password FROM account WHERE key=?"), {key});
    if (!run.ok())
        return run.error();
    return run.value()->next() ? run.value()->value(0).toString() : QString();
}

Status ServerStore::setLastSeen(qint64 account, WallMs at)
{
    return put(QStringLiteral("UPDATE account SET last_seen=? WHERE id=?"), {at, account});
}

Status ServerStore::addToken(const QByteArray &hash, qint64 account, WallMs now)
{
    if (const Status swept = put(QStringLiteral("DELETE FROM token WHERE used<?"), {now - TokenLifeMs}); !swept.ok())
        return swept;
    return put(QStringLiteral("INSERT INTO token(hash, account, used) VALUES(?,?,?)"), {hash, account, now});
}

Result<std::optional<qint64>> ServerStore::useToken(const QByteArray &hash, WallMs now)
{
    const auto run = m_database.run(QStringLiteral("SELECT account, used FROM token WHERE hash=? AND used>=?"),
                                    {hash, now - TokenLifeMs});
    if (!run.ok())
        return run.error();
    if (!run.value()->next())
        return std::optional<qint64>();
    const qint64 account = run.value()->value(0).toLongLong();
    const WallMs used = run.value()->value(1).toLongLong();
    run.value()->finish();
    if (now - used > DayMs) { // to the day is enough, and spares a write at every reconnect
        if (const Status status = put(QStringLiteral("UPDATE token SET used=? WHERE hash=?"), {now, hash});
            !status.ok())
            return status.error();
    }
    return std::optional<qint64>(account);
}

Status ServerStore::dropToken(const QByteArray &hash)
{
    return put(QStringLiteral("DELETE FROM token WHERE hash=?"), {hash});
}

Status ServerStore::addRoom(const QString &id, bool isPrivate, qint64 owner, WallMs now)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    const Status added =
        put(QStringLiteral("INSERT INTO room(id, private, last_seq, created) VALUES(?,?,0,?)"), {id, isPrivate, now});
    if (!added.ok())
        return added;
    if (const Status joined = addMember(id, owner, Role::Owner, 0); !joined.ok())
        return joined;
    return transaction.commit();
}

Status ServerStore::addMember(const QString &room, qint64 account, Role role, Seq readSeq)
{
    return put(QStringLiteral("INSERT OR IGNORE INTO member(room, account, role, read_seq) VALUES(?,?,?,?)"),
               {room, account, int(role), readSeq});
}

Status ServerStore::dropMember(const QString &room, qint64 account)
{
    return put(QStringLiteral("DELETE FROM member WHERE room=? AND account=?"), {room, account});
}

Status ServerStore::setRead(const QString &room, qint64 account, Seq seq)
{
    return put(QStringLiteral("UPDATE member SET read_seq=max(read_seq, ?) WHERE room=? AND account=?"),
               {seq, room, account});
}

Status ServerStore::append(const std::vector<NewMessage> &messages)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    for (const NewMessage &one : messages) {
        const Message &m = one.message;
        const Status added =
            put(QStringLiteral("INSERT INTO message(room, seq, id, sender, client_id, text, at) VALUES(?,?,?,?,?,?,?)"),
                {m.room, m.seq, m.id, one.account, m.clientId, m.text, m.at});
        if (!added.ok())
            return added;
    }
    // Once per room, not per message: the last one of each is what counts.
    for (auto one = messages.rbegin(); one != messages.rend(); ++one) {
        const Status counted =
            put(QStringLiteral("UPDATE room SET last_seq=max(last_seq, ?) WHERE id=? AND last_seq<?"),
                {one->message.seq, one->message.room, one->message.seq});
        if (!counted.ok())
            return counted;
    }
    return transaction.commit();
}

Result<std::optional<Message>> ServerStore::sent(qint64 account, const QString &clientId)
{
    const auto run =
        m_database.run(QStringLiteral("SELECT room, seq, message.id, account.name, client_id, text, at FROM message "
                                      "JOIN account ON account.id=message.sender WHERE sender=? AND client_id=?"),
                       {account, clientId});
    if (!run.ok())
        return run.error();
    if (!run.value()->next())
        return std::optional<Message>();
    return std::optional<Message>(readMessage(*run.value()));
}

Result<std::vector<Message>> ServerStore::history(const QString &room, Seq before, Seq after, int limit)
{
    const QString columns = QStringLiteral("SELECT room, seq, message.id, account.name, client_id, text, at "
                                           "FROM message JOIN account ON account.id=message.sender WHERE room=? ");
    const bool backwards = before > 0;
    const auto run =
        backwards
            ? m_database.run(columns + QStringLiteral("AND seq<? ORDER BY seq DESC LIMIT ?"), {room, before, limit})
            : m_database.run(columns + QStringLiteral("AND seq>? ORDER BY seq LIMIT ?"), {room, after, limit});
    if (!run.ok())
        return run.error();
    std::vector<Message> messages;
    while (run.value()->next())
        messages.push_back(readMessage(*run.value()));
    if (backwards)
        std::reverse(messages.begin(), messages.end());
    return messages;
}

} // namespace banter
