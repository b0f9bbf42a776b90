// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

namespace banter {

/// Lets the calling thread, for as long as it lives, take what the other threads of this machine leave of the
/// processors: about a tenth where they want all of it, so that it never stands still. QThread::setPriority() does
/// nothing on Linux, but for IdlePriority, under which a busy machine stops a thread. Where the system refuses, all is
/// as it was.
void lowerThreadPriority();

} // namespace banter
