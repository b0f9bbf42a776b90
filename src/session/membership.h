// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/commands.h"
#include "session/requests.h"
#include "session/room_directory.h"
#include "session/unsent_messages.h"

namespace banter {

/// Joining and leaving: kept on the disk from the moment they are wished for, asked of the server on every link until
/// it has answered yes or no; an answer that only puts off is none. With it what a person does about rooms without
/// such a wish: creating, inviting, answering. One thread.
class RoomMembership final {
public:
    class Port {
    public:
        virtual ~Port() = default;
        /// The room's stream is over.
        virtual void streamOver(KnownRoom &room) = 0;
        /// The room was erased.
        virtual void roomGone(const QString &room) = 0;
    };
    /// The store's settings that the wishes are kept in: JSON arrays of rooms.
    static inline const QString Joins = QStringLiteral("wantedJoins");
    static inline const QString Leaves = QStringLiteral("wantedLeaves");
    static inline const QString SendingFirst = QStringLiteral("leavesAfterSending"); ///< those of the leaves

    RoomMembership(RoomDirectory &rooms, Requests &requests, Disk &disk, Publisher &views, const ServerState &server,
                   UnsentMessages &unsent, Port &port);

    /// From the store, as they were kept there.
    void load(const QString &joins, const QString &leaves, const QString &sendingFirst);

    void on(const tell::CreateRoom &command);
    void on(const tell::JoinRoom &command);
    void on(const tell::LeaveRoom &command);
    void on(const tell::Invite &command);
    void on(const tell::AnswerInvitation &command);
    void on(const tell::SaveDraft &command);

    /// Asks the server for everything that is wished for and was not asked on this link.
    void askAll();
    /// The server said no to a join or a leave, or put it off.
    void refused(const Asked &asked, const Error &error);
    /// The server says that the person is in the room: a wish to join it is fulfilled.
    void joined(KnownRoom &room);
    /// The server says that the person is not in the room any more; `wished`: because they wanted that.
    void left(const QString &room, bool wished);
    /// The room is not among those that the server lists.
    void drop(const QString &room);

    /// The person wrote into the room.
    void written(const QString &room);
    /// A message of the room has its verdict.
    void settled(const QString &room);
    /// A message of the room waits for the person.
    void setBack(const QString &room);
    /// A message of the room is gone, and perhaps the last reason to keep it.
    void forgetWhenDone(const QString &room);

private:
    bool mayGo(const QString &room, const tell::LeaveRoom &command);
    void askWhenStored(const QString &room);
    void ask(const KnownRoom &room);
    void keep();
    void closeRooms();
    void keepDraft(const QString &room, bool isPrivate, const QString &draft);

    RoomDirectory &m_rooms;
    Requests &m_requests;
    Disk &m_disk;
    Publisher &m_views;
    const ServerState &m_server;
    UnsentMessages &m_unsent;
    Port &m_port;
};

} // namespace banter
