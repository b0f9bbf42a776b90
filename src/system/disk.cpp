// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/disk.h"

#ifdef Q_OS_WIN
#include "system/windows_calls.h"
#else
#include <QFile>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace banter {

#ifdef Q_OS_WIN

bool syncFile(QSaveFile &file)
{
    return file.flush();
}

bool syncFolder(const QString &)
{
    return true;
}

std::error_code replaceFile(const QString &from, const QString &to)
{
    return {int(windows::replace(from.toStdWString(), to.toStdWString())), std::system_category()};
}

#else

namespace {

bool syncDescriptor(int descriptor)
{
#ifdef F_FULLFSYNC
    // Some file systems, such as those of other computers, do not know it.
    if (::fcntl(descriptor, F_FULLFSYNC) == 0)
        return true;
    if (errno != ENOTSUP && errno != EINVAL && errno != ENOTTY)
        return false;
#endif
    return ::fsync(descriptor) == 0;
}

} // namespace

bool syncFile(QSaveFile &file)
{
    return file.flush() && syncDescriptor(file.handle());
}

bool syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = syncDescriptor(descriptor);
    ::close(descriptor);
    return synced;
}

std::error_code replaceFile(const QString &from, const QString &to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return {errno, std::generic_category()};
    return {};
}

#endif

} // namespace banter
