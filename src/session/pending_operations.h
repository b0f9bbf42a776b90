// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/random.h"
#include "session/disk.h"
#include "session/publisher.h"
#include "session/queue_port.h"
#include "session/server_state.h"

namespace banter {

/// What edits, deletions and reactions have in common on their way through the outbox: which message one is about, how
/// it gets in and out again, and what the views see of it meanwhile. One thread.
class PendingOperations final {
public:
    struct Parts {
        Outbox &outbox;
        Clock &clock;
        Random &random;
        ClientStore &store;
        Disk &disk;
        Publisher &views;
        const ServerState &server;
        QueuePort &queue;
        MessageRooms &rooms;
    };
    /// What a command is about.
    struct Wish {
        QString room; ///< empty: whichever the message is in
        QString id;   ///< the message's, given by the server, or its client id
        QString clientId;
        Operation operation = Operation::Edit;
        QString text = {};
        std::optional<qint64> rev = {};
        bool on = true;
        Mentions mentions = {};
        bool isIn(const QString &other) const { return room.isEmpty() || room == other; }
    };

    explicit PendingOperations(const Parts &parts) : m_parts(parts) {}

    /// Never tried: nobody else knows of it, so that it may take up a later one, or be taken up.
    static bool mayCollapse(const Outbox::Item &item);

    /// False, with a failure, where it names nothing, the server cannot do it (`isSupported`, in `words`), or its
    /// client id is taken.
    bool mayDo(const Wish &wish, bool isSupported, const QString &words);
    /// The message. One that has no ack yet has no id and no place, one that is not held has its id and its room, if
    /// that was named, and no sender; an edit needs more. Nothing, with a failure, where there is none.
    std::optional<Message> findTarget(const Wish &wish);
    /// The latest change of its text or deletion, null where there is none. Reactions stand beside those.
    Outbox::Item *last(const Message &target);
    /// As it is stored; its client id is minted where it has none.
    OutboxEntry entryOf(const Wish &wish, const Message &target);
    /// Into the outbox, and to the disk; `stored` is called when it is there, or is not.
    void add(OutboxEntry entry, Disk::Done stored);
    /// It has its verdict: it is out, and the disk knows.
    void settle(const OutboxEntry &entry);
    /// Out of the outbox and of the disk; the views hear why.
    void drop(const QString &clientId, const Error &why);
    /// The views hear that it is not done.
    void showDropped(const OutboxEntry &entry);
    /// The views hear that it is done.
    void showDone(const OutboxEntry &entry);
    ShownOperation shown(const OutboxEntry &entry) const;
    void fail(const Wish &wish, ErrorCode code, const QString &sentence);
    void fail(const Wish &wish, const Error &error) { fail(wish, error.code, error.message); }

private:
    std::optional<Message> findHeld(const Wish &wish);

    Parts m_parts;
};

/// Why an earlier one is dropped.
Error replacedByLater();
/// The same, and why nothing can be wished of what has failed.
Error notSent();

} // namespace banter
