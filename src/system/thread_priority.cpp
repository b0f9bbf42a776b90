// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/thread_priority.h"

#include <QThread>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace banter {

#ifdef Q_OS_LINUX

void lowerThreadPriority()
{
    // A weight of 110 beside the usual 1,024 (sched_prio_to_weight in the kernel's sources). With PRIO_PROCESS, 0 is
    // the calling thread, see "C library/kernel differences" in setpriority(2).
    constexpr int Nice = 10;
    ::setpriority(PRIO_PROCESS, 0, Nice);
}

#else

void lowerThreadPriority()
{
    QThread::currentThread()->setPriority(QThread::LowPriority);
}

#endif

} // namespace banter
