// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/move_file.h"

#include <QFile>
#include <QFileInfo>

#include <filesystem>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace banter {
namespace {

std::filesystem::path pathOf(const QString &file)
{
#ifdef Q_OS_WIN
    return file.toStdWString();
#else
    return QFile::encodeName(file).toStdString();
#endif
}

Error unwritable(const QString &file, const QString &why)
{
    return {ErrorCode::StorageFull, QStringLiteral("%1 cannot be put in its place: %2.").arg(file, why)};
}

// A name is an entry of its folder, which is a file of its own to a disk.
bool syncFolder(const QString &folder)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_CLOEXEC);
    if (handle < 0)
        return false;
    const bool synced = ::fsync(handle) == 0;
    ::close(handle);
    return synced;
#else
    Q_UNUSED(folder);
    return true;
#endif
}

} // namespace

Status moveFile(const QString &from, const QString &to, bool replace)
{
    if (replace) {
        std::error_code fault;
        std::filesystem::rename(pathOf(from), pathOf(to), fault);
        if (fault)
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
