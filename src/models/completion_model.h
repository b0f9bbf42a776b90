// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/emoji_model.h"
#include "models/members_model.h"
#include "models/typed_place.h"

namespace banter {

/// What may be put in place of what was just typed into a field: emoji after a colon, people of the room, or all of it,
/// after an @. A whole `:name:` is replaced as soon as its second colon is typed. It only says what is to be written,
/// and where: the field writes. GUI thread.
class CompletionModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(banter::EmojiModel *emoji READ emoji WRITE setEmoji NOTIFY sourcesChanged REQUIRED)
    /// Null: nobody is named.
    Q_PROPERTY(banter::MembersModel *members READ members WRITE setMembers NOTIFY sourcesChanged)
    /// An @ may mean all of the room.
    Q_PROPERTY(bool wholeRoom MEMBER m_wholeRoom NOTIFY sourcesChanged)
    /// The row that Enter would take; -1: there is none.
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
public:
    static constexpr int MostRows = 8;

    enum Role {
        WordsRole = Qt::UserRole + 1, ///< string: what is written
        SignRole,                     ///< string: an emoji, as EmojiModel has it; empty for a person
        InitialsRole,                 ///< string: a person's; empty for an emoji
        HueRole,                      ///< int, 0 to 359: the person's
        TitleRole,                    ///< string: the short name, or who it is
        DetailRole,                   ///< string: what the emoji is called, or the person's own words
    };

    explicit CompletionModel(QObject *parent = nullptr);

    EmojiModel *emoji() const { return m_emoji; }
    void setEmoji(EmojiModel *emoji);
    MembersModel *members() const { return m_members; }
    void setMembers(MembersModel *members);
    int current() const { return m_current; }
    void setCurrent(int row);

    /// The field has this text now because somebody typed, and the cursor stands there, in UTF-16 units.
    Q_INVOKABLE void follow(const QString &text, int cursor);
    /// The cursor went somewhere else: what belongs to another place closes.
    Q_INVOKABLE void followCursor(int cursor);
    /// The field has another text, and nobody typed it.
    Q_INVOKABLE void begin(const QString &text);
    /// Not for what is being typed now. It comes back at another place.
    Q_INVOKABLE void dismiss();
    /// The next row, or the one before; after the last comes the first.
    Q_INVOKABLE void step(int by);
    /// Puts that row in place of what was typed. Nothing happens where there is none.
    Q_INVOKABLE void take(int row);

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void sourcesChanged();
    void currentChanged();
    /// The field is to have `words` in place of what is from `from` on, before `to`, and the cursor behind them.
    void completed(int from, int to, const QString &words);

private:
    struct Row {
        QString words;
        QString sign;
        QString initials;
        QString title;
        QString detail;
        int hue = 0;
    };

    void look(bool mayReplace);
    void complete(const QString &words, bool isEmoji);
    std::vector<Row> emojiRows(const QString &name) const;
    std::vector<Row> peopleRows(const QString &name) const;
    std::vector<Row> roomRows(const QString &name) const;
    void put(std::vector<Row> rows);

    EmojiModel *m_emoji = nullptr;
    MembersModel *m_members = nullptr;
    std::vector<Row> m_rows;
    bool m_wholeRoom = false;
    QString m_text;
    int m_cursor = 0;
    bool m_oneTyped = false; ///< the last change was one more character
    std::optional<TypedPlace> m_place;
    qsizetype m_dismissed = -1; ///< where the place began that is not wanted
    int m_current = -1;
};

} // namespace banter
