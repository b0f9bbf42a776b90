// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/client_address.h"
#include "server/link_limits.h"
#include "server/secret_hasher.h"

#include <map>

namespace banter {

/// Who may have how many passwords hashed at once. Pure; one thread.
class HashPlaces final {
public:
    /// Somebody's sign-in. `key`: of the name (nameKey()), empty for somebody who has no account yet. `known`: where
    /// that person has been before.
    struct Asker {
        QString address;
        QString key;
        bool known = false;
    };

    /// Takes a place, until end(). False when there is none.
    bool begin(const Asker &asker)
    {
        const auto bounds = boundsOf(asker);
        for (const auto &[what, most] : bounds) {
            if (const auto found = m_counts.find(what); found != m_counts.end() && found->second >= most)
                return false;
        }
        for (const auto &[what, most] : bounds)
            ++m_counts[what];
        return true;
    }
    void end(const Asker &asker)
    {
        for (const auto &[what, most] : boundsOf(asker)) {
            if (const auto found = m_counts.find(what); --found->second == 0)
                m_counts.erase(found);
        }
    }
    /// Whose turn it takes with the hasher.
    static HashTurn turnOf(const Asker &asker, std::function<void()> dropped)
    {
        using Rank = HashTurn::Rank;
        const Rank rank = asker.key.isEmpty() ? Rank::Newcomer : asker.known ? Rank::Known : Rank::Stranger;
        return {clientNetwork(asker.address), asker.known ? asker.key : asker.address, rank, std::move(dropped)};
    }

private:
    // What is known has places of its own, so that no stranger at the same address takes them. A line feed is in no
    // address and in no name.
    static std::map<QString, int> boundsOf(const Asker &asker)
    {
        using namespace link_limits;
        const QString kind = asker.known ? QStringLiteral("known\n") : QStringLiteral("\n");
        std::map<QString, int> bounds{{kind + asker.address + u'\n', MaxHashesPerAddress}};
        if (const QString network = clientNetwork(asker.address); network != asker.address)
            bounds[kind + network + u'\n'] = MaxHashesPerNetwork;
        if (!asker.key.isEmpty())
            bounds[kind + u'\n' + asker.key] = asker.known ? MaxHashesPerKnownName : MaxHashesPerName;
        return bounds;
    }

    std::map<QString, int> m_counts;
};

} // namespace banter
