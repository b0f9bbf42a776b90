// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "emoji/emoji_table.h"
#include "models/emoji_font.h"
#include "models/settings_file.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace banter {

/// The emoji that there are for whoever writes here: the table, which is read when it is wanted for the first time, on
/// a thread of its own; what of it this computer can show; which were used last, and the skin tone that was chosen,
/// both kept in the settings. GUI thread.
class EmojiBook : public QObject {
    Q_OBJECT
public:
    static constexpr int MostRecent = 36;
    /// So many sequences are tried with the font at once, 2 to 5 ms of work, with a pause between for the frames.
    static constexpr int TriedAtOnce = 8;
    static constexpr int PauseMs = 12;

    /// `file` outlives it.
    explicit EmojiBook(SettingsFile &file, QObject *parent = nullptr);
    ~EmojiBook() override; ///< waits for the table if that is being read

    /// In place of what is installed. Before want().
    void setFont(std::unique_ptr<EmojiFont> font) { m_font = std::move(font); }

    /// Somebody is about to need them; readyChanged() follows unless they are there.
    void want();
    /// Null until then.
    const EmojiTable *table() const { return m_table.get(); }
    /// Whether the font has it, as far as it is known yet. Without any font for emoji: all.
    bool isShown(int index) const;
    /// No font on this computer has emoji.
    bool isWithoutFont() const { return m_withoutFont; }
    QString family() const { return m_table ? m_font->family() : QString(); }
    /// The emoji at `index`, in the chosen skin tone.
    QString textAt(int index) const { return toned(m_table->at(index), m_tone); }

    int tone() const { return m_tone; }
    /// 0 to EmojiTable::ToneChoices - 1; nothing happens for others.
    void setTone(int tone);
    /// The last first, at most MostRecent; only such as the table has, once that is there.
    QStringList recent() const;
    /// This one was used; nothing happens for what the table does not have.
    void noteUse(const QString &emoji);

Q_SIGNALS:
    void readyChanged();
    void toneChanged();
    /// More is known of what the font cannot show.
    void hid();

private:
    enum class State : char { Untried, Shown, Hidden };

    void take(const std::shared_ptr<const EmojiTable> &table);
    void tryCharacters();
    void trySome();

    SettingsFile &m_file;
    std::unique_ptr<EmojiFont> m_font;
    std::shared_ptr<const EmojiTable> m_table;
    std::vector<State> m_states;
    std::size_t m_tried = 0; ///< of the table, with their sequences
    QStringList m_recent;
    QTimer m_pause;
    int m_tone = 0;
    bool m_wanted = false;
    bool m_withoutFont = false;
    QThreadPool m_reader;
};

} // namespace banter
