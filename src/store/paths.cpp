// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/paths.h"

#include "core/text.h"
#include "system/private_files.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace banter {
namespace {

/// 128 bits: no two accounts meet.
constexpr qsizetype NameDigits = 32;

QString canonical(const QUrl &server)
{
    const QString scheme = server.scheme().toLower();
    const int port = server.port(scheme == QLatin1String("wss") || scheme == QLatin1String("https") ? 443 : 80);
    QString path = server.path();
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    return QStringLiteral("%1://%2:%3%4").arg(scheme, server.host().toLower(), QString::number(port), path);
}

QString nameOf(const QString &what)
{
    const QByteArray hash = QCryptographicHash::hash(what.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QLatin1String(hash.left(NameDigits));
}

} // namespace

QString accountKey(const QUrl &server, const QString &user)
{
    return nameOf(canonical(server) + u'\n' + nameKey(user));
}

QString knownServerFile(const QString &dataDir, const QUrl &server)
{
    return QDir(dataDir).filePath(QStringLiteral("servers/%1").arg(nameOf(canonical(server))));
}

QString clientStoreFile(const QString &dataDir, const QUrl &server, const QString &user)
{
    return QDir(dataDir).filePath(QStringLiteral("accounts/%1/client.db").arg(accountKey(server, user)));
}

QString accountsFile(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("accounts.json"));
}

Status makeFolderFor(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (QFileInfo(folder).isDir()) {
        return success();
    }
    if (!QDir().mkpath(folder) || !restrictToUser(folder)) {
        return Error{ErrorCode::StorageFull, QStringLiteral("The folder %1 cannot be made.").arg(folder), 0};
    }
    return success();
}

} // namespace banter
