// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/open_files.h"

#include <QtGlobal>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace banter {

#ifdef Q_OS_UNIX

int allowOpenFiles(int wanted)
{
    const auto most = rlim_t(std::max(0, wanted));
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted; // nothing is known of a bound
    if (limit.rlim_cur < most) {
        rlimit raised = limit;
        raised.rlim_cur = std::min(most, limit.rlim_max);
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0)
            limit = raised;
    }
    return int(std::min(most, limit.rlim_cur));
}

#else

int allowOpenFiles(int wanted)
{
    return wanted;
}

#endif

} // namespace banter
