// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace banter {

/// Which of the jobs that wait is done next, where few can be done at once and each takes long: of everybody who asks
/// one at a time, and all in turn. So who asks for many keeps nobody else waiting for more than one of them, and where
/// no more may wait, the one goes who has most. Pure; one thread.
class JobTurns final {
public:
    /// What is later waits until nothing that is before it can be done.
    enum class Rank { Known, Stranger, Newcomer };

    struct Job {
        Rank rank = Rank::Stranger;
        QString whom; ///< one at a time of each. What is Known waits for nobody's but its own rank
        QString from; ///< of one `whom`: who has fewest waiting comes first
        std::function<void()> run;
        std::function<void()> dropped = {}; ///< in place of `run`; null: it stays until it is done
    };

    /// `mostUnknown`: so many that are not Known are done at once, whosever they are. Those who are find a place then.
    explicit JobTurns(std::size_t mostUnknown = std::numeric_limits<std::size_t>::max()) : m_mostUnknown(mostUnknown) {}

    void add(Job job)
    {
        Line &line = m_lines[std::size_t(job.rank)];
        std::deque<Job> &own = line.jobs[job.whom];
        if (own.empty())
            line.turns.push_back(job.whom);
        own.push_back(std::move(job));
        ++line.count;
    }
    /// Takes the next one out, of somebody for whom none is being done; nothing where there is none. done() follows.
    std::optional<Job> next()
    {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (Rank(i) != Rank::Known && unknownBusy() >= m_mostUnknown)
                continue;
            Line &line = m_lines[i];
            const auto turn = std::find_if(line.turns.begin(), line.turns.end(),
                                           [&](const QString &whom) { return !isBusy(Rank(i), whom); });
            if (turn == line.turns.end())
                continue;
            const QString whom = *turn;
            line.turns.erase(turn);
            const std::deque<Job> &own = line.jobs.at(whom);
            Job job = take(line, whom, std::size_t(fewest(own) - own.begin()));
            if (line.jobs.contains(whom))
                line.turns.push_back(whom);
            m_busy.insert({job.rank, whom});
            return job;
        }
        return std::nullopt;
    }
    void done(Rank rank, const QString &whom)
    {
        if (const auto one = m_busy.find({rank, whom}); one != m_busy.end())
            m_busy.erase(one);
    }

    /// How many wait.
    std::size_t waiting(Rank rank) const { return m_lines[std::size_t(rank)].count; }

    /// Takes out the one that has to go so that one more of that rank and of `whom` can wait: of those of later ranks,
    /// where it is Known; and of the rank and later ones that of somebody who has two more than `whom`. Nothing where
    /// all that wait have as good a right.
    std::optional<Job> makeRoom(Rank rank, const QString &whom)
    {
        if (rank == Rank::Known) {
            if (auto job = drop(Rank::Stranger, 0))
                return job;
        }
        return drop(rank, count(rank, whom) + 2);
    }

private:
    struct Line {
        std::deque<QString> turns;               ///< those with jobs, in turn
        std::map<QString, std::deque<Job>> jobs; ///< never an empty one
        std::size_t count = 0;
    };

    bool isBusy(Rank rank, const QString &whom) const
    {
        return m_busy.contains({rank, whom}) ||
               (rank != Rank::Known &&
                std::any_of(m_busy.begin(), m_busy.end(), [&](const auto &one) { return one.second == whom; }));
    }
    std::size_t unknownBusy() const
    {
        return std::size_t(
            std::count_if(m_busy.begin(), m_busy.end(), [](const auto &one) { return one.first != Rank::Known; }));
    }
    static Job take(Line &line, const QString &whom, std::size_t index)
    {
        const auto own = line.jobs.find(whom);
        const auto at = own->second.begin() + std::ptrdiff_t(index);
        Job job = std::move(*at);
        own->second.erase(at);
        if (own->second.empty())
            line.jobs.erase(own);
        --line.count;
        return job;
    }
    static std::map<QString, int> countsOf(const std::deque<Job> &jobs)
    {
        std::map<QString, int> counts;
        for (const Job &job : jobs)
            ++counts[job.from];
        return counts;
    }
    /// The first of whoever has fewest there.
    static std::deque<Job>::const_iterator fewest(const std::deque<Job> &jobs)
    {
        const auto counts = countsOf(jobs);
        return std::min_element(jobs.begin(), jobs.end(), [&](const Job &one, const Job &other) {
            return counts.at(one.from) < counts.at(other.from);
        });
    }
    /// Of that rank and later ones.
    std::size_t count(Rank rank, const QString &whom) const
    {
        std::size_t all = 0;
        for (std::size_t i = std::size_t(rank); i < m_lines.size(); ++i) {
            const auto own = m_lines[i].jobs.find(whom);
            all += own == m_lines[i].jobs.end() ? 0 : own->second.size();
        }
        return all;
    }
    /// The last one of who has most of that rank and later ones, if those are `least`; of the latest rank.
    std::optional<Job> drop(Rank rank, std::size_t least)
    {
        QString victim;
        std::size_t most = 0;
        for (std::size_t i = std::size_t(rank); i < m_lines.size(); ++i) {
            for (const auto &[whom, jobs] : m_lines[i].jobs) {
                if (const std::size_t all = count(rank, whom); all > most) {
                    most = all;
                    victim = whom;
                }
            }
        }
        if (most == 0 || most < least)
            return std::nullopt;
        for (std::size_t i = m_lines.size(); i-- > std::size_t(rank);) {
            const auto own = m_lines[i].jobs.find(victim);
            if (own == m_lines[i].jobs.end())
                continue;
            if (const auto index = lastOfMost(own->second)) {
                Job job = take(m_lines[i], victim, *index);
                if (!m_lines[i].jobs.contains(victim))
                    std::erase(m_lines[i].turns, victim);
                return job;
            }
        }
        return std::nullopt;
    }
    static std::optional<std::size_t> lastOfMost(const std::deque<Job> &jobs)
    {
        const auto counts = countsOf(jobs);
        std::optional<std::size_t> found;
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            if (jobs[i].dropped && (!found || counts.at(jobs[i].from) >= counts.at(jobs[*found].from)))
                found = i;
        }
        return found;
    }

    std::size_t m_mostUnknown;
    std::array<Line, 3> m_lines;
    std::multiset<std::pair<Rank, QString>> m_busy;
};

} // namespace banter
