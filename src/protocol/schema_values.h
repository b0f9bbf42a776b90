// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/mentions.h"
#include "core/reactions.h"
#include "protocol/names.h"

// The maps that several items share. Each description names the fields in the order in which they are written:
//   required   must be there
//   optional   left out when it is empty or zero
//   defaulted  always written; when it is not there, the struct's default holds
namespace banter::protocol::wire {

inline constexpr OneOf<PresenceStatus> AnyStatus{PresenceStatus::Unknown};
inline constexpr OneOf<Role> AnyRole{Role::Member};
inline constexpr OneOf<ErrorCode> AnyCode{ErrorCode::Internal};
inline constexpr Whole AnyInt{0, std::numeric_limits<int>::max()};
inline constexpr Whole PositiveInt{1, std::numeric_limits<int>::max()};
/// RFC 6455, section 7.4.
inline constexpr Whole CloseCode{1000, 4999};

void describe(auto &io, Is<Room> auto &v)
{
    io.required("room", v.id, Text::Room);
    io.defaulted("private", v.isPrivate, Flag{});
    io.defaulted("joined", v.joined, Flag{});
    io.defaulted("lastSeq", v.lastSeq, AnySeq);
    io.defaulted("readSeq", v.readSeq, AnySeq);
    io.defaulted("memberCount", v.memberCount, AnyInt);
    io.optional("own", v.own, AnySeq);
    io.optional("invitedBy", v.invitedBy, Text::User);
    io.optional("lastRev", v.lastRev, AnyRev);
    io.optional("mentions", v.mentions, AnyInt);
}

void describe(auto &io, Is<SignedInDevice> auto &v)
{
    io.required("device", v.id, Text::Id);
    io.optional("client", v.client, Text::Program);
    io.optional("since", v.since, AnyTime);
    io.optional("lastUsed", v.lastUsed, AnyTime);
    io.defaulted("online", v.online, Flag{});
    io.defaulted("current", v.current, Flag{});
}

void describe(auto &io, Is<Presence> auto &v)
{
    io.required("user", v.user, Text::User);
    io.required("status", v.status, AnyStatus);
    io.optional("text", v.text, Text::Status);
    io.optional("lastSeen", v.lastSeen, AnyTime);
}

void describe(auto &io, Is<Member> auto &v)
{
    describe(io, v.presence);
    io.defaulted("role", v.role, AnyRole);
}

void describe(auto &io, Is<RepliedMessage> auto &v)
{
    io.required("message", v.id, Text::Id);
    io.optional("seq", v.seq, AnySeq);
    io.optional("sender", v.sender, Text::User);
}

void describe(auto &io, Is<Reaction> auto &v)
{
    io.required("key", v.key, Text::Reaction);
    io.required("users", v.users, ListOf{Text::User, limits::MaxReactions});
}

/// Two fields of the map around them, both left out where nobody is meant.
void describeMentions(auto &io, Is<Mentions> auto &v)
{
    io.optional("mentions", v.users, ListOf{Text::User, limits::MaxMentions});
    io.optional("mentionsRoom", v.room, Flag{});
}

/// Without its room, which the page or the event names.
void describe(auto &io, Is<Message> auto &v)
{
    io.optional("clientId", v.clientId, Text::Id);
    io.required("id", v.id, Text::Id);
    io.required("seq", v.seq, RealSeq);
    io.required("sender", v.sender, Text::User);
    io.required("at", v.at, AnyTime);
    io.required("text", v.text, Text::MessageOrEmpty);
    // Said to everybody, since who does not know them ignores them: so each message is written in one way only.
    io.optional("rev", v.rev, AnyRev);
    io.optional("editedAt", v.editedAt, AnyTime);
    io.optional("deletedBy", v.deletedBy, Text::User);
    io.optional("replyTo", v.replyTo, Map{});
    io.optional("reactions", v.reactions, ListOf{Map{}, limits::MaxReactionKeys});
    describeMentions(io, v.mentions);
}

void describe(auto &io, Is<HistoryPage> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("epoch", v.epoch, Text::Id);
    io.required("lastSeq", v.lastSeq, AnySeq);
    io.required("reachesStart", v.reachesStart, Flag{});
    io.required("reachesEnd", v.reachesEnd, Flag{});
    io.required("messages", v.messages, ListOf{Map{}, limits::MaxPage});
}

void describe(auto &io, Is<CursorPoint> auto &v)
{
    io.required("x", v.x, Real{0, 1});
    io.required("y", v.y, Real{0, 1});
}

/// What no single field can say. Called after a map was read.
void complete(auto &, Problem &) {}

/// In the order that the values promise, whatever the other side did.
inline void complete(Message &message, Problem &)
{
    message.mentions = message.deletedBy.isEmpty() ? inOrder(std::move(message.mentions)) : Mentions();
    if (message.reactions.empty())
        return;
    const std::vector<Reaction> said = std::exchange(message.reactions, {});
    if (message.deletedBy.isEmpty())
        addReactions(message.reactions, said);
}

inline void complete(HistoryPage &page, Problem &problem)
{
    Seq last = 0;
    for (Message &message : page.messages) {
        message.room = page.room;
        if (last > 0 && message.seq != last + 1)
            return problem.set(ErrorCode::BadRequest, QStringLiteral("messages are not contiguous"));
        last = message.seq;
    }
    if (last > page.lastSeq)
        problem.set(ErrorCode::BadRequest, QStringLiteral("lastSeq is below the last message's seq"));
}

} // namespace banter::protocol::wire
