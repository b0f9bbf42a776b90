// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/changes.h"
#include "store/span_set.h"

#include <QHash>
#include <QSet>

#include <deque>
#include <utility>

namespace banter::cli {

/// Decides which messages a reader of lines is shown, and when: each one once (again when its state changes), and those
/// of a room by ascending place, even though a session fetches what was missed from the newest to the oldest. After
/// a change of the server's history (a restored backup) what was shown is known by its id, the last 20,000 of them. The
/// restored history is the beginning of the one that was: nothing of it is told up to where the telling began, or up to
/// its end where that comes first. Pure; one thread.
class MessageOrder {
public:
    /// Wants all messages of the room after `since` and none up to it; where a restored history is shorter than that,
    /// all that is said after it.
    void startAfter(const QString &room, Seq since);

    /// A verdict on this own message is shown when it comes next, even when it was shown before: somebody asked for it.
    void expectVerdict(const QString &room, const QString &clientId);

    /// The oldest place of the room that was shown; 0 when none was.
    Seq oldestShown(const QString &room) const;

    /// Gives what may be shown now, of this batch and of what was held back before.
    std::vector<ShownMessage> take(const Changes &changes);
    /// After that: what became of messages that were shown, or that are held from an earlier run. One that is still
    /// held back has taken it in, and one that is not wanted or is missing has nothing to be told of.
    std::vector<Amendment> takeChanged() { return std::exchange(m_changed, {}); }

private:
    struct RoomState {
        std::optional<Seq> floor; ///< where the telling began: a gap below it is nobody's concern
        bool onlyAbove = false;   ///< nothing up to the floor is wanted
        bool renumbered = false;  ///< the server's history is another one: places say nothing of what was shown
        bool endUnknown = false;  ///< of a restored history: it may be shorter than the floor is high
        bool wasGone = false;     ///< and not only its history
        std::optional<Seq> oldestShown;
        SpanSet shown;
        SpanSet passed; ///< not above the floor of a restored history, which a session gives from its beginning
        std::map<Seq, ShownMessage> held;
        std::vector<Gap> gaps;
    };

    void amend(const Amendment &change);
    bool isNews(const ShownMessage &shown);
    bool isVerdict(const QString &key);
    /// What was said last of a message of ours.
    struct Said {
        DeliveryState state = DeliveryState::Pending;
        std::size_t text = 0; ///< a hash: it changes when the person edits what has not been sent
    };
    void remember(const QString &key, Said said);
    static bool mark(SpanSet &runs, const ShownMessage &shown);
    static bool noteShown(RoomState &room, const ShownMessage &shown);
    static RoomState anew(const RoomState &before);
    void beginAnew(const Changes &changes);
    static void findEnd(const QString &name, RoomState &room, const Changes &changes);
    static bool isWanted(RoomState &room, const ShownMessage &shown);
    static Seq heldFrom(const RoomState &room);
    void release(RoomState &room, std::vector<ShownMessage> &out);
    bool tell(const RoomState &room, const Message &message);

    std::map<QString, RoomState> m_rooms;
    // Messages without a sequence, and own ones until they have theirs: by room and id. Old ones are forgotten, because
    // a process may live for months.
    QHash<QString, Said> m_states;
    std::deque<QString> m_order;
    std::set<QString> m_expected;
    QSet<QString> m_told; ///< what was shown: room, id and a hash of the text, since a small server counts anew
    std::deque<QString> m_toldOrder;
    std::vector<Amendment> m_changed; ///< of the last batch
};

} // namespace banter::cli
