// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"

#include "models/error_text.h"
#include "models/spoken_model.h"

#include <algorithm>

// How a batch of changes reaches the models.
namespace banter {
namespace {

/// More people than that at once are shown anew: a view cannot follow so many steps, each of which moves the others.
constexpr std::size_t ManyPeople = 200;

} // namespace

void SessionModel::apply(const Changes &changes)
{
    applyIdentity(changes);
    applyRooms(changes);
    applyMessages(changes);
    applyRosters(changes);
    applyPresence(changes);
    applyEphemeral(changes);
    applySignIn(changes);
    if (changes.otherServer) { // after the sign-in, whose dialog makes room for the question
        m_otherServer = changes.otherServer;
        m_serverQuestion.ask(*m_otherServer);
    }
    applyWords(changes);
    if (changes.found) {
        m_find.apply(*changes.found);
    }
    if (const ShownRoom *shown = m_rooms.find(m_currentRoom)) {
        m_reading.setRoom(shown->room, shown->unread);
    }
}

void SessionModel::applyIdentity(const Changes &changes)
{
    if (changes.connection) {
        m_connection.apply(*changes.connection);
        m_members.setStale(changes.connection->state != ConnectionState::Connected);
        if (changes.connection->state != ConnectionState::Connected) {
            takeForLater();
        }
        if (!m_connection.otherServer()) {
            m_otherServer.reset();
            m_serverQuestion.withdraw();
        }
    }
    if (changes.metrics) {
        m_connection.applyMetrics(*changes.metrics);
    }
    if (changes.recording) {
        m_connection.applyRecording(*changes.recording);
    }
    if (changes.capabilities) {
        m_features.apply(*changes.capabilities);
        Q_EMIT currentRoomInfoChanged();
    }
    if (changes.signedInAs && *changes.signedInAs != m_identity.user) {
        m_identity.user = *changes.signedInAs;
        m_members.setSelf(m_identity.user);
        Q_EMIT userChanged();
    }
    if (changes.speaks && *changes.speaks != m_found) {
        m_found = *changes.speaks;
        Q_EMIT speaksChanged();
    }
    if (changes.token) {
        Q_EMIT tokenChanged(*changes.token);
    }
}

void SessionModel::applyRooms(const Changes &changes)
{
    if (changes.rooms.empty() && changes.roomsGone.empty()) {
        return;
    }
    std::set<QString> left = changes.roomsGone;
    for (const auto &[room, shown] : changes.rooms) {
        const ShownRoom *known = m_rooms.find(room);
        if (known && known->room.joined && !shown.room.joined) {
            left.insert(room);
        }
    }
    m_rooms.apply(changes.rooms, changes.roomsGone);
    for (const QString &room : left) {
        forget(room);
    }
    chooseRoom();
    if (changes.rooms.count(m_currentRoom) > 0) {
        countMembers();
        Q_EMIT currentRoomInfoChanged();
    }
}

void SessionModel::chooseRoom()
{
    const ShownRoom *wanted = m_rooms.find(m_wantedRoom);
    if (wanted && wanted->room.joined) {
        setCurrentRoom(std::exchange(m_wantedRoom, {}));
    } else if (m_currentRoom.isEmpty()) {
        setCurrentRoom(m_rooms.firstJoined());
    }
}

void SessionModel::applyMessages(const Changes &changes)
{
    noteWaiting(changes);
    for (const QString &room : changes.historyReset) {
        m_marked.erase(room);
        m_reading.forget(room);
        if (TimelineModel *timeline = findTimeline(room)) {
            timeline->dropAll();
        }
    }
    std::map<QString, std::vector<const ShownMessage *>> byRoom;
    std::vector<const ShownMessage *> *last = nullptr;
    QString lastRoom;
    for (const ShownMessage &shown : changes.messages) {
        if (!last || shown.message.room != lastRoom) {
            lastRoom = shown.message.room;
            last = &byRoom[lastRoom];
        }
        last->push_back(&shown);
    }
    for (const auto &timeline : m_timelines) {
        const auto history = changes.history.find(timeline->room());
        const auto messages = byRoom.find(timeline->room());
        const bool hasHistory = history != changes.history.end();
        const bool hasMessages = messages != byRoom.end();
        if (hasHistory || hasMessages) {
            timeline->apply(hasMessages ? messages->second : std::vector<const ShownMessage *>{},
                            hasHistory ? &history->second : nullptr);
        }
    }
    for (const auto &timeline : m_timelines) {
        if (!changes.fixed.empty()) {
            timeline->fix(changes.fixed);
        }
    }
    for (const auto &[room, clientId] : changes.messagesGone) {
        if (TimelineModel *timeline = findTimeline(room)) {
            timeline->removeMessage(clientId);
        }
    }
}

void SessionModel::noteWaiting(const Changes &changes)
{
    if (changes.messages.empty() && changes.messagesGone.empty() && changes.fixed.empty()) {
        return;
    }
    for (const ShownMessage &shown : changes.messages) {
        const QString &id = shown.message.clientId;
        if (!shown.own || id.isEmpty()) {
            continue;
        }
        if (m_handedOver.erase(id) > 0) {
            setFull(false);
        }
        m_reworded.erase(id);
        if (shown.state == DeliveryState::Sent) {
            m_waiting.erase(id);
        } else {
            m_waiting.insert_or_assign(id, shown);
        }
    }
    for (const auto &gone : changes.messagesGone) {
        m_waiting.erase(gone.second);
        m_reworded.erase(gone.second);
    }
    for (const QString &id : changes.fixed) {
        const auto own = m_waiting.find(id);
        if (own != m_waiting.end()) {
            own->second.editable = false;
        }
    }
    if (!m_editing.isEmpty() && m_waiting.count(m_editing) == 0) {
        setEditing({}, {}); // deleted, or it turned out to have been sent
    }
    const std::size_t before = std::exchange(m_waitingBefore, m_waiting.size());
    if (m_waiting.size() < before) {
        setFull(false);
    }
    const auto unsent = std::count_if(m_waiting.begin(), m_waiting.end(),
                                      [](const auto &each) { return each.second.state == DeliveryState::Pending; });
    const int unsentBefore = std::exchange(m_unsent, static_cast<int>(unsent));
    countWaiting();
    if (unsentBefore != m_unsent || before != m_waiting.size()) {
        m_connection.setUnsent(m_unsent);
        Q_EMIT unsentChanged();
    }
}

void SessionModel::applyRosters(const Changes &changes)
{
    for (const auto &[room, roster] : changes.roster) {
        std::map<QString, Member> &members = m_people[room].members;
        members.clear();
        for (const Member &member : roster) {
            members.insert_or_assign(member.presence.user, member);
        }
        if (room == m_currentRoom) {
            m_members.setRoster(roster);
        }
    }
    const bool isMany = changes.members.size() + changes.membersGone.size() > ManyPeople;
    for (const auto &[where, member] : changes.members) {
        m_people[where.first].members.insert_or_assign(where.second, member);
        if (where.first == m_currentRoom && !isMany) {
            m_members.apply(member);
        }
    }
    for (const auto &[room, user] : changes.membersGone) {
        m_people[room].members.erase(user);
        if (room == m_currentRoom && !isMany) {
            m_members.remove(user);
        }
    }
    if (isMany) {
        showMembers();
    }
}

void SessionModel::applyPresence(const Changes &changes)
{
    const bool isMany = changes.presence.size() > ManyPeople;
    for (const auto &[user, presence] : changes.presence) {
        for (auto &[room, people] : m_people) {
            const auto member = people.members.find(user);
            if (member != people.members.end()) {
                member->second.presence = presence;
            }
        }
        if (!isMany) {
            m_members.applyPresence(presence);
        }
    }
    if (isMany) {
        showMembers();
    }
    if (changes.own && !(*changes.own == m_own)) {
        m_own = *changes.own; // chosen on another day or another device
        Q_EMIT ownStatusChanged();
    }
}

void SessionModel::applyEphemeral(const Changes &changes)
{
    for (const auto &[room, users] : changes.typing) {
        m_people[room].typing = QStringList(users.begin(), users.end());
        if (room == m_currentRoom) {
            m_typing.setUsers(m_people[room].typing);
        }
    }
    for (const auto &[where, point] : changes.cursors) {
        m_people[where.first].cursors.insert_or_assign(where.second, point);
        if (where.first == m_currentRoom) {
            m_cursors.move(where.second, point);
        }
    }
    for (const auto &[room, user] : changes.cursorsGone) {
        m_people[room].cursors.erase(user);
        if (room == m_currentRoom) {
            m_cursors.remove(user);
        }
    }
}

void SessionModel::applyWords(const Changes &changes)
{
    for (const Invited &invited : changes.invited) {
        if (invited.live) {
            Q_EMIT noticed(tr("%1 invites you to %2.", "a person, a room").arg(invited.by, invited.room));
        }
    }
    for (const QString &notice : changes.notices) {
        m_notices.add(notice, m_parts.clock.wallMs());
        Q_EMIT noticed(notice);
    }
    for (const Accomplished &one : changes.accomplished) {
        if (RequestModel *request = requestOf(one.deed)) {
            request->succeed(one.room);
        }
    }
    for (const Failed &failure : changes.failures) {
        applyFailure(failure);
    }
    m_ownAccount.apply(changes);
}

RequestModel *SessionModel::requestOf(Deed deed)
{
    switch (deed) {
    case Deed::EnterRoom:
        return &m_roomRequest;
    case Deed::Invite:
        return &m_inviteRequest;
    case Deed::SetPresence:
        return &m_statusRequest;
    case Deed::Storage:
    case Deed::Other:
        break;
    }
    return nullptr;
}

void SessionModel::applyFailure(const Failed &failure)
{
    if (failure.room == m_wantedRoom) {
        m_wantedRoom.clear();
    }
    const ErrorCode code = failure.error.code;
    const bool ofSignIn = failure.room.isEmpty() && failure.clientId.isEmpty() &&
                          (code == ErrorCode::Unauthorized || code == ErrorCode::OtherServer);
    if (ofSignIn) {
        return; // the banner and the dialog say it
    }
    if (failure.error.code == ErrorCode::QueueFull) {
        setFull(true);
    }
    RequestModel *request = requestOf(failure.deed);
    if (request && request->refuse(failure.room, [this, failure] { return wordsOf(failure); })) {
        return; // the dialog says it
    }
    const bool returned = returnText(failure);
    const bool tooLate = failure.error.code == ErrorCode::AlreadySent;
    if (!returned && !tooLate && m_waiting.count(failure.clientId) > 0) {
        return; // the message says it itself
    }
    Q_EMIT failed(wordsOf(failure), failure.room);
}

QString SessionModel::wordsOf(const Failed &failure) const
{
    if (failure.deed == Deed::Storage) {
        return errorText(failure.error, ErrorSource::Here);
    }
    if (failure.deed == Deed::Invite && failure.error.code == ErrorCode::NotFound) {
        return tr("There is nobody of that name on this server.");
    }
    const bool mayNotAsk = failure.error.code == ErrorCode::RateLimited && failure.error.retryAfterMs == 0;
    if (failure.deed == Deed::Invite && mayNotAsk) {
        return tr("They declined lately, or too many invitations wait for an answer. Try again another day.");
    }
    const bool tooMany = failure.deed == Deed::EnterRoom && failure.error.code == ErrorCode::TooLarge;
    return tooMany ? tooManyRoomsText() : errorText(failure.error, source());
}

ErrorSource SessionModel::source() const
{
    const bool own = SpokenModel::mayBeOwn(m_found.isEmpty() ? m_identity.dialect : m_found);
    return own ? ErrorSource::OwnServer : ErrorSource::OtherServer;
}

// What was never taken in is shown nowhere, so the text goes back to where it was written.
bool SessionModel::returnText(const Failed &failure)
{
    if (failure.clientId == m_editing && !m_editing.isEmpty()) {
        setEditing({}, {}); // it could not be held back: nothing was written yet
    }
    for (auto *kept : {&m_handedOver, &m_reworded}) {
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

void SessionModel::applySignIn(const Changes &changes)
{
    const bool wasSigningIn = m_signingIn;
    const bool hadError = bool(m_signInError);
    for (const Failed &failure : changes.failures) {
        if (m_signingIn && failure.error.code == ErrorCode::OtherServer) {
            m_signingIn = false; // another question comes first, and the password is kept for its answer
        } else if (m_signingIn && failure.room.isEmpty() && failure.clientId.isEmpty()) {
            m_signInError = [this, error = failure.error] {
                const bool wrong = error.code == ErrorCode::Unauthorized; // the name is not what was asked for
                return wrong ? tr("The password is wrong.") : errorText(error, source());
            };
            m_signingIn = false;
        }
    }
    // It is tried again by itself; but somebody waits in front of it and may want to know why it takes so long.
    if (m_signingIn && changes.connection && changes.connection->outcome == TryOutcome::Failed) {
        m_signInError = [status = *changes.connection] { return troubleText(status.trouble, status.reason); };
        m_signingIn = false;
    }
    if (changes.connection && changes.connection->state == ConnectionState::Connected) {
        m_signingIn = false;
        m_signInError = {};
    }
    if (wasSigningIn != m_signingIn || hadError != bool(m_signInError)) {
        Q_EMIT signInChanged();
    }
}

} // namespace banter
