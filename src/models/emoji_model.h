// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/emoji_book.h"
#include "models/row_model.h"

namespace banter {

/// The emoji to choose from: those of a group, or those that match what is typed, as far as this computer can show
/// them. One for the program; whoever shows it calls open() first. GUI thread.
class EmojiModel : public banter::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by AppModel")
    /// False until some milliseconds after it was opened for the first time.
    Q_PROPERTY(bool ready READ ready NOTIFY readyChanged)
    /// What is looked for, in English or Chinese; blank: the group is shown.
    Q_PROPERTY(QString typed READ typed WRITE setTyped NOTIFY shownChanged)
    /// Which of `groups` is shown.
    Q_PROPERTY(int group READ group WRITE setGroup NOTIFY shownChanged)
    /// Translated: what was used last, then those of EmojiTable.
    Q_PROPERTY(QStringList groups READ groups NOTIFY wordsChanged)
    /// An emoji for each of them, as `sign`; empty for what was used last.
    Q_PROPERTY(QStringList groupSigns READ groupSigns CONSTANT)
    /// 0 none, 1 to 5 from light to dark; kept.
    Q_PROPERTY(int tone READ tone WRITE setTone NOTIFY toneChanged)
    /// Translated, one for each tone.
    Q_PROPERTY(QStringList toneNames READ toneNames NOTIFY wordsChanged)
    /// A hand in each tone.
    Q_PROPERTY(QStringList toneSigns READ toneSigns CONSTANT)
    /// The font for every `sign`; empty: the interface's own.
    Q_PROPERTY(QString family READ family NOTIFY readyChanged)
    /// No font on this computer has emoji; all are listed then.
    Q_PROPERTY(bool withoutFont READ withoutFont NOTIFY readyChanged)
public:
    /// Of one search: more than anybody looks through.
    static constexpr int MostFound = 240;

    enum Role {
        EmojiRole = Qt::UserRole + 1, ///< string: what is to be written, or the key of a reaction
        SignRole,                     ///< string: how it is drawn in `family`
        NameRole,                     ///< string: what it is called in the interface's language
        CodeRole,                     ///< string: its short name between colons; empty: it has none
    };

    /// `file` keeps what was chosen, and outlives it.
    explicit EmojiModel(SettingsFile &file, QObject *parent = nullptr);

    EmojiBook &book() { return m_book; }
    bool ready() const { return m_book.table() != nullptr; }
    QString typed() const { return m_typed; }
    void setTyped(const QString &typed);
    int group() const { return m_group; }
    /// Ends the search. Nothing happens for what is none of `groups`.
    void setGroup(int group);
    QStringList groups() const;
    QStringList groupSigns() const;
    int tone() const { return m_book.tone(); }
    void setTone(int tone) { m_book.setTone(tone); }
    QStringList toneNames() const;
    QStringList toneSigns() const;
    QString family() const { return m_book.family(); }
    bool withoutFont() const { return m_book.isWithoutFont(); }
    void retranslate();

    /// Somebody is about to choose: nothing is looked for, and what was used last is listed, where there is anything.
    Q_INVOKABLE void open();
    /// What is chosen there, which counts as used; empty when there is no such row.
    Q_INVOKABLE QString pick(int row);
    /// What `emoji` is called in the interface's language; empty for what is none.
    Q_INVOKABLE QString nameOf(const QString &emoji) const;

    int rowCount(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void readyChanged();
    void shownChanged();
    void toneChanged();
    void wordsChanged();

private:
    struct Row {
        int index = 0; ///< in the table
        QString emoji;
    };
    static constexpr int Recent = 0;

    QString nameAt(int index) const;
    std::vector<Row> rowsNow() const;
    void fill();
    void dropHidden();

    EmojiBook m_book;
    std::vector<Row> m_rows;
    QString m_typed;
    int m_group = Recent + 1;
};

} // namespace banter
