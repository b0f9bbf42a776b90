// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/invite_link.h"

#include <QUrlQuery>

namespace banter {
namespace {

const QString Key = QStringLiteral("code");

} // namespace

QUrl withInviteCode(QUrl server, const QString &code)
{
    QUrlQuery query(server);
    query.removeAllQueryItems(Key);
    query.addQueryItem(Key, code);
    server.setQuery(query);
    return server;
}

QString takeInviteCode(QUrl &address)
{
    QUrlQuery query(address);
    if (!query.hasQueryItem(Key))
        return {};
    const QString code = query.queryItemValue(Key, QUrl::FullyDecoded).trimmed();
    query.removeAllQueryItems(Key);
    address.setQuery(query.isEmpty() ? QString() : query.toString(QUrl::FullyEncoded));
    return code.size() <= MaxInviteCodeChars ? code : QString();
}

} // namespace banter
