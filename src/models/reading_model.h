// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/read_progress.h"
#include "models/timeline_model.h"

#include <functional>
#include <map>
#include <optional>

namespace banter {

/// What of the shown room has been on the screen, and what of it is still unread: above it, because somebody went past
/// it, and below. Nothing counts as read that was not on the screen while somebody could see it. GUI thread.
class ReadingModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by CurrentRoomModel")
    /// Unread messages of others that are older than what is in view.
    Q_PROPERTY(int above READ above NOTIFY changed)
    /// Unread messages of others that are newer than what is in view.
    Q_PROPERTY(int below READ below NOTIFY changed)
public:
    using Read = std::function<void(const QString &room, Seq seq)>;

    /// `read` is told when a room has been read further than before.
    explicit ReadingModel(Read read, QObject *parent = nullptr);

    /// Another room is shown, or (null) none.
    void show(TimelineModel *timeline);
    /// What the server and this program know of the shown room by now.
    void setRoom(const Room &room, int unread);
    /// Whether what is in view can be seen by somebody.
    void setWatched(bool watched);
    /// The room is gone, or its history began anew.
    void forget(const QString &room);
    /// The rows may have changed since the view looked.
    void refresh();

    /// The view shows these rows of the timeline whole, the newer one first; -1 for none.
    Q_INVOKABLE void look(int newest, int oldest);
    /// The person's own word that all of the room is read.
    Q_INVOKABLE void readAll();
    /// The place up to which all is read; none where nothing is unread.
    std::optional<Seq> unreadAfter() const;

    int above() const { return m_above; }
    int below() const { return m_below; }

Q_SIGNALS:
    void changed();

private:
    void forgetView();
    ReadProgress &progress() { return m_progress[m_timeline->room()]; }
    void note();
    void count();
    /// What is unread and not among the rows.
    int unreadElsewhere() const;
    /// Of the rows from that one on.
    int unreadAmong(int from, Seq upTo);
    /// Between the read position and that place.
    int unreadUpTo(Seq place);
    /// The rows begin after the read position.
    bool startsLater();

    Read m_read;
    std::map<QString, ReadProgress> m_progress;
    TimelineModel *m_timeline = nullptr;
    std::vector<Span> m_inView; // ascending
    // Where the view is: what was in view last, while a row that is higher than the view fills it.
    std::optional<Span> m_near;
    Room m_room;
    int m_unread = 0;
    int m_above = 0;
    int m_below = 0;
    bool m_watched = false;
};

} // namespace banter
