// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/native/outgoing.h"

#include <algorithm>

namespace banter::native {
namespace {

using protocol::ClientBody;

int pageLimit(int limit)
{
    return std::clamp(limit, 1, protocol::limits::MaxPage);
}

struct ToBody {
    ClientBody operator()(const ask::ListRooms &) const { return protocol::ListRooms{}; }
    ClientBody operator()(const ask::CreateRoom &r) const { return protocol::CreateRoom{r.room, r.isPrivate}; }
    ClientBody operator()(const ask::JoinRoom &r) const { return protocol::JoinRoom{r.room}; }
    ClientBody operator()(const ask::LeaveRoom &r) const { return protocol::LeaveRoom{r.room}; }
    ClientBody operator()(const ask::Invite &r) const { return protocol::Invite{r.room, r.user}; }
    ClientBody operator()(const ask::Subscribe &r) const
    {
        return protocol::Subscribe{r.room, r.since, r.epoch, pageLimit(r.limit)};
    }
    ClientBody operator()(const ask::Unsubscribe &r) const { return protocol::Unsubscribe{r.room}; }
    ClientBody operator()(const ask::FetchHistory &r) const
    {
        return protocol::FetchHistory{r.room, r.before, r.after, pageLimit(r.limit)};
    }
    ClientBody operator()(const ask::SendMessage &r) const { return protocol::SendMessage{r.room, r.clientId, r.text}; }
    ClientBody operator()(const ask::MarkRead &r) const { return protocol::MarkRead{r.room, r.seq}; }
    ClientBody operator()(const ask::SetPresence &r) const { return protocol::SetPresence{r.status, r.text}; }
    ClientBody operator()(const ask::Typing &r) const { return protocol::SetTyping{r.room, r.active}; }
    ClientBody operator()(const ask::MoveCursor &r) const { return protocol::MoveCursor{r.room, r.point}; }
    ClientBody operator()(const ask::LeaveCursor &r) const { return protocol::LeaveCursor{r.room}; }
    ClientBody operator()(const ask::Logout &) const { return protocol::Logout{}; }
};

} // namespace

ClientBody toBody(const ask::Request &request)
{
    return std::visit(ToBody{}, request);
}

bool isEphemeral(const ask::Request &request)
{
    return std::holds_alternative<ask::Typing>(request) || std::holds_alternative<ask::MoveCursor>(request) ||
           std::holds_alternative<ask::LeaveCursor>(request);
}

} // namespace banter::native
