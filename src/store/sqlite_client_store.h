// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "store/client_store.h"
#include "store/database.h"
#include "store/process_lock.h"
#include "store/span_set.h"

#include <functional>
#include <map>

namespace banter {

/// ClientStore on one SQLite file. See client_store.h for the contract; openClientStore() makes it.
class SqliteClientStore final : public ClientStore {
public:
    /// As openClientStore(). Called once, before anything else.
    Status open(const QString &file);

    Status apply(const std::vector<keep::Change> &changes) override;
    Result<std::vector<StoredRoom>> rooms() override;
    Result<std::vector<Message>> messages(const QString &room, Seq before, int limit) override;
    Result<std::vector<Message>> messagesIn(const QString &room, const Span &span, int limit, Most most) override;
    Result<std::optional<Message>> message(const QString &room, const QString &id) override;
    Result<std::vector<Message>> messagesBy(const QString &room, const QString &sender) override;
    Result<std::vector<Message>> search(const QStringList &words, const QString &room, int limit) override;
    Result<std::vector<OutboxEntry>> outbox() override;
    Result<qint64> outboxPlace(const QString &clientId) override;
    Result<std::optional<Message>> acknowledged(const QString &clientId) override;
    Result<QString> setting(const QString &name) override;

    /// For tests of a full disk.
    Database &database() { return m_database; }

private:
    using Found = std::map<qint64, Message, std::greater<>>; ///< by place, the newest first

    Status write(const keep::PutRoom &change);
    Status write(const keep::DropRoom &change);
    Status write(const keep::PutMessages &change);
    Status write(const keep::ForgetHistory &change);
    Status write(const keep::PutOutbox &change);
    Status write(const keep::DropOutbox &change);
    Status write(const keep::TryOutbox &change);
    Status write(const keep::PutDraft &change);
    Status write(const keep::PutSetting &change);
    Status write(const keep::AmendMessages &change);
    Result<std::vector<Message>> select(const QString &which, const QVariantList &values);
    Result<qint64> placeOf(const Message &message);
    Status indexNewest(int most);
    void indexBeforeSearch();
    Status look(const QString &sql, const QVariantList &values, Found &found);
    Status put(const QString &sql, const QVariantList &values);
    Status addSpan(const QString &room, const Span &span);
    Result<SpanSet> spans(const QString &room);
    Status forget(const QString &room);

    std::shared_ptr<FolderLock> m_lock; // outlives the connection
    Database m_database;
};

} // namespace banter
