// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/local_days.h"
#include "models/row_model.h"

#include "core/clock.h"
#include "session/changes.h"
#include "store/client_store.h"

#include <deque>
#include <functional>
#include <optional>

namespace banter {

/// The messages of one room. Row 0 is the newest; a view lays them out bottom to top. It holds a contiguous stretch of
/// the room's history (apart from gaps that the session reports), then the messages that have no sequence yet. At
/// most MaxRows rows: what is over is taken away at the end that the person is not looking at.
///
/// Work is proportional to what changed; a run of new neighbours is one insertion. GUI thread.
class TimelineModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    Q_PROPERTY(QString room READ room CONSTANT)
    /// Older messages were asked for and are on their way.
    Q_PROPERTY(bool loading READ loading NOTIFY historyChanged)
    /// Nothing older exists than what is shown.
    Q_PROPERTY(bool reachesStart READ reachesStart NOTIFY historyChanged)
    /// The first unread message was asked for and is not there yet: openedAt() says when it is, or that it will not be.
    Q_PROPERTY(bool opening READ opening NOTIFY historyChanged)
    /// The view is at the newest message. Set by the view. Never while detached.
    Q_PROPERTY(bool following READ following WRITE setFollowing NOTIFY followingChanged)
    /// Nothing will ever fill the gaps: the server does not tell what was missed.
    Q_PROPERTY(bool gapsStay READ gapsStay NOTIFY historyChanged)
    /// With gapsStay: messages may be missing after the newest row.
    Q_PROPERTY(bool gapAtEnd READ gapAtEnd NOTIFY historyChanged)
    /// The newest messages are not among the rows: too much was loaded above, or something older was jumped to.
    /// toNewest() brings them back, and so does askNewer(), page by page.
    Q_PROPERTY(bool detached READ detached NOTIFY historyChanged)
public:
    /// 2,000: forty pages of 50; at about 0.5 kB a row one MB.
    static constexpr int MaxRows = 2000;
    /// Taken away at once when it is full, so that not every message costs a removal.
    static constexpr int TrimSlack = 100;
    /// Messages asked for at once.
    static constexpr int PageSize = 50;
    /// Messages of one author closer together than this are one group (5 minutes).
    static constexpr qint64 GroupMs = 5 * 60 * 1000;

    enum State { Pending, Sent, Failed, Unconfirmed };
    Q_ENUM(State)

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
    };

    TimelineModel(QString room, const Clock &clock, QObject *parent = nullptr);

    /// The messages of a batch that are of this room, in their order, and what the batch says of its history.
    void apply(const std::vector<const ShownMessage *> &messages, const HistoryState *history = nullptr);
    /// The person discarded it.
    void removeMessage(const QString &clientId);
    /// These own messages, by client id, can no longer be changed.
    void fix(const std::set<QString> &clientIds);
    /// The newest own message that can be changed; empty when there is none.
    QString lastEditable() const;
    /// The text of the own message of that client id that has not been sent; null when there is none.
    QString unsentText(const QString &clientId) const;
    /// Shows what is around `seq` instead of what is shown now, and says landed() when it is there. The messages are
    /// for the caller to ask for, unless the answer is true: then it was among the rows.
    bool jump(Seq seq);
    /// The next newer messages are wanted, because the rows do not reach the newest: gives the sequence to ask below,
    /// or 0 when they do or when they are on their way.
    Seq askNewer();
    /// The room was just opened and this sequence is its first unread: says openedAt() once it is among the rows, at
    /// once or after a later apply(). What is missing for that is wanted().
    void openAt(Seq firstUnread);
    /// Takes every row away: a new epoch.
    void dropAll();
    /// Messages after this sequence are unread: the "New" line is above the first of them. None: no line.
    void setReadUpTo(std::optional<Seq> seq);
    bool hasLine() const { return m_readUpTo.has_value(); }
    /// Whether the window is the active one: a message that comes while it is not gets the "New" line.
    void setWatched(bool watched);
    /// The room is no longer shown: keeps the newest rows only.
    void rest();
    /// The language changed: words are made anew.
    void refreshWords();
    /// Call now and then: when the day has turned, "Today" is no longer true.
    void refreshDays();

    QString room() const { return m_room; }
    bool loading() const { return m_history.loading; }
    bool reachesStart() const;
    bool gapsStay() const { return m_history.gapsStay; }
    bool gapAtEnd() const { return m_history.gapAtEnd && m_unsequenced == 0 && !m_detached; }
    bool opening() const { return m_openAt > 0; }
    bool following() const { return m_following; }
    void setFollowing(bool following);
    bool detached() const { return m_detached; }
    /// Of the rows that have one; 0 when none has.
    Seq oldestSeq() const;
    Seq newestSeq() const;
    /// The newest sequence that the person can have read here.
    Seq lastSeq() const { return m_lastSeq; }

    /// The sequences of the rows from `newest` to `oldest` (the newer one first; -1: none), as the fewest runs,
    /// ascending. Where nothing ever fills a gap, it belongs to the run around it.
    std::vector<Span> spansOf(int newest, int oldest) const;
    /// The sequences of own messages among the rows of that span, ascending.
    std::vector<Seq> ownWithin(Span span) const;
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
    /// Messages with a smaller sequence than `before` are wanted, the newest `limit` of them.
    void wanted(banter::Seq before, int limit);
    /// The messages around this sequence are wanted.
    void wantedAround(banter::Seq seq);

private:
    struct Row {
        Message message;
        QString failure;
        quint64 key = 0;
        qint64 day = 0;
        DeliveryState state = DeliveryState::Sent;
        bool own = false;
        bool firstOfGroup = true;
        bool firstOfDay = true;
        bool firstUnread = false;
        bool gapAbove = false;
        bool editable = false;
        bool operator==(const Row &) const = default;
    };
    /// New neighbours that are put in together, before the row that is at `at` now.
    struct Run {
        int at = 0;
        bool sequenced = true;
        std::vector<Row> rows;
        Seq last() const { return rows.back().message.seq; }
    };
    // Rows are kept oldest first, so that the common case is an append; an `index` counts from the oldest, a model's
    // row from the newest.
    int toRow(int index) const { return static_cast<int>(m_rows.size()) - 1 - index; }
    int size() const { return static_cast<int>(m_rows.size()); }
    Row &row(int index) { return m_rows[static_cast<std::size_t>(index)]; }
    const Row &row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    int sequenced() const { return size() - m_unsequenced; }
    int place(Seq seq) const;
    Row make(const ShownMessage &shown);
    bool belongs(const ShownMessage &shown) const;
    void applyOne(const ShownMessage &shown, Run &run);
    bool applyKnown(const ShownMessage &shown, Run &run);
    int findUnsequenced(const ShownMessage &shown) const;
    void rewrite(int index, const ShownMessage &shown);
    void settle(int index, const ShownMessage &shown);
    void flush(Run &run);
    void erase(int first, int last);
    void trim();
    void applyHistory(const HistoryState &state);
    void noteArrival(const ShownMessage &shown);
    bool recompute(int index);
    void recomputeAndTell(int index);
    void noteHole(int index);
    void mendHoles();
    bool isHole(int index) const;
    bool isReportedGap(Seq after, Seq before) const;
    void moveLine(std::optional<Seq> readUpTo);
    bool belongsDetached(Seq seq) const;
    void noteEnds();
    void land();
    void arriveAtUnread(bool answered);
    void askForUnread();
    int placeUnsent(const QString &before) const;

    QString m_room;
    const Clock &m_clock;
    LocalDays m_days;
    std::deque<Row> m_rows;
    int m_unsequenced = 0; // rows at the newest end that have no sequence
    HistoryState m_history;
    std::vector<Seq> m_holes; // rows above which something may be missing, to be looked at after the batch
    std::optional<Seq> m_readUpTo;
    Seq m_lastSeq = 0;
    qint64 m_today = 0;
    quint64 m_lastKey = 0;
    bool m_following = true;
    bool m_watched = true;
    bool m_lineSeen = false;
    bool m_detached = false;
    bool m_trimmedStart = false;
    bool m_olderCame = false;
    bool m_newerCame = false;
    Seq m_jump = 0;   // wanted, and not there yet
    Seq m_openAt = 0; // the first unread: wanted, and not there yet
    bool m_openAsked = false;
    Seq m_newerUpTo = 0; // newer messages that were asked for, up to here
};

} // namespace banter
