// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "store/client_store.h"

#include <functional>
#include <map>
#include <vector>

namespace banter {

/// Collects what is to be stored and writes it in one transaction per turn of the event loop, so that a thousand
/// messages cost one wait for the disk. What hangs on a write runs after its commit.
///
/// When the disk is full, three kinds of writes fare differently: what the person says is refused at once (the
/// text stays with the person), history is given up (the server has it, and it is asked for again at the next start),
/// and everything else is kept in its order and tried again. One thread.
class Disk final {
public:
    using Done = std::function<void(const Status &)>;

    /// `stored` is called after each commit for every stretch of history in it. `trouble` is called when a write fails
    /// for the first time since one succeeded.
    Disk(ClientStore &store, Scheduler &scheduler, std::function<void(const keep::PutMessages &)> stored,
         std::function<void(const Error &)> trouble);
    ~Disk();
    Disk(const Disk &) = delete;
    Disk &operator=(const Disk &) = delete;

    /// Kept sooner or later.
    void put(keep::Change change);
    /// Kept, or given up. `settled` are the client ids of those that leave the outbox with it, which they do even when
    /// the rest is given up.
    void putHistory(keep::PutMessages messages, std::vector<QString> settled = {});
    /// Kept or refused at the end of this turn; `done` says which.
    void accept(OutboxEntry entry, Done done);
    /// The same of what shall leave the outbox by the person's word.
    void acceptDrop(QString clientId, Done done);
    /// Calls `done` when everything that was put so far was tried.
    void then(Done done);

    /// Writes now. Called by itself at the end of a turn.
    void flush();
    /// Writes now what waits of that room's history: before it is taken away, so that it does not count as stored.
    void flushHistory(const QString &room);
    /// Something waits to be written.
    bool dirty() const { return !m_items.empty(); }

private:
    enum class Kind { Must, History, Accept, Nothing };
    struct Item {
        Kind kind;
        keep::Change change;
        Done done;
        std::vector<QString> settled = {};
    };
    void add(Item item);
    void finish(std::vector<Item> items, const Status &status);
    void keepForLater(Item item);

    ClientStore &m_store;
    Scheduler &m_scheduler;
    std::function<void(const keep::PutMessages &)> m_stored;
    std::function<void(const Error &)> m_trouble;
    std::vector<Item> m_items;
    std::map<QString, std::size_t> m_latest; // where the latest word on a thing is: a newer one takes its place
    TimerId m_turn = 0;
    TimerId m_retry = 0;
    bool m_failing = false;
};

} // namespace banter
