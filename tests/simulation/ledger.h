// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"
#include "tests/simulation/reaction_wishes.h"
#include "tests/simulation/trace.h"
#include "tests/simulation/wishes.h"

#include <limits>
#include <map>
#include <set>
#include <vector>

namespace banter::simulation {

/// Whom a text of a run means. It is in the text, so that nothing has to be kept of it: by its letters a few people,
/// some of whom are in no room, or the room. Pure.
Mentions meantBy(const QString &text);
/// Whether a server may make that of whom a text means: it drops those who are not in the room.
bool mayBeLeftOf(const Mentions &kept, const QString &text);

/// What became of one command to send. Every text of a run is another one, so a text names its command.
struct Said {
    int client = 0; ///< the device
    QString user;
    QString room;
    int number = 0;          ///< the device's count: the order of the person
    QString clientId;        ///< empty until it is known
    bool accepted = false;   ///< the person was told that it is pending
    bool refused = false;    ///< the person was told at once that it will not be sent
    bool discarded = false;  ///< the person took it out: it may be anywhere, but only once
    bool retried = false;    ///< by the person, after it had failed
    bool repeated = false;   ///< by a script, under the same id
    bool tookUpEdit = false; ///< it never got through, and says what its author wanted it to say since
    bool reworded = false;   ///< by the person, after it had failed, which retries it
    /// Two copies of it were on their way: the second may have been refused before the first arrived after all.
    bool hadCopies() const { return wires.size() > 1; }
    bool unordered = false;  ///< retried, or refused and not told: its place is where the server took it in the end
    std::set<quint64> wires; ///< it went out on these
    QString replyTo;         ///< the id of the message that it answers; empty: none
    bool deleted = false;    ///< its author deleted it, in whatever history: nobody looks for it any more
    bool lost = false;       ///< a backup that was restored had it not yet, or not its sender any more
};

/// The truth beside which everybody's view is held: what was said, and what the server has on its disk.
class Ledger final {
public:
    explicit Ledger(Trace &trace) : wishes(trace), reactions(trace), m_trace(trace) {}

    Wishes wishes;
    ReactionWishes reactions;

    void willSay(const QString &text, Said said) { m_said[text] = std::move(said); }
    Said *find(const QString &text);
    /// What the message said at first, which names its command: it may say something else by now, or nothing.
    QString firstText(const Message &message) const;
    /// The same of what goes out: what a restored server lost is sent again as it was last.
    QString firstText(const QString &clientId, const QString &text) const;
    std::map<QString, Said> &all() { return m_said; }

    /// The person throws away what is unsent in a room, up to what they said last.
    void discards(int client, const QString &room, int number)
    {
        m_mayGo[{client, room}] = number;
        wishes.takeBackAllIn(client, room);
        reactions.takeBackAllIn(client, room);
    }
    /// A device threw a message away, on its disk or before its person's eyes.
    void thrownAway(int client, const QString &clientId);

    /// The person chose a status on a device of theirs, at a moment of the world's time.
    void chooses(const QString &user, int client, PresenceStatus status, MonoMs now)
    {
        const auto [device, first] = m_chooser.try_emplace(user, client);
        if (!first && device->second != client) // which of two was later is for clocks to say that may be set
            m_chooser[user] = Several;
        m_choices[user] = {status, client, now, false};
    }
    /// Nobody can tell any more what the person's devices and the server know of it.
    void forgetsChoice(const QString &user) { m_choices.erase(user); }
    void forgetsAllChoices() { m_choices.clear(); }
    /// The device was welcomed on a link that opened at that moment: what was chosen before went with its hello.
    void arrives(const QString &user, int client, MonoMs opened)
    {
        const auto found = m_choices.find(user);
        if (found != m_choices.end() && found->second.client == client && found->second.at < opened)
            found->second.arrived = true;
    }
    /// Nobody else may see that the person is there.
    bool isHidden(const QString &user) const
    {
        const auto found = m_choices.find(user);
        const auto chooser = m_chooser.find(user);
        if (chooser == m_chooser.end() || chooser->second == Several)
            return false;
        return found != m_choices.end() && found->second.arrived && found->second.status == PresenceStatus::Offline;
    }

    /// The server's history of this name begins, with these messages.
    void beginEpoch(const QString &epoch, const std::vector<Message> &kept);
    const QString &epoch() const { return m_epoch; }
    /// A message is on the server's disk. Each once, without a hole, in its sender's order.
    void committed(const Message &message);
    /// A message on the server's disk is another one now, through that operation.
    void changed(const Message &message, const QString &clientId);
    /// Whether the server has it now, and it has a text.
    bool isThere(const QString &id) const;
    /// What the server has of a room, from sequence 1.
    const std::vector<Message> &log(const QString &room) { return m_logs[m_epoch][room]; }
    const std::map<QString, std::vector<Message>> &logs() { return m_logs[m_epoch]; }
    bool isStored(const QString &text) const { return m_stored.contains(text); }
    /// A wording that the server had and lost, on a device that found another one there under the message's id: the
    /// person sent that again on another device, which had heard of fewer or more changes. Both are kept, and this one
    /// waits under an id of its own; nothing else may.
    bool isOtherWording(const QString &clientId, const QString &text, const QString &failure) const;

    /// The server did what it must not.
    void fail(const std::string &what) { m_trace.fail(what); }

    /// The message as the server has it now; null where it does not, or it was deleted.
    const Message *there(const QString &room, const QString &id) const;

    /// Somebody was shown a message as sent: it has to be one that the server committed, in whatever history, as it was
    /// at some time. Each person's reactions may be those of another time: what comes in parts may come before an
    /// earlier part.
    bool isTrue(const Message &message) const;

private:
    void place(const Message &message);

    struct Choice {
        PresenceStatus status = PresenceStatus::Online;
        int client = 0;
        MonoMs at = 0;
        bool arrived = false;
    };

    static constexpr int Several = -1;

    Trace &m_trace;
    std::map<QString, int> m_chooser;    // by person: the one device that they choose on
    std::map<QString, Choice> m_choices; // by person: the last one, while it is known
    std::map<QString, Said> m_said;
    QString m_epoch;
    std::map<QString, std::map<QString, std::vector<Message>>> m_logs; // by epoch and room
    std::set<QString> m_stored;                                        // first texts, in the present history
    std::map<QString, std::vector<Message>> m_states;                  // by id: all that it ever was
    std::map<QString, QString> m_firstTexts;                           // by id
    std::map<std::pair<int, QString>, int> m_newest;                   // by device and room: the last number
    std::map<std::pair<int, QString>, int> m_mayGo; // by device and room: up to this number it was thrown away
};

} // namespace banter::simulation
