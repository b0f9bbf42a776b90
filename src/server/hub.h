// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/random.h"
#include "core/scheduler.h"
#include "server/guard.h"
#include "server/outlet.h"
#include "server/rate.h"
#include "server/server_store.h"

#include <QHash>

#include <functional>
#include <map>
#include <set>
#include <unordered_map>

namespace banter {

/// What the hub is made of; all of it outlives the hub.
struct HubParts {
    ServerStore &store;
    Guard &guard;
    Clock &clock;
    Random &random;
    Scheduler &scheduler;
    Outlet &outlet;
};

/// The server without its sockets: who is there, what they may do, what they said and who hears of it. Pure of the
/// network, so that a test can drive it in virtual time. One thread.
class Hub final {
public:
    /// `rate` messages a second and `burst` at once per account; rate 0: not limited.
    Hub(HubParts parts, double rate, int burst);
    ~Hub();

    /// Loads rooms and people. Database's errors.
    Status load();

    /// A link is open; `address` is the client's host, for counting failed sign-ins.
    void peerOpened(PeerId peer, const QString &address);
    /// Items in the order in which they were received.
    void received(PeerId peer, const protocol::ClientItem &item);
    /// An item that was well-formed but not banter.v1.
    void receivedBad(PeerId peer, const protocol::BadItem &bad);
    /// The link is gone.
    void peerGone(PeerId peer);
    /// Commits what was accepted and acknowledges it. Called by itself at the end of every turn; before a stop, too.
    void flush();

    /// Called with a sentence when the database cannot be written, and with an empty one when it can again.
    std::function<void(const QString &)> onTrouble;

private:
    struct Person;
    struct RoomEntry;
    /// One link.
    struct Peer {
        PeerId id = 0;
        QString address;
        Person *person = nullptr; ///< null until signed in
        bool signingIn = false;
        TimerId helloTimer = 0;
        QByteArray tokenHash;
        std::set<RoomEntry *> subscriptions;
        PresenceStatus status = PresenceStatus::Online;
        QString statusText;
        std::set<QString> cursors; ///< rooms where its cursor is shown
        Rate cursorRate{40, 40};   ///< twice what limits.h asks of a client
        Rate badRate{1, 10};
        /// By room: a refused message that must come first when it is tried again, so that the order is kept.
        std::map<QString, std::pair<QString, MonoMs>> gates;
    };
    struct Person {
        Account account;
        std::set<PeerId> links;
        std::set<RoomEntry *> rooms;
        Presence shown;
        QString statusText;
        TimerId grace = 0;
        Rate sends{0, 1};
    };
    struct MemberEntry {
        Role role = Role::Member;
        Seq readSeq = 0;
    };
    struct RoomEntry {
        QString id;
        bool isPrivate = false;
        Seq lastSeq = 0;
        std::map<qint64, MemberEntry> members; ///< by account
        std::set<PeerId> subscribers;
        std::map<QString, std::pair<PeerId, MonoMs>> typing; ///< user: link, until when
    };
    struct PendingMessage {
        ServerStore::NewMessage message;
        PeerId peer = 0;
        quint64 request = 0;
    };

    // accounts.cpp
    void hello(Peer &peer, quint64 request, const protocol::Hello &hello);
    void signUp(Peer &peer, quint64 request, const protocol::Auth &auth);
    void checkPassword(Peer &peer, quint64 request, const protocol::Auth &auth);
    void checkToken(Peer &peer, quint64 request, const protocol::Auth &auth);
    void admit(Peer &peer, quint64 request, Person &person, bool mintToken);
    void refuse(Peer &peer, quint64 request, const Error &error);
    bool tooManyFailures(const QString &who, qint64 *retryAfterMs);
    void noteFailure(const QString &who);
    Person &adopt(const Account &account);

    // rooms.cpp
    void on(Peer &, quint64, const protocol::ListRooms &);
    void on(Peer &, quint64, const protocol::CreateRoom &);
    void on(Peer &, quint64, const protocol::JoinRoom &);
    void on(Peer &, quint64, const protocol::LeaveRoom &);
    void on(Peer &, quint64, const protocol::Invite &);
    void on(Peer &, quint64, const protocol::Subscribe &);
    void on(Peer &, quint64, const protocol::Unsubscribe &);
    void on(Peer &, quint64, const protocol::FetchHistory &);
    void on(Peer &, quint64, const protocol::MarkRead &);
    RoomEntry *create(Peer &peer, quint64 request, const QString &name, bool isPrivate);
    bool mayHaveMoreRooms(const Peer &peer, quint64 request);
    void addMember(RoomEntry &room, Person &person);
    std::vector<Member> roster(const RoomEntry &room) const;
    void unsubscribe(Peer &peer, RoomEntry &room);
    Room view(const RoomEntry &room, const Person &person) const;
    RoomEntry *find(const QString &room);
    /// The room if the peer's person is a member; answers NotFound or Forbidden and gives null otherwise.
    RoomEntry *memberRoom(Peer &peer, quint64 request, const QString &room);
    /// `asked`: the sequence next to the range that was read. `keepNewest`: which end stays when all is too much for a
    /// frame.
    HistoryPage page(const RoomEntry &room, std::vector<Message> messages, Seq asked, bool keepNewest) const;

    // messages.cpp
    void on(Peer &, quint64, const protocol::SendMessage &);
    bool passesGate(Peer &peer, const protocol::SendMessage &send);
    bool answerDuplicate(Peer &peer, quint64 request, const protocol::SendMessage &send);
    void acknowledge(const PendingMessage &pending);
    void announce(const std::vector<PendingMessage> &messages);
    void noteActivity(RoomEntry &room);
    void sendActivity();

    // live.cpp
    void on(Peer &, quint64, const protocol::SetPresence &);
    void on(Peer &, quint64, const protocol::SetTyping &);
    void on(Peer &, quint64, const protocol::MoveCursor &);
    void on(Peer &, quint64, const protocol::LeaveCursor &);
    void updatePresence(Person &person);
    void wentAway(Person &person);
    void tellPresence(const Person &person);
    void stopTyping(RoomEntry &room, const QString &user);
    void expireTyping();
    void watchTyping();
    void hideCursor(Peer &peer, RoomEntry &room);

    // hub.cpp
    void on(Peer &, quint64, const protocol::Hello &);
    void on(Peer &, quint64, const protocol::Logout &);
    void answer(const Peer &peer, quint64 request, protocol::ServerBody body);
    void answerError(const Peer &peer, quint64 request, const Error &error);
    void answerStatus(const Peer &peer, quint64 request, const Status &status);
    void tell(const std::set<PeerId> &peers, protocol::ServerBody body, bool ephemeral = false, PeerId except = 0);
    void trouble(const Status &status);
    Peer *find(PeerId id);
    MonoMs now() const { return m_parts.clock.monotonicMs(); }

    HubParts m_parts;
    double m_rate;
    int m_burst;
    std::unordered_map<PeerId, Peer> m_peers;
    std::map<qint64, Person> m_people;
    std::map<QString, Person *> m_byKey;
    std::map<QString, RoomEntry> m_rooms;
    struct Failures {
        int count = 0;
        MonoMs since = 0;
    };
    std::map<QString, Failures> m_failures;
    std::vector<PendingMessage> m_pending;
    std::map<std::pair<qint64, QString>, std::size_t> m_pendingIds;
    TimerId m_flushTimer = 0;
    std::set<RoomEntry *> m_active;
    TimerId m_activityTimer = 0;
    TimerId m_typingTimer = 0;
    bool m_inTrouble = false;
    /// Late answers of the guard must not reach a hub that is gone.
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace banter
