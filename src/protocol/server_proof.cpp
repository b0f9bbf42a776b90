// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/server_proof.h"

#include <sodium.h>

#include <array>

namespace banter::protocol {
namespace {

/// So that what is signed here can be nothing else.
constexpr char Context[] = "banter.v1 server identity\n";
constexpr qsizetype FingerprintBytes = 16;
constexpr qsizetype GroupDigits = 4;

constexpr auto Base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

void begin()
{
    if (sodium_init() < 0)
        qFatal("libsodium cannot be used on this machine");
}

/// Exactly so many bytes in the one way in which they are written, or none.
QByteArray decoded(const QString &text, std::size_t size)
{
    const QByteArray written = text.toLatin1();
    const QByteArray bytes = QByteArray::fromBase64(written, Base64);
    return std::size_t(bytes.size()) == size && bytes.toBase64(Base64) == written ? bytes : QByteArray();
}

QString inGroups(const QString &digits)
{
    QString out;
    for (qsizetype i = 0; i < digits.size(); i += GroupDigits)
        out += (i > 0 ? QStringLiteral(" ") : QString()) + digits.mid(i, GroupDigits);
    return out;
}

} // namespace

QByteArray makeServerSeed()
{
    begin();
    QByteArray seed(crypto_sign_SEEDBYTES, Qt::Uninitialized);
    randombytes_buf(seed.data(), std::size_t(seed.size()));
    return seed;
}

ServerProof proveServer(const QByteArray &seed, const QString &nonce)
{
    begin();
    if (std::size_t(seed.size()) != crypto_sign_SEEDBYTES)
        return {};
    QByteArray key(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized);
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(bytesOf(key), secret.data(), bytesOf(seed));
    const QByteArray said = Context + nonce.toUtf8();
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(bytesOf(signature), nullptr, bytesOf(said), quint64(said.size()), secret.data());
    sodium_memzero(secret.data(), secret.size());
    return {QString::fromLatin1(key.toBase64(Base64)), QString::fromLatin1(signature.toBase64(Base64))};
}

QString provenFingerprint(const ServerProof &proof, const QString &nonce)
{
    begin();
    const QByteArray key = decoded(proof.key, crypto_sign_PUBLICKEYBYTES);
    const QByteArray signature = decoded(proof.signature, crypto_sign_BYTES);
    const QByteArray said = Context + nonce.toUtf8();
    if (key.isEmpty() || signature.isEmpty() || nonce.isEmpty() ||
        crypto_sign_verify_detached(bytesOf(signature), bytesOf(said), quint64(said.size()), bytesOf(key)) != 0)
        return {};
    QByteArray hash(FingerprintBytes, Qt::Uninitialized);
    crypto_generichash(bytesOf(hash), std::size_t(hash.size()), bytesOf(key), quint64(key.size()), nullptr, 0);
    return inGroups(QString::fromLatin1(hash.toHex()));
}

QString fingerprintOf(const QByteArray &seed)
{
    const QString nonce = QStringLiteral("fingerprint");
    return provenFingerprint(proveServer(seed, nonce), nonce);
}

QString tidyFingerprint(const QString &typed)
{
    QString digits;
    for (const QChar c : typed.toLower()) {
        if ((c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'))
            digits += c;
        else if (!c.isSpace() && c != u':')
            return {};
    }
    return digits.size() == 2 * FingerprintBytes ? inGroups(digits) : QString();
}

} // namespace banter::protocol
