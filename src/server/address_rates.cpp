// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/address_rates.h"

#include <algorithm>

namespace banter {

qint64 AddressRates::take(const QString &address, MonoMs now)
{
    if (!m_records.contains(address))
        makeRoom(now);
    Record &record = m_records.try_emplace(address, Record{{m_perSecond, m_burst}, now}).first->second;
    record.seen = now;
    return record.rate.take(now);
}

void AddressRates::makeRoom(MonoMs now)
{
    if (m_records.size() < MaxAddresses)
        return;
    // After that long an address may ask as often as a new one.
    const auto fullAgainMs = qint64(1'000 * m_burst / m_perSecond);
    std::erase_if(m_records, [now, fullAgainMs](const auto &entry) { return entry.second.seen + fullAgainMs <= now; });
    if (m_records.size() >= MaxAddresses)
        m_records.erase(std::min_element(m_records.begin(), m_records.end(), [](const auto &one, const auto &other) {
            return one.second.seen < other.second.seen;
        }));
}

} // namespace banter
