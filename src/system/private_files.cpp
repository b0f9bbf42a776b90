// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/private_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_WIN
#include "system/windows_calls.h"
#endif

namespace banter {

#ifdef Q_OS_WIN

bool restrictToUser(const QString &path)
{
    return windows::restrictToUser(QDir::toNativeSeparators(QFileInfo(path).absoluteFilePath()).toStdWString());
}

bool restrictToUser(QSaveFile &)
{
    return true;
}

QByteArray protectForUser(const QByteArray &bytes)
{
    const std::optional<std::string> made = windows::protect(bytes.toStdString());
    return made ? QByteArray::fromStdString(*made) : QByteArray();
}

QByteArray unprotectForUser(const QByteArray &bytes)
{
    const std::optional<std::string> was = windows::unprotect(bytes.toStdString());
    return was ? QByteArray::fromStdString(*was) : QByteArray();
}

#else

namespace {
constexpr auto OwnersFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto OwnersFolder = OwnersFile | QFileDevice::ExeOwner;
} // namespace

bool restrictToUser(const QString &path)
{
    return QFile::setPermissions(path, QFileInfo(path).isDir() ? OwnersFolder : OwnersFile);
}

bool restrictToUser(QSaveFile &file)
{
    return file.setPermissions(OwnersFile);
}

QByteArray protectForUser(const QByteArray &bytes)
{
    return bytes;
}

QByteArray unprotectForUser(const QByteArray &bytes)
{
    return bytes;
}

#endif

} // namespace banter
