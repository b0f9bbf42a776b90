// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/values.h"
#include "server/operation.h"

#include <QByteArray>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace banter {

/// The public room that a new server opens with, and that every account begins in.
inline constexpr QLatin1String LobbyName{"lobby"};

/// Milliseconds for which a database has been served, over all starts: it never jumps, and stands still with the
/// server.
using ServedMs = qint64;

/// A person, as the server keeps them.
struct Account {
    qint64 id = 0;
    QString name;
    QString key; ///< nameKey(name): what makes a name unique
    OwnPresence own;
    WallMs lastSeen = 0;
    bool removed = false;  ///< nobody is that person any more, and nobody else gets the name
    WallMs made = 0;       ///< when it was registered; 0 where nobody knows
    QString madeFrom = {}; ///< the address; empty where nobody knows
    ServedMs came = 0;     ///< when its person was here last, to the day
};

/// One person in one room.
struct Membership {
    Role role = Role::Member;
    Seq readSeq = 0;
    WallMs since = 0; ///< who has been there longest inherits the room
    bool operator==(const Membership &) const = default;
};

/// One person asked into one room.
struct Invitation {
    qint64 by = 0; ///< who asked; the person where they left the room, and are not asked back at once
    WallMs at = 0;
    ServedMs declined = 0; ///< when, or when they left; 0: it waits for its answer
    bool isOpen() const { return declined == 0; }
    bool operator==(const Invitation &) const = default;
};

/// A message that means people by name.
struct Naming {
    qint64 sender = 0; ///< whom it does not concern
    Mentions mentions;
};

/// Of a room's messages that mean somebody, the newest that count as unread: of so many nobody needs the number.
inline constexpr std::size_t MaxNamings = 500;

struct StoredServerRoom {
    QString id;
    bool isPrivate = false;
    Seq lastSeq = 0;
    qint64 keeper = 0; ///< who left it as the last one and may come back; 0 while somebody is in it
    qint64 maker = 0;  ///< who made it; 0 for the lobby, and where nobody knows
    Seq baseSeq = 0;   ///< its messages begin after this number: that of an ended room of the same name
    std::map<qint64, Membership> members;
    /// By account: messages after their read position that are unread for nobody, their own and deleted ones.
    std::map<qint64, std::set<Seq>> own = {};
    std::map<qint64, Invitation> invitations = {}; ///< by account: those asked, and those who declined
    qint64 lastRev = 0;                            ///< the newest change of any of its messages
    QString madeFrom = {};                         ///< the address; empty where nobody knows
    std::map<Seq, Naming> namings = {}; ///< those after the lowest read position, at most MaxNamings, the newest
};

/// Where a room's counters begin: at 0, or where those of an ended room of the same name ended.
struct RoomBase {
    Seq seq = 0;
    qint64 rev = 0;
};

/// A message with what only the server knows of it.
struct StoredMessage {
    Message message;
    qint64 account = 0; ///< its sender
    qint64 textRev = 0; ///< the change that gave it its text; 0: it was sent with it
};

/// Of the messages after a person's read position, more of their own than that are not told apart: nobody leaves so
/// many unread, and the count is then a little too high.
inline constexpr std::size_t MaxOwnUnread = 10'000;

/// How often somebody declined what another asked, without ever taking it.
struct Refusals {
    qint64 account = 0;
    qint64 sender = 0;
    int times = 0;
    bool operator==(const Refusals &) const = default;
};

/// The server's disk, as an interface: SQLite in the program, one that fails on demand in a test. All calls block and
/// belong to the thread that opened it. What changed is durable when a call returns success (committed and synced: it
/// survives SIGKILL and, as far as the disk keeps its word, a power cut), and did not happen at all when it returns an
/// error: StorageFull for a full or read-only disk, Internal otherwise.
class ServerStore {
public:
    virtual ~ServerStore() = default;

    /// Names this history: random, made with the database, and made anew when a copy of it is opened (backup.h).
    virtual QString epoch() const = 0;
    /// What the server's key pair is made from (protocol/server_proof.h): made with the database, and the same in every
    /// copy of it.
    virtual QByteArray identitySeed() const = 0;
    virtual Result<std::vector<Account>> accounts() = 0;
    virtual Result<std::vector<StoredServerRoom>> rooms() = 0;
    virtual Result<std::vector<Refusals>> refusals() = 0;

    /// The new account's id; it is a member of the lobby, all that was said there being read. `account.id` is ignored.
    virtual Result<qint64> addAccount(const Account &account, const QString &passwordHash) = 0;
    /// Empty when there is no such account.
    virtual Result<QString> passwordHash(const QString &key) = 0;

    /// How long this database has been served, in ms, over all starts, as far as it was kept. Tokens age by it: a
    /// calendar that jumps ahead for a moment would sign everybody out for good.
    virtual ServedMs served() const = 0;
    /// Keeps it, once an hour at most. Less than what is kept changes nothing.
    virtual Status keepServed(ServedMs now) = 0;
    /// For the program `client`, as its hello named it. Of the account's tokens MaxTokensPerAccount stay, this one
    /// among them, and so does each of `open`: the hashes of those whose links are open, however long ago they came.
    /// The one that was not used for longest of programs of the same name goes first, so that no number of runs of a
    /// script signs a desktop out; where there is none, of the name with most.
    virtual Status addToken(const QByteArray &hash, qint64 account, const QString &client, ServedMs now,
                            const std::set<QByteArray> &open) = 0;
    /// The account of a token that was used within TokenLifeMs. noteTokenUse() says that it is used.
    virtual Result<std::optional<qint64>> useToken(const QByteArray &hash, ServedMs now) = 0;
    /// It is used now (to the day), if there still is such a token: a link that was opened with it begins or ends.
    virtual Status noteTokenUse(const QByteArray &hash, ServedMs now) = 0;
    virtual Status dropToken(const QByteArray &hash) = 0;

    /// A room with its first member, its owner and maker, made from that address. Gives its baseSeq, which is its
    /// lastSeq, and its lastRev.
    virtual Result<RoomBase> addRoom(const QString &id, bool isPrivate, qint64 owner, const QString &from,
                                     WallMs now) = 0;
    /// Ends a room with all that was said in it.
    virtual Status dropRoom(const QString &id) = 0;
    /// Takes the place of what is there of that person and room.
    virtual Status putInvitation(const QString &room, qint64 account, const Invitation &invitation) = 0;
    virtual Status dropInvitation(const QString &room, qint64 account) = 0;
    /// Takes the place of what is there of these two; 0 times: nothing is.
    virtual Status putRefusals(const Refusals &refusals) = 0;
    /// The person's invitation to the room ends in the same stroke.
    virtual Status addMember(const QString &room, qint64 account, const Membership &membership) = 0;
    /// `heir` becomes an owner in the same stroke, unless 0; `keeper` is 0 unless the room is empty now.
    virtual Status dropMember(const QString &room, qint64 account, qint64 heir, qint64 keeper) = 0;

    /// What becomes of a room when an account goes.
    struct Exit {
        QString room;
        qint64 heir = 0;   ///< as dropMember() has it
        bool ends = false; ///< with all that was said in it
    };
    /// In one stroke with its exits: nobody can be that person any more, and nobody else gets the name, since what was
    /// said under it stays theirs.
    virtual Status removeAccount(qint64 account, const std::vector<Exit> &exits) = 0;

    /// Accounts by which nothing was ever said, that let nobody in and have no reaction anywhere, and whose people were
    /// not here since `since`; who was gone for longest first, at most `limit`.
    virtual Result<std::vector<qint64>> silentAccounts(ServedMs since, int limit) = 0;
    /// One of these, which is in no room but the lobby: nothing of it stays, and its name is free again.
    virtual Status dropAccount(qint64 account) = 0;

    struct NewMessage {
        Message message;
        qint64 account = 0;
    };
    /// Something that the person of the operation puts under a message, or takes away from there.
    struct ReactionChange {
        QString user; ///< their name
        QString key;
        bool on = true;
    };
    /// An operation on a message that is there, and the message as it is after it.
    struct MessageChange {
        MessageOperation operation;
        StoredMessage after;
        std::optional<ReactionChange> reaction = {}; ///< with MessageVerb::React: all that differs, but for the rev
    };
    struct ReadMark {
        QString room;
        qint64 account = 0;
        Seq seq = 0;
    };
    /// Small things of a person that change often.
    struct PersonChange {
        std::optional<WallMs> lastSeen;
        std::optional<ServedMs> came; ///< Account::came
        std::optional<OwnPresence> own;
    };
    struct Batch {
        std::vector<NewMessage> messages; ///< their sequences follow their rooms' last ones
        /// Their revs follow their rooms' last ones; those of one message may be several, each after the one before.
        /// Of a message that is deleted no reaction stays, and nothing that could tell its text.
        std::vector<MessageChange> changes;
        std::vector<ReadMark> reads; ///< never go back
        std::map<qint64, PersonChange> people;
        bool isEmpty() const { return messages.empty() && changes.empty() && reads.empty() && people.empty(); }
    };
    /// All or none, in one transaction.
    virtual Status commit(const Batch &batch) = 0;
    /// Calls `writes` once, with all that it writes here in one transaction, so that the disk is waited for once. Each
    /// call inside happens or does not by itself and says which; all of them count only when this one succeeds, and
    /// none of them happened when it does not. Not from inside itself.
    virtual Status together(const std::function<void()> &writes) = 0;

    /// What this account once did under that client id.
    virtual Result<std::optional<MessageOperation>> operation(qint64 account, const QString &clientId) = 0;
    /// The message with that id, if it is in that room.
    virtual Result<std::optional<StoredMessage>> message(const QString &room, const QString &id) = 0;
    /// At most `limit`, ascending: below `before` when that is above 0 (the newest of them), else above `after` (the
    /// oldest of them). Fewer, but at least one, where they have more than about MaxReactionsRead reactions.
    virtual Result<std::vector<Message>> history(const QString &room, Seq before, Seq after, int limit) = 0;
    /// At most `limit` messages from `lowest` on that changed after `since`, ascending by rev. Fewer as history() has
    /// it: countChanges() after the last one's rev tells whether there are more.
    virtual Result<std::vector<Message>> changes(const QString &room, qint64 since, Seq lowest, int limit) = 0;
    /// How many they are, counted up to `limit`.
    virtual Result<int> countChanges(const QString &room, qint64 since, Seq lowest, int limit) = 0;

    /// What a frame has place for at the most usual lengths of names; more would be read for nothing.
    static constexpr qsizetype MaxReactionsRead = 20'000;
    /// An unused token lives for 90 days of the server's running: after a quarter without the program a person signs in
    /// again.
    static constexpr qint64 TokenLifeMs = 90LL * 24 * 3600 * 1000;
    /// A person has a few devices, and scripts that sign in with a password each time and do not say goodbye.
    static constexpr std::size_t MaxTokensPerAccount = 50;
};

} // namespace banter
