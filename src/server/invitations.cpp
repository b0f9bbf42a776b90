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
                      [=, this, id = room->id](ServerStore &store) {
                          const Status put = store.putInvitation(id, account, invitation);
                          return put.ok() ? writeTaken(store, by, account) : put; // who asks may be asked
                      },
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
    guest.left.erase(room.id);
    guest.invitations[room.id] = &room;
    m_state.people.at(invitation.by).refused.erase(account);
    m_state.answer(asker, Done{});
    m_state.tell(guest.links, RoomInfo{m_state.view(room, guest)});
}

// What is on its way to the disk counts, too.
std::optional<Error> Invitations::refusal(const RoomState &room, const Person &guest, const Person &sender) const
{
    const qint64 account = guest.account.id;
    const qint64 by = sender.account.id;
    const auto declinedOfSender = guest.refused.find(by);
    if (declinedOfSender != guest.refused.end() && declinedOfSender->second >= limits::MaxDeclinedOfSender) {
        return Error{ErrorCode::RateLimited,
                     QStringLiteral("They declined your last invitations. They can invite you themselves.")};
    }
    const auto known = room.invitations.find(account);
    if (known != room.invitations.end()) {
        const bool left = known->second.by == account;
        if (m_state.served() - known->second.declined < (left ? limits::LeftForMs : limits::DeclinedForMs))
            return Error{ErrorCode::RateLimited,
                         left ? QStringLiteral("They left that room not long ago. Ask again tomorrow.")
                              : QStringLiteral("They declined not long ago. Ask again in a week.")};
    }
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
    answered.declined = std::max<ServedMs>(1, m_state.served());
    // At once: another one of the same sender may be declined before this one is on the disk.
    const Refusals refusals{account, answered.by, ++peer.person->refused[answered.by]};
    m_commits.change({room->id, account,
                      [=, id = room->id](ServerStore &store) {
                          const Status put = store.putInvitation(id, account, answered);
                          return put.ok() ? store.putRefusals(refusals) : put;
                      },
                      [=, this, asker = Asker{peer.id, request}](const Status &put) {
                          declined(asker, *room, account, answered, put);
                      }});
}

void Invitations::declined(Asker asker, RoomState &room, qint64 account, const Invitation &invitation,
                           const Status &put)
{
    Person &person = m_state.people.at(account);
    if (!put.ok()) {
        if (--person.refused[invitation.by] <= 0)
            person.refused.erase(invitation.by);
        m_state.refuse(asker, put.error());
        return;
    }
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

Invitations::Leaving Invitations::leaving(Person &person) const
{
    const qint64 account = person.account.id;
    Leaving leaving{{account, m_state.parts.clock.wallMs(), std::max<ServedMs>(1, m_state.served())}, {}};
    if (person.left.size() < MaxLeftKept)
        return leaving;
    ServedMs oldest = leaving.mark.declined;
    for (const auto &[id, room] : person.left) {
        const ServedMs left = room->invitations.at(account).declined;
        if (left > oldest || m_commits.isChanging(id))
            continue;
        oldest = left;
        leaving.forgotten = id;
    }
    person.left.erase(leaving.forgotten); // the next of this turn takes another one
    return leaving;
}

Status Invitations::writeLeft(ServerStore &store, const QString &room, qint64 account, const Leaving &leaving) const
{
    const Status put = store.putInvitation(room, account, leaving.mark);
    return put.ok() && !leaving.forgotten.isEmpty() ? store.dropInvitation(leaving.forgotten, account) : put;
}

void Invitations::left(RoomState &room, Person &person, const Leaving &leaving)
{
    room.invitations[person.account.id] = leaving.mark;
    person.left[room.id] = &room;
    if (RoomState *forgotten = m_state.room(leaving.forgotten))
        forgotten->invitations.erase(person.account.id);
}

void Invitations::stayed(Person &person, const Leaving &leaving)
{
    RoomState *kept = m_state.room(leaving.forgotten);
    const auto mark = kept ? kept->invitations.find(person.account.id) : decltype(kept->invitations)::iterator();
    if (kept && mark != kept->invitations.end() && mark->second.by == person.account.id)
        person.left[kept->id] = kept;
}

Status Invitations::writeTaken(ServerStore &store, qint64 account, qint64 sender) const
{
    const Person &person = m_state.people.at(account);
    return person.refused.contains(sender) ? store.putRefusals({account, sender, 0}) : success();
}

qint64 Invitations::senderOf(const RoomState &room, const Person &person) const
{
    return room.invites(person.account.id) ? room.invitations.at(person.account.id).by : 0;
}

void Invitations::ended(RoomState &room, Person &person)
{
    close(room, person);
    person.refused.erase(senderOf(room, person));
    person.left.erase(room.id);
    room.invitations.erase(person.account.id);
}

void Invitations::personGoes(Person &person)
{
    for (auto &[id, room] : m_state.rooms) {
        ended(room, person);
        withdraw(room, person);
    }
    for (auto &[account, other] : m_state.people)
        other.refused.erase(person.account.id);
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
    for (const auto &[account, invitation] : room.invitations) {
        Person &person = m_state.people.at(account);
        close(room, person);
        person.left.erase(room.id);
    }
    room.invitations.clear();
}

} // namespace banter
