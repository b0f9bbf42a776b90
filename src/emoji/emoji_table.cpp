// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "emoji/emoji_table.h"

#include "core/folded_text.h"

#include <QFile>

#include <algorithm>

namespace banter {

namespace {

constexpr QChar PictureSelector(0xfe0f);
constexpr QChar TextSelector(0xfe0e);
/// The five skin tones are pairs of this and of what follows.
constexpr QChar ToneHigh(0xd83c);
constexpr char16_t FirstToneLow = 0xdffb;
constexpr char16_t LastToneLow = 0xdfff;
constexpr qsizetype FieldCount = 8;

bool isTone(const QString &text, qsizetype at)
{
    return text.at(at) == ToneHigh && at + 1 < text.size() && text.at(at + 1).unicode() >= FirstToneLow &&
           text.at(at + 1).unicode() <= LastToneLow;
}

/// What is the same for all looks of an emoji.
QString plain(const QString &text)
{
    QString bare;
    bare.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (at > 0 && isTone(text, at)) {
            ++at;
        } else if (text.at(at) != PictureSelector && text.at(at) != TextSelector) {
            bare += text.at(at);
        }
    }
    return bare;
}

/// Where folding changes nothing but the case, which is nearly everywhere, and quickly so.
bool isSimple(QChar c)
{
    return c.unicode() < 0x80 || (c.unicode() >= 0x4e00 && c.unicode() <= 0x9fff);
}

QString quicklyFolded(const QString &text)
{
    return std::all_of(text.begin(), text.end(), isSimple) ? text.toLower() : folded(text);
}

} // namespace

std::shared_ptr<const EmojiTable> EmojiTable::parse(const QByteArray &lines)
{
    auto table = std::make_shared<EmojiTable>();
    for (const QByteArray &line : lines.split('\n')) {
        if (!line.startsWith('#')) {
            table->add(QString::fromUtf8(line).split(u'\t'));
        }
    }
    return table;
}

std::shared_ptr<const EmojiTable> EmojiTable::load()
{
    static const std::shared_ptr<const EmojiTable> table = [] {
        QFile file(QStringLiteral(":/emoji/emoji.tsv"));
        return parse(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }();
    return table;
}

void EmojiTable::add(const QStringList &fields)
{
    if (fields.size() != FieldCount || fields[2].isEmpty()) {
        return;
    }
    bool isGroup = false;
    bool isTones = false;
    const int group = fields[0].toInt(&isGroup);
    const int tones = fields[1].toInt(&isTones);
    if (!isGroup || group < 0 || group >= Groups || !isTones || tones < 0 || tones > 2) {
        return;
    }
    Emoji emoji;
    emoji.group = group;
    emoji.tones = static_cast<Emoji::Tones>(tones);
    emoji.text = fields[2];
    emoji.names = fields[3].split(u' ', Qt::SkipEmptyParts);
    emoji.english = fields[4];
    emoji.chinese = fields[6];
    emoji.words = u'|' + emoji.names.join(u'|') + u'|';
    emoji.calledFrom = emoji.words.size();
    emoji.words += u'|' + quicklyFolded(emoji.english) + u'|' + quicklyFolded(emoji.chinese) + u'|';
    emoji.keywordsFrom = emoji.words.size();
    emoji.words += u'|' + quicklyFolded(fields[5]) + u'|' + quicklyFolded(fields[7]) + u'|';
    const int index = size();
    for (const QString &name : std::as_const(emoji.names)) {
        m_byName.insert(name, index);
    }
    m_byPlain.insert(plain(emoji.text), index);
    m_all.push_back(std::move(emoji));
}

int EmojiTable::named(const QString &name) const
{
    return m_byName.value(name.toLower(), -1);
}

int EmojiTable::find(const QString &text) const
{
    return m_byPlain.value(plain(text), -1);
}

QString toned(const Emoji &emoji, int tone)
{
    if (tone <= 0 || tone >= EmojiTable::ToneChoices || emoji.tones == Emoji::Tones::None) {
        return emoji.text;
    }
    const QString sign = QString(ToneHigh) + QChar(static_cast<char16_t>(FirstToneLow + tone - 1));
    QString text = emoji.text;
    const qsizetype first = text.at(0).isHighSurrogate() ? 2 : 1;
    // The tone asks for a picture, too.
    if (first < text.size() && text.at(first) == PictureSelector) {
        text.remove(first, 1);
    }
    text.insert(first, sign);
    return emoji.tones == Emoji::Tones::AfterFirstAndLast ? text + sign : text;
}

QString withoutSelectors(QString text)
{
    return text.remove(PictureSelector).remove(TextSelector);
}

} // namespace banter
