// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace banter {

/// Ends sending on a connected socket, given by its descriptor; what comes in can still be read. Any thread.
void shutSending(qintptr socket);

} // namespace banter
