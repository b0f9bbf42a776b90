// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/peer_sink.h"
#include "server/secret_hasher.h"
#include "server/sqlite_server_store.h"

#include <deque>
#include <map>

namespace banter::testing {

/// Passwords in the clear, tokens that count up. What is asked waits until work().
class FakeGuard final : public SecretHasher {
public:
    bool hash(const HashTurn &turn, const QString &password, std::function<void(const QString &)> done) override
    {
        turns.push_back(turn);
        return take([password, done, this] { done(outOfMemory ? QString() : QStringLiteral("hash of ") + password); });
    }
    bool verify(const HashTurn &turn, const QString &stored, const QString &password,
                std::function<void(bool)> done) override
    {
        turns.push_back(turn);
        verified.push_back(stored);
        return take([=] { done(!stored.isEmpty() && stored == QStringLiteral("hash of ") + password); });
    }
    QString mintToken() override { return QStringLiteral("token-%1").arg(++m_tokens); }
    QByteArray tokenHash(const QString &token) override { return "hash of " + token.toUtf8(); }

    void work()
    {
        while (!m_waiting.empty())
            workOnce();
    }
    /// The first one alone.
    void workOnce()
    {
        const auto job = std::move(m_waiting.front());
        m_waiting.pop_front();
        job();
    }
    /// The last one makes room for others.
    void dropLast()
    {
        m_waiting.pop_back();
        turns.back().dropped();
    }
    std::size_t waiting() const { return m_waiting.size(); }

    bool isFull = false;
    bool outOfMemory = false;
    std::vector<QString> verified; ///< the stored hashes, in order
    std::vector<HashTurn> turns;   ///< of all that was asked

private:
    bool take(std::function<void()> job)
    {
        if (!isFull)
            m_waiting.push_back(std::move(job));
        return !isFull;
    }
    std::deque<std::function<void()>> m_waiting;
    int m_tokens = 0;
};

/// Keeps what each peer is sent.
class FakeOutlet final : public PeerSink {
public:
    struct Close {
        int code = 0;
        QString reason;
    };
    void send(PeerId peer, const SharedItemPtr &item) override
    {
        if (!closed.contains(peer))
            sent[peer].push_back(item->item());
    }
    void close(PeerId peer, int code, const QString &reason) override { closed.emplace(peer, Close{code, reason}); }

    std::map<PeerId, std::vector<protocol::ServerItem>> sent;
    std::map<PeerId, Close> closed;
};

/// A real database in memory whose writes fail when told so.
class FaultyStore final : public ServerStore {
public:
    explicit FaultyStore(ServerStore &inner) : m_inner(inner) {}
    bool full = false;
    int commits = 0; ///< how often the disk was waited for

    QString epoch() const override { return m_inner.epoch(); }
    QByteArray identitySeed() const override { return m_inner.identitySeed(); }
    Result<std::vector<Account>> accounts() override { return m_inner.accounts(); }
    Result<std::vector<StoredServerRoom>> rooms() override { return m_inner.rooms(); }
    Result<std::vector<Refusals>> refusals() override { return m_inner.refusals(); }
    Result<qint64> addAccount(const Account &account, const QString &hash) override
    {
        return write([&] { return m_inner.addAccount(account, hash); });
    }
    Result<QString> passwordHash(const QString &key) override { return m_inner.passwordHash(key); }
    ServedMs served() const override { return m_inner.served(); }
    Status keepServed(ServedMs now) override { return full ? Status(fault()) : m_inner.keepServed(now); }
    Status addToken(const QByteArray &hash, qint64 account, const QString &client, ServedMs now,
                    const std::set<QByteArray> &open) override
    {
        return write([&] { return m_inner.addToken(hash, account, client, now, open); });
    }
    Result<std::optional<qint64>> useToken(const QByteArray &hash, ServedMs now) override
    {
        return m_inner.useToken(hash, now);
    }
    Status noteTokenUse(const QByteArray &hash, ServedMs now) override
    {
        return write([&] { return m_inner.noteTokenUse(hash, now); });
    }
    Status dropToken(const QByteArray &hash) override
    {
        return write([&] { return m_inner.dropToken(hash); });
    }
    Status removeAccount(qint64 account, const std::vector<Exit> &exits) override
    {
        return write([&] { return m_inner.removeAccount(account, exits); });
    }
    Result<std::vector<qint64>> silentAccounts(ServedMs since, int limit) override
    {
        return m_inner.silentAccounts(since, limit);
    }
    Status dropAccount(qint64 account) override
    {
        return write([&] { return m_inner.dropAccount(account); });
    }
    Result<RoomBase> addRoom(const QString &id, bool isPrivate, qint64 owner, const QString &from, WallMs now) override
    {
        return write([&] { return m_inner.addRoom(id, isPrivate, owner, from, now); });
    }
    Status dropRoom(const QString &id) override
    {
        return write([&] { return m_inner.dropRoom(id); });
    }
    Status putInvitation(const QString &room, qint64 account, const Invitation &invitation) override
    {
        return write([&] { return m_inner.putInvitation(room, account, invitation); });
    }
    Status dropInvitation(const QString &room, qint64 account) override
    {
        return write([&] { return m_inner.dropInvitation(room, account); });
    }
    Status putRefusals(const Refusals &refusals) override
    {
        return write([&] { return m_inner.putRefusals(refusals); });
    }
    Status addMember(const QString &room, qint64 account, const Membership &membership) override
    {
        return write([&] { return m_inner.addMember(room, account, membership); });
    }
    Status dropMember(const QString &room, qint64 account, qint64 heir, qint64 keeper) override
    {
        return write([&] { return m_inner.dropMember(room, account, heir, keeper); });
    }
    Status commit(const Batch &batch) override
    {
        return write([&] { return m_inner.commit(batch); });
    }
    Status together(const std::function<void()> &writes) override
    {
        ++commits;
        ++m_open;
        const Status status = m_inner.together(writes);
        --m_open;
        return status;
    }
    Result<std::optional<MessageOperation>> operation(qint64 account, const QString &clientId) override
    {
        return m_inner.operation(account, clientId);
    }
    Result<std::optional<StoredMessage>> message(const QString &room, const QString &id) override
    {
        return m_inner.message(room, id);
    }
    Result<std::vector<Message>> changes(const QString &room, qint64 since, Seq lowest, int limit) override
    {
        return m_inner.changes(room, since, lowest, limit);
    }
    Result<int> countChanges(const QString &room, qint64 since, Seq lowest, int limit) override
    {
        return m_inner.countChanges(room, since, lowest, limit);
    }
    Result<std::vector<Message>> history(const QString &room, Seq before, Seq after, int limit) override
    {
        return m_inner.history(room, before, after, limit);
    }

private:
    template <class Write>
    auto write(Write write) -> decltype(write())
    {
        commits += m_open == 0 ? 1 : 0;
        return full ? decltype(write())(fault()) : write();
    }
    static Error fault() { return {ErrorCode::StorageFull, QStringLiteral("The disk is full.")}; }
    ServerStore &m_inner;
    int m_open = 0;
};

} // namespace banter::testing
