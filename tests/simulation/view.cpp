// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/view.h"

namespace banter::simulation {

View::View(Trace &trace, Ledger &ledger, int client, QString user)
    : m_trace(trace), m_ledger(ledger), m_client(client), m_user(std::move(user))
{}

void View::fail(const std::string &what, const QString &text)
{
    m_trace.fail("client " + std::to_string(m_client) + ": " + what + ": " + text.left(20).toStdString());
}

void View::apply(const Changes &changes)
{
    if (changes.connection)
        connection = *changes.connection;
    if (changes.metrics) {
        metrics = *changes.metrics;
        if (metrics.malformed > 0)
            fail("heard what it did not understand", QString::number(metrics.malformed));
    }
    if (changes.token)
        token = changes.token;
    applyRooms(changes);
    applyMessages(changes);
    for (const QString &id : changes.roomsGone) { // the last words on its messages came with the same batch
        if (!changes.rooms.contains(id))
            forget(id);
    }
    applyPeople(changes);
    for (const Failed &failed : changes.failures)
        refuse(failed);
}

void View::applyRooms(const Changes &changes)
{
    for (const QString &id : changes.roomsGone) {
        rooms.erase(id);
        messages.erase(id);
        std::erase_if(operations, [&](const auto &entry) { return entry.second.room == id; });
        std::erase_if(quoted, [&](const auto &entry) { return entry.first.first == id; });
        history.erase(id);
        roster.erase(id);
        typing.erase(id);
        forget(id);
    }
    for (const auto &[id, room] : changes.rooms)
        rooms[id] = room;
}

void View::forget(const QString &room)
{
    m_newestInOrder.erase(room);
    std::erase_if(m_live, [&](const auto &entry) { return entry.first == room; });
    std::erase_if(m_states, [&](const auto &entry) {
        const Said *said = m_ledger.find(entry.first);
        return said && said->room == room;
    });
}

void View::applyMessages(const Changes &changes)
{
    for (const QString &room : changes.historyReset) {
        messages.erase(room);
        std::erase_if(quoted, [&](const auto &entry) { return entry.first.first == room; });
        forget(room);
    }
    for (const auto &[key, message] : changes.quoted) {
        if (message.room != key.first || message.id != key.second || !m_ledger.isTrue(message))
            fail("quotes what the message never was", m_ledger.firstText(message));
        quoted.insert_or_assign(key, message);
    }
    for (const ShownMessage &shown : changes.messages) {
        show(shown);
        const auto answered = quoted.find({shown.message.room, shown.message.id});
        if (answered != quoted.end() && answered->second.rev <= shown.message.rev)
            answered->second = shown.message;
    }
    for (const Amendment &change : changes.amended)
        amend(change);
    for (const ShownOperation &shown : changes.operations)
        showWish(shown);
    for (const QString &clientId : changes.fixed) {
        for (auto &[room, shown] : messages) {
            if (const auto own = shown.own.find(clientId); own != shown.own.end())
                own->second.editable = false;
        }
    }
    for (const auto &[room, clientId] : changes.messagesGone) {
        const auto found = messages[room].own.find(clientId);
        m_ledger.thrownAway(m_client, clientId);
        if (found != messages[room].own.end())
            messages[room].own.erase(found);
    }
    for (const auto &[room, state] : changes.history)
        history[room] = state;
}

void View::amend(const Amendment &change)
{
    if (const auto answered = quoted.find({change.room, change.id}); answered != quoted.end())
        banter::amend(answered->second, change);
    auto &sent = messages[change.room].sent;
    const auto found = sent.find(change.seq);
    if (found == sent.end())
        return;
    const qint64 before = found->second.message.rev;
    if (!banter::amend(found->second.message, change))
        return;
    if (found->second.message.rev < before)
        fail("goes back to what the message was", m_ledger.firstText(found->second.message));
    if (!m_ledger.isTrue(found->second.message))
        fail("shows what the message never was", m_ledger.firstText(found->second.message));
    m_ledger.wishes.saw(m_client, found->second.message);
}

void View::showWish(const ShownOperation &shown)
{
    using State = ShownOperation::State;
    const QString told = QStringLiteral("c%1 is told of %2, %3");
    const QString what = shown.clientId + u' ' + shown.text.left(20);
    m_trace.note(told.arg(m_client).arg(what).arg(int(shown.state)).toStdString() + " " + shown.failure.toStdString());
    if (shown.operation == Operation::React)
        m_ledger.reactions.told(m_client, shown);
    else
        m_ledger.wishes.told(m_client, shown);
    if (shown.current && !m_ledger.isTrue(*shown.current))
        fail("shows a conflict with what the message never was", m_ledger.firstText(*shown.current));
    if (shown.state == State::Done || shown.state == State::Dropped)
        operations.erase(shown.clientId);
    else
        operations[shown.clientId] = shown;
}

void View::show(const ShownMessage &shown)
{
    const bool mine = shown.message.sender == m_user;
    if (shown.own != mine)
        fail("takes somebody else's message for its own", shown.message.text);
    if (shown.state == DeliveryState::Sent)
        showSent(shown);
    else
        showOwn(shown);
}

// Pending, or failed for a reason: only what this device was told to send.
void View::showOwn(const ShownMessage &shown)
{
    const Message &message = shown.message;
    const QString text = m_ledger.firstText(message);
    Said *said = m_ledger.find(text);
    // What a server that was set back has lost is shown on every device of whoever said it.
    const bool lost = shown.failure.startsWith(errorCodeName(ErrorCode::ServerLost));
    if (lost && said && said->client != m_client && said->room == message.room)
        return;
    if (!said && m_ledger.wishes.isWished(message.text)) // its message turned out to be at the server without it
        return;
    if (m_ledger.isOtherWording(message.clientId, message.text, shown.failure))
        return;
    if (!said || said->client != m_client || said->room != message.room) {
        fail("shows as its own what it was not told to send", message.text);
        return;
    }
    if (said->clientId != message.clientId)
        fail("shows it before it is stored, or under another id", message.text);
    if (said->refused)
        fail("refused, and shown as accepted", message.text);
    said->accepted = true;
    const auto before = m_states.find(text);
    const bool hadVerdict = before != m_states.end() && before->second == DeliveryState::Sent;
    // Of a room that was left nothing is kept: what is repeated there has to be asked about again.
    const auto shownRoom = rooms.find(message.room);
    const bool isLeft = shownRoom == rooms.end() || !shownRoom->second.room.joined;
    if (hadVerdict && !lost && !(said->repeated && isLeft))
        fail("a second verdict", message.text);
    if (before != m_states.end() && before->second == DeliveryState::Failed && shown.state == DeliveryState::Pending &&
        !said->retried)
        fail("pending again without having been retried", message.text);
    if (shown.state == DeliveryState::Failed)
        m_trace.note("c" + std::to_string(m_client) + " is told that " + message.text.left(20).toStdString() +
                     " failed, " + shown.failure.toStdString());
    if (shown.state == DeliveryState::Failed && shown.failure.isEmpty())
        fail("failed without a reason", message.text);
    m_states[text] = shown.state;
    messages[message.room].own[message.clientId] = shown;
}

void View::showSent(const ShownMessage &shown)
{
    const Message &message = shown.message;
    if (!m_ledger.isTrue(message))
        fail("shows as sent what the server does not have", message.text);
    if (shown.live && !m_live.insert({message.room, message.seq}).second)
        fail("arrived twice", message.text);
    Messages &room = messages[message.room];
    const auto known = room.sent.find(message.seq);
    // Of one's own message the server may say more than was known when it acknowledged it: which one it answers, and
    // who of those that it means are there.
    const bool answers = known != room.sent.end() && !known->second.message.replyTo.id.isEmpty() &&
                         known->second.message.replyTo.seq == 0;
    const bool saysMore =
        known != room.sent.end() && known->second.own && (answers || !known->second.message.mentions.isEmpty());
    if (known != room.sent.end() && !saysMore && (shown.live || !m_repeats.contains(message.room)))
        fail("shown twice", message.text);
    const QString text = m_ledger.firstText(message);
    Said *said = m_ledger.find(text);
    if (said && said->client == m_client) {
        DeliveryState &state = m_states.try_emplace(text, DeliveryState::Pending).first->second;
        if (state == DeliveryState::Failed && !said->retried && !said->hadCopies())
            fail("failed, and sent all the same", message.text);
        state = DeliveryState::Sent;
        said->accepted = true;
    }
    if (inOrder.contains(message.room) && !shown.own) {
        Seq &newest = m_newestInOrder[message.room];
        if (message.seq <= newest)
            fail("not in order", message.text);
        newest = message.seq;
    }
    if (shown.own)
        room.own.erase(message.clientId);
    const bool isOld = known != room.sent.end() && known->second.message.rev > message.rev;
    const Message newer = isOld ? known->second.message : message;
    room.sent[message.seq] = shown;
    room.sent[message.seq].message = newer;
    m_ledger.wishes.saw(m_client, newer);
}

void View::applyPeople(const Changes &changes)
{
    for (const auto &[room, members] : changes.roster) {
        roster[room].clear();
        for (const Member &member : members)
            roster[room][member.presence.user] = member;
    }
    for (const auto &[key, member] : changes.members)
        roster[key.first][key.second] = member;
    for (const auto &key : changes.membersGone)
        roster[key.first].erase(key.second);
    if (changes.own)
        own = changes.own;
    for (const auto &[user, presence] : changes.presence) {
        for (auto &[room, members] : roster) {
            if (const auto found = members.find(user); found != members.end())
                found->second.presence = presence;
        }
    }
    for (const auto &[room, users] : changes.typing)
        typing[room] = users;
    for (const auto &[key, point] : changes.cursors)
        cursors[key] = point;
    for (const auto &key : changes.cursorsGone)
        cursors.erase(key);
}

void View::refuse(const Failed &failed)
{
    if (failed.clientId.isEmpty())
        return;
    for (auto &[text, said] : m_ledger.all()) {
        if (said.client != m_client || said.clientId != failed.clientId)
            continue;
        if (said.reworded && failed.deed == Deed::Storage) // the other text had no room: it stays as it was
            continue;
        if (said.accepted && m_states.contains(text))
            fail("accepted, and then refused", text);
        said.refused = true;
    }
}

} // namespace banter::simulation
