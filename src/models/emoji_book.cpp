// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/emoji_book.h"

#include "models/settings_keys.h"

#include <utility>

namespace banter {

namespace {

/// Longer than every emoji, for what the settings may hold.
constexpr qsizetype LongestEmoji = 64;

/// One character with or without a skin tone is a picture wherever the font has it.
bool isSequence(const QString &text)
{
    return text.size() > (text.at(0).isHighSurrogate() ? 2 : 1);
}

} // namespace

EmojiBook::EmojiBook(SettingsFile &file, QObject *parent) : QObject(parent), m_file(file)
{
    m_reader.setMaxThreadCount(1);
    m_pause.setInterval(PauseMs);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &EmojiBook::trySome);
    const int tone = file.value(settings_keys::EmojiTone, 0).toInt();
    m_tone = tone > 0 && tone < EmojiTable::ToneChoices ? tone : 0;
    const QStringList kept = file.value(settings_keys::RecentEmoji).toStringList();
    for (const QString &emoji : kept.mid(0, MostRecent)) {
        if (!emoji.isEmpty() && emoji.size() <= LongestEmoji) {
            m_recent.append(emoji);
        }
    }
}

EmojiBook::~EmojiBook()
{
    m_reader.waitForDone();
}

void EmojiBook::want()
{
    if (std::exchange(m_wanted, true)) {
        return;
    }
    m_reader.start([this] {
        const std::shared_ptr<const EmojiTable> table = EmojiTable::load();
        QMetaObject::invokeMethod(
            this, [this, table] { take(table); }, Qt::QueuedConnection);
    });
}

void EmojiBook::take(const std::shared_ptr<const EmojiTable> &table)
{
    m_table = table;
    if (!m_font) {
        m_font = systemEmojiFont();
    }
    m_withoutFont = !m_font->hasCharacters(QStringLiteral("\U0001f600"));
    tryCharacters();
    Q_EMIT readyChanged();
    trySome();
}

bool EmojiBook::isShown(int index) const
{
    return m_withoutFont || m_states[static_cast<std::size_t>(index)] != State::Hidden;
}

void EmojiBook::tryCharacters()
{
    m_states.assign(static_cast<std::size_t>(m_table->size()), State::Shown);
    for (int index = 0; index < m_table->size(); ++index) {
        const QString text = withoutSelectors(m_table->at(index).text);
        if (!m_font->hasCharacters(text)) {
            m_states[static_cast<std::size_t>(index)] = State::Hidden;
        } else if (isSequence(text)) {
            m_states[static_cast<std::size_t>(index)] = State::Untried;
        }
    }
}

// All are tried some time: who sees one group only for a while waits less for the next.
void EmojiBook::trySome()
{
    if (m_withoutFont) {
        return;
    }
    bool hides = false;
    int left = TriedAtOnce;
    for (; m_tried < m_states.size() && left > 0; ++m_tried) {
        State &state = m_states[m_tried];
        if (state == State::Untried) {
            --left;
            const QString text = withoutSelectors(m_table->at(static_cast<int>(m_tried)).text);
            state = m_font->isOnePicture(text) ? State::Shown : State::Hidden;
            hides = hides || state == State::Hidden;
        }
    }
    if (m_tried < m_states.size()) {
        m_pause.start();
    }
    if (hides) {
        Q_EMIT hid();
    }
}

void EmojiBook::setTone(int tone)
{
    if (tone != m_tone && tone >= 0 && tone < EmojiTable::ToneChoices) {
        m_tone = tone;
        m_file.setValue(settings_keys::EmojiTone, tone);
        Q_EMIT toneChanged();
    }
}

QStringList EmojiBook::recent() const
{
    QStringList known = m_recent;
    if (m_table) {
        known.removeIf([this](const QString &emoji) { return m_table->find(emoji) < 0; });
    }
    return known;
}

void EmojiBook::noteUse(const QString &emoji)
{
    if (!m_table || m_table->find(emoji) < 0 || m_recent.value(0) == emoji) {
        return;
    }
    m_recent.removeAll(emoji);
    m_recent.prepend(emoji);
    m_recent = m_recent.mid(0, MostRecent);
    m_file.setValue(settings_keys::RecentEmoji, m_recent);
}

} // namespace banter
