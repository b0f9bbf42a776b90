// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/change_log.h"

namespace banter {

bool Changes::empty() const
{
    return !connection && !metrics && !recording && !capabilities && !signedInAs && !speaks && !token && !otherServer &&
           rooms.empty() && roomsGone.empty() && messages.empty() && quoted.empty() && amended.empty() &&
           operations.empty() && messagesGone.empty() && history.empty() && historyReset.empty() && roster.empty() &&
           members.empty() && membersGone.empty() && presence.empty() && typing.empty() && cursors.empty() &&
           cursorsGone.empty() && notices.empty() && remarks.empty() && failures.empty() && accomplished.empty() &&
           fixed.empty() && !own && invited.empty() && !found && account.empty();
}

// Everything that is applied before messages goes along with the first of them, everything after with the last.
Changes ChangeLog::take()
{
    std::vector<ShownMessage> &messages = m_changes.messages;
    if (messages.size() <= MaxMessages)
        return std::exchange(m_changes, {});
    Changes first;
    first.connection = std::exchange(m_changes.connection, {});
    first.metrics = std::exchange(m_changes.metrics, {});
    first.recording = std::exchange(m_changes.recording, {});
    first.capabilities = std::exchange(m_changes.capabilities, {});
    first.signedInAs = std::exchange(m_changes.signedInAs, {});
    first.speaks = std::exchange(m_changes.speaks, {});
    first.token = std::exchange(m_changes.token, {});
    first.otherServer = std::exchange(m_changes.otherServer, {});
    first.rooms = std::exchange(m_changes.rooms, {});
    first.roomsGone = std::exchange(m_changes.roomsGone, {});
    first.historyReset = std::exchange(m_changes.historyReset, {});
    const auto end = messages.begin() + MaxMessages;
    first.messages.assign(std::make_move_iterator(messages.begin()), std::make_move_iterator(end));
    messages.erase(messages.begin(), end);
    return first;
}

void ChangeLog::room(const ShownRoom &room)
{
    m_changes.rooms[room.room.id] = room;
}

void ChangeLog::roomGone(const QString &room)
{
    m_changes.rooms.erase(room);
    m_changes.history.erase(room);
    m_changes.roster.erase(room);
    m_changes.typing.erase(room);
    forgetQuoted(room);
    m_changes.roomsGone.insert(room);
}

void ChangeLog::historyReset(const QString &room)
{
    std::erase_if(m_changes.messages, [&](const ShownMessage &shown) {
        return shown.message.room == room && shown.state == DeliveryState::Sent;
    });
    std::erase_if(m_changes.amended, [&](const Amendment &change) { return change.room == room; });
    forgetQuoted(room);
    m_changes.historyReset.insert(room);
}

void ChangeLog::forgetQuoted(const QString &room)
{
    std::erase_if(m_changes.quoted, [&](const auto &entry) { return entry.first.first == room; });
}

void ChangeLog::operation(ShownOperation operation)
{
    std::erase_if(m_changes.operations,
                  [&](const ShownOperation &earlier) { return earlier.clientId == operation.clientId; });
    m_changes.operations.push_back(std::move(operation));
}

void ChangeLog::messageGone(const QString &room, const QString &clientId)
{
    std::erase_if(m_changes.messages,
                  [&](const ShownMessage &shown) { return shown.own && shown.message.clientId == clientId; });
    m_changes.messagesGone.emplace_back(room, clientId);
}

// Who is told of both in one batch would show it and then take it away.
void ChangeLog::messageBack(const QString &room, const QString &clientId)
{
    std::erase(m_changes.messagesGone, std::pair(room, clientId));
}

void ChangeLog::roster(const QString &room, const std::vector<Member> &members)
{
    std::erase_if(m_changes.members, [&](const auto &entry) { return entry.first.first == room; });
    std::erase_if(m_changes.membersGone, [&](const auto &entry) { return entry.first == room; });
    // Presence is applied after the rosters, so an older word of a person must not undo the snapshot.
    for (const Member &member : members) {
        if (const auto said = m_changes.presence.find(member.presence.user); said != m_changes.presence.end())
            said->second = member.presence;
    }
    m_changes.roster[room] = members;
}

void ChangeLog::member(const QString &room, const Member &member)
{
    m_changes.membersGone.erase({room, member.presence.user});
    m_changes.members[{room, member.presence.user}] = member;
}

void ChangeLog::memberGone(const QString &room, const QString &user)
{
    m_changes.members.erase({room, user});
    m_changes.membersGone.insert({room, user});
}

void ChangeLog::cursor(const QString &room, const QString &user, CursorPoint point)
{
    m_changes.cursorsGone.erase({room, user});
    m_changes.cursors[{room, user}] = point;
}

void ChangeLog::cursorGone(const QString &room, const QString &user)
{
    m_changes.cursors.erase({room, user});
    m_changes.cursorsGone.insert({room, user});
}

} // namespace banter
