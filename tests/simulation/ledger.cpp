// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/simulation/ledger.h"

#include "core/reactions.h"

#include <algorithm>

namespace banter::simulation {

Mentions meantBy(const QString &text)
{
    if (text.startsWith(u"old-") && !text.contains(u' ')) // of before the run
        return {};
    uint sum = 0;
    for (const QChar c : text)
        sum = sum * 31 + c.unicode();
    Mentions mentions;
    for (const auto &[bit, user] :
         {std::pair(1u, u"ann"), std::pair(2u, u"bo"), std::pair(4u, u"cy"), std::pair(8u, u"stranger")}) {
        if ((sum >> 4) & bit)
            mentions.users.append(QString::fromUtf16(user));
    }
    mentions.room = sum % 7 == 0;
    return sum % 3 == 0 ? mentions : Mentions();
}

bool mayBeLeftOf(const Mentions &kept, const QString &text)
{
    const Mentions meant = meantBy(text);
    return kept.room == meant.room && std::all_of(kept.users.begin(), kept.users.end(),
                                                  [&](const QString &user) { return meant.users.contains(user); });
}

Said *Ledger::find(const QString &text)
{
    const auto found = m_said.find(text);
    return found == m_said.end() ? nullptr : &found->second;
}

QString Ledger::firstText(const Message &message) const
{
    const auto stored = m_firstTexts.find(message.id);
    return stored != m_firstTexts.end() ? stored->second : firstText(message.clientId, message.text);
}

QString Ledger::firstText(const QString &clientId, const QString &text) const
{
    if (m_said.contains(text))
        return text;
    const auto same = std::find_if(m_said.begin(), m_said.end(), [&](const auto &entry) {
        return !clientId.isEmpty() && entry.second.clientId == clientId;
    });
    return same == m_said.end() ? text : same->first;
}

// The disk may have dropped it and the process died before the view was told: the disk's word is enough.
void Ledger::thrownAway(int client, const QString &clientId)
{
    for (auto &[text, said] : m_said) {
        if (said.client != client || said.clientId != clientId || said.discarded || said.lost || isStored(text))
            continue;
        const auto left = m_mayGo.find({client, said.room});
        if ((left == m_mayGo.end() || said.number > left->second) && !wishes.isUnwanted(clientId))
            m_trace.fail("thrown away unasked: " + text.left(20).toStdString());
        said.discarded = true;
    }
}

void Ledger::beginEpoch(const QString &epoch, const std::vector<Message> &kept)
{
    std::set<QString> before;
    before.swap(m_stored);
    if (!m_epoch.isEmpty() && m_epoch != epoch)
        reactions.setBack();
    m_newest.clear();
    m_epoch = epoch;
    for (const Message &message : kept)
        place(message);
    for (const QString &text : before) {
        if (Said *said = find(text); said && !m_stored.contains(text))
            said->lost = true;
    }
}

void Ledger::place(const Message &message)
{
    std::vector<Message> &log = m_logs[m_epoch][message.room];
    if (message.seq != Seq(log.size()) + 1)
        m_trace.fail("the server left a hole: " + message.text.left(20).toStdString());
    log.push_back(message);
    const QString text = firstText(message);
    m_states[message.id].push_back(message);
    m_firstTexts[message.id] = text;
    if (!m_stored.insert(text).second)
        m_trace.fail("the server has twice: " + text.left(20).toStdString());
}

bool Ledger::isThere(const QString &id) const
{
    const auto logs = m_logs.find(m_epoch);
    if (logs == m_logs.end())
        return false;
    return std::any_of(logs->second.begin(), logs->second.end(), [&](const auto &room) {
        return std::any_of(room.second.begin(), room.second.end(),
                           [&](const Message &one) { return one.id == id && one.deletedBy.isEmpty(); });
    });
}

bool Ledger::isOtherWording(const QString &clientId, const QString &text, const QString &failure) const
{
    if (!failure.startsWith(errorCodeName(ErrorCode::AlreadySent)))
        return false;
    std::map<QString, std::set<QString>> wordings; // by client id, of messages that were ever lost
    for (const auto &[id, states] : m_states) {
        const auto said = m_said.find(m_firstTexts.at(id));
        for (const Message &state : states) {
            if (said != m_said.end() && said->second.lost && state.clientId != clientId && state.deletedBy.isEmpty())
                wordings[state.clientId].insert(state.text);
        }
    }
    return std::any_of(wordings.begin(), wordings.end(),
                       [&](const auto &each) { return each.second.size() > 1 && each.second.contains(text); });
}

void Ledger::changed(const Message &message, const QString &clientId)
{
    m_trace.note("server changes " + message.room.toStdString() + " " + std::to_string(message.seq) + " to " +
                 (message.deletedBy.isEmpty() ? message.text.left(20).toStdString() : std::string("nothing")) + ", " +
                 std::to_string(message.rev));
    std::vector<Message> &log = m_logs[m_epoch][message.room];
    if (message.seq < 1 || message.seq > Seq(log.size()) || log[std::size_t(message.seq - 1)].id != message.id) {
        m_trace.fail("the server changes what it does not have: " + message.id.toStdString());
        return;
    }
    wishes.done(clientId, m_epoch, log[std::size_t(message.seq - 1)], message);
    reactions.done(clientId, m_epoch);
    if (message.deletedBy.isEmpty() && !mayBeLeftOf(message.mentions, message.text))
        m_trace.fail("means others than its text: " + message.text.left(20).toStdString());
    log[std::size_t(message.seq - 1)] = message;
    m_states[message.id].push_back(message);
    if (Said *said = find(firstText(message)); said && !message.deletedBy.isEmpty())
        said->deleted = true;
}

void Ledger::committed(const Message &message)
{
    m_trace.note("server stores " + message.text.left(20).toStdString() + " as " + message.room.toStdString() + " " +
                 std::to_string(message.seq));
    place(message);
    const QString text = firstText(message);
    Said *said = find(text);
    if (!said || said->room != message.room || said->user != message.sender) {
        m_trace.fail("the server has what nobody said there: " + message.text.left(20).toStdString());
        return;
    }
    if (said->refused)
        m_trace.fail("refused, and sent all the same: " + message.text.left(20).toStdString());
    if (!said->clientId.isEmpty() && said->clientId != message.clientId)
        m_trace.fail("sent under another id: " + message.text.left(20).toStdString());
    if (message.replyTo.id != said->replyTo)
        m_trace.fail("answers another message than it was to: " + message.text.left(20).toStdString());
    if (!mayBeLeftOf(message.mentions, message.text))
        m_trace.fail("means others than its text: " + message.text.left(20).toStdString());
    said->clientId = message.clientId;
    int &newest = m_newest[{said->client, message.room}];
    if (said->retried || said->unordered || said->discarded || said->lost)
        return;
    if (said->number < newest)
        m_trace.fail("overtaken by what was written later: " + message.text.left(20).toStdString());
    newest = std::max(newest, said->number);
}

const Message *Ledger::there(const QString &room, const QString &id) const
{
    const auto logs = m_logs.find(m_epoch);
    if (logs == m_logs.end() || !logs->second.contains(room))
        return nullptr;
    const std::vector<Message> &log = logs->second.at(room);
    const auto found = std::find_if(log.begin(), log.end(),
                                    [&](const Message &one) { return one.id == id && one.deletedBy.isEmpty(); });
    return found == log.end() ? nullptr : &*found;
}

bool Ledger::isTrue(const Message &message) const
{
    const auto found = m_states.find(message.id);
    if (found == m_states.end())
        return false;
    const std::vector<Message> &states = found->second;
    const auto once = [&](const auto &is) { return std::any_of(states.begin(), states.end(), is); };
    // Of one's own message nobody may know at first which one it answers, but for its id.
    // Nor whom of those that it means are in the room.
    const auto meansSame = [&](const Message &stored) {
        return stored.mentions == message.mentions ||
               (stored.text == message.text && message.mentions == meantBy(message.text));
    };
    const auto answersSame = [&](const Message &stored) {
        return stored.replyTo.id == message.replyTo.id &&
               (message.replyTo.seq == 0 ||
                (stored.replyTo.seq == message.replyTo.seq && stored.replyTo.sender == message.replyTo.sender));
    };
    const bool isSaid = once([&](const Message &stored) {
        return stored.room == message.room && stored.seq == message.seq && stored.text == message.text &&
               stored.sender == message.sender && stored.at == message.at && stored.editedAt == message.editedAt &&
               stored.deletedBy == message.deletedBy && answersSame(stored) && meansSame(stored);
    });
    // Each by itself: who hears that their own reaction was taken puts it to those that they know of, which may have
    // gone meanwhile. What is there in the end is compared as a whole.
    const auto wasThere = [&](const Reaction &reaction, const QString &user) {
        return once([&](const Message &stored) { return reactionsOf(stored.reactions, user).contains(reaction.key); });
    };
    const bool isReacted =
        std::all_of(message.reactions.begin(), message.reactions.end(), [&](const Reaction &reaction) {
            return std::all_of(reaction.users.begin(), reaction.users.end(),
                               [&](const QString &user) { return wasThere(reaction, user); });
        });
    const bool isWhole = message.deletedBy.isEmpty() || message.reactions.empty();
    return isSaid && isReacted && isWhole && once([&](const Message &stored) { return stored.rev == message.rev; });
}

} // namespace banter::simulation
