// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/read_marks.h"

#include <algorithm>

namespace banter {

ReadMarks::ReadMarks(RoomDirectory &rooms, Requests &requests, const ServerState &server)
    : m_rooms(rooms), m_requests(requests), m_server(server)
{}

void ReadMarks::mark(const QString &id, Seq seq)
{
    KnownRoom *room = m_rooms.find(id);
    if (!room)
        return;
    const Seq upTo = std::min(seq, room->room.lastSeq);
    Mark &mark = m_marks[id];
    mark.wanted = std::max(mark.wanted, upTo);
    if (upTo > room->room.readSeq) {
        room->noteRead(upTo);
        m_rooms.keep(*room);
    }
    if (m_server.ready)
        send(id);
}

void ReadMarks::adopt(const QString &room, Seq known, Seq wanted)
{
    Mark &mark = m_marks[room];
    mark.known = std::max(mark.known, known);
    mark.wanted = std::max(mark.wanted, wanted);
}

void ReadMarks::send(const QString &id)
{
    const KnownRoom *room = m_rooms.find(id);
    const auto mark = m_marks.find(id);
    if (!room || mark == m_marks.end() || !m_server.capabilities.readMarks || !room->room.joined ||
        mark->second.asked || mark->second.wanted <= mark->second.known)
        return;
    mark->second.asked = true;
    m_requests.ask({Asked::What::Read, id, {}, 0, mark->second.wanted}, ask::MarkRead{id, mark->second.wanted});
}

void ReadMarks::sendAll()
{
    for (const auto &[id, mark] : m_marks)
        send(id);
}

void ReadMarks::taken(const Asked &asked)
{
    const auto mark = m_marks.find(asked.room);
    if (mark == m_marks.end())
        return;
    mark->second.asked = false;
    mark->second.known = std::max(mark->second.known, asked.place);
    send(asked.room);
}

// What was only put off is asked again; a no is the end of it.
void ReadMarks::refused(const Asked &asked, const Error &error)
{
    const auto mark = m_marks.find(asked.room);
    if (mark == m_marks.end())
        return;
    mark->second.asked = false;
    if (isPutOff(error.code))
        m_requests.askLater(error);
    else
        mark->second.wanted = mark->second.known;
}

void ReadMarks::forget(const QString &room)
{
    if (const auto mark = m_marks.find(room); mark != m_marks.end())
        mark->second.wanted = mark->second.known = 0;
}

void ReadMarks::linkLost()
{
    for (auto &[id, mark] : m_marks)
        mark.asked = false;
}

} // namespace banter
