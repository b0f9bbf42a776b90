// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/native/incoming.h"

#include "dialects/api/counted.h"
#include "protocol/capability_names.h"

#include <algorithm>

namespace banter::native {
namespace {

using heard::Event;

struct ToEvent {
    heard::Ticket ticket;
    const ask::FetchHistory *fetch;

    Event operator()(protocol::RoomInfo &b) const { return heard::RoomChanged{ticket, std::move(b.room)}; }
    Event operator()(protocol::RoomGone &b) const { return heard::RoomLeft{ticket, std::move(b.room)}; }
    Event operator()(protocol::MessageEvent &b) const
    {
        const Seq after = counted::spanOf(b.message.seq).after;
        return heard::MessageArrived{std::move(b.message), after};
    }
    Event operator()(protocol::MessageChanged &b) const
    {
        heard::MessageChanged changed{{std::move(b.room), std::move(b.id), b.seq, b.rev}};
        if (b.editedAt > 0)
            changed.change.words = Amendment::Words{std::move(b.text), b.editedAt, std::move(b.mentions)};
        changed.change.deletedBy = std::move(b.deletedBy);
        return changed;
    }
    Event operator()(protocol::Reacted &b) const
    {
        heard::MessageChanged changed{{std::move(b.room), std::move(b.id), b.seq, b.rev}};
        changed.change.reacted = Amendment::Reacted{std::move(b.user), std::move(b.keys)};
        return changed;
    }
    Event operator()(protocol::ChangeList &b) const { return asked(heard::ChangesFetched{ticket, toPage(b)}); }
    Event operator()(protocol::Activity &b) const { return heard::Activity{std::move(b.room), b.lastSeq, b.lastRev}; }
    Event operator()(protocol::MemberJoined &b) const
    {
        return heard::MemberJoined{std::move(b.room), std::move(b.member)};
    }
    Event operator()(protocol::MemberLeft &b) const { return heard::MemberLeft{std::move(b.room), std::move(b.user)}; }
    Event operator()(protocol::PresenceEvent &b) const { return heard::PresenceChanged{std::move(b.presence)}; }
    Event operator()(protocol::OwnPresenceEvent &b) const { return heard::OwnPresenceChanged{std::move(b.own)}; }
    Event operator()(protocol::TypingEvent &b) const
    {
        return heard::TypingChanged{std::move(b.room), std::move(b.user), b.active};
    }
    Event operator()(protocol::CursorEvent &b) const
    {
        return heard::CursorMoved{std::move(b.room), std::move(b.user), b.point};
    }
    Event operator()(protocol::CursorGone &b) const { return heard::CursorGone{std::move(b.room), std::move(b.user)}; }
    Event operator()(protocol::Notice &b) const { return heard::Notice{std::move(b.text)}; }

    Event operator()(protocol::Closing &b) const { return heard::Closing{b.code, std::move(b.message)}; }

    Event operator()(protocol::Failure &b) const
    {
        if (ticket != 0 && !b.current.id.isEmpty())
            return heard::RequestFailed{ticket, std::move(b.error), std::move(b.current)};
        if (ticket != 0)
            return heard::RequestFailed{ticket, std::move(b.error)};
        return heard::Malformed{QStringLiteral("The server could not read what it was sent: %1").arg(b.error.message)};
    }
    Event operator()(protocol::RoomList &b) const { return asked(heard::RoomsListed{ticket, std::move(b.rooms)}); }
    Event operator()(protocol::Subscribed &b) const
    {
        Span covered = counted::spanOf(b.page);
        heard::Subscribed subscribed{
            ticket, std::move(b.page), std::move(b.members), std::move(b.typing), std::move(covered), b.lastRev};
        if (!b.changes.room.isEmpty())
            subscribed.changes = toPage(b.changes);
        return asked(std::move(subscribed));
    }
    Event operator()(protocol::HistoryResult &b) const
    {
        Span covered = fetch ? counted::spanOf(*fetch, b.page) : Span();
        return asked(heard::HistoryFetched{ticket, std::move(b.page), std::move(covered)});
    }
    Event operator()(protocol::Ack &b) const
    {
        return asked(heard::Acknowledged{ticket, std::move(b.room), std::move(b.clientId), std::move(b.id), b.seq, b.at,
                                         counted::spanOf(b.seq).after, b.rev});
    }
    Event operator()(protocol::DeviceList &b) const
    {
        return asked(heard::DevicesListed{ticket, std::move(b.devices)});
    }
    Event operator()(protocol::InviteCode &b) const { return asked(heard::InviteCodeMade{ticket, std::move(b.code)}); }
    Event operator()(protocol::Done &) const { return asked(heard::Done{ticket}); }
    Event operator()(protocol::Identity &) const
    {
        return heard::Malformed{QStringLiteral("The server said who it is, and nobody had asked.")};
    }
    Event operator()(protocol::Welcome &) const
    {
        return heard::Malformed{QStringLiteral("The server said welcome a second time.")};
    }

    static heard::ChangePage toPage(protocol::ChangeList &list)
    {
        return {std::move(list.messages), list.rev, list.more, list.reset};
    }

    Event asked(Event event) const
    {
        if (ticket != 0)
            return event;
        return heard::Malformed{QStringLiteral("The server answered a request that was not made.")};
    }
};

} // namespace

Capabilities toCapabilities(const protocol::Welcome &welcome)
{
    namespace name = protocol::capability;
    namespace limits = protocol::limits;
    const auto can = [&](QLatin1String capability) { return welcome.capabilities.contains(capability); };
    Capabilities caps;
    caps.roomList = can(name::RoomList);
    caps.createRooms = can(name::CreateRooms);
    caps.privateRooms = can(name::PrivateRooms);
    caps.invitations = can(name::Invitations);
    caps.history = can(name::History);
    caps.receipts = true; // part of the protocol itself, as is the next
    caps.resends = true;
    caps.readMarks = can(name::ReadMarks);
    caps.presence = can(name::Presence);
    caps.statusText = can(name::StatusText);
    caps.presenceParts =
        caps.presence && caps.statusText && can(name::PresenceParts) && welcome.own.status != PresenceStatus::Unknown;
    caps.typing = can(name::Typing);
    caps.cursors = can(name::Cursors);
    caps.devices = can(name::Devices);
    caps.changes = can(name::Changes);
    caps.edits = can(name::EditMessages);
    caps.deletes = can(name::DeleteMessages);
    caps.reactions = can(name::Reactions);
    caps.replies = can(name::Replies);
    caps.mentions = can(name::Mentions);
    caps.inviteCodes = can(name::InviteCodes);
    caps.maxTextBytes = std::min(welcome.limits.maxTextBytes, limits::MaxTextBytes);
    caps.sendsPerSecond = welcome.limits.ratePerSecond;
    caps.sendBurst = std::max(1, welcome.limits.burst);
    caps.maxPage = std::min(welcome.limits.maxPage, limits::MaxPage);
    caps.typingIntervalMs = welcome.limits.typingIntervalMs;
    caps.typingExpiryMs = welcome.limits.typingExpiryMs;
    caps.cursorIntervalMs = welcome.limits.cursorIntervalMs;
    return caps;
}

Event toEvent(heard::Ticket ticket, protocol::ServerBody body, const ask::FetchHistory *fetch)
{
    return std::visit(ToEvent{ticket, fetch}, body);
}

} // namespace banter::native
