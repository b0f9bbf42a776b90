// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"

#include <vector>

namespace banter::eventstream {

/// The bytes of a text/event-stream (HTML Standard, section 9.2) cut into its pieces, however they arrive. Pure; one
/// object per stream.
///
/// A piece is a text frame: either one comment line, which begins with a colon and is given as soon as it is whole,
/// or all lines of one event, joined by line feeds, given at the blank line that ends it. CR, LF and CR LF all end
/// lines; one byte order mark at the beginning is left out. Whether the text is valid is for readEvent() to say.
///
/// Of a piece that is larger than allowed the beginning is given, as cut, when its end has come; never half a character
/// of UTF-8 more than the server sent.
class Splitter final {
public:
    /// `maxBytes` of one event or comment, 1 or more.
    explicit Splitter(qint64 maxBytes) : m_maxBytes(maxBytes) {}

    /// The pieces that these bytes complete, in order. Nothing after tooBig().
    std::vector<Frame> feed(const QByteArray &bytes);
    /// An event or a comment has no end, or none within sixteen times of what is allowed: nothing sane can follow.
    bool tooBig() const { return m_tooBig; }
    /// Whether the stream stands within an event: where it ends there, it was cut off.
    bool isWithinEvent() const { return m_inLine || !m_event.isEmpty(); }

private:
    void take(const char *bytes, qsizetype count);
    bool beginsWithMark(const char *bytes, qsizetype count) const;
    void endLine(std::vector<Frame> &out);
    void skipMark();

    qint64 m_maxBytes;
    QByteArray m_line;
    QByteArray m_event;
    bool m_inLine = false;   ///< something of a line has come, whether or not it was kept
    bool m_eventCut = false; ///< something of m_event was left out
    bool m_lineCut = false;  ///< or of m_line
    qint64 m_leftOut = 0;    ///< bytes of the present event, and of the comments in it
    bool m_atStart = true;   ///< no line has ended yet
    bool m_afterCr = false;
    bool m_tooBig = false;
};

} // namespace banter::eventstream
