// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "short_tasks.h"

#include <QJsonDocument>

namespace banter::cli {

void RegisterTask::heard(const Changes &changes)
{
    m_user = changes.signedInAs.value_or(m_user);
    m_token = changes.token.value_or(m_token);
    if (!isConnected()) {
        return;
    }
    QJsonObject event{{QStringLiteral("event"), QStringLiteral("registered")},
                      {QStringLiteral("user"), m_user},
                      {QStringLiteral("at"), now().wall}};
    if (options().printToken) {
        event.insert(QStringLiteral("token"), m_token);
    }
    print(QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n');
    finish(Exit::Done, {});
}

void RoomsTask::heard(const Changes &changes)
{
    for (const QString &id : changes.roomsGone) {
        m_rooms.erase(id);
    }
    for (const auto &[id, shown] : changes.rooms) {
        m_rooms.insert_or_assign(id, shown);
    }
    if (!isConnected()) {
        return;
    }
    QByteArray lines;
    for (const auto &[id, shown] : m_rooms) {
        lines += roomLine(shown, now().wall);
    }
    print(lines);
    finish(Exit::Done, {});
}

} // namespace banter::cli
