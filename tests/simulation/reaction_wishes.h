// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"
#include "store/client_store.h"
#include "tests/simulation/trace.h"

#include <deque>
#include <functional>
#include <set>

namespace banter::simulation {

/// One command to put a reaction under a message, or to take it away.
struct WishedReaction {
    int client = 0; ///< the device; no other one has the same keys
    int number = 0; ///< the device's count: the order of the person
    QString user;
    QString room;
    QString messageId;       ///< empty while it had none
    QString messageClientId; ///< of the message, where it is the person's own
    QString key;
    bool on = true;
    QString clientId;       ///< the operation's; empty until it is known
    bool accepted = false;  ///< it is on the disk, or made up for one before it that never went out
    bool uncertain = false; ///< taken back, not done for a reason that was told, or nobody knows whether it was done
};

/// All reactions that people wished on the devices that are played here. What a person said last of one key is what is
/// there in the end: whatever was done before it, sent again, taken back or left out.
class ReactionWishes final {
public:
    explicit ReactionWishes(Trace &trace) : m_trace(trace) {}

    /// Somebody is about to wish for it.
    void wish(WishedReaction wished) { m_all.push_back(std::move(wished)); }
    void takeBack(int client, const QString &clientId);
    void takeBackAllIn(int client, const QString &room);
    /// The program of a device starts: what its person was told last may not have been on the disk.
    void begin(int client)
    {
        std::erase_if(m_settled, [client](const auto &each) { return each.first == client; });
    }
    /// It is on the device's disk, in its outbox.
    void kept(int client, const OutboxEntry &entry);
    /// It is shown.
    void told(int client, const ShownOperation &shown);
    /// The server was asked for it, and there is no such message, or not for that person.
    void unknownToServer(const QString &clientId);
    /// The server changed a message for it.
    void done(const QString &clientId, const QString &epoch);
    /// A server was set back: what it had done is undone, and nobody does it again.
    void setBack() { m_wasSetBack = true; }
    /// When all is quiet: what was said last of each key is so. `find` gives a message as the server has it, if it has
    /// it and it was not deleted.
    void checkAll(int client, const std::vector<OutboxEntry> &outbox,
                  const std::function<const Message *(const QString &room, const QString &id)> &find);

private:
    WishedReaction *find(int client, const QString &clientId);
    WishedReaction *unnamed(int client, const OutboxEntry &entry);
    WishedReaction *next(const WishedReaction &wished);
    bool isAfterUncertain(const WishedReaction &wished) const;
    void isUncertain(WishedReaction &wished);
    void fail(const WishedReaction &wished, const std::string &what);

    Trace &m_trace;
    std::deque<WishedReaction> m_all;
    std::set<std::pair<int, QString>> m_settled;  ///< device and operation: the person was told the end
    std::set<std::pair<QString, QString>> m_done; ///< epoch and operation
    bool m_wasSetBack = false;
};

} // namespace banter::simulation
