// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/hub.h"

#include "core/text.h"

#include <algorithm>

namespace banter {

using namespace protocol;

namespace {

template <class... Calls>
struct Overloaded : Calls... {
    using Calls::operator()...;
};
template <class... Calls>
Overloaded(Calls...) -> Overloaded<Calls...>;

template <class... Bodies>
bool isOneOf(const ClientBody &body)
{
    return (std::holds_alternative<Bodies>(body) || ...);
}

// What these do does not depend on the messages that wait for the commit; everything else must see them.
bool mayOvertakeMessages(const ClientBody &body)
{
    return isOneOf<SendMessage, EditMessage, DeleteMessage, ReactToMessage, MarkRead, SetPresence, SetTyping,
                   MoveCursor, LeaveCursor>(body);
}

/// Empty for what is about none.
QString roomOf(const ClientBody &body)
{
    return std::visit(
        [](const auto &one) {
            if constexpr (requires { one.room; })
                return one.room;
            else
                return QString();
        },
        body);
}

} // namespace

Hub::Hub(HubParts parts, SendRate rate, RegistrationMode registration, LinkBounds bounds)
    : m_state(parts, rate, registration), m_commits(m_state), m_signIn(m_state, m_commits, bounds),
      m_invitations(m_state, m_commits), m_rooms(m_state, m_commits, m_invitations), m_subscriptions(m_state),
      m_once(m_state, m_commits), m_messages(m_state, m_commits, m_once), m_messageChanges(m_state, m_commits, m_once),
      m_activity(m_state), m_presence(m_state, m_commits), m_typing(m_state), m_cursors(m_state),
      m_ownAccount(m_state, m_commits, m_signIn.attempts()), m_places(m_state, m_commits, m_rooms, m_presence),
      m_operators(m_state, m_commits, m_rooms, m_places)
{
    m_signIn.onWelcoming = [this](Peer &peer) { return m_presence.arriving(peer); };
    m_signIn.onWelcomed = [this](Peer &peer) { m_presence.arrived(peer); };
    m_signIn.hasAccountPlace = [this] { return m_places.hasPlace(); };
    m_signIn.makeAccountPlace = [this] { return m_places.makePlace(); };
    m_signIn.onRegistered = [this](Person &person) {
        m_rooms.welcomeToLobby(person);
        m_places.noteCount();
    };
    m_rooms.onLeaving = [this](Person &person, RoomState &room) {
        m_typing.stop(room, person.account.name);
        for (const PeerId link : person.links)
            m_subscriptions.end(*m_state.peer(link), room);
    };
    m_subscriptions.onEnding = [this](Peer &peer, RoomState &room) {
        m_typing.left(peer, room);
        m_cursors.hide(peer, room);
    };
    m_presence.onHiding = [this](Person &person) {
        for (const auto &[id, room] : person.rooms) {
            m_typing.stop(*room, person.account.name);
            for (const PeerId link : person.links)
                m_cursors.hide(*m_state.peer(link), *room);
        }
    };
    m_messages.onSaid = [this](RoomState &room, const QString &sender) { m_typing.stop(room, sender); };
    m_messages.onActivity = [this](RoomState &room) { m_activity.said(room); };
    m_messageChanges.onChanged = [this](RoomState &room, bool deleted) {
        if (deleted)
            m_activity.said(room);
        else
            m_activity.changed(room);
    };
}

Status Hub::load()
{
    const Status loaded = m_state.load();
    if (loaded.ok())
        m_places.noteCount();
    return loaded.ok() ? m_signIn.load() : loaded;
}

void Hub::peerOpened(PeerId id, const QString &address)
{
    Peer &peer = m_state.peers[id];
    peer.id = id;
    peer.address = address;
    peer.openedAt = m_state.now();
    m_signIn.opened(peer);
}

void Hub::received(PeerId id, const ClientItem &item)
{
    Peer *peer = m_state.peer(id);
    if (!peer || peer->closing)
        return;
    if (!peer->person && !isOneOf<Hello, Identify>(item.body)) {
        m_state.complain(*peer, item.id, {ErrorCode::Unauthorized, QStringLiteral("Say hello first.")});
        tooMuch(*peer);
        return;
    }
    if (!passesRate(*peer, item))
        return;
    if (mustWait(id, item))
        m_commits.flush();
    if (peer->closing) // it had signed out
        return;
    handle(*peer, item);
}

bool Hub::mustWait(PeerId id, const ClientItem &item)
{
    const Peer *peer = m_state.peer(id);
    if (!peer || peer->closing || !peer->person)
        return false;
    const qint64 account = peer->person->account.id;
    const QString room = roomOf(item.body);
    if (peer->signingOut)
        return true;
    if (room.isEmpty())
        return isOneOf<ListRooms, Logout, ListDevices, DropDevices>(item.body) && m_commits.isWaiting(account);
    if (m_commits.isChanging(room))
        return true;
    if (const auto *send = std::get_if<SendMessage>(&item.body))
        return m_commits.isPending(account, send->clientId); // its verdict is due anyway
    if (const auto *edit = std::get_if<EditMessage>(&item.body))
        return m_commits.isPending(account, edit->clientId) || m_commits.isAmending(edit->message);
    if (const auto *deletion = std::get_if<DeleteMessage>(&item.body))
        return m_commits.isPending(account, deletion->clientId) || m_commits.isAmending(deletion->message);
    if (const auto *reaction = std::get_if<ReactToMessage>(&item.body))
        return m_commits.isPending(account, reaction->clientId) || m_messageChanges.mustWait(*peer->person, *reaction);
    if (mayOvertakeMessages(item.body))
        return false;
    return m_commits.hasMessagesIn(room) || (isOneOf<CreateRoom, JoinRoom, AcceptInvitation>(item.body) &&
                                             m_commits.isWaiting(account) && m_rooms.isFullFor(*peer->person));
}

// Links that hear of it, as far as can be told before; a room that comes or goes is news for all.
double Hub::told(const ClientBody &body) const
{
    const RoomState *room = m_state.room(roomOf(body));
    const auto everybody = double(m_state.peers.size());
    if (const auto *create = std::get_if<CreateRoom>(&body))
        return room ? 0 : create->isPrivate ? everybody / 10 : everybody;
    if (!room)
        return std::holds_alternative<JoinRoom>(body) ? everybody : 0;
    const bool goes = std::holds_alternative<LeaveRoom>(body) && room->members.size() == 1;
    return double(room->subscribers.size()) + (goes ? everybody : 0);
}

// In units of a small request: what is written waits for a disk, what is told goes to everybody, and pages and lists
// are as large as they are.
double Hub::cost(const ClientBody &body) const
{
    using namespace request_cost;
    if (isOneOf<CreateRoom, JoinRoom, LeaveRoom, AcceptInvitation>(body))
        return std::min<double>(RequestBurst, Written + told(body) / LinksTold);
    if (isOneOf<ChangePassword>(body))
        return RequestBurst / 10.0; // two passwords are hashed
    if (isOneOf<Invite, DeclineInvitation, DropDevices, MakeInviteCode>(body))
        return Written;
    if (isOneOf<ListRooms>(body))
        return 20;
    if (isOneOf<FetchHistory, FetchChanges, ListDevices>(body))
        return 4;
    if (isOneOf<SetTyping, MoveCursor, LeaveCursor>(body))
        return Sign;
    if (!isOneOf<Subscribe>(body))
        return 1;
    const RoomState *room = m_state.room(roomOf(body));
    return 2 + (room ? double(room->members.size()) / LinksLookedAt : 0); // all of them are looked through
}

// Messages have their account's rate. What is said of a person's presence is charged for when it is told.
bool Hub::passesRate(Peer &peer, const ClientItem &item)
{
    if (!peer.person || isOneOf<SendMessage, EditMessage, DeleteMessage, ReactToMessage>(item.body))
        return true;
    const qint64 wait = peer.person->requests.take(m_state.now(), cost(item.body));
    if (wait > 0)
        m_state.refuse(peer, item.id, {ErrorCode::RateLimited, QStringLiteral("Too many requests at once."), wait});
    return wait == 0;
}

void Hub::handle(Peer &peer, const ClientItem &item)
{
    const quint64 re = item.id;
    std::visit(Overloaded{
                   [&](const Hello &body) { m_signIn.hello(peer, re, body); },
                   [&](const Identify &body) { m_signIn.identify(peer, re, body); },
                   [&](const Logout &) { m_signIn.logout(peer, re); },
                   [&](const ListRooms &) { m_rooms.list(peer, re); },
                   [&](const CreateRoom &body) { m_rooms.create(peer, re, body); },
                   [&](const JoinRoom &body) { m_rooms.join(peer, re, body); },
                   [&](const LeaveRoom &body) { m_rooms.leave(peer, re, body); },
                   [&](const Invite &body) { m_invitations.invite(peer, re, body); },
                   [&](const AcceptInvitation &body) { m_rooms.accept(peer, re, body); },
                   [&](const DeclineInvitation &body) { m_invitations.decline(peer, re, body); },
                   [&](const Subscribe &body) { m_subscriptions.subscribe(peer, re, body); },
                   [&](const Unsubscribe &body) { m_subscriptions.unsubscribe(peer, re, body); },
                   [&](const FetchHistory &body) { m_subscriptions.history(peer, re, body); },
                   [&](const FetchChanges &body) { m_subscriptions.changes(peer, re, body); },
                   [&](const SendMessage &body) { m_messages.send(peer, re, body); },
                   [&](const EditMessage &body) { m_messageChanges.edit(peer, re, body); },
                   [&](const DeleteMessage &body) { m_messageChanges.remove(peer, re, body); },
                   [&](const ReactToMessage &body) { m_messageChanges.react(peer, re, body); },
                   [&](const MarkRead &body) { m_messages.markRead(peer, re, body); },
                   [&](const SetPresence &body) { m_presence.set(peer, re, body); },
                   [&](const SetTyping &body) { m_typing.set(peer, re, body); },
                   [&](const MoveCursor &body) { m_cursors.move(peer, re, body); },
                   [&](const LeaveCursor &body) { m_cursors.leave(peer, re, body); },
                   [&](const ChangePassword &body) { m_ownAccount.changePassword(peer, re, body); },
                   [&](const ListDevices &) { m_ownAccount.devices(peer, re); },
                   [&](const DropDevices &body) { m_ownAccount.dropDevices(peer, re, body); },
                   [&](const MakeInviteCode &) { m_ownAccount.makeCode(peer, re); },
               },
               item.body);
}

qint64 Hub::shareOf(PeerId id)
{
    const Peer *peer = m_state.peer(id);
    if (!peer)
        return 0;
    return peer->person ? peer->person->account.id : -1 - qint64(qHash(peer->address) >> 1);
}

bool Hub::mayBeRead(PeerId id, qint64 bytes)
{
    const Peer *peer = m_state.peer(id);
    return !peer || !peer->person || peer->person->bytes.take(m_state.now(), double(bytes)) == 0;
}

void Hub::receivedBad(PeerId id, const BadItem &bad)
{
    Peer *peer = m_state.peer(id);
    if (!peer || peer->closing)
        return;
    m_state.complain(*peer, bad.id, bad.error);
    if (!peer->person && !peer->signingIn) // the first item has to be a hello
        m_state.close(*peer, 4001, bad.error.message);
    else
        tooMuch(*peer);
}

void Hub::tooMuch(Peer &peer)
{
    if (peer.badItems.take(m_state.now()) > 0)
        m_state.close(peer, 1008, QStringLiteral("Too many items that make no sense."));
}

void Hub::receivedUnreadable(PeerId id, const Error &error)
{
    Peer *peer = m_state.peer(id);
    if (!peer || peer->closing)
        return;
    m_state.complain(*peer, 0, error);
    if (++peer->unreadable >= limits::MaxUnreadableFrames)
        m_state.close(*peer, 1002, QStringLiteral("Too many frames that cannot be read."));
}

void Hub::peerGone(PeerId id)
{
    Peer *peer = m_state.peer(id);
    if (!peer)
        return;
    m_state.parts.scheduler.cancel(peer->helloTimer);
    const auto subscriptions = peer->subscriptions;
    for (const auto &[name, room] : subscriptions)
        m_subscriptions.end(*peer, *room);
    if (peer->person)
        m_presence.left(*peer);
    m_signIn.left(*peer);
    m_state.peers.erase(id);
}

void Hub::conclude()
{
    m_presence.noteAllSeen();
    for (const auto &[id, peer] : m_state.peers)
        m_signIn.left(peer);
    m_signIn.conclude();
    m_commits.flush();
}

int Hub::others(const QString &user) const
{
    const QString key = nameKey(user);
    return int(std::count_if(m_state.people.begin(), m_state.people.end(), [&](const auto &entry) {
        return !entry.second.links.empty() && entry.second.account.key != key;
    }));
}

} // namespace banter
