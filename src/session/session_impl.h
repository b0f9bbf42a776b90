// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/connection_reports.h"
#include "session/dialect_driver.h"
#include "session/own_account.h"
#include "session/ports.h"
#include "session/request_tracker.h"
#include "session/session.h"
#include "session/websocket_memory.h"

namespace banter {

/// The router of a session: brings each command and each event to the part whose it is, and keeps the order of things
/// at a sign-in and when the link goes. It has a member for each part, which is why there are more than twenty, and no
/// state of its own but the timer of a logout.
class Session::Impl final : private RequestTracker::Port {
public:
    Impl(Session &session, SessionConfig config, ConnectionParts parts, std::unique_ptr<Dialect> dialect,
         std::unique_ptr<ClientStore> store);
    ~Impl();

    void tell(const tell::Command &command);
    Changes takeChanges();
    int unsent() const { return m_outbox.unsent(); }

private:
    // session_impl.cpp: what the person wants
    void connect();
    void logOut();
    void endLogout();
    void open(const tell::OpenRoom &command);
    void close(const QString &room);
    void type(const tell::Typing &command);
    void hideIfChosen();
    bool mayBeSeen(const QString &room);
    void connectionChanged();

    // session_load.cpp: what is known from last time
    void load(const SessionConfig &config);
    void loadRoom(const StoredRoom &stored);
    void keepIdentity();

    // session_events.cpp: what the server says
    void hear(const heard::Event &event);
    void linkOpened(const QString &subprotocol);
    void linkLost();
    void welcomed(const heard::Welcomed &welcomed);
    void adoptEpoch(const QString &epoch);
    void forgetHistory(KnownRoom &room);
    void settleResume(heard::Ticket ticket);
    void becomeReady();
    void roomsListed(const heard::RoomsListed &listed);
    void roomChanged(const heard::RoomChanged &changed);
    void roomLeft(const heard::RoomLeft &left);
    void adoptRoom(const Room &fresh, bool live);
    void presenceChanged(const heard::PresenceChanged &event);
    void done(const heard::Done &done);
    void failed(const heard::RequestFailed &failed);
    bool giveUp(const Asked &asked, const heard::RequestFailed &failed);

    // session_messages.cpp: what the server says of messages
    void subscribed(const heard::Subscribed &subscribed);
    void messageArrived(const heard::MessageArrived &arrived);
    void activity(const heard::Activity &activity);
    void historyFetched(const heard::HistoryFetched &fetched);
    void changesFetched(const heard::ChangesFetched &fetched);
    void fillAgain();

    void send(const RequestTracker::Batch &batch) override { m_driver.request(batch); }
    void unanswered(heard::Ticket ticket) override;
    void askAgain() override;

    Session &m_session;
    Scheduler &m_scheduler;
    std::unique_ptr<Dialect> m_dialect;
    std::unique_ptr<ClientStore> m_store;
    ServerState m_server;
    Publisher m_views;
    Disk m_disk;
    WebSocketMemory m_webSocket;
    ConnectionManager m_manager;
    ports::Link m_link;
    DialectDriver m_driver;
    ConnectionReports m_reports;
    RequestTracker m_requests;
    PresenceTracker m_presence;
    ports::Hello m_hello;
    Authentication m_authentication;
    OwnAccountRequests m_account;
    EphemeralState m_ephemeral;
    EphemeralSender m_sender;
    RoomDirectory m_rooms;
    ReadMarks m_marks;
    Rosters m_rosters;
    ports::Unsent m_unsent;
    ports::OfRoom m_ofRoom;
    RoomMembership m_membership;
    HistoryPacer m_pacer;
    Outbox m_outbox;
    ports::Waiting m_waiting;
    ports::Sent m_sent;
    SendQueue m_queue;
    Rewording m_rewording;
    Withdrawing m_withdrawing;
    ports::Amended m_amended;
    MessageOperations m_operations;
    Reconciler m_reconciler;
    ports::Own m_own;
    Timelines m_timelines;
    ports::Changing m_changing;
    ChangeFeed m_changes;
    Quotes m_quotes;
    ports::Streamed m_streamed;
    RoomStreams m_streams;
    TimerId m_logoutTimer = 0;
};

} // namespace banter
