// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/link_places.h"

namespace banter {

using namespace link_limits;

namespace {

/// The last of the places, for those whom the server knows: a tenth.
constexpr std::size_t LastPart = MaxLinks / KeptForTokens;
/// Of the last places so many for an address: a tenth of them, and twice that for a network.
constexpr std::size_t ShareOfTheLast = KeptForTokens / MaxKeptPerAddress;
constexpr std::size_t NetworkFactor = MaxKeptPerNetwork / MaxKeptPerAddress;
constexpr std::size_t UnknownPart = MaxLinks / MaxUnknown;

UnauthenticatedBounds boundsOf(std::size_t unknown)
{
    return {unknown, std::min(unknown, MaxUnknownPerAddress), std::min(unknown, MaxUnknownPerNetwork)};
}

} // namespace

LinkBounds LinkBounds::within(int files)
{
    const std::size_t forLinks = std::size_t(std::max(files, 0));
    if (forLinks >= MaxLinks + MaxUnknown)
        return {};
    const std::size_t unknown = std::max<std::size_t>(forLinks / (UnknownPart + 1), 1);
    return {std::max<std::size_t>(forLinks - std::min(forLinks, unknown), 1), unknown};
}

LinkPlaces::LinkPlaces(LinkBounds bounds) : m_bounds(bounds), m_unknown(boundsOf(bounds.unknown)) {}

std::size_t LinkPlaces::count(const QString &place) const
{
    const auto found = m_there.find(place);
    return found == m_there.end() ? 0 : found->second;
}

LinkPlaces::Answer LinkPlaces::maySignIn(const QString &address, bool known) const
{
    if (m_people.size() >= m_bounds.people)
        return Answer::Full;
    const QString network = clientNetwork(address);
    const std::size_t there = count(address);
    const std::size_t around = network == address ? 0 : count(network);
    if (there >= MaxPerAddress || around >= MaxPerNetwork)
        return Answer::NotFromThere;
    const std::size_t last = m_bounds.people / LastPart;
    if (m_people.size() + last < m_bounds.people)
        return Answer::Yes;
    const std::size_t most = std::max<std::size_t>(last / ShareOfTheLast, 1);
    const bool few = there < most && around < NetworkFactor * most;
    return known && few ? Answer::Yes : Answer::KeptForOthers;
}

void LinkPlaces::signedIn(quint64 id, const QString &address)
{
    m_unknown.leave(id);
    if (!m_people.emplace(id, address).second)
        return;
    ++m_there[address];
    if (const QString network = clientNetwork(address); network != address)
        ++m_there[network];
}

void LinkPlaces::leave(quint64 id)
{
    m_unknown.leave(id);
    const auto found = m_people.find(id);
    if (found == m_people.end())
        return;
    const QString network = clientNetwork(found->second);
    for (const QString &place : network == found->second ? QStringList{network} : QStringList{found->second, network}) {
        if (const auto counted = m_there.find(place); --counted->second == 0)
            m_there.erase(counted);
    }
    m_people.erase(found);
}

} // namespace banter
