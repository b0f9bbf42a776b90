// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace banter::cli {

/// Cuts a stream of bytes into lines of bounded length. Pure; one thread.
class LineSplitter {
public:
    /// A message's text is at most 16 KiB; escaped as \uXXXX that is under 64 KiB with its other fields.
    static constexpr qsizetype MaxLineBytes = 65'536;

    struct Line {
        qint64 number = 0; ///< from 1
        QByteArray bytes;  ///< without its line feed and a carriage return before it; empty when too long
        bool tooLong = false;
    };

    void feed(const QByteArray &bytes);
    /// The stream is over: what is left counts as a line.
    void end();
    /// The next whole line, if there is one.
    std::optional<Line> next();

private:
    QByteArray m_rest;
    qsizetype m_start = 0;   ///< where the next line begins in m_rest
    qsizetype m_scanned = 0; ///< no line feed from m_start up to here
    qint64 m_number = 0;
    bool m_skipping = false; ///< inside a line that is already too long
    bool m_ended = false;
};

} // namespace banter::cli
