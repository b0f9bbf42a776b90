// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace banter {

/// Those of whom nobody knows yet who they are, such as links without a hello. They may be few, and fewer for each
/// address. Where one more comes, the oldest goes of the address that has most: however many come and say nothing, who
/// has something to say gets in. Pure; one thread.
class UnauthenticatedLinks final {
public:
    UnauthenticatedLinks(std::size_t most, std::size_t mostPerAddress) : m_most(most), m_mostPerAddress(mostPerAddress)
    {}

    /// `id` is above all earlier ones. Gives who has to go for it, if anybody; they are out already.
    std::optional<quint64> enter(quint64 id, const QString &address)
    {
        std::optional<quint64> victim;
        if (const auto own = m_byAddress.find(address);
            own != m_byAddress.end() && own->second.size() >= m_mostPerAddress)
            victim = *own->second.begin();
        else if (m_addresses.size() >= m_most)
            victim = oldestOfTheMost();
        if (victim)
            leave(*victim);
        m_addresses[id] = address;
        m_byAddress[address].insert(id);
        return victim;
    }
    /// It is known now, or gone. Who is not here is ignored.
    void leave(quint64 id)
    {
        const auto found = m_addresses.find(id);
        if (found == m_addresses.end())
            return;
        const auto own = m_byAddress.find(found->second);
        own->second.erase(id);
        if (own->second.empty())
            m_byAddress.erase(own);
        m_addresses.erase(found);
    }
    std::size_t count() const { return m_addresses.size(); }

private:
    quint64 oldestOfTheMost() const
    {
        const auto most = std::max_element(m_byAddress.begin(), m_byAddress.end(), [](const auto &a, const auto &b) {
            return a.second.size() < b.second.size();
        });
        return *most->second.begin();
    }

    std::size_t m_most;
    std::size_t m_mostPerAddress;
    std::map<quint64, QString> m_addresses;
    std::map<QString, std::set<quint64>> m_byAddress; ///< never an empty one
};

} // namespace banter
