// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/current_room_model.h"

#include <algorithm>
#include <cmath>

namespace banter {

namespace {

double inUnit(double value)
{
    return std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0.0;
}

} // namespace

CurrentRoomModel::CurrentRoomModel(ComposerModel::Parts parts, ModelParts time, QObject *parent)
    : QObject(parent), m_parts(parts), m_timelines(parts.sink, time), m_people(time),
      m_reading([this](const QString &room, Seq seq) { tellRead(room, seq); }),
      m_composer({parts.sink, parts.rooms, parts.outbox, parts.features, parts.undo, parts.reply, &m_people.members()})
{
    connect(&m_composer, &ComposerModel::sending, this, &CurrentRoomModel::noteSending);
    connect(&m_composer, &ComposerModel::roomWanted, this, &CurrentRoomModel::show);
    connect(&m_parts.outbox, &OutboxModel::wishesChanged, this, &CurrentRoomModel::showWishes);
    connect(&m_composer, &ComposerModel::writing, this, [this] { m_openedEarly.reset(); });
}

void CurrentRoomModel::show(const QString &room)
{
    const ShownRoom *next = m_parts.rooms.find(room);
    const bool can = room.isEmpty() || (next && next->room.joined);
    if (room == m_room || !can) {
        return;
    }
    const int unread = next ? next->unread : 0;
    const Seq readUpTo = next ? next->room.readSeq : 0;
    leave();
    m_room = room;
    const OpenedEarly early{readUpTo, next ? next->room.lastSeq : 0};
    m_openedEarly = m_known ? std::nullopt : std::optional(early);
    m_timeline = room.isEmpty() ? nullptr : &m_timelines.of(room, m_parts.outbox.of(room));
    showWishes(room);
    m_parts.rooms.setCurrent(room);
    m_reading.show(m_timeline);
    m_composer.show(room, m_timeline);
    if (m_timeline) {
        m_timeline->setFollowing(true); // wherever the view was left: whoever comes into a room begins at its end
        m_timeline->setReadUpTo(next->unread > 0 ? std::optional(next->room.readSeq) : std::nullopt);
        m_reading.setRoom(next->room, next->unread);
        noteWatched();
        m_parts.sink.tell(tell::OpenRoom{room, 0});
    }
    showPeople();
    Q_EMIT roomChanged();
    Q_EMIT infoChanged();
    m_composer.tellDraft();
    // The view has the rows by now, and can go to the one that is meant.
    if (m_timeline && m_room == room && unread > 0) {
        m_timeline->openAt(readUpTo, unread);
    }
}

void CurrentRoomModel::leave()
{
    if (!m_timeline) {
        return;
    }
    m_composer.leave();
    leaveCursor();
    m_timeline->rest();
    m_parts.sink.tell(tell::CloseRoom{m_room});
}

void CurrentRoomModel::forget(const QString &room)
{
    m_people.forget(room);
    m_marked.erase(room);
    if (room == m_room) {
        m_composer.lose();
        m_timeline = nullptr;
        m_reading.show(nullptr);
        m_room.clear();
        m_composer.show({}, nullptr);
        m_parts.rooms.setCurrent({});
        showPeople();
        Q_EMIT roomChanged();
        Q_EMIT infoChanged();
        m_composer.tellDraft();
    }
    m_reading.forget(room);
    m_timelines.forget(room);
}

void CurrentRoomModel::applyMessages(const Changes &changes)
{
    for (const QString &room : changes.historyReset) {
        m_marked.erase(room);
        m_reading.forget(room);
    }
    m_timelines.apply(changes);
}

void CurrentRoomModel::showChanges(const Changes &changes)
{
    std::set<QString> rooms;
    for (const ShownOperation &shown : changes.operations) {
        rooms.insert(shown.room);
    }
    for (const QString &room : rooms) {
        showWishes(room);
    }
}

void CurrentRoomModel::showWishes(const QString &room)
{
    m_timelines.setWishes(room, m_parts.outbox.changesOf(room));
}

void CurrentRoomModel::deleteMessage(const QString &clientId)
{
    if (m_parts.outbox.find(clientId)) {
        m_parts.outbox.discard(clientId);
        return;
    }
    const auto isThat = [&](const Message &message) { return message.clientId == clientId; };
    const int row = m_timeline && m_parts.features.deleteSent() ? m_timeline->rows().lastSent(isThat) : -1;
    if (row >= 0) {
        m_parts.outbox.deleteSent(m_timeline->rows().at(row).message);
    }
}

void CurrentRoomModel::refreshInfo()
{
    m_people.members().setTold(shown() ? shown()->room.memberCount : 0);
    Q_EMIT infoChanged();
}

void CurrentRoomModel::refreshUnread()
{
    if (const ShownRoom *known = shown()) {
        m_reading.setRoom(known->room, known->unread);
        openLate(*known);
    }
}

// The room that a start of the program opens is shown before the server says what of it is unread: it moves to the
// first unread message once that is known, unless the view is the person's by then.
void CurrentRoomModel::openLate(const ShownRoom &known)
{
    const bool complete = m_timeline->position().newest() >= known.room.lastSeq;
    if (!m_openedEarly || !complete) {
        return;
    }
    const Seq read = known.room.readSeq;
    const bool hasNew = known.room.lastSeq > m_openedEarly->last;
    const bool passes = hasNew && m_timeline->following() && !m_timeline->opening();
    const bool readElsewhere = read > std::max(m_openedEarly->read, m_marked[m_room]);
    if (known.unread > 0 && (passes || readElsewhere) && !m_timeline->scroll()->touched()) {
        m_openedEarly = OpenedEarly{read, known.room.lastSeq};
        m_timeline->setReadUpTo(read);
        m_timeline->openAt(read, known.unread, true);
    }
    if (m_known) {
        m_openedEarly.reset();
    }
}

void CurrentRoomModel::setActive(bool active)
{
    m_active = active;
    if (!active) {
        leaveCursor();
    }
    noteWatched();
}

void CurrentRoomModel::refreshTimes()
{
    m_people.members().refreshTimes();
    m_timelines.refreshDays();
}

void CurrentRoomModel::retranslate()
{
    m_people.typing().retranslate();
    m_people.members().refreshTimes();
    m_composer.retranslate();
    m_timelines.refreshWords();
}

void CurrentRoomModel::setIdentity(const QString &self, ErrorSource source)
{
    m_people.members().setSelf(self);
    m_timelines.setIdentity(self, source);
}

bool CurrentRoomModel::isPrivate() const
{
    return shown() && shown()->room.isPrivate;
}

bool CurrentRoomModel::canInvite() const
{
    return isPrivate() && m_parts.features.privateRooms();
}

void CurrentRoomModel::setMessagesShown(bool shown)
{
    if (m_messagesShown != shown) {
        m_messagesShown = shown;
        noteWatched();
        Q_EMIT messagesShownChanged();
    }
}

void CurrentRoomModel::showMessage(const QString &room, qint64 seq)
{
    show(room);
    m_openedEarly.reset();
    if (room == m_room && m_timeline && !m_timeline->jump(seq)) {
        m_timelines.askAround(room, seq);
    }
}

void CurrentRoomModel::showFirstUnread()
{
    const std::optional<Seq> read = m_reading.unreadAfter();
    m_openedEarly.reset();
    if (m_timeline && read && !m_timeline->jumpAfter(*read)) {
        m_timelines.askAround(m_room, *read);
    }
}

void CurrentRoomModel::moveCursor(double x, double y)
{
    if (!m_room.isEmpty()) {
        m_cursorTold = true;
        m_parts.sink.tell(tell::MoveCursor{m_room, {inUnit(x), inUnit(y)}});
    }
}

void CurrentRoomModel::leaveCursor()
{
    if (std::exchange(m_cursorTold, false)) {
        m_parts.sink.tell(tell::LeaveCursor{m_room});
    }
}

void CurrentRoomModel::noteWatched()
{
    if (m_timeline) {
        const bool watched = m_active && m_messagesShown;
        m_timeline->setWatched(watched);
        m_reading.setWatched(watched);
    }
}

// Whoever writes has seen what there is, unless something is left unread.
void CurrentRoomModel::noteSending()
{
    m_timeline->toNewest();
    if (m_reading.above() + m_reading.below() == 0) {
        m_timeline->setReadUpTo(std::nullopt);
    }
}

void CurrentRoomModel::showPeople()
{
    m_people.show(m_room);
    m_people.members().setTold(shown() ? shown()->room.memberCount : 0);
}

void CurrentRoomModel::tellRead(const QString &room, Seq seq)
{
    const ShownRoom *known = m_parts.rooms.find(room);
    Seq &marked = m_marked[room];
    if (known && seq > std::max(marked, known->room.readSeq)) {
        marked = seq;
        m_parts.sink.tell(tell::MarkRead{room, seq});
    }
}

} // namespace banter
