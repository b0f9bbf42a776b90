// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

// How a server proves that it is the one it was: PROTOCOL.md, section 4. Ed25519 as libsodium has it
// (doc.libsodium.org/public-key_cryptography/public-key_signatures). All functions are pure but makeServerSeed().
namespace banter::protocol {

/// What a server's key pair is made from: 32 random bytes, to be kept and told to nobody. Any thread.
QByteArray makeServerSeed();

/// A key and a signature as they cross the wire: base64url without padding.
struct ServerProof {
    QString key;       ///< 32 bytes: the public key
    QString signature; ///< 64 bytes: over the context and the nonce
    bool operator==(const ServerProof &) const = default;
};

/// The proof of the server whose seed that is, over the client's nonce. Empty for a seed that is none.
ServerProof proveServer(const QByteArray &seed, const QString &nonce);

/// The fingerprint of the key, if the proof is one over that nonce: its BLAKE2b hash of 128 bits as 32 hexadecimal
/// digits in groups of four. Empty when it is not.
QString provenFingerprint(const ServerProof &proof, const QString &nonce);

/// The fingerprint of the server whose seed that is; empty for a seed that is none.
QString fingerprintOf(const QByteArray &seed);

/// A fingerprint as somebody may have typed it, with or without spaces and colons, in one form; empty when it is none.
QString tidyFingerprint(const QString &typed);

} // namespace banter::protocol
