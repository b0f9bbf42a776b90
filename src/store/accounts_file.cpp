// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/accounts_file.h"

#include "store/paths.h"
#include "store/small_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace banter {
namespace {

constexpr qint64 MaxBytes = 256 * 1024;
/// As long as a browser's address; nothing that is written here comes near it.
constexpr qsizetype MaxField = 2'000;

std::optional<KnownAccount> readOne(const QJsonObject &object)
{
    const QString server = object.value(QStringLiteral("server")).toString();
    KnownAccount account;
    account.user = object.value(QStringLiteral("user")).toString();
    account.dialect = object.value(QStringLiteral("dialect")).toString(QStringLiteral("banter"));
    account.keep = object.value(QStringLiteral("keep")).toBool();
    account.hosted = object.value(QStringLiteral("hosted")).toBool();
    account.openWay = object.value(QStringLiteral("openWay")).toBool();
    account.usedAt = object.value(QStringLiteral("usedAt")).toInteger();
    for (const QString &field : {server, account.user, account.dialect}) {
        if (field.isEmpty() || field.size() > MaxField)
            return std::nullopt;
    }
    account.server = QUrl(server, QUrl::StrictMode);
    if (!account.server.isValid() || account.server.host().isEmpty())
        return std::nullopt;
    return account;
}

QJsonObject writeOne(const KnownAccount &account)
{
    return {{QStringLiteral("server"), account.server.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo)},
            {QStringLiteral("user"), account.user},
            {QStringLiteral("dialect"), account.dialect},
            {QStringLiteral("keep"), account.keep},
            {QStringLiteral("hosted"), account.hosted},
            {QStringLiteral("usedAt"), account.usedAt},
            {QStringLiteral("openWay"), account.openWay}};
}

// Gives the report.
QString putAside(const QString &file, const QString &why)
{
    const QString aside = file + QStringLiteral(".bad");
    QFile::remove(aside);
    const QString where =
        QFile::rename(file, aside) ? QStringLiteral(" It was put aside as %1.").arg(aside) : QString();
    return QStringLiteral("The list of accounts is damaged: %1.%2").arg(why, where);
}

} // namespace

KnownAccounts readAccounts(const QString &file)
{
    const Result<QByteArray> content = readSmallFile(file, MaxBytes);
    if (!content.ok())
        return {{}, putAside(file, content.error().message.chopped(1))};
    if (content.value().isEmpty())
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(content.value(), &error);
    if (!document.isArray())
        return {{}, putAside(file, document.isNull() ? error.errorString() : QStringLiteral("it is no list"))};
    KnownAccounts known;
    bool whole = true;
    for (const auto &value : document.array()) {
        const std::optional<KnownAccount> account = readOne(value.toObject());
        whole = whole && account;
        if (account && known.accounts.size() < std::size_t(MaxKnownAccounts))
            known.accounts.push_back(*account);
    }
    if (!whole)
        known.report = putAside(file, QStringLiteral("an entry is no account"));
    return known;
}

Status putAccount(const QString &file, const KnownAccount &account)
{
    KnownAccounts known = readAccounts(file);
    const QString key = accountKey(account.server, account.user);
    std::erase_if(known.accounts,
                  [&](const KnownAccount &other) { return accountKey(other.server, other.user) == key; });
    known.accounts.insert(known.accounts.begin(), account);
    if (known.accounts.size() > std::size_t(MaxKnownAccounts))
        known.accounts.resize(std::size_t(MaxKnownAccounts));
    QJsonArray list;
    for (const KnownAccount &one : known.accounts)
        list.append(writeOne(one));
    return writeSmallFile(file, QJsonDocument(list).toJson());
}

} // namespace banter
