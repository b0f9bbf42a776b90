// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace banter {

/// Whether a host is to be reached without a proxy by the words of the variable no_proxy, as curl and others read it:
/// names and addresses with commas or blanks between them; "*" is every host, "example.org" (with or without a point or
/// "*." before it) that host and all below it, "10.0.0.0/8" the addresses of that network; a port may follow a name.
/// `host` is a name or an address without brackets. Pure; any thread.
bool isWithoutProxy(const QString &noProxy, const QString &host, int port);

/// From now on every connection of this program goes through the proxies that the system is set to use, but those that
/// no_proxy or NO_PROXY leave out. Once, on the main thread.
void useSystemProxies();

} // namespace banter
