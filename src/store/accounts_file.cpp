// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/accounts_file.h"

#include "store/small_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace banter {
namespace {

constexpr qint64 MaxBytes = 256 * 1024;
constexpr qsizetype MaxField = 2'000;

std::optional<KnownAccount> readOne(const QJsonObject &object)
{
    KnownAccount account;
    account.server = QUrl(object.value(QStringLiteral("server")).toString().left(MaxField), QUrl::StrictMode);
    account.user = object.value(QStringLiteral("user")).toString().left(MaxField);
    account.dialect = object.value(QStringLiteral("dialect")).toString(QStringLiteral("banter")).left(MaxField);
    account.keep = object.value(QStringLiteral("keep")).toBool();
    account.hosted = object.value(QStringLiteral("hosted")).toBool();
    account.usedAt = object.value(QStringLiteral("usedAt")).toInteger();
    if (!account.server.isValid() || account.server.host().isEmpty() || account.user.isEmpty())
        return std::nullopt;
    return account;
}

QJsonObject writeOne(const KnownAccount &account)
{
    return {{QStringLiteral("server"), account.server.toString()},
            {QStringLiteral("user"), account.user},
            {QStringLiteral("dialect"), account.dialect},
            {QStringLiteral("keep"), account.keep},
            {QStringLiteral("hosted"), account.hosted},
            {QStringLiteral("usedAt"), account.usedAt}};
}

KnownAccounts putAside(const QString &file, const QString &why)
{
    QFile::remove(file + QStringLiteral(".bad"));
    QFile::rename(file, file + QStringLiteral(".bad"));
    return {{},
            QStringLiteral("The list of accounts could not be read and was put aside as %1.bad: %2").arg(file, why)};
}

} // namespace

KnownAccounts readAccounts(const QString &file)
{
    const Result<QByteArray> content = readSmallFile(file, MaxBytes);
    if (!content.ok())
        return putAside(file, content.error().message);
    if (content.value().isEmpty())
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(content.value(), &error);
    if (!document.isArray())
        return putAside(file, error.error == QJsonParseError::NoError ? QStringLiteral("it is no list.")
                                                                      : error.errorString());
    KnownAccounts known;
    for (const QJsonValue &value : document.array()) {
        const std::optional<KnownAccount> account = readOne(value.toObject());
        if (account && known.accounts.size() < std::size_t(MaxKnownAccounts))
            known.accounts.push_back(*account);
    }
    return known;
}

Status putAccount(const QString &file, const KnownAccount &account)
{
    KnownAccounts known = readAccounts(file);
    std::erase_if(known.accounts, [&](const KnownAccount &other) {
        return other.server == account.server && other.user == account.user;
    });
    known.accounts.insert(known.accounts.begin(), account);
    if (known.accounts.size() > std::size_t(MaxKnownAccounts))
        known.accounts.resize(std::size_t(MaxKnownAccounts));
    QJsonArray list;
    for (const KnownAccount &one : known.accounts)
        list.append(writeOne(one));
    return writeSmallFile(file, QJsonDocument(list).toJson());
}

} // namespace banter
