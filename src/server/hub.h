// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/account_places.h"
#include "server/activity.h"
#include "server/authentication.h"
#include "server/cursors.h"
#include "server/group_commit.h"
#include "server/hub_state.h"
#include "server/invitations.h"
#include "server/message_changes.h"
#include "server/messages.h"
#include "server/operator_tasks.h"
#include "server/own_account.h"
#include "server/presence.h"
#include "server/rooms.h"
#include "server/subscriptions.h"
#include "server/typing.h"

namespace banter {

/// The server without its sockets: who is there, what they may do, what they said and who hears of it. Pure of the
/// network, so that a test can drive it in virtual time. This class hands each item to the part that it is for. One
/// thread.
class Hub final {
public:
    Hub(HubParts parts, SendRate rate, RegistrationMode registration = RegistrationMode::Open, LinkBounds bounds = {});
    Hub(const Hub &) = delete;
    Hub &operator=(const Hub &) = delete;

    /// Loads rooms and people; before anything else. The store's errors.
    Status load();

    /// From now on the orders of whoever runs the server are looked for; those of before are forgotten.
    void watchOrders() { m_operators.watch(); }
    /// Carries one out now. OperatorTasks's errors.
    Status carryOut(const OperatorOrder &order) { return m_operators.carryOut(order); }

    /// A link is open; `address` is the client's host, for counting failed sign-ins.
    void peerOpened(PeerId peer, const QString &address);
    /// Items in the order in which they were received.
    void received(PeerId peer, const protocol::ClientItem &item);
    /// Whether that item cannot be carried out before the next commit: received() would commit for it alone. It is the
    /// link's next one.
    bool mustWait(PeerId peer, const protocol::ClientItem &item);
    /// Who asks, for serving all in turn: the same for all links of an account, and for all of an address that are not
    /// signed in.
    qint64 shareOf(PeerId peer);
    /// Whether a frame of so many bytes, which has come, is worth reading: false when its account has sent more than
    /// link_limits::BytesPerSecond for a while. All of its links are then turned away until it has not.
    bool mayBeRead(PeerId peer, qint64 bytes);
    /// An item that was well-formed but not banter.v1.
    void receivedBad(PeerId peer, const protocol::BadItem &bad);
    /// A frame that nobody can read.
    void receivedUnreadable(PeerId peer, const Error &error);
    /// The link is gone.
    void peerGone(PeerId peer);

    /// Commits what was accepted and acknowledges it. Called by itself at the end of every turn.
    void flush() { m_commits.flush(); }
    /// The same, but for what has time.
    void endTurn() { m_commits.endTurn(); }
    /// Before a stop: commits, and notes who is here.
    void conclude();

    /// How many people have a link now, beside the one of that name.
    int others(const QString &user) const;

    /// `call` gets a sentence when the database cannot be written, and an empty one when it can again.
    void setTroubleHandler(std::function<void(const QString &)> call) { m_state.onTrouble = std::move(call); }
    /// `call` gets a sentence about what whoever runs the server may want to do. Before load().
    void setNoticeHandler(std::function<void(const QString &)> call) { m_state.onNotice = std::move(call); }

private:
    double told(const protocol::ClientBody &body) const;
    double cost(const protocol::ClientBody &body) const;
    bool passesRate(Peer &peer, const protocol::ClientItem &item);
    void handle(Peer &peer, const protocol::ClientItem &item);
    void tooMuch(Peer &peer);

    HubState m_state;
    GroupCommit m_commits;
    Authenticator m_signIn;
    Invitations m_invitations;
    Rooms m_rooms;
    Subscriptions m_subscriptions;
    OnceEach m_once;
    Messages m_messages;
    MessageChanges m_messageChanges;
    ActivityFeed m_activity;
    PresenceBoard m_presence;
    Typing m_typing;
    Cursors m_cursors;
    OwnAccount m_ownAccount;
    AccountPlaces m_places;
    OperatorTasks m_operators;
};

} // namespace banter
