// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/kind.h"

namespace banter {

std::optional<WebSocketKind> webSocketKindNamed(const QString &name)
{
    if (name == QLatin1String("auto"))
        return WebSocketKind::Auto;
    if (name == QLatin1String("own"))
        return WebSocketKind::Own;
    if (name == QLatin1String("qt"))
        return WebSocketKind::Qt;
    return std::nullopt;
}

} // namespace banter
