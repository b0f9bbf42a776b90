// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/move_file.h"

#include "system/disk.h"

#include <QFile>
#include <QFileInfo>

namespace banter {
namespace {

Error unwritable(const QString &file, const QString &why)
{
    return {ErrorCode::StorageFull, QStringLiteral("%1 cannot be put in its place: %2.").arg(file, why)};
}

} // namespace

Status moveFile(const QString &from, const QString &to, bool replace)
{
    if (replace) {
        if (const std::error_code fault = replaceFile(from, to); fault)
            return unwritable(to, QString::fromLocal8Bit(fault.message().c_str()));
    } else if (QFileInfo::exists(to)) {
        return Error{ErrorCode::Conflict, QStringLiteral("%1 exists already.").arg(to)};
    } else if (QFile moved(from); !moved.rename(to)) {
        return unwritable(to, moved.errorString());
    }
    if (!syncFolder(QFileInfo(to).absolutePath()))
        return unwritable(to, QStringLiteral("its folder cannot be synced"));
    return success();
}

} // namespace banter
