// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/scroll_position.h"
#include "models/timeline_position.h"

#include <QObject>
#include <qqmlregistration.h>

namespace banter {

class TimelineModel;

/// The view of a timeline, as QML measures it, and where it is to be. Rows that are laid out are told by where they
/// end; NaN: there is no such row. GUI thread.
class ScrollModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by TimelineModel")
    /// The newest message is in view, or so close that a way to it would be of no use.
    Q_PROPERTY(bool nearby READ nearby NOTIFY nearbyChanged)
public:
    /// `timeline` is its owner.
    explicit ScrollModel(TimelineModel &timeline);

    bool nearby() const { return m_scroll.nearby(); }
    void reset();
    /// Somebody has moved the view, or acted in it, since the room is shown.
    bool touched() const { return m_touched; }

    /// What all that follows goes by, in pixels: what is at the view's upper edge, where the rows begin, how high they
    /// are, what is below them, and how high the view is.
    Q_INVOKABLE void measure(double y, double origin, double content, double margin, double height);
    /// The view is where it is meant to be, with a row at its lower edge that ends there. True: it keeps to that row.
    Q_INVOKABLE bool note(double lowest);
    /// The person moves the view, or acts in it: it is theirs from here on.
    Q_INVOKABLE void touch() { m_touched = true; }
    /// Asks for messages beyond the rows where the view comes near their ends.
    Q_INVOKABLE void ask();
    /// Whether the view may be moved now: not when somebody has just begun to turn away from the newest.
    Q_INVOKABLE bool holds(bool turningAway) const;
    /// Where it is to be; `lowest` is where the row ends that it keeps.
    Q_INVOKABLE double target(double lowest) const;
    /// Where it shows the first unread message, which begins there.
    Q_INVOKABLE double opened(double row) const { return ScrollPosition::opened(m_view, row); }
    /// Where it is a page further, towards the older messages with 1.
    Q_INVOKABLE double turned(int step) const { return ScrollPosition::turned(m_view, step); }
    /// The newest of the rows whose end is in view; `row` is the one at the lower edge, and ends there.
    Q_INVOKABLE int newestSeen(int row, double end) const
    {
        return ScrollPosition::isSeen(m_view, end) ? row : row + 1;
    }

Q_SIGNALS:
    void nearbyChanged();
    /// Messages are wanted that are older than the rows, or newer ones.
    void olderWanted();
    void newerWanted();

private:
    TimelineModel &m_timeline;
    ScrollPosition m_scroll;
    ScrollPosition::View m_view;
    bool m_touched = false;
};

} // namespace banter
