// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace banter::cli {

/// The process's standard output. A write waits until the reader took it, as with any program in a pipe.
class StandardOutput {
public:
    /// From now on a reader that went away is an answer of write(), and no longer the end of the process.
    StandardOutput();

    /// False from the first time on that the reader was gone, or the disk full.
    bool write(const QByteArray &bytes);

private:
    bool m_open = true;
};

} // namespace banter::cli
