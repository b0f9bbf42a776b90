// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <map>

namespace banter {

/// Slows down who guesses passwords, without locking out the person whose password is guessed: an address is stopped
/// before a name is, and where a person has signed in before, guesses from elsewhere do not count. Pure.
class AttemptLimits final {
public:
    /// Counts an attempt before its outcome is known, so that many at once are no way around. 0 when it may go on, else
    /// the milliseconds to wait; then it is not counted.
    qint64 begin(const QString &address, const QString &key, MonoMs now);
    /// The password was right: the attempt does not count, nor do the earlier ones from there for that name, and the
    /// person is known there.
    void succeeded(const QString &address, const QString &key, MonoMs now);
    /// That person is there: with a token.
    void metAt(const QString &address, const QString &key, MonoMs now);
    /// The outcome never came.
    void abandoned(const QString &address, const QString &key);

    static constexpr qint64 WindowMs = 60'000;
    /// For one name from one address: a person errs a few times.
    static constexpr int MaxPerPair = 8;
    /// From one address, whatever the names: a household or an office behind one address.
    static constexpr int MaxPerAddress = 60;
    /// For one name, from wherever it is not known: 1,000 a minute is no way to guess eight characters, and takes more
    /// than a hundred addresses.
    static constexpr int MaxPerName = 1'000;
    /// Addresses at which a person is known, the newest: home, work, and what a phone gets on its way.
    static constexpr std::size_t MaxKnownPlaces = 8;
    static constexpr std::size_t MaxRecords = 10'000;

private:
    struct Record {
        int count = 0;
        MonoMs since = 0;
    };
    qint64 waitMs(const QString &what, int most, MonoMs now);
    void count(const QString &what, MonoMs now);
    void uncount(const QString &what);
    void makeRoom(MonoMs now);

    bool isKnownAt(const QString &address, const QString &key) const;

    std::map<QString, Record> m_records;
    std::map<QString, std::map<QString, MonoMs>> m_known; ///< by name: addresses, and when it was there last
};

} // namespace banter
