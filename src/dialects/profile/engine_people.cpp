// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/engine.h"

#include <algorithm>
#include <set>

// Who is there: whole lists, differences, statuses, or just those who were seen; who types, and where they point.
namespace banter::profile {
namespace {

/// The longest roster that is kept, and the most statuses.
constexpr std::size_t MaxMembers = 10'000;

} // namespace

std::vector<Member> Engine::membersOf(const RoomState &room) const
{
    std::vector<Member> members;
    members.reserve(room.roster.size());
    for (const auto &[user, status] : room.roster)
        members.push_back({presenceOf(user, status), Role::Member});
    return members;
}

/// Whether it is another time than the one that was told.
bool Engine::noteLastSeen(const Rule &rule, const Scope &scope, const QString &user)
{
    const WallMs at = rule.has(Field::LastSeen) ? findTime(rule.at(Field::LastSeen), scope) : 0;
    if (at <= 0 || at == m_lastSeen.value(user))
        return false;
    const bool fits = m_lastSeen.contains(user) || std::size_t(m_lastSeen.size()) < MaxMembers;
    if (fits)
        m_lastSeen.insert(user, at);
    return fits;
}

/// `isNews`: also of somebody whose status is the same.
void Engine::enter(RoomState &room, const QString &user, PresenceStatus status, Out &out, bool isNews)
{
    const auto known = room.roster.find(user);
    if (known == room.roster.end() && room.roster.size() >= MaxMembers)
        return;
    if (known != room.roster.end() && known->second == status && !isNews)
        return;
    room.roster[user] = status;
    room.gone.erase(user);
    if (room.counted)
        out.events.push_back(heard::MemberJoined{room.id, {presenceOf(user, status), Role::Member}});
}

void Engine::leave(RoomState &room, const QString &user, Out &out)
{
    room.gone.erase(user);
    if (room.roster.erase(user) > 0 && room.counted)
        out.events.push_back(heard::MemberLeft{room.id, user});
}

// Where a server tells no lists, whoever says something in a room is in it.
void Engine::seen(RoomState &room, const QString &user, Out &out)
{
    if (m_profile.seenAreMembers && !user.isEmpty() && !room.roster.contains(user))
        enter(room, user, m_statuses.value(user, PresenceStatus::Unknown), out);
}

// A list that names no room answers the oldest room that still waits for one.
void Engine::hearRoster(const Rule &rule, const Scope &scope, Out &out)
{
    const std::optional<QString> named = findName(rule.at(Field::Room), scope);
    const std::optional<Element> each = profile::find(rule.at(Field::Each), scope);
    simdjson::dom::array list;
    if (!each || each->get(list) != simdjson::SUCCESS)
        return malformed(QStringLiteral("The server sent a roster that is no list."), out);
    RoomState *room = named || m_rosterAwaited.empty() ? roomOf(named) : roomById(m_rosterAwaited.front());
    if (!room)
        return;
    if (const auto waiting = std::find(m_rosterAwaited.begin(), m_rosterAwaited.end(), room->id);
        waiting != m_rosterAwaited.end())
        m_rosterAwaited.erase(waiting);
    std::set<QString> there;
    for (const Element item : list) {
        const Scope inside = scope.inside(item);
        const std::optional<QString> user = findName(rule.at(Field::User), inside);
        if (!user || there.size() >= MaxMembers)
            continue;
        there.insert(person(*user));
        const bool isNews = noteLastSeen(rule, inside, person(*user));
        enter(*room, person(*user), statusIn(rule, inside, PresenceStatus::Online), out, isNews);
    }
    std::vector<QString> gone;
    for (const auto &[user, status] : room->roster) {
        if (!there.contains(user))
            gone.push_back(user);
    }
    for (const QString &user : gone)
        leave(*room, user, out);
}

/// Who is gone is gone from everywhere; who is back is where that word found him.
void Engine::hearRoomlessMember(const Rule &rule, const Scope &scope, const QString &user, Out &out)
{
    for (auto &[id, room] : m_rooms) {
        if (rule.meaning == Meaning::MemberJoined && room.gone.contains(user)) {
            enter(room, user, statusIn(rule, scope, PresenceStatus::Online), out);
        } else if (rule.meaning == Meaning::MemberLeft && room.roster.contains(user)) {
            leave(room, user, out);
            if (room.gone.size() < MaxMembers)
                room.gone.insert(user);
        }
    }
}

void Engine::hearMember(const Rule &rule, const Scope &scope, Out &out)
{
    const std::optional<QString> user = findName(rule.at(Field::User), scope);
    const std::optional<QString> named = findName(rule.at(Field::Room), scope);
    if (!user)
        return malformed(QStringLiteral("The server does not say who came or went."), out);
    const bool joins = rule.meaning == Meaning::MemberJoined;
    const bool isNews = noteLastSeen(rule, scope, person(*user));
    RoomState *room = roomOf(named);
    if (!named && (!joins || !room))
        hearRoomlessMember(rule, scope, person(*user), out);
    else if (room && joins)
        enter(*room, person(*user), statusIn(rule, scope, PresenceStatus::Online), out, isNews);
    else if (room)
        leave(*room, person(*user), out);
}

void Engine::hearPresence(const Rule &rule, const Scope &scope, Out &out)
{
    const std::optional<QString> named = findName(rule.at(Field::User), scope);
    if (!named)
        return malformed(QStringLiteral("The server does not say whose status it is."), out);
    const QString user = person(*named);
    const PresenceStatus status = statusIn(rule, scope, PresenceStatus::Unknown);
    noteLastSeen(rule, scope, user);
    if (m_statuses.contains(user) || std::size_t(m_statuses.size()) < MaxMembers)
        m_statuses.insert(user, status);
    for (auto &[id, room] : m_rooms) {
        if (const auto member = room.roster.find(user); member != room.roster.end())
            member->second = status;
    }
    out.events.push_back(heard::PresenceChanged{presenceOf(user, status)});
}

PresenceStatus Engine::statusIn(const Rule &rule, const Scope &scope, PresenceStatus otherwise) const
{
    if (!rule.has(Field::Status))
        return otherwise;
    const QString word = findText(rule.at(Field::Status), scope).value_or(QString()).toLower();
    static const QHash<QString, PresenceStatus> Own{
        {QStringLiteral("online"), PresenceStatus::Online}, {QStringLiteral("away"), PresenceStatus::Away},
        {QStringLiteral("busy"), PresenceStatus::Busy},     {QStringLiteral("offline"), PresenceStatus::Offline},
        {QStringLiteral("true"), PresenceStatus::Online},   {QStringLiteral("false"), PresenceStatus::Offline},
    };
    return m_profile.statuses.value(word, Own.value(word, PresenceStatus::Unknown));
}

void Engine::hearTyping(const Rule &rule, const Scope &scope, Out &out)
{
    const std::optional<QString> user = findName(rule.at(Field::User), scope);
    if (!user)
        return malformed(QStringLiteral("The server does not say who types."), out);
    const bool active = rule.meaning == Meaning::Typing &&
                        (!rule.has(Field::Active) || findFlag(rule.at(Field::Active), scope).value_or(false));
    const std::optional<QString> named = findName(rule.at(Field::Room), scope);
    if (RoomState *room = roomOf(named)) {
        if (active)
            seen(*room, person(*user), out);
        out.events.push_back(heard::TypingChanged{room->id, person(*user), active});
    } else if (!named && !active) { // who stops has stopped wherever it was
        for (const auto &[id, one] : m_rooms)
            out.events.push_back(heard::TypingChanged{id, person(*user), false});
    }
}

void Engine::hearCursor(const Rule &rule, const Scope &scope, Out &out)
{
    const std::optional<QString> user = findName(rule.at(Field::User), scope);
    const RoomState *room = roomOf(findName(rule.at(Field::Room), scope));
    if (!user)
        return malformed(QStringLiteral("The server does not say whose cursor it is."), out);
    if (!room)
        return;
    if (rule.meaning == Meaning::CursorLeft) {
        out.events.push_back(heard::CursorGone{room->id, person(*user)});
        return;
    }
    const std::optional<double> x = findNumber(rule.at(Field::X), scope);
    const std::optional<double> y = findNumber(rule.at(Field::Y), scope);
    if (!x || !y)
        return malformed(QStringLiteral("The server does not say where a cursor is."), out);
    const CursorPoint point{std::clamp(*x / m_profile.limits.cursorWidth, 0.0, 1.0),
                            std::clamp(*y / m_profile.limits.cursorHeight, 0.0, 1.0)};
    out.events.push_back(heard::CursorMoved{room->id, person(*user), point});
}

} // namespace banter::profile
