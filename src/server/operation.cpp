// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/operation.h"

#include <QCryptographicHash>

namespace banter {

QByteArray contentDigest(MessageVerb verb, std::initializer_list<QString> parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::number(int(verb)));
    // Each with its length, so that the parts cannot run into each other.
    for (const QString &part : parts) {
        const QByteArray bytes = part.toUtf8();
        hash.addData(' ' + QByteArray::number(bytes.size()) + ' ');
        hash.addData(bytes);
    }
    return hash.result();
}

QByteArray sendingDigest(const QString &room, const QString &text, const QString &replyTo)
{
    return replyTo.isEmpty() ? contentDigest(MessageVerb::Send, {room, text})
                             : contentDigest(MessageVerb::Send, {room, text, replyTo});
}

} // namespace banter
