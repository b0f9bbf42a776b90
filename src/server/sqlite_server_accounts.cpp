// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/sqlite_server_store.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>

namespace banter {
namespace {

constexpr qint64 TokenSweepMs = 3600 * 1000;
constexpr qint64 TokenUseStepMs = 24 * TokenSweepMs;

/// "banter-cli" of "banter-cli/1.2.3 (Debian GNU/Linux 12)".
QString nameOfProgram(const QString &client)
{
    return client.section(u'/', 0, 0).section(u' ', 0, 0);
}

} // namespace

Result<qint64> SqliteServerStore::addAccount(const Account &account, const QString &passwordHash)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun().error();
    const auto added = m_database.run(
        QStringLiteral("INSERT INTO account(name, key, password, status_text, last_seen, made, made_from, came) "
                       "VALUES(?,?,?,?,?,?,?,?)"),
        {account.name, account.key, passwordHash, account.own.text, account.lastSeen, account.made, account.madeFrom,
         account.came});
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
    if (m_swept && now - *m_swept < TokenSweepMs)
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
    const auto run =
        m_database.run(QStringLiteral("SELECT account FROM token WHERE hash=? AND used>=?"), {hash, now - TokenLifeMs});
    if (!run.ok())
        return run.error();
    if (!run.value()->next())
        return std::optional<qint64>();
    const qint64 account = run.value()->value(0).toLongLong();
    run.value()->finish();
    return std::optional<qint64>(account);
}

// To the day is enough, and spares a write at every reconnect.
Status SqliteServerStore::noteTokenUse(const QByteArray &hash, ServedMs now)
{
    return put(QStringLiteral("UPDATE token SET used=? WHERE hash=? AND used<?"), {now, hash, now - TokenUseStepMs});
}

Status SqliteServerStore::dropToken(const QByteArray &hash)
{
    return put(QStringLiteral("DELETE FROM token WHERE hash=?"), {hash});
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
    if (const Status forgotten = forgetAccount(account); !forgotten.ok())
        return forgotten;
    const Status removed = put(QStringLiteral("UPDATE account SET removed=1, password='', status=0, status_id='', "
                                              "status_at=0, status_text='', text_id='', text_at=0, made_from='' "
                                              "WHERE id=?"),
                               {account});
    return removed.ok() ? transaction.commit() : removed;
}

// All that is the account's alone.
Status SqliteServerStore::forgetAccount(qint64 account)
{
    static const std::array Steps{QStringLiteral("DELETE FROM token WHERE account=?"),
                                  QStringLiteral("DELETE FROM operation WHERE account=?"),
                                  QStringLiteral("DELETE FROM invite_code WHERE by=?"),
                                  QStringLiteral("DELETE FROM invitation WHERE account=?"),
                                  QStringLiteral("DELETE FROM invitation WHERE sender=?"),
                                  QStringLiteral("DELETE FROM refusal WHERE account=?"),
                                  QStringLiteral("DELETE FROM refusal WHERE sender=?"),
                                  QStringLiteral("DELETE FROM known_place WHERE account=?"),
                                  QStringLiteral("UPDATE room SET maker=0 WHERE maker=?")};
    for (const QString &step : Steps) {
        if (const Status done = put(step, {account}); !done.ok())
            return done;
    }
    return success();
}

Result<std::vector<qint64>> SqliteServerStore::silentAccounts(ServedMs since, int limit)
{
    const auto run = m_database.run(
        QStringLiteral("SELECT id FROM account WHERE removed=0 AND came<? "
                       "AND NOT EXISTS(SELECT 1 FROM message WHERE sender=account.id) "
                       "AND NOT EXISTS(SELECT 1 FROM reaction WHERE account=account.id) "
                       "AND NOT EXISTS(SELECT 1 FROM invite_code WHERE by=account.id) ORDER BY came, id LIMIT ?"),
        {since, limit});
    if (!run.ok())
        return run.error();
    std::vector<qint64> accounts;
    while (run.value()->next())
        accounts.push_back(run.value()->value(0).toLongLong());
    return accounts;
}

Status SqliteServerStore::dropAccount(qint64 account)
{
    Transaction transaction(m_database);
    if (!transaction.begun().ok())
        return transaction.begun();
    if (const Status forgotten = forgetAccount(account); !forgotten.ok())
        return forgotten;
    if (const Status left = put(QStringLiteral("DELETE FROM member WHERE room='lobby' AND account=?"), {account});
        !left.ok())
        return left;
    const Status dropped = put(QStringLiteral("DELETE FROM account WHERE id=?"), {account});
    return dropped.ok() ? transaction.commit() : dropped;
}

} // namespace banter
