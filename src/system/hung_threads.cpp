// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/hung_threads.h"

#include <atomic>

namespace banter {
namespace {

std::atomic<bool> s_left = false;

} // namespace

void endOrLeave(QThread *thread, unsigned long ms)
{
    thread->quit();
    if (thread->wait(ms))
        delete thread;
    else
        s_left = true;
}

bool wereThreadsLeft()
{
    return s_left;
}

} // namespace banter
