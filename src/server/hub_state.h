// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/random.h"
#include "core/scheduler.h"
#include "server/confusable_names.h"
#include "server/peer_sink.h"
#include "server/registration.h"
#include "server/registry.h"
#include "server/secret_hasher.h"
#include "server/server_store.h"
#include "server/token_bucket.h"

#include <functional>
#include <map>
#include <set>

// What the hub knows, and the few words in which its parts speak to peers. Everything is ordered by name or number, so
// that the same input gives the same output on every machine.
namespace banter {

/// What the hub is made of; all of it outlives the hub.
struct HubParts {
    ServerStore &store;
    Registry &registry;
    SecretHasher &hasher;
    Clock &clock;
    Random &random;
    Scheduler &scheduler;
    PeerSink &sink;
};

/// How fast an account may write: `perSecond` on average (0: not limited), `burst` at once.
struct SendRate {
    double perSecond = protocol::limits::DefaultRatePerSecond;
    int burst = protocol::limits::DefaultBurst;
};

struct RoomState {
    QString id;
    bool isPrivate = false;
    Seq lastSeq = 0;                          ///< on the disk
    Seq takenSeq = 0;                         ///< given to messages that wait for the commit
    qint64 lastRev = 0;                       ///< the newest change on the disk
    qint64 takenRev = 0;                      ///< given to changes that wait for the commit
    qint64 keeper = 0;                        ///< see StoredServerRoom
    qint64 maker = 0;                         ///< the same
    Seq baseSeq = 0;                          ///< the same
    std::map<qint64, Membership> members;     ///< by account
    std::map<qint64, std::set<Seq>> own;      ///< see StoredServerRoom
    std::map<Seq, Naming> namings;            ///< the same
    std::set<qint64> namedSince;              ///< whose unread mentions changed since its activity was told
    QString madeFrom;                         ///< the same
    std::map<qint64, Invitation> invitations; ///< by account: those that wait, those that were declined, who left
    std::set<PeerId> subscribers;

    bool invites(qint64 account) const
    {
        const auto found = invitations.find(account);
        return found != invitations.end() && found->second.isOpen();
    }
    /// Whether that account sees the room and may be in it.
    bool admits(qint64 account) const
    {
        return !isPrivate || keeper == account || members.contains(account) || invites(account);
    }

    struct Typing {
        PeerId peer = 0;
        MonoMs until = 0;
    };
    std::map<QString, Typing> typing; ///< by person
    MonoMs activityAt = -1'000'000;   ///< when its activity was told last
    bool saidSince = false;           ///< something was said since then, or deleted, and not only changed
};

/// Who asks for something, and the number to answer.
struct Asker {
    PeerId peer = 0;
    quint64 request = 0;
};

/// An account's requests, in units of what a small one costs. A client asks a hundred things when it signs in, and two
/// for each room (limits::MaxRoomsPerAccount); a person has several devices, which all come back after a restart.
inline constexpr double RequestsPerSecond = 400;
inline constexpr int RequestBurst = 4'000;
inline constexpr int CursorBurst = 40;
inline constexpr int TypingBurst = 50;

/// What things cost in that unit.
namespace request_cost {

inline constexpr double Written = 20;          ///< it waits for the disk
inline constexpr double LinksTold = 10;        ///< for one: to tell so many links is as much work
inline constexpr double LinksLookedAt = 100;   ///< the same, of links and people that are only looked at
inline constexpr double BytesMade = 16 * 1024; ///< the same, of what is read and encoded
inline constexpr double Sign = 0.25;           ///< a pointer's move or a typing sign, beside its own rate
/// One more from that rate for so many.
inline constexpr std::size_t LinksThatSeeASign = 100;

} // namespace request_cost

/// Where a person is signed in: all links with one token. It outlives its last link by the leave grace.
struct Device {
    bool away = false;                             ///< nobody is there
    PresenceStatus said = PresenceStatus::Unknown; ///< of this device alone, by a client that knows no words

    std::set<PeerId> links;
    TimerId grace = 0;
    WallMs left = 0;
};

struct Person {
    Account account;
    Presence shown;
    /// When what holds was said, if that was since the server started: the calendar may have been set meanwhile.
    std::optional<MonoMs> statusSaid;
    std::optional<MonoMs> textSaid;
    std::map<QByteArray, Device> devices;
    std::set<PeerId> links;
    std::map<QString, RoomState *> rooms;
    std::set<QString> made;                      ///< the rooms that they made and that have not ended
    int making = 0;                              ///< rooms that they will have made after the next commit
    int entering = 0;                            ///< rooms that it will be in after the next commit
    std::map<QString, RoomState *> invitations;  ///< rooms that they are asked into
    std::map<QString, qint64> comingInvitations; ///< the same, after the next commit: who asks
    int asking = 0;                              ///< invitations by them that wait for an answer, or for the disk
    std::map<QString, RoomState *> left;         ///< rooms that keep in mind that they left
    std::map<qint64, int> refused;               ///< by who asked: see Refusals, with those on their way to the disk
    TokenBucket sends{0, 1};
    // Of all links together, so that more links are no way to ask more.
    TokenBucket requests{RequestsPerSecond, RequestBurst}; ///< in what they cost: see Hub
    TokenBucket bytes{0, 1};
    TokenBucket cursorMoves{40, CursorBurst}; ///< twice what limits.h asks of a client; a person has one hand
    TokenBucket typingSigns{5, TypingBurst};
    // A team moves in at once; after that new rooms and invitations come singly. What is refused counts as well: who
    // invites a name learns whether there is such a person.
    TokenBucket newRooms{0.1, 100};
    TokenBucket invitationRate{0.2, 100};
};

/// One link.
struct Peer {
    PeerId id = 0;
    QString address;
    Person *person = nullptr; ///< null until signed in
    bool identified = false;  ///< the server has proved to it who it is
    bool signingIn = false;
    bool signingOut = false; ///< its logout waits for the disk, and all that it says waits for that
    bool closing = false;    ///< nothing that it says counts any more
    TimerId helloTimer = 0;
    MonoMs openedAt = 0;
    std::optional<MonoMs> openedThere; ///< when its client saw it open, as far as its words tell; empty: not at all
    bool hearsOwn = false;             ///< knows the words of presence.parts
    bool hearsChanges = false;         ///< knows that messages change
    bool hearsReactions = false;       ///< knows what people put under them
    protocol::SetPresence wish;        ///< of its hello, until it is welcomed
    QByteArray token;  ///< the hash of the token that it signed in with or was given; empty when it has none
    QByteArray device; ///< the key of its device
    QString client;    ///< the program, as its hello named it
    std::map<QString, RoomState *> subscriptions;
    std::set<QString> cursors; ///< rooms in which its pointer is shown
    int unreadable = 0;

    TokenBucket badItems{1, 20};

    /// By room: a message that was refused for the time being, which must come first when it is tried again, and until
    /// when the ones behind it wait for it.
    struct Gate {
        QString clientId;
        MonoMs until = 0;
    };
    std::map<QString, Gate> gates;

    /// What its client says of the opening, heard at `now`: narrows down openedThere.
    void compareClocks(const protocol::SetPresence &said, MonoMs now);
};

/// Everything the hub's parts share. One thread.
class HubState final {
public:
    HubState(HubParts parts, SendRate rate, RegistrationMode registration)
        : parts(parts), rate(rate), registration(registration), m_servedBefore(parts.store.served()), m_startedAt(now())
    {}

    Status load();

    Peer *peer(PeerId id);
    RoomState *room(const QString &id);
    const RoomState *room(const QString &id) const;
    Person *person(const QString &key);
    /// Somebody has the name, or had it.
    bool isTaken(const QString &key) const { return m_byKey.contains(key) || m_retired.contains(key); }
    /// The account was removed: its person has no links and no rooms any more.
    void retire(Person &person);
    /// The same, but nothing of it stays, and the name is free again.
    void release(Person &person);
    Person &adopt(const Account &account);
    MonoMs now() const { return parts.clock.monotonicMs(); }
    /// For how long this database has been served: what ages does so by this, since the calendar may jump.
    ServedMs served() const { return m_servedBefore + now() - m_startedAt; }

    /// Counts something that the person says: 0, or the milliseconds to wait. Where messages have no rate, nor has
    /// this.
    qint64 waitToSay(Person &person);
    /// The room if the peer's person is a member; otherwise answers NotFound or Forbidden and gives null.
    RoomState *memberRoom(const Peer &peer, quint64 request, const QString &id);
    Room view(const RoomState &room, const Person &person) const;
    /// `account` said `seq` in the room: it is on the disk, and is never unread for them.
    static void noteOwn(RoomState &room, qint64 account, Seq seq);
    /// The message at `seq` was deleted: it is on the disk, and is unread for nobody.
    static void noteDeleted(RoomState &room, Seq seq);
    /// Whom the message at `seq` means from now on; it is on the disk.
    void noteMentions(RoomState &room, Seq seq, qint64 sender, const Mentions &mentions);
    /// Messages after their read position that mean them, but for their own. 0 for who is no member.
    static int unreadMentions(const RoomState &room, const Person &person);
    /// Those of `mentions` who are members of the room, each once and as the account is called.
    Mentions membersAmong(const RoomState &room, const Mentions &mentions);
    /// `account` has read so far.
    static void noteRead(RoomState &room, qint64 account, Seq seq);

    /// Requests with id 0 get no answer, not even an error.
    void answer(const Peer &peer, quint64 request, protocol::ServerBody body);
    void refuse(const Peer &peer, quint64 request, const Error &error);
    /// The same for somebody who may be gone.
    void answer(Asker asker, protocol::ServerBody body);
    void refuse(Asker asker, const Error &error);
    /// An error that nobody asked for.
    void complain(const Peer &peer, quint64 request, const Error &error);
    void tell(const std::set<PeerId> &peers, protocol::ServerBody body);
    /// To the room's subscribers but those of `person`.
    void tellOthers(const RoomState &room, const Person &person, protocol::ServerBody body);
    void close(Peer &peer, int code, const QString &reason);
    /// Without a word.
    void drop(Peer &peer);

    /// Every write's result goes through here, so that trouble is told once when it begins and once when it ends.
    const Status &noteWrite(const Status &status);
    std::function<void(const QString &)> onTrouble;
    /// A sentence for whoever runs the server, in English, about what they may want to do.
    std::function<void(const QString &)> onNotice;

    HubParts parts;
    SendRate rate;
    RegistrationMode registration;
    std::map<PeerId, Peer> peers;
    std::map<qint64, Person> people;
    std::map<QString, RoomState> rooms;
    std::map<QString, int> roomsFrom; ///< by address: rooms that were made there, with those on their way to the disk
    ConfusableNames userLooks{true};
    ConfusableNames roomLooks{false}; ///< with those that are on their way to the disk

private:
    void noteNamed(RoomState &room, const Mentions &mentions);

    std::map<QString, Person *> m_byKey;
    std::set<QString> m_retired; ///< the keys of accounts that were removed
    bool m_inTrouble = false;
    ServedMs m_servedBefore; ///< in earlier runs
    MonoMs m_startedAt;
};

} // namespace banter
