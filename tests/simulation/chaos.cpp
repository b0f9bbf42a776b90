// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/chaos.h"

#include "core/reactions.h"

#include <array>

// What people do. The faults are in faults.cpp.
namespace banter::simulation {
namespace {

// The same person changes the same message in another program, and is faster.
void overtake(World &world, const Message &shown)
{
    const std::vector<Message> &log = world.ledger.log(shown.room);
    if (shown.seq < 1 || shown.seq > Seq(log.size()) || log[std::size_t(shown.seq - 1)].id != shown.id)
        return;
    const Message &now = log[std::size_t(shown.seq - 1)];
    const QString mark = QStringLiteral("o%1-%2").arg(world.timeline.now()).arg(now.rev);
    const QString text = world.ledger.firstText(now).left(20) + u' ' + mark;
    world.server->ask(shown.sender, protocol::EditMessage{shown.room, mark + u'-' + now.id.left(20), now.id,
                                                          world.ledger.epoch(), now.rev, text, meantBy(text)});
}

} // namespace

Chaos::Chaos(World &world) : m_world(world)
{
    addDeeds();
    addFaults();
    addServerFaults();
    for (const Deed &deed : m_deeds)
        m_total += deed.weight;
    m_pace = int(m_world.between(80, 1'000));
    m_mayRestore = m_world.chance(25);
}

void Chaos::rage()
{
    for (const auto &client : m_world.clients) {
        m_world.startClient(*client, true);
        client->tell(tell::Connect{});
        client->open(m_world.rooms.front(), m_world.chance(15));
    }
    m_world.run(m_world.between(0, 2'000));
    m_backup = m_world.server->disk.backup();
    m_world.editor->begin();
    const qint64 end = m_world.timeline.now() + m_world.between(8'000, 45'000);
    while (m_world.timeline.now() < end && !m_world.trace.failed()) {
        next();
        const bool burst = m_world.chance(25);
        const bool lull = m_world.chance(1);
        m_world.run(burst ? 0 : m_world.between(0, lull ? 40'000 : m_pace));
    }
}

void Chaos::next()
{
    int drawn = int(m_world.below(quint64(m_total)));
    for (const Deed &deed : m_deeds) {
        drawn -= deed.weight;
        if (drawn < 0) {
            deed.call();
            return;
        }
    }
}

/// Somebody whose program runs on a machine that is awake, if there is anybody.
Client *Chaos::someone()
{
    std::vector<Client *> awake;
    for (const auto &client : m_world.clients) {
        if (client->isRunning() && !client->isDead() && client->machine.isAwake())
            awake.push_back(client.get());
    }
    return awake.empty() ? nullptr : awake[m_world.below(awake.size())];
}

QString Chaos::someRoom()
{
    return m_world.rooms[m_world.below(m_world.rooms.size())];
}

/// A room that the client shows, the lobby before it shows any.
QString Chaos::roomOf(Client &client)
{
    const auto &rooms = client.view().rooms;
    if (rooms.empty())
        return m_world.rooms.front();
    return std::next(rooms.begin(), qptrdiff(m_world.below(rooms.size())))->first;
}

void Chaos::addDeeds()
{
    const auto with = [this](void (Chaos::*call)()) { return [this, call] { (this->*call)(); }; };
    const auto tells = [this](auto make) {
        return [this, make] {
            if (Client *client = someone())
                client->tell(make(*client));
        };
    };
    using tell::Command;
    m_deeds = {
        {300, with(&Chaos::say)},
        {10, with(&Chaos::sayAgain)},
        {40, with(&Chaos::decideOnFailed)},
        {80, with(&Chaos::changeOwn)},
        {60, with(&Chaos::react)},
        {140, with(&Chaos::reactAgain)},
        {30, with(&Chaos::decideOnWishes)},
        {50, with(&Chaos::moveCursor)},
        {60, with(&Chaos::look)},
        {30, with(&Chaos::lookAway)},
        {40, with(&Chaos::loadOlder)},
        {50, with(&Chaos::markRead)},
        {15, with(&Chaos::leave)},
        {15, with(&Chaos::restartProgram)},
        {60, tells([this](Client &one) -> Command {
             return tell::Typing{roomOf(one), m_world.chance(80)};
         })},
        {15, tells([this](Client &one) -> Command { return tell::LeaveCursor{roomOf(one)}; })},
        {20,
         tells([this](Client &) -> Command { return tell::SetPresence{PresenceStatus(1 + int(m_world.below(4)))}; })},
        {10, tells([this](Client &) -> Command {
             return tell::SetPresence{{}, QStringLiteral("so %1").arg(m_world.below(5))};
         })},
        {10, tells([this](Client &) -> Command {
             return tell::SetPresence{{}, {}, m_world.chance(50)};
         })},
        {50, tells([this](Client &) -> Command { return tell::JoinRoom{someRoom()}; })},
        {5, tells([this](Client &) -> Command {
             return tell::CreateRoom{someRoom(), m_world.chance(50)};
         })},
        {25, tells([this](Client &one) -> Command {
             return tell::Invite{roomOf(one), m_world.clients[m_world.below(m_world.clients.size())]->user()};
         })},
        {15, with(&Chaos::answerInvitation)},
        {15, tells([](Client &) -> Command { return tell::Disconnect{}; })},
        {50, tells([](Client &) -> Command { return tell::Connect{}; })},
        {15, tells([](Client &) -> Command { return tell::RetryNow{}; })},
        {3, tells([](Client &) -> Command { return tell::Logout{}; })},
        {5, tells([this](Client &one) -> Command {
             return tell::SaveDraft{roomOf(one), QStringLiteral("hm")};
         })},
    };
}

void Chaos::say()
{
    Client *client = someone();
    if (!client)
        return;
    const QString room = m_world.chance(90) ? roomOf(*client) : someRoom();
    const int count = m_world.chance(15) ? int(m_world.between(2, 8)) : 1;
    for (int i = 0; i < count; ++i) {
        const qint64 length = m_world.chance(3) ? m_world.between(2'000, 15'000) : 0;
        client->say(room, length, m_world.chance(40), m_world.chance(20) ? someMessage(*client, room) : QString());
    }
}

/// The id of one that the client shows in the room: any of them, or one of the last. Empty where there is none.
QString Chaos::someMessage(Client &client, const QString &room)
{
    const auto &sent = client.view().messages[room].sent;
    if (sent.empty())
        return {};
    const std::size_t reach = m_world.chance(60) ? std::min<std::size_t>(sent.size(), 5) : sent.size();
    return std::prev(sent.end(), qptrdiff(1 + m_world.below(reach)))->second.message.id;
}

// As a script does that was run again. What took up an edit before it got through is another message under this id.
void Chaos::sayAgain()
{
    Client *client = someone();
    if (!client || client->disk.full || client->disk.gaveUp) // it may have forgotten that it was sent
        return;
    std::vector<std::pair<QString, Said *>> own;
    for (auto &[text, said] : m_world.ledger.all()) {
        if (said.client == client->index() && said.clientId.startsWith(u"id-") && !said.refused && !said.lost &&
            said.accepted && !said.discarded && !said.tookUpEdit)
            own.emplace_back(text, &said);
    }
    if (own.empty())
        return;
    const auto &[text, said] = own[m_world.below(own.size())];
    said->repeated = true;
    client->view().expectRepeats(said->room);
    client->tell(tell::Send{said->room, text, said->clientId, said->replyTo, meantBy(text)});
}

void Chaos::decideOnFailed()
{
    Client *client = someone();
    if (!client)
        return;
    for (const auto &[room, messages] : client->view().messages) {
        for (const auto &[id, shown] : messages.own) {
            const bool failed = shown.state == DeliveryState::Failed;
            if (failed ? !m_world.chance(50) : !m_world.chance(3))
                continue;
            const bool retry = failed && m_world.chance(70);
            Said *said = m_world.ledger.find(m_world.ledger.firstText(shown.message));
            (retry ? said->retried : said->discarded) = true;
            m_world.note(client->name() + (retry ? " retries " : " discards ") +
                         shown.message.text.left(20).toStdString());
            const QString which = id; // the view may forget it
            if (retry) {
                client->tell(tell::Retry{which});
                return;
            }
            client->tell(tell::Discard{which});
            if (client->isRunning() && !client->isDead() && m_world.chance(40)) {
                m_world.note(client->name() + " takes that back");
                client->tell(tell::Restore{which});
            }
            return;
        }
    }
}

// Of those that the person sees, mostly a new one; also one that went out and has no answer yet.
void Chaos::changeOwn()
{
    Client *client = someone();
    if (!client)
        return;
    std::vector<ShownMessage> own;
    for (const auto &[id, messages] : client->view().messages) {
        for (const auto &[seq, shown] : messages.sent) {
            if (shown.own && shown.message.deletedBy.isEmpty())
                own.push_back(shown);
        }
        for (const auto &[clientId, shown] : messages.own) {
            if (shown.state == DeliveryState::Pending && !shown.editable)
                own.push_back(shown);
        }
    }
    if (own.empty())
        return;
    const std::size_t reach = m_world.chance(80) ? std::min<std::size_t>(own.size(), 4) : own.size();
    const ShownMessage shown = own[own.size() - 1 - m_world.below(reach)];
    const int count = m_world.chance(30) ? 2 : 1;
    for (int i = 0; i < count; ++i) {
        if (i > 0) // the first one may be on its way by then
            m_world.run(m_world.chance(50) ? 0 : m_world.between(0, 200));
        if (!client->isRunning() || client->isDead() || !client->machine.isAwake())
            return;
        if (m_world.chance(20))
            client->remove(shown);
        else
            client->edit(shown, m_world.chance(30));
        if (m_world.chance(35))
            overtake(m_world, shown.message);
    }
}

// Under a message that the person sees, mostly a new one, whoever said it. The keys are the device's own, so that the
// last word on each is this device's. Also twice at once, as somebody does who missed.
void Chaos::react()
{
    Client *client = someone();
    if (!client)
        return;
    std::vector<ShownMessage> seen;
    for (const auto &[id, messages] : client->view().messages) {
        for (const auto &[seq, shown] : messages.sent) {
            if (shown.message.deletedBy.isEmpty())
                seen.push_back(shown);
        }
        for (const auto &[clientId, shown] : messages.own) {
            if (shown.state == DeliveryState::Pending && !shown.editable)
                seen.push_back(shown);
        }
    }
    if (seen.empty())
        return;
    const std::size_t reach = m_world.chance(80) ? std::min<std::size_t>(seen.size(), 4) : seen.size();
    const ShownMessage shown = seen[seen.size() - 1 - m_world.below(reach)];
    const QString key = QStringLiteral("r%1%2").arg(client->index()).arg(m_world.below(2));
    const bool ownId = m_world.chance(20);
    bool on = m_world.chance(65);
    const int count = m_world.chance(40) ? int(m_world.between(2, 3)) : 1;
    for (int i = 0; i < count; ++i, on = !on) {
        if (i > 0) // the one before may be on its way by then
            m_world.run(m_world.chance(50) ? 0 : m_world.between(0, 200));
        if (!client->isRunning() || client->isDead() || !client->machine.isAwake())
            return;
        client->react(shown, key, on, ownId);
    }
}

// In a room that the device does not look at, of whose changes it hears a moment later: what stands there is put again
// or taken away, while the message becomes another one or goes.
void Chaos::reactAgain()
{
    Client *client = someone();
    if (!client)
        return;
    std::vector<Message> held;
    std::vector<Message> standing;
    const QString key = QStringLiteral("r%1%2").arg(client->index()).arg(m_world.below(2));
    for (const QString &room : m_world.rooms) {
        const auto found = client->disk.store().messages(room, 0, 20);
        if (client->viewers[room] > 0 || !found.ok())
            continue;
        for (const Message &message : found.value()) {
            const bool stands = reactionsOf(message.reactions, client->user()).contains(key);
            if (message.deletedBy.isEmpty())
                (stands ? standing : held).push_back(message);
        }
    }
    if (held.empty() && standing.empty())
        return;
    ShownMessage shown;
    if (standing.empty()) {
        shown.message = held[m_world.below(held.size())];
        client->react(shown, key, true, false);
        return;
    }
    shown.message = standing[m_world.below(standing.size())];
    if (m_world.chance(80)) { // an earlier change, told of at once: of the next one nothing is told for a moment
        overtake(m_world, shown.message);
        m_world.run(m_world.between(60, 200));
        if (!client->isRunning() || client->isDead() || !client->machine.isAwake())
            return;
    }
    const Message &message = shown.message;
    const bool isGone = m_world.chance(40);
    if (isGone)
        m_world.server->ask(message.sender, protocol::DeleteMessage{message.room, message.id + u'-' + key, message.id});
    else
        overtake(m_world, message);
    client->react(shown, key, m_world.chance(isGone ? 20 : 80), m_world.chance(20));
}

void Chaos::decideOnWishes()
{
    Client *client = someone();
    if (!client)
        return;
    for (const auto &[id, shown] : client->view().operations) {
        const bool failed = shown.state != ShownOperation::State::Pending;
        if (!m_world.chance(failed ? 50 : 5))
            continue;
        const QString which = id; // the view may forget it
        const bool retry = failed && m_world.chance(70);
        m_world.note(client->name() + (retry ? " insists on " : " takes back ") + which.toStdString());
        if (retry)
            m_world.ledger.wishes.wishAgain(client->index(), which, shown.current);
        else
            m_world.ledger.wishes.takeBack(client->index(), which);
        if (!retry)
            m_world.ledger.reactions.takeBack(client->index(), which);
        client->tell(retry ? tell::Command(tell::Retry{which}) : tell::Command(tell::Discard{which}));
        return;
    }
}

void Chaos::moveCursor()
{
    Client *client = someone();
    if (!client)
        return;
    const QString room = roomOf(*client);
    for (int i = 0; i < 3; ++i) {
        client->tell(tell::MoveCursor{room, {double(m_world.below(100)) / 100, double(m_world.below(100)) / 100}});
        m_world.run(m_world.between(0, 30));
        if (!client->isRunning() || client->isDead() || !client->machine.isAwake())
            return;
    }
}

void Chaos::look()
{
    Client *client = someone();
    if (!client)
        return;
    const QString room = roomOf(*client);
    const bool ordered = client->viewers[room] == 0 ? m_world.chance(15) : client->view().inOrder.contains(room);
    m_world.note(client->name() + (ordered ? " reads " : " looks at ") + room.toStdString());
    client->open(room, ordered);
}

void Chaos::lookAway()
{
    Client *client = someone();
    if (!client)
        return;
    const QString room = roomOf(*client);
    int &viewers = client->viewers[room];
    if (viewers == 0)
        return;
    m_world.note(client->name() + " looks away from " + room.toStdString());
    if (--viewers == 0)
        client->view().inOrder.erase(room);
    client->tell(tell::CloseRoom{room});
}

void Chaos::loadOlder()
{
    Client *client = someone();
    if (!client)
        return;
    const QString room = roomOf(*client);
    if (client->view().inOrder.contains(room) || client->viewers[room] == 0)
        return;
    client->view().expectRepeats(room);
    client->tell(tell::LoadOlder{room, 0, int(m_world.between(1, 20))});
}

void Chaos::markRead()
{
    Client *client = someone();
    if (!client)
        return;
    const QString room = roomOf(*client);
    const auto known = client->view().rooms.find(room);
    if (known != client->view().rooms.end())
        client->tell(tell::MarkRead{room, m_world.between(0, known->second.room.lastSeq)});
}

void Chaos::leave()
{
    Client *client = someone();
    if (!client)
        return;
    const QString room = roomOf(*client);
    m_world.note(client->name() + " leaves " + room.toStdString());
    using Words = tell::LeaveRoom::Words;
    const quint64 how = m_world.below(4);
    client->tell(tell::LeaveRoom{room, how == 0 ? Words::Discard : how == 1 ? Words::SendFirst : Words::Keep});
    if (!m_world.chance(20))
        return;
    m_world.run(m_world.between(0, 200)); // the server may have let them go meanwhile
    if (!client->isRunning() || client->isDead() || !client->machine.isAwake())
        return;
    m_world.note(client->name() + " comes back");
    client->tell(tell::JoinRoom{room});
    client->say(room, 0, false);
}

void Chaos::answerInvitation()
{
    Client *client = someone();
    if (!client)
        return;
    for (const auto &[id, shown] : client->view().rooms) {
        if (shown.room.joined || shown.room.invitedBy.isEmpty())
            continue;
        const bool accept = m_world.chance(50);
        m_world.note(client->name() + (accept ? " accepts " : " declines ") + id.toStdString());
        client->tell(tell::AnswerInvitation{id, accept});
        return;
    }
}

void Chaos::restartProgram()
{
    Client *client = someone();
    if (client)
        client->quit();
}

} // namespace banter::simulation
