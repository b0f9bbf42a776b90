// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/handshakes.h"

#include "core/version.h"
#include "protocol/codec.h"
#include "server/codec_handshakes.h"
#include "server/qt_handshakes.h"

#include <QUrl>

namespace banter {

using namespace protocol;

std::unique_ptr<Handshakes> makeHandshakes(WebSocketKind kind, Scheduler &scheduler)
{
    if ((kind == WebSocketKind::Auto ? UsualPeerSocket : kind) == WebSocketKind::Own)
        return std::make_unique<CodecHandshakes>(scheduler);
    return std::make_unique<QtHandshakes>(scheduler);
}

QStringList servedSubprotocols()
{
    return {QString(ProvingJsonSubprotocol), QString(ProvingCborSubprotocol), QString(JsonSubprotocol),
            QString(CborSubprotocol)};
}

QString serverWords()
{
    return QStringLiteral("banter-server/") + programVersion();
}

bool mayCome(const QString &origin)
{
    if (origin.isEmpty())
        return true;
    const QString host = QUrl(origin).host();
    return host == QStringLiteral("localhost") || QHostAddress(host).isLoopback();
}

} // namespace banter
