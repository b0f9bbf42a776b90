// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/fields.h"
#include "protocol/messages.h"

// Every word of the wire that is not a field's name: the types of items and the values of enumerations.
namespace banter::protocol::wire {

template <class Body>
inline constexpr std::string_view TypeName = {};

template <>
inline constexpr std::string_view TypeName<Hello> = "hello";
template <>
inline constexpr std::string_view TypeName<Logout> = "logout";
template <>
inline constexpr std::string_view TypeName<ListRooms> = "rooms.list";
template <>
inline constexpr std::string_view TypeName<CreateRoom> = "room.create";
template <>
inline constexpr std::string_view TypeName<JoinRoom> = "room.join";
template <>
inline constexpr std::string_view TypeName<LeaveRoom> = "room.leave";
template <>
inline constexpr std::string_view TypeName<Invite> = "room.invite";
template <>
inline constexpr std::string_view TypeName<AcceptInvitation> = "room.accept";
template <>
inline constexpr std::string_view TypeName<DeclineInvitation> = "room.decline";
template <>
inline constexpr std::string_view TypeName<Subscribe> = "subscribe";
template <>
inline constexpr std::string_view TypeName<Unsubscribe> = "unsubscribe";
template <>
inline constexpr std::string_view TypeName<FetchHistory> = "history";
template <>
inline constexpr std::string_view TypeName<SendMessage> = "message.send";
template <>
inline constexpr std::string_view TypeName<MarkRead> = "read.mark";
template <>
inline constexpr std::string_view TypeName<SetPresence> = "presence.set";
template <>
inline constexpr std::string_view TypeName<SetTyping> = "typing";
template <>
inline constexpr std::string_view TypeName<MoveCursor> = "cursor.move";
template <>
inline constexpr std::string_view TypeName<LeaveCursor> = "cursor.leave";
template <>
inline constexpr std::string_view TypeName<Identify> = "identify";
template <>
inline constexpr std::string_view TypeName<ChangePassword> = "password.change";
template <>
inline constexpr std::string_view TypeName<ListDevices> = "devices.list";
template <>
inline constexpr std::string_view TypeName<DropDevices> = "devices.drop";
template <>
inline constexpr std::string_view TypeName<MakeInviteCode> = "invite.code";
template <>
inline constexpr std::string_view TypeName<FetchChanges> = "changes";
template <>
inline constexpr std::string_view TypeName<EditMessage> = "message.edit";
template <>
inline constexpr std::string_view TypeName<DeleteMessage> = "message.delete";
template <>
inline constexpr std::string_view TypeName<ReactToMessage> = "message.react";

template <>
inline constexpr std::string_view TypeName<Welcome> = "welcome";
template <>
inline constexpr std::string_view TypeName<RoomList> = "rooms";
template <>
inline constexpr std::string_view TypeName<RoomInfo> = "room";
template <>
inline constexpr std::string_view TypeName<RoomGone> = "room.gone";
template <>
inline constexpr std::string_view TypeName<Subscribed> = "subscribed";
template <>
inline constexpr std::string_view TypeName<HistoryResult> = "history";
template <>
inline constexpr std::string_view TypeName<Ack> = "ack";
template <>
inline constexpr std::string_view TypeName<DeviceList> = "devices";
template <>
inline constexpr std::string_view TypeName<InviteCode> = "invite.code";
template <>
inline constexpr std::string_view TypeName<Done> = "done";
template <>
inline constexpr std::string_view TypeName<Failure> = "error";
template <>
inline constexpr std::string_view TypeName<MessageEvent> = "message";
template <>
inline constexpr std::string_view TypeName<Activity> = "activity";
template <>
inline constexpr std::string_view TypeName<MemberJoined> = "member.joined";
template <>
inline constexpr std::string_view TypeName<MemberLeft> = "member.left";
template <>
inline constexpr std::string_view TypeName<PresenceEvent> = "presence";
template <>
inline constexpr std::string_view TypeName<OwnPresenceEvent> = "presence.own";
template <>
inline constexpr std::string_view TypeName<TypingEvent> = "typing";
template <>
inline constexpr std::string_view TypeName<CursorEvent> = "cursor";
template <>
inline constexpr std::string_view TypeName<CursorGone> = "cursor.left";
template <>
inline constexpr std::string_view TypeName<Notice> = "notice";
template <>
inline constexpr std::string_view TypeName<Closing> = "closing";
template <>
inline constexpr std::string_view TypeName<Identity> = "identity";
template <>
inline constexpr std::string_view TypeName<ChangeList> = "changes";
template <>
inline constexpr std::string_view TypeName<MessageChanged> = "message.changed";
template <>
inline constexpr std::string_view TypeName<Reacted> = "reacted";

template <class E>
struct Named {
    E value;
    std::string_view name;
};

inline constexpr std::array StatusNames{
    Named<PresenceStatus>{PresenceStatus::Unknown, "unknown"}, Named<PresenceStatus>{PresenceStatus::Online, "online"},
    Named<PresenceStatus>{PresenceStatus::Away, "away"},       Named<PresenceStatus>{PresenceStatus::Busy, "busy"},
    Named<PresenceStatus>{PresenceStatus::Offline, "offline"},
};
inline constexpr std::array RoleNames{
    Named<Role>{Role::Member, "member"},
    Named<Role>{Role::Owner, "owner"},
};
inline constexpr std::array MethodNames{
    Named<Auth::Method>{Auth::Method::Password, "password"},
    Named<Auth::Method>{Auth::Method::Register, "register"},
    Named<Auth::Method>{Auth::Method::Token, "token"},
};
// Those of core/error.h that cross the wire; the others are a client's or a program's own.
inline constexpr std::array CodeNames{
    Named<ErrorCode>{ErrorCode::BadFrame, "bad_frame"},
    Named<ErrorCode>{ErrorCode::BadRequest, "bad_request"},
    Named<ErrorCode>{ErrorCode::BadText, "bad_text"},
    Named<ErrorCode>{ErrorCode::TooLarge, "too_large"},
    Named<ErrorCode>{ErrorCode::UnsupportedVersion, "unsupported_version"},
    Named<ErrorCode>{ErrorCode::Unauthorized, "unauthorized"},
    Named<ErrorCode>{ErrorCode::NameTaken, "name_taken"},
    Named<ErrorCode>{ErrorCode::Forbidden, "forbidden"},
    Named<ErrorCode>{ErrorCode::NotFound, "not_found"},
    Named<ErrorCode>{ErrorCode::RateLimited, "rate_limited"},
    Named<ErrorCode>{ErrorCode::Conflict, "conflict"},
    Named<ErrorCode>{ErrorCode::StorageFull, "storage_full"},
    Named<ErrorCode>{ErrorCode::Unavailable, "unavailable"},
    Named<ErrorCode>{ErrorCode::NotSupported, "not_supported"},
    Named<ErrorCode>{ErrorCode::Internal, "internal"},
};

constexpr const auto &namesOf(PresenceStatus)
{
    return StatusNames;
}
constexpr const auto &namesOf(Role)
{
    return RoleNames;
}
constexpr const auto &namesOf(Auth::Method)
{
    return MethodNames;
}
constexpr const auto &namesOf(ErrorCode)
{
    return CodeNames;
}

/// The name of a value; the last of the list for one that has none.
template <class E>
constexpr std::string_view nameOf(E value)
{
    for (const auto &named : namesOf(value)) {
        if (named.value == value)
            return named.name;
    }
    return namesOf(value).back().name;
}

template <class E>
constexpr std::optional<E> valueOf(std::string_view name)
{
    for (const auto &named : namesOf(E{})) {
        if (named.name == name)
            return named.value;
    }
    return std::nullopt;
}

} // namespace banter::protocol::wire
