// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace banter {

/// What must be secret or slow, as an interface: Argon2id in the program, something quick in a test.
class Guard {
public:
    virtual ~Guard() = default;
    /// Hashes a password for storage; `done` gets the hash (empty: out of memory), on the calling thread, later.
    /// False when too many are waiting already: nothing happens then.
    virtual bool hash(const QString &password, std::function<void(const QString &)> done) = 0;
    /// Whether a password fits a stored hash. An empty hash costs the same time and fits nothing, so that the answer's
    /// time does not tell whether a person exists.
    virtual bool verify(const QString &stored, const QString &password, std::function<void(bool)> done) = 0;
    /// A new token of 256 random bits, printable.
    virtual QString mintToken() = 0;
    /// What is stored of a token: useless to sign in with.
    virtual QByteArray tokenHash(const QString &token) = 0;
};

/// libsodium: Argon2id with crypto_pwhash's INTERACTIVE limits (2 passes over 64 MiB; doc.libsodium.org, "Password
/// hashing"), at most two at once on threads of their own and 32 waiting; tokens hashed with BLAKE2b-256.
std::unique_ptr<Guard> makeSodiumGuard();

} // namespace banter
