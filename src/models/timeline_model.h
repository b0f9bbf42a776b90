// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/error_text.h"
#include "models/row_model.h"
#include "models/scroll_model.h"
#include "models/timeline_position.h"
#include "models/timeline_reactions.h"
#include "models/timeline_rows.h"

#include "core/clock.h"

namespace banter {

/// The messages of one room. Row 0 is the newest; a view lays them out bottom to top. It holds a contiguous stretch of
/// the room's history (apart from gaps that the session reports), then the messages that have no sequence yet. At
/// most TimelinePosition::MaxRows rows: what is over is taken away at the end that the person is not looking at.
///
/// Work is proportional to what changed; a run of new neighbours is one insertion. What the rows are is in
/// TimelineRows, which of the room's messages they are in TimelinePosition. More than forty functions are left here
/// because a list model must announce each kind of change itself, and QML reads each property through one of its own.
/// GUI thread.
class TimelineModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by CurrentRoomModel")
    Q_PROPERTY(QString room READ room CONSTANT)
    /// Older messages were asked for and are on their way.
    Q_PROPERTY(bool loading READ loading NOTIFY historyChanged)
    /// Nothing older exists than what is shown.
    Q_PROPERTY(bool reachesStart READ reachesStart NOTIFY historyChanged)
    /// The first unread message was asked for and is not there yet: openedAt() says when it is, or that it will not be.
    Q_PROPERTY(bool opening READ opening NOTIFY historyChanged)
    /// The view is at the newest message. Never while detached.
    Q_PROPERTY(bool following READ following NOTIFY followingChanged)
    /// Nothing will ever fill the gaps: the server does not tell what was missed.
    Q_PROPERTY(bool gapsStay READ gapsStay NOTIFY historyChanged)
    /// With gapsStay: messages may be missing after the newest row.
    Q_PROPERTY(bool gapAtEnd READ gapAtEnd NOTIFY historyChanged)
    /// The newest messages are not among the rows: too much was loaded above, or something older was jumped to.
    /// toNewest() brings them back, and so does askNewer(), page by page.
    Q_PROPERTY(bool detached READ detached NOTIFY historyChanged)
    /// Where the view stays.
    Q_PROPERTY(banter::ScrollModel *scroll READ scroll CONSTANT)
public:
    enum State { Pending, Sent, Failed, Unconfirmed };
    Q_ENUM(State)

    /// While one waits, `text` is what it will be.
    enum Change { NoChange, EditWaits, DeletionWaits, ChangeFailed, EditConflict };
    Q_ENUM(Change)

    /// What is known of the message that another one answers.
    enum Quote { QuoteUnknown, QuoteHeld, QuoteDeleted };
    Q_ENUM(Quote)

    enum Role {
        KeyRole = Qt::UserRole + 1, ///< string, never changes for a message
        SenderRole,                 ///< string
        InitialsRole,               ///< string, one or two characters
        HueRole,                    ///< int, 0 to 359
        TextRole,                   ///< string, plain text
        AtRole,                     ///< date
        TimeRole,                   ///< string, the locale's short time
        StateRole,                  ///< State
        DeliveryRole,               ///< the same as state, for delegates that are Items and have a state of their own
        FailureRole,                ///< string, a translated sentence; empty unless Failed or Unconfirmed
        OwnRole,                    ///< bool
        ClientIdRole,               ///< string
        FirstOfGroupRole,           ///< bool: shows avatar and name
        DayLabelRole,               ///< string: set on the oldest message of a day, translated
        FirstUnreadRole,            ///< bool: the "New" line goes above it
        GapAboveRole,               ///< bool: messages are missing between it and the row above
        EditableRole,               ///< bool: an own message whose text can still be changed
        EditedAtRole,               ///< string: when its author gave it another text, day and time; empty: never
        DeletedRole,                ///< bool: it was deleted, and has no text
        ChangeRole,                 ///< Change: what the person wishes of an own message that was sent
        ChangeNoteRole,             ///< string, translated: what becomes of that; empty with NoChange
        ChangeTextRole,             ///< string, plain text: what the person wrote, of an edit that is not done
        ChangeIdRole,               ///< string: the wish's client id, for OutboxModel; empty with NoChange
        MessageIdRole,              ///< string: given by the server; empty: it has none
        ReactionsRole,              ///< list, see TimelineReactions::of(); undefined: there are none
        MentionsRole,               ///< string: whom its text means, as mentionsText() has them
        MeantRole,                  ///< string: the same, of them the reader and the room; empty: they are not meant
        ReplyRole,                  ///< object, see quoteOf(); undefined: it answers none
    };

    TimelineModel(QString room, const Clock &clock, QObject *parent = nullptr);

    /// The messages of a batch that are of this room, in their order, and what the batch says of its history.
    void apply(const std::vector<const ShownMessage *> &messages, const HistoryState *history = nullptr);
    /// What became of messages, in the order in which it was told. Rows change where they are.
    void amend(const std::vector<const Amendment *> &changes);
    /// What the person wishes of the room's messages now, in the order of the wishes, in place of those of the last
    /// call.
    void setWishes(const std::vector<const ShownOperation *> &wishes);
    /// Messages of the room, which need not be rows, as they are now: those that some rows answer are quoted there.
    void quote(const std::vector<const Message *> &messages);
    /// The name of the person whose account it is.
    void setSelf(const QString &user);
    /// The person discarded it.
    void removeMessage(const QString &clientId);
    /// These own messages, by client id, can no longer be changed.
    void fix(const std::set<QString> &clientIds);
    /// Shows what is around `seq` instead of what is shown now, and says landed() when it is there. The messages are
    /// for the caller to ask for, unless the answer is true: then it was among the rows.
    bool jump(Seq seq);
    /// The same for the message that comes next after that place.
    bool jumpAfter(Seq place);
    /// The next newer messages are wanted, because the rows do not reach the newest: gives the place to ask after, or 0
    /// when they do or when they are on their way.
    Seq askNewer();
    /// The room was just opened, was read up to this place, and so many messages after it are unread: says openedAt()
    /// once the first of them is among the rows, at once or after a later apply(). What is missing for that is
    /// wanted(). `complete`: the newest messages are among the rows already, so that what is missing can be told now.
    void openAt(Seq readUpTo, int unread, bool complete = false);
    /// Takes every row away: a new epoch.
    void dropAll();
    /// Messages after this place are unread: the "New" line is above the first of them. None: no line.
    void setReadUpTo(std::optional<Seq> seq);
    /// Whether the window is the active one: a message that comes while it is not gets the "New" line.
    void setWatched(bool watched) { m_position.setWatched(watched); }
    void setFollowing(bool following);
    /// Who refuses messages; refreshWords() then says so.
    void setErrorSource(ErrorSource source) { m_errorSource = source; }
    /// The room is no longer shown: keeps the newest rows only.
    void rest();
    /// The language changed: words are made anew.
    void refreshWords();
    /// Call now and then: when the day has turned, "Today" is no longer true.
    void refreshDays();

    QString room() const { return m_room; }
    /// In the order of the history: see rowOf().
    const TimelineRows &rows() const { return m_rows; }
    const TimelinePosition &position() const { return m_position; }
    const TimelineReactions &reactions() const { return m_reactions; }
    /// The model's row of an index in rows(), and the other way round.
    int rowOf(int index) const { return m_rows.size() - 1 - index; }
    bool loading() const { return m_history.loading; }
    bool reachesStart() const { return m_position.reachesStart(m_history); }
    bool gapsStay() const { return m_history.gapsStay; }
    bool gapAtEnd() const { return m_history.gapAtEnd && m_rows.sequenced() == m_rows.size() && !detached(); }
    bool opening() const { return m_position.opening(); }
    bool following() const { return m_position.following(); }
    bool detached() const { return m_position.detached(); }
    ScrollModel *scroll() { return &m_scroll; }

    /// Back to the newest, loading them again if need be. The view then positions itself at row 0.
    Q_INVOKABLE void toNewest();

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void historyChanged();
    void followingChanged();
    /// The first unread message, for openAt(), is in this row; where it cannot be had, the oldest unread that can.
    void openedAt(int row);
    /// What jump() wanted is in this row; where it cannot be had, the next newer one.
    void landed(int row);
    /// Messages older than the one at `before` are wanted, the newest `limit` of them.
    void wanted(banter::Seq before, int limit);
    /// The newest messages are wanted.
    void wantedNewest(int limit);
    /// The messages around this place are wanted.
    void wantedAround(banter::Seq seq);

private:
    /// New neighbours that are put in together, before the row that is at `at` now.
    struct Run {
        int at = 0;
        bool sequenced = true;
        std::vector<TimelineRow> rows;
        Seq last() const { return rows.back().message.seq; }
    };
    TimelinePosition::Held held() const { return {m_rows.oldest(), m_rows.newest(), m_rows.size()}; }
    TimelinePosition::Held held(const Run &run) const;
    bool seek(Seq seq, bool next);
    int soughtAt() const;
    TimelinePosition::Sought sought() const;
    void applyOne(const ShownMessage &shown, Run &run);
    bool applyKnown(const ShownMessage &shown, Run &run);
    void rewrite(int index, const ShownMessage &shown);
    void settle(int index, const ShownMessage &shown);
    void flush(Run &run);
    void erase(int first, int last);
    void trim();
    void applyHistory(const HistoryState &state);
    bool owe(int index);
    void refresh(int index);
    void noteHole(int index);
    void mendHoles();
    void refreshLine(std::optional<Seq> before);
    void refreshReactions(const std::set<QString> &ids);
    void refreshQuotes();
    void part(bool wasFollowing);
    void reach(bool answered);

    QString m_room;
    const Clock &m_clock;
    TimelineRows m_rows;
    TimelinePosition m_position;
    ScrollModel m_scroll{*this};
    HistoryState m_history;
    std::vector<Seq> m_holes; ///< rows above which something may be missing, to be looked at after the batch
    qint64 m_today = 0;
    ErrorSource m_errorSource = ErrorSource::OwnServer;
    std::vector<ShownOperation> m_wishes; ///< but for reactions
    TimelineReactions m_reactions;
};

} // namespace banter
