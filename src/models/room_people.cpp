// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/room_people.h"

namespace banter {

void RoomPeople::apply(const Changes &changes)
{
    applyRosters(changes);
    applyPresence(changes);
    applyEphemeral(changes);
}

void RoomPeople::show(const QString &room)
{
    m_shown = room;
    showMembers();
    const People &people = m_rooms[m_shown];
    m_shownTyping.setUsers(people.typing);
    m_shownCursors.clear();
    for (const auto &[user, point] : people.cursors) {
        m_shownCursors.move(user, point);
    }
}

void RoomPeople::showMembers()
{
    const People &people = m_rooms[m_shown];
    std::vector<Member> members;
    members.reserve(people.members.size());
    for (const auto &[user, member] : people.members) {
        members.push_back(member);
    }
    m_shownMembers.setRoster(members);
}

void RoomPeople::applyRosters(const Changes &changes)
{
    for (const auto &[room, roster] : changes.roster) {
        std::map<QString, Member> &members = m_rooms[room].members;
        members.clear();
        for (const Member &member : roster) {
            members.insert_or_assign(member.presence.user, member);
        }
        if (room == m_shown) {
            m_shownMembers.setRoster(roster);
        }
    }
    const bool isMany = changes.members.size() + changes.membersGone.size() > ManyPeople;
    for (const auto &[where, member] : changes.members) {
        m_rooms[where.first].members.insert_or_assign(where.second, member);
        if (where.first == m_shown && !isMany) {
            m_shownMembers.apply(member);
        }
    }
    for (const auto &[room, user] : changes.membersGone) {
        m_rooms[room].members.erase(user);
        if (room == m_shown && !isMany) {
            m_shownMembers.remove(user);
        }
    }
    if (isMany) {
        showMembers();
    }
}

void RoomPeople::applyPresence(const Changes &changes)
{
    const bool isMany = changes.presence.size() > ManyPeople;
    for (const auto &[user, presence] : changes.presence) {
        for (auto &[room, people] : m_rooms) {
            const auto member = people.members.find(user);
            if (member != people.members.end()) {
                member->second.presence = presence;
            }
        }
        if (!isMany) {
            m_shownMembers.applyPresence(presence);
        }
    }
    if (isMany) {
        showMembers();
    }
}

void RoomPeople::applyEphemeral(const Changes &changes)
{
    for (const auto &[room, users] : changes.typing) {
        People &people = m_rooms[room];
        people.typing = QStringList(users.begin(), users.end());
        if (room == m_shown) {
            m_shownTyping.setUsers(people.typing);
        }
    }
    for (const auto &[where, point] : changes.cursors) {
        m_rooms[where.first].cursors.insert_or_assign(where.second, point);
        if (where.first == m_shown) {
            m_shownCursors.move(where.second, point);
        }
    }
    for (const auto &[room, user] : changes.cursorsGone) {
        m_rooms[room].cursors.erase(user);
        if (room == m_shown) {
            m_shownCursors.remove(user);
        }
    }
}

} // namespace banter
