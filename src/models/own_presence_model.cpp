// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/own_presence_model.h"

#include "core/received_text.h"

namespace banter {

OwnPresenceModel::OwnPresenceModel(CommandSink &sink, ModelParts parts, QObject *parent)
    : QObject(parent), m_sink(sink), m_autoAway(parts, [this] { tellAway(); })
{}

void OwnPresenceModel::apply(const Changes &changes)
{
    if (changes.own && !(*changes.own == m_own)) {
        m_own = *changes.own;
        Q_EMIT changed();
    }
}

void OwnPresenceModel::setOnline(bool online)
{
    m_online = online;
    if (!online) {
        takeForLater();
    }
}

PresenceKind::Kind OwnPresenceModel::status() const
{
    const bool away = m_autoAway.away() && m_own.status == PresenceStatus::Online;
    return PresenceKind::of(away ? PresenceStatus::Away : m_own.status);
}

void OwnPresenceModel::setStatus(PresenceKind::Kind kind)
{
    m_autoAway.input();
    m_own.status = PresenceKind::status(kind);
    m_sink.tell(tell::SetPresence{m_own.status});
    Q_EMIT changed();
}

void OwnPresenceModel::setText(const QString &text)
{
    m_own.text = cleanLine(text).trimmed();
    m_textRequest.begin({});
    m_sink.tell(tell::SetPresence{{}, m_own.text});
    Q_EMIT changed();
    if (!m_online) {
        takeForLater();
    }
}

void OwnPresenceModel::tellAway()
{
    m_sink.tell(tell::SetPresence{{}, {}, m_autoAway.away()});
    Q_EMIT changed();
}

// What is kept until there is a connection again needs no dialog to wait for it.
void OwnPresenceModel::takeForLater()
{
    if (m_textRequest.succeed({})) {
        Q_EMIT noticed(tr("Your status will be told when you're back online."));
    }
}

} // namespace banter
