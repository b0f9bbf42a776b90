// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/native/outgoing.h"

#include "dialects/api/counted.h"

#include <algorithm>

namespace banter::native {
namespace {

using protocol::ClientBody;

struct ToBody {
    const Capabilities &can;

    int page(int limit) const { return std::clamp(limit, 1, std::max(1, can.maxPage)); }
    Mentions meant(const auto &request) const { return can.mentions ? request.mentions : Mentions(); }

    ClientBody operator()(const ask::ListRooms &) const { return protocol::ListRooms{}; }
    ClientBody operator()(const ask::CreateRoom &r) const { return protocol::CreateRoom{r.room, r.isPrivate}; }
    ClientBody operator()(const ask::JoinRoom &r) const { return protocol::JoinRoom{r.room}; }
    ClientBody operator()(const ask::LeaveRoom &r) const { return protocol::LeaveRoom{r.room}; }
    ClientBody operator()(const ask::Invite &r) const { return protocol::Invite{r.room, r.user}; }
    ClientBody operator()(const ask::AcceptInvitation &r) const { return protocol::AcceptInvitation{r.room}; }
    ClientBody operator()(const ask::DeclineInvitation &r) const { return protocol::DeclineInvitation{r.room}; }
    ClientBody operator()(const ask::Subscribe &r) const
    {
        if (!can.changes)
            return protocol::Subscribe{r.room, r.since, r.epoch, page(r.limit)};
        const qint64 revSince = r.lowest > 0 ? r.revSince : 0; // who holds nothing has missed nothing
        return protocol::Subscribe{r.room, r.since, r.epoch, page(r.limit), revSince, r.lowest};
    }
    ClientBody operator()(const ask::Unsubscribe &r) const { return protocol::Unsubscribe{r.room}; }
    ClientBody operator()(const ask::FetchHistory &r) const
    {
        const Seq before = counted::before(r);
        return protocol::FetchHistory{r.room, before, before > 0 ? 0 : counted::after(r), page(r.limit)};
    }
    ClientBody operator()(const ask::FetchChanges &r) const
    {
        return protocol::FetchChanges{r.room, r.epoch, r.revSince, r.lowest, page(r.limit)};
    }
    ClientBody operator()(const ask::SendMessage &r) const
    {
        return protocol::SendMessage{r.room, r.clientId, r.text, can.replies ? r.replyTo : QString(), meant(r)};
    }
    ClientBody operator()(const ask::EditMessage &r) const
    {
        return protocol::EditMessage{r.room, r.clientId, r.message, r.epoch, r.rev, r.text, meant(r)};
    }
    ClientBody operator()(const ask::DeleteMessage &r) const
    {
        return protocol::DeleteMessage{r.room, r.clientId, r.message};
    }
    ClientBody operator()(const ask::ReactToMessage &r) const
    {
        return protocol::ReactToMessage{r.room, r.clientId, r.message, r.key, r.on};
    }
    ClientBody operator()(const ask::MarkRead &r) const { return protocol::MarkRead{r.room, r.seq}; }
    ClientBody operator()(const ask::SetPresence &r) const
    {
        if (can.presenceParts)
            return toParts(r);
        return protocol::SetPresence{r.status, can.statusText ? r.text : QString()};
    }
    ClientBody operator()(const ask::Typing &r) const { return protocol::SetTyping{r.room, r.active}; }
    ClientBody operator()(const ask::MoveCursor &r) const { return protocol::MoveCursor{r.room, r.point}; }
    ClientBody operator()(const ask::LeaveCursor &r) const { return protocol::LeaveCursor{r.room}; }
    ClientBody operator()(const ask::Logout &) const { return protocol::Logout{}; }
    ClientBody operator()(const ask::ChangePassword &r) const
    {
        return protocol::ChangePassword{r.password, r.newPassword, r.signOutOthers};
    }
    ClientBody operator()(const ask::ListDevices &) const { return protocol::ListDevices{}; }
    ClientBody operator()(const ask::DropDevices &r) const { return protocol::DropDevices{r.device}; }
    ClientBody operator()(const ask::MakeInviteCode &) const { return protocol::MakeInviteCode{}; }
};

struct CanDo {
    const Capabilities &can;

    bool operator()(const ask::ListRooms &) const { return can.roomList; }
    bool operator()(const ask::CreateRoom &r) const { return can.createRooms && (can.privateRooms || !r.isPrivate); }
    bool operator()(const ask::AcceptInvitation &) const { return can.invitations; }
    bool operator()(const ask::DeclineInvitation &) const { return can.invitations; }
    bool operator()(const ask::FetchHistory &) const { return can.history; }
    bool operator()(const ask::FetchChanges &) const { return can.changes; }
    bool operator()(const ask::EditMessage &) const { return can.edits; }
    bool operator()(const ask::DeleteMessage &) const { return can.deletes; }
    bool operator()(const ask::ReactToMessage &) const { return can.reactions; }
    bool operator()(const ask::MarkRead &) const { return can.readMarks; }
    bool operator()(const ask::SetPresence &) const { return can.presence; }
    bool operator()(const ask::Typing &) const { return can.typing; }
    bool operator()(const ask::MoveCursor &) const { return can.cursors; }
    bool operator()(const ask::LeaveCursor &) const { return can.cursors; }
    bool operator()(const ask::ChangePassword &) const { return can.devices; }
    bool operator()(const ask::ListDevices &) const { return can.devices; }
    bool operator()(const ask::DropDevices &) const { return can.devices; }
    bool operator()(const ask::MakeInviteCode &) const { return can.inviteCodes; }
    bool operator()(const auto &) const { return true; } // what every server of banter.v1 has
};

template <class Body>
std::size_t indexOf()
{
    return protocol::ServerBody(Body{}).index();
}

struct AnswerIndex {
    std::size_t operator()(const ask::ListRooms &) const { return indexOf<protocol::RoomList>(); }
    std::size_t operator()(const ask::CreateRoom &) const { return indexOf<protocol::RoomInfo>(); }
    std::size_t operator()(const ask::JoinRoom &) const { return indexOf<protocol::RoomInfo>(); }
    std::size_t operator()(const ask::AcceptInvitation &) const { return indexOf<protocol::RoomInfo>(); }
    std::size_t operator()(const ask::LeaveRoom &) const { return indexOf<protocol::RoomGone>(); }
    std::size_t operator()(const ask::Subscribe &) const { return indexOf<protocol::Subscribed>(); }
    std::size_t operator()(const ask::FetchHistory &) const { return indexOf<protocol::HistoryResult>(); }
    std::size_t operator()(const ask::FetchChanges &) const { return indexOf<protocol::ChangeList>(); }
    std::size_t operator()(const ask::SendMessage &) const { return indexOf<protocol::Ack>(); }
    std::size_t operator()(const ask::EditMessage &) const { return indexOf<protocol::Ack>(); }
    std::size_t operator()(const ask::DeleteMessage &) const { return indexOf<protocol::Ack>(); }
    std::size_t operator()(const ask::ReactToMessage &) const { return indexOf<protocol::Ack>(); }
    std::size_t operator()(const ask::ListDevices &) const { return indexOf<protocol::DeviceList>(); }
    std::size_t operator()(const ask::MakeInviteCode &) const { return indexOf<protocol::InviteCode>(); }
    std::size_t operator()(const auto &) const { return indexOf<protocol::Done>(); }
};

} // namespace

ClientBody toBody(const ask::Request &request, const Capabilities &capabilities)
{
    return std::visit(ToBody{capabilities}, request);
}

protocol::SetPresence toParts(const ask::SetPresence &presence)
{
    const auto word = [](const PresenceWord &one) {
        return one.at > 0 ? PresenceWord{one.id, one.at, 0} : PresenceWord{one.id, 0, one.said, one.after};
    };
    protocol::SetPresence parts;
    parts.away = presence.away;
    parts.told = presence.told;
    parts.opening = presence.opening;
    if (!presence.statusWord.id.isEmpty()) {
        parts.status = presence.status;
        parts.statusWord = word(presence.statusWord);
    }
    if (!presence.textWord.id.isEmpty()) {
        parts.text = presence.text;
        parts.textWord = word(presence.textWord);
    }
    return parts;
}

bool isEphemeral(const ask::Request &request)
{
    return std::holds_alternative<ask::Typing>(request) || std::holds_alternative<ask::MoveCursor>(request) ||
           std::holds_alternative<ask::LeaveCursor>(request);
}

bool canDo(const Capabilities &capabilities, const ask::Request &request)
{
    return std::visit(CanDo{capabilities}, request);
}

std::size_t answerIndex(const ask::Request &request)
{
    return std::visit(AnswerIndex{}, request);
}

} // namespace banter::native
