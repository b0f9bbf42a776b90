// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/composer_model.h"
#include "models/reading_model.h"
#include "models/room_people.h"
#include "models/room_timelines.h"

namespace banter {

/// The room that is shown, one at a time. GUI thread.
class CurrentRoomModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// "" for none. Setting it to a room that is not joined shows nothing: join it first.
    Q_PROPERTY(QString room READ room WRITE show NOTIFY roomChanged)
    Q_PROPERTY(bool isPrivate READ isPrivate NOTIFY infoChanged)
    Q_PROPERTY(bool canInvite READ canInvite NOTIFY infoChanged)
    /// Null when there is none. Another object for another room.
    Q_PROPERTY(banter::TimelineModel *timeline READ timeline NOTIFY roomChanged)
    /// What of it is unread, and where.
    Q_PROPERTY(banter::ReadingModel *reading READ reading CONSTANT)
    Q_PROPERTY(banter::ComposerModel *composer READ composer CONSTANT)
    Q_PROPERTY(banter::MembersModel *members READ members CONSTANT)
    Q_PROPERTY(banter::TypingModel *typing READ typing CONSTANT)
    Q_PROPERTY(banter::CursorsModel *cursors READ cursors CONSTANT)
    /// The messages are on the screen, and not another pane in their place. Set by the view: nothing is read while they
    /// are not.
    Q_PROPERTY(bool messagesShown READ messagesShown WRITE setMessagesShown NOTIFY messagesShownChanged)
public:
    /// What is in `parts` outlives it.
    CurrentRoomModel(ComposerModel::Parts parts, ModelParts time, QObject *parent = nullptr);

    /// "" for none. Nothing happens when the person is not in it.
    void show(const QString &room);
    /// The room is gone, or the person is no longer in it.
    void forget(const QString &room);
    /// What a batch says of messages, after the outbox took the same.
    void applyMessages(const Changes &changes);
    /// The wishes that changed, after that.
    void showChanges(const Changes &changes);
    void applyPeople(const Changes &changes) { m_people.apply(changes); }
    /// What is known of the room may have changed: its name in the rail, its unread messages.
    void refreshInfo();
    void refreshUnread();
    /// The account was never connected before, and is now: what is unread is known.
    void setKnown() { m_known = true; }
    /// Whether the window is the active one.
    void setActive(bool active);
    /// Call now and then: words that speak of the time.
    void refreshTimes();
    void retranslate();
    /// Whose account it is, and who refuses messages.
    void setIdentity(const QString &self, ErrorSource source);

    QString room() const { return m_room; }
    bool isPrivate() const;
    bool canInvite() const;
    TimelineModel *timeline() { return m_timeline; }
    ReadingModel *reading() { return &m_reading; }
    ComposerModel *composer() { return &m_composer; }
    MembersModel *members() { return &m_people.members(); }
    TypingModel *typing() { return &m_people.typing(); }
    CursorsModel *cursors() { return &m_people.cursors(); }
    bool messagesShown() const { return m_messagesShown; }
    void setMessagesShown(bool shown);

    /// Brings a message into view, whichever room it is in and however old it is: TimelineModel::landed() follows.
    Q_INVOKABLE void showMessage(const QString &room, qint64 seq);
    /// The same with the first unread message of the room that is shown, if there is one.
    Q_INVOKABLE void showFirstUnread();
    /// Takes away a message of one's own, sent or not; `undo` can bring it back for a while. Nothing happens where the
    /// server cannot delete what was sent.
    Q_INVOKABLE void deleteMessage(const QString &clientId);
    /// One's own pointer on the board: 0 to 1 each; what is outside is brought in.
    Q_INVOKABLE void moveCursor(double x, double y);
    Q_INVOKABLE void leaveCursor();

Q_SIGNALS:
    void roomChanged();
    void infoChanged();
    void messagesShownChanged();

private:
    void leave();
    void noteWatched();
    void noteSending();
    void showWishes(const QString &room);
    void showPeople();
    void openLate(const ShownRoom &known);
    void tellRead(const QString &room, Seq seq);
    const ShownRoom *shown() const { return m_parts.rooms.find(m_room); }

    ComposerModel::Parts m_parts;
    RoomTimelines m_timelines;
    RoomPeople m_people;
    ReadingModel m_reading;
    ComposerModel m_composer;
    QString m_room;
    TimelineModel *m_timeline = nullptr;
    std::map<QString, Seq> m_marked; ///< room -> read position that was told
    /// The room was opened before it was known what of it is unread: up to where it was read by then, and its newest.
    struct OpenedEarly {
        Seq read = 0;
        Seq last = 0;
    };
    std::optional<OpenedEarly> m_openedEarly;
    bool m_known = false;
    bool m_active = true;
    bool m_messagesShown = true;
    bool m_cursorTold = false;
};

} // namespace banter
