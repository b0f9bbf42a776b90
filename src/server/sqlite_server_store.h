// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/server_store.h"
#include "store/database.h"

#include <unordered_map>

namespace banter {

/// The server's database: WAL with synchronous=FULL, so that each commit is fsynced before anybody hears of it, and
/// what was committed survives a crash of the machine.
class SqliteServerStore final : public ServerStore {
public:
    /// Opens or creates `file` (empty: in memory). A new one gets the public room `lobby` and `freshEpoch` as its
    /// epoch, and so does a copy that came from a backup: it has none. One without an identity gets `freshSeed`
    /// (makeServerSeed()) as its own; copies keep theirs. Database::open's errors.
    Status open(const QString &file, const QString &freshEpoch, const QByteArray &freshSeed);

    QString epoch() const override { return m_epoch; }
    QByteArray identitySeed() const override { return m_identitySeed; }
    Result<std::vector<Account>> accounts() override;
    Result<std::vector<StoredServerRoom>> rooms() override;
    Result<std::vector<Refusals>> refusals() override;

    Result<qint64> addAccount(const Account &account, const QString &passwordHash) override;
    Result<QString> passwordHash(const QString &key) override;
    ServedMs served() const override { return m_served; }
    Status keepServed(ServedMs now) override;
    Status addToken(const QByteArray &hash, qint64 account, const QString &client, ServedMs now,
                    const std::set<QByteArray> &open) override;
    Result<std::optional<qint64>> useToken(const QByteArray &hash, ServedMs now) override;
    Status noteTokenUse(const QByteArray &hash, ServedMs now) override;
    Status dropToken(const QByteArray &hash) override;

    Result<RoomBase> addRoom(const QString &id, bool isPrivate, qint64 owner, const QString &from, WallMs now) override;
    Status dropRoom(const QString &id) override;
    Status putInvitation(const QString &room, qint64 account, const Invitation &invitation) override;
    Status dropInvitation(const QString &room, qint64 account) override;
    Status putRefusals(const Refusals &refusals) override;
    Status addMember(const QString &room, qint64 account, const Membership &membership) override;
    Status dropMember(const QString &room, qint64 account, qint64 heir, qint64 keeper) override;
    Status removeAccount(qint64 account, const std::vector<Exit> &exits) override;
    Result<std::vector<qint64>> silentAccounts(ServedMs since, int limit) override;
    Status dropAccount(qint64 account) override;

    Status commit(const Batch &batch) override;
    Status together(const std::function<void()> &writes) override;
    Result<std::optional<MessageOperation>> operation(qint64 account, const QString &clientId) override;
    Result<std::optional<StoredMessage>> message(const QString &room, const QString &id) override;
    Result<std::vector<Message>> history(const QString &room, Seq before, Seq after, int limit) override;
    Result<std::vector<Message>> changes(const QString &room, qint64 since, Seq lowest, int limit) override;
    Result<int> countChanges(const QString &room, qint64 since, Seq lowest, int limit) override;

    Database &database() { return m_database; }

private:
    Status put(const QString &sql, const QVariantList &values);
    Status forgetAccount(qint64 account);
    Result<QString> settingOr(const QString &name, const QString &fresh);
    Status sweepTokens(ServedMs now);
    Result<std::size_t> makeRoomForToken(qint64 account, const QString &program, const std::set<QByteArray> &open);
    Status putMessages(const std::vector<NewMessage> &messages);
    Status putChanges(const std::vector<MessageChange> &changes);
    Status putState(const MessageChange &change);
    Status putOperation(const MessageOperation &operation);
    Status keepSending(const Message &message);
    Status findNamings(StoredServerRoom &room);
    Status putReads(const std::vector<ReadMark> &reads);
    Status putOwn(qint64 account, const OwnPresence &own);
    Status putPeople(const std::map<qint64, PersonChange> &people);

    Database m_database;
    QString m_epoch;
    QByteArray m_identitySeed;
    /// Tokens by account, or more: one that was dropped counts until the next sweep. Spares a look through all tokens
    /// at each sign-in, since no index has them by account.
    std::unordered_map<qint64, std::size_t> m_tokens;
    std::optional<ServedMs> m_swept;
    ServedMs m_served = 0;
};

} // namespace banter
