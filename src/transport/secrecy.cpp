// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/secrecy.h"

#include <QHostAddress>

namespace banter {

bool canBeReadOnTheWay(const QUrl &server)
{
    const QString scheme = server.scheme();
    if (scheme != QLatin1String("ws") && scheme != QLatin1String("http"))
        return false;
    const QString host = server.host().toLower();
    if (host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")))
        return false;
    const QHostAddress address(host);
    return address.isNull() || !address.isLoopback();
}

} // namespace banter
