// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/text.h"
#include "dialects/api/dialect.h"

#include <QHash>

#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace banter::profile {

/// A message as it came, before it has its place.
struct Incoming {
    Message message;
    QString clientId; ///< the server says that it answers this one of ours
    QString mark;     ///< from where the server goes on from this message
};

/// A piece of a history as the server tells it, ascending.
struct HistoryPiece {
    std::vector<Incoming> messages;
    QString older;       ///< the server's mark to go on from towards the beginning
    QString newer;       ///< and towards the end
    bool isLast = false; ///< nothing is beyond it, in the direction that was asked for
};

/// How a history that comes without places meets what is held.
struct Meeting {
    std::size_t known = 0; ///< so many of its first ones are held, or older than what is
    std::vector<Amendment> edited;
};

/// Something of the history that was asked for.
struct Fetch {
    heard::Ticket ticket = 0;
    ask::FetchHistory asked;
    QString number; ///< of the request, as the server repeats it where it does
    MonoMs by = 0;  ///< 0: it waits for the one before it
};

/// One room of a server that does not number its messages. Where its history is paged, places begin far above 0 and a
/// hole is far wider than any history is long, so that what is fetched later fits in: see Base and HoleRoom.
struct RoomState {
    static constexpr Seq Base = Seq(1) << 48;
    static constexpr Seq HoleRoom = Seq(1) << 32;
    static constexpr std::size_t MaxIds = 2'000;
    static constexpr std::size_t MaxEarly = 10'000; ///< as many as a Socket.IO session brings that was missed
    static constexpr qsizetype MaxEarlyChars = 8 * 1024 * 1024;

    QString id;
    bool joined = false;  ///< the server lets us hear it, on this link
    bool joining = false; ///< and was asked to
    MonoMs joinBy = 0;
    quint64 asked = 0;                ///< the place of the last join among all of this link, 0 where there was none
    std::vector<heard::Ticket> joins; ///< JoinRoom requests that wait for it
    std::optional<std::pair<heard::Ticket, ask::Subscribe>> wish;

    bool counted = false; ///< a subscription told where the count stands
    bool absent = true;   ///< something may have been missed since the last message
    Seq last = 0;
    qint64 lastRev = 0;           ///< of the changes of messages, which the server does not count either
    bool isEmpty = false;         ///< the server said that there is nothing before what comes next
    std::vector<Incoming> early;  ///< came before the count was known
    qsizetype earlyChars = 0;     ///< of their texts
    bool earlyOverflowed = false; ///< and more came than is kept

    bool historyHere = false;
    MonoMs historyBy = 0;
    HistoryPiece history;
    QString firstFetch;        ///< the number under which it was asked for
    std::deque<Fetch> fetches; ///< the first has been asked for

    std::map<QString, PresenceStatus> roster;
    std::set<QString> gone; ///< who left the roster with a word that named no room

    /// What the server calls a message that has its place. A server may count anew after a restart: an id alone does
    /// not make a message the same.
    struct Noted {
        Seq seq = 0;
        std::size_t text = 0; ///< a hash, see textHash()
        bool own = false;     ///< the text is as it was written here, and the server may have changed it
        int link = 0;
        QString sender; ///< as the session has it
        WallMs at = 0;
    };
    static std::size_t textHash(const QString &text) { return qHash(wordsKey(text)); }

    bool isOfThisLink(const Noted &noted) const { return noted.link == m_link; }
    /// Null for an unknown id.
    const Noted *noted(const QString &messageId) const
    {
        const auto found = messageId.isEmpty() ? m_noted.end() : m_noted.find(messageId);
        return found == m_noted.end() ? nullptr : &found->second;
    }
    /// The place of somebody's message that came over this link, 0 where there is none.
    Seq heardAs(const QString &messageId) const
    {
        const Noted *one = noted(messageId);
        return one && !one->own && one->link == m_link ? one->seq : 0;
    }
    /// `messageId` as the server gave it; the message with its place, and its sender as the session has it.
    void note(const QString &messageId, const Message &message, bool own)
    {
        note(messageId, {message.seq, textHash(message.text), own, m_link, message.sender, message.at},
             message.seq < last);
    }
    /// What the session held before this link.
    void noteHeld(const Message &held)
    {
        lastRev = std::max(lastRev, held.rev);
        note(held.id, {held.seq, textHash(held.text), !held.clientId.isEmpty(), m_link - 1, held.sender, held.at},
             false);
    }
    /// A message that is held says something else now.
    void noteEdited(const QString &messageId, const QString &text)
    {
        const auto found = m_noted.find(messageId);
        if (found == m_noted.end())
            return;
        found->second.text = textHash(text);
        found->second.own = false;
        found->second.link = m_link;
    }
    /// False where the message would be too much: it is lost.
    bool keepEarly(Incoming &&incoming)
    {
        const qsizetype chars = incoming.message.text.size();
        // What comes after one that was lost is lost too: there is one hole, at the end.
        earlyOverflowed = earlyOverflowed || early.size() >= MaxEarly || earlyChars + chars > MaxEarlyChars;
        if (earlyOverflowed)
            return false;
        earlyChars += chars;
        early.push_back(std::move(incoming));
        return true;
    }
    /// What was kept; afterwards there is nothing.
    std::vector<Incoming> takeEarly()
    {
        earlyOverflowed = false;
        earlyChars = 0;
        return std::exchange(early, {});
    }
    /// On a new link a room is joined again without anybody having asked to: the person has been in it all along.
    bool isHeardAgain() const { return joining && joins.empty(); }
    /// A new link: all that was true of the old one is not any more, but not what was seen, nor who was there; the
    /// latter until beAbsent().
    void forgetLink()
    {
        joined = joining = counted = historyHere = false;
        asked = 0;
        joins.clear();
        wish.reset();
        if (!takeEarly().empty()) // nobody saw it, and no server sends it again
            absent = true;
        history = {};
        fetches.clear();
        isEmpty = false;
        ++m_link;
    }
    /// Nobody tells what happened since the last link, nor who came and went.
    void beAbsent()
    {
        absent = true;
        roster.clear();
        gone.clear();
    }

private:
    /// What was fetched from further back is the first to make room.
    void note(const QString &messageId, const Noted &noted, bool isOlder)
    {
        if (messageId.isEmpty() || (isOlder && m_order.size() >= MaxIds && !m_noted.contains(messageId)))
            return;
        if (!m_noted.insert_or_assign(messageId, noted).second)
            return;
        if (isOlder)
            m_order.push_front(messageId);
        else
            m_order.push_back(messageId);
        if (m_order.size() > MaxIds) {
            m_noted.erase(m_order.front());
            m_order.pop_front();
        }
    }

    std::unordered_map<QString, Noted> m_noted;
    int m_link = 0;
    std::deque<QString> m_order;
};

} // namespace banter::profile
