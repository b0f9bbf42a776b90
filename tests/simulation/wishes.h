// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"
#include "store/client_store.h"
#include "tests/simulation/trace.h"

#include <deque>
#include <functional>
#include <map>
#include <set>

namespace banter::simulation {

/// What became of one command to edit or delete a message. Every text of a run is another one.
struct Wished {
    int client = 0; ///< the device
    int number = 0; ///< the device's count: the order of the person
    QString room;
    QString messageId;       ///< empty while it had none
    QString messageClientId; ///< of the message, where it had one
    Operation operation = Operation::Edit;
    QString text;           ///< of an edit
    std::set<QString> seen; ///< what the person had seen the message say
    QString clientId;       ///< the operation's; empty until it is known
    bool accepted = false;  ///< it is on the disk, or the person was told that it waits
    bool takenBack = false; ///< by the person, or with the room
    bool pointless = false; ///< a later one took its place, or there is no such message
    std::set<QString> done; ///< in these histories
};

/// All changes of messages that people wished on the devices that are played here, beside what the server did.
class Wishes final {
public:
    explicit Wishes(Trace &trace) : m_trace(trace) {}

    /// Somebody is about to wish for it.
    void wish(Wished wished);
    /// The person takes up a conflict: what they are shown now, they have seen.
    void wishAgain(int client, const QString &clientId, const std::optional<Message> &current);
    void takeBack(int client, const QString &clientId);
    void takeBackAllIn(int client, const QString &room);
    /// A device showed a message.
    void saw(int client, const Message &message);

    /// The program of a device starts: what its person was told last may not have been on the disk.
    void begin(int client)
    {
        std::erase_if(m_settled, [client](const auto &each) { return each.first == client; });
    }
    /// It is on the device's disk, in its outbox. False where that is no change of a message, nor was made of one.
    bool kept(int client, const OutboxEntry &entry);
    /// It is shown.
    void told(int client, const ShownOperation &shown);
    /// The server was asked for it, and there is no such message, or not for that person.
    void unknownToServer(const QString &clientId);
    /// The server did it: what was `before` is `after`.
    void done(const QString &clientId, const QString &epoch, const Message &before, const Message &after);

    /// Whether it is what somebody wished a message to say.
    bool isWished(const QString &text) const { return m_byText.contains(text); }
    /// Whether somebody wished that message gone.
    bool isUnwanted(const QString &messageClientId) const { return m_unwanted.contains(messageClientId); }
    /// When all is quiet: each has had its outcome.
    void checkAll(int client, const std::vector<OutboxEntry> &outbox,
                  const std::function<bool(const QString &)> &isThere);

private:
    Wished *find(int client, const QString &clientId);
    Wished *byText(const QString &text);
    bool isReplaced(const Wished &wished) const;
    void fail(const Wished &wished, const std::string &what);

    Trace &m_trace;
    std::deque<Wished> m_all;
    std::map<QString, Wished *> m_byText;
    std::map<std::pair<int, QString>, std::set<QString>> m_seen; ///< by device and the message's id
    std::set<std::pair<int, QString>> m_settled;                 ///< device and operation: the person was told the end
    std::set<QString> m_unwanted;                                ///< client ids of messages
};

} // namespace banter::simulation
