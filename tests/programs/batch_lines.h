// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server.h"

namespace banter::test {

/// "line 1" to "line `count`", as a standard input has them.
QByteArray numberedLines(int count);

/// A new member of the room finds lines 1 to `count`, each once and in order.
bool holdsInOrder(Server &server, const QString &room, int count);

} // namespace banter::test
