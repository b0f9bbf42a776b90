// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <deque>
#include <functional>
#include <string>

namespace banter::simulation {

/// What happened, in order: the last of it to be read, all of it as one number. Two runs of a seed give the same
/// number, or the simulation is not deterministic.
class Trace final {
public:
    /// `line` says who and what.
    void note(std::string line)
    {
        const qint64 at = now ? now() : 0;
        mix(&at, sizeof at);
        mix(line.data(), line.size());
        m_lines.emplace_back(at, std::move(line));
        if (m_lines.size() > keep)
            m_lines.pop_front();
    }
    quint64 hash() const { return m_hash; }
    const std::deque<std::pair<qint64, std::string>> &lines() const { return m_lines; }

    /// The first fault that was found ends the run.
    void fail(const std::string &what)
    {
        if (fault.empty())
            fault = what;
    }
    bool failed() const { return !fault.empty(); }

    std::function<qint64()> now; ///< ms on the timeline
    std::string fault;
    std::size_t keep = 120; ///< enough to see what led to a fault

private:
    // FNV-1a, 64 bits (Fowler, Noll, Vo).
    void mix(const void *bytes, std::size_t size)
    {
        const auto *byte = static_cast<const unsigned char *>(bytes);
        for (std::size_t i = 0; i < size; ++i)
            m_hash = (m_hash ^ byte[i]) * 0x100000001b3ULL;
    }

    quint64 m_hash = 0xcbf29ce484222325ULL;
    std::deque<std::pair<qint64, std::string>> m_lines;
};

} // namespace banter::simulation
