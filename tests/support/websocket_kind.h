// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "websocket/kind.h"

namespace banter::testing {

/// Which WebSocket the servers of a test take: what BANTER_TEST_WEBSOCKET says, such as "own", else Auto. ctest runs
/// the tests that meet a server over sockets with the other one, too (banter_tests_with()).
inline WebSocketKind testedWebSocket()
{
    return webSocketKindNamed(qEnvironmentVariable("BANTER_TEST_WEBSOCKET")).value_or(WebSocketKind::Auto);
}

} // namespace banter::testing
