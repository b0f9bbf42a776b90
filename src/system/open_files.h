// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

namespace banter {

/// Lets this process have `wanted` files and sockets open at once, as far as the system allows; never fewer than it may
/// have already. Gives how many it may have now, at most `wanted`. On Windows sockets are not counted. Any thread, once
/// at a time.
int allowOpenFiles(int wanted);

} // namespace banter
