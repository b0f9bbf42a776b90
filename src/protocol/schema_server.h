// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/schema_values.h"

// What a server may say: PROTOCOL.md, section 8.
namespace banter::protocol::wire {

void describe(auto &io, Is<ServerLimits> auto &v)
{
    io.defaulted("maxFrameBytes", v.maxFrameBytes, Whole{1});
    io.defaulted("maxTextBytes", v.maxTextBytes, PositiveInt);
    io.defaulted("maxPage", v.maxPage, PositiveInt);
    io.defaulted("maxBatch", v.maxBatch, PositiveInt);
    io.defaulted("ratePerSecond", v.ratePerSecond, Real{0, 1e9});
    io.defaulted("burst", v.burst, AnyInt);
    io.defaulted("typingIntervalMs", v.typingIntervalMs, PositiveInt);
    io.defaulted("typingExpiryMs", v.typingExpiryMs, PositiveInt);
    io.defaulted("cursorIntervalMs", v.cursorIntervalMs, PositiveInt);
}

void describe(auto &io, Is<OwnPresence> auto &v)
{
    io.required("status", v.status, AnyStatus);
    io.optional("statusId", v.statusWord.id, Text::Id);
    io.optional("statusAt", v.statusWord.at, AnyTime);
    io.optional("text", v.text, Text::Status);
    io.optional("textId", v.textWord.id, Text::Id);
    io.optional("textAt", v.textWord.at, AnyTime);
}

void describe(auto &io, Is<Welcome> auto &v)
{
    io.required("version", v.version, PositiveInt);
    io.required("server", v.server, Text::Program);
    io.required("user", v.user, Text::User);
    io.optional("token", v.token, Text::Token);
    io.required("epoch", v.epoch, Text::Id);
    io.required("capabilities", v.capabilities, ListOf{Text::Capability, limits::MaxCapabilities});
    io.required("limits", v.limits, Map{});
    io.required("time", v.time, AnyTime);
    io.optional("own", v.own, Map{});
}

void describe(auto &io, Is<RoomList> auto &v)
{
    io.required("rooms", v.rooms, ListOf{Map{}, limits::MaxRoomsListed});
}

void describe(auto &io, Is<RoomInfo> auto &v)
{
    describe(io, v.room);
}

void describe(auto &io, Is<RoomGone> auto &v)
{
    io.required("room", v.room, Text::Room);
}

void describe(auto &io, Is<ChangeList> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("epoch", v.epoch, Text::Id);
    io.defaulted("rev", v.rev, AnyRev);
    io.optional("more", v.more, Flag{});
    io.optional("reset", v.reset, Flag{});
    io.required("messages", v.messages, ListOf{Map{}, limits::MaxPage});
}

inline void complete(ChangeList &changes, Problem &problem)
{
    qint64 last = 0;
    for (Message &message : changes.messages) {
        message.room = changes.room;
        if (message.rev <= last)
            return problem.set(ErrorCode::BadRequest, QStringLiteral("messages do not ascend by rev"));
        last = message.rev;
    }
    if (last > changes.rev)
        problem.set(ErrorCode::BadRequest, QStringLiteral("rev is below the last message's"));
}

void describe(auto &io, Is<Subscribed> auto &v)
{
    io.required("page", v.page, Map{});
    io.required("members", v.members, ListOf{Map{}, limits::MaxMembersListed});
    io.optional("typing", v.typing, ListOf{Text::User, limits::MaxMembersListed});
    io.optional("lastRev", v.lastRev, AnyRev);
    io.optional("changes", v.changes, Map{});
}

void describe(auto &io, Is<HistoryResult> auto &v)
{
    io.required("page", v.page, Map{});
}

void describe(auto &io, Is<Ack> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("clientId", v.clientId, Text::Id);
    io.required("id", v.id, Text::Id);
    io.required("seq", v.seq, RealSeq);
    io.required("at", v.at, AnyTime);
    io.optional("rev", v.rev, AnyRev);
}

void describe(auto &io, Is<DeviceList> auto &v)
{
    io.required("devices", v.devices, ListOf{Map{}, limits::MaxDevicesListed});
}

void describe(auto &io, Is<InviteCode> auto &v)
{
    io.required("code", v.code, Text::Id);
}

void describe(auto &, Is<Done> auto &) {}

void describe(auto &io, Is<Failure> auto &v)
{
    io.required("code", v.error.code, AnyCode);
    io.optional("message", v.error.message, Text::Sentence);
    io.optional("retryAfterMs", v.error.retryAfterMs, Whole{0});
    io.optional("room", v.current.room, Text::Room);
    io.optional("current", v.current, Map{});
}

inline void complete(Failure &failure, Problem &problem)
{
    if (failure.current.id.isEmpty())
        failure.current = {}; // a room alone says nothing
    else if (failure.current.room.isEmpty())
        problem.set(ErrorCode::BadRequest, QStringLiteral("current: its room is missing"));
}

void describe(auto &io, Is<MessageEvent> auto &v)
{
    io.required("room", v.message.room, Text::Room);
    describe(io, v.message);
}

inline void complete(MessageEvent &event, Problem &problem)
{
    complete(event.message, problem);
}

void describe(auto &io, Is<Activity> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("lastSeq", v.lastSeq, RealSeq);
    io.optional("lastRev", v.lastRev, AnyRev);
}

void describe(auto &io, Is<MessageChanged> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("id", v.id, Text::Id);
    io.required("seq", v.seq, RealSeq);
    io.required("rev", v.rev, RealRev);
    io.optional("text", v.text, Text::MessageOrEmpty);
    io.optional("editedAt", v.editedAt, AnyTime);
    io.optional("deletedBy", v.deletedBy, Text::User);
    describeMentions(io, v.mentions);
}

inline void complete(MessageChanged &event, Problem &)
{
    event.mentions = inOrder(std::move(event.mentions));
}

void describe(auto &io, Is<Reacted> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("id", v.id, Text::Id);
    io.required("seq", v.seq, RealSeq);
    io.required("rev", v.rev, RealRev);
    io.required("user", v.user, Text::User);
    io.optional("keys", v.keys, ListOf{Text::Reaction, limits::MaxReactionKeys});
}

void describe(auto &io, Is<MemberJoined> auto &v)
{
    io.required("room", v.room, Text::Room);
    describe(io, v.member);
}

void describe(auto &io, Is<MemberLeft> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("user", v.user, Text::User);
}

void describe(auto &io, Is<PresenceEvent> auto &v)
{
    describe(io, v.presence);
}

void describe(auto &io, Is<OwnPresenceEvent> auto &v)
{
    describe(io, v.own);
}

void describe(auto &io, Is<TypingEvent> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("user", v.user, Text::User);
    io.required("active", v.active, Flag{});
}

void describe(auto &io, Is<CursorEvent> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("user", v.user, Text::User);
    describe(io, v.point);
}

void describe(auto &io, Is<CursorGone> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("user", v.user, Text::User);
}

void describe(auto &io, Is<Notice> auto &v)
{
    io.required("text", v.text, Text::Sentence);
}

void describe(auto &io, Is<Identity> auto &v)
{
    io.required("key", v.proof.key, Text::Token);
    io.required("signature", v.proof.signature, Text::Token);
}

void describe(auto &io, Is<Closing> auto &v)
{
    io.required("code", v.code, CloseCode);
    io.optional("message", v.message, Text::Sentence);
}

} // namespace banter::protocol::wire
