// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/schema_values.h"

// What a client may say: PROTOCOL.md, section 5.
namespace banter::protocol::wire {

inline constexpr Whole PageSize{1, limits::MaxPage};

void describe(auto &io, Is<Auth> auto &v)
{
    io.required("method", v.method, OneOf<Auth::Method>{});
    io.optional("user", v.user, Text::User);
    io.required("secret", v.secret, Text::Secret);
    io.optional("code", v.code, Text::Id);
}

inline void checkNewPassword(const char *field, const QString &password, Problem &problem)
{
    if (password.size() < limits::MinPasswordChars) {
        problem.set(ErrorCode::BadRequest, QStringLiteral("%1: a password must have at least %2 characters")
                                               .arg(QLatin1String(field))
                                               .arg(limits::MinPasswordChars));
    }
}

inline void complete(Auth &auth, Problem &problem)
{
    const bool withToken = auth.method == Auth::Method::Token;
    if (auth.user.isEmpty() && !withToken)
        return problem.set(ErrorCode::BadRequest, QStringLiteral("user is missing"));
    if (withToken && auth.secret.size() > limits::MaxTokenChars)
        return problem.set(ErrorCode::TooLarge, QStringLiteral("secret is too long for a token"));
    if (auth.method == Auth::Method::Register)
        checkNewPassword("secret", auth.secret, problem);
}

/// Before the link opened, or after.
inline constexpr Whole SinceOpening{-limits::MaxInteger};
/// In ms.
inline constexpr Whole Elapsed{0};

void describe(auto &io, Is<SetPresence> auto &v)
{
    io.optional("status", v.status, OneOf<PresenceStatus>{});
    io.optional("statusId", v.statusWord.id, Text::Id);
    io.optional("statusAt", v.statusWord.at, AnyTime);
    io.optional("statusSaid", v.statusWord.said, SinceOpening);
    io.optional("statusAfter", v.statusWord.after, ListOf{Text::Id, PresenceWord::MaxAfter});
    io.optional("text", v.text, Text::Status);
    io.optional("textId", v.textWord.id, Text::Id);
    io.optional("textAt", v.textWord.at, AnyTime);
    io.optional("textSaid", v.textWord.said, SinceOpening);
    io.optional("textAfter", v.textWord.after, ListOf{Text::Id, PresenceWord::MaxAfter});
    io.optional("away", v.away, Flag{});
    io.optional("told", v.told, Elapsed);
    io.optional("opening", v.opening, Elapsed);
}

inline void complete(SetPresence &presence, Problem &problem)
{
    const bool needsStatus = !presence.inParts() || !presence.statusWord.id.isEmpty();
    if (needsStatus && presence.status == PresenceStatus::Unknown)
        problem.set(ErrorCode::BadRequest, QStringLiteral("status: must be online, away, busy or offline"));
}

void describe(auto &io, Is<Hello> auto &v)
{
    io.required("version", v.version, PositiveInt);
    io.required("client", v.client, Text::Program);
    io.optional("capabilities", v.capabilities, ListOf{Text::Capability, limits::MaxCapabilities});
    io.required("auth", v.auth, Map{});
    io.optional("presence", v.presence, Map{});
}

void describe(auto &io, Is<Identify> auto &v)
{
    io.required("nonce", v.nonce, Text::Token);
}

void describe(auto &, Is<Logout> auto &) {}

void describe(auto &io, Is<ChangePassword> auto &v)
{
    io.required("password", v.password, Text::Secret);
    io.required("newPassword", v.newPassword, Text::Secret);
    io.defaulted("signOutOthers", v.signOutOthers, Flag{});
}

inline void complete(ChangePassword &change, Problem &problem)
{
    checkNewPassword("newPassword", change.newPassword, problem);
}

void describe(auto &, Is<ListDevices> auto &) {}

void describe(auto &io, Is<DropDevices> auto &v)
{
    io.optional("device", v.device, Text::Id);
}

void describe(auto &, Is<MakeInviteCode> auto &) {}

void describe(auto &, Is<ListRooms> auto &) {}

void describe(auto &io, Is<CreateRoom> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.defaulted("private", v.isPrivate, Flag{});
}

void describe(auto &io, Is<JoinRoom> auto &v)
{
    io.required("room", v.room, Text::Room);
}

void describe(auto &io, Is<LeaveRoom> auto &v)
{
    io.required("room", v.room, Text::Room);
}

void describe(auto &io, Is<Invite> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("user", v.user, Text::User);
}

void describe(auto &io, Is<AcceptInvitation> auto &v)
{
    io.required("room", v.room, Text::Room);
}

void describe(auto &io, Is<DeclineInvitation> auto &v)
{
    io.required("room", v.room, Text::Room);
}

void describe(auto &io, Is<Subscribe> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.optional("since", v.since, AnySeq);
    io.optional("epoch", v.epoch, Text::Id);
    io.defaulted("limit", v.limit, PageSize);
    io.optional("revSince", v.revSince, AnyRev);
    io.optional("lowestSeq", v.lowest, AnySeq);
}

void describe(auto &io, Is<Unsubscribe> auto &v)
{
    io.required("room", v.room, Text::Room);
}

void describe(auto &io, Is<FetchHistory> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.optional("before", v.before, AnySeq);
    io.optional("after", v.after, AnySeq);
    io.defaulted("limit", v.limit, PageSize);
}

inline void complete(FetchHistory &history, Problem &problem)
{
    if ((history.before > 0) == (history.after > 0))
        problem.set(ErrorCode::BadRequest, QStringLiteral("exactly one of before and after must be given"));
}

void describe(auto &io, Is<SendMessage> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("clientId", v.clientId, Text::Id);
    io.required("text", v.text, Text::Message);
    io.optional("replyTo", v.replyTo, Text::Id);
    describeMentions(io, v.mentions);
}

void describe(auto &io, Is<FetchChanges> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("epoch", v.epoch, Text::Id);
    io.optional("revSince", v.revSince, AnyRev);
    io.required("lowestSeq", v.lowest, RealSeq);
    io.defaulted("limit", v.limit, PageSize);
}

void describe(auto &io, Is<EditMessage> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("clientId", v.clientId, Text::Id);
    io.required("message", v.message, Text::Id);
    io.required("epoch", v.epoch, Text::Id);
    io.optional("rev", v.rev, AnyRev);
    io.required("text", v.text, Text::Message);
    describeMentions(io, v.mentions);
}

void describe(auto &io, Is<DeleteMessage> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("clientId", v.clientId, Text::Id);
    io.required("message", v.message, Text::Id);
}

void describe(auto &io, Is<ReactToMessage> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("clientId", v.clientId, Text::Id);
    io.required("message", v.message, Text::Id);
    io.required("key", v.key, Text::Reaction);
    io.defaulted("on", v.on, Flag{});
}

void describe(auto &io, Is<MarkRead> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("seq", v.seq, RealSeq);
}

void describe(auto &io, Is<SetTyping> auto &v)
{
    io.required("room", v.room, Text::Room);
    io.required("active", v.active, Flag{});
}

void describe(auto &io, Is<MoveCursor> auto &v)
{
    io.required("room", v.room, Text::Room);
    describe(io, v.point);
}

void describe(auto &io, Is<LeaveCursor> auto &v)
{
    io.required("room", v.room, Text::Room);
}

} // namespace banter::protocol::wire
