// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"

#include "models/error_text.h"

namespace banter {

namespace {

constexpr qint64 TickMs = 60'000;

} // namespace

SessionModel::SessionModel(SessionIdentity identity, CommandSink &sink, ModelParts parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_identity(std::move(identity)), m_connection(sink, parts),
      m_serverQuestion([&sink](const std::optional<QString> &fingerprint) {
          if (fingerprint)
              sink.tell(tell::TrustServer{*fingerprint});
      }),
      m_signInAgain(sink, m_identity), m_membership(sink, m_rooms, m_features),
      m_undo(parts, [&sink](const QString &clientId) { sink.tell(tell::Restore{clientId}); }), m_outbox(sink, m_undo),
      m_reply(m_features), m_current({sink, m_rooms, m_outbox, m_features, m_undo, m_reply}, parts),
      m_reacting({sink, m_current, m_features}), m_find(sink, parts), m_ownPresence(sink, parts),
      m_ownAccount(sink, parts)
{
    join();
    m_minuteTimer = m_parts.scheduler.after(TickMs, [this] { minute(); });
}

SessionModel::~SessionModel()
{
    m_parts.scheduler.cancel(m_minuteTimer);
    m_undo.settle();
}

// What one of them has to do with another one, before any view hears of it.
void SessionModel::join()
{
    noteIdentity();
    connect(&m_identity, &IdentityModel::userChanged, this, &SessionModel::noteIdentity);
    connect(&m_outbox, &OutboxModel::changed, this, [this] { m_connection.setUnsent(m_outbox.unsent()); });
    connect(&m_membership, &MembershipModel::entered, &m_current, &CurrentRoomModel::show);
    connect(&m_outbox, &OutboxModel::wishesChanged, this, [this] { m_rooms.setWaiting(m_outbox.counts()); });
    connect(&m_membership, &MembershipModel::leaving, this, [this](const QString &room) {
        m_undo.settle();
        if (room == m_current.room()) {
            m_current.composer()->cancelEdit(); // what is held would be waited for
        }
    });
    connect(&m_membership, &MembershipModel::discarding, &m_outbox, qOverload<const QString &>(&OutboxModel::offer));
    connect(&m_current, &CurrentRoomModel::roomChanged, this, [this] {
        m_reply.show(m_current.room(), m_current.timeline());
        if (!m_current.room().isEmpty()) {
            m_find.setRoom(m_current.room());
        }
    });
    connect(m_current.composer(), &ComposerModel::failed, this, &SessionModel::failed);
    connect(&m_reacting, &ReactingModel::failed, this, &SessionModel::failed);
    connect(&m_membership, &MembershipModel::noticed, this, &SessionModel::noticed);
    connect(&m_ownPresence, &OwnPresenceModel::noticed, this, &SessionModel::noticed);
    connect(&m_ownAccount, &OwnAccountModel::passwordChanged, this,
            [this] { Q_EMIT noticed(tr("Your password was changed.")); });
}

void SessionModel::apply(const Changes &changes)
{
    applyConnection(changes);
    applyIdentity(changes);
    applyRooms(changes);
    applyMessages(changes);
    m_current.applyPeople(changes);
    m_ownPresence.apply(changes);
    m_signInAgain.apply(changes);
    if (changes.otherServer) { // after the sign-in, whose dialog makes room for the question
        m_serverQuestion.ask(*changes.otherServer);
    }
    applyWords(changes);
    if (changes.found) {
        m_find.apply(*changes.found);
    }
    m_find.amend(changes.amended);
    if (m_connection.state() == ConnectionModel::Connected) {
        m_current.setKnown();
    }
    m_current.refreshUnread();
}

void SessionModel::applyConnection(const Changes &changes)
{
    if (changes.connection) {
        const bool online = changes.connection->state == ConnectionState::Connected;
        m_connection.apply(*changes.connection);
        m_current.members()->setStale(!online);
        m_membership.setOnline(online);
        m_ownPresence.setOnline(online);
        if (!m_connection.otherServer()) {
            m_serverQuestion.forget();
        }
    }
    if (changes.metrics) {
        m_connection.applyMetrics(*changes.metrics);
    }
    if (changes.recording) {
        m_connection.applyRecording(*changes.recording);
    }
}

void SessionModel::applyIdentity(const Changes &changes)
{
    if (changes.capabilities) {
        m_features.apply(*changes.capabilities);
        m_current.refreshInfo();
    }
    m_identity.apply(changes);
    noteIdentity();
    if (changes.token) {
        Q_EMIT tokenChanged(*changes.token);
    }
}

void SessionModel::noteIdentity()
{
    m_outbox.setErrorSource(m_identity.errorSource());
    m_current.setIdentity(m_identity.user(), m_identity.errorSource());
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
        m_current.forget(room);
        m_reply.forget(room);
        m_membership.left(room);
    }
    chooseRoom();
    if (changes.rooms.count(m_current.room()) > 0) {
        m_current.refreshInfo();
    }
}

void SessionModel::chooseRoom()
{
    const QString entered = m_membership.takeEntered();
    if (!entered.isEmpty()) {
        m_current.show(entered);
    } else if (m_current.room().isEmpty()) {
        m_current.show(m_rooms.firstJoined());
    }
}

void SessionModel::applyMessages(const Changes &changes)
{
    if (!changes.messages.empty() || !changes.messagesGone.empty() || !changes.fixed.empty() ||
        !changes.amended.empty() || !changes.operations.empty()) {
        m_outbox.apply(changes);
        m_current.composer()->apply(changes);
        m_rooms.setWaiting(m_outbox.counts());
    }
    m_reply.apply(changes);
    m_current.applyMessages(changes);
    m_current.showChanges(changes);
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
    for (const Remark &remark : changes.remarks) {
        if (const QString text = remarkText(remark); !text.isEmpty()) {
            m_notices.add(remark, m_parts.clock.wallMs());
            Q_EMIT noticed(text);
        }
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
        return m_membership.roomRequest();
    case Deed::LeaveRoom:
        return m_membership.leaveRequest();
    case Deed::Invite:
        return m_membership.inviteRequest();
    case Deed::SetPresence:
        return m_ownPresence.textRequest();
    case Deed::Storage:
    case Deed::Other:
        break;
    }
    return nullptr;
}

void SessionModel::applyFailure(const Failed &failure)
{
    m_membership.giveUp(failure.room);
    const ErrorCode code = failure.error.code;
    const bool ofSignIn = failure.room.isEmpty() && failure.clientId.isEmpty() &&
                          (code == ErrorCode::Unauthorized || code == ErrorCode::OtherServer);
    if (ofSignIn) {
        return; // the banner and the dialog say it
    }
    if (code == ErrorCode::QueueFull) {
        m_current.composer()->setFull(true);
    }
    RequestModel *request = requestOf(failure.deed);
    if (request && request->refuse(failure.room, [this, failure] { return wordsOf(failure); })) {
        return; // the dialog says it
    }
    m_outbox.giveUp(failure.clientId);
    const bool returned = m_current.composer()->takeBack(failure);
    const bool tooLate = code == ErrorCode::AlreadySent;
    if (!returned && !tooLate && m_outbox.find(failure.clientId)) {
        return; // the message says it itself
    }
    Q_EMIT failed(wordsOf(failure), failure.room);
}

QString SessionModel::wordsOf(const Failed &failure) const
{
    if (failure.here || failure.deed == Deed::Storage) {
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
    return tooMany ? tooManyRoomsText() : errorText(failure.error, m_identity.errorSource());
}

void SessionModel::setActive(bool active)
{
    if (std::exchange(m_active, active) == active) {
        return;
    }
    if (active) {
        m_ownPresence.noteInput();
    }
    m_current.setActive(active);
}

void SessionModel::minute()
{
    m_minuteTimer = m_parts.scheduler.after(TickMs, [this] { minute(); });
    m_find.refreshWords();
    m_current.refreshTimes();
}

void SessionModel::retranslate()
{
    m_connection.retranslate();
    m_notices.retranslate();
    m_ownAccount.retranslate();
    m_identity.retranslate();
    m_find.refreshWords();
    m_signInAgain.retranslate();
    m_current.retranslate();
    m_membership.retranslate();
    m_ownPresence.retranslate();
}

} // namespace banter
