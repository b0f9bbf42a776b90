// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "session/changes.h"
#include "store/span_set.h"

namespace banter {

/// All that a session holds of one room. Its size does not grow with the history.
struct RoomState {
    Room room;
    QString draft;
    SpanSet spans; ///< sequences in the store
    bool reachesStart = false;

    int viewers = 0;         ///< OpenRoom without CloseRoom
    bool subscribed = false; ///< on the present link
    bool subscribing = false;
    TimerId lingering = 0; ///< unsubscribes when nobody has looked for a while
    bool readUnsent = false;
    bool wantsJoin = false; ///< asked for while offline

    Seq shownOldest = 0; ///< views have been given everything from here on; 0: nothing yet
    bool loadingOlder = false;
    bool fillingGap = false;
    /// A reader in strict order (see tell::OpenRoom::since): everything up to here was given. -1: no such reader.
    Seq orderedUpTo = -1;
    bool fetchingAfter = false;

    std::vector<std::pair<QString, MonoMs>> typing; ///< who, until when; in the order they began
    std::set<QString> cursors;                      ///< whose cursor is shown

    bool typingSent = false; ///< what the server was told of us
    MonoMs typingSentAt = 0;
    std::optional<CursorPoint> cursorWaiting; ///< latest wins
    MonoMs cursorSentAt = 0;
    bool cursorShown = false;
    TimerId cursorTimer = 0;

    bool live() const { return viewers > 0 || lingering != 0; }
    int unread() const { return int(qMax<Seq>(0, room.lastSeq - room.readSeq)); }
    ShownRoom shown() const { return {room, unread(), draft}; }
    HistoryState history() const
    {
        HistoryState state;
        state.reachesStart = reachesStart || shownOldest == 1;
        state.loading = loadingOlder;
        for (const Span &hole : spans.holes()) {
            if (shownOldest > 0 && hole.last > shownOldest)
                state.gaps.push_back({hole.first, hole.last});
        }
        return state;
    }
};

} // namespace banter
