// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/secret_file.h"

#include "store/small_file.h"
#include "system/private_files.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace banter {
namespace {

constexpr qint64 MaxBytes = 256 * 1024;

// As JSON, what an earlier version wrote, or what protectForUser() made of it.
QJsonObject readAll(const QString &file)
{
    const Result<QByteArray> content = readSmallFile(file, MaxBytes);
    if (!content.ok())
        return {};
    const QJsonDocument plain = QJsonDocument::fromJson(content.value());
    return plain.isObject() ? plain.object() : QJsonDocument::fromJson(unprotectForUser(content.value())).object();
}

Status writeAll(const QString &file, const QJsonObject &all)
{
    const QByteArray content = protectForUser(QJsonDocument(all).toJson(QJsonDocument::Compact));
    if (content.isEmpty())
        return Error{ErrorCode::Internal, QStringLiteral("The system refuses to protect secrets.")};
    return writeSmallFile(file, content);
}

} // namespace

Status putSecret(const QString &file, const QString &name, const QString &secret)
{
    QJsonObject all = readAll(file);
    all.insert(name, secret);
    return writeAll(file, all);
}

QString getSecret(const QString &file, const QString &name)
{
    return readAll(file).value(name).toString();
}

Status dropSecret(const QString &file, const QString &name)
{
    QJsonObject all = readAll(file);
    if (!all.contains(name))
        return success();
    all.remove(name);
    return writeAll(file, all);
}

} // namespace banter
