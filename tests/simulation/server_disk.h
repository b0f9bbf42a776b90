// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/sqlite_registry.h"
#include "server/sqlite_server_store.h"
#include "tests/simulation/ledger.h"

#include <memory>
#include <optional>

namespace banter::simulation {

/// The server's disk: a real database in memory that outlives the server's process, can be full, and can be the moment
/// at which that process dies. The ledger learns of every message that is committed.
class ServerDisk final : public ServerStore {
public:
    explicit ServerDisk(Ledger &ledger);

    /// A copy of all tables, as a backup holds them.
    using Backup = std::map<QString, std::vector<QVariantList>>;
    Backup backup();
    /// The server gets another history: that backup, under a new name.
    void restore(const Backup &backup);
    void addPerson(const QString &name, const QString &passwordHash);
    bool hasPerson(const QString &name);
    /// Somebody who has no device in this world wrote so much, before all of it.
    void addHistory(const QString &author, const QString &room, int count);
    /// The person's sign-ins are no longer valid.
    void dropTokens();

    bool full = false;
    /// The process dies at this write, counted from 1; 0: at none. Before it reached the disk, or just after.
    int dieAtWrite = 0;
    bool dieAfter = false;
    bool dead = false; ///< it died: nothing that it still does has any effect
    int writes = 0;

    QString epoch() const override { return m_store->epoch(); }
    QByteArray identitySeed() const override { return m_store->identitySeed(); }
    Result<std::vector<Account>> accounts() override { return m_store->accounts(); }
    Result<std::vector<StoredServerRoom>> rooms() override { return m_store->rooms(); }
    Result<std::vector<Refusals>> refusals() override { return m_store->refusals(); }
    Result<qint64> addAccount(const Account &account, const QString &hash) override;
    Result<QString> passwordHash(const QString &key) override { return m_store->passwordHash(key); }
    ServedMs served() const override { return m_store->served(); }
    Status keepServed(ServedMs now) override;
    Status addToken(const QByteArray &hash, qint64 account, const QString &client, ServedMs now,
                    const std::set<QByteArray> &open) override;
    Status noteTokenUse(const QByteArray &hash, ServedMs now) override;
    Result<std::optional<qint64>> useToken(const QByteArray &hash, ServedMs now) override;
    Status dropToken(const QByteArray &hash) override;
    /// Never fails and never dies: nothing that the simulation promises hangs on it.
    Registry &registry() { return *m_registry; }
    Result<RoomBase> addRoom(const QString &id, bool isPrivate, qint64 owner, const QString &from, WallMs now) override;
    Status dropRoom(const QString &id) override;
    Status putInvitation(const QString &room, qint64 account, const Invitation &invitation) override;
    Status dropInvitation(const QString &room, qint64 account) override;
    Status putRefusals(const Refusals &refusals) override;
    Status addMember(const QString &room, qint64 account, const Membership &membership) override;
    Status dropMember(const QString &room, qint64 account, qint64 heir, qint64 keeper) override;
    Status removeAccount(qint64 account, const std::vector<Exit> &exits) override;
    Result<std::vector<qint64>> silentAccounts(ServedMs since, int limit) override
    {
        return m_store->silentAccounts(since, limit);
    }
    Status dropAccount(qint64 account) override;
    Status commit(const Batch &batch) override;
    Status together(const std::function<void()> &writes) override;
    Result<std::optional<MessageOperation>> operation(qint64 account, const QString &clientId) override
    {
        return m_store->operation(account, clientId);
    }
    Result<std::optional<StoredMessage>> message(const QString &room, const QString &id) override
    {
        return m_store->message(room, id);
    }
    Result<std::vector<Message>> changes(const QString &room, qint64 since, Seq lowest, int limit) override
    {
        return m_store->changes(room, since, lowest, limit);
    }
    Result<int> countChanges(const QString &room, qint64 since, Seq lowest, int limit) override
    {
        return m_store->countChanges(room, since, lowest, limit);
    }
    Result<std::vector<Message>> history(const QString &room, Seq before, Seq after, int limit) override
    {
        return m_store->history(room, before, after, limit);
    }

private:
    template <class Write>
    auto write(Write write) -> decltype(write());
    void begin(const QString &epoch);
    void readTokens();
    std::vector<Message> allMessages();

    Ledger &m_ledger;
    std::unique_ptr<SqliteServerStore> m_store;
    std::unique_ptr<SqliteRegistry> m_registry;
    std::map<QByteArray, qint64> m_tokens; ///< account by hash: what was given and not taken back
    int m_epochs = 0;
    struct Written {
        Message message;
        bool isChange = false;
        QString clientId; ///< of the change
    };
    void note(const Written &written);
    /// Of a transaction that is open.
    std::optional<std::vector<Written>> m_uncommitted;
};

} // namespace banter::simulation
