// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/attempt_limits.h"

#include <algorithm>

namespace banter {
namespace {

// A line feed is in no address and in no name.
QString byPair(const QString &address, const QString &key)
{
    return address + u'\n' + key;
}
QString byAddress(const QString &address)
{
    return address + u'\n';
}
QString byName(const QString &key)
{
    return u'\n' + key;
}

} // namespace

qint64 AttemptLimits::begin(const QString &address, const QString &key, MonoMs now)
{
    // Somebody else at a known place can still guess no faster than one of a pair.
    qint64 wait = waitMs(byPair(address, key), MaxPerPair, now);
    if (!isKnownAt(address, key))
        wait = std::max({wait, waitMs(byAddress(address), MaxPerAddress, now), waitMs(byName(key), MaxPerName, now)});
    if (wait > 0)
        return wait;
    makeRoom(now);
    count(byPair(address, key), now);
    count(byAddress(address), now);
    count(byName(key), now);
    return 0;
}

bool AttemptLimits::isKnownAt(const QString &address, const QString &key) const
{
    const auto places = m_known.find(key);
    return places != m_known.end() && places->second.contains(address);
}

void AttemptLimits::metAt(const QString &address, const QString &key, MonoMs now)
{
    std::map<QString, MonoMs> &places = m_known[key];
    places[address] = now;
    if (places.size() <= MaxKnownPlaces)
        return;
    places.erase(std::min_element(places.begin(), places.end(),
                                  [](const auto &a, const auto &b) { return a.second < b.second; }));
}

void AttemptLimits::succeeded(const QString &address, const QString &key, MonoMs now)
{
    metAt(address, key, now);
    m_records.erase(byPair(address, key));
    uncount(byAddress(address));
    uncount(byName(key));
}

void AttemptLimits::abandoned(const QString &address, const QString &key)
{
    uncount(byPair(address, key));
    uncount(byAddress(address));
    uncount(byName(key));
}

qint64 AttemptLimits::waitMs(const QString &what, int most, MonoMs now)
{
    const auto found = m_records.find(what);
    if (found == m_records.end())
        return 0;
    const qint64 left = found->second.since + WindowMs - now;
    if (left <= 0) {
        m_records.erase(found);
        return 0;
    }
    return found->second.count < most ? 0 : left;
}

void AttemptLimits::count(const QString &what, MonoMs now)
{
    Record &record = m_records[what];
    if (record.count == 0)
        record.since = now;
    ++record.count;
}

void AttemptLimits::uncount(const QString &what)
{
    const auto found = m_records.find(what);
    if (found != m_records.end() && --found->second.count <= 0)
        m_records.erase(found);
}

void AttemptLimits::makeRoom(MonoMs now)
{
    constexpr std::size_t Wanted = 3; // by pair, address and name
    if (m_records.size() + Wanted <= MaxRecords)
        return;
    std::erase_if(m_records, [now](const auto &entry) { return entry.second.since + WindowMs <= now; });
    while (m_records.size() + Wanted > MaxRecords) {
        m_records.erase(std::min_element(m_records.begin(), m_records.end(),
                                         [](const auto &a, const auto &b) { return a.second.since < b.second.since; }));
    }
}

} // namespace banter
