// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/text.h"
#include "dialects/profile/batcher.h"
#include "dialects/profile/fill.h"
#include "dialects/profile/profile_dialect.h"
#include "dialects/profile/pulse.h"
#include "dialects/profile/room_state.h"
#include "dialects/profile/scope.h"
#include "dialects/profile/sent.h"
#include "json/text_parser.h"

#include <unordered_map>

namespace banter::profile {

/// See makeProfileDialect() and Dialect.
class Engine final : public Dialect {
public:
    Engine(Profile profile, std::unique_ptr<wire::Wire> wire);
    LinkRequest linkRequest(const QUrl &server, const Credentials &credentials) const override;
    DialectOutput opened(const QString &subprotocol, const Credentials &credentials, MonoMs now) override;
    DialectOutput received(const Frame &frame, MonoMs now) override;
    DialectOutput request(const std::vector<std::pair<heard::Ticket, ask::Request>> &requests, MonoMs now) override;
    std::optional<MonoMs> nextTick() const override;
    DialectOutput tick(MonoMs now) override;

private:
    using Out = DialectOutput;
    using Ticket = heard::Ticket;
    /// A join that failed just now.
    struct Denial {
        QString room;
        std::size_t more = 0; ///< errors that may still come of it: a server may answer each event that asked
        MonoMs until = 0;
    };

    // engine.cpp: the link and the sign-in
    wire::Opening opening(const QUrl &server, const Credentials &credentials) const;
    QString refusalOf(const Credentials &credentials) const;
    const QString &mainSpace() const { return m_profile.spaces[m_spaceIndex]; }
    void carry(wire::Step step, Out &out);
    void on(const wire::Connected &event, Out &out);
    void on(const wire::Refused &event, Out &out);
    void on(const wire::Disconnected &event, Out &out);
    void on(const wire::Arrived &event, Out &out);
    void on(const wire::Answered &event, Out &out);
    void on(const wire::Failed &event, Out &out);
    void on(const wire::Malformed &event, Out &out);
    void welcome(Out &out);
    void refuse(const QString &words, Out &out);
    Error errorOf(const QString &words, ErrorCode otherwise) const;
    void malformed(const QString &sentence, Out &out);
    bool say(Action action, const Values &values, Out &out, wire::CallId call = 0);
    void gather(Action action, std::size_t from, Out &out);
    void flush(Out &out);

    // engine_said.cpp: what the session asks for
    void on(Ticket ticket, const ask::ListRooms &, Out &out);
    void on(Ticket ticket, const ask::CreateRoom &, Out &out);
    void on(Ticket ticket, const ask::JoinRoom &request, Out &out);
    void on(Ticket ticket, const ask::LeaveRoom &request, Out &out);
    void on(Ticket ticket, const ask::Invite &, Out &out);
    void on(Ticket ticket, const ask::AcceptInvitation &, Out &out);
    void on(Ticket ticket, const ask::DeclineInvitation &, Out &out);
    void on(Ticket ticket, const ask::Subscribe &request, Out &out);
    void on(Ticket ticket, const ask::Unsubscribe &, Out &out);
    void on(Ticket ticket, const ask::FetchHistory &request, Out &out);
    void on(Ticket ticket, const ask::SendMessage &request, Out &out);
    void on(Ticket ticket, const ask::MarkRead &, Out &out);
    void on(Ticket ticket, const ask::SetPresence &request, Out &out);
    void on(Ticket ticket, const ask::Typing &request, Out &out);
    void on(Ticket ticket, const ask::MoveCursor &request, Out &out);
    void on(Ticket ticket, const ask::LeaveCursor &request, Out &out);
    void on(Ticket ticket, const ask::Logout &, Out &out);
    /// What these servers have no words for.
    void on(Ticket ticket, const auto &, Out &out) { notSupported(ticket, out); }
    static void fail(Ticket ticket, const Error &error, Out &out);
    static void notSupported(Ticket ticket, Out &out);
    Values valuesFor(const QString &room) const;
    void fetchAgain(Action action, const QString &room, Out &out);
    void fetch(Action action, const QString &room, Out &out);

    // engine_rooms.cpp: rooms, and where messages stand in them
    RoomState *roomById(const QString &room);
    void forget(const QString &room);
    RoomState *roomNamed(Ticket ticket, const QString &room, Out &out);
    Error oneRoomHere() const;
    bool mayHaveOthers() const;
    bool asksForOthers() const;
    void giveUpGuess(Out &out);
    bool isOnly(const QString &room) const { return m_only && *m_only == room; }
    RoomState *roomOf(const std::optional<QString> &named);
    void ensureJoined(RoomState &room, Out &out);
    void nowJoined(RoomState &room, Out &out);
    void confirmed(RoomState &room, Out &out);
    void failJoin(RoomState &room, const Error &error, Out &out);
    bool denied(const std::optional<QString> &named, const Error &error, Out &out);
    void settle(RoomState &room, Out &out);
    void answerAll(RoomState &room, Out &out);
    void deliver(RoomState &room, Incoming &&incoming, Out &out);
    void take(RoomState &room, Incoming &&incoming, Out &out);
    Sent *sentOf(const Incoming &incoming);
    bool isHeld(const RoomState &room, const Message &message) const;
    Message next(RoomState &room, Incoming &&incoming, Sent *sent, Out &out);
    Message placed(RoomState &room, Seq seq, Incoming &&incoming, Sent *sent, Out &out);
    heard::MessageArrived arrival(RoomState &room, Incoming &&incoming, Sent *sent, Out &out);
    void acknowledged(Sent &sent, const QString &id, WallMs at, Out &out);

    // engine_history.cpp: what was said before, whole or in pages
    void sayHistory(RoomState &room, Values values, Out &out);
    void hearHistory(const Rule &rule, const Scope &scope, Out &out);
    HistoryPiece pieceIn(const Rule &rule, const Scope &scope, const QString &room, bool oldest, Out &out) const;
    void subscribed(RoomState &room, Out &out);
    bool mayBeOf(const QString &heldSender, const Message &come) const;
    bool isWithoutId(const Message &held, const Message &come) const;
    Meeting meet(RoomState &room, const std::vector<Message> &recent) const;
    std::vector<Amendment> editedOnes(RoomState &room, const std::vector<Incoming> &history, bool again) const;
    void refreshed(RoomState &room, HistoryPiece &&piece, Out &out);
    void askNext(RoomState &room, Out &out);
    void fetched(RoomState &room, HistoryPiece &&piece, Out &out);
    void fetchedOlder(RoomState &room, Fetch &&fetch, HistoryPiece &&piece, Out &out);
    void fetchedNewer(RoomState &room, Fetch &&fetch, HistoryPiece &&piece, Out &out);
    void expireFetches(RoomState &room, Out &out);
    const Message *knownAs(const std::vector<Message> &known, const Message &come, WallMs slack) const;
    WallMs slackOf(const std::vector<Message> &known, const HistoryPiece &piece) const;

    // engine_heard.cpp: what the server's events mean
    bool fits(const Rule &rule, Scope &scope) const;
    const std::vector<const Rule *> &rulesOf(const QString &event);
    bool read(const wire::Received &received, Scope &scope);
    void apply(const Rule &rule, const Scope &scope, Out &out);
    void hearMessage(const Rule &rule, const Scope &scope, Out &out);
    void hearAck(const Rule &rule, const Scope &scope, Out &out);
    void hearRooms(const Rule &rule, const Scope &scope, Out &out);
    void hearStale(const Rule &rule, const Scope &scope, Out &out);
    void hearError(const Rule &rule, const Scope &scope, Out &out);
    std::optional<Incoming> messageIn(const Rule &rule, const Scope &scope) const;
    std::optional<RoomState *> roomIn(const Rule &rule, const Scope &scope, Out &out);
    void verdict(Sent &sent, const Scope &scope, Out &out);

    // engine_people.cpp: who is there
    void hearRoster(const Rule &rule, const Scope &scope, Out &out);
    void hearMember(const Rule &rule, const Scope &scope, Out &out);
    void hearRoomlessMember(const Rule &rule, const Scope &scope, const QString &user, Out &out);
    void hearPresence(const Rule &rule, const Scope &scope, Out &out);
    void hearTyping(const Rule &rule, const Scope &scope, Out &out);
    void hearCursor(const Rule &rule, const Scope &scope, Out &out);
    void enter(RoomState &room, const QString &user, PresenceStatus status, Out &out, bool isNews = false);
    void leave(RoomState &room, const QString &user, Out &out);
    void seen(RoomState &room, const QString &user, Out &out);
    bool noteLastSeen(const Rule &rule, const Scope &scope, const QString &user);
    Presence presenceOf(const QString &user, PresenceStatus status) const
    {
        return {user, status, {}, m_lastSeen.value(user)};
    }
    std::vector<Member> membersOf(const RoomState &room) const;
    PresenceStatus statusIn(const Rule &rule, const Scope &scope, PresenceStatus otherwise) const;
    bool isMe(const QString &id) const { return !m_me.isEmpty() && isSameText(id, m_me); }
    const QString &person(const QString &id) const { return isMe(id) ? m_shownMe : id; }
    const QString &senderOf(const Message &message) const
    {
        return message.sender.isEmpty() ? m_profile.unknownSender : person(message.sender);
    }

    Profile m_profile;
    std::unique_ptr<wire::Wire> m_wire;
    std::unordered_map<QString, std::vector<const Rule *>> m_rules;
    QString m_lastEvent;
    const std::vector<const Rule *> *m_lastRules = nullptr; ///< those of m_lastEvent
    Capabilities m_capabilities;
    bool m_hearsJoined = false;
    bool m_hearsHistory = false;
    bool m_hearsRoster = false;
    json::TextParser m_parser;
    MonoMs m_now = 0;

    mutable std::optional<QString> m_only; ///< the one room that the server's address stands for
    mutable bool m_onlyIsGuess = false;    ///< the profile says so of the address, and not of the server
    bool m_guessIsWrong = false;           ///< the server named another room
    bool m_heardWithoutRoom = false;       ///< somebody said something, and no room was named
    bool m_heardRooms = false;             ///< something that it said named a room
    Credentials m_credentials;
    QString m_me;      ///< what the server calls this account; empty: not known yet
    QString m_shownMe; ///< what the session calls it
    bool m_signedIn = false;
    bool m_over = true; ///< the link is not open, or given up
    qsizetype m_spaceIndex = 0;
    bool m_toldAmbiguous = false;
    Pulse m_pulse;
    std::map<QString, RoomState> m_rooms;
    RoomState *m_lastRoom = nullptr; ///< one of them: nearly every message is in the room of the one before
    std::deque<QString> m_rosterAwaited;
    quint64 m_lastAsked = 0; ///< see RoomState::asked
    std::vector<Denial> m_denials;
    QHash<QString, PresenceStatus> m_statuses;
    QHash<QString, WallMs> m_lastSeen;
    /// What was asked for again because it is stale, on this link: not before `next` once more, and then if `again`.
    struct Refetch {
        MonoMs next = 0;
        bool again = false;
    };
    std::map<std::pair<Action, QString>, Refetch> m_refetches;
    Batcher m_batch;
    SentMessages m_sent;
    std::deque<Ticket> m_listings;
    wire::CallId m_lastCall = 0;
    quint64 m_lastFetch = 0;
};

} // namespace banter::profile
