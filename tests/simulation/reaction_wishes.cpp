// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/reaction_wishes.h"

#include "core/reactions.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace banter::simulation {
namespace {

bool isOfSame(const WishedReaction &one, const WishedReaction &other)
{
    const bool isMessage = (!one.messageId.isEmpty() && one.messageId == other.messageId) ||
                           (!one.messageClientId.isEmpty() && one.messageClientId == other.messageClientId);
    return one.client == other.client && one.room == other.room && one.key == other.key && isMessage;
}

} // namespace

void ReactionWishes::fail(const WishedReaction &wished, const std::string &what)
{
    const QString whose = QStringLiteral("c%1's reaction %2 (%3 %4): ");
    m_trace.fail(whose.arg(wished.client)
                     .arg(wished.number)
                     .arg(wished.key, wished.on ? QStringLiteral("on") : QStringLiteral("off"))
                     .toStdString() +
                 what);
}

WishedReaction *ReactionWishes::find(int client, const QString &clientId)
{
    const auto found = std::find_if(m_all.rbegin(), m_all.rend(), [&](const WishedReaction &each) {
        return !clientId.isEmpty() && each.client == client && each.clientId == clientId;
    });
    return found == m_all.rend() ? nullptr : &*found;
}

/// The latest that has no id yet and is that.
WishedReaction *ReactionWishes::unnamed(int client, const OutboxEntry &entry)
{
    const auto found = std::find_if(m_all.rbegin(), m_all.rend(), [&](const WishedReaction &each) {
        const bool isMessage = (!entry.target.isEmpty() && each.messageId == entry.target) ||
                               (!entry.targetClientId.isEmpty() && each.messageClientId == entry.targetClientId);
        return each.clientId.isEmpty() && each.client == client && each.room == entry.room && each.key == entry.text &&
               each.on == entry.on && isMessage;
    });
    return found == m_all.rend() ? nullptr : &*found;
}

WishedReaction *ReactionWishes::next(const WishedReaction &wished)
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const WishedReaction &each) {
        return each.number > wished.number && isOfSame(each, wished);
    });
    return found == m_all.end() ? nullptr : &*found;
}

/// Of what was wished before it nobody knows what became: it may have gone out before it was taken back.
bool ReactionWishes::isAfterUncertain(const WishedReaction &wished) const
{
    const auto before = std::find_if(m_all.rbegin(), m_all.rend(), [&](const WishedReaction &each) {
        return each.number < wished.number && isOfSame(each, wished);
    });
    return before != m_all.rend() && before->uncertain;
}

void ReactionWishes::takeBack(int client, const QString &clientId)
{
    if (WishedReaction *wished = find(client, clientId))
        isUncertain(*wished);
}

// With it those after it that went with what they took back, so that this one was to say it for them.
void ReactionWishes::isUncertain(WishedReaction &wished)
{
    wished.uncertain = true;
    for (WishedReaction &each : m_all) {
        if (each.number > wished.number && each.clientId.isEmpty() && each.on == wished.on && isOfSame(each, wished))
            each.uncertain = true;
    }
}

void ReactionWishes::takeBackAllIn(int client, const QString &room)
{
    for (WishedReaction &wished : m_all)
        wished.uncertain = wished.uncertain || (wished.client == client && wished.room == room);
}

void ReactionWishes::kept(int client, const OutboxEntry &entry)
{
    WishedReaction *wished = find(client, entry.clientId);
    if (!wished)
        wished = unnamed(client, entry);
    if (!wished || wished->key != entry.text || wished->on != entry.on || wished->room != entry.room) {
        m_trace.fail("in the outbox without having been wished: " + entry.text.toStdString());
        return;
    }
    wished->clientId = entry.clientId;
    wished->messageId = entry.target.isEmpty() ? wished->messageId : entry.target;
    wished->accepted = true;
}

void ReactionWishes::told(int client, const ShownOperation &shown)
{
    using State = ShownOperation::State;
    WishedReaction *wished = find(client, shown.clientId);
    if (!wished || wished->key != shown.text || wished->on != shown.on || wished->room != shown.room) {
        m_trace.fail("shows a reaction that nobody wished: " + shown.text.toStdString());
        return;
    }
    if (!wished->accepted)
        fail(*wished, "shown before it is stored");
    const std::pair key(client, shown.clientId);
    if (m_settled.contains(key))
        fail(*wished, "a second verdict");
    if (shown.state == State::Conflict)
        fail(*wished, "in conflict, and it replaces nothing");
    if (shown.state == State::Done || shown.state == State::Dropped)
        m_settled.insert(key);
    if (shown.state != State::Dropped)
        return;
    if (!wished->uncertain && shown.failure.isEmpty())
        fail(*wished, "dropped without a reason");
    isUncertain(*wished);
    const bool tookItBack = shown.failure.contains(QStringLiteral("taken back before it was sent"));
    if (WishedReaction *later = tookItBack ? next(*wished) : nullptr; later && later->clientId.isEmpty()) {
        later->accepted = true; // the two cancel out, and the later one holds as far as what was there before them
        later->uncertain = later->uncertain || isAfterUncertain(*wished);
    }
}

void ReactionWishes::unknownToServer(const QString &clientId)
{
    for (WishedReaction &wished : m_all)
        wished.uncertain = wished.uncertain || wished.clientId == clientId;
}

void ReactionWishes::done(const QString &clientId, const QString &epoch)
{
    const auto found =
        std::find_if(m_all.begin(), m_all.end(), [&](const WishedReaction &each) { return each.clientId == clientId; });
    if (found == m_all.end())
        return; // by another program, or no reaction
    if (!found->accepted)
        fail(*found, "done before it was stored");
    if (!m_done.insert({epoch, clientId}).second)
        fail(*found, "done twice");
}

void ReactionWishes::checkAll(int client, const std::vector<OutboxEntry> &outbox,
                              const std::function<const Message *(const QString &, const QString &)> &find)
{
    std::map<std::tuple<QString, QString, QString>, const WishedReaction *> last;
    for (const WishedReaction &wished : m_all) {
        if (wished.client == client && !wished.messageId.isEmpty())
            last[{wished.room, wished.messageId, wished.key}] = &wished;
    }
    for (const auto &[about, wished] : last) {
        const auto entry = std::find_if(outbox.begin(), outbox.end(), [wished = wished](const OutboxEntry &each) {
            // One that went with the one that it took back is what an earlier one says, which may wait for the person.
            if (wished->clientId.isEmpty())
                return each.operation == Operation::React && each.target == wished->messageId &&
                       each.text == wished->key && each.on == wished->on;
            return each.clientId == wished->clientId;
        });
        const bool waits = entry != outbox.end();
        if (waits && (entry->state != DeliveryState::Failed || entry->failure.isEmpty()))
            fail(*wished, "still waits, though nothing is unsent");
        const Message *there = find(wished->room, wished->messageId);
        if (!wished->accepted || wished->uncertain || waits || m_wasSetBack || !there)
            continue;
        if (reactionsOf(there->reactions, wished->user).contains(wished->key) != wished->on)
            fail(*wished, "said last, and it is not so");
    }
}

} // namespace banter::simulation
