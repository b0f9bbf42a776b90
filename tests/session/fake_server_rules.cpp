// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/fake_server.h"

#include "core/mentions.h"
#include "core/reactions.h"
#include "dialects/api/counted.h"

#include <algorithm>

// How the fake server carries out each request.
namespace banter::testing {
namespace {

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};

Error error(ErrorCode code)
{
    return {code, QStringLiteral("The server says no."), 0};
}

QString roomOf(const ask::Request &request)
{
    return std::visit(
        [](const auto &one) {
            if constexpr (requires { one.room; })
                return one.room;
            else
                return QString();
        },
        request);
}

} // namespace

Room FakeServer::describe(const QString &name, const QString &user)
{
    RoomData &room = m_rooms[name];
    Room described{name,
                   room.isPrivate,
                   room.members.count(user) > 0,
                   Seq(room.log.size()),
                   room.read.count(user) > 0 ? room.read[user] : 0,
                   int(room.members.size())};
    described.lastRev = room.rev;
    described.mentions = can.mentions ? mentionsOf(name, user) : 0;
    for (const Message &message : room.log) {
        const bool counts = !message.deletedBy.isEmpty() || (can.changes && message.sender == user);
        described.own += message.seq > described.readSeq && counts ? 1 : 0;
    }
    return described;
}

int FakeServer::mentionsOf(const QString &name, const QString &user)
{
    const RoomData &room = m_rooms[name];
    const Seq read = readSeq(name, user);
    return int(std::count_if(room.log.begin(), room.log.end(), [&](const Message &one) {
        return one.seq > read && one.sender != user && isMeant(one.mentions, user);
    }));
}

Mentions FakeServer::membersAmong(const QString &name, const Mentions &mentions)
{
    Mentions members = mentions;
    members.users.removeIf([&](const QString &user) { return !isMember(name, user); });
    return inOrder(members);
}

Message FakeServer::edit(const QString &name, Seq seq, const QString &text, const Mentions &mentions)
{
    RoomData &room = m_rooms[name];
    Message &message = room.log.at(std::size_t(seq - 1));
    message.rev = ++room.rev;
    message.text = text;
    message.mentions = mentions;
    message.editedAt = m_clock.wallMs();
    tellOf(message, {name, message.id, seq, message.rev, Amendment::Words{text, message.editedAt, mentions}});
    return message;
}

Message FakeServer::remove(const QString &name, Seq seq)
{
    RoomData &room = m_rooms[name];
    Message &message = room.log.at(std::size_t(seq - 1));
    message.rev = ++room.rev;
    message.text.clear();
    message.mentions = {};
    message.editedAt = 0;
    message.reactions.clear();
    message.deletedBy = message.sender;
    tellOf(message, {name, message.id, seq, message.rev, std::nullopt, message.deletedBy});
    return message;
}

Message FakeServer::react(const QString &name, Seq seq, const QString &user, const QStringList &keys)
{
    RoomData &room = m_rooms[name];
    Message &message = room.log.at(std::size_t(seq - 1));
    message.rev = ++room.rev;
    setReactions(message.reactions, user, keys);
    Amendment part{name, message.id, seq, message.rev};
    part.reacted = Amendment::Reacted{user, keys};
    tellOf(message, part);
    return message;
}

RepliedMessage FakeServer::replied(const QString &name, const QString &id)
{
    const std::vector<Message> &log = m_rooms[name].log;
    const auto found = std::find_if(log.begin(), log.end(), [&](const Message &one) { return one.id == id; });
    return found == log.end() || id.isEmpty() ? RepliedMessage{id} : RepliedMessage{id, found->seq, found->sender};
}

// The message, where nothing was done under that client id before and it is that person's; otherwise says what is.
Message *FakeServer::target(FakeServerLink &link, heard::Ticket ticket, const QString &name, const QString &clientId,
                            const QString &id, bool anybodys)
{
    if (const auto before = m_changed.find({link.user, clientId}); before != m_changed.end()) {
        heard::Acknowledged again = before->second;
        again.ticket = ticket;
        if (ticket != 0)
            tell(link, again);
        return nullptr;
    }
    std::vector<Message> &log = m_rooms[name].log;
    const auto found = std::find_if(log.begin(), log.end(), [&](const Message &one) { return one.id == id; });
    if (found != log.end() && (anybodys || found->sender == link.user))
        return &*found;
    if (ticket != 0)
        tell(link,
             heard::RequestFailed{ticket, error(found == log.end() ? ErrorCode::NotFound : ErrorCode::Forbidden)});
    return nullptr;
}

void FakeServer::change(FakeServerLink &link, heard::Ticket ticket, const ask::EditMessage &edit)
{
    Message *message = target(link, ticket, edit.room, edit.clientId, edit.message);
    if (!message)
        return;
    if (edit.epoch != epoch || edit.rev < message->rev || !message->deletedBy.isEmpty()) {
        if (ticket != 0)
            tell(link, heard::RequestFailed{ticket, error(ErrorCode::Conflict), *message});
        return;
    }
    message->rev = ++m_rooms[edit.room].rev;
    message->text = edit.text;
    message->mentions = membersAmong(edit.room, edit.mentions);
    message->editedAt = m_clock.wallMs();
    changed(link, ticket, edit.clientId, *message,
            {edit.room, message->id, message->seq, message->rev,
             Amendment::Words{edit.text, message->editedAt, message->mentions}});
}

void FakeServer::change(FakeServerLink &link, heard::Ticket ticket, const ask::DeleteMessage &remove)
{
    Message *message = target(link, ticket, remove.room, remove.clientId, remove.message);
    if (!message)
        return;
    if (message->deletedBy.isEmpty()) {
        message->rev = ++m_rooms[remove.room].rev;
        message->deletedBy = link.user;
        message->text.clear();
        message->mentions = {};
        message->editedAt = 0;
        message->reactions.clear();
    }
    changed(link, ticket, remove.clientId, *message,
            {remove.room, message->id, message->seq, message->rev, std::nullopt, message->deletedBy});
}

void FakeServer::change(FakeServerLink &link, heard::Ticket ticket, const ask::ReactToMessage &react)
{
    constexpr std::size_t MostKeys = 20;
    Message *message = target(link, ticket, react.room, react.clientId, react.message, true);
    if (!message)
        return;
    QStringList keys = reactionsOf(message->reactions, link.user);
    const bool isChange = keys.contains(react.key) != react.on;
    const bool isTooMuch = isChange && react.on && message->reactions.size() >= MostKeys;
    if ((react.on && !message->deletedBy.isEmpty()) || isTooMuch) {
        heard::RequestFailed no{ticket, error(isTooMuch ? ErrorCode::TooLarge : ErrorCode::Conflict)};
        if (!isTooMuch)
            no.current = *message;
        if (ticket != 0)
            tell(link, no);
        return;
    }
    Amendment part{react.room, message->id, message->seq, message->rev};
    if (isChange) {
        if (react.on)
            keys.append(react.key);
        else
            keys.removeAll(react.key);
        part.rev = message->rev = ++m_rooms[react.room].rev;
        setReactions(message->reactions, link.user, keys);
    }
    part.reacted = Amendment::Reacted{link.user, keys};
    changed(link, ticket, react.clientId, *message, part, isChange);
}

void FakeServer::changed(FakeServerLink &link, heard::Ticket ticket, const QString &clientId, const Message &message,
                         const Amendment &part, bool isNews)
{
    heard::Acknowledged ack{ticket, message.room, clientId, message.id, message.seq, m_clock.wallMs()};
    ack.rev = message.rev;
    m_changed[{link.user, clientId}] = ack;
    m_done.push_back(clientId);
    if (ticket != 0)
        tell(link, ack);
    if (isNews)
        tellOf(message, part);
}

void FakeServer::forgetChanges(const QString &name)
{
    m_rooms[name].rev = 0;
    for (Message &message : m_rooms[name].log)
        static_cast<MessageState &>(message) = {};
}

void FakeServer::tellOf(const Message &message, const Amendment &part)
{
    for (FakeServerLink *link : links()) {
        if (!can.changes || link->user.isEmpty() || m_rooms[message.room].members.count(link->user) == 0)
            continue;
        if (link->listening.count(message.room) > 0)
            tell(*link, heard::MessageChanged{part});
        else if (describe(message.room, link->user).own > 0)
            tell(*link, heard::RoomChanged{0, describe(message.room, link->user)});
        else
            tell(*link, heard::Activity{message.room, Seq(log(message.room).size()), m_rooms[message.room].rev});
        if (can.mentions)
            tell(*link, heard::RoomChanged{0, describe(message.room, link->user)});
    }
}

heard::ChangePage FakeServer::changes(const ask::FetchChanges &asked)
{
    const RoomData &room = m_rooms[asked.room];
    heard::ChangePage page{{}, room.rev, false, asked.epoch != epoch || asked.revSince > room.rev};
    std::map<qint64, Message> since;
    for (const Message &message : room.log) {
        if (message.rev > asked.revSince && message.seq >= asked.lowest)
            since[message.rev] = message;
    }
    page.reset = page.reset || int(since.size()) > mostBehind;
    for (const auto &[rev, message] : since) {
        if (page.reset)
            break;
        if (int(page.messages.size()) == std::min(asked.limit, changesAtOnce)) {
            page.more = true;
            page.rev = page.messages.empty() ? asked.revSince : page.messages.back().rev;
            break;
        }
        page.messages.push_back(message);
    }
    return page;
}

HistoryPage FakeServer::page(const QString &name, Seq before, Seq after, int limit, bool newest)
{
    const std::vector<Message> &log = m_rooms[name].log;
    HistoryPage page;
    page.room = name;
    page.epoch = epoch;
    page.lastSeq = Seq(log.size());
    Seq first = after + 1;
    Seq last = before > 0 ? std::min(before - 1, page.lastSeq) : page.lastSeq;
    if (newest)
        first = std::max(first, last - limit + 1);
    else
        last = std::min(last, first + limit - 1);
    for (Seq seq = first; seq <= last; ++seq)
        page.messages.push_back(log[std::size_t(seq - 1)]);
    page.reachesStart = first <= 1;
    page.reachesEnd = last >= page.lastSeq;
    return page;
}

void FakeServer::broadcast(const Message &message)
{
    for (FakeServerLink *link : links()) {
        if (link->user.isEmpty() || m_rooms[message.room].members.count(link->user) == 0)
            continue;
        if (link->listening.count(message.room) > 0)
            tell(*link, heard::MessageArrived{message});
        else
            tell(*link, heard::Activity{message.room, message.seq, m_rooms[message.room].rev});
        if (isMeant(message.mentions, link->user))
            tell(*link, heard::RoomChanged{0, describe(message.room, link->user)});
    }
}

void FakeServer::becomePlain()
{
    m_plain = true;
    can = Capabilities();
    can.echoes = can.presence = can.typing = true;
    can.counts = can.ownNames = can.keepsMembership = false;
    can.guarantee = Guarantee::OnceOrTwice;
    can.receiptTimeoutMs = 5'000;
    epoch.clear();
}

void FakeServer::broadcastPlain(const QString &room, const QString &sender, const QString &text)
{
    m_rooms[room].log.push_back(
        {{room, {}, {}, Seq(m_rooms[room].log.size()) + 1}, {sender, text, m_clock.wallMs()}, {}});
    const Seq seq = ++m_counted[room];
    for (FakeServerLink *link : links()) {
        if (!link->user.isEmpty() && link->listening.count(room) > 0)
            tell(*link, heard::MessageArrived{{{room, {}, {}, seq}, {sender, text, 0}, {}}});
    }
}

heard::Subscribed FakeServer::subscribePlain(FakeServerLink &link, heard::Ticket ticket,
                                             const ask::Subscribe &subscribe)
{
    const QString &name = subscribe.room;
    link.listening.insert(name);
    m_counted[name] = subscribe.since > 0 ? subscribe.since + 1 : 0; // the absence has a number, too
    heard::Subscribed subscribed{ticket, {}, {}, {}};
    subscribed.page.room = name;
    subscribed.page.lastSeq = m_counted[name];
    return subscribed;
}

bool FakeServer::overRate(const QString &user)
{
    if (can.sendsPerSecond <= 0)
        return false;
    const auto fresh = m_buckets.try_emplace(user, double(can.sendBurst), m_clock.monotonicMs());
    auto &[level, at] = fresh.first->second;
    const MonoMs now = m_clock.monotonicMs();
    level = std::min(double(can.sendBurst), level + double(now - at) * can.sendsPerSecond / 1000.0);
    at = now;
    if (level < 1.0)
        return true;
    level -= 1.0;
    return false;
}

void FakeServer::store(FakeServerLink &link, heard::Ticket ticket, const ask::SendMessage &send)
{
    if (m_plain) {
        broadcastPlain(send.room, link.user, send.text);
        return;
    }
    const auto known = m_byClientId.find({link.user, send.clientId});
    const bool isMuted = ticket == 0;
    if (!isMuted && known == m_byClientId.end() && overRate(link.user)) {
        const qint64 wait = qint64(1000.0 / can.sendsPerSecond) + 1;
        tell(link, heard::RequestFailed{ticket, {ErrorCode::RateLimited, QStringLiteral("Too fast."), wait}});
        return;
    }
    if (!isMuted && known != m_byClientId.end() &&
        (known->second.text != send.text || known->second.replyTo.id != send.replyTo)) {
        tell(link, heard::RequestFailed{ticket, error(ErrorCode::Conflict)});
        return;
    }
    const auto ack = [&](const Message &message) {
        if (!isMuted)
            tell(link, heard::Acknowledged{ticket, send.room, send.clientId, message.id, message.seq, message.at});
    };
    if (known != m_byClientId.end()) {
        ack(known->second);
        return;
    }
    RoomData &room = m_rooms[send.room];
    const Message message{{send.room, send.clientId, QStringLiteral("m%1").arg(++m_ids), Seq(room.log.size()) + 1},
                          {link.user, trims ? send.text.trimmed() : send.text, m_clock.wallMs(),
                           replied(send.room, send.replyTo), membersAmong(send.room, send.mentions)},
                          {}};
    room.log.push_back(message);
    m_byClientId[{link.user, send.clientId}] = message;
    if (!echoFirst)
        ack(message);
    broadcast(message);
    if (echoFirst)
        ack(message);
}

void FakeServer::carryOut(FakeServerLink &link, heard::Ticket ticket, const ask::Request &request)
{
    const QString me = link.user;
    const QString name = roomOf(request);
    const bool member = m_rooms.count(name) > 0 && m_rooms[name].members.count(me) > 0;
    const auto *send = std::get_if<ask::SendMessage>(&request); // what is stored is acknowledged to whoever said it
    const bool open = m_plain || (send && m_byClientId.contains({me, send->clientId})) ||
                      std::holds_alternative<ask::JoinRoom>(request) ||
                      std::holds_alternative<ask::CreateRoom>(request) ||
                      std::holds_alternative<ask::AcceptInvitation>(request) ||
                      std::holds_alternative<ask::DeclineInvitation>(request);
    if (!name.isEmpty() && !member && !open) {
        if (ticket != 0)
            tell(link, heard::RequestFailed{
                           ticket, error(m_rooms.count(name) > 0 ? ErrorCode::Forbidden : ErrorCode::NotFound)});
        return;
    }
    const auto done = [&] {
        if (ticket != 0)
            tell(link, heard::Done{ticket});
    };
    std::visit(
        Overloaded{
            [&](const ask::ListRooms &) {
                heard::RoomsListed listed{ticket, {}};
                for (const auto &[id, room] : m_rooms) {
                    if (!room.isPrivate || room.members.count(me) > 0)
                        listed.rooms.push_back(describe(id, me));
                }
                if (ticket != 0)
                    tell(link, listed);
            },
            [&](const ask::CreateRoom &create) {
                if (m_rooms.count(name) > 0) {
                    tell(link, heard::RequestFailed{ticket, error(ErrorCode::Conflict)});
                    return;
                }
                makeRoom(name, {me}, create.isPrivate);
                tell(link, heard::RoomChanged{ticket, describe(name, me)});
            },
            [&](const ask::JoinRoom &) {
                if (m_rooms.count(name) > 0 && m_rooms[name].isPrivate && !member) {
                    tell(link, heard::RequestFailed{ticket, error(ErrorCode::Forbidden)});
                    return;
                }
                m_rooms[name].members.insert(me);
                if (ticket != 0)
                    tell(link, heard::RoomChanged{ticket, describe(name, me)});
            },
            [&](const ask::LeaveRoom &) {
                m_rooms[name].members.erase(me);
                link.listening.erase(name);
                if (ticket != 0)
                    tell(link, heard::RoomLeft{ticket, name});
            },
            [&](const ask::Invite &invite) {
                m_rooms[name].members.insert(invite.user);
                done();
            },
            [&](const ask::AcceptInvitation &) {
                m_rooms[name].members.insert(me);
                tell(link, heard::RoomChanged{ticket, describe(name, me)});
            },
            [&](const ask::DeclineInvitation &) { done(); },
            [&](const ask::ListDevices &) {
                tell(link, heard::DevicesListed{ticket, devices});
            },
            [&](const ask::DropDevices &drop) {
                std::erase_if(devices, [&drop](const SignedInDevice &one) {
                    return drop.device.isEmpty() ? !one.current : one.id == drop.device;
                });
                done();
            },
            [&](const ask::ChangePassword &change) {
                if (change.password == QStringLiteral("wrong"))
                    tell(link, heard::RequestFailed{ticket, error(ErrorCode::Unauthorized)});
                else
                    done();
            },
            [&](const ask::MakeInviteCode &) {
                tell(link, heard::InviteCodeMade{ticket, QStringLiteral("0123-4567-89ab")});
            },
            [&](const ask::Subscribe &subscribe) {
                if (m_plain) {
                    tell(link, subscribePlain(link, ticket, subscribe));
                    return;
                }
                std::optional<heard::ChangePage> changed;
                if (can.changes && subscribe.lowest > 0)
                    changed = changes({name, subscribe.epoch, subscribe.revSince, subscribe.lowest, subscribe.limit});
                const bool usable = subscribe.epoch == epoch && subscribe.since <= Seq(log(name).size()) &&
                                    !(changed && changed->reset);
                link.listening.insert(name);
                if (ticket == 0)
                    return;
                heard::Subscribed subscribed{
                    ticket, page(name, 0, usable ? subscribe.since : 0, subscribe.limit, true), {}, {}};
                subscribed.lastRev = can.changes ? m_rooms[name].rev : 0;
                subscribed.changes = std::move(changed);
                for (const QString &user : m_rooms[name].members)
                    subscribed.members.push_back({{user, PresenceStatus::Online, {}, 0}, Role::Member});
                tell(link, subscribed);
            },
            [&](const ask::Unsubscribe &) {
                link.listening.erase(name);
                done();
            },
            [&](const ask::FetchHistory &fetch) {
                const Seq before = counted::before(fetch);
                m_fetches[ticket] = fetch;
                if (ticket != 0)
                    tell(link, heard::HistoryFetched{ticket, page(name, before, before > 0 ? 0 : counted::after(fetch),
                                                                  fetch.limit, before > 0)});
            },
            [&](const ask::FetchChanges &fetch) {
                if (ticket != 0)
                    tell(link, heard::ChangesFetched{ticket, changes(fetch)});
            },
            [&](const ask::SendMessage &send) { store(link, ticket, send); },
            [&](const ask::EditMessage &edit) { change(link, ticket, edit); },
            [&](const ask::DeleteMessage &remove) { change(link, ticket, remove); },
            [&](const ask::ReactToMessage &react) { change(link, ticket, react); },
            [&](const ask::MarkRead &mark) {
                const int before = mentionsOf(name, me);
                m_rooms[name].read[me] = std::max(m_rooms[name].read[me], mark.seq);
                done();
                for (FakeServerLink *each : links()) {
                    if (before > 0 && each->user == me)
                        tell(*each, heard::RoomChanged{0, describe(name, me)});
                }
            },
            [&](const ask::Logout &) {
                m_tokens.clear();
                done();
            },
            [&](const auto &) { done(); },
        },
        request);
}

} // namespace banter::testing
