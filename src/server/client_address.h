// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHostAddress>

namespace banter {

/// Where a client is, for counting its links and its failed sign-ins: `peer`, or, `behindProxy`, what a proxy on this
/// machine says in the last entry of X-Forwarded-For, which is its own; earlier ones are whatever the client sent.
/// Without such an address, and where it is not the proxy that called, it is `peer`. Of an IPv6 address its /64, since
/// that is what one customer of a provider has (RFC 6177 speaks of one or more): "2001:db8:1:2::/64". IPv4 within IPv6
/// is IPv4. Pure; any thread.
QString clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor, bool behindProxy);

/// What surrounds such an address: of "2001:db8:1:2::/64" it is "2001:db8:1::/48", which is the most that one customer
/// is given (RFC 6177, section 2), 65,536 of the others. Several customers with a /56 each may share it, so it counts
/// beside the address and is bounded more generously. Of others it is the address itself. Pure; any thread.
QString clientNetwork(const QString &address);

} // namespace banter
