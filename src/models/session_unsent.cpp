// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"

#include "core/received_text.h"
#include "models/error_text.h"
#include "models/message_words.h"

#include <algorithm>

// What a person can still do about messages that have not been sent, and how they come back to be sent.
namespace banter {

void SessionModel::edit(const QString &clientId)
{
    const auto own = m_waiting.find(clientId);
    if (own == m_waiting.end() || own->second.message.room != m_currentRoom) {
        return;
    }
    if (!own->second.editable) {
        Q_EMIT failed(errorText(ErrorCode::AlreadySent), m_currentRoom);
        return;
    }
    if (clientId != m_editing) {
        m_sink.tell(tell::Hold{clientId});
        setEditing(clientId, own->second.message.text);
    }
}

void SessionModel::editLast()
{
    const QString last = m_timeline ? m_timeline->lastEditable() : QString();
    if (!last.isEmpty()) {
        edit(last);
    }
}

void SessionModel::saveEdit(const QString &text)
{
    if (m_editing.isEmpty()) {
        return;
    }
    const QString id = m_editing;
    const QString words = withoutBlankEdges(cleanText(text));
    if (words.isEmpty()) {
        withdraw(id);
        return;
    }
    if (words.toUtf8().size() > m_features.maxTextBytes()) {
        Q_EMIT failed(errorText(ErrorCode::TooLarge), m_currentRoom);
        return;
    }
    const bool same = words == m_editedText && m_waiting[id].state == DeliveryState::Pending;
    setEditing({}, {});
    if (same) {
        m_sink.tell(tell::Release{});
        return;
    }
    m_reworded.insert_or_assign(id, std::pair(m_currentRoom, words));
    m_sink.tell(tell::Reword{id, words});
}

void SessionModel::cancelEdit()
{
    if (!m_editing.isEmpty()) {
        setEditing({}, {});
        m_sink.tell(tell::Release{});
    }
}

void SessionModel::setEditing(const QString &clientId, const QString &text)
{
    if (m_editing != clientId) {
        m_editing = clientId;
        m_editedText = text;
        Q_EMIT editingChanged();
    }
}

void SessionModel::countWaiting()
{
    std::map<QString, int> counts;
    for (const auto &[id, own] : m_waiting) {
        ++counts[own.message.room];
    }
    m_rooms.setWaiting(std::move(counts));
}

QVariantList SessionModel::waitingIn(const QString &room) const
{
    std::vector<const ShownMessage *> waiting;
    for (const auto &[id, own] : m_waiting) {
        if (own.message.room == room) {
            waiting.push_back(&own);
        }
    }
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const auto *a, const auto *b) { return a->message.at < b->message.at; });
    QVariantList list;
    for (const ShownMessage *own : waiting) {
        const bool pending = own->state == DeliveryState::Pending;
        const QString unknown = TimelineModel::tr("It is not known whether this arrived.");
        list.append(QVariantMap{{QStringLiteral("clientId"), own->message.clientId},
                                {QStringLiteral("text"), own->message.text},
                                {QStringLiteral("pending"), pending},
                                {QStringLiteral("failure"), pending ? QString()
                                                            : own->state == DeliveryState::Unconfirmed
                                                                ? unknown
                                                                : failureText(own->failure)}});
    }
    return list;
}

void SessionModel::setFull(bool full)
{
    if (std::exchange(m_full, full) != full) {
        Q_EMIT fullNoteChanged();
    }
}

QString SessionModel::fullWords()
{
    return errorText(ErrorCode::QueueFull);
}

void SessionModel::askAboutServer()
{
    if (m_otherServer) {
        m_serverQuestion.ask(*m_otherServer);
    }
}

void SessionModel::signInAgain(const QString &password)
{
    if (password.isEmpty() || m_signingIn) {
        return;
    }
    m_signingIn = true;
    m_signInError = {};
    Q_EMIT signInChanged();
    m_sink.tell(tell::SignInAgain{password});
}

QString SessionModel::signInError() const
{
    return m_signInError ? m_signInError() : QString();
}

void SessionModel::showMessage(const QString &room, qint64 seq)
{
    setCurrentRoom(room);
    if (room != m_currentRoom || !m_timeline) {
        return;
    }
    if (!m_timeline->jump(seq)) {
        m_sink.tell(tell::LoadAround{room, seq, TimelineModel::PageSize});
    }
}

void SessionModel::loadNewer()
{
    const Seq before = m_timeline ? m_timeline->askNewer() : 0;
    if (before > 0) {
        askOlder(m_currentRoom, before, TimelineModel::PageSize);
    }
}

} // namespace banter
