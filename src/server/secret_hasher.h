// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/job_turns.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace banter {

/// On whose behalf a password is hashed, which says when.
struct HashTurn {
    using Rank = JobTurns::Rank;
    QString whom;                       ///< a network: one at a time of each, and all in turn
    QString from = {};                  ///< in it an address, or an account: who has asked for fewest comes first
    Rank rank = Rank::Stranger;         ///< Known: goes before all others, and they make room for it
    std::function<void()> dropped = {}; ///< in place of the answer, later: it made room for others. Null: it does not
};

/// What must be secret or slow, as an interface: Argon2id in the program, something quick in a test.
class SecretHasher {
public:
    virtual ~SecretHasher() = default;
    /// Hashes a password for storage. `done` gets the hash (empty: out of memory), on the calling thread, later. False
    /// when too many are waiting already: nothing happens then.
    virtual bool hash(const HashTurn &turn, const QString &password, std::function<void(const QString &)> done) = 0;
    /// Whether a password fits a stored hash. An empty hash costs the same time and fits nothing, so that the answer's
    /// time does not tell whether a person exists.
    virtual bool verify(const HashTurn &turn, const QString &stored, const QString &password,
                        std::function<void(bool)> done) = 0;
    /// A new token of 256 random bits, printable.
    virtual QString mintToken() = 0;
    /// What is stored of a token: useless to sign in with.
    virtual QByteArray tokenHash(const QString &token) = 0;
};

/// What an Argon2id hash costs.
struct HashCost {
    quint64 passes = 2;
    std::size_t memoryBytes = 64 << 20;
};

/// libsodium: Argon2id, as crypto_pwhash_str has it. The default cost is its INTERACTIVE limits, 2 passes over 64 MiB
/// (doc.libsodium.org/password_hashing/default_phf), which is over OWASP's floor of 2 passes over 19 MiB. At most two
/// at once, on threads of their own, of which one is for who is Known, and 32 waiting: a few seconds of work. Newcomers
/// take 16 of these places at most, and wait until nobody is signing in. Where all are taken, who has most makes room.
/// Tokens are hashed with BLAKE2b-256, which is enough for 256 random bits. Belongs to the thread that made it.
std::unique_ptr<SecretHasher> makeSodiumHasher(HashCost cost = {});

} // namespace banter
