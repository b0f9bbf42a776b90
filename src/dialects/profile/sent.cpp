// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/sent.h"

#include "core/text.h"

#include <algorithm>

namespace banter::profile {
Sent &SentMessages::add(Sent sent)
{
    remove(byClientId(sent.clientId));
    if (m_all.size() >= MaxSent)
        m_all.pop_front();
    return m_all.emplace_back(std::move(sent));
}

Sent *SentMessages::byCall(wire::CallId call)
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const Sent &one) { return one.call == call; });
    return found == m_all.end() ? nullptr : &*found;
}

Sent *SentMessages::byClientId(const QString &clientId)
{
    const auto found =
        std::find_if(m_all.begin(), m_all.end(), [&](const Sent &one) { return one.clientId == clientId; });
    return found == m_all.end() || clientId.isEmpty() ? nullptr : &*found;
}

Sent *SentMessages::byEcho(const Echo &rules, const Message &message, const QString &clientId, const QString &me)
{
    const bool nobody = message.sender.isEmpty();
    const bool mayBeMe = nobody || me.isEmpty() || isSameText(message.sender, me);
    if (!mayBeMe)
        return nullptr;
    if (rules.byClientId) {
        if (Sent *sent = byClientId(clientId); sent && sent->room == message.room)
            return sent;
    }
    const bool byText = rules.byText || (rules.bySenderAndText && !nobody);
    for (Sent &sent : m_all) {
        if (byText && sent.room == message.room && isSameWords(sent.text, message.text))
            return &sent;
    }
    return nullptr;
}

void SentMessages::remove(const Sent *sent)
{
    if (sent)
        m_all.remove_if([&](const Sent &one) { return &one == sent; });
}

void SentMessages::forgetLink()
{
    m_all.remove_if([](const Sent &one) { return one.shown; });
    for (Sent &sent : m_all) {
        sent.ticket = 0;
        sent.call = 0;
    }
}

std::vector<Sent *> SentMessages::waiting()
{
    std::vector<Sent *> all;
    for (Sent &sent : m_all) {
        if (sent.ticket != 0)
            all.push_back(&sent);
    }
    return all;
}

} // namespace banter::profile
