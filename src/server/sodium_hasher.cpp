// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/secret_hasher.h"

#include <QObject>
#include <QThreadPool>

#include <sodium.h>

#include <array>

namespace banter {
namespace {

/// One of them is for people whom the server knows: a hash that was begun is not given up for another.
constexpr int Threads = 2;
constexpr int MaxWaiting = 32;
/// Anybody can register without end, and must not keep out those who have an account.
constexpr int MaxNewcomers = MaxWaiting / 2;
constexpr std::size_t TokenBytes = 32;

QString hashNow(const QByteArray &password, HashCost cost)
{
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str(out.data(), password.constData(), quint64(password.size()), cost.passes, cost.memoryBytes) !=
        0)
        return {};
    return QString::fromLatin1(out.data());
}

bool fits(const QByteArray &stored, const QByteArray &password)
{
    return crypto_pwhash_str_verify(stored.constData(), password.constData(), quint64(password.size())) == 0;
}

class SodiumHasher final : public SecretHasher {
public:
    explicit SodiumHasher(HashCost cost) : m_cost(cost)
    {
        if (sodium_init() < 0)
            qFatal("libsodium cannot be used on this machine");
        m_pool.setMaxThreadCount(Threads);
    }
    ~SodiumHasher() override { m_pool.waitForDone(); }

    bool hash(const HashTurn &turn, const QString &password, std::function<void(const QString &)> done) override
    {
        return work<QString>(
            turn, [cost = m_cost, bytes = password.toUtf8()] { return hashNow(bytes, cost); }, std::move(done));
    }

    bool verify(const HashTurn &turn, const QString &stored, const QString &password,
                std::function<void(bool)> done) override
    {
        return work<bool>(
            turn,
            [cost = m_cost, hash = stored.toLatin1(), bytes = password.toUtf8()] {
                if (hash.isEmpty()) {
                    hashNow(bytes, cost);
                    return false;
                }
                return fits(hash, bytes);
            },
            std::move(done));
    }

    QString mintToken() override
    {
        QByteArray bytes(TokenBytes, Qt::Uninitialized);
        randombytes_buf(bytes.data(), TokenBytes);
        return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    }

    QByteArray tokenHash(const QString &token) override
    {
        const QByteArray bytes = token.toUtf8();
        QByteArray out(crypto_generichash_BYTES, Qt::Uninitialized);
        crypto_generichash(reinterpret_cast<unsigned char *>(out.data()), crypto_generichash_BYTES,
                           reinterpret_cast<const unsigned char *>(bytes.constData()), quint64(bytes.size()), nullptr,
                           0);
        return out;
    }

private:
    template <class Answer>
    bool work(const HashTurn &turn, std::function<Answer()> compute, std::function<void(Answer)> done)
    {
        const bool isNew = turn.rank == HashTurn::Rank::Newcomer;
        if (isNew && m_newcomers >= MaxNewcomers && !makeRoom(turn))
            return false;
        if (m_waiting >= Threads + MaxWaiting && !makeRoom(turn))
            return false;
        count(turn.rank, 1);
        auto run = [this, rank = turn.rank, whom = turn.whom, compute = std::move(compute), done = std::move(done)] {
            Answer answer = compute();
            // The context object makes the call a no-op when the hasher is gone.
            QMetaObject::invokeMethod(
                &m_home,
                [this, rank, whom, done, answer = std::move(answer)] {
                    count(rank, -1);
                    --m_running;
                    m_turns.done(rank, whom);
                    start();
                    done(answer);
                },
                Qt::QueuedConnection);
        };
        m_turns.add({turn.rank, turn.whom, turn.from, std::move(run), turn.dropped});
        start();
        return true;
    }
    bool makeRoom(const HashTurn &turn)
    {
        const std::optional<JobTurns::Job> job = m_turns.makeRoom(turn.rank, turn.whom);
        if (!job)
            return false;
        count(job->rank, -1);
        QMetaObject::invokeMethod(&m_home, job->dropped, Qt::QueuedConnection);
        return true;
    }
    void count(HashTurn::Rank rank, int more)
    {
        m_waiting += more;
        m_newcomers += rank == HashTurn::Rank::Newcomer ? more : 0;
    }
    void start()
    {
        while (m_running < Threads) {
            std::optional<JobTurns::Job> job = m_turns.next();
            if (!job)
                return;
            ++m_running;
            m_pool.start(std::move(job->run));
        }
    }

    HashCost m_cost;
    JobTurns m_turns{Threads - 1};
    int m_running = 0;
    QThreadPool m_pool;
    QObject m_home; // lives on the hub's thread
    int m_waiting = 0;
    int m_newcomers = 0; ///< of those
};

} // namespace

std::unique_ptr<SecretHasher> makeSodiumHasher(HashCost cost)
{
    return std::make_unique<SodiumHasher>(cost);
}

} // namespace banter
