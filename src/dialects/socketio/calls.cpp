// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/calls.h"

namespace banter::socketio {

std::optional<quint64> Calls::wait(wire::CallId call, const QString &space, MonoMs until)
{
    if (m_waiting.size() >= MaxWaiting)
        return std::nullopt;
    const quint64 number = m_nextNumber++;
    m_waiting.emplace(number, Waiting{call, space});
    m_due.emplace(until, number);
    return number;
}

std::optional<wire::CallId> Calls::answered(const QString &space, quint64 number)
{
    const auto found = m_waiting.find(number);
    if (found == m_waiting.end() || found->second.space != space)
        return std::nullopt;
    const wire::CallId call = found->second.call;
    m_waiting.erase(found);
    if (m_waiting.empty())
        m_due.clear();
    return call;
}

std::vector<wire::CallId> Calls::late(MonoMs now)
{
    std::vector<wire::CallId> calls;
    while (!m_due.empty() && m_due.begin()->first <= now) {
        if (const auto node = m_waiting.extract(m_due.begin()->second))
            calls.push_back(node.mapped().call);
        m_due.erase(m_due.begin());
    }
    return calls;
}

std::vector<wire::CallId> Calls::takeAll(const std::optional<QString> &space)
{
    std::vector<wire::CallId> calls;
    std::erase_if(m_waiting, [&](const auto &entry) {
        if (space && entry.second.space != *space)
            return false;
        calls.push_back(entry.second.call);
        return true;
    });
    if (m_waiting.empty())
        m_due.clear();
    return calls;
}

std::optional<MonoMs> Calls::nextLate() const
{
    return m_due.empty() ? std::nullopt : std::optional(m_due.begin()->first);
}

wire::AnswerId Calls::owe(const QString &space, quint64 number)
{
    if (m_owed.size() >= MaxOwed)
        m_owed.erase(m_owed.begin());
    m_owed.emplace(++m_lastOwed, std::pair(space, number));
    return m_lastOwed;
}

std::optional<std::pair<QString, quint64>> Calls::settle(wire::AnswerId id)
{
    const auto node = m_owed.extract(id);
    return node ? std::optional(node.mapped()) : std::nullopt;
}

} // namespace banter::socketio
