// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "store/client_store.h"

#include <QHash>

#include <functional>
#include <list>
#include <set>
#include <unordered_map>

namespace banter {

/// The order and the state of all messages, and changes of messages, without a verdict. Pure: it neither stores nor
/// sends, it says what is next.
class Outbox final {
public:
    /// Ten thousand is a day of a busy bot; 16 MiB keeps a queue of longest messages from filling the memory.
    static constexpr std::size_t MaxEntries = 10'000;
    static constexpr qint64 MaxBytes = 16 * 1024 * 1024;
    /// On their way at once: enough to hide a round trip of 100 ms at 2,500 messages a second.
    static constexpr int Window = 256;
    /// So much a second the slowest link carries that is worth to be called one: an answer may take so much longer as
    /// what is on its way takes. A slow link is judged by what it carries, not by what waits.
    static constexpr qint64 SlowestBytesPerSecond = 1'000;

    enum class Stage {
        Storing, ///< not yet on the disk: neither shown nor sent
        Waiting,
        InFlight,
        Failed,     ///< waits for the person
        Unverified, ///< waits to be looked for in the server's new history: neither shown nor sent
    };
    struct Item {
        OutboxEntry entry;
        Stage stage = Stage::Storing;
        MonoMs ackDeadline = 0; ///< only in flight
        bool suspect = false;   ///< was on its way when a frame was refused for its size
        quint64 order = 0;      ///< among all that were ever in this outbox
    };

    /// About what a message takes on the wire, with the fields around its text.
    static qint64 wireBytes(const OutboxEntry &entry);

    /// QueueFull, with a sentence for people, when there is no room. What a server that was set back has lost takes
    /// none: it may be any number, and must not keep the person from writing.
    Status add(OutboxEntry entry);
    /// One that was accepted in an earlier run: it stays, whatever the bounds are now.
    void restore(OutboxEntry entry, Stage stage);
    /// One that was removed, at the place that it had, to be stored again. It stays, whatever the bounds are now.
    Item &reinstate(Item item);
    /// The client id of the next one of its room that is shown; empty when there is none.
    QString shownAfter(const QString &clientId) const;
    Item *find(const QString &clientId);
    /// The same, where it is a message and not a change of one.
    Item *findMessage(const QString &clientId);
    /// The client ids of the changes of that message, in their order. Either of its ids is enough.
    std::vector<QString> operationsOn(const QString &id, const QString &messageClientId) const;
    /// The latest edit or deletion of the same message that comes after this one; null where there is none.
    Item *lastAfter(const Item &operation);
    /// Another text for one of this outbox, and whom that means. QueueFull when it would hold too much then.
    Status reword(Item &item, const QString &text, const Mentions &mentions);
    /// Keeps a message, and those after it in its room, from being taken until release(). One at a time: a second hold
    /// ends the first.
    void hold(const QString &clientId) { m_held = clientId; }
    void release() { m_held.clear(); }
    const QString &held() const { return m_held; }
    /// Rooms whose messages are not taken for now, in the place of those of the last call: a join is still open there.
    void close(std::set<QString> rooms) { m_closed = std::move(rooms); }
    const std::set<QString> &closed() const { return m_closed; }
    /// True when it was there.
    bool remove(const QString &clientId);
    /// All in flight wait again: their link is gone, so nobody knows what became of them. Gives their client ids.
    std::vector<QString> recall();
    /// A frame was refused for its size. Gives the client id of the message that it must have been, empty where it
    /// could have been another: one that is alone in flight and was there the last time, or `aloneIsEnough`.
    QString refusedForSize(bool aloneIsEnough);
    /// In order, those that may be sent now; each is put in flight with that deadline, and the time that a slow link
    /// takes for all that is on its way. Stops after `limit`, and at the first for which `allow` says no. A change
    /// waits until its message has an id, and for the verdict of a change of the same message before it.
    std::vector<const OutboxEntry *> take(int limit, MonoMs deadline,
                                          const std::function<bool(const OutboxEntry &)> &allow);
    /// The client id of the one whose echo this may be, from a server that knows no client ids: the oldest of its room
    /// and text that went out without a verdict. Empty when there is none. What was not heard `live` must not be older
    /// than the sending; a minute is allowed for clocks that differ.
    QString echoed(const Message &message, bool live) const;
    /// Puts one that is in flight back to its place.
    void putBack(const QString &clientId);
    /// Whether a change waits until the message of that client id has an id.
    bool isAwaited(const QString &messageClientId) const { return m_awaited.contains(messageClientId); }
    /// The message that this changes has that id.
    void aim(Item &operation, const QString &id);
    /// Client ids whose deadline has passed.
    std::vector<QString> overdue(MonoMs now) const;
    /// The earliest deadline, if anything is in flight.
    std::optional<MonoMs> nextDeadline() const;

    /// Client ids of what waits for that room, in its order. What is unverified nobody knows to be unsent.
    QStringList unsentIn(const QString &room) const;
    bool anyFailedIn(const QString &room) const;
    bool anyOf(const QString &room) const;
    /// Without a verdict and not failed.
    int unsent() const { return m_unsent; }
    int inFlight() const { return m_inFlight; }
    /// Whether something is stored, not on its way, not held back, not in a closed room, and waits for nothing before
    /// it.
    bool hasWaiting() const;
    const std::list<Item> &items() const { return m_items; }
    /// Sets the stage and keeps the counts. `item` is one of this outbox.
    void setStage(Item &item, Stage stage);

private:
    class Barrier;

    void append(OutboxEntry entry, Stage stage);
    void note(const OutboxEntry &entry);
    bool isFull(qint64 moreEntries, qint64 moreBytes) const;
    Error full() const;
    static bool counts(Stage stage) { return stage != Stage::Failed && stage != Stage::Unverified; }

    std::list<Item> m_items; // in the person's order
    std::unordered_map<QString, std::list<Item>::iterator> m_index;
    qint64 m_bytes = 0;
    qint64 m_bytesInFlight = 0;
    int m_unsent = 0;
    int m_inFlight = 0;
    int m_waiting = 0;
    int m_operations = 0; ///< of all, those that are changes of messages
    quint64 m_lastOrder = 0;
    QString m_held; // a client id, or nothing
    std::set<QString> m_closed;
    std::set<QString> m_awaited; ///< client ids of messages; some may be waited for no more
};

} // namespace banter
