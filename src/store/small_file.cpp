// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/small_file.h"

#include "system/disk.h"
#include "system/private_files.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace banter {

Result<QByteArray> readSmallFile(const QString &file, qint64 maxBytes)
{
    const QFileInfo info(file);
    if (!info.exists())
        return QByteArray();
    // Opening a pipe would wait for its other end.
    if (!info.isFile())
        return Error{ErrorCode::Internal, QStringLiteral("%1 is not a file.").arg(file)};
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Internal, QStringLiteral("%1 cannot be read: %2.").arg(file, in.errorString())};
    QByteArray content = in.read(maxBytes + 1);
    if (in.error() != QFileDevice::NoError)
        return Error{ErrorCode::Internal, QStringLiteral("%1 cannot be read: %2.").arg(file, in.errorString())};
    if (content.size() > maxBytes)
        return Error{ErrorCode::TooLarge, QStringLiteral("%1 is larger than %2 bytes.").arg(file).arg(maxBytes)};
    return content;
}

Status writeSmallFile(const QString &file, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(file).absolutePath());
    QSaveFile out(file);
    const bool written =
        out.open(QIODevice::WriteOnly) && restrictToUser(out) && out.write(content) == content.size() &&
        // Of a full disk, too, of which commit() of Qt 6.4 takes no notice when its own flush meets it.
        syncFile(out) && out.commit();
    if (!written)
        return Error{ErrorCode::StorageFull, QStringLiteral("%1 cannot be written: %2.").arg(file, out.errorString())};
    return success();
}

} // namespace banter
