// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/composer_model.h"

#include "core/received_text.h"
#include "models/error_text.h"
#include "models/message_words.h"

#include <QUuid>

namespace banter {

ComposerModel::ComposerModel(Parts parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    connect(&m_parts.outbox, &OutboxModel::withdrawn, this, &ComposerModel::endEditOf);
}

void ComposerModel::leave()
{
    cancelEdit();
    setTyping(false);
}

void ComposerModel::show(const QString &room, TimelineModel *timeline)
{
    m_room = room;
    m_timeline = timeline;
}

void ComposerModel::apply(const Changes &changes)
{
    for (const ShownMessage &shown : changes.messages) {
        const QString &id = shown.message.clientId;
        if (!shown.own || id.isEmpty()) {
            continue;
        }
        if (m_handedOver.erase(id) > 0) {
            setFull(false);
        }
        m_reworded.erase(id);
    }
    for (const auto &gone : changes.messagesGone) {
        m_reworded.erase(gone.second);
    }
    if (!m_editing.isEmpty() && !m_parts.outbox.find(m_editing)) {
        keepRewording();
        setEditing({}, {}); // deleted, or it turned out to have been sent
    }
    const int before = std::exchange(m_leftOver, m_parts.outbox.leftOver());
    if (m_leftOver < before) {
        setFull(false);
    }
}

// What was never taken in is shown nowhere, so the text goes back to where it was written.
bool ComposerModel::takeBack(const Failed &failure)
{
    if (failure.clientId == m_editing && !m_editing.isEmpty()) {
        keepRewording();
        setEditing({}, {}); // it could not be held back
    }
    for (Texts *kept : {&m_handedOver, &m_reworded}) {
        const auto found = kept->find(failure.clientId);
        if (found != kept->end()) {
            const auto [room, text] = found->second;
            kept->erase(found);
            giveBack(room, text);
            return true;
        }
    }
    return false;
}

QString ComposerModel::draft() const
{
    const ShownRoom *shown = m_parts.rooms.find(m_room);
    return shown ? shown->draft : QString();
}

QString ComposerModel::fullNote() const
{
    return m_full ? errorText(ErrorCode::QueueFull) : QString();
}

void ComposerModel::send(const QString &text)
{
    const QString trimmed = withoutBlankEdges(cleanText(text));
    if (m_room.isEmpty() || trimmed.isEmpty()) {
        return;
    }
    const QString room = m_room;
    m_parts.rooms.setDraft(room, {});
    m_parts.sink.tell(tell::SaveDraft{room, {}});
    if (isTooLong(trimmed)) {
        giveBack(room, trimmed);
        Q_EMIT failed(errorText(ErrorCode::TooLarge), room);
        return;
    }
    setTyping(false);
    Q_EMIT sending();
    const QString clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_handedOver.emplace(clientId, std::pair(room, trimmed));
    m_parts.sink.tell(tell::Send{room, trimmed, clientId});
}

void ComposerModel::saveDraft(const QString &text)
{
    if (!m_room.isEmpty() && draft() != text) {
        m_parts.rooms.setDraft(m_room, text);
        m_parts.sink.tell(tell::SaveDraft{m_room, text});
    }
}

void ComposerModel::discardDraft(const QString &room)
{
    const ShownRoom *shown = m_parts.rooms.find(room);
    if (!shown || shown->draft.isEmpty()) {
        return;
    }
    m_parts.undo.addText([this, room, text = shown->draft] { giveBack(room, text); });
    m_parts.rooms.setDraft(room, {});
    m_parts.sink.tell(tell::SaveDraft{room, {}});
    if (room == m_room) {
        Q_EMIT draftChanged();
    }
}

void ComposerModel::setTyping(bool active)
{
    if (active) {
        Q_EMIT writing();
    }
    // Repeated while it goes on: the session throttles it and needs the repetition to keep it alive.
    if (!m_room.isEmpty() && (active || m_typingTold)) {
        m_typingTold = active;
        m_parts.sink.tell(tell::Typing{m_room, active});
    }
}

void ComposerModel::edit(const QString &clientId)
{
    const ShownMessage *own = m_parts.outbox.find(clientId);
    if (!own || own->message.room != m_room) {
        return;
    }
    if (!own->editable) {
        Q_EMIT failed(errorText(ErrorCode::AlreadySent), m_room);
        return;
    }
    if (clientId != m_editing) {
        offerRewording();
        m_parts.sink.tell(tell::Hold{clientId});
        setEditing(clientId, own->message.text);
    }
}

void ComposerModel::editLast()
{
    const QString last = m_timeline ? m_timeline->rows().lastEditable() : QString();
    if (!last.isEmpty()) {
        edit(last);
    }
}

void ComposerModel::noteRewording(const QString &text)
{
    if (!m_editing.isEmpty()) {
        m_rewording = text;
        Q_EMIT writing();
    }
}

void ComposerModel::saveEdit(const QString &text)
{
    if (m_editing.isEmpty()) {
        return;
    }
    const QString id = m_editing;
    const QString words = withoutBlankEdges(cleanText(text));
    if (words.isEmpty()) {
        m_parts.outbox.withdraw(id);
        return;
    }
    if (isTooLong(words)) {
        Q_EMIT failed(errorText(ErrorCode::TooLarge), m_room);
        return;
    }
    const ShownMessage *own = m_parts.outbox.find(id);
    const bool same = words == m_editedText && own && own->state == DeliveryState::Pending;
    setEditing({}, {});
    if (same) {
        m_parts.sink.tell(tell::Release{});
        return;
    }
    m_reworded.insert_or_assign(id, std::pair(m_room, words));
    m_parts.sink.tell(tell::Reword{id, words});
}

void ComposerModel::cancelEdit()
{
    if (!m_editing.isEmpty()) {
        offerRewording();
        setEditing({}, {});
        m_parts.sink.tell(tell::Release{});
    }
}

void ComposerModel::lose()
{
    keepRewording();
    m_rewording = m_editedText;
    cancelEdit();
}

// Words that somebody would miss.
bool ComposerModel::isReworded() const
{
    return !m_editing.isEmpty() && m_rewording != m_editedText && !m_rewording.trimmed().isEmpty();
}

void ComposerModel::offerRewording()
{
    if (isReworded()) {
        m_parts.undo.addText([this, room = m_room, id = m_editing, text = m_rewording] { takeUp(room, id, text); });
    }
}

// The message cannot take them any more.
void ComposerModel::keepRewording()
{
    if (isReworded()) {
        giveBack(m_room, m_rewording);
    }
}

// Goes on where the change was given up, or keeps its words as a draft where the message has gone out by now.
void ComposerModel::takeUp(const QString &room, const QString &clientId, const QString &text)
{
    const ShownMessage *own = m_parts.outbox.find(clientId);
    if (own && own->editable) {
        Q_EMIT roomWanted(room);
    }
    if (!own || !own->editable || m_room != room) {
        giveBack(room, text);
        return;
    }
    offerRewording(); // of what is being changed meanwhile, perhaps the same message
    if (m_editing != clientId) {
        m_parts.sink.tell(tell::Hold{clientId});
        m_editedText = own->message.text;
    }
    m_rewording = text;
    m_editing = clientId;
    Q_EMIT editingChanged();
}

void ComposerModel::endEditOf(const QString &clientId)
{
    if (clientId == m_editing) {
        cancelEdit();
    }
}

void ComposerModel::setEditing(const QString &clientId, const QString &text)
{
    if (m_editing != clientId) {
        m_editing = clientId;
        m_editedText = text;
        m_rewording = text;
        Q_EMIT editingChanged();
    }
}

void ComposerModel::setFull(bool full)
{
    if (std::exchange(m_full, full) != full) {
        Q_EMIT fullNoteChanged();
    }
}

void ComposerModel::giveBack(const QString &room, const QString &text)
{
    const ShownRoom *shown = m_parts.rooms.find(room);
    // What was written since comes after it. A room that is gone comes back for its sake.
    const QString both = !shown || shown->draft.isEmpty() ? text : text + u'\n' + shown->draft;
    m_parts.rooms.setDraft(room, both);
    m_parts.sink.tell(tell::SaveDraft{room, both});
    if (room == m_room) {
        Q_EMIT draftChanged();
    }
}

bool ComposerModel::isTooLong(const QString &text) const
{
    return text.toUtf8().size() > m_parts.features.maxTextBytes();
}

} // namespace banter
