// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/token_bucket.h"

#include <QString>

#include <map>

namespace banter {

/// How fast something is asked for from one address: so much on average, so much at once. Pure.
class AddressRates final {
public:
    AddressRates(double perSecond, int burst) : m_perSecond(perSecond), m_burst(burst) {}

    /// 0 when one more may be asked for, and it counts; else the milliseconds to wait.
    qint64 take(const QString &address, MonoMs now);

    /// Addresses that are told apart; who was not seen for longest is forgotten first.
    static constexpr std::size_t MaxAddresses = 10'000;

private:
    struct Record {
        TokenBucket rate;
        MonoMs seen = 0;
    };
    void makeRoom(MonoMs now);

    double m_perSecond;
    int m_burst;
    std::map<QString, Record> m_records;
};

} // namespace banter
