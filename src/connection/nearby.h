// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter::connection {

/// Whether a host, as a URL has it (without brackets), is this computer or in a network that is nobody else's:
/// loopback, the private ranges of IPv4 (RFC 1918) and IPv6 (RFC 4193), link-local addresses, `localhost` (RFC 6761)
/// and names under `.local` (RFC 6762). Other names are not looked up. Pure.
bool isNearby(const QString &host);

} // namespace banter::connection
