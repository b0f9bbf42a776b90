// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/reply_model.h"

#include "models/message_words.h"
#include "models/people.h"

namespace banter {

void ReplyModel::show(const QString &room, const TimelineModel *timeline)
{
    m_room = room;
    m_timeline = timeline;
    Q_EMIT changed();
}

void ReplyModel::forget(const QString &room)
{
    if (m_replies.erase(room) > 0 && room == m_room) {
        Q_EMIT changed();
    }
}

void ReplyModel::apply(const Changes &changes)
{
    for (const ShownMessage &shown : changes.messages) {
        if (shown.own && !m_sent.empty()) {
            m_sent.erase(shown.message.clientId);
        }
    }
    for (const QString &room : changes.historyReset) {
        forget(room); // ids are of other messages from here on
    }
    for (const Amendment &change : changes.amended) {
        const auto reply = m_replies.find(change.room);
        if (reply != m_replies.end() && amend(reply->second, change) && change.room == m_room) {
            Q_EMIT this->changed();
        }
    }
}

QString ReplyModel::take(const QString &room, const QString &clientId)
{
    const auto reply = m_replies.find(room);
    if (reply == m_replies.end()) {
        return {};
    }
    const QString id = reply->second.id;
    m_sent.insert_or_assign(clientId, std::move(reply->second));
    m_replies.erase(reply);
    if (room == m_room) {
        Q_EMIT changed();
    }
    return id;
}

void ReplyModel::giveBack(const QString &clientId)
{
    const auto sent = m_sent.find(clientId);
    if (sent == m_sent.end()) {
        return;
    }
    const QString room = sent->second.room;
    m_replies.emplace(room, std::move(sent->second));
    m_sent.erase(sent);
    if (room == m_room) {
        Q_EMIT changed();
    }
}

const Message *ReplyModel::current() const
{
    const auto reply = m_replies.find(m_room);
    return reply == m_replies.end() ? nullptr : &reply->second;
}

QString ReplyModel::sender() const
{
    return current() ? current()->sender : QString();
}

int ReplyModel::hue() const
{
    return hueOf(sender());
}

QString ReplyModel::text() const
{
    return current() ? inOneLine(current()->text, TimelineQuotes::MaxChars) : QString();
}

bool ReplyModel::deleted() const
{
    return current() && !current()->deletedBy.isEmpty();
}

void ReplyModel::answer(const QString &messageId)
{
    const int at = m_timeline && m_features.replies() ? m_timeline->rows().find(messageId) : -1;
    if (at < 0 || !m_timeline->rows().at(at).message.deletedBy.isEmpty()) {
        return;
    }
    m_replies.insert_or_assign(m_room, m_timeline->rows().at(at).message);
    Q_EMIT changed();
    Q_EMIT begun();
}

void ReplyModel::drop()
{
    forget(m_room);
}

} // namespace banter
