// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include <QJsonArray>
#include <QJsonDocument>

// What is known from last time, and what is kept for next time.
namespace banter {
namespace {

const QString Epoch = QStringLiteral("epoch");
const QString User = QStringLiteral("user");
/// "stay" for a server that does not tell what was missed: to be known before it answers.
const QString Absences = QStringLiteral("absences");
const QString Stay = QStringLiteral("stay");
const QString WantedJoins = QStringLiteral("wantedJoins");
const QString WantedLeaves = QStringLiteral("wantedLeaves");
const QString LeavesAfterSending = QStringLiteral("leavesAfterSending"); ///< those of them
/// Newest messages that are looked through for one's own, which are never unread.
constexpr int OwnSearched = 200;

} // namespace

void Session::Impl::load()
{
    const Result<QString> epoch = m_store->setting(Epoch);
    const Result<QString> user = m_store->setting(User);
    const Result<QString> joins = m_store->setting(WantedJoins);
    const Result<QString> leaves = m_store->setting(WantedLeaves);
    const Result<QString> server = m_store->setting(KnownServer);
    const Result<QString> sendingFirst = m_store->setting(LeavesAfterSending);
    Result<std::vector<StoredRoom>> rooms = m_store->rooms();
    Result<std::vector<OutboxEntry>> outbox = m_store->outbox();
    const bool told = !m_config.serverFingerprint.isEmpty() || m_config.anyServer;
    m_keptServer = server.ok() ? server.value() : QString();
    m_trust.know(told ? m_config.serverFingerprint : m_keptServer); // whatever else cannot be read
    if (!epoch.ok() || !user.ok() || !rooms.ok() || !outbox.ok() || !joins.ok() || !leaves.ok() || !sendingFirst.ok() ||
        !server.ok()) {
        m_views.failure(!rooms.ok() ? rooms.error()
                                    : Error{ErrorCode::Internal, QStringLiteral("The history cannot be read.")});
        return;
    }
    if (const auto choice = m_store->setting(PresenceTracker::Setting); choice.ok() && !choice.value().isEmpty())
        m_presence.restore(choice.value());
    const Result<QString> absences = m_store->setting(Absences);
    m_server.capabilities.catchesUp = !absences.ok() || absences.value() != Stay;
    m_server.epoch = epoch.value();
    m_server.owner = user.value();
    m_server.user = m_server.owner.isEmpty() ? m_config.credentials.user : m_server.owner;
    for (const StoredRoom &stored : rooms.value())
        loadRoom(stored);
    loadWishes(joins.value(), leaves.value(), sendingFirst.value());
    for (OutboxEntry &entry : outbox.value()) {
        const bool failed = entry.state != DeliveryState::Pending;
        const bool doubted = entry.formerSeq > 0;
        if (!doubted) {
            showEntry(entry);
            if (!find(entry.room))
                m_views.log().room(roomNamed(entry.room).shown()); // or nobody could see what waits there
        }
        m_outbox.restore(std::move(entry), doubted  ? Outbox::Stage::Doubted
                                           : failed ? Outbox::Stage::Failed
                                                    : Outbox::Stage::Waiting);
    }
}

void Session::Impl::loadRoom(const StoredRoom &stored)
{
    KnownRoom &state = m_rooms[stored.room.id];
    state.room = stored.room;
    state.countedTo = stored.room.lastSeq;
    state.draft = stored.draft;
    state.held = SpanSet(stored.spans);
    state.stored = state.held;
    state.reachesStart = stored.reachesStart;
    state.inStore = true;
    if (!m_server.capabilities.catchesUp) {
        for (const Span &hole : state.held.holes())
            state.noteAbsence(hole);
        state.noteAbsence({state.held.newest() + 1, state.room.lastSeq});
    }
    if (state.room.lastSeq > state.room.readSeq) {
        const auto newest = m_store->messages(stored.room.id, 0, OwnSearched);
        for (const Message &message : newest.ok() ? newest.value() : std::vector<Message>()) {
            if (message.sender == m_server.user)
                state.noteOwn(message.seq);
        }
    }
    m_views.log().room(state.shown());
}

/// A room that may be new.
KnownRoom &Session::Impl::roomNamed(const QString &id)
{
    KnownRoom &room = m_rooms[id];
    room.room.id = id;
    return room;
}

void Session::Impl::keepIdentity()
{
    m_disk.put(keep::PutSetting{User, m_server.user});
    m_disk.put(keep::PutSetting{Epoch, m_server.epoch});
    m_disk.put(keep::PutSetting{Absences, m_server.capabilities.catchesUp ? QString() : Stay});
}

void Session::Impl::keepWishes()
{
    QJsonArray joins;
    QJsonArray leaves;
    QJsonArray sendingFirst;
    for (const auto &[id, room] : m_rooms) {
        if (room.wantsJoin)
            joins.append(id);
        else if (room.wantsLeave)
            leaves.append(id);
        if (room.wantsLeave && room.sendsFirst)
            sendingFirst.append(id);
    }
    waitForJoins();
    for (const auto &[name, rooms] :
         {std::pair(WantedJoins, joins), std::pair(WantedLeaves, leaves), std::pair(LeavesAfterSending, sendingFirst)})
        m_disk.put(keep::PutSetting{name, QString::fromUtf8(QJsonDocument(rooms).toJson(QJsonDocument::Compact))});
}

void Session::Impl::loadWishes(const QString &joins, const QString &leaves, const QString &sendingFirst)
{
    for (const QJsonValue &name : QJsonDocument::fromJson(joins.toUtf8()).array())
        roomNamed(name.toString()).wantsJoin = true;
    for (const QJsonValue &name : QJsonDocument::fromJson(leaves.toUtf8()).array())
        roomNamed(name.toString()).wantsLeave = true;
    for (const QJsonValue &name : QJsonDocument::fromJson(sendingFirst.toUtf8()).array())
        roomNamed(name.toString()).sendsFirst = true;
    for (const auto &[id, room] : m_rooms) {
        if (room.wantsJoin || room.wantsLeave)
            m_views.log().room(room.shown());
    }
    waitForJoins();
}

void Session::Impl::keepRoom(KnownRoom &room)
{
    // Public rooms that one is no member of are the server's to list.
    if (room.room.joined || room.inStore) {
        m_disk.put(keep::PutRoom{room.kept()});
        room.inStore = true;
    }
    m_views.log().room(room.shown());
}

} // namespace banter
