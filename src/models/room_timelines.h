// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/model_parts.h"
#include "models/timeline_model.h"

#include <memory>
#include <vector>

namespace banter {

/// The timelines of the rooms that were shown lately: going back to one shows it at once. What they miss is asked for.
/// GUI thread.
class RoomTimelines {
public:
    /// Rooms whose rows are kept while others are shown; 100 rows each at rest.
    static constexpr std::size_t Kept = 8;

    /// `sink` outlives it.
    RoomTimelines(CommandSink &sink, ModelParts parts) : m_sink(sink), m_clock(parts.clock) {}

    /// The messages of a batch, what became of them, and what it says of the history.
    void apply(const Changes &changes);
    /// Of that room, now the newest of those that are kept. One that is made anew begins with `waiting`, the room's own
    /// messages that were not sent, the oldest first.
    TimelineModel &of(const QString &room, const std::vector<const ShownMessage *> &waiting);
    /// What the person wishes of that room's messages.
    void setWishes(const QString &room, const std::vector<const ShownOperation *> &wishes);
    /// The room is gone.
    void forget(const QString &room);
    /// The messages around a place in that room are wanted.
    void askAround(const QString &room, Seq seq);
    /// The day may have turned, or the language changed.
    void refreshDays();
    void refreshWords();
    /// Whose account it is, and who refuses messages.
    void setIdentity(const QString &self, ErrorSource source);

private:
    using Timelines = std::vector<std::unique_ptr<TimelineModel>>;

    void follow(TimelineModel &timeline);
    void amend(const std::vector<Amendment> &changes);
    void quote(const Changes &changes);
    void askOlder(const QString &room, Seq before, int limit);
    Timelines::iterator find(const QString &room);
    void drop(Timelines::iterator which);

    CommandSink &m_sink;
    const Clock &m_clock;
    QString m_self;
    ErrorSource m_errorSource = ErrorSource::OwnServer;
    QObject m_context;     ///< what a timeline wants is heard for as long as this is there
    Timelines m_timelines; ///< the one that was shown last at the end
};

} // namespace banter
