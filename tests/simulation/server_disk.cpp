// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/server_disk.h"

#include "core/text.h"

#include <QSqlRecord>

#include <limits>

namespace banter::simulation {
namespace {

const Error Full{ErrorCode::StorageFull, QStringLiteral("The disk is full.")};
const Error Dead{ErrorCode::Internal, QStringLiteral("The process is dead.")};

void mustBe(const Status &status)
{
    if (!status.ok())
        qFatal("%s", qPrintable(status.error().message));
}

QSqlQuery &must(const Result<QSqlQuery *> &run)
{
    if (!run.ok())
        qFatal("%s", qPrintable(run.error().message));
    return *run.value();
}

} // namespace

ServerDisk::ServerDisk(Ledger &ledger) : m_ledger(ledger)
{
    begin(QStringLiteral("epoch-1"));
    m_epochs = 1;
    m_ledger.beginEpoch(epoch(), {});
}

void ServerDisk::begin(const QString &epoch)
{
    const QByteArray identity(32, 's'); // a backup keeps it
    m_store = std::make_unique<SqliteServerStore>();
    mustBe(m_store->open(QString(), epoch, identity));
    m_registry = std::make_unique<SqliteRegistry>(m_store->database());
}

template <class Write>
auto ServerDisk::write(Write write) -> decltype(write())
{
    if (dead)
        return Dead;
    if (m_uncommitted) // counts as one with all that is written together with it
        return full ? decltype(write())(Full) : write();
    ++writes;
    const bool dies = dieAtWrite > 0 && --dieAtWrite == 0;
    if (dies && !dieAfter) {
        dead = true;
        return Dead;
    }
    if (full)
        return Full;
    auto done = write();
    dead = dies;
    return done;
}

Result<qint64> ServerDisk::addAccount(const Account &account, const QString &hash)
{
    return write([&] { return m_store->addAccount(account, hash); });
}

Status ServerDisk::keepServed(ServedMs now)
{
    return write([&] { return m_store->keepServed(now); });
}

Status ServerDisk::noteTokenUse(const QByteArray &hash, ServedMs now)
{
    return write([&] { return m_store->noteTokenUse(hash, now); });
}

Status ServerDisk::addToken(const QByteArray &hash, qint64 account, const QString &client, ServedMs now,
                            const std::set<QByteArray> &open)
{
    return write([&] {
        Status added = m_store->addToken(hash, account, client, now, open);
        if (added.ok())
            m_tokens[hash] = account;
        return added;
    });
}

Result<std::optional<qint64>> ServerDisk::useToken(const QByteArray &hash, ServedMs now)
{
    auto account = m_store->useToken(hash, now);
    const auto given = m_tokens.find(hash);
    const auto isOfSame = [&](const auto &other) { return other.second == given->second; };
    // The world lasts for an hour at most, whatever its calendars say.
    if (account.ok() && !account.value() && given != m_tokens.end() &&
        std::count_if(m_tokens.begin(), m_tokens.end(), isOfSame) <= qsizetype(MaxTokensPerAccount))
        m_ledger.fail("a sign-in is no longer valid, and nobody ended it");
    return account;
}

Status ServerDisk::dropToken(const QByteArray &hash)
{
    return write([&] {
        Status dropped = m_store->dropToken(hash);
        if (dropped.ok())
            m_tokens.erase(hash);
        return dropped;
    });
}

Result<RoomBase> ServerDisk::addRoom(const QString &id, bool isPrivate, qint64 owner, const QString &from, WallMs now)
{
    return write([&] { return m_store->addRoom(id, isPrivate, owner, from, now); });
}

Status ServerDisk::dropRoom(const QString &id)
{
    return write([&] { return m_store->dropRoom(id); });
}

Status ServerDisk::putInvitation(const QString &room, qint64 account, const Invitation &invitation)
{
    return write([&] { return m_store->putInvitation(room, account, invitation); });
}

Status ServerDisk::dropInvitation(const QString &room, qint64 account)
{
    return write([&] { return m_store->dropInvitation(room, account); });
}

Status ServerDisk::putRefusals(const Refusals &refusals)
{
    return write([&] { return m_store->putRefusals(refusals); });
}

Status ServerDisk::addMember(const QString &room, qint64 account, const Membership &membership)
{
    return write([&] { return m_store->addMember(room, account, membership); });
}

Status ServerDisk::dropMember(const QString &room, qint64 account, qint64 heir, qint64 keeper)
{
    return write([&] { return m_store->dropMember(room, account, heir, keeper); });
}

Status ServerDisk::removeAccount(qint64 account, const std::vector<Exit> &exits)
{
    return write([&] { return m_store->removeAccount(account, exits); });
}

Status ServerDisk::dropAccount(qint64 account)
{
    return write([&] { return m_store->dropAccount(account); });
}

Status ServerDisk::commit(const Batch &batch)
{
    return write([&] {
        Status status = m_store->commit(batch);
        for (std::size_t i = 0; status.ok() && i < batch.messages.size(); ++i)
            note({batch.messages[i].message, false, {}});
        for (std::size_t i = 0; status.ok() && i < batch.changes.size(); ++i)
            note({batch.changes[i].after.message, true, batch.changes[i].operation.clientId});
        return status;
    });
}

void ServerDisk::note(const Written &written)
{
    if (m_uncommitted)
        m_uncommitted->push_back(written);
    else if (written.isChange)
        m_ledger.changed(written.message, written.clientId);
    else
        m_ledger.committed(written.message);
}

Status ServerDisk::together(const std::function<void()> &writes)
{
    return write([&] {
        m_uncommitted.emplace();
        const Status status = m_store->together(writes);
        const auto committed = std::exchange(m_uncommitted, {});
        for (std::size_t i = 0; status.ok() && i < committed->size(); ++i)
            note((*committed)[i]);
        return status;
    });
}

// ---- what the administrator does ----

void ServerDisk::addPerson(const QString &name, const QString &passwordHash)
{
    const Result<qint64> added = m_store->addAccount({0, name, nameKey(name), {}, 0}, passwordHash);
    if (!added.ok())
        qFatal("%s", qPrintable(added.error().message));
}

bool ServerDisk::hasPerson(const QString &name)
{
    const auto hash = m_store->passwordHash(nameKey(name));
    return !hash.value().isEmpty();
}

void ServerDisk::addHistory(const QString &author, const QString &room, int count)
{
    const Result<qint64> account = m_store->addAccount({0, author, nameKey(author), {}, 0}, {});
    Batch batch;
    for (int i = 1; i <= count; ++i) {
        const QString id = QStringLiteral("old-%1").arg(i);
        Said said;
        said.client = -1;
        said.user = author;
        said.room = room;
        said.number = i;
        said.clientId = id;
        m_ledger.willSay(id, said);
        batch.messages.push_back({{{room, id, id, i}, {author, id, i}, {}}, account.value()});
    }
    mustBe(m_store->commit(batch));
    m_ledger.beginEpoch(epoch(), allMessages());
}

void ServerDisk::dropTokens()
{
    must(m_store->database().run(QStringLiteral("DELETE FROM token")));
    readTokens();
}

void ServerDisk::readTokens()
{
    m_tokens.clear();
    QSqlQuery &row = must(m_store->database().run(QStringLiteral("SELECT hash, account FROM token")));
    while (row.next())
        m_tokens[row.value(0).toByteArray()] = row.value(1).toLongLong();
}

ServerDisk::Backup ServerDisk::backup()
{
    Backup backup;
    QStringList tables;
    Database &database = m_store->database();
    QSqlQuery &names = must(database.run(
        QStringLiteral("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' AND "
                       "name<>'setting' ORDER BY rowid")));
    while (names.next())
        tables.append(names.value(0).toString());
    for (const QString &table : tables) {
        QSqlQuery &row = must(database.run(QStringLiteral("SELECT * FROM ") + table));
        std::vector<QVariantList> &rows = backup[table];
        while (row.next()) {
            QVariantList values;
            for (int i = 0; i < row.record().count(); ++i) {
                const QVariant value = row.value(i);
                const bool noBytes = value.typeId() == QMetaType::QByteArray && value.toByteArray().isEmpty();
                values.append(noBytes ? QVariant(QByteArray("")) : value); // Qt reads no bytes as NULL
            }
            rows.push_back(std::move(values));
        }
    }
    return backup;
}

void ServerDisk::restore(const Backup &backup)
{
    begin(QStringLiteral("epoch-%1").arg(++m_epochs));
    Database &database = m_store->database();
    must(database.run(QStringLiteral("PRAGMA foreign_keys=OFF")));
    for (const auto &[table, rows] : backup) {
        must(database.run(QStringLiteral("DELETE FROM ") + table));
        for (const QVariantList &values : rows) {
            QStringList places;
            places.resize(values.size());
            places.fill(QStringLiteral("?"));
            must(database.run(QStringLiteral("INSERT INTO %1 VALUES(%2)").arg(table, places.join(u',')), values));
        }
    }
    must(database.run(QStringLiteral("PRAGMA foreign_keys=ON")));
    readTokens();
    m_ledger.beginEpoch(epoch(), allMessages());
}

std::vector<Message> ServerDisk::allMessages()
{
    std::vector<Message> all;
    const auto rooms = m_store->rooms();
    for (const StoredServerRoom &room : rooms.value()) {
        const auto messages = m_store->history(room.id, 0, 0, std::numeric_limits<int>::max());
        all.insert(all.end(), messages.value().begin(), messages.value().end());
    }
    return all;
}

} // namespace banter::simulation
