// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QThread>

namespace banter {

// A thread that is in a call without a deadline, such as one to a bus that says nothing, cannot be ended. It is left,
// and the process has to end without waiting for it: what runs at the end of a process, Qt's own connections to a bus
// among it, would wait for ever.

/// Asks `thread` to end its event loop, and deletes it when it has done so within `ms`; one that hangs is left. The
/// thread that made it.
void endOrLeave(QThread *thread, unsigned long ms);
/// Whether one was left in this process: then std::_Exit() is the way out. Any thread.
bool wereThreadsLeft();

} // namespace banter
