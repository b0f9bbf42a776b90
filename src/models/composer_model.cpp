// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/composer_model.h"

#include "core/mentions.h"
#include "core/received_text.h"
#include "models/error_text.h"
#include "models/message_words.h"
#include "models/timeline_wishes.h"
#include "protocol/limits.h"

#include <QUuid>

#include <algorithm>

namespace banter {

ComposerModel::ComposerModel(Parts parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    connect(&m_parts.outbox, &OutboxModel::withdrawn, this, [this](const QString &clientId) {
        if (clientId == m_edit.clientId) {
            cancelEdit();
        }
    });
    connect(&m_parts.outbox, &OutboxModel::editWithdrawn, this,
            [this](const QString &room, const QString &clientId, const QString &text) {
                m_parts.undo.addText([this, room, clientId, text] { takeUp(room, {clientId, {}, text}); });
            });
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
    for (const ShownOperation &shown : changes.operations) {
        m_reworded.erase(shown.clientId);
    }
    for (const auto &gone : changes.messagesGone) {
        m_reworded.erase(gone.second);
    }
    if (!m_edit.clientId.isEmpty() && !m_edit.sent && !m_parts.outbox.find(m_edit.clientId)) {
        keepRewording();
        setEdit({}); // deleted, or it turned out to have been sent
    }
    followSent(changes.amended);
    const int before = std::exchange(m_leftOver, m_parts.outbox.leftOver());
    if (m_leftOver < before) {
        setFull(false);
    }
}

// A text that came of the person's own earlier edit is the one that they began from.
void ComposerModel::followSent(const std::vector<Amendment> &changes)
{
    for (const Amendment &change : changes) {
        if (!m_edit.sent || change.id != m_edit.sent->id || change.room != m_room) {
            continue;
        }
        if (!change.deletedBy.isEmpty()) {
            keepRewording();
            setEdit({});
            Q_EMIT failed(tr("The message that you were changing has been deleted."), m_room);
        } else if (change.words && change.words->text == m_edit.before) {
            m_edit.sent->rev = std::max(m_edit.sent->rev, change.rev);
        }
    }
}

// What was never taken in is shown nowhere, so the text goes back to where it was written.
bool ComposerModel::takeBack(const Failed &failure)
{
    if (failure.clientId == m_edit.clientId && !m_edit.clientId.isEmpty()) {
        keepRewording();
        setEdit({}); // it could not be held back
    }
    for (Texts *kept : {&m_handedOver, &m_reworded}) {
        const auto found = kept->find(failure.clientId);
        if (found != kept->end()) {
            const auto [room, text] = found->second;
            kept->erase(found);
            m_parts.reply.giveBack(failure.clientId);
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
    m_parts.sink.tell(tell::Send{room, trimmed, clientId, m_parts.reply.take(room, clientId), meantBy(trimmed)});
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
    if (!own) {
        const int row =
            m_timeline
                ? m_timeline->rows().lastSent([&](const Message &message) { return message.clientId == clientId; })
                : -1;
        if (row >= 0) {
            editSent(m_timeline->rows().at(row).message);
        }
        return;
    }
    if (own->message.room != m_room) {
        return;
    }
    if (!own->editable) {
        Q_EMIT failed(errorText(ErrorCode::AlreadySent), m_room);
        return;
    }
    if (clientId != m_edit.clientId) {
        offerRewording();
        m_parts.sink.tell(tell::Hold{clientId});
        setEdit({clientId, own->message.text, own->message.text});
    }
}

void ComposerModel::editLast()
{
    if (!m_timeline) {
        return;
    }
    const TimelineRows &rows = m_timeline->rows();
    if (const QString last = rows.lastEditable(); !last.isEmpty()) {
        edit(last);
        return;
    }
    const int row = rows.lastSent([this](const Message &message) { return !m_parts.outbox.isToBeDeleted(message); });
    if (row >= 0) {
        editSent(rows.at(row).message);
    }
}

void ComposerModel::noteRewording(const QString &text)
{
    if (!m_edit.clientId.isEmpty()) {
        m_edit.text = text;
        Q_EMIT writing();
    }
}

// It is an edit of the text that is in the composer at first, whatever comes in meanwhile.
void ComposerModel::editSent(const Message &message)
{
    const bool can = m_parts.features.editSent() && !m_parts.outbox.isToBeDeleted(message);
    if (!can || message.clientId == m_edit.clientId) {
        return;
    }
    const ShownOperation *wish = m_parts.outbox.wishOf(message);
    const QString text = textOf(message.text, wish);
    const Rewording edit{message.clientId, text, text, Sent{message.id, message.rev}};
    cancelEdit();
    setEdit(edit);
}

void ComposerModel::saveSent(const QString &words)
{
    const Rewording done = m_edit;
    if (words.isEmpty()) {
        if (m_parts.features.deleteSent()) {
            setEdit({});
            Message message;
            static_cast<MessageKey &>(message) = {m_room, done.clientId, done.sent->id, 0};
            m_parts.outbox.deleteSent(message);
        }
        return;
    }
    setEdit({});
    if (words == done.before) {
        return;
    }
    const QString clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_reworded.insert_or_assign(clientId, std::pair(m_room, words));
    m_parts.sink.tell(tell::EditMessage{m_room, done.sent->id, words, clientId, done.sent->rev, meantBy(words)});
}

void ComposerModel::saveEdit(const QString &text)
{
    if (m_edit.clientId.isEmpty()) {
        return;
    }
    const QString id = m_edit.clientId;
    const QString words = withoutBlankEdges(cleanText(text));
    if (words.isEmpty() && !m_edit.sent) {
        m_parts.outbox.withdraw(id);
        return;
    }
    if (isTooLong(words)) {
        Q_EMIT failed(errorText(ErrorCode::TooLarge), m_room);
        return;
    }
    if (m_edit.sent) {
        saveSent(words);
        return;
    }
    const ShownMessage *own = m_parts.outbox.find(id);
    const bool same = words == m_edit.before && own && own->state == DeliveryState::Pending;
    setEdit({});
    if (same) {
        m_parts.sink.tell(tell::Release{});
        return;
    }
    m_reworded.insert_or_assign(id, std::pair(m_room, words));
    m_parts.sink.tell(tell::Reword{id, words, meantBy(words)});
}

void ComposerModel::cancelEdit()
{
    if (m_edit.clientId.isEmpty()) {
        return;
    }
    offerRewording();
    const bool isHeld = !m_edit.sent;
    setEdit({});
    if (isHeld) {
        m_parts.sink.tell(tell::Release{});
    }
}

void ComposerModel::lose()
{
    keepRewording();
    m_edit.text = m_edit.before;
    cancelEdit();
}

void ComposerModel::offerRewording()
{
    if (m_edit.isReworded()) {
        m_parts.undo.addText([this, room = m_room, edit = m_edit] { takeUp(room, edit); });
    }
}

// The message cannot take them any more.
void ComposerModel::keepRewording()
{
    if (m_edit.isReworded()) {
        giveBack(m_room, m_edit.text);
    }
}

// Goes on where the change was given up, or keeps its words as a draft where the message cannot be changed by now.
void ComposerModel::takeUp(const QString &room, const Rewording &given)
{
    const ShownMessage *own = m_parts.outbox.find(given.clientId);
    const bool can = own ? own->editable : m_parts.features.editSent();
    if (can) {
        Q_EMIT roomWanted(room);
    }
    if (can && m_room == room && m_edit.clientId == given.clientId) {
        offerRewording(); // of what is being changed meanwhile
    } else if (can && m_room == room) {
        edit(given.clientId);
    }
    if (!can || m_room != room || m_edit.clientId != given.clientId) {
        giveBack(room, given.text);
        return;
    }
    if (given.sent && m_edit.sent) {
        m_edit = given; // over the text that was seen then
    }
    m_edit.text = given.text;
    Q_EMIT editingChanged();
}

void ComposerModel::setEdit(Rewording edit)
{
    if (m_edit.clientId != edit.clientId) {
        m_edit = std::move(edit);
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

// What counts is what the text says when it goes: a name that was completed and then changed is none any more.
Mentions ComposerModel::meantBy(const QString &text) const
{
    if (!m_parts.members || !m_parts.features.mentions()) {
        return {};
    }
    QStringList names = m_parts.members->names();
    // Not all may be known here: without a connection since the start nobody is. The server knows who is there.
    if (names.isEmpty() || names.size() < m_parts.members->total()) {
        names += possibleNames(text, protocol::limits::MaxUserChars);
    }
    return mentionsIn(text, names, tell::MaxMentions);
}

bool ComposerModel::isTooLong(const QString &text) const
{
    return text.toUtf8().size() > m_parts.features.maxTextBytes();
}

} // namespace banter
