// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/registry.h"
#include "store/database.h"

namespace banter {

/// In the server's database, which is open with its present schema and outlives this.
class SqliteRegistry final : public Registry {
public:
    explicit SqliteRegistry(Database &database) : m_database(database) {}

    Status nameToken(const QByteArray &hash, const QString &client, WallMs now) override;
    Status noteSeen(const QByteArray &hash, WallMs now) override;
    Result<std::vector<StoredDevice>> devices(qint64 account) override;
    Status dropTokens(qint64 account, const QByteArray &except) override;
    Status putPlace(const KnownPlace &place) override;
    Result<std::vector<KnownPlace>> places() override;
    Status putAttempts(const std::vector<AttemptRecord> &records, qint64 expired) override;
    Result<std::vector<AttemptRecord>> attempts() override;
    Status setPassword(qint64 account, const QString &passwordHash) override;

    Status addCode(const QByteArray &hash, qint64 by, int uses, WallMs now) override;
    Result<bool> useCode(const QByteArray &hash) override;
    Status giveCodeBack(const QByteArray &hash) override;

    Result<qint64> changeCount() override;
    Status forgetOrders() override;
    Result<std::vector<OperatorOrder>> orders() override;
    Status answerOrder(qint64 id, const QString &trouble) override;

    /// The other process's side: leaves an order, and looks for its answer. The order's number.
    Result<qint64> addOrder(const OperatorOrder &order);
    /// Nothing while it was not answered; else what was wrong, empty when it is done. An answer is taken once.
    Result<std::optional<QString>> takeAnswer(qint64 id);
    /// Nobody waits for it any more. One that is being carried out is carried out all the same.
    Status withdrawOrder(qint64 id);

private:
    Status put(const QString &sql, const QVariantList &values);

    Database &m_database;
};

} // namespace banter
