// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>

namespace banter {

/// Which of the jobs that wait is done next, where few can be done at once and each takes long: of everybody who asks
/// one at a time, and all in turn. So who asks for many keeps nobody else waiting for more than one of them. Pure; one
/// thread.
class JobTurns final {
public:
    enum class Rank { First, Later }; ///< what is Later waits until nothing that is First can be done

    struct Job {
        QString whom;
        std::function<void()> run;
    };

    void add(Rank rank, Job job)
    {
        Line &line = m_lines[std::size_t(rank)];
        std::deque<Job> &own = line.jobs[job.whom];
        if (own.empty())
            line.turns.push_back(job.whom);
        own.push_back(std::move(job));
    }
    /// Takes the next one out, of somebody for whom none is being done; nothing where there is none. done() follows.
    std::optional<Job> next()
    {
        for (Line &line : m_lines) {
            const auto turn = std::find_if(line.turns.begin(), line.turns.end(),
                                           [this](const QString &whom) { return !m_busy.contains(whom); });
            if (turn == line.turns.end())
                continue;
            const auto own = line.jobs.find(*turn);
            Job job = std::move(own->second.front());
            own->second.pop_front();
            line.turns.erase(turn);
            if (own->second.empty())
                line.jobs.erase(own);
            else
                line.turns.push_back(job.whom);
            m_busy.insert(job.whom);
            return job;
        }
        return std::nullopt;
    }
    void done(const QString &whom) { m_busy.erase(whom); }

private:
    struct Line {
        std::deque<QString> turns;               ///< those with jobs, in turn
        std::map<QString, std::deque<Job>> jobs; ///< never an empty one
    };
    std::array<Line, 2> m_lines;
    std::set<QString> m_busy;
};

} // namespace banter
