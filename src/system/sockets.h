// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace banter {

/// Ends sending on a connected socket, given by its descriptor; what comes in can still be read. Any thread.
void shutSending(qintptr socket);

/// Gives the system as much of `bytes` as it takes at once; `socket` is a descriptor that does not block. How many
/// those are: 0 where it takes none now, and where the socket has failed, of which its owner hears when it goes on. Any
/// thread.
qsizetype sendNow(qintptr socket, QByteArrayView bytes);

} // namespace banter
