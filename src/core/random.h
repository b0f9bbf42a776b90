// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace banter {

/// Randomness as a thing that is handed in, so that a seed replays a run.
class Random {
public:
    virtual ~Random() = default;
    /// 64 independent bits. Not for secrets: those come from libsodium.
    virtual quint64 next() = 0;
    /// Uniform in [low, high).
    double uniform(double low, double high);
    /// Uniform in [0, bound); bound must be at least 1.
    quint64 below(quint64 bound);
};

/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, and the same sequence on every machine.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(quint64 seed) : m_state(seed) {}
    quint64 next() override;

private:
    quint64 m_state;
};

/// The system's generator. Any thread.
class SystemRandom final : public Random {
public:
    quint64 next() override;
};

} // namespace banter
