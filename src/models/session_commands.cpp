// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"

#include "core/received_text.h"
#include "models/error_text.h"
#include "models/message_words.h"
#include "models/text_rules.h"

#include <QUuid>

#include <algorithm>
#include <cmath>

// What the person does, on its way to the session.
namespace banter {

namespace {

double inUnit(double value)
{
    return std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0.0;
}

} // namespace

void SessionModel::send(const QString &text)
{
    const QString trimmed = withoutBlankEdges(cleanText(text));
    if (m_currentRoom.isEmpty() || trimmed.isEmpty()) {
        return;
    }
    const QString room = m_currentRoom;
    m_rooms.setDraft(room, {});
    m_sink.tell(tell::SaveDraft{room, {}});
    if (trimmed.toUtf8().size() > m_features.maxTextBytes()) {
        giveBack(room, trimmed);
        Q_EMIT failed(errorText(ErrorCode::TooLarge), room);
        return;
    }
    setTyping(false);
    m_timeline->toNewest();
    if (m_reading.above() + m_reading.below() == 0) {
        m_timeline->setReadUpTo(std::nullopt);
    }
    const QString clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_handedOver.emplace(clientId, std::pair(room, trimmed));
    m_sink.tell(tell::Send{room, trimmed, clientId});
}

void SessionModel::retry(const QString &clientId)
{
    m_sink.tell(tell::Retry{clientId});
}

void SessionModel::discard(const QString &clientId)
{
    if (m_undo.mayDelete()) {
        withdraw(clientId);
    }
}

void SessionModel::withdraw(const QString &clientId)
{
    const auto own = m_waiting.find(clientId);
    if (own != m_waiting.end()) {
        m_undo.add(clientId, own->second.state == DeliveryState::Pending && !own->second.editable);
    }
    if (clientId == m_editing) {
        cancelEdit();
    }
    m_sink.tell(tell::Discard{clientId});
}

void SessionModel::loadOlder()
{
    if (m_timeline && !m_timeline->loading() && !m_timeline->reachesStart()) {
        askOlder(m_currentRoom, m_timeline->oldestSeq(), TimelineModel::PageSize);
    }
}

void SessionModel::saveDraft(const QString &text)
{
    if (!m_currentRoom.isEmpty() && draft() != text) {
        m_rooms.setDraft(m_currentRoom, text);
        m_sink.tell(tell::SaveDraft{m_currentRoom, text});
    }
}

// Another server's names are what it says; ours have one form (NFC), which not every keyboard gives.
QString SessionModel::nameOf(const QString &typed) const
{
    const QString line = cleanLine(typed);
    return m_features.ownNames() ? TextRules::asName(line) : line.trimmed();
}

void SessionModel::createRoom(const QString &name, bool isPrivate)
{
    m_wantedRoom = nameOf(name);
    m_joining = false;
    m_roomRequest.begin(m_wantedRoom);
    m_sink.tell(tell::CreateRoom{m_wantedRoom, isPrivate});
}

void SessionModel::joinRoom(const QString &name)
{
    const QString room = nameOf(name);
    m_roomRequest.begin(room);
    const ShownRoom *known = m_rooms.find(room);
    if (known && known->room.joined) {
        setCurrentRoom(room);
        m_roomRequest.succeed(room);
        return;
    }
    m_wantedRoom = room;
    m_joining = true;
    m_sink.tell(tell::JoinRoom{room});
    if (m_connection.state() != ConnectionModel::Connected) {
        Q_EMIT noticed(tr("You will join %1 when you're back online.").arg(room));
        m_roomRequest.succeed(room);
    }
}

// What is kept until there is a connection again needs no dialog to wait for it.
void SessionModel::takeForLater()
{
    const QString room = m_wantedRoom;
    if (m_joining && m_roomRequest.succeed(room)) {
        Q_EMIT noticed(tr("You will join %1 when you're back online.").arg(room));
    }
    if (m_statusRequest.succeed({})) {
        Q_EMIT noticed(tr("Your status will be told when you're back online."));
    }
}

void SessionModel::leaveRoom(const QString &name)
{
    leave(name, tell::LeaveRoom::Words::Keep);
}

void SessionModel::leaveAfterSending(const QString &name)
{
    leave(name, tell::LeaveRoom::Words::SendFirst);
}

void SessionModel::leaveDiscarding(const QString &name)
{
    leave(name, tell::LeaveRoom::Words::Discard);
}

void SessionModel::leave(const QString &name, tell::LeaveRoom::Words words)
{
    if (name == m_currentRoom) {
        cancelEdit(); // what is held would be waited for
    }
    m_sink.tell(tell::LeaveRoom{name, words});
    if (m_connection.state() != ConnectionModel::Connected) {
        Q_EMIT noticed(tr("You will leave %1 when you're back online.").arg(name));
    }
}

void SessionModel::invite(const QString &user)
{
    if (!m_currentRoom.isEmpty()) {
        m_inviteRequest.begin(m_currentRoom);
        m_sink.tell(tell::Invite{m_currentRoom, nameOf(user)});
    }
}

void SessionModel::answerInvitation(const QString &room, bool accept)
{
    if (accept) {
        m_wantedRoom = room;
        m_joining = false;
    }
    m_sink.tell(tell::AnswerInvitation{room, accept});
}

void SessionModel::setStatus(PresenceKind::Kind kind)
{
    m_autoAway.input();
    m_own.status = PresenceKind::status(kind);
    m_sink.tell(tell::SetPresence{m_own.status});
    Q_EMIT ownStatusChanged();
}

void SessionModel::setStatusText(const QString &text)
{
    m_own.text = cleanLine(text).trimmed();
    m_statusRequest.begin({});
    m_sink.tell(tell::SetPresence{{}, m_own.text});
    Q_EMIT ownStatusChanged();
    if (m_connection.state() != ConnectionModel::Connected) {
        takeForLater();
    }
}

void SessionModel::setTyping(bool active)
{
    // Repeated while it goes on: the session throttles it and needs the repetition to keep it alive.
    if (!m_currentRoom.isEmpty() && (active || m_typingTold)) {
        m_typingTold = active;
        m_sink.tell(tell::Typing{m_currentRoom, active});
    }
}

void SessionModel::moveCursor(double x, double y)
{
    if (!m_currentRoom.isEmpty()) {
        m_cursorTold = true;
        m_sink.tell(tell::MoveCursor{m_currentRoom, {inUnit(x), inUnit(y)}});
    }
}

void SessionModel::leaveCursor()
{
    if (std::exchange(m_cursorTold, false)) {
        m_sink.tell(tell::LeaveCursor{m_currentRoom});
    }
}

void SessionModel::tellRead(const QString &room, Seq seq)
{
    const ShownRoom *shown = m_rooms.find(room);
    Seq &marked = m_marked[room];
    if (shown && seq > std::max(marked, shown->room.readSeq)) {
        marked = seq;
        m_sink.tell(tell::MarkRead{room, seq});
    }
}

void SessionModel::setActive(bool active)
{
    if (m_active == active) {
        return;
    }
    m_active = active;
    if (active) {
        noteInput();
    } else {
        leaveCursor();
    }
    noteWatched();
}

void SessionModel::setMessagesShown(bool shown)
{
    if (m_messagesShown != shown) {
        m_messagesShown = shown;
        noteWatched();
        Q_EMIT messagesShownChanged();
    }
}

void SessionModel::noteWatched()
{
    if (!m_timeline) {
        return;
    }
    m_timeline->setWatched(watched());
    m_reading.setWatched(watched());
}

void SessionModel::noteInput()
{
    m_autoAway.input();
}

} // namespace banter
