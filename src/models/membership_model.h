// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/features_model.h"
#include "models/request_model.h"
#include "models/rooms_model.h"

namespace banter {

/// Into rooms and out of them: what the person wants, and what becomes of it. GUI thread.
class MembershipModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// What becomes of create() and join().
    Q_PROPERTY(banter::RequestModel *roomRequest READ roomRequest CONSTANT)
    /// Of invite().
    Q_PROPERTY(banter::RequestModel *inviteRequest READ inviteRequest CONSTANT)
    /// Of leave() and its kin. What waits until there is a connection, or until the words are sent, is done at once.
    Q_PROPERTY(banter::RequestModel *leaveRequest READ leaveRequest CONSTANT)
public:
    /// `rooms` and `features` outlive it.
    MembershipModel(CommandSink &sink, const RoomsModel &rooms, const FeaturesModel &features,
                    QObject *parent = nullptr);

    /// Whether there is a connection: without one, what is wanted is kept and nobody has to wait for an answer.
    void setOnline(bool online);
    /// The room that the person wanted to be in and is in by now, once; empty: none.
    QString takeEntered();
    /// The person is no member of that room any more.
    void left(const QString &room) { m_leaveRequest.succeed(room); }
    /// Something about `room` failed: it is no longer wanted.
    void giveUp(const QString &room);
    void retranslate();

    RequestModel *roomRequest() { return &m_roomRequest; }
    RequestModel *inviteRequest() { return &m_inviteRequest; }
    RequestModel *leaveRequest() { return &m_leaveRequest; }

    Q_INVOKABLE void create(const QString &name, bool isPrivate);
    Q_INVOKABLE void join(const QString &name);
    /// What was written there and not sent keeps the person in the room: see OutboxModel::waitingIn().
    Q_INVOKABLE void leave(const QString &room);
    /// Leaves when everything that waits there is sent; when one of it cannot be, SessionModel::failed() says so.
    Q_INVOKABLE void leaveAfterSending(const QString &room);
    /// Leaves, and throws away what was not sent there.
    Q_INVOKABLE void leaveDiscarding(const QString &room);
    Q_INVOKABLE void invite(const QString &room, const QString &user);
    /// Accepted, the room is shown once one is in it.
    Q_INVOKABLE void answerInvitation(const QString &room, bool accept);

Q_SIGNALS:
    /// The person wants to be in a room that they are in.
    void entered(const QString &room);
    /// The person is about to leave it.
    void leaving(const QString &room);
    /// What waits there is about to be thrown away with it.
    void discarding(const QString &room);
    /// A translated sentence for a toast.
    void noticed(const QString &text);

private:
    QString nameOf(const QString &typed) const;
    void tellLeave(const QString &room, tell::LeaveRoom::Words words);

    CommandSink &m_sink;
    const RoomsModel &m_rooms;
    const FeaturesModel &m_features;
    RequestModel m_roomRequest;
    RequestModel m_inviteRequest;
    RequestModel m_leaveRequest;
    QString m_unwanted;     ///< the room that is to be left
    QString m_wanted;       ///< joined or created here: shown once one is in it
    bool m_joining = false; ///< the room that is wanted: not created, but joined as soon as it can be
    bool m_online = false;
};

} // namespace banter
