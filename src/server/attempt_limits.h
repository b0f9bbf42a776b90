// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/values.h"

#include <map>
#include <vector>

namespace banter {

/// How often something was tried, as it is kept for the next run of a server. `what` is AttemptLimits's own.
struct AttemptRecord {
    QString what;
    int count = 0;
    qint64 since = 0; ///< ms: of the monotonic clock, or on the disk of the time of service
    bool operator==(const AttemptRecord &) const = default;
};

/// Slows down who guesses passwords, without locking out the person whose password is guessed: an address is stopped
/// before a name is, and where a person has signed in before, guesses from elsewhere do not count. Pure.
class AttemptLimits final {
public:
    /// Counts an attempt before its outcome is known, so that many at once are no way around. 0 when it may go on, else
    /// the milliseconds to wait; then it is not counted.
    qint64 begin(const QString &address, const QString &key, MonoMs now);
    /// The password was right: the attempt does not count, nor do the earlier ones from there for that name.
    void succeeded(const QString &address, const QString &key);
    /// That person is there, with a token or a password, and is known there from now on. True when that is worth
    /// keeping for the next run: a new place, and after KeepMs again.
    bool metAt(const QString &address, const QString &key, MonoMs now);
    bool isKnownAt(const QString &address, const QString &key) const;
    /// The outcome never came.
    void abandoned(const QString &address, const QString &key);

    /// What has reached its bound with a wrong password from there for that name: it waits also after a restart.
    std::vector<AttemptRecord> exhausted(const QString &address, const QString &key) const;
    /// All that counts still.
    std::vector<AttemptRecord> all(MonoMs now) const;
    /// What an earlier run has kept. A `since` to come is taken for now.
    void restore(const AttemptRecord &record, MonoMs now);

    static constexpr qint64 WindowMs = 60'000;
    static constexpr qint64 KeepMs = 24LL * 3600 * 1000;
    /// For one name from one address: a person errs a few times.
    static constexpr int MaxPerPair = 8;
    /// From one address, whatever the names: a household or an office behind one address.
    static constexpr int MaxPerAddress = 60;
    /// The same from one network (clientNetwork()), which one customer may have, and several may share.
    static constexpr int MaxPerNetworkPair = 4 * MaxPerPair;
    static constexpr int MaxPerNetwork = 4 * MaxPerAddress;
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
    struct Place {
        MonoMs met = 0;
        MonoMs kept = 0;
    };
    struct Bound {
        QString what;
        int most = 0;
    };
    /// The pair's first.
    static std::vector<Bound> boundsOf(const QString &address, const QString &key);
    qint64 waitMs(const QString &what, int most, MonoMs now);
    void count(const QString &what, MonoMs now);
    void uncount(const QString &what);
    void makeRoom(MonoMs now);

    std::map<QString, Record> m_records;
    std::map<QString, std::map<QString, Place>> m_known; ///< by name: addresses, and when it was there last
};

} // namespace banter
