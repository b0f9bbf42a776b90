// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/command_sink.h"
#include "models/local_days.h"
#include "models/model_parts.h"
#include "models/row_model.h"
#include "session/changes.h"

namespace banter {

/// What a search found among the messages on this computer, the newest first, at most Limit. The store is asked once
/// the person pauses in typing, and only the answer to the latest question counts. GUI thread.
class FindModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by SessionModel")
    /// What is looked for; empty: nothing.
    Q_PROPERTY(QString typed READ typed WRITE setTyped NOTIFY askedChanged)
    /// In all rooms, or in the current one.
    Q_PROPERTY(bool everywhere READ everywhere WRITE setEverywhere NOTIFY askedChanged)
    /// The answer to what is typed has not come yet.
    Q_PROPERTY(bool busy READ busy NOTIFY answered)
    /// There are more than are listed.
    Q_PROPERTY(bool more READ more NOTIFY answered)
public:
    static constexpr int Limit = 100;
    /// Between two keys of a quick writer; shorter than what feels like waiting (100 ms, Nielsen).
    static constexpr qint64 PauseMs = 90;

    enum Role {
        RoomRole = Qt::UserRole + 1, ///< string
        SeqRole,                     ///< number: its place in the room
        SenderRole,                  ///< string
        InitialsRole,                ///< string, one or two characters
        HueRole,                     ///< int, 0 to 359
        TimeRole,                    ///< string, translated: the day and the time of day
        BeforeRole,                  ///< string: a little of the text before what was found
        HitRole,                     ///< string: what was found, as it is written there
        AfterRole,                   ///< string: the text after it
    };

    FindModel(CommandSink &sink, ModelParts parts, QObject *parent = nullptr);
    ~FindModel() override;

    QString typed() const { return m_typed; }
    void setTyped(const QString &typed);
    bool everywhere() const { return m_everywhere; }
    void setEverywhere(bool everywhere);
    bool busy() const { return m_busy; }
    bool more() const { return m_more; }

    /// The current room changed.
    void setRoom(const QString &room);
    /// Ignored unless it answers the latest question.
    void apply(const Found &found);
    /// What became of messages: one that has another text now shows that, and one that was deleted goes.
    void amend(const std::vector<Amendment> &changes);
    /// The language or the day changed.
    void refreshWords();
    /// Where a result is: its room, empty when there is no such row; and its place there, 0 when there is none.
    Q_INVOKABLE QString roomAt(int row) const;
    Q_INVOKABLE qint64 seqAt(int row) const;
    /// Nothing is looked for any more.
    Q_INVOKABLE void clear();

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void askedChanged();
    void answered();

private:
    struct Row {
        Message message;
        QString before;
        QString hit;
        QString after;
    };
    static Row rowOf(const Message &message, const QStringList &words);
    void askSoon();
    void ask();
    void put(std::vector<Row> rows);

    CommandSink &m_sink;
    ModelParts m_parts;
    std::vector<Row> m_rows;
    QStringList m_words; ///< what the rows were found by
    QString m_room;
    QString m_typed;
    quint64 m_number = 0;
    bool m_everywhere = false;
    bool m_busy = false;
    bool m_more = false;
    TimerId m_pause = 0;
};

} // namespace banter
