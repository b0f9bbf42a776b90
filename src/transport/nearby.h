// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QSysInfo>

namespace banter {

// Where a server is, as far as its address tells. Hosts are as a URL has them, without brackets; a dot at the end,
// which is the root of names, and upper case mean nothing. Any thread; nothing is looked up.

/// This computer itself, so that nothing that is sent there is on its way: `localhost` and what is below it (RFC 6761),
/// the loopback addresses (RFC 1122, RFC 4291), and the computer's own name, alone or under `.local` (RFC 6762).
/// `ownName` is that name, with a domain or without.
bool isThisComputer(const QString &host, const QString &ownName = QSysInfo::machineHostName());

/// This computer, or in a network that is nobody else's, where no crowd has to be spread and no public certificate is
/// to be had: the private ranges of IPv4 (RFC 1918) and IPv6 (RFC 4193), link-local addresses (RFC 3927, RFC 4291),
/// names without a dot, and names under `.local` (RFC 6762), `.lan`, `.home.arpa` (RFC 8375) and `.internal`. Others
/// may listen there: whether a secret can be read on the way is for isThisComputer() to say.
bool isNearby(const QString &host, const QString &ownName = QSysInfo::machineHostName());

} // namespace banter
