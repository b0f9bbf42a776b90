// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/wishes.h"

#include <algorithm>

namespace banter::simulation {

void Wishes::fail(const Wished &wished, const std::string &what)
{
    const QString whose = QStringLiteral("c%1's wish %2 (%3): ");
    m_trace.fail(whose.arg(wished.client).arg(wished.number).arg(wished.text.left(20)).toStdString() + what);
}

Wished *Wishes::find(int client, const QString &clientId)
{
    const auto found = std::find_if(m_all.rbegin(), m_all.rend(), [&](const Wished &each) {
        return !clientId.isEmpty() && each.client == client && each.clientId == clientId;
    });
    return found == m_all.rend() ? nullptr : &*found;
}

Wished *Wishes::byText(const QString &text)
{
    const auto found = m_byText.find(text);
    return found == m_byText.end() ? nullptr : found->second;
}

void Wishes::wish(Wished wished)
{
    const std::set<QString> &shown = m_seen[{wished.client, wished.messageId}];
    wished.seen.insert(shown.begin(), shown.end());
    if (wished.operation == Operation::Delete)
        m_unwanted.insert(wished.messageClientId);
    m_all.push_back(std::move(wished));
    if (!m_all.back().text.isEmpty())
        m_byText[m_all.back().text] = &m_all.back();
}

void Wishes::wishAgain(int client, const QString &clientId, const std::optional<Message> &current)
{
    Wished *wished = find(client, clientId);
    if (!wished)
        return;
    if (current)
        saw(client, *current);
    wished->seen = m_seen[{client, wished->messageId}];
}

void Wishes::takeBack(int client, const QString &clientId)
{
    if (Wished *wished = find(client, clientId))
        wished->takenBack = true;
}

void Wishes::takeBackAllIn(int client, const QString &room)
{
    for (Wished &wished : m_all)
        wished.takenBack = wished.takenBack || (wished.client == client && wished.room == room);
}

void Wishes::saw(int client, const Message &message)
{
    if (!message.id.isEmpty())
        m_seen[{client, message.id}].insert(message.text);
}

// An edit takes up a later one under its own id, and a message that never got through takes up its edits.
bool Wishes::kept(int client, const OutboxEntry &entry)
{
    Wished *wished = entry.text.isEmpty() ? find(client, entry.clientId) : byText(entry.text);
    if (entry.isMessage()) {
        if (wished)
            wished->pointless = true;
        return wished != nullptr;
    }
    if (!wished || wished->client != client || wished->room != entry.room || wished->operation != entry.operation) {
        m_trace.fail("in the outbox without having been wished: " + entry.text.toStdString());
        return true;
    }
    if (!wished->clientId.isEmpty() && wished->clientId != entry.clientId)
        fail(*wished, "in the outbox under another id");
    if (Wished *earlier = find(client, entry.clientId); earlier && earlier != wished)
        earlier->pointless = true;
    wished->clientId = entry.clientId;
    wished->messageId = entry.target.isEmpty() ? wished->messageId : entry.target;
    wished->accepted = true;
    return true;
}

bool Wishes::isReplaced(const Wished &wished) const
{
    return std::any_of(m_all.begin(), m_all.end(), [&](const Wished &later) {
        const bool isSame = (!wished.messageId.isEmpty() && later.messageId == wished.messageId) ||
                            (!wished.messageClientId.isEmpty() && later.messageClientId == wished.messageClientId);
        return later.client == wished.client && later.number > wished.number && later.room == wished.room &&
               later.accepted && isSame;
    });
}

void Wishes::told(int client, const ShownOperation &shown)
{
    using State = ShownOperation::State;
    Wished *wished = shown.text.isEmpty() ? find(client, shown.clientId) : byText(shown.text);
    if (!wished || wished->client != client || wished->room != shown.room) {
        m_trace.fail("shows a wish that nobody had: " + shown.text.toStdString());
        return;
    }
    if (wished->clientId != shown.clientId)
        fail(*wished, "shown before it is stored, or under another id");
    const bool isOver = shown.state == State::Done || shown.state == State::Dropped;
    const std::pair key(client, shown.clientId);
    if (m_settled.contains(key))
        fail(*wished, "a second verdict");
    if (isOver)
        m_settled.insert(key);
    wished->accepted = true;
    if (shown.state == State::Done && wished->done.empty())
        fail(*wished, "shown as done, and the server did not do it");
    if (shown.state == State::Conflict && shown.failure.isEmpty())
        fail(*wished, "in conflict without a reason");
    if (shown.state != State::Dropped)
        return;
    if (!wished->takenBack && shown.failure.isEmpty())
        fail(*wished, "dropped without a reason");
    wished->pointless =
        wished->pointless || isReplaced(*wished) || shown.failure.startsWith(errorCodeName(ErrorCode::NotFound));
}

void Wishes::unknownToServer(const QString &clientId)
{
    for (Wished &wished : m_all)
        wished.pointless = wished.pointless || (wished.operation == Operation::Delete && wished.clientId == clientId);
}

void Wishes::done(const QString &clientId, const QString &epoch, const Message &before, const Message &after)
{
    const auto found =
        std::find_if(m_all.begin(), m_all.end(), [&](const Wished &each) { return each.clientId == clientId; });
    if (found == m_all.end())
        return; // by another program
    Wished *wished = after.deletedBy.isEmpty() ? byText(after.text) : &*found;
    if (!wished || wished->clientId != clientId) {
        fail(*found, "done with another text");
        return;
    }
    if (!wished->done.insert(epoch).second)
        fail(*wished, "done twice");
    if (wished->operation == Operation::Delete)
        return;
    const Wished *own = byText(before.text);
    const bool isOwn = own && own->client == wished->client && own->number < wished->number;
    if (!isOwn && !wished->seen.contains(before.text))
        fail(*wished, "took the place of what its writer had not seen: " + before.text.left(20).toStdString());
}

void Wishes::checkAll(int client, const std::vector<OutboxEntry> &outbox,
                      const std::function<bool(const QString &)> &isThere)
{
    for (const Wished &wished : m_all) {
        if (wished.client != client || !wished.accepted || wished.takenBack || wished.pointless)
            continue;
        const auto entry = std::find_if(outbox.begin(), outbox.end(),
                                        [&](const OutboxEntry &each) { return each.clientId == wished.clientId; });
        const bool waits = entry != outbox.end() && entry->text == wished.text;
        if (waits && (entry->state != DeliveryState::Failed || entry->failure.isEmpty()))
            fail(wished, "still waits, though nothing is unsent");
        // Nobody has to be told where the message is not there either: its own sender is told of that.
        if (!waits && wished.done.empty() && isThere(wished.messageId) && !isReplaced(wished))
            fail(wished, "neither done nor shown as not done");
    }
}

} // namespace banter::simulation
