// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/sqlite_server_store.h"

#include "server/server_schema.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>

namespace banter {
namespace {

constexpr qint64 HourMs = 3600 * 1000;
constexpr qint64 DayMs = 24 * HourMs;

PresenceStatus statusOf(int stored)
{
    const bool known = stored > int(PresenceStatus::Unknown) && stored <= int(PresenceStatus::Offline);
    return known ? PresenceStatus(stored) : PresenceStatus::Unknown;
}

/// "banter-cli" of "banter-cli/1.2.3 (Debian GNU/Linux 12)".
QString nameOfProgram(const QString &client)
{
    return client.section(u'/', 0, 0).section(u' ', 0, 0);
}

} // namespace

Status SqliteServerStore::put(const QString &sql, const QVariantList &values)
{
    const auto run = m_database.run(sql, values);
    return run.ok() ? success() : Status(run.error());
}

Status SqliteServerStore::open(const QString &file, const QString &freshEpoch, const QByteArray &freshSeed)
{
    if (const Status opened = m_database.open(file, serverSchema()); !opened.ok())
        return opened;
    // What was deleted is written over (sqlite.org/pragma.html#pragma_secure_delete), in the file and in its copies.
    if (const auto secure = m_database.value(QStringLiteral("PRAGMA secure_delete=ON")); !secure.ok())
        return secure.error();
    const auto served = m_database.value(QStringLiteral("SELECT value FROM setting WHERE name='served'"));
    if (!served.ok())
        return served.error();
    m_served = served.value().toLongLong();
    const Result<QString> epoch = settingOr(QStringLiteral("epoch"), freshEpoch);
    if (!epoch.ok())
        return epoch.error();
    const Result<QString> seed = settingOr(QStringLiteral("identity"), QString::fromLatin1(freshSeed.toBase64()));
    if (!seed.ok())
        return seed.error();
    m_epoch = epoch.value();
    m_identitySeed = QByteArray::fromBase64(seed.value().toLatin1());
    return success();
}

// Where there is none it is the fresh one from now on.
Result<QString> SqliteServerStore::settingOr(const QString &name, const QString &fresh)
{
    auto stored = m_database.run(QStringLiteral("SELECT value FROM setting WHERE name=?"), {name});
    if (!stored.ok())
        return stored.error();
    if (stored.value()->next()) {
        const QString value = stored.value()->value(0).toString();
        stored.value()->finish();
        return value;
    }
    const Status kept = put(QStringLiteral("INSERT INTO setting(name, value) VALUES(?, ?)"), {name, fresh});
    return kept.ok() ? Result<QString>(fresh) : Result<QString>(kept.error());
}

Result<std::vector<Account>> SqliteServerStore::accounts()
{
    const auto run = m_database.run(QStringLiteral("SELECT id, name, key, status, status_id, status_at, status_text, "
                                                   "text_id, text_at, last_seen, removed FROM account"));
    if (!run.ok())
        return run.error();
    std::vector<Account> accounts;
    QSqlQuery &row = *run.value();
    while (row.next()) {
        const OwnPresence own{statusOf(row.value(3).toInt()),
                              {row.value(4).toString(), row.value(5).toLongLong()},
                              row.value(6).toString(),
                              {row.value(7).toString(), row.value(8).toLongLong()}};
        accounts.push_back({row.value(0).toLongLong(), row.value(1).toString(), row.value(2).toString(), own,
                            row.value(9).toLongLong(), row.value(10).toBool()});
    }
    return accounts;
}

Result<std::vector<StoredServerRoom>> SqliteServerStore::rooms()
{
    const auto run = m_database.run(QStringLiteral("SELECT id, private, last_seq, keeper, maker, base_seq, last_rev "
                                                   "FROM room ORDER BY id"));
    if (!run.ok())
        return run.error();
    std::vector<StoredServerRoom> rooms;
    std::map<QString, std::size_t> places;
    for (QSqlQuery &row = *run.value(); row.next();) {
        places[row.value(0).toString()] = rooms.size();
        rooms.push_back({row.value(0).toString(),
                         row.value(1).toBool(),
                         row.value(2).toLongLong(),
                         row.value(3).toLongLong(),
                         row.value(4).toLongLong(),
                         row.value(5).toLongLong(),
                         {}});
        rooms.back().lastRev = row.value(6).toLongLong();
    }
    const auto members = m_database.run(QStringLiteral("SELECT room, account, role, read_seq, since FROM member"));
    if (!members.ok())
        return members.error();
    for (QSqlQuery &row = *members.value(); row.next();) {
        StoredServerRoom &room = rooms[places.at(row.value(0).toString())];
        const bool owner = row.value(2).toInt() == int(Role::Owner);
        room.members[row.value(1).toLongLong()] = {owner ? Role::Owner : Role::Member, row.value(3).toLongLong(),
                                                   row.value(4).toLongLong()};
    }
    const auto invitations =
        m_database.run(QStringLiteral("SELECT room, account, sender, at, declined FROM invitation"));
    if (!invitations.ok())
        return invitations.error();
    for (QSqlQuery &row = *invitations.value(); row.next();) {
        rooms[places.at(row.value(0).toString())].invitations[row.value(1).toLongLong()] = {
            row.value(2).toLongLong(), row.value(3).toLongLong(), row.value(4).toLongLong()};
    }
    // CROSS keeps the order of the tables: else SQLite looks at every message that there is.
    const auto own = m_database.run(QStringLiteral(
        "SELECT member.room, account, seq FROM member CROSS JOIN message INDEXED BY message_own "
        "ON message.sender=member.account AND message.room=member.room AND message.seq>member.read_seq "
        "UNION SELECT member.room, account, seq FROM member CROSS JOIN message INDEXED BY message_deleted "
        "ON message.room=member.room AND message.seq>member.read_seq AND message.deleted_by<>0"));
    if (!own.ok())
        return own.error();
    for (QSqlQuery &row = *own.value(); row.next();) {
        std::set<Seq> &seqs = rooms[places.at(row.value(0).toString())].own[row.value(1).toLongLong()];
        if (seqs.size() < MaxOwnUnread)
            seqs.insert(row.value(2).toLongLong());
    }
    return rooms;
}

Result<qint64> SqliteServerStore::addAccount(const Account &account, const QString &passwordHash)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun().error();
    const auto added = m_database.run(
        QStringLiteral("INSERT INTO account(name, key, password, status_text, last_seen) VALUES(?,?,?,?,?)"),
        {account.name, account.key, passwordHash, account.own.text, account.lastSeen});
    if (!added.ok())
        return added.error();
    const qint64 id = added.value()->lastInsertId().toLongLong();
    // What was said before somebody came is read for them.
    const Status joined = put(QStringLiteral("INSERT INTO member(room, account, role, read_seq, since) "
                                             "SELECT id, ?, ?, last_seq, ? FROM room WHERE id='lobby'"),
                              {id, int(Role::Member), account.lastSeen});
    if (!joined.ok())
        return joined.error();
    if (const Status status = transaction.commit(); !status.ok())
        return status.error();
    return id;
}

Result<QString> SqliteServerStore::passwordHash(const QString &key)
{
    const auto run = m_database.run(QStringLiteral("SELECT password FROM account WHERE key=?"), {key});
    if (!run.ok())
        return run.error();
    const QString hash = run.value()->next() ? run.value()->value(0).toString() : QString();
    run.value()->finish();
    return hash;
}

Status SqliteServerStore::addToken(const QByteArray &hash, qint64 account, const QString &client, ServedMs now,
                                   const std::set<QByteArray> &open)
{
    if (const Status swept = sweepTokens(now); !swept.ok())
        return swept;
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    const Result<std::size_t> others = makeRoomForToken(account, nameOfProgram(client), open);
    if (!others.ok())
        return others.error();
    const Status added = put(QStringLiteral("INSERT INTO token(hash, account, used, client) VALUES(?,?,?,?)"),
                             {hash, account, now, client.isNull() ? QStringLiteral("") : client});
    if (!added.ok())
        return added;
    const Status committed = transaction.commit();
    if (committed.ok())
        m_tokens[account] = others.value() + 1;
    return committed;
}

// The first time, and then once an hour: it looks at every token, and expired ones are of no use meanwhile either.
Status SqliteServerStore::sweepTokens(ServedMs now)
{
    if (m_swept && now - *m_swept < HourMs)
        return success();
    if (const Status swept = put(QStringLiteral("DELETE FROM token WHERE used<?"), {now - TokenLifeMs}); !swept.ok())
        return swept;
    const auto counts = m_database.run(QStringLiteral("SELECT account, count(*) FROM token GROUP BY account"));
    if (!counts.ok())
        return counts.error();
    m_tokens.clear();
    for (QSqlQuery &row = *counts.value(); row.next();)
        m_tokens[row.value(0).toLongLong()] = std::size_t(row.value(1).toLongLong());
    m_swept = now;
    return success();
}

// How many are left. Where all are open, there are more than the limit for as long as they are.
Result<std::size_t> SqliteServerStore::makeRoomForToken(qint64 account, const QString &program,
                                                        const std::set<QByteArray> &open)
{
    const auto counted = m_tokens.find(account);
    const std::size_t count = counted == m_tokens.end() ? 0 : counted->second;
    if (count < MaxTokensPerAccount)
        return count;
    const auto run =
        m_database.run(QStringLiteral("SELECT hash, client FROM token WHERE account=? ORDER BY used, made"), {account});
    if (!run.ok())
        return run.error();
    std::size_t left = 0;
    std::map<QString, std::deque<QByteArray>> closed; // by program, what was used last at the end
    for (QSqlQuery &row = *run.value(); row.next(); ++left) {
        const QByteArray hash = row.value(0).toByteArray();
        if (!open.contains(hash))
            closed[nameOfProgram(row.value(1).toString())].push_back(hash);
    }
    while (left >= MaxTokensPerAccount && !closed.empty()) {
        auto own = closed.find(program);
        if (own == closed.end()) {
            own = std::max_element(closed.begin(), closed.end(), [](const auto &one, const auto &other) {
                return one.second.size() < other.second.size();
            });
        }
        if (const Status dropped = dropToken(own->second.front()); !dropped.ok())
            return dropped.error();
        own->second.pop_front();
        if (own->second.empty())
            closed.erase(own);
        --left;
    }
    return left;
}

Result<std::optional<qint64>> SqliteServerStore::useToken(const QByteArray &hash, ServedMs now)
{
    const auto run = m_database.run(QStringLiteral("SELECT account, used FROM token WHERE hash=? AND used>=?"),
                                    {hash, now - TokenLifeMs});
    if (!run.ok())
        return run.error();
    if (!run.value()->next())
        return std::optional<qint64>();
    const qint64 account = run.value()->value(0).toLongLong();
    const ServedMs used = run.value()->value(1).toLongLong();
    run.value()->finish();
    if (now - used > DayMs) {
        const Status noted = noteTokenUse(hash, now); // a full disk keeps nobody out
        Q_UNUSED(noted);
    }
    return std::optional<qint64>(account);
}

// To the day is enough, and spares a write at every reconnect.
Status SqliteServerStore::noteTokenUse(const QByteArray &hash, ServedMs now)
{
    return put(QStringLiteral("UPDATE token SET used=? WHERE hash=? AND used<?"), {now, hash, now - DayMs});
}

Status SqliteServerStore::keepServed(ServedMs now)
{
    if (now - m_served < HourMs)
        return success();
    const Status kept =
        put(QStringLiteral("INSERT OR REPLACE INTO setting(name, value) VALUES('served', ?)"), {QString::number(now)});
    if (kept.ok())
        m_served = now;
    return kept;
}

Status SqliteServerStore::dropToken(const QByteArray &hash)
{
    return put(QStringLiteral("DELETE FROM token WHERE hash=?"), {hash});
}

Result<RoomBase> SqliteServerStore::addRoom(const QString &id, bool isPrivate, qint64 owner, WallMs now)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun().error();
    const auto before = m_database.run(QStringLiteral("SELECT last_seq, last_rev FROM ended_room WHERE id=?"), {id});
    if (!before.ok())
        return before.error();
    RoomBase base;
    if (before.value()->next())
        base = {before.value()->value(0).toLongLong(), before.value()->value(1).toLongLong()};
    before.value()->finish();
    const Status added =
        put(QStringLiteral("INSERT INTO room(id, private, last_seq, created, keeper, maker, base_seq, last_rev) "
                           "VALUES(?,?,?,?,0,?,?,?)"),
            {id, isPrivate, base.seq, now, owner, base.seq, base.rev});
    if (!added.ok())
        return added.error();
    const Status forgotten = put(QStringLiteral("DELETE FROM ended_room WHERE id=?"), {id});
    if (!forgotten.ok())
        return forgotten.error();
    const Status joined =
        put(QStringLiteral("INSERT INTO member(room, account, role, read_seq, since) VALUES(?,?,?,?,?)"),
            {id, owner, int(Role::Owner), base.seq, now});
    if (!joined.ok())
        return joined.error();
    if (const Status status = transaction.commit(); !status.ok())
        return status.error();
    return base;
}

Status SqliteServerStore::dropRoom(const QString &id)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    static const std::array Steps{QStringLiteral("INSERT INTO ended_room(id, last_seq, last_rev) "
                                                 "SELECT id, last_seq, last_rev FROM room WHERE id=? AND last_seq>0"),
                                  QStringLiteral("DELETE FROM operation WHERE room=?"),
                                  QStringLiteral("DELETE FROM message WHERE room=?"),
                                  QStringLiteral("DELETE FROM member WHERE room=?"),
                                  QStringLiteral("DELETE FROM invitation WHERE room=?"),
                                  QStringLiteral("DELETE FROM room WHERE id=?")};
    for (const QString &step : Steps) {
        if (const Status done = put(step, {id}); !done.ok())
            return done;
    }
    return transaction.commit();
}

Status SqliteServerStore::putInvitation(const QString &room, qint64 account, const Invitation &invitation)
{
    return put(QStringLiteral("INSERT OR REPLACE INTO invitation(room, account, sender, at, declined) "
                              "VALUES(?,?,?,?,?)"),
               {room, account, invitation.by, invitation.at, invitation.declined});
}

Status SqliteServerStore::addMember(const QString &room, qint64 account, const Membership &membership)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    const Status added =
        put(QStringLiteral("INSERT OR IGNORE INTO member(room, account, role, read_seq, since) VALUES(?,?,?,?,?)"),
            {room, account, int(membership.role), membership.readSeq, membership.since});
    if (!added.ok())
        return added;
    const Status asked = put(QStringLiteral("DELETE FROM invitation WHERE room=? AND account=?"), {room, account});
    if (!asked.ok())
        return asked;
    const Status kept = put(QStringLiteral("UPDATE room SET keeper=0 WHERE id=? AND keeper<>0"), {room});
    return kept.ok() ? transaction.commit() : kept;
}

Status SqliteServerStore::dropMember(const QString &room, qint64 account, qint64 heir, qint64 keeper)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    const Status left = put(QStringLiteral("DELETE FROM member WHERE room=? AND account=?"), {room, account});
    if (!left.ok())
        return left;
    const Status inherited =
        put(QStringLiteral("UPDATE member SET role=? WHERE room=? AND account=?"), {int(Role::Owner), room, heir});
    if (!inherited.ok())
        return inherited;
    const Status kept = put(QStringLiteral("UPDATE room SET keeper=? WHERE id=?"), {keeper, room});
    return kept.ok() ? transaction.commit() : kept;
}

Status SqliteServerStore::removeAccount(qint64 account, const std::vector<Exit> &exits)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    for (const Exit &exit : exits) {
        const Status left = exit.ends ? dropRoom(exit.room) : dropMember(exit.room, account, exit.heir, 0);
        if (!left.ok())
            return left;
    }
    static const std::array Steps{
        QStringLiteral("DELETE FROM token WHERE account=?"),
        QStringLiteral("DELETE FROM operation WHERE account=?"),
        QStringLiteral("DELETE FROM invite_code WHERE by=?"),
        QStringLiteral("DELETE FROM known_place WHERE account=?"),
        QStringLiteral("DELETE FROM invitation WHERE account=?"),
        QStringLiteral("DELETE FROM invitation WHERE sender=?"),
        QStringLiteral("UPDATE room SET maker=0 WHERE maker=?"),
        QStringLiteral("UPDATE account SET removed=1, password='', status=0, status_id='', status_at=0, "
                       "status_text='', text_id='', text_at=0 WHERE id=?"),
    };
    for (const QString &step : Steps) {
        if (const Status done = put(step, {account}); !done.ok())
            return done;
    }
    return transaction.commit();
}

Status SqliteServerStore::commit(const Batch &batch)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    if (const Status status = putMessages(batch.messages); !status.ok())
        return status;
    if (const Status status = putChanges(batch.changes); !status.ok())
        return status;
    if (const Status status = putReads(batch.reads); !status.ok())
        return status;
    if (const Status status = putPeople(batch.people); !status.ok())
        return status;
    return transaction.commit();
}

Status SqliteServerStore::together(const std::function<void()> &writes)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    writes();
    return transaction.commit();
}

Status SqliteServerStore::putReads(const std::vector<ReadMark> &reads)
{
    for (const ReadMark &mark : reads) {
        const Status marked =
            put(QStringLiteral("UPDATE member SET read_seq=max(read_seq, ?) WHERE room=? AND account=?"),
                {mark.seq, mark.room, mark.account});
        if (!marked.ok())
            return marked;
    }
    return success();
}

Status SqliteServerStore::putPeople(const std::map<qint64, PersonChange> &people)
{
    for (const auto &[account, change] : people) {
        const Status seen = change.lastSeen ? put(QStringLiteral("UPDATE account SET last_seen=? WHERE id=?"),
                                                  {*change.lastSeen, account})
                                            : success();
        if (!seen.ok())
            return seen;
        const Status said = change.own ? putOwn(account, *change.own) : success();
        if (!said.ok())
            return said;
    }
    return success();
}

Status SqliteServerStore::putOwn(qint64 account, const OwnPresence &own)
{
    return put(
        QStringLiteral("UPDATE account SET status=?, status_id=?, status_at=?, status_text=?, text_id=?, text_at=? "
                       "WHERE id=?"),
        {int(own.status), own.statusWord.id, own.statusWord.at, own.text, own.textWord.id, own.textWord.at, account});
}

} // namespace banter
