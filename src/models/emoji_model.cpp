// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/emoji_model.h"

#include "emoji/emoji_search.h"

#include <QLocale>

namespace banter {

EmojiModel::EmojiModel(SettingsFile &file, QObject *parent) : RowModel(parent), m_book(file)
{
    connect(&m_book, &EmojiBook::readyChanged, this, [this] {
        if (m_group == Recent && m_book.recent().isEmpty()) {
            m_group = Recent + 1; // the settings had nothing but what is none
        }
        fill(); // with what may have been typed meanwhile
        Q_EMIT shownChanged();
        Q_EMIT readyChanged();
    });
    connect(&m_book, &EmojiBook::hid, this, &EmojiModel::dropHidden);
    connect(&m_book, &EmojiBook::toneChanged, this, [this] {
        for (Row &row : m_rows) {
            if (m_group != Recent || !m_typed.trimmed().isEmpty()) {
                row.emoji = m_book.textAt(row.index);
            }
        }
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0), index(count() - 1), {EmojiRole, SignRole});
        }
        Q_EMIT toneChanged();
    });
}

void EmojiModel::setTyped(const QString &typed)
{
    if (std::exchange(m_typed, typed) != typed) {
        fill();
        Q_EMIT shownChanged();
    }
}

void EmojiModel::setGroup(int group)
{
    if (group < Recent || group > EmojiTable::Groups || (group == m_group && m_typed.isEmpty())) {
        return;
    }
    m_group = group;
    m_typed.clear();
    fill();
    Q_EMIT shownChanged();
}

void EmojiModel::open()
{
    m_book.want();
    m_typed.clear();
    m_group = m_book.recent().isEmpty() ? Recent + 1 : Recent;
    fill();
    Q_EMIT shownChanged();
}

QString EmojiModel::pick(int row)
{
    if (row < 0 || row >= count()) {
        return {};
    }
    const QString emoji = m_rows[static_cast<std::size_t>(row)].emoji;
    m_book.noteUse(emoji);
    return emoji;
}

QString EmojiModel::nameOf(const QString &emoji) const
{
    const int found = ready() ? m_book.table()->find(emoji) : -1;
    return found >= 0 ? nameAt(found) : QString();
}

QString EmojiModel::nameAt(int index) const
{
    const Emoji &emoji = m_book.table()->at(index);
    return QLocale().language() == QLocale::Chinese ? emoji.chinese : emoji.english;
}

void EmojiModel::fill()
{
    std::vector<Row> rows = rowsNow();
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

std::vector<EmojiModel::Row> EmojiModel::rowsNow() const
{
    std::vector<Row> rows;
    if (!ready()) {
        return rows;
    }
    const EmojiTable &table = *m_book.table();
    const auto add = [&](int index, const QString &emoji) {
        if (m_book.isShown(index)) {
            rows.push_back({index, emoji});
        }
    };
    if (!m_typed.trimmed().isEmpty()) {
        for (const int index : searchEmoji(table, m_typed, MostFound)) {
            add(index, m_book.textAt(index));
        }
    } else if (m_group == Recent) {
        for (const QString &emoji : m_book.recent()) {
            add(table.find(emoji), emoji);
        }
    } else {
        for (int index = 0; index < table.size(); ++index) {
            if (table.at(index).group == m_group - 1) {
                add(index, m_book.textAt(index));
            }
        }
    }
    return rows;
}

void EmojiModel::dropHidden()
{
    const int before = count();
    for (int at = before - 1; at >= 0; --at) {
        if (!m_book.isShown(m_rows[static_cast<std::size_t>(at)].index)) {
            beginRemoveRows({}, at, at);
            m_rows.erase(m_rows.begin() + at);
            endRemoveRows();
        }
    }
    if (count() != before) {
        Q_EMIT countChanged();
    }
}

QStringList EmojiModel::groups() const
{
    return {tr("Used lately"),    tr("Smileys and feelings"),
            tr("People"),         tr("Animals and nature"),
            tr("Food and drink"), tr("Travel and places"),
            tr("Activities"),     tr("Objects"),
            tr("Symbols"),        tr("Flags")};
}

QStringList EmojiModel::groupSigns() const
{
    return {QString(),
            QStringLiteral("\U0001f600"),
            QStringLiteral("\U0001f44b"),
            QStringLiteral("\U0001f43b"),
            QStringLiteral("\U0001f34e"),
            QStringLiteral("\U0001f697"),
            QStringLiteral("\u26bd"),
            QStringLiteral("\U0001f4a1"),
            QStringLiteral("\U0001f523"),
            QStringLiteral("\U0001f3c1")};
}

QStringList EmojiModel::toneNames() const
{
    return {tr("No skin tone"),     tr("Light skin tone"),       tr("Medium-light skin tone"),
            tr("Medium skin tone"), tr("Medium-dark skin tone"), tr("Dark skin tone")};
}

QStringList EmojiModel::toneSigns() const
{
    Emoji hand;
    hand.text = QStringLiteral("\u270b");
    hand.tones = Emoji::Tones::AfterFirst;
    QStringList signs;
    for (int tone = 0; tone < EmojiTable::ToneChoices; ++tone) {
        signs.append(toned(hand, tone));
    }
    return signs;
}

void EmojiModel::retranslate()
{
    Q_EMIT wordsChanged();
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0), index(count() - 1), {NameRole});
    }
}

int EmojiModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant EmojiModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Row &row = m_rows[static_cast<std::size_t>(at.row())];
    switch (role) {
    case Qt::DisplayRole:
    case EmojiRole:
        return row.emoji;
    case SignRole:
        return withoutSelectors(row.emoji);
    case NameRole:
        return nameAt(row.index);
    case CodeRole: {
        const QString name = m_book.table()->at(row.index).names.value(0);
        return name.isEmpty() ? QString() : u':' + name + u':';
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> EmojiModel::roleNames() const
{
    return {{EmojiRole, "emoji"}, {SignRole, "sign"}, {NameRole, "name"}, {CodeRole, "code"}};
}

} // namespace banter
