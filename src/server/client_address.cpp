// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/client_address.h"

namespace banter {

QString clientAddress(const QHostAddress &peer, const QByteArray &forwardedFor, bool behindProxy)
{
    if (!behindProxy || !peer.isLoopback())
        return peer.toString();
    const QByteArray last = forwardedFor.mid(forwardedFor.lastIndexOf(',') + 1).trimmed();
    const QHostAddress said(QString::fromLatin1(last));
    return said.isNull() ? peer.toString() : said.toString();
}

} // namespace banter
