// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/hub.h"

#include "core/text.h"

#include <algorithm>

namespace banter {

using namespace protocol;

namespace {

/// Half of a frame is for the messages of a page; the rest is for a large roster beside them.
constexpr qint64 PageBytes = limits::MaxFrameBytes / 2;
/// The fields around a message's text, at their longest.
constexpr qint64 EnvelopeBytes = 400;
constexpr int MaxListedRooms = 2'000;
constexpr std::size_t MaxListedMembers = 1'000;

// A UTF-16 unit takes at most three bytes, escaped ones less.
qint64 wireBytes(const Message &message)
{
    return EnvelopeBytes + 3 * message.text.size();
}

void fitFrame(std::vector<Message> &messages, bool keepNewest)
{
    qint64 bytes = 0;
    std::size_t fits = 0;
    while (fits < messages.size()) {
        bytes += wireBytes(keepNewest ? messages[messages.size() - 1 - fits] : messages[fits]);
        if (bytes > PageBytes && fits > 0)
            break;
        ++fits;
    }
    if (keepNewest)
        messages.erase(messages.begin(), messages.end() - std::ptrdiff_t(fits));
    else
        messages.resize(fits);
}

} // namespace

Hub::RoomEntry *Hub::find(const QString &room)
{
    const auto found = m_rooms.find(room);
    return found == m_rooms.end() ? nullptr : &found->second;
}

Room Hub::view(const RoomEntry &room, const Person &person) const
{
    Room view;
    view.id = room.id;
    view.isPrivate = room.isPrivate;
    view.memberCount = int(room.members.size());
    view.lastSeq = room.lastSeq;
    const auto member = room.members.find(person.account.id);
    view.joined = member != room.members.end();
    view.readSeq = view.joined ? member->second.readSeq : room.lastSeq;
    return view;
}

Hub::RoomEntry *Hub::memberRoom(Peer &peer, quint64 request, const QString &id)
{
    RoomEntry *room = find(id);
    const bool member = room && room->members.contains(peer.person->account.id);
    if (member)
        return room;
    // A private room's existence is nobody else's business.
    if (!room || room->isPrivate)
        answerError(peer, request, {ErrorCode::NotFound, QStringLiteral("There is no room of that name.")});
    else
        answerError(peer, request, {ErrorCode::Forbidden, QStringLiteral("Join the room first.")});
    return nullptr;
}

bool Hub::mayHaveMoreRooms(const Peer &peer, quint64 request)
{
    if (int(peer.person->rooms.size()) < limits::MaxRoomsPerAccount)
        return true;
    answerError(
        peer, request,
        {ErrorCode::TooLarge, QStringLiteral("Nobody can be in more than %1 rooms.").arg(limits::MaxRoomsPerAccount)});
    return false;
}

void Hub::on(Peer &peer, quint64 request, const ListRooms &)
{
    RoomList list;
    for (const RoomEntry *room : peer.person->rooms)
        list.rooms.push_back(view(*room, *peer.person));
    for (const auto &[id, room] : m_rooms) {
        if (int(list.rooms.size()) >= MaxListedRooms)
            break;
        if (!room.isPrivate && !room.members.contains(peer.person->account.id))
            list.rooms.push_back(view(room, *peer.person));
    }
    answer(peer, request, std::move(list));
}

Hub::RoomEntry *Hub::create(Peer &peer, quint64 request, const QString &name, bool isPrivate)
{
    if (const Status valid = checkRoomName(name, limits::MaxRoomChars); !valid.ok()) {
        answerError(peer, request, valid.error());
        return nullptr;
    }
    if (!mayHaveMoreRooms(peer, request))
        return nullptr;
    const Status added = m_parts.store.addRoom(name, isPrivate, peer.person->account.id, m_parts.clock.wallMs());
    trouble(added);
    if (!added.ok()) {
        answerError(peer, request, added.error());
        return nullptr;
    }
    RoomEntry &room = m_rooms[name];
    room.id = name;
    room.isPrivate = isPrivate;
    room.members[peer.person->account.id] = {Role::Owner, 0};
    peer.person->rooms.insert(&room);
    answer(peer, request, RoomInfo{view(room, *peer.person)});
    for (const auto &[id, other] : m_peers) {
        if (other.person && id != peer.id && (!isPrivate || other.person == peer.person))
            tell({id}, RoomInfo{view(room, *other.person)});
    }
    return &room;
}

void Hub::on(Peer &peer, quint64 request, const CreateRoom &body)
{
    if (find(body.room))
        answerError(peer, request, {ErrorCode::Conflict, QStringLiteral("There is a room of that name already.")});
    else
        create(peer, request, body.room, body.isPrivate);
}

void Hub::on(Peer &peer, quint64 request, const JoinRoom &body)
{
    RoomEntry *room = find(body.room);
    if (!room) {
        create(peer, request, body.room, false);
        return;
    }
    const bool member = room->members.contains(peer.person->account.id);
    if (!member && room->isPrivate) {
        answerError(peer, request, {ErrorCode::Forbidden, QStringLiteral("That room is private. Ask to be invited.")});
        return;
    }
    if (!member) {
        if (!mayHaveMoreRooms(peer, request))
            return;
        const Status added = m_parts.store.addMember(room->id, peer.person->account.id, Role::Member, room->lastSeq);
        trouble(added);
        if (!added.ok()) {
            answerError(peer, request, added.error());
            return;
        }
        addMember(*room, *peer.person);
    }
    answer(peer, request, RoomInfo{view(*room, *peer.person)});
}

void Hub::addMember(RoomEntry &room, Person &person)
{
    room.members[person.account.id] = {Role::Member, room.lastSeq};
    person.rooms.insert(&room);
    tell(room.subscribers, MemberJoined{room.id, {person.shown, Role::Member}});
    tell(person.links, RoomInfo{view(room, person)});
}

void Hub::on(Peer &peer, quint64 request, const LeaveRoom &body)
{
    RoomEntry *room = memberRoom(peer, request, body.room);
    if (!room)
        return;
    Person &person = *peer.person;
    const Status dropped = m_parts.store.dropMember(room->id, person.account.id);
    trouble(dropped);
    if (!dropped.ok()) {
        answerError(peer, request, dropped.error());
        return;
    }
    stopTyping(*room, person.account.name);
    for (const PeerId link : person.links) {
        if (Peer *device = find(link))
            unsubscribe(*device, *room);
    }
    room->members.erase(person.account.id);
    person.rooms.erase(room);
    tell(room->subscribers, MemberLeft{room->id, person.account.name});
    answer(peer, request, RoomGone{room->id});
    std::set<PeerId> others = person.links;
    others.erase(peer.id);
    if (room->isPrivate)
        tell(others, RoomGone{room->id});
    else
        tell(others, RoomInfo{view(*room, person)});
}

void Hub::on(Peer &peer, quint64 request, const Invite &body)
{
    RoomEntry *room = memberRoom(peer, request, body.room);
    if (!room)
        return;
    if (room->isPrivate && room->members.at(peer.person->account.id).role != Role::Owner) {
        answerError(peer, request, {ErrorCode::Forbidden, QStringLiteral("Only the room's owner can invite people.")});
        return;
    }
    const auto guest = m_byKey.find(nameKey(body.user));
    if (guest == m_byKey.end()) {
        answerError(peer, request, {ErrorCode::NotFound, QStringLiteral("Nobody here has that name.")});
        return;
    }
    Person &person = *guest->second;
    Status added = success();
    if (!room->members.contains(person.account.id)) {
        added = m_parts.store.addMember(room->id, person.account.id, Role::Member, room->lastSeq);
        if (added.ok())
            addMember(*room, person);
    }
    answerStatus(peer, request, added);
}

HistoryPage Hub::page(const RoomEntry &room, std::vector<Message> messages, Seq asked, bool keepNewest) const
{
    fitFrame(messages, keepNewest);
    HistoryPage page;
    page.room = room.id;
    page.epoch = m_parts.store.epoch();
    page.lastSeq = room.lastSeq;
    page.reachesStart = messages.empty() ? asked <= 1 : messages.front().seq == 1;
    page.reachesEnd = messages.empty() ? asked >= room.lastSeq : messages.back().seq == room.lastSeq;
    page.messages = std::move(messages);
    return page;
}

std::vector<Member> Hub::roster(const RoomEntry &room) const
{
    std::vector<Member> members;
    members.reserve(room.members.size());
    for (const auto &[account, member] : room.members)
        members.push_back({m_people.at(account).shown, member.role});
    if (members.size() > MaxListedMembers) {
        std::stable_partition(members.begin(), members.end(),
                              [](const Member &member) { return member.presence.status != PresenceStatus::Offline; });
        members.resize(MaxListedMembers);
    }
    return members;
}

void Hub::on(Peer &peer, quint64 request, const Subscribe &body)
{
    RoomEntry *room = memberRoom(peer, request, body.room);
    if (!room)
        return;
    const bool sameHistory = body.epoch.isEmpty() || body.epoch == m_parts.store.epoch();
    const Seq since = sameHistory && body.since <= room->lastSeq ? body.since : 0;
    Result<std::vector<Message>> newest = std::vector<Message>();
    if (room->lastSeq > since) {
        const qint64 missed = room->lastSeq - since;
        newest = m_parts.store.history(room->id, room->lastSeq + 1, 0, int(std::min<qint64>(missed, body.limit)));
    }
    if (!newest.ok()) {
        answerError(peer, request, newest.error());
        return;
    }
    Subscribed subscribed;
    subscribed.page = page(*room, std::move(newest).value(), since, true);
    if (subscribed.page.messages.empty())
        subscribed.page.reachesEnd = true;
    subscribed.members = roster(*room);
    for (const auto &[user, typing] : room->typing)
        subscribed.typing.push_back(user);
    room->subscribers.insert(peer.id);
    peer.subscriptions.insert(room);
    answer(peer, request, std::move(subscribed));
}

void Hub::unsubscribe(Peer &peer, RoomEntry &room)
{
    if (peer.person) {
        const auto typing = room.typing.find(peer.person->account.name);
        if (typing != room.typing.end() && typing->second.first == peer.id)
            stopTyping(room, peer.person->account.name);
    }
    hideCursor(peer, room);
    room.subscribers.erase(peer.id);
    peer.subscriptions.erase(&room);
}

void Hub::on(Peer &peer, quint64 request, const Unsubscribe &body)
{
    if (RoomEntry *room = find(body.room))
        unsubscribe(peer, *room);
    answer(peer, request, Done{});
}

void Hub::on(Peer &peer, quint64 request, const FetchHistory &body)
{
    RoomEntry *room = memberRoom(peer, request, body.room);
    if (!room)
        return;
    Result<std::vector<Message>> messages =
        m_parts.store.history(room->id, body.before, body.after, std::min(body.limit, limits::MaxPage));
    if (!messages.ok())
        answerError(peer, request, messages.error());
    else
        answer(peer, request,
               HistoryResult{page(*room, std::move(messages).value(), body.before > 0 ? body.before : body.after,
                                  body.before > 0)});
}

void Hub::on(Peer &peer, quint64 request, const MarkRead &body)
{
    RoomEntry *room = memberRoom(peer, request, body.room);
    if (!room)
        return;
    MemberEntry &member = room->members.at(peer.person->account.id);
    const Seq seq = std::min(body.seq, room->lastSeq);
    if (seq <= member.readSeq) {
        answer(peer, request, Done{});
        return;
    }
    const Status kept = m_parts.store.setRead(room->id, peer.person->account.id, seq);
    if (kept.ok())
        member.readSeq = seq;
    answerStatus(peer, request, kept);
    std::set<PeerId> others = peer.person->links;
    others.erase(peer.id);
    if (kept.ok())
        tell(others, RoomInfo{view(*room, *peer.person)});
}

} // namespace banter
