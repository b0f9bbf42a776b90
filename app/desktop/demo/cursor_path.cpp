// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "demo/cursor_path.h"

#include <algorithm>
#include <cmath>

namespace banter::demo {

namespace {

constexpr double Low = 0.05;
constexpr double High = 0.95;
constexpr double Bend = 0.25;
/// A board's width in a second and a half: a hand that points, not one that hurries.
constexpr double MsPerWidth = 1500;
constexpr double ShortestMs = 500;

double inside(double value)
{
    return std::clamp(value, Low, High);
}

} // namespace

CursorPath::CursorPath(CursorPoint from, Random &random)
{
    const CursorPoint to{random.uniform(Low, High), random.uniform(Low, High)};
    const auto bent = [&](double part) {
        return CursorPoint{inside(from.x + (to.x - from.x) * part + random.uniform(-Bend, Bend)),
                           inside(from.y + (to.y - from.y) * part + random.uniform(-Bend, Bend))};
    };
    m_points[0] = from;
    m_points[1] = bent(1.0 / 3);
    m_points[2] = bent(2.0 / 3);
    m_points[3] = to;
    const double length = std::hypot(to.x - from.x, to.y - from.y) + Bend;
    m_durationMs = static_cast<qint64>(std::max(ShortestMs, length * MsPerWidth));
}

CursorPoint CursorPath::at(qint64 ms) const
{
    const double linear = std::clamp(static_cast<double>(ms) / static_cast<double>(m_durationMs), 0.0, 1.0);
    const double t = linear * linear * (3 - 2 * linear); // smoothstep: no jerk at either end
    const double u = 1 - t;
    const double weights[4] = {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
    CursorPoint point;
    for (int i = 0; i < 4; ++i) {
        point.x += weights[i] * m_points[i].x;
        point.y += weights[i] * m_points[i].y;
    }
    return {std::clamp(point.x, 0.0, 1.0), std::clamp(point.y, 0.0, 1.0)};
}

} // namespace banter::demo
