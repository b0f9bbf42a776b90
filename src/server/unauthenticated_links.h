// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/client_address.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace banter {

/// How many may be at once, of whom nobody knows who they are.
struct UnauthenticatedBounds {
    std::size_t all = 0;
    std::size_t perAddress = 0;
    std::size_t perNetwork = 0; ///< see clientNetwork()
};

/// Those of whom nobody knows yet who they are, such as links that have not signed in. They may be few, and fewer for
/// each address and network. Where one more comes, one goes of the address that has most, in the network that has most:
/// however many come and say nothing, who has something to say gets in. Pure; one thread.
class UnauthenticatedLinks final {
public:
    /// Who goes first of an address, and of those the oldest.
    enum class Stage {
        Closing, ///< was told to go, and has not yet
        Silent,
        Asking, ///< said who it is, and waits for the answer
    };

    explicit UnauthenticatedLinks(UnauthenticatedBounds bounds) : m_bounds(bounds) {}

    /// `id` is above all earlier ones. `address` as clientAddress() gives it. Gives who has to go for it, if anybody;
    /// they are out already.
    std::optional<quint64> enter(quint64 id, const QString &address)
    {
        const Place place{clientNetwork(address), address};
        const std::optional<quint64> victim = victimOf(place);
        if (victim)
            leave(*victim);
        m_links[id] = {place, Stage::Silent};
        Network &network = m_networks[place.network];
        network.addresses[address].emplace(Stage::Silent, id);
        ++network.count;
        return victim;
    }
    /// Who is not here is ignored, here and below.
    void note(quint64 id, Stage stage)
    {
        const auto found = m_links.find(id);
        if (found == m_links.end())
            return;
        Address &own = m_networks[found->second.place.network].addresses[found->second.place.address];
        own.erase({found->second.stage, id});
        found->second.stage = stage;
        own.emplace(stage, id);
    }
    /// It is known now, or gone.
    void leave(quint64 id)
    {
        const auto found = m_links.find(id);
        if (found == m_links.end())
            return;
        const auto network = m_networks.find(found->second.place.network);
        const auto own = network->second.addresses.find(found->second.place.address);
        own->second.erase({found->second.stage, id});
        if (own->second.empty())
            network->second.addresses.erase(own);
        if (--network->second.count == 0)
            m_networks.erase(network);
        m_links.erase(found);
    }
    std::size_t count() const { return m_links.size(); }

private:
    using Address = std::set<std::pair<Stage, quint64>>;
    struct Network {
        std::size_t count = 0;
        std::map<QString, Address> addresses; ///< never an empty one
    };
    struct Place {
        QString network;
        QString address;
    };
    struct Link {
        Place place;
        Stage stage = Stage::Silent;
    };

    std::optional<quint64> victimOf(const Place &place) const
    {
        const auto network = m_networks.find(place.network);
        if (network != m_networks.end()) {
            const auto own = network->second.addresses.find(place.address);
            if (own != network->second.addresses.end() && own->second.size() >= m_bounds.perAddress)
                return own->second.begin()->second;
            if (network->second.count >= m_bounds.perNetwork)
                return firstOf(network->second);
        }
        if (m_links.size() < m_bounds.all)
            return std::nullopt;
        // Of several with as many the one that has been there longest: nobody goes for where they are.
        const auto most = std::max_element(m_networks.begin(), m_networks.end(), [](const auto &a, const auto &b) {
            if (a.second.count != b.second.count)
                return a.second.count < b.second.count;
            return firstOf(a.second) > firstOf(b.second);
        });
        return firstOf(most->second);
    }
    static quint64 firstOf(const Network &network)
    {
        const auto most = std::max_element(network.addresses.begin(), network.addresses.end(),
                                           [](const auto &a, const auto &b) { return isBehind(a.second, b.second); });
        return most->second.begin()->second;
    }
    static bool isBehind(const Address &one, const Address &other)
    {
        return one.size() == other.size() ? *one.begin() > *other.begin() : one.size() < other.size();
    }

    UnauthenticatedBounds m_bounds;
    std::map<quint64, Link> m_links;
    std::map<QString, Network> m_networks; ///< never an empty one
};

} // namespace banter
