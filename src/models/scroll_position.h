// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

namespace banter {

/// Where the view of a timeline stays: at the newest message while it is there, else the row at its lower edge keeps
/// its distance from that edge, whatever comes, goes or changes its height. Pure: lengths in pixels in, places in
/// pixels out. Down the screen they grow, and the newest message is at the end.
class ScrollPosition {
public:
    /// Less than this from the newest is "at the newest": a wheel turned a little must leave it.
    static constexpr double Reach = 2;

    /// What a view says of itself.
    struct View {
        double y = 0;       ///< what is at its upper edge
        double origin = 0;  ///< where the rows begin
        double content = 0; ///< how high they are together, as far as the view knows
        double margin = 0;  ///< below them
        double height = 0;

        double edge() const { return y + height; }
        /// Where it is when it shows the newest message whole.
        double end() const { return origin + content + margin - height; }
        /// Between its lower edge and the end of the newest message.
        double below() const { return end() - y; }
        double above() const { return y - origin; }
        /// `wanted`, or what is next to it within the rows.
        double within(double wanted) const;
    };

    bool atNewest(const View &view) const { return view.below() <= Reach; }
    /// Close enough that a way to the newest would be of no use.
    bool nearby() const { return m_near; }
    /// Of a room that is shown anew.
    void reset() { *this = ScrollPosition(); }
    /// The view was moved. `lowest`: the end of the row at its lower edge, which it is to keep; none: it keeps to the
    /// newest, or there is no row.
    void note(const View &view, std::optional<double> lowest);
    /// Where the view is to be. `lowest`: the end of the row that it keeps, where that is now; none: there is no such
    /// row any more, and it stays where it is.
    double target(const View &view, bool following, std::optional<double> lowest) const;
    /// Where the view shows a row that begins there, with a part of the screen above it: what was read last.
    static double opened(const View &view, double row) { return view.within(row - view.height * 0.2); }
    /// Nearly a screen further, towards the older ones with 1: a line stays to go on from.
    static double turned(const View &view, int step) { return view.within(view.y - step * view.height * 0.9); }
    /// It is time to ask for messages beyond the rows.
    static bool nearsStart(const View &view) { return view.above() < view.height * 1.5; }
    static bool nearsEnd(const View &view) { return view.below() < view.height; }
    /// A row is seen when its end is: of a long message people read the end last.
    static bool isSeen(const View &view, double end) { return end <= view.edge() + 1; }

private:
    bool m_near = true;
    double m_offset = 0; ///< from the lower edge to the end of the row that is kept
};

} // namespace banter
