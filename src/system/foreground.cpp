// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/foreground.h"

#ifdef Q_OS_WIN
#include "system/windows_calls.h"
#endif

namespace banter {

void allowForeground(qint64 process)
{
#ifdef Q_OS_WIN
    windows::allowForeground(std::uint32_t(process));
#else
    Q_UNUSED(process);
#endif
}

void nameApplication(const QString &id)
{
#ifdef Q_OS_WIN
    windows::nameApplication(id.toStdWString());
#else
    Q_UNUSED(id);
#endif
}

} // namespace banter
