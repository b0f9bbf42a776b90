// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/secrecy.h"

#include "transport/nearby.h"

namespace banter {

bool canBeReadOnTheWay(const QUrl &server)
{
    const QString scheme = server.scheme();
    const bool isOpen = scheme == QLatin1String("ws") || scheme == QLatin1String("http");
    return isOpen && !isThisComputer(server.host());
}

} // namespace banter
