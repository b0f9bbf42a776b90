// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/accounts_file.h"

#include "store/paths.h"
#include "store/small_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
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
    // Lists of earlier versions name neither.
    account.listed = object.value(QStringLiteral("listed")).toBool(account.keep);
    account.addedAt = object.value(QStringLiteral("addedAt")).toInteger(account.usedAt);
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
            {QStringLiteral("openWay"), account.openWay},
            {QStringLiteral("listed"), account.listed},
            {QStringLiteral("addedAt"), account.addedAt}};
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

std::vector<KnownAccount>::iterator findSame(std::vector<KnownAccount> &accounts, const KnownAccount &account)
{
    const QString key = accountKey(lastingAddress(account), account.user);
    return std::find_if(accounts.begin(), accounts.end(), [&](const KnownAccount &other) {
        return accountKey(lastingAddress(other), other.user) == key;
    });
}

void dropSurplus(std::vector<KnownAccount> &accounts)
{
    while (accounts.size() > std::size_t(MaxKnownAccounts)) {
        const auto unlisted =
            std::find_if(accounts.rbegin(), accounts.rend(), [](const KnownAccount &each) { return !each.listed; });
        accounts.erase(unlisted == accounts.rend() ? accounts.end() - 1 : std::prev(unlisted.base()));
    }
}

Status write(const QString &file, const std::vector<KnownAccount> &accounts)
{
    QJsonArray list;
    for (const KnownAccount &one : accounts)
        list.append(writeOne(one));
    return writeSmallFile(file, QJsonDocument(list).toJson());
}

} // namespace

QUrl lastingAddress(const KnownAccount &account)
{
    return account.hosted ? QUrl(QStringLiteral("ws://here.invalid")) : account.server;
}

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

Status putAccount(const QString &file, const KnownAccount &account, AccountPlace place)
{
    KnownAccounts known = readAccounts(file);
    std::vector<KnownAccount> &accounts = known.accounts;
    const auto old = findSame(accounts, account);
    KnownAccount put = account;
    put.listed = account.listed || account.keep;
    if (old == accounts.end()) {
        put.addedAt = account.addedAt > 0 ? account.addedAt : account.usedAt;
        accounts.insert(accounts.begin(), put);
    } else {
        put.addedAt = old->addedAt;
        if (place == AccountPlace::Same) {
            put.usedAt = old->usedAt;
            *old = put;
        } else {
            accounts.erase(old);
            accounts.insert(accounts.begin(), put);
        }
    }
    dropSurplus(accounts);
    return write(file, accounts);
}

Status useAccount(const QString &file, const KnownAccount &account, WallMs now)
{
    KnownAccounts known = readAccounts(file);
    const auto found = findSame(known.accounts, account);
    if (found == known.accounts.end())
        return success();
    found->usedAt = now;
    std::rotate(known.accounts.begin(), found, found + 1);
    return write(file, known.accounts);
}

Status removeAccount(const QString &file, const KnownAccount &account)
{
    KnownAccounts known = readAccounts(file);
    const auto found = findSame(known.accounts, account);
    if (found == known.accounts.end())
        return success();
    known.accounts.erase(found);
    return write(file, known.accounts);
}

} // namespace banter
