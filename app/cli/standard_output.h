// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/standard_streams.h"

namespace banter::cli {

/// The process's standard output. A write waits until the reader took it, as with any program in a pipe.
class StandardOutput {
public:
    /// From now on a reader that went away is an answer of write(), and no longer the end of the process.
    StandardOutput();

    /// Whole lines, and characters. After the first time that it was not All, nothing is written any more.
    Written write(const QByteArray &bytes);

private:
    Written m_state = Written::All;
};

} // namespace banter::cli
