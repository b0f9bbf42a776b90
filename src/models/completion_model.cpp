// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/completion_model.h"

#include "core/folded_text.h"
#include "core/mentions.h"
#include "emoji/emoji_search.h"

#include <algorithm>

namespace banter {

namespace {

/// So that ":D", ":p" and ":)" stay what they are, and Enter sends them.
bool isEnough(const QString &name)
{
    return name.size() > 1 || (name.size() == 1 && name.at(0).unicode() >= 0x80);
}

/// The short name that somebody is about to type, else the usual one, between colons; empty: there is none.
QString codeFor(const Emoji &emoji, const QString &typed)
{
    const auto meant = std::find_if(emoji.names.begin(), emoji.names.end(),
                                    [&](const QString &name) { return name.startsWith(typed, Qt::CaseInsensitive); });
    const QString name = meant != emoji.names.end() ? *meant : emoji.names.value(0);
    return name.isEmpty() ? QString() : u':' + name + u':';
}

/// How well `name`, folded, begins what the person is called: 0 the name, 1 a later word of it, -1 not at all.
int fit(const QString &user, const QString &name)
{
    const QString whole = folded(user);
    if (whole.startsWith(name)) {
        return 0;
    }
    for (qsizetype at = whole.indexOf(name); at > 0; at = whole.indexOf(name, at + 1)) {
        if (!whole.at(at - 1).isLetterOrNumber()) {
            return 1;
        }
    }
    return -1;
}

} // namespace

CompletionModel::CompletionModel(QObject *parent) : RowModel(parent) {}

void CompletionModel::setEmoji(EmojiModel *emoji)
{
    if (m_emoji == emoji) {
        return;
    }
    if (m_emoji) {
        disconnect(m_emoji, nullptr, this, nullptr);
    }
    m_emoji = emoji;
    if (m_emoji) {
        // Who types faster than the table is read gets what they typed for.
        connect(m_emoji, &EmojiModel::readyChanged, this, [this] { look(true); });
    }
    Q_EMIT sourcesChanged();
}

void CompletionModel::setMembers(MembersModel *members)
{
    if (m_members != members) {
        m_members = members;
        Q_EMIT sourcesChanged();
    }
}

void CompletionModel::follow(const QString &text, int cursor)
{
    m_oneTyped = text.size() == m_text.size() + 1;
    m_text = text;
    m_cursor = cursor;
    m_place = typedPlace(m_text, m_cursor);
    if (!m_place || m_place->from != m_dismissed) {
        m_dismissed = -1;
    }
    look(true);
}

void CompletionModel::followCursor(int cursor)
{
    if (m_cursor == cursor) {
        return;
    }
    m_cursor = cursor;
    std::optional<TypedPlace> place;
    if (count() > 0) {
        place = typedPlace(m_text, m_cursor);
    }
    m_place = place && m_place && place->from == m_place->from ? place : std::nullopt;
    look(false);
}

void CompletionModel::begin(const QString &text)
{
    m_text = text;
    m_cursor = static_cast<int>(text.size());
    m_place.reset();
    m_dismissed = -1;
    put({});
}

void CompletionModel::dismiss()
{
    m_dismissed = m_place ? m_place->from : -1;
    put({});
}

void CompletionModel::look(bool mayReplace)
{
    if (!m_place || m_place->from == m_dismissed || !m_emoji) {
        put({});
        return;
    }
    if (m_place->kind == TypedPlace::Kind::Person) {
        put(peopleRows(m_place->name));
        return;
    }
    m_emoji->book().want();
    if (!m_emoji->ready()) {
        put({});
        return;
    }
    if (m_place->closed) {
        const int found = m_emoji->book().table()->named(m_place->name);
        put({});
        if (found >= 0 && mayReplace && m_oneTyped) {
            complete(m_emoji->book().textAt(found), true);
        }
        return;
    }
    put(isEnough(m_place->name) ? emojiRows(m_place->name) : std::vector<Row>());
}

std::vector<CompletionModel::Row> CompletionModel::emojiRows(const QString &name) const
{
    const EmojiBook &book = m_emoji->book();
    std::vector<Row> rows;
    // A few more, for those that the font does not have.
    for (const int index : searchEmoji(*book.table(), name, 4 * MostRows)) {
        if (rows.size() < MostRows && book.isShown(index)) {
            const Emoji &emoji = book.table()->at(index);
            const QString text = book.textAt(index);
            rows.push_back({text, withoutSelectors(text), {}, codeFor(emoji, name), m_emoji->nameOf(text), 0});
        }
    }
    return rows;
}

std::vector<CompletionModel::Row> CompletionModel::peopleRows(const QString &name) const
{
    std::vector<Row> first;
    std::vector<Row> later;
    const QString wanted = folded(name);
    for (int row = 0; m_members && row < m_members->count(); ++row) {
        const auto value = [&](int role) { return m_members->index(row).data(role); };
        const QString user = value(MembersModel::UserRole).toString();
        const int fits = value(MembersModel::IsSelfRole).toBool() ? -1 : fit(user, wanted);
        if (fits >= 0) {
            (fits == 0 ? first : later)
                .push_back({u'@' + user + u' ',
                            {},
                            value(MembersModel::InitialsRole).toString(),
                            user,
                            value(MembersModel::StatusTextRole).toString(),
                            value(MembersModel::HueRole).toInt()});
        }
    }
    first.insert(first.end(), later.begin(), later.end());
    const std::vector<Row> room = roomRows(wanted);
    first.resize(std::min(first.size(), static_cast<std::size_t>(MostRows) - room.size()));
    first.insert(first.end(), room.begin(), room.end());
    return first;
}

// The word is the same in every language, since all clients read it; what it means is said in the person's own.
std::vector<CompletionModel::Row> CompletionModel::roomRows(const QString &name) const
{
    constexpr int Hue = 260;
    if (!m_wholeRoom || !WholeRoomWord.startsWith(name)) {
        return {};
    }
    return {{u'@' + QString(WholeRoomWord) + u' ',
             {},
             QStringLiteral("@"),
             WholeRoomWord,
             tr("Everybody in this room"),
             Hue}};
}

void CompletionModel::put(std::vector<Row> rows)
{
    if (rows.empty() && m_rows.empty()) {
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
    m_current = m_rows.empty() ? -1 : 0;
    Q_EMIT currentChanged();
}

void CompletionModel::setCurrent(int row)
{
    if (row != m_current && row >= 0 && row < count()) {
        m_current = row;
        Q_EMIT currentChanged();
    }
}

void CompletionModel::step(int by)
{
    if (count() > 0) {
        setCurrent((m_current + by % count() + count()) % count());
    }
}

void CompletionModel::take(int row)
{
    if (m_place && row >= 0 && row < count()) {
        const QString words = m_rows[static_cast<std::size_t>(row)].words; // the rows go
        complete(words, m_place->kind == TypedPlace::Kind::Emoji);
    }
}

void CompletionModel::complete(const QString &words, bool isEmoji)
{
    const int from = static_cast<int>(m_place->from);
    const int to = m_cursor;
    m_place.reset();
    put({});
    if (isEmoji) {
        m_emoji->book().noteUse(words);
    }
    Q_EMIT completed(from, to, words);
}

int CompletionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CompletionModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Row &row = m_rows[static_cast<std::size_t>(at.row())];
    switch (role) {
    case WordsRole:
        return row.words;
    case SignRole:
        return row.sign;
    case InitialsRole:
        return row.initials;
    case HueRole:
        return row.hue;
    case Qt::DisplayRole:
    case TitleRole:
        return row.title;
    case DetailRole:
        return row.detail;
    default:
        return {};
    }
}

QHash<int, QByteArray> CompletionModel::roleNames() const
{
    return {{WordsRole, "words"}, {SignRole, "sign"},   {InitialsRole, "initials"},
            {HueRole, "hue"},     {TitleRole, "title"}, {DetailRole, "detail"}};
}

} // namespace banter
