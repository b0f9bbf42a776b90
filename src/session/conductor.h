// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/ephemeral_sender.h"
#include "session/ephemeral_state.h"
#include "session/membership.h"
#include "session/own_account.h"
#include "session/presence_tracker.h"
#include "session/publisher.h"
#include "session/read_marks.h"
#include "session/reconciler.h"
#include "session/request_tracker.h"
#include "session/rewording.h"
#include "session/rosters.h"
#include "session/send_queue.h"
#include "session/server_trust.h"
#include "session/session.h"
#include "session/withdrawing.h"

namespace banter {

/// The parts of a session and the order of things between them. One file each: commands (what a person wants), recovery
/// (sign-in and catch-up), history, outgoing, live (presence, typing, cursors) and storage.
class Session::Impl final : private LinkPort,
                            private RequestTracker::Port,
                            private Membership::Port,
                            private UnsentMessages,
                            private MessageRooms,
                            private SendQueue::Port {
public:
    /// Of the store's setting with the fingerprint of the known server.
    static inline const QString KnownServer = QStringLiteral("knownServer");

    Impl(Session &session, SessionConfig config, ConnectionParts parts, std::unique_ptr<Dialect> dialect,
         std::unique_ptr<ClientStore> store);
    ~Impl();

    void tell(const tell::Command &command);
    Changes takeChanges();
    int unsent() const { return m_outbox.unsent(); }

private:
    // commands.cpp
    void on(const tell::Connect &);
    void on(const tell::Disconnect &);
    void on(const tell::LimitTries &command);
    void on(const tell::RetryNow &);
    void on(const tell::TrustServer &);
    void on(const tell::SignInAgain &);
    void on(const tell::Logout &);
    void on(const tell::CreateRoom &command) { m_membership.on(command); }
    void on(const tell::JoinRoom &command) { m_membership.on(command); }
    void on(const tell::LeaveRoom &command) { m_membership.on(command); }
    void on(const tell::Invite &command) { m_membership.on(command); }
    void on(const tell::AnswerInvitation &command) { m_membership.on(command); }
    void on(const tell::OpenRoom &);
    void on(const tell::CloseRoom &);
    void on(const tell::LoadOlder &);
    void on(const tell::LoadAround &);
    void on(const tell::Search &);
    void on(const tell::Send &command) { m_queue.on(command); }
    void on(const tell::Retry &command) { m_queue.on(command); }
    void on(const tell::Hold &command) { m_rewording.on(command); }
    void on(const tell::Release &command) { m_rewording.on(command); }
    void on(const tell::Reword &command) { m_rewording.on(command); }
    void on(const tell::Discard &command) { m_withdrawing.on(command); }
    void on(const tell::Restore &command) { m_withdrawing.on(command); }
    void on(const tell::SaveDraft &command) { m_rooms.saveDraft(command.room, command.text); }
    void on(const tell::MarkRead &command) { m_marks.mark(command.room, command.seq); }
    void on(const tell::Typing &);
    void on(const tell::MoveCursor &);
    void on(const tell::LeaveCursor &command) { m_sender.hidePointer(command.room); }
    void on(const tell::SetPresence &);
    void on(const tell::FollowRecording &);
    void on(const tell::ChangePassword &command) { m_account.on(command); }
    void on(const tell::ListDevices &command) { m_account.on(command); }
    void on(const tell::DropDevices &command) { m_account.on(command); }
    void on(const tell::MakeInviteCode &command) { m_account.on(command); }
    void on(const heard::DevicesListed &listed) { m_account.on(listed); }
    void on(const heard::InviteCodeMade &made) { m_account.on(made); }

    // recovery.cpp
    void linkLost();
    void on(const heard::Welcomed &);
    void on(const heard::RoomsListed &);
    void on(const heard::Subscribed &);
    void adoptEpoch(const QString &epoch);
    void forgetHistory(KnownRoom &room);
    void subscribe(KnownRoom &room);
    bool wantsStream(const KnownRoom &room) const;
    std::vector<Message> recentOf(const KnownRoom &room);
    void settleResume(heard::Ticket ticket);
    void becomeReady();

    // meeting.cpp: who is at the other end, before anything secret is said
    void linkOpened(const QString &subprotocol);
    void on(const heard::Identified &);
    void meet(const std::optional<protocol::ServerProof> &proof);
    void turnAwayFrom(ServerTrust::Verdict verdict);
    void keepServer(const QString &fingerprint);
    LinkRequest linkRequest() const;

    // sign_in.cpp
    void on(const heard::Refused &);
    bool isSomebodyElse(const QString &user);
    void adoptCredentials(const heard::Welcomed &welcomed);
    bool tryPasswordInstead(const Error &error);
    Error refusalOf(const Error &error);
    bool registersAgain(ErrorCode code);
    void adoptPassword(const QString &password);

    // rooms.cpp
    void on(const heard::RoomChanged &);
    void on(const heard::RoomLeft &);
    void on(const heard::Activity &);
    void adoptRoom(const Room &room, bool live);
    void streamOver(KnownRoom &room) override;
    void roomGone(const QString &room) override;
    void written(const QString &room) override;
    void settled(const QString &room) override { m_membership.settled(room); }
    void setBack(const QString &room) override { m_membership.setBack(room); }
    void showRoomOf(const QString &room) override;
    void gone(const QString &room) override { m_membership.forgetWhenDone(room); }
    void stored(const Message &message) override { verdict(message); }
    void give(const Message &message) override { give(message, false); }
    QStringList unsentIn(const QString &room) const override { return m_outbox.unsentIn(room); }
    bool anyFailedIn(const QString &room) const override { return m_outbox.anyFailedIn(room); }
    bool anyOf(const QString &room) const override { return m_outbox.anyOf(room); }
    void discard(const QString &clientId) override { m_withdrawing.on(tell::Discard{clientId}); }
    void discardUnverified(const QString &room) override { m_reconciler.discard(room); }
    void closeRooms(std::set<QString> rooms) override;

    // history.cpp: what the server says of messages
    /// Which of the messages that come in the views are given.
    enum class Giving {
        Live,       ///< what is new to them; it arrived now
        Background, ///< what is new to them and among what they show
        All,        ///< everything: they asked for it
    };
    void on(const heard::Acknowledged &ack) { m_queue.on(ack); }
    void on(const heard::HistoryFetched &);
    void on(const heard::MessageArrived &);
    void complete(Message &message, bool live) const;
    void takeIn(KnownRoom &room, std::vector<Message> messages, Span covered, bool reachesStart, Giving giving);
    void keepHistory(KnownRoom &room, std::vector<Message> messages, Span covered, std::vector<QString> settled);
    void historyStored(const keep::PutMessages &put);
    void verdict(const Message &message);
    bool knowsPlace(const KnownRoom &room, Seq seq) const;
    void showFrom(KnownRoom &room, Seq seq);
    void takeSubscribedPage(KnownRoom &room, const HistoryPage &page);
    void takeGapPage(KnownRoom &room, const HistoryPage &page, Span asked);
    void fillGaps(KnownRoom &room);
    void weigh(KnownRoom &room, const HistoryPage &page, int limit);
    void fillAgain();
    void give(const Message &message, bool live);
    void publishHistory(const KnownRoom &room);

    // viewing.cpp: what views ask for
    void unsubscribe(KnownRoom &room);
    void endStream(KnownRoom &room);
    void showOlder(KnownRoom &room, Seq before, int limit);
    std::optional<Span> storedBelow(const KnownRoom &room, Seq before) const;
    void giveStored(KnownRoom &room, Span span, Giving giving);
    void noteShown(KnownRoom &room, Seq first, Seq before);
    void takeOlderPage(KnownRoom &room, const HistoryPage &page, Span asked);
    void fillFirstPage(KnownRoom &room);
    void stepOverAbsence(KnownRoom &room) const;
    void giveInOrder(KnownRoom &room);
    void fetchNext(KnownRoom &room);
    void takeNextPage(KnownRoom &room, const HistoryPage &page, Seq next);

    // live.cpp
    void on(const heard::MemberJoined &joined) { m_rosters.on(joined); }
    void on(const heard::MemberLeft &);
    void on(const heard::PresenceChanged &);
    void takeRoster(KnownRoom &room, const std::vector<Member> &members);
    void on(const heard::OwnPresenceChanged &);
    void on(const heard::TypingChanged &);
    void on(const heard::CursorMoved &);
    void on(const heard::CursorGone &gone) { m_ephemeral.on(gone); }
    bool isStreamed(const QString &room);
    bool mayBeSeen(const QString &room);
    void hideIfChosen();
    void forgetLive(const QString &room);

    // conductor.cpp
    void on(const heard::Done &);
    void on(const heard::RequestFailed &);
    void giveUp(const Asked &asked, const Error &error);
    void on(const heard::Notice &);
    void on(const heard::Closing &);
    void on(const heard::Malformed &);
    void on(const heard::Unknown &);
    void heard(const Frame &frame);
    void carry(DialectOutput output);
    qint64 backlog() const override { return m_manager.backlog(); }
    bool isReceiving() const override { return m_manager.isReceiving(); }
    void answerOverdue() override { m_manager.answerOverdue(); }
    void send(const RequestTracker::Batch &batch) override;
    void unanswered(heard::Ticket ticket) override;
    void askAgain() override;
    bool asksOtherwise();
    void publishConnection();
    void publishMetrics();
    void watchDialect();
    MonoMs now() const { return m_parts.clock.monotonicMs(); }

    // storage.cpp
    void load();
    void loadRoom(const StoredRoom &stored);
    void keepIdentity();

    Session &m_session;
    SessionConfig m_config;
    std::optional<Credentials> m_password; ///< held in memory for the life of the session
    bool m_triedPassword = false;
    std::optional<Error> m_nameTaken; ///< why the password is being tried in place of a registration
    int m_dialsAtTaken = 0;           ///< how many there had been when that was said
    bool m_wanted = false;            ///< the person wants to be online
    bool m_recordingFollowed = false;
    ConnectionParts m_parts;
    std::unique_ptr<Dialect> m_dialect;
    std::unique_ptr<ClientStore> m_store;
    Disk m_disk;
    ConnectionManager m_manager;
    Publisher m_views;
    ServerState m_server;
    RequestTracker m_requests;
    OwnAccount m_account;
    EphemeralState m_ephemeral;
    EphemeralSender m_sender;
    PresenceTracker m_presence;
    RoomDirectory m_rooms;
    ReadMarks m_marks;
    Rosters m_rosters;
    Membership m_membership;
    HistoryPacer m_pacer;
    Outbox m_outbox;
    SendQueue m_queue;
    Rewording m_rewording;
    Withdrawing m_withdrawing;
    Reconciler m_reconciler;
    MonoMs m_metricsAt = 0;

    ServerTrust m_trust;
    QString m_keptServer;  ///< the fingerprint that is stored
    QString m_subprotocol; ///< that the server at the other end chose
    bool m_met = false;    ///< it is the right one, and may be told a secret

    TimerId m_logoutTimer = 0;
    TimerId m_dialectTimer = 0;
    MonoMs m_dialectTickAt = 0;
    TimerId m_metricsTimer = 0;
};

} // namespace banter
