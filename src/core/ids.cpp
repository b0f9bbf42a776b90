// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/ids.h"

#include <QCryptographicHash>
#include <QUuid>

#include <algorithm>

namespace banter {

QString mintClientId(Random &random, WallMs now)
{
    const auto time = quint64(std::clamp<WallMs>(now, 0, (WallMs(1) << 48) - 1));
    const quint64 first = random.next();
    const quint64 second = random.next();
    const auto byte = [second](int shift) { return uchar(second >> shift); };
    const QUuid uuid(uint(time >> 16), ushort(time), ushort(0x7000 | (first & 0x0fff)), uchar(0x80 | (byte(56) & 0x3f)),
                     byte(48), byte(40), byte(32), byte(24), byte(16), byte(8), byte(0));
    return uuid.toString(QUuid::WithoutBraces);
}

QString batchClientId(const QString &batch, qint64 line)
{
    // The line is digits only, so the last NUL is always the border between name and line.
    const QByteArray named = batch.toUtf8() + '\0' + QByteArray::number(line);
    const QByteArray hash = QCryptographicHash::hash(named, QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.left(16).toHex());
}

} // namespace banter
