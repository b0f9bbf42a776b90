// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/find_model.h"

#include "core/folded_text.h"
#include "markup/blocks.h"
#include "models/people.h"
#include "models/time_text.h"

#include <algorithm>

namespace banter {

namespace {

/// One line: what was found stands near its beginning, with a little of what leads to it.
constexpr qsizetype CharsBefore = 28;
constexpr qsizetype CharsAfter = 160;

QString inOneLine(const QString &text)
{
    QString line = text;
    std::replace_if(
        line.begin(), line.end(), [](QChar each) { return each.isSpace(); }, u' ');
    return line;
}

/// The first place where one of the words stands: its beginning and its length, or (-1, 0).
std::pair<qsizetype, qsizetype> firstHit(const QString &text, const QStringList &words)
{
    std::pair<qsizetype, qsizetype> best(-1, 0);
    for (const QString &word : words) {
        std::pair<qsizetype, qsizetype> hit = findFolded(text, word);
        if (hit.first < 0) { // a letter without the mark that the text has with it
            hit = {text.indexOf(word, 0, Qt::CaseInsensitive), word.size()};
        }
        if (hit.first >= 0 && (best.first < 0 || hit.first < best.first)) {
            best = hit;
        }
    }
    return best;
}

} // namespace

FindModel::FindModel(CommandSink &sink, ModelParts parts, QObject *parent)
    : RowModel(parent), m_sink(sink), m_parts(parts)
{}

FindModel::~FindModel()
{
    m_parts.scheduler.cancel(m_pause);
}

void FindModel::setTyped(const QString &typed)
{
    if (m_typed != typed) {
        m_typed = typed;
        Q_EMIT askedChanged();
        askSoon();
    }
}

void FindModel::setEverywhere(bool everywhere)
{
    if (m_everywhere != everywhere) {
        m_everywhere = everywhere;
        Q_EMIT askedChanged();
        askSoon();
    }
}

void FindModel::setRoom(const QString &room)
{
    if (std::exchange(m_room, room) != room && !m_everywhere) {
        askSoon();
    }
}

void FindModel::clear()
{
    setTyped({});
    setEverywhere(false);
}

void FindModel::askSoon()
{
    m_parts.scheduler.cancel(std::exchange(m_pause, 0));
    ++m_number; // what is on its way answers something else
    if (m_typed.trimmed().isEmpty()) {
        m_busy = m_more = false;
        put({});
        Q_EMIT answered();
        return;
    }
    m_busy = true;
    Q_EMIT answered();
    m_pause = m_parts.scheduler.after(PauseMs, [this] {
        m_pause = 0;
        ask();
    });
}

void FindModel::ask()
{
    m_sink.tell(tell::Search{m_number, m_typed, m_everywhere ? QString() : m_room, Limit});
}

void FindModel::apply(const Found &found)
{
    if (found.number != m_number || !m_busy) {
        return;
    }
    std::vector<Row> rows;
    rows.reserve(found.messages.size());
    for (const Message &message : found.messages) {
        rows.push_back(rowOf(message, found.words));
    }
    m_busy = false;
    m_more = found.more;
    m_words = found.words;
    put(std::move(rows));
    Q_EMIT answered();
}

void FindModel::put(std::vector<Row> rows)
{
    if (rows.empty() && m_rows.empty()) {
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

void FindModel::amend(const std::vector<Amendment> &changes)
{
    const int before = count();
    for (const Amendment &change : changes) {
        for (int at = 0; at < count(); ++at) {
            Row &row = m_rows[static_cast<std::size_t>(at)];
            if (!banter::amend(row.message, change)) {
                continue;
            }
            if (row.message.deletedBy.isEmpty()) {
                row = rowOf(row.message, m_words);
                Q_EMIT dataChanged(index(at), index(at), {Qt::DisplayRole, BeforeRole, HitRole, AfterRole});
            } else {
                beginRemoveRows({}, at, at);
                m_rows.erase(m_rows.begin() + at);
                endRemoveRows();
            }
            break;
        }
    }
    if (count() != before) {
        Q_EMIT countChanged();
    }
}

FindModel::Row FindModel::rowOf(const Message &message, const QStringList &words)
{
    // Without marks, unless what was looked for is in them: the target of a link, or the stars themselves.
    QString text = inOneLine(markup::plainOf(message.text));
    std::pair<qsizetype, qsizetype> hit = firstHit(text, words);
    if (hit.first < 0) {
        text = inOneLine(message.text);
        hit = firstHit(text, words);
    }
    const auto [at, length] = hit;
    if (at < 0) {
        return {message, {}, {}, text.left(CharsAfter)};
    }
    qsizetype from = std::max<qsizetype>(0, at - CharsBefore);
    if (from > 0 && text.at(from).isLowSurrogate()) {
        ++from;
    }
    const QString before = text.mid(from, at - from);
    return {message, from > 0 ? u'…' + before : before, text.mid(at, length), text.mid(at + length, CharsAfter)};
}

void FindModel::refreshWords()
{
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0), index(count() - 1), {TimeRole});
    }
}

QString FindModel::roomAt(int row) const
{
    return row >= 0 && row < count() ? m_rows[static_cast<std::size_t>(row)].message.room : QString();
}

qint64 FindModel::seqAt(int row) const
{
    return row >= 0 && row < count() ? m_rows[static_cast<std::size_t>(row)].message.seq : 0;
}

int FindModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FindModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Row &row = m_rows[static_cast<std::size_t>(at.row())];
    switch (role) {
    case RoomRole:
        return row.message.room;
    case SeqRole:
        return QVariant::fromValue(row.message.seq);
    case SenderRole:
        return row.message.sender;
    case InitialsRole:
        return initialsOf(row.message.sender);
    case HueRole:
        return hueOf(row.message.sender);
    case TimeRole:
        return tr("%1, %2", "a day, a time of day")
            .arg(dayText(LocalDays().dayOf(row.message.at), LocalDays().dayOf(m_parts.clock.wallMs())),
                 clockText(row.message.at));
    case BeforeRole:
        return row.before;
    case HitRole:
        return row.hit;
    case Qt::DisplayRole:
    case AfterRole:
        return row.after;
    default:
        return {};
    }
}

QHash<int, QByteArray> FindModel::roleNames() const
{
    return {{RoomRole, "room"},         {SeqRole, "seq"}, {SenderRole, "sender"},
            {InitialsRole, "initials"}, {HueRole, "hue"}, {TimeRole, "time"},
            {BeforeRole, "before"},     {HitRole, "hit"}, {AfterRole, "after"}};
}

} // namespace banter
