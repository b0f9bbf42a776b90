// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/hub_state.h"

#include <functional>

namespace banter {

/// What waits for the next commit. All that is written in one turn shares one, so that the disk is waited for once and
/// not once for each; nobody hears of anything before it is on the disk, and nothing in memory changes before either.
class GroupCommit final {
public:
    explicit GroupCommit(HubState &state) : m_state(state) {}
    ~GroupCommit();

    struct Posted {
        ServerStore::NewMessage message;
        Asker asker;
    };

    struct Amended {
        ServerStore::MessageChange change;
        Asker asker;
    };

    /// A message whose sequence was taken already. Committed at the end of the turn, or sooner when there are many.
    void post(ServerStore::NewMessage message, Asker asker);
    /// A change of a message whose rev was taken already. Committed as a new message is, and told after those.
    void amend(ServerStore::MessageChange change, Asker asker);
    /// Whether something waits here under that client id.
    bool isPending(qint64 account, const QString &clientId) const;
    /// Whether a change of the message with that id waits here.
    bool isAmending(const QString &message) const { return m_amending.contains(message); }
    /// The message with that id as it will be after all of its changes that wait here; null where none does.
    const StoredMessage *amended(const QString &message) const;

    /// A change of which rooms there are and who is in them, or of what is an account's. Committed as a message is.
    struct Change {
        QString room;                               ///< empty for none
        qint64 account = 0;                         ///< who asked for it
        std::function<Status(ServerStore &)> write; ///< called once, when it is written
        /// It is on the disk, or nothing of it happened. What it is about may be gone by then, but for the room, which
        /// nobody changed since.
        std::function<void(const Status &)> done;
    };
    void change(Change change);
    /// How many wait.
    std::size_t changes() const { return m_changes.size(); }
    /// Whether the room will be another one after the next commit.
    bool isChanging(const QString &room) const { return m_changing.contains(room); }
    /// Whether messages of the room wait, or changes of them.
    bool hasMessagesIn(const QString &room) const { return m_speaking.contains(room); }
    /// Whether something that this account asked for waits, read positions aside.
    bool isWaiting(qint64 account) const { return m_askers.contains(account); }

    /// A read position, answered with Done once it is on the disk: within MarkDelayMs.
    void mark(const ServerStore::ReadMark &mark, Asker asker);
    /// The position that waits here, 0 if none does.
    Seq pendingMark(const QString &room, qint64 account) const;
    /// Goes with the next commit, within MarkDelayMs; when the disk is full, with the first that succeeds.
    void seen(Person &person, WallMs at);
    /// The person is here, to the day of service: the same.
    void came(Person &person);
    /// What the person says of themselves, answered with Done once it is on the disk: within MarkDelayMs.
    void own(const Person &person, Asker asker);
    /// Whether what the person says of themselves waits here.
    bool waitsForOwn(const Person &person) const;

    /// Commits now what waits.
    void flush();
    /// The same at the end of a turn, if somebody waits for it; read positions alone have time.
    void endTurn();

    /// The group is on the disk, in the order in which it was posted.
    std::function<void(const std::vector<Posted> &)> onPosted;
    /// The same of changes, after the new messages.
    std::function<void(const std::vector<Amended> &)> onAmended;
    /// These read positions are on the disk. Called before onPosted.
    std::function<void(const std::vector<ServerStore::ReadMark> &)> onMarked;
    /// Nothing of the group happened.
    std::function<void(const std::vector<Posted> &, const Error &)> onRefused;
    std::function<void(const std::vector<Amended> &, const Error &)> onNotAmended;

    /// More than this would keep the first one of a group waiting.
    static constexpr std::size_t MaxGroup = 500;
    /// Read positions come singly, one after each message that is looked at: a tenth of a second puts many into one
    /// commit, and nobody waits for them.
    static constexpr qint64 MarkDelayMs = 100;

private:
    void flushWithin(qint64 ms);
    void note(const QString &room, qint64 account, std::set<QString> &rooms);
    Status writeAll(const std::vector<Change> &changes, const ServerStore::Batch &batch, std::vector<Status> *verdicts);
    void settle(const ServerStore::Batch &batch, const Status &committed, const std::vector<Change> &changes,
                const std::vector<Status> &verdicts);
    void answerAskers(const Status &committed);

    HubState &m_state;
    std::vector<Change> m_changes;
    std::set<QString> m_changing; ///< their rooms
    std::set<QString> m_speaking; ///< rooms of the messages and of their changes
    std::set<qint64> m_askers;    ///< accounts of all of them
    std::vector<Posted> m_posted;
    std::vector<Amended> m_amended;
    std::map<QString, StoredMessage> m_amending; ///< by id: the messages that they change, as they will be
    std::set<std::pair<qint64, QString>> m_ids;
    std::map<std::pair<QString, qint64>, Seq> m_reads;
    std::vector<Asker> m_toAnswer; ///< with Done, of read positions and of what people say of themselves
    std::map<qint64, ServerStore::PersonChange> m_people;
    TimerId m_timer = 0;
    MonoMs m_due = 0;
};

} // namespace banter
