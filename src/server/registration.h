// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/address_rates.h"
#include "server/secret_hasher.h"

#include <QString>

namespace banter {

/// Who may make an account.
enum class RegistrationMode {
    Open,    ///< everybody
    Invited, ///< who has a code
    Closed,  ///< nobody
};

/// How fast accounts are asked for from one address, whether they are given or not: a name that is taken tells that
/// there is such a person, too. Pure.
class RegistrationLimits final {
public:
    /// 0 when one more may be asked for, and it counts; else the milliseconds to wait.
    qint64 take(const QString &address, MonoMs now) { return m_rates.take(address, now); }

    /// An office behind one address comes in on its first morning.
    static constexpr int Burst = 60;
    /// After that one a ten seconds: 8,640 a day, where there are 10,000 places.
    static constexpr double PerSecond = 0.1;

private:
    AddressRates m_rates{PerSecond, Burst};
};

/// A new invitation code as people read it to each other: three groups of four of Crockford's 32 symbols
/// (crockford.com/base32.html), 60 random bits of the hasher's.
QString newInviteCode(SecretHasher &hasher);
/// What of a typed code counts: without dashes and spaces, in small letters, o as 0, i and l as 1. Empty for one that
/// cannot be a code. Pure.
QString plainInviteCode(const QString &typed);

} // namespace banter
