// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/websocket/wire.h"

namespace banter::testing {

/// A case of the Autobahn test suite (github.com/crossbario/autobahn-testsuite): what the peer sends and what it comes
/// to.
struct AutobahnCase {
    QByteArray number; ///< as the suite has it, such as "5.19"
    std::vector<WireFrame> frames;
    std::vector<websocket::Event> events; ///< of a Failed only the code counts
};

/// Sections 1 (framing), 2 (pings), 3 (reserved bits), 4 (opcodes), 5 (fragments), 6 (UTF-8, but 6.4, which is about
/// when a fault is seen), 7 (close handshake) and 9 (limits). In which pieces the suite sends the bytes is not in the
/// cases: each is to be fed in all ways.
std::vector<AutobahnCase> autobahnCases();
/// Those of section 6 alone.
std::vector<AutobahnCase> autobahnUtf8Cases();

} // namespace banter::testing
