// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <map>

namespace banter {

/// Slows down who guesses passwords, without locking out the person whose password is guessed. Pure.
class AttemptLimits final {
public:
    /// Counts an attempt before its outcome is known, so that many at once are no way around. 0 when it may go on, else
    /// the milliseconds to wait; then it is not counted.
    qint64 begin(const QString &address, const QString &key, MonoMs now);
    /// The password was right: the attempt does not count, nor do the earlier ones from there for that name.
    void succeeded(const QString &address, const QString &key);
    /// The outcome never came.
    void abandoned(const QString &address, const QString &key);

    static constexpr qint64 WindowMs = 60'000;
    /// For one name from one address: a person errs a few times.
    static constexpr int MaxPerPair = 8;
    /// From one address, whatever the names: a household or an office behind one address.
    static constexpr int MaxPerAddress = 60;
    /// For one name, from wherever: 100 a minute is no way to guess eight characters, and hard to reach by accident.
    static constexpr int MaxPerName = 100;
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

    std::map<QString, Record> m_records;
};

} // namespace banter
