// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/secret_file.h"

#include "store/small_file.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace banter {
namespace {

constexpr qint64 MaxBytes = 256 * 1024;

QJsonObject readAll(const QString &file)
{
    const Result<QByteArray> content = readSmallFile(file, MaxBytes);
    return content.ok() ? QJsonDocument::fromJson(content.value()).object() : QJsonObject();
}

} // namespace

Status putSecret(const QString &file, const QString &name, const QString &secret)
{
    QJsonObject all = readAll(file);
    all.insert(name, secret);
    return writeSmallFile(file, QJsonDocument(all).toJson(QJsonDocument::Compact));
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
    return writeSmallFile(file, QJsonDocument(all).toJson(QJsonDocument::Compact));
}

} // namespace banter
