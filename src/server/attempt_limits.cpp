// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/attempt_limits.h"

#include "server/client_address.h"

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

// A network counts beside its addresses where it is another.
std::vector<AttemptLimits::Bound> AttemptLimits::boundsOf(const QString &address, const QString &key)
{
    std::vector<Bound> bounds{
        {byPair(address, key), MaxPerPair}, {byAddress(address), MaxPerAddress}, {byName(key), MaxPerName}};
    if (const QString network = clientNetwork(address); network != address) {
        bounds.push_back({byPair(network, key), MaxPerNetworkPair});
        bounds.push_back({byAddress(network), MaxPerNetwork});
    }
    return bounds;
}

qint64 AttemptLimits::begin(const QString &address, const QString &key, MonoMs now)
{
    const std::vector<Bound> bounds = boundsOf(address, key);
    // Somebody else at a known place can still guess no faster than one of a pair.
    const auto counting = isKnownAt(address, key) ? bounds.begin() + 1 : bounds.end();
    qint64 wait = 0;
    for (auto bound = bounds.begin(); bound != counting; ++bound)
        wait = std::max(wait, waitMs(bound->what, bound->most, now));
    if (wait > 0)
        return wait;
    makeRoom(now);
    for (const Bound &bound : bounds)
        count(bound.what, now);
    return 0;
}

bool AttemptLimits::isKnownAt(const QString &address, const QString &key) const
{
    const auto places = m_known.find(key);
    return places != m_known.end() && places->second.contains(address);
}

bool AttemptLimits::metAt(const QString &address, const QString &key, MonoMs now)
{
    std::map<QString, Place> &places = m_known[key];
    const auto [place, isNew] = places.try_emplace(address, Place{now, now});
    place->second.met = now;
    const bool isWorthKeeping = isNew || now - place->second.kept >= KeepMs;
    if (isWorthKeeping)
        place->second.kept = now;
    if (places.size() > MaxKnownPlaces) {
        places.erase(std::min_element(places.begin(), places.end(),
                                      [](const auto &a, const auto &b) { return a.second.met < b.second.met; }));
    }
    return isWorthKeeping;
}

void AttemptLimits::succeeded(const QString &address, const QString &key)
{
    m_records.erase(byPair(address, key));
    for (const Bound &bound : boundsOf(address, key))
        uncount(bound.what);
}

void AttemptLimits::abandoned(const QString &address, const QString &key)
{
    for (const Bound &bound : boundsOf(address, key))
        uncount(bound.what);
}

std::vector<AttemptRecord> AttemptLimits::exhausted(const QString &address, const QString &key) const
{
    std::vector<AttemptRecord> found;
    for (const Bound &bound : boundsOf(address, key)) {
        const auto record = m_records.find(bound.what);
        if (record != m_records.end() && record->second.count >= bound.most)
            found.push_back({bound.what, record->second.count, record->second.since});
    }
    return found;
}

std::vector<AttemptRecord> AttemptLimits::all(MonoMs now) const
{
    std::vector<AttemptRecord> found;
    for (const auto &[what, record] : m_records) {
        if (record.since + WindowMs > now)
            found.push_back({what, record.count, record.since});
    }
    return found;
}

void AttemptLimits::restore(const AttemptRecord &record, MonoMs now)
{
    if (record.since + WindowMs <= now || m_records.size() >= MaxRecords)
        return;
    m_records[record.what] = {record.count, std::min(record.since, now)};
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
    constexpr std::size_t Wanted = 5; // see boundsOf()
    if (m_records.size() + Wanted <= MaxRecords)
        return;
    std::erase_if(m_records, [now](const auto &entry) { return entry.second.since + WindowMs <= now; });
    while (m_records.size() + Wanted > MaxRecords) {
        m_records.erase(std::min_element(m_records.begin(), m_records.end(),
                                         [](const auto &a, const auto &b) { return a.second.since < b.second.since; }));
    }
}

} // namespace banter
