// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"
#include "dialects/wire/values.h"

#include <map>

namespace banter::socketio {

/// Our events that wait for an acknowledgement, and the server's that wait for ours. Both are bounded: a server that
/// never answers, or asks without end, must not fill the memory.
class Calls {
public:
    static constexpr std::size_t MaxWaiting = 10'000;
    static constexpr std::size_t MaxOwed = 1'000;

    /// Nothing when too many wait already; else the number that goes onto the wire. Numbers go on over links, so that
    /// no answer of an old link can be taken for a new one's.
    std::optional<quint64> wait(wire::CallId call, const QString &space, MonoMs until);
    /// The call that the number stands for, once. `isKnown` tells a late or repeated answer from an invented one.
    std::optional<wire::CallId> answered(const QString &space, quint64 number);
    bool isKnown(quint64 number) const { return number < m_nextNumber; }
    /// Calls whose time is up.
    std::vector<wire::CallId> late(MonoMs now);
    /// Takes away every call of a namespace, or all of them.
    std::vector<wire::CallId> takeAll(const std::optional<QString> &space = std::nullopt);
    std::optional<MonoMs> nextLate() const;

    /// The server waits for an answer to its number; the oldest such is forgotten when there are too many.
    wire::AnswerId owe(const QString &space, quint64 number);
    std::optional<std::pair<QString, quint64>> settle(wire::AnswerId id);
    void forgetOwed() { m_owed.clear(); }

private:
    struct Waiting {
        wire::CallId call = 0;
        QString space;
    };
    quint64 m_nextNumber = 0;
    std::map<quint64, Waiting> m_waiting;
    std::multimap<MonoMs, quint64> m_due; // also of numbers that were answered meanwhile
    wire::AnswerId m_lastOwed = 0;
    std::map<wire::AnswerId, std::pair<QString, quint64>> m_owed;
};

} // namespace banter::socketio
