// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/mentions.h"
#include "server/sqlite_server_store.h"

#include <algorithm>
#include <array>
#include <map>

namespace banter {

Result<std::vector<StoredServerRoom>> SqliteServerStore::rooms()
{
    const auto run = m_database.run(QStringLiteral("SELECT id, private, last_seq, keeper, maker, base_seq, last_rev, "
                                                   "made_from FROM room ORDER BY id"));
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
        rooms.back().madeFrom = row.value(7).toString();
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
    for (StoredServerRoom &room : rooms) {
        if (const Status found = findNamings(room); !found.ok())
            return found.error();
    }
    return rooms;
}

Status SqliteServerStore::findNamings(StoredServerRoom &room)
{
    Seq read = room.lastSeq;
    for (const auto &[account, membership] : room.members)
        read = std::min(read, membership.readSeq);
    const auto run = m_database.run(QStringLiteral("SELECT seq, sender, mentions FROM message INDEXED BY "
                                                   "message_mentions WHERE room=? AND seq>? AND mentions<>'' "
                                                   "ORDER BY seq DESC LIMIT ?"),
                                    {room.id, read, qint64(MaxNamings)});
    if (!run.ok())
        return run.error();
    for (QSqlQuery &row = *run.value(); row.next();)
        room.namings[row.value(0).toLongLong()] = {row.value(1).toLongLong(),
                                                   mentionsFromText(row.value(2).toString())};
    return success();
}

Result<RoomBase> SqliteServerStore::addRoom(const QString &id, bool isPrivate, qint64 owner, const QString &from,
                                            WallMs now)
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
        put(QStringLiteral("INSERT INTO room(id, private, last_seq, created, keeper, maker, base_seq, last_rev, "
                           "made_from) VALUES(?,?,?,?,0,?,?,?,?)"),
            {id, isPrivate, base.seq, now, owner, base.seq, base.rev, from});
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
                                  QStringLiteral("DELETE FROM reaction WHERE room=?"),
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

Status SqliteServerStore::dropInvitation(const QString &room, qint64 account)
{
    return put(QStringLiteral("DELETE FROM invitation WHERE room=? AND account=?"), {room, account});
}

Result<std::vector<Refusals>> SqliteServerStore::refusals()
{
    const auto run = m_database.run(QStringLiteral("SELECT account, sender, times FROM refusal"));
    if (!run.ok())
        return run.error();
    std::vector<Refusals> refusals;
    for (QSqlQuery &row = *run.value(); row.next();)
        refusals.push_back({row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toInt()});
    return refusals;
}

Status SqliteServerStore::putRefusals(const Refusals &refusals)
{
    if (refusals.times == 0)
        return put(QStringLiteral("DELETE FROM refusal WHERE account=? AND sender=?"),
                   {refusals.account, refusals.sender});
    return put(QStringLiteral("INSERT OR REPLACE INTO refusal(account, sender, times) VALUES(?,?,?)"),
               {refusals.account, refusals.sender, refusals.times});
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
    if (const Status asked = dropInvitation(room, account); !asked.ok())
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

} // namespace banter
