// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/invitations.h"

#include "core/text.h"

#include <algorithm>

namespace banter {

using namespace protocol;

void Invitations::invite(const Peer &peer, quint64 request, const Invite &body)
{
    RoomState *room = m_state.memberRoom(peer, request, body.room);
    if (!room)
        return;
    Person &sender = *peer.person;
    const qint64 by = sender.account.id;
    if (room->isPrivate && room->members.at(by).role != Role::Owner) {
        m_state.refuse(peer, request,
                       {ErrorCode::Forbidden, QStringLiteral("Only the room's owner can invite people.")});
        return;
    }
    if (const qint64 wait = sender.invitationRate.take(m_state.now()); wait > 0) {
        m_state.refuse(peer, request,
                       {ErrorCode::RateLimited, QStringLiteral("Too many invitations. Wait a little."), wait});
        return;
    }
    Person *guest = m_state.person(nameKey(body.user));
    if (!guest) {
        m_state.refuse(peer, request, {ErrorCode::NotFound, QStringLiteral("Nobody here has that name.")});
        return;
    }
    const qint64 account = guest->account.id;
    if (room->members.contains(account) || room->invites(account)) {
        m_state.answer(peer, request, Done{});
        return;
    }
    if (const auto error = refusal(*room, *guest, sender)) {
        m_state.refuse(peer, request, *error);
        return;
    }
    ++sender.asking;
    guest->comingInvitations[room->id] = by;
    const Invitation invitation{by, m_state.parts.clock.wallMs(), 0};
    m_commits.change({room->id, by,
                      [=, id = room->id](ServerStore &store) { return store.putInvitation(id, account, invitation); },
                      [=, this, asker = Asker{peer.id, request}](const Status &put) {
                          invited(asker, *room, account, invitation, put);
                      }});
}

void Invitations::invited(Asker asker, RoomState &room, qint64 account, const Invitation &invitation, const Status &put)
{
    Person &guest = m_state.people.at(account);
    guest.comingInvitations.erase(room.id);
    if (!put.ok()) {
        --m_state.people.at(invitation.by).asking;
        m_state.refuse(asker, put.error());
        return;
    }
    room.invitations[account] = invitation;
    guest.invitations[room.id] = &room;
    m_state.answer(asker, Done{});
    m_state.tell(guest.links, RoomInfo{m_state.view(room, guest)});
}

// What is on its way to the disk counts, too.
std::optional<Error> Invitations::refusal(const RoomState &room, const Person &guest, const Person &sender) const
{
    const qint64 account = guest.account.id;
    const qint64 by = sender.account.id;
    const auto known = room.invitations.find(account);
    // A calendar that was set back makes nobody wait for longer than that.
    const qint64 since =
        known == room.invitations.end() ? limits::DeclinedForMs : m_state.parts.clock.wallMs() - known->second.declined;
    if (since >= 0 && since < limits::DeclinedForMs)
        return Error{ErrorCode::RateLimited, QStringLiteral("They declined not long ago. Ask again in a week.")};
    if (guest.invitations.size() + guest.comingInvitations.size() >= limits::MaxInvitations)
        return Error{ErrorCode::RateLimited, QStringLiteral("They have too many invitations to answer already.")};
    const auto waiting = std::count_if(guest.invitations.begin(), guest.invitations.end(), [&](const auto &entry) {
        return entry.second->invitations.at(account).by == by;
    });
    const auto coming = std::count_if(guest.comingInvitations.begin(), guest.comingInvitations.end(),
                                      [&](const auto &entry) { return entry.second == by; });
    if (waiting + coming >= limits::MaxInvitationsBySender)
        return Error{ErrorCode::RateLimited, QStringLiteral("They have not answered your last invitations yet.")};
    if (sender.asking >= limits::MaxInvitationsMade)
        return Error{ErrorCode::RateLimited, QStringLiteral("Too many of your invitations wait for an answer.")};
    return std::nullopt;
}

void Invitations::decline(const Peer &peer, quint64 request, const DeclineInvitation &body)
{
    RoomState *room = m_state.room(body.room);
    const qint64 account = peer.person->account.id;
    if (!room || !room->invites(account)) { // another device was quicker
        m_state.answer(peer, request, Done{});
        return;
    }
    Invitation answered = room->invitations.at(account);
    answered.declined = std::max<WallMs>(1, m_state.parts.clock.wallMs());
    m_commits.change({room->id, account,
                      [=, id = room->id](ServerStore &store) { return store.putInvitation(id, account, answered); },
                      [=, this, asker = Asker{peer.id, request}](const Status &put) {
                          declined(asker, *room, account, answered, put);
                      }});
}

void Invitations::declined(Asker asker, RoomState &room, qint64 account, const Invitation &invitation,
                           const Status &put)
{
    if (!put.ok()) {
        m_state.refuse(asker, put.error());
        return;
    }
    Person &person = m_state.people.at(account);
    close(room, person);
    room.invitations[account] = invitation;
    if (room.admits(account))
        m_state.tell(person.links, RoomInfo{m_state.view(room, person)});
    else
        m_state.tell(person.links, RoomGone{room.id});
    m_state.answer(asker, Done{});
}

// It waits for no answer any more.
void Invitations::close(const RoomState &room, Person &guest)
{
    const auto known = room.invitations.find(guest.account.id);
    if (known == room.invitations.end() || !known->second.isOpen())
        return;
    guest.invitations.erase(room.id);
    if (const auto sender = m_state.people.find(known->second.by); sender != m_state.people.end())
        --sender->second.asking;
}

void Invitations::ended(RoomState &room, Person &person)
{
    close(room, person);
    room.invitations.erase(person.account.id);
}

void Invitations::personGoes(Person &person)
{
    for (auto &[id, room] : m_state.rooms) {
        ended(room, person);
        withdraw(room, person);
    }
}

void Invitations::withdraw(RoomState &room, const Person &sender)
{
    for (auto one = room.invitations.begin(); one != room.invitations.end();) {
        if (one->second.by != sender.account.id) {
            ++one;
            continue;
        }
        Person &guest = m_state.people.at(one->first);
        const bool waited = one->second.isOpen();
        close(room, guest);
        one = room.invitations.erase(one);
        if (!waited)
            continue;
        if (room.admits(guest.account.id))
            m_state.tell(guest.links, RoomInfo{m_state.view(room, guest)});
        else
            m_state.tell(guest.links, RoomGone{room.id});
    }
}

void Invitations::roomEnds(RoomState &room)
{
    for (const auto &[account, invitation] : room.invitations)
        close(room, m_state.people.at(account));
    room.invitations.clear();
}

} // namespace banter
