// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/random.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace banter {

double Random::uniform(double low, double high)
{
    constexpr double Scale = 1.0 / 9007199254740992.0; // 2^-53: a double's mantissa
    const double value = low + (high - low) * (double(next() >> 11) * Scale);
    return value < high ? value : std::nextafter(high, low); // the sum rounds up where high is far from 0
}

quint64 Random::below(quint64 bound)
{
    return std::min(quint64(uniform(0.0, double(bound))), bound - 1);
}

quint64 SeededRandom::next()
{
    m_state += 0x9e3779b97f4a7c15ULL;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

quint64 SystemRandom::next()
{
    return QRandomGenerator::system()->generate64();
}

} // namespace banter
