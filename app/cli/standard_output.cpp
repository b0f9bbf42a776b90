// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "standard_output.h"

namespace banter::cli {

StandardOutput::StandardOutput()
{
    outliveReaders();
}

Written StandardOutput::write(const QByteArray &bytes)
{
    if (m_state == Written::All) {
        m_state = writeBytes(Stream::Output, bytes);
    }
    return m_state;
}

} // namespace banter::cli
