// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/connection_model.h"
#include "models/current_room_model.h"
#include "models/features_model.h"
#include "models/find_model.h"
#include "models/identity_model.h"
#include "models/membership_model.h"
#include "models/model_parts.h"
#include "models/notices_model.h"
#include "models/outbox_model.h"
#include "models/own_account_model.h"
#include "models/own_presence_model.h"
#include "models/reacting_model.h"
#include "models/reply_model.h"
#include "models/rooms_model.h"
#include "models/server_question.h"
#include "models/sign_in_again_model.h"
#include "models/undo_model.h"
#include "session/changes.h"

namespace banter {

/// The chat of one account, as models with one concern each: what happened comes in through apply() and goes to those
/// that it concerns, what the person does goes from each to the sink. GUI thread.
class SessionModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by LiveAccount")
    Q_PROPERTY(banter::IdentityModel *identity READ identity CONSTANT)
    Q_PROPERTY(banter::ConnectionModel *connection READ connection CONSTANT)
    /// Open while another server than the known one answers.
    Q_PROPERTY(banter::ServerQuestion *serverQuestion READ serverQuestion CONSTANT)
    Q_PROPERTY(banter::SignInAgainModel *signInAgain READ signInAgain CONSTANT)
    Q_PROPERTY(banter::FeaturesModel *features READ features CONSTANT)
    Q_PROPERTY(banter::RoomsModel *rooms READ rooms CONSTANT)
    Q_PROPERTY(banter::MembershipModel *membership READ membership CONSTANT)
    Q_PROPERTY(banter::CurrentRoomModel *current READ current CONSTANT)
    Q_PROPERTY(banter::OutboxModel *outbox READ outbox CONSTANT)
    /// Messages that were deleted a moment ago.
    Q_PROPERTY(banter::UndoModel *undo READ undo CONSTANT)
    /// The message that the person answers.
    Q_PROPERTY(banter::ReplyModel *reply READ reply CONSTANT)
    Q_PROPERTY(banter::ReactingModel *reacting READ reacting CONSTANT)
    Q_PROPERTY(banter::FindModel *find READ find CONSTANT)
    Q_PROPERTY(banter::NoticesModel *notices READ notices CONSTANT)
    Q_PROPERTY(banter::OwnPresenceModel *ownPresence READ ownPresence CONSTANT)
    Q_PROPERTY(banter::OwnAccountModel *ownAccount READ ownAccount CONSTANT)
public:
    /// `sink` and what is in `parts` outlive it.
    SessionModel(SessionIdentity identity, CommandSink &sink, ModelParts parts, QObject *parent = nullptr);
    ~SessionModel() override;

    /// One batch. Call at most once a frame.
    void apply(const Changes &changes);
    void retranslate();

    IdentityModel *identity() { return &m_identity; }
    ConnectionModel *connection() { return &m_connection; }
    ServerQuestion *serverQuestion() { return &m_serverQuestion; }
    SignInAgainModel *signInAgain() { return &m_signInAgain; }
    FeaturesModel *features() { return &m_features; }
    RoomsModel *rooms() { return &m_rooms; }
    MembershipModel *membership() { return &m_membership; }
    CurrentRoomModel *current() { return &m_current; }
    OutboxModel *outbox() { return &m_outbox; }
    UndoModel *undo() { return &m_undo; }
    ReplyModel *reply() { return &m_reply; }
    ReactingModel *reacting() { return &m_reacting; }
    FindModel *find() { return &m_find; }
    NoticesModel *notices() { return &m_notices; }
    OwnPresenceModel *ownPresence() { return &m_ownPresence; }
    OwnAccountModel *ownAccount() { return &m_ownAccount; }

    /// Whether the window is the active one.
    Q_INVOKABLE void setActive(bool active);

Q_SIGNALS:
    /// A translated sentence for a toast.
    void noticed(const QString &text);
    /// A translated sentence on something that did not work; `room` is empty when it concerns none.
    void failed(const QString &text, const QString &room);
    /// A token to keep, or (empty) the kept one is void. For LiveAccount.
    void tokenChanged(const QString &token);

private:
    void join();
    void applyConnection(const Changes &changes);
    void applyIdentity(const Changes &changes);
    void noteIdentity();
    void applyRooms(const Changes &changes);
    void applyMessages(const Changes &changes);
    void applyWords(const Changes &changes);
    void applyFailure(const Failed &failure);
    void chooseRoom();
    RequestModel *requestOf(Deed deed);
    QString wordsOf(const Failed &failure) const;
    void minute();

    ModelParts m_parts;
    IdentityModel m_identity;
    ConnectionModel m_connection;
    ServerQuestion m_serverQuestion;
    SignInAgainModel m_signInAgain;
    FeaturesModel m_features;
    RoomsModel m_rooms;
    MembershipModel m_membership;
    UndoModel m_undo;
    OutboxModel m_outbox;
    ReplyModel m_reply;
    CurrentRoomModel m_current;
    ReactingModel m_reacting;
    FindModel m_find;
    NoticesModel m_notices;
    OwnPresenceModel m_ownPresence;
    OwnAccountModel m_ownAccount;
    TimerId m_minuteTimer = 0;
    bool m_active = true;
};

} // namespace banter
