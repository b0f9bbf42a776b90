// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

// What is true only now, and what a person says of themselves.
namespace banter {

bool Session::Impl::isStreamed(const QString &id)
{
    const KnownRoom *room = m_rooms.find(id);
    return room && room->subscribed;
}

void Session::Impl::on(const heard::TypingChanged &typing)
{
    if (isStreamed(typing.room))
        m_ephemeral.on(typing);
}

void Session::Impl::on(const heard::CursorMoved &moved)
{
    if (isStreamed(moved.room))
        m_ephemeral.on(moved);
}

// Who appears offline neither types nor has a pointer.
bool Session::Impl::mayBeSeen(const QString &id)
{
    const KnownRoom *room = m_rooms.find(id);
    return room && room->room.joined && !m_presence.hides();
}

void Session::Impl::on(const tell::Typing &command)
{
    if (!mayBeSeen(command.room))
        return;
    if (command.active)
        m_sender.types(command.room);
    else if (m_server.ready && m_server.capabilities.typing)
        m_sender.stopTyping(command.room);
}

void Session::Impl::on(const tell::MoveCursor &command)
{
    if (mayBeSeen(command.room))
        m_sender.movePointer(command.room, command.point);
}

void Session::Impl::on(const tell::SetPresence &command)
{
    m_presence.on(command);
    hideIfChosen();
}

void Session::Impl::on(const heard::OwnPresenceChanged &event)
{
    m_presence.on(event);
    hideIfChosen();
}

void Session::Impl::hideIfChosen()
{
    if (m_presence.hides())
        m_sender.hideAll();
}

void Session::Impl::forgetLive(const QString &room)
{
    m_ephemeral.forget(room);
    m_sender.forget(room);
}

} // namespace banter
