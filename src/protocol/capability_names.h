// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

// What a server can do, as welcome and hello name it. A side ignores the names that it does not know.
namespace banter::protocol::capability {

inline constexpr QLatin1String RoomList{"rooms.list"};
inline constexpr QLatin1String CreateRooms{"rooms.create"};
inline constexpr QLatin1String PrivateRooms{"rooms.private"};
inline constexpr QLatin1String Invitations{"invitations"};
inline constexpr QLatin1String History{"history"};
inline constexpr QLatin1String ReadMarks{"read.marks"};
inline constexpr QLatin1String Presence{"presence"};
inline constexpr QLatin1String StatusText{"presence.text"};
inline constexpr QLatin1String PresenceParts{"presence.parts"};
inline constexpr QLatin1String Typing{"typing"};
inline constexpr QLatin1String Cursors{"cursors"};
/// Named by both sides: the server says `closing` to a client that named it.
inline constexpr QLatin1String Closing{"closing"};
inline constexpr QLatin1String Devices{"devices"};
inline constexpr QLatin1String InviteCodes{"invite.codes"};
/// Named by both sides: a client that named it hears `message.changed`, and a server that did tells what was missed.
inline constexpr QLatin1String Changes{"changes"};
inline constexpr QLatin1String EditMessages{"messages.edit"};
inline constexpr QLatin1String DeleteMessages{"messages.delete"};
/// Named by both sides: a client that named it hears `reacted`; another one hears only that something changed.
inline constexpr QLatin1String Reactions{"messages.react"};
inline constexpr QLatin1String Replies{"messages.reply"};
inline constexpr QLatin1String Mentions{"messages.mention"};

/// All that a server of ours always has, in this order: not InviteCodes. Any thread.
inline QStringList all()
{
    return {RoomList,     CreateRooms,    PrivateRooms, Invitations, History, ReadMarks, Presence,
            StatusText,   PresenceParts,  Typing,       Cursors,     Closing, Devices,   Changes,
            EditMessages, DeleteMessages, Reactions,    Replies,     Mentions};
}

/// What a client of ours names in its hello, in this order: all but what it does nothing with yet. Any thread.
inline QStringList ofClients()
{
    return {RoomList,      CreateRooms, PrivateRooms, Invitations, History, ReadMarks, Presence, StatusText,
            PresenceParts, Typing,      Cursors,      Closing,     Devices, Changes,   Reactions};
}

} // namespace banter::protocol::capability
