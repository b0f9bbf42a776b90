// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/finale.h"

#include <algorithm>
#include <limits>

namespace banter::simulation {
namespace {

/// With a healthy network whoever wants to be connected is, by then.
constexpr qint64 HealthyMs = 60'000;
/// A hundred messages at three a second, and some pauses.
constexpr qint64 SendingMs = 400'000;
constexpr qint64 SettleMs = 8'000;

} // namespace

void Finale::run()
{
    if (!everybodyConnects() || !everythingIsSent())
        return;
    messagesChange();
    compareHeld();
    everybodyLooks();
    messagesChange();
    everybodyMovesAndRests();
    everybodyReads();
    everybodyChooses();
    if (m_world.trace.failed())
        return;
    compareMessages();
    compareHeld();
    comparePeople();
    compareReadMarks();
    checkVerdicts();
    everybodyLeaves();
}

void Finale::fail(const Client &client, const QString &room, const std::string &what)
{
    m_world.fail("at the end, " + client.name() + " in " + room.toStdString() + ": " + what);
}

std::map<QString, StoredServerRoom> Finale::stored()
{
    std::map<QString, StoredServerRoom> rooms;
    const auto read = m_world.server->disk.rooms();
    for (const StoredServerRoom &room : read.value())
        rooms[room.id] = room;
    return rooms;
}

// ---- back ----

// A person who is told that signing in is needed, or that there will be no more tries, does something about it.
void Finale::help(Client &client)
{
    const ConnectionStatus &status = client.view().connection;
    const bool isFine = client.wanted() && status.state != ConnectionState::Disconnected && !client.disk.gaveUp;
    if (!client.machine.isAwake() || isFine)
        return;
    // What history a full disk could not take is asked for again by the next run of the program.
    if (client.disk.gaveUp || (status.terminal && status.trouble == ConnectionTrouble::Credentials)) {
        client.quit();
        client.start(true);
    }
    client.tell(tell::Connect{});
}

bool Finale::everybodyConnects()
{
    const auto awake = [this] {
        return m_world.server->machine.isAwake() &&
               std::all_of(m_world.clients.begin(), m_world.clients.end(),
                           [](const auto &client) { return client->machine.isAwake(); });
    };
    const auto connected = [this] {
        return std::all_of(m_world.clients.begin(), m_world.clients.end(),
                           [](const auto &client) { return client->isConnected(); });
    };
    m_world.run(1'000'000, awake);
    const qint64 deadline = m_world.timeline.now() + HealthyMs;
    while (m_world.timeline.now() < deadline && !m_world.trace.failed()) {
        for (const auto &client : m_world.clients)
            help(*client);
        m_world.run(1'000, [&] { return false; });
    }
    for (const auto &client : m_world.clients) {
        if (!client->isConnected())
            m_world.fail("not connected after a minute of good weather: " + client->name());
    }
    return !m_world.trace.failed() && connected();
}

bool Finale::everythingIsSent()
{
    const auto sent = [this] {
        return std::all_of(m_world.clients.begin(), m_world.clients.end(),
                           [](const auto &client) { return client->unsent() == 0; });
    };
    if (!m_world.run(SendingMs, sent) && !m_world.trace.failed()) {
        std::string whose;
        for (const auto &client : m_world.clients)
            whose += client->unsent() == 0 ? "" : ' ' + client->name();
        m_world.fail("there is still something unsent:" + whose);
    }
    return !m_world.trace.failed();
}

// Also in rooms that nobody looks at.
void Finale::messagesChange()
{
    constexpr int Changes = 12;
    m_world.editor->change(Changes);
    m_world.run(SettleMs);
}

// ---- what people do to see everything ----

void Finale::everybodyLooks()
{
    for (const auto &client : m_world.clients) {
        const auto rooms = client->view().rooms;
        for (const auto &[id, room] : rooms) {
            if (room.room.joined && client->viewers[id] == 0)
                client->open(id, false);
        }
    }
    m_world.run(SettleMs);
    for (int pages = 0; pages < 1'000 && !m_world.trace.failed(); ++pages) {
        bool more = false;
        for (const auto &client : m_world.clients) {
            for (const auto &[id, room] : client->view().rooms) {
                const HistoryState &state = client->view().history[id];
                if (!room.room.joined || client->view().inOrder.contains(id) || state.reachesStart ||
                    m_world.ledger.log(id).empty())
                    continue;
                more = true;
                client->view().expectRepeats(id);
                if (!state.loading)
                    client->tell(tell::LoadOlder{id, 0, 200});
            }
        }
        if (!more)
            break;
        m_world.run(300);
    }
    m_world.run(SettleMs);
}

void Finale::everybodyMovesAndRests()
{
    const QString lobby = m_world.rooms.front();
    std::map<QString, CursorPoint> rests;
    for (const auto &client : m_world.clients) // who appears offline has no pointer
        client->tell(tell::SetPresence{PresenceStatus::Online});
    m_world.run(SettleMs);
    for (const auto &client : m_world.clients) {
        if (rests.contains(client->user())) // another device of the same person has the pointer
            continue;
        for (int i = 0; i < 3; ++i) {
            rests[client->user()] = {double(client->index()) / 10, double(i) / 10};
            client->tell(tell::MoveCursor{lobby, rests[client->user()]});
        }
    }
    m_world.run(SettleMs);
    const auto rooms = stored();
    for (const auto &client : m_world.clients) {
        for (const auto &other : m_world.clients) {
            if (other->user() == client->user() || !isMember(*client, lobby) || !isMember(*other, lobby))
                continue;
            const auto point = client->view().cursors.find({lobby, other->user()});
            if (point == client->view().cursors.end() || !(point->second == rests[other->user()]))
                fail(*client, lobby, "sees a pointer where it does not rest: " + other->name());
        }
        if (const auto typing = client->view().typing.find(lobby);
            typing != client->view().typing.end() && !typing->second.empty())
            fail(*client, lobby, "somebody types for ever");
    }
    for (const auto &client : m_world.clients) {
        for (const QString &room : m_world.rooms)
            client->tell(tell::LeaveCursor{room});
    }
    m_world.run(SettleMs);
    for (const auto &client : m_world.clients) {
        if (!client->view().cursors.empty())
            fail(*client, client->view().cursors.begin()->first.first, "a pointer stays");
    }
}

void Finale::everybodyReads()
{
    for (const auto &client : m_world.clients) {
        for (const auto &[id, room] : client->view().rooms) {
            if (room.room.joined)
                client->tell(tell::MarkRead{id, std::numeric_limits<Seq>::max()});
        }
    }
    m_world.run(SettleMs);
}

// What was said last holds: for who was away when another of their devices spoke, and for the others who look.
void Finale::everybodyChooses()
{
    constexpr qint64 PauseMs = 2'000;
    std::map<QString, std::pair<OwnChoice, std::vector<Client *>>> people;
    for (const auto &client : m_world.clients)
        people[client->user()].second.push_back(client.get());
    for (auto &[user, choice] : people) {
        choice.second.front()->tell(tell::Disconnect{});
        m_world.run(PauseMs);
        for (Client *device : choice.second) { // the first one offline, its second one online
            const bool first = device == choice.second.front();
            choice.first = {first ? PresenceStatus::Offline : PresenceStatus::Busy,
                            QStringLiteral("of ") + QString::fromStdString(device->name())};
            device->tell(tell::SetPresence{choice.first.status, choice.first.text});
            device->tell(tell::SetPresence{{}, {}, first});
            m_world.run(PauseMs);
        }
    }
    m_world.run(protocol::limits::LeaveGraceMs);
    for (auto &[user, choice] : people)
        choice.second.front()->tell(tell::Connect{});
    m_world.run(SettleMs);
    const auto accounts = m_world.server->disk.accounts();
    for (const Account &account : accounts.value()) {
        const auto person = people.find(account.name);
        if (person == people.end())
            continue;
        const OwnChoice stored{account.own.status, account.own.text};
        for (Client *device : person->second.second) {
            if (!(stored == person->second.first))
                fail(*device, m_world.rooms.front(), "said something last that the server does not have");
            if (device->view().own != person->second.first)
                fail(*device, m_world.rooms.front(), "does not show what its person said last");
        }
    }
}

// ---- what has to be the same ----

void Finale::compareMessages()
{
    const auto rooms = stored();
    for (const auto &client : m_world.clients) {
        for (const auto &[id, room] : rooms) {
            const auto shown = client->view().rooms.find(id);
            const bool believes = shown != client->view().rooms.end() && shown->second.room.joined;
            const bool is = std::any_of(room.members.begin(), room.members.end(), [&](const auto &member) {
                const auto accounts = m_world.server->disk.accounts();
                return std::any_of(accounts.value().begin(), accounts.value().end(), [&](const Account &account) {
                    return account.id == member.first && account.name == client->user();
                });
            });
            if (believes != is)
                fail(*client, id, is ? "does not know that it is a member" : "believes to be a member");
            else if (is)
                compareRoom(*client, id);
            else
                checkLeft(*client, id);
        }
        for (const auto &[id, shown] : client->view().rooms) {
            // With something unsent in it, it stays until its person decides.
            if (!rooms.contains(id) && shown.room.joined)
                fail(*client, id, "shows a room that is gone");
        }
    }
}

void Finale::compareRoom(Client &client, const QString &room)
{
    const std::vector<Message> &log = m_world.ledger.log(room);
    const auto &shown = client.view().messages[room].sent;
    if (shown.size() != log.size()) {
        Seq next = 1;
        for (const auto &[seq, one] : shown) {
            if (seq != next)
                m_world.note("lacks " + std::to_string(next) + " to " + std::to_string(seq - 1));
            next = seq + 1;
        }
        m_world.note("has nothing from " + std::to_string(next));
        fail(client, room, "shows " + std::to_string(shown.size()) + " of " + std::to_string(log.size()) + " messages");
        return;
    }
    auto stored = client.disk.store().messages(room, 0, std::numeric_limits<int>::max());
    if (stored.value().size() != log.size())
        fail(client, room,
             "has " + std::to_string(stored.value().size()) + " of " + std::to_string(log.size()) +
                 " messages in its store");
    for (std::size_t i = 0; i < log.size() && !m_world.trace.failed(); ++i) {
        const auto one = shown.find(Seq(i) + 1);
        const bool isShown = one != shown.end() && one->second.message.id == log[i].id &&
                             one->second.message.text == log[i].text && one->second.message.replyTo == log[i].replyTo &&
                             one->second.message.mentions == log[i].mentions &&
                             static_cast<const MessageState &>(one->second.message) == log[i];
        if (!isShown)
            fail(client, room, "does not show message " + std::to_string(i + 1) + " as it is");
        else if (stored.value()[i].id != log[i].id || stored.value()[i].replyTo != log[i].replyTo ||
                 stored.value()[i].mentions != log[i].mentions)
            fail(client, room, "does not have message " + std::to_string(i + 1) + " as it is");
    }
    compareQuoted(client, room);
    const HistoryState &state = client.view().history[room];
    if (!state.gaps.empty() || state.loading)
        fail(client, room, "still has a gap, or still loads");
}

// What is answered is there to be quoted, as it is.
void Finale::compareQuoted(Client &client, const QString &room)
{
    const std::vector<Message> &log = m_world.ledger.log(room);
    for (const Message &message : log) {
        if (message.replyTo.seq == 0)
            continue;
        const Message &answered = log[std::size_t(message.replyTo.seq - 1)];
        const auto quoted = client.view().quoted.find({room, message.replyTo.id});
        if (quoted == client.view().quoted.end() || quoted->second.text != answered.text ||
            !(static_cast<const MessageState &>(quoted->second) == answered))
            fail(client, room, "does not quote message " + std::to_string(answered.seq) + " as it is");
    }
}

// Whoever holds a message has it as it is on the server, whether somebody looks at it or not.
void Finale::compareHeld()
{
    const auto rooms = stored();
    for (const auto &client : m_world.clients) {
        const auto held = client->disk.store().rooms();
        for (const StoredRoom &room : held.value()) {
            const auto there = rooms.find(room.room.id);
            if (there != rooms.end() && isMember(*client, room.room.id))
                compareHeld(*client, room, there->second.lastRev);
        }
        checkDeleted(*client);
    }
}

void Finale::compareHeld(Client &client, const StoredRoom &room, qint64 lastRev)
{
    const std::vector<Message> &log = m_world.ledger.log(room.room.id);
    const auto messages = client.disk.store().messages(room.room.id, 0, std::numeric_limits<int>::max());
    for (const Message &message : messages.value()) {
        const bool isThere = message.seq <= Seq(log.size());
        const Message now = isThere ? log[std::size_t(message.seq - 1)] : Message();
        // Of an own one in a room that nobody looks at nothing more may be known than the id of what it answers.
        const bool answersSame = message.replyTo == now.replyTo || message.replyTo == RepliedMessage{now.replyTo.id};
        const bool meansSame = message.mentions == now.mentions ||
                               (message.sender == client.user() && mayBeLeftOf(message.mentions, message.text));
        if (!isThere || message.id != now.id || message.text != now.text || !answersSame || !meansSame ||
            !(static_cast<const MessageState &>(message) == now))
            fail(client, room.room.id, "does not hold message " + std::to_string(message.seq) + " as it is");
    }
    if (!messages.value().empty() && room.heldRev != lastRev)
        fail(client, room.room.id,
             "holds the changes up to " + std::to_string(room.heldRev) + " of " + std::to_string(lastRev));
}

// Neither in its row nor in the index.
void Finale::checkDeleted(Client &client)
{
    Database &database = client.disk.store().database();
    const auto left = database.value(QStringLiteral(
        "SELECT count(*) FROM message WHERE deleted_by<>'' AND (text<>'' OR edited_at<>0 OR reactions<>'' OR "
        "mentions<>'')"));
    const auto index = database.run(QStringLiteral("INSERT INTO search(search, rank) VALUES('integrity-check', 1)"));
    if (left.value().toInt() > 0)
        m_world.fail("something is left of a deleted message: " + client.name());
    // What waits for the index is not in it yet, which the check takes for a fault.
    const bool isWhole = database.value(QStringLiteral("SELECT count(*) FROM unindexed")).value().toInt() == 0;
    if (isWhole && !index.ok())
        m_world.fail("the index has other words than the messages: " + client.name());
}

// Nobody would ask what became of it when the server is set back, and the next one who enters would find it there.
void Finale::checkLeft(Client &client, const QString &room)
{
    const auto rooms = client.disk.store().rooms();
    const bool isKnown = std::any_of(rooms.value().begin(), rooms.value().end(),
                                     [&](const StoredRoom &stored) { return stored.room.id == room; });
    const auto stored = client.disk.store().messages(room, 0, 1);
    if (!isKnown && !stored.value().empty())
        fail(client, room, "has messages of a room that it does not know");
}

void Finale::comparePeople()
{
    std::map<qint64, QString> names;
    const auto accounts = m_world.server->disk.accounts();
    for (const Account &account : accounts.value())
        names[account.id] = account.name;
    for (const auto &[id, room] : stored()) {
        std::set<QString> members;
        for (const auto &[account, membership] : room.members)
            members.insert(names[account]);
        const std::map<QString, Member> *first = nullptr;
        for (const auto &client : m_world.clients) {
            if (!members.contains(client->user()))
                continue;
            const auto &roster = client->view().roster[id];
            std::set<QString> shown;
            for (const auto &[user, member] : roster)
                shown.insert(user);
            if (shown != members)
                fail(*client, id, "does not know who is in the room");
            first = first ? first : &roster;
            for (const auto &[user, member] : roster) {
                const auto other = first->find(user);
                if (other == first->end() || !(other->second == member))
                    fail(*client, id, "sees somebody differently from the others: " + user.toStdString());
            }
        }
    }
}

void Finale::compareReadMarks()
{
    const auto rooms = stored();
    const auto accounts = m_world.server->disk.accounts();
    for (const auto &client : m_world.clients) {
        for (const auto &[id, shown] : client->view().rooms) {
            const auto room = rooms.find(id);
            if (!shown.room.joined || room == rooms.end())
                continue;
            for (const Account &account : accounts.value()) {
                const auto member = room->second.members.find(account.id);
                if (account.name != client->user() || member == room->second.members.end())
                    continue;
                if (member->second.readSeq != room->second.lastSeq || shown.unread != 0)
                    fail(*client, id, "read everything, but that is not known");
            }
        }
    }
}

bool Finale::isMember(const Client &client, const QString &room)
{
    const auto shown = client.view().rooms.find(room);
    return shown != client.view().rooms.end() && shown->second.room.joined;
}

void Finale::checkVerdicts()
{
    for (const auto &client : m_world.clients) {
        std::map<QString, OutboxEntry> waiting;
        auto outbox = client->disk.store().outbox();
        m_world.ledger.wishes.checkAll(client->index(), outbox.value(),
                                       [this](const QString &id) { return m_world.ledger.isThere(id); });
        m_world.ledger.reactions.checkAll(
            client->index(), outbox.value(),
            [this](const QString &room, const QString &id) { return m_world.ledger.there(room, id); });
        std::erase_if(outbox.value(), [this](const OutboxEntry &entry) {
            return !entry.isMessage() || m_world.ledger.isOtherWording(entry.clientId, entry.text, entry.failure);
        });
        for (const OutboxEntry &entry : outbox.value())
            waiting[m_world.ledger.firstText(entry.clientId, entry.text)] = entry;
        for (const auto &[text, said] : m_world.ledger.all()) {
            if (said.client != client->index() || said.discarded)
                continue;
            const std::string name = text.left(20).toStdString();
            const auto entry = waiting.find(text);
            const bool failed = entry != waiting.end() && entry->second.state == DeliveryState::Failed;
            const bool isStored = m_world.ledger.isStored(text);
            if (entry != waiting.end() && entry->second.formerSeq > 0)
                fail(*client, said.room, "it is still not known whether it is lost: " + name);
            // The server was set back while the room was not theirs: whoever wants to know sends it again.
            if (entry != waiting.end() && entry->second.state == DeliveryState::Unconfirmed) {
                if (!entry->second.failure.startsWith(u"server_lost:"))
                    fail(*client, said.room, "is unconfirmed, and need not be: " + name);
                continue;
            }
            if (entry != waiting.end() && !failed)
                fail(*client, said.room, "still waits, though nothing is unsent: " + name);
            if (failed && ((isStored && !said.hadCopies()) || entry->second.failure.isEmpty()))
                fail(*client, said.room, "failed, and stored all the same: " + name);
            if (m_world.ledger.wishes.isUnwanted(said.clientId))
                continue;
            if (said.lost && !said.deleted && !isStored && !failed && client->disk.hasStored(said.clientId))
                fail(*client, said.room, "lost by the server, and nobody was told: " + name);
            if (said.accepted && !isStored && !failed && !said.lost)
                fail(*client, said.room, "accepted, and lost: " + name);
            if (said.refused && isStored)
                fail(*client, said.room, "refused, and stored all the same: " + name);
        }
    }
}

// ---- and then nothing ----

void Finale::everybodyLeaves()
{
    for (const auto &client : m_world.clients) {
        for (const auto &[room, viewers] : client->viewers) {
            for (int i = 0; i < viewers; ++i)
                client->tell(tell::CloseRoom{room});
        }
        client->tell(tell::Disconnect{});
    }
    m_world.run(80'000); // rooms linger for a minute
    checkQuiet();
}

void Finale::checkQuiet()
{
    for (const auto &client : m_world.clients) {
        if (client->machine.pending() > 1) // it watches for sleep
            m_world.fail("a quiet client has timers: " + client->name() + " " +
                         std::to_string(client->machine.pending()));
    }
    if (m_world.server->peers() != 0)
        m_world.fail("the server has links of nobody");
    if (m_world.server->machine.pending() > 2) // it looks after its links, and notes who was seen
        m_world.fail("a quiet server has timers: " + std::to_string(m_world.server->machine.pending()));
}

} // namespace banter::simulation
