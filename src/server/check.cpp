// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/check.h"

#include "core/text.h"
#include "protocol/limits.h"
#include "server/server_schema.h"

#include <algorithm>

namespace banter {
namespace {

constexpr int MaxOfAKind = 20;

// Each gives a sentence for every fault. NOT INDEXED: an index that lost an entry would hide it.
constexpr const char *Rules[] = {
    "SELECT 'Room ''' || room.id || ''' counts ' || last_seq || ' messages and has ' || count(seq) || ', numbered '"
    " || coalesce(min(seq), 0) || ' to ' || coalesce(max(seq), 0) || '.'"
    " FROM room LEFT JOIN message ON message.room=room.id GROUP BY room.id"
    " HAVING count(seq)<>last_seq-@base OR coalesce(max(seq), last_seq)<>last_seq"
    " OR coalesce(min(seq), @base+1)<>@base+1",

    "SELECT 'Client id ''' || client_id || ''' of account ' || sender || ' stands for ' || count(*) || ' messages.'"
    " FROM message NOT INDEXED GROUP BY sender, client_id HAVING count(*)>1",

    "SELECT 'Id ''' || id || ''' stands for ' || count(*) || ' messages.' FROM message GROUP BY id HAVING count(*)>1",

    "SELECT 'Message ' || seq || ' of room ''' || room || ''' is in a room that does not exist.'"
    " FROM message WHERE room NOT IN (SELECT id FROM room)",

    "SELECT 'Account ' || account || ' has read up to ' || read_seq || ' of ' || last_seq || ' in room ''' || room"
    " || '''.' FROM member JOIN room ON room.id=member.room WHERE read_seq<0 OR read_seq>last_seq",

    "SELECT 'Account ' || account || ' has the unknown role ' || role || ' in room ''' || room || '''.'"
    " FROM member WHERE role NOT IN (0, 1)",

    "SELECT 'Room ''' || id || ''' is kept for account ' || keeper || ' and has members, or there is no such account.'"
    " FROM room WHERE keeper<>0 AND (keeper NOT IN (SELECT id FROM account)"
    " OR EXISTS(SELECT 1 FROM member WHERE member.room=room.id))",

    "SELECT 'The room ''lobby'' is missing.' WHERE NOT EXISTS(SELECT 1 FROM room WHERE id='lobby')",

    "SELECT 'The epoch is no name of a history.' FROM setting"
    " WHERE name='epoch' AND (length(value) NOT BETWEEN 1 AND 64 OR value GLOB '*[^!-~]*')",
};

/// What older versions have no place for.
struct LaterRule {
    int since;
    const char *sql;
};
constexpr LaterRule LaterRules[] = {
    {OwnPresenceVersion, "SELECT 'Account ' || id || ' chose the unknown status ' || status || '.' FROM account"
                         " WHERE status NOT BETWEEN 0 AND 4"},
    {InvitationsVersion,
     "SELECT 'Account ' || invitation.account || ' is in room ''' || invitation.room || ''' and invited to it.'"
     " FROM invitation JOIN member ON member.room=invitation.room AND member.account=invitation.account"},
    {WhoComesInVersion, "SELECT 'Room ''' || room || ''' has an invitation for or by account ' || account.id"
                        " || ', which was removed.' FROM invitation JOIN account"
                        " ON account.id IN (invitation.account, invitation.sender) WHERE account.removed<>0"},
    {MessagesThatChangeVersion,
     "SELECT 'Room ''' || room.id || ''' counts ' || last_rev || ' changes and has one numbered ' || max(rev) || '.'"
     " FROM room JOIN message NOT INDEXED ON message.room=room.id GROUP BY room.id HAVING max(rev)>last_rev"},
    {MessagesThatChangeVersion,
     "SELECT 'Change ' || rev || ' of room ''' || room || ''' stands for ' || count(*) || ' messages.'"
     " FROM message NOT INDEXED WHERE rev>0 GROUP BY room, rev HAVING count(*)>1"},
    {MessagesThatChangeVersion, "SELECT 'Message ' || seq || ' of room ''' || room || ''' was deleted and has a text.'"
                                " FROM message WHERE deleted_by<>0 AND text<>''"},
    {MessagesThatChangeVersion,
     "SELECT 'Client id ''' || operation.client_id || ''' of account ' || account || ' stands for a message and for"
     " something else.' FROM operation JOIN message ON message.sender=account"
     " AND message.client_id=operation.client_id WHERE verb<>1 OR message.seq<>operation.seq"
     " OR message.room<>operation.room"},
    {MessagesThatChangeVersion,
     "SELECT 'Account ' || account || ' did something to message ' || seq || ' of room ''' || room || ''', which is"
     " not there.' FROM operation WHERE NOT EXISTS(SELECT 1 FROM message WHERE message.room=operation.room"
     " AND message.seq=operation.seq AND message.id=operation.message)"},
    {ReactionsVersion, "SELECT 'Message ' || message.seq || ' of room ''' || message.room || ''' was deleted and has"
                       " reactions.' FROM reaction JOIN message ON message.room=reaction.room"
                       " AND message.seq=reaction.seq WHERE deleted_by<>0 GROUP BY message.room, message.seq"},
    {ReactionsVersion, "SELECT 'Message ' || message.seq || ' of room ''' || message.room || ''' never changed and has"
                       " reactions.' FROM reaction JOIN message ON message.room=reaction.room"
                       " AND message.seq=reaction.seq WHERE rev=0 GROUP BY message.room, message.seq"},
    {ReactionsVersion, "SELECT 'Message ' || seq || ' of room ''' || room || ''' has ' || count(*) || ' reactions, ' ||"
                       " count(DISTINCT key) || ' different ones.' FROM reaction GROUP BY room, seq"
                       " HAVING count(*)>2000 OR count(DISTINCT key)>20"},
    {ReactionsVersion, "SELECT 'Message ' || seq || ' of room ''' || room || ''' answers what is no id.' FROM message"
                       " WHERE reply_to<>'' AND (length(reply_to)>64 OR reply_to GLOB '*[^!-~]*')"},
    {MentionsVersion, "SELECT 'Message ' || seq || ' of room ''' || room || ''' was deleted and means somebody.'"
                      " FROM message WHERE deleted_by<>0 AND mentions<>''"},
};
static_assert(protocol::limits::MaxReactions == 2'000 && protocol::limits::MaxReactionKeys == 20);

class Check {
public:
    Status run(const QString &file)
    {
        if (const Status opened = m_database.openAsIs(file, serverSchema(), Database::Access::Read); !opened.ok())
            return opened;
        report.version = m_database.version();
        // All of it is read as it is at one moment, whatever a server writes meanwhile.
        if (const auto begun = m_database.run(QStringLiteral("BEGIN")); !begun.ok())
            return begun.error();
        checkFile();
        checkSchema();
        checkKeys();
        // Rooms of earlier versions have all their messages.
        const bool hasBase = number(QStringLiteral("SELECT count(*) FROM pragma_table_info('room') "
                                                   "WHERE name='base_seq'")) > 0;
        for (const char *rule : Rules)
            addAll(
                QString::fromLatin1(rule).replace(QLatin1String("@base"), QLatin1String(hasBase ? "base_seq" : "0")));
        for (const LaterRule &rule : LaterRules) {
            if (report.version >= rule.since)
                addAll(QString::fromLatin1(rule.sql));
        }
        checkNames();
        if (report.version >= ReactionsVersion)
            checkReactions();
        count();
        return success();
    }

    CheckReport report;

private:
    /// A statement that fails is a fault of the database, not of the check: it has to go on.
    QSqlQuery *query(const QString &sql)
    {
        const auto rows = m_database.run(sql);
        if (rows.ok())
            return rows.value();
        add(rows.error().message);
        return nullptr;
    }

    void add(const QString &fault)
    {
        if (std::find(report.faults.begin(), report.faults.end(), fault) == report.faults.end())
            report.faults.push_back(fault);
    }

    void addAll(const QString &sql)
    {
        QSqlQuery *rows = query(sql);
        for (int i = 0; rows && i < MaxOfAKind && rows->next(); ++i)
            add(rows->value(0).toString());
        finish(rows);
    }

    static void finish(QSqlQuery *rows)
    {
        if (rows)
            rows->finish();
    }

    void checkFile()
    {
        QSqlQuery *rows = query(QStringLiteral("PRAGMA integrity_check(%1)").arg(MaxOfAKind));
        while (rows && rows->next()) {
            const QString said = rows->value(0).toString();
            if (said != QLatin1String("ok"))
                add(QStringLiteral("SQLite says: %1.").arg(said));
        }
        finish(rows);
    }

    // The file's tables and indexes are those that the scripts up to its version make.
    void checkSchema()
    {
        Schema expected = serverSchema();
        expected.migrations = expected.migrations.first(report.version);
        Database model;
        if (const Status made = model.open({}, expected); !made.ok()) {
            add(made.error().message);
            return;
        }
        const QMap<QString, QString> wanted = definitions(model);
        const QMap<QString, QString> there = definitions(m_database);
        for (auto one = wanted.begin(); one != wanted.end(); ++one) {
            if (there.value(one.key()) != one.value())
                add(QStringLiteral("The %1 is missing or not what version %2 has.").arg(one.key()).arg(report.version));
        }
        for (auto one = there.begin(); one != there.end(); ++one) {
            if (!wanted.contains(one.key()))
                add(QStringLiteral("The %1 does not belong to version %2.").arg(one.key()).arg(report.version));
        }
    }

    static QMap<QString, QString> definitions(Database &database)
    {
        QMap<QString, QString> found;
        const auto rows = database.run(QStringLiteral("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master"
                                                      " WHERE name NOT LIKE 'sqlite_stat%'"));
        while (rows.ok() && rows.value()->next())
            found.insert(rows.value()->value(0).toString(), rows.value()->value(1).toString());
        if (rows.ok())
            rows.value()->finish();
        return found;
    }

    void checkKeys()
    {
        QSqlQuery *rows = query(QStringLiteral("PRAGMA foreign_key_check"));
        for (int i = 0; rows && i < MaxOfAKind && rows->next(); ++i) {
            add(QStringLiteral("A row of table %1 points to a row of table %2 that does not exist.")
                    .arg(rows->value(0).toString(), rows->value(2).toString()));
        }
        finish(rows);
    }

    void checkNames()
    {
        QSqlQuery *rows = query(QStringLiteral("SELECT id, name, key FROM account"));
        int wrong = 0;
        while (rows && rows->next() && wrong < MaxOfAKind) {
            const QString name = rows->value(1).toString();
            if (checkUserName(name, protocol::limits::MaxUserChars).ok() && nameKey(name) == rows->value(2).toString())
                continue;
            ++wrong;
            add(QStringLiteral("Account %1 has a name that it cannot be found by.").arg(rows->value(0).toLongLong()));
        }
        finish(rows);
    }

    void checkReactions()
    {
        QSqlQuery *rows = query(QStringLiteral("SELECT DISTINCT key FROM reaction"));
        for (int wrong = 0; rows && wrong < MaxOfAKind && rows->next();) {
            if (checkReaction(rows->value(0).toString(), protocol::limits::MaxReactionChars).ok())
                continue;
            ++wrong;
            add(QStringLiteral("There is a reaction that cannot be one: '%1'.").arg(rows->value(0).toString()));
        }
        finish(rows);
    }

    void count()
    {
        report.accounts = number(QStringLiteral("SELECT count(*) FROM account"));
        report.rooms = number(QStringLiteral("SELECT count(*) FROM room"));
        report.messages = number(QStringLiteral("SELECT count(*) FROM message"));
        report.isCopy = number(QStringLiteral("SELECT count(*) FROM setting WHERE name='epoch'")) == 0;
    }

    qint64 number(const QString &sql)
    {
        const auto value = m_database.value(sql);
        return value.ok() ? value.value().toLongLong() : 0;
    }

    Database m_database;
};

} // namespace

Result<CheckReport> checkServerDatabase(const QString &file)
{
    Check check;
    if (const Status ran = check.run(file); !ran.ok())
        return ran.error();
    return check.report;
}

} // namespace banter
