// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/amendment.h"
#include "core/error.h"
#include "core/values.h"

#include <QStringList>

#include <variant>

namespace banter {

/// A message, or a change of one that was sent, which waits for its verdict, or failed and waits for the person.
struct OutboxEntry {
    QString room;
    QString clientId;
    QString text;
    WallMs at = 0;                                ///< when the person sent it
    DeliveryState state = DeliveryState::Pending; ///< never Sent
    QString failure;                              ///< why, unless Pending: an error code's name, a colon, a sentence
    bool tried = false;                           ///< may have reached the server: it was on its way, or nobody knows
    /// Above 0: acknowledged at this place in a history that the server no longer has. Whether its present one
    /// has the message is not known yet, and until then it is neither shown nor sent.
    Seq formerSeq = 0;

    // Of a change; `clientId` is then its own. The text of a deletion is empty, that of a reaction is its key.
    Operation operation = Operation::Send;
    QString target = {};         ///< the message's id, given by the server; empty while it is without its ack
    QString targetClientId = {}; ///< the message's client id, where it is known; one of the two is never empty
    qint64 baseRev = 0;          ///< of an edit: the rev of the message as its writer saw it
    QString baseEpoch = {};      ///< the history that `baseRev` counts in; empty while `target` is
    bool on = true;              ///< of a reaction: whether it shall be there

    QString replyTo = {};   ///< of a message: the id of the one that it answers, given by the server; empty: none
    Mentions mentions = {}; ///< of a message or an edit: whom its text means
    bool isMessage() const { return operation == Operation::Send; }
    bool operator==(const OutboxEntry &) const = default;
};

/// What is known of a room from last time.
struct StoredRoom {
    Room room;
    std::vector<Span> spans; ///< ascending, never touching
    QString draft;
    Seq lowest = 0;     ///< of all its messages, also of those that are in no span; 0: there are none
    qint64 heldRev = 0; ///< up to this change of the room its messages are as they are
    bool operator==(const StoredRoom &) const = default;
};

/// Changes to the store. A batch of them is one transaction: all or nothing, in this order.
namespace keep {

struct PutRoom {
    Room room;
};
/// Its messages, spans, draft and unsent messages too.
struct DropRoom {
    QString room;
};
/// Stores messages (one whose place is held is replaced, unless that has a higher rev), and that all of `span` is held
/// now; an empty one says nothing. A message in the outbox of the same client id goes in the same stroke.
struct PutMessages {
    QString room;
    std::vector<Message> messages;
    Span span;
};
/// Takes changes into those of the room's messages that are held, see amend(), and keeps up to which change of the room
/// all of them are known: in one change, so that a rev is never kept without its messages.
struct AmendMessages {
    QString room;
    std::vector<Amendment> changes;
    std::optional<qint64> heldRev = {}; ///< none: it stays as it is
};
/// Forgets a room's messages, spans, revs and read position, not its outbox: the server's history began anew.
struct ForgetHistory {
    QString room;
};
struct PutOutbox {
    OutboxEntry entry;
    /// Above 0, for one that is not there: the place that it had before it was dropped, see outboxPlace().
    qint64 place = 0;
};
/// The person deleted it, or the server has it.
struct DropOutbox {
    QString clientId;
};
/// All that waits now may reach the server from now on.
struct TryOutbox {};
struct PutDraft {
    QString room;
    QString text;
};
/// A small named value: "epoch", "user".
struct PutSetting {
    QString name;
    QString value;
};

using Change = std::variant<PutRoom, DropRoom, PutMessages, ForgetHistory, PutOutbox, DropOutbox, TryOutbox, PutDraft,
                            PutSetting, AmendMessages>;

} // namespace keep

/// One account's memory on this machine. Calls block on the disk: only ever called on the worker thread. Errors:
/// StorageFull for a full or read-only disk, Internal for anything else; after an error nothing of the batch was kept.
class ClientStore {
public:
    virtual ~ClientStore() = default;

    /// Durable when it returns: committed and synced (WAL, synchronous=FULL).
    virtual Status apply(const std::vector<keep::Change> &changes) = 0;

    virtual Result<std::vector<StoredRoom>> rooms() = 0;
    /// The newest `limit` with places below `before` (0: below none), ascending.
    virtual Result<std::vector<Message>> messages(const QString &room, Seq before, int limit) = 0;
    /// Those in `span`, ascending; of more than `limit` the newest, or the oldest.
    enum class Most { Newest, Oldest };
    virtual Result<std::vector<Message>> messagesIn(const QString &room, const Span &span, int limit,
                                                    Most most = Most::Newest) = 0;
    /// The one with that id, given by the server, if it is held: in that room, or in any where `room` is empty.
    virtual Result<std::optional<Message>> message(const QString &room, const QString &id) = 0;
    /// All of that room by that sender that have a client id, ascending. Looks through the whole room.
    virtual Result<std::vector<Message>> messagesBy(const QString &room, const QString &sender) = 0;
    /// The messages whose text holds every one of `words` (as searchWords() gives them) in any case and in the forms of
    /// formsOf(), also in the middle of a word: the newest by their time, newest first, at most `limit`. Of one room,
    /// or of all when `room` is empty. Words of three characters and more come from an index; where all are shorter,
    /// only the newest 200,000 messages are looked through, which takes some 100 ms.
    virtual Result<std::vector<Message>> search(const QStringList &words, const QString &room, int limit) = 0;
    /// In the order in which the person sent them, over all rooms.
    virtual Result<std::vector<OutboxEntry>> outbox() = 0;
    /// The place of a message in the outbox: a smaller one is sent earlier. 0 when it is not there.
    virtual Result<qint64> outboxPlace(const QString &clientId) = 0;
    /// The message of that client id if the server acknowledged it before, whatever the room.
    virtual Result<std::optional<Message>> acknowledged(const QString &clientId) = 0;
    /// Empty when never put.
    virtual Result<QString> setting(const QString &name) = 0;
};

} // namespace banter
