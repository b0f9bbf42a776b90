// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/scroll_position.h"

#include <algorithm>

namespace banter {

double ScrollPosition::View::within(double wanted) const
{
    return std::max(origin, std::min(end(), wanted));
}

void ScrollPosition::note(const View &view, std::optional<double> lowest)
{
    m_near = view.below() <= std::max(Reach, view.height * 0.5);
    m_offset = lowest ? *lowest - view.edge() : 0;
}

double ScrollPosition::target(const View &view, bool following, std::optional<double> lowest) const
{
    if (following) {
        return view.end();
    }
    return lowest ? *lowest - view.height - m_offset : view.y;
}

} // namespace banter
