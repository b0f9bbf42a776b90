// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHostAddress>

namespace banter {

/// Where a client is, for counting its failed sign-ins: `peer`, or, `behindProxy`, what a proxy on this machine says in
/// the last entry of X-Forwarded-For, which is its own; earlier ones are whatever the client sent. Without such an
/// address, and where it is not the proxy that called, it is `peer`. Pure; any thread.
QString clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor, bool behindProxy);

} // namespace banter
