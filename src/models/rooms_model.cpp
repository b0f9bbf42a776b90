// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/rooms_model.h"

#include "core/folded_text.h"
#include "models/people.h"

#include <QVariantMap>

#include <utility>

namespace banter {

namespace {

/// The order of the rail's sections.
enum class Section { Invited, Joined, Left, Others };

Section sectionOf(const ShownRoom &shown)
{
    if (shown.room.joined) {
        return Section::Joined;
    }
    if (!shown.room.invitedBy.isEmpty()) {
        return Section::Invited;
    }
    return shown.waiting > 0 || !shown.draft.trimmed().isEmpty() ? Section::Left : Section::Others;
}

QString sectionName(Section section)
{
    switch (section) {
    case Section::Invited:
        return QStringLiteral("invited");
    case Section::Joined:
        return QStringLiteral("joined");
    case Section::Left:
        return QStringLiteral("left");
    case Section::Others:
        break;
    }
    return QStringLiteral("others");
}

} // namespace

RoomsModel::RoomsModel(QObject *parent)
    : RowModel(parent), m_rows(*this, [](const ShownRoom &shown) -> const QString & { return shown.room.id; })
{}

bool RoomsModel::ByRail::operator()(const ShownRoom &a, const ShownRoom &b) const
{
    if (sectionOf(a) != sectionOf(b)) {
        return sectionOf(a) < sectionOf(b);
    }
    const int folded = a.room.id.compare(b.room.id, Qt::CaseInsensitive);
    return folded != 0 ? folded < 0 : a.room.id < b.room.id;
}

void RoomsModel::apply(const std::map<QString, ShownRoom> &changed, const std::set<QString> &gone)
{
    for (const QString &room : gone) {
        m_rows.remove(room);
    }
    if (m_rows.size() == 0) {
        std::vector<ShownRoom> all;
        all.reserve(changed.size());
        for (const auto &[id, shown] : changed) {
            all.push_back(counted(shown));
        }
        m_rows.become(std::move(all));
    } else {
        for (const auto &[id, shown] : changed) {
            replace(counted(shown));
        }
    }
    countUnread();
    Q_EMIT applied();
}

ShownRoom RoomsModel::counted(ShownRoom shown) const
{
    const auto count = m_waiting.find(shown.room.id);
    shown.waiting = count == m_waiting.end() ? 0 : count->second;
    return shown;
}

void RoomsModel::replace(const ShownRoom &shown)
{
    // ListView keeps a row's section for as long as the row lives.
    const ShownRoom *known = m_rows.find(shown.room.id);
    if (known && sectionOf(*known) != sectionOf(shown)) {
        m_rows.remove(shown.room.id);
    }
    m_rows.put(shown);
}

void RoomsModel::setWaiting(std::map<QString, int> counts)
{
    const std::map<QString, int> before = std::exchange(m_waiting, std::move(counts));
    std::map<QString, int> touched = before;
    touched.insert(m_waiting.begin(), m_waiting.end());
    for (const auto &[room, count] : touched) {
        if (const ShownRoom *known = m_rows.find(room)) {
            replace(counted(*known));
        }
    }
}

void RoomsModel::setCurrent(const QString &room)
{
    const QString before = std::exchange(m_current, room);
    if (before != room) {
        touch(before, IsCurrentRole);
        touch(room, IsCurrentRole);
    }
}

void RoomsModel::setDraft(const QString &room, const QString &draft)
{
    if (const ShownRoom *known = m_rows.find(room)) {
        ShownRoom changed = *known;
        changed.draft = draft;
        replace(changed);
    }
}

const ShownRoom *RoomsModel::find(const QString &room) const
{
    return m_rows.find(room);
}

bool RoomsModel::isJoined(const QString &room) const
{
    const ShownRoom *shown = find(room);
    return shown && shown->room.joined;
}

QString RoomsModel::firstJoined() const
{
    for (const ShownRoom &shown : m_rows) {
        if (sectionOf(shown) != Section::Invited) {
            return shown.room.joined ? shown.room.id : QString();
        }
    }
    return {};
}

int RoomsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

QVariant RoomsModel::data(const QModelIndex &at, int role) const
{
    if (!checkIndex(at, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const ShownRoom &shown = m_rows.at(at.row());
    switch (role) {
    case Qt::DisplayRole:
    case RoomRole:
        return shown.room.id;
    case HueRole:
        return hueOf(shown.room.id);
    case IsPrivateRole:
        return shown.room.isPrivate;
    case JoinedRole:
        return shown.room.joined;
    case UnreadRole:
        return shown.unread;
    case MentionsRole:
        return shown.mentions;
    case MemberCountRole:
        return shown.room.memberCount;
    case IsCurrentRole:
        return shown.room.id == m_current;
    case HasDraftRole:
        return !shown.draft.isEmpty();
    case JoiningRole:
        return shown.joining;
    case LeavingRole:
        return shown.leaving;
    case WaitingRole:
        return shown.waiting;
    case InvitedByRole:
        return inviterTo(shown.room.id);
    case SectionRole:
        return sectionName(sectionOf(shown));
    default:
        return {};
    }
}

QHash<int, QByteArray> RoomsModel::roleNames() const
{
    return {{RoomRole, "room"},           {HueRole, "hue"},           {IsPrivateRole, "isPrivate"},
            {JoinedRole, "joined"},       {UnreadRole, "unread"},     {MemberCountRole, "memberCount"},
            {IsCurrentRole, "isCurrent"}, {HasDraftRole, "hasDraft"}, {JoiningRole, "joining"},
            {LeavingRole, "leaving"},     {WaitingRole, "waiting"},   {InvitedByRole, "invitedBy"},
            {SectionRole, "section"},     {MentionsRole, "mentions"}};
}

void RoomsModel::countUnread()
{
    int total = 0;
    for (const ShownRoom &shown : m_rows) {
        total += shown.room.joined ? shown.unread : 0;
    }
    if (std::exchange(m_totalUnread, total) != total) {
        Q_EMIT totalUnreadChanged();
    }
}

void RoomsModel::touch(const QString &room, int role)
{
    const int row = m_rows.indexOf(room);
    if (row >= 0) {
        Q_EMIT dataChanged(index(row), index(row), {role});
    }
}

QString RoomsModel::neighbour(const QString &room, int step) const
{
    QStringList joined; // between what one is asked into and what one could join
    for (const ShownRoom &shown : m_rows) {
        if (shown.room.joined) {
            joined.append(shown.room.id);
        } else if (!joined.isEmpty()) {
            break;
        }
    }
    if (joined.isEmpty()) {
        return {};
    }
    const qsizetype at = joined.indexOf(room);
    const qsizetype to = at < 0 ? 0 : ((at + step) % joined.size() + joined.size()) % joined.size();
    return joined.at(to);
}

QString RoomsModel::draftOf(const QString &room) const
{
    const ShownRoom *shown = find(room);
    return shown ? shown->draft : QString();
}

QString RoomsModel::inviterTo(const QString &room) const
{
    const ShownRoom *shown = find(room);
    return shown && !shown->room.joined ? shown->room.invitedBy : QString();
}

QVariantList RoomsModel::matching(const QString &typed) const
{
    const QString wanted = folded(typed.trimmed());
    QVariantList beginning;
    QVariantList holding;
    for (const ShownRoom &shown : m_rows) {
        const qsizetype at = folded(shown.room.id).indexOf(wanted);
        if (at < 0) {
            continue;
        }
        (at == 0 ? beginning : holding)
            .append(QVariantMap{{QStringLiteral("room"), shown.room.id},
                                {QStringLiteral("isPrivate"), shown.room.isPrivate},
                                {QStringLiteral("joined"), shown.room.joined},
                                {QStringLiteral("unread"), shown.unread},
                                {QStringLiteral("mentions"), shown.mentions},
                                {QStringLiteral("hue"), hueOf(shown.room.id)}});
    }
    return beginning + holding;
}

} // namespace banter
