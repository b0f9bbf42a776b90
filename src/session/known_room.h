// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "dialects/api/counted.h"
#include "session/changes.h"
#include "store/client_store.h"

#include <algorithm>
#include <set>
#include <utility>

namespace banter {

/// A room as the session's parts know it: what it is, how far it was read, whether it is looked at, what is wished for
/// it. Its history is a Timeline's, its members are a roster's.
struct KnownRoom {
    Room room;
    QString draft;
    bool inStore = false; ///< the store knows the room

    int viewers = 0;         ///< OpenRoom without CloseRoom
    bool subscribed = false; ///< on the present link
    bool subscribing = false;
    TimerId lingering = 0;   ///< unsubscribes when nobody has looked for a while
    bool wantsJoin = false;  ///< until the server has said yes or no
    bool wantsLeave = false; ///< the same; never both
    bool sendsFirst = false; ///< with wantsLeave: it is asked for when what is unsent has been sent. With wantsJoin: so
                             ///< it is left then, once the join has made the sending possible
    bool listed = false;     ///< the server has spoken of this room

    /// Own and deleted messages after the read position, as far as they are known: they are never unread.
    std::set<Seq> ownUnread;
    Seq countedTo = 0;     ///< the server has counted them up to here: room.own, which is what another device said, too
    qint64 countedRev = 0; ///< and with them what was deleted up to this change of the room
    /// Whether places are the server's count (Capabilities::counts). Otherwise what is unread is what came, and is
    /// here.
    bool counts = true;
    std::set<Seq> othersUnread;

    bool live() const { return viewers > 0 || lingering != 0; }

    /// One's own message is never unread; where nothing unread is before it, the read position moves along.
    void noteOwn(Seq seq)
    {
        room.lastSeq = std::max(room.lastSeq, seq);
        if (seq > room.readSeq && ownUnread.size() < MaxUnread)
            ownUnread.insert(seq);
        noteRead(room.readSeq);
    }
    /// Nor is a deleted message unread. `rev`: of the deletion. `isOwn`: it was the person's, and counts already.
    void noteDeleted(Seq seq, qint64 rev, bool isOwn)
    {
        if (seq <= room.readSeq || ownUnread.size() >= MaxUnread)
            return;
        othersUnread.erase(seq);
        const bool isNew = ownUnread.insert(seq).second;
        if (isNew && !isOwn && seq <= countedTo && rev > countedRev)
            ++room.own;
        noteRead(room.readSeq);
    }
    void noteOthers(Seq seq)
    {
        if (!counts && seq > room.readSeq && othersUnread.size() < MaxUnread)
            othersUnread.insert(seq);
    }
    void noteRead(Seq seq)
    {
        room.readSeq = std::max(room.readSeq, seq);
        othersUnread.erase(othersUnread.begin(), othersUnread.upper_bound(room.readSeq));
        while (!ownUnread.empty() && isNext(*ownUnread.begin())) {
            room.readSeq = std::max(room.readSeq, *ownUnread.begin());
            if (*ownUnread.begin() <= countedTo && room.own > 0)
                --room.own;
            ownUnread.erase(ownUnread.begin());
        }
        if (room.readSeq >= countedTo)
            room.own = 0;
        if (room.readSeq >= room.lastSeq)
            room.mentions = 0;
    }
    /// What the server says of the room; what was read here and what came here may be newer.
    void adopt(const Room &fresh)
    {
        const Room before = std::exchange(room, fresh);
        room.lastSeq = std::max(before.lastSeq, fresh.lastSeq);
        room.lastRev = std::max(before.lastRev, fresh.lastRev);
        if (fresh.readSeq >= before.readSeq) {
            countedTo = fresh.lastSeq;
            countedRev = fresh.lastRev;
        } else { // it has counted some that are read by now
            room.own = before.own;
            room.mentions = std::min(before.mentions, fresh.mentions);
            room.readSeq = before.readSeq;
        }
        noteRead(room.readSeq);
    }
    Seq ownAfterRead() const
    {
        const auto beyond = Seq(std::distance(ownUnread.upper_bound(countedTo), ownUnread.end()));
        return std::max(room.own, Seq(ownUnread.size()) - beyond) + beyond;
    }
    /// The room for the store, which has no place for the difference.
    Room kept() const
    {
        Room whole = room;
        whole.own = ownAfterRead();
        return whole;
    }
    int unread() const
    {
        if (!counts)
            return int(othersUnread.size());
        return int(std::max<qint64>(0, counted::within({room.readSeq, room.lastSeq}) - ownAfterRead()));
    }
    ShownRoom shown() const
    {
        const bool leaves = wantsLeave || (wantsJoin && sendsFirst);
        ShownRoom shown{room, unread(), draft, wantsJoin && !room.joined && !leaves, leaves};
        shown.mentions = std::min(room.mentions, shown.unread);
        return shown;
    }

    /// The server's history is another one: nothing that was counted in the old one is true any more.
    void forgetHistory()
    {
        room.lastSeq = room.readSeq = room.own = countedTo = 0;
        room.lastRev = countedRev = 0;
        room.mentions = 0;
        ownUnread.clear();
        othersUnread.clear();
    }

private:
    /// More than that nobody leaves unread; the figures are then a little wrong.
    static constexpr std::size_t MaxUnread = 10'000;

    /// Nothing unread is before that own message.
    bool isNext(Seq own) const
    {
        return counts ? counted::follows(own, room.readSeq) : othersUnread.empty() || own < *othersUnread.begin();
    }
};

} // namespace banter
