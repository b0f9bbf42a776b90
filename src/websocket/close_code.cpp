// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/close_code.h"

#include "core/utf8.h"
#include "websocket/character_cut.h"
#include "websocket/utf8_checker.h"

#include <QtEndian>

namespace banter::websocket {

bool mayBeSent(int code)
{
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

QByteArray closePayload(const CloseWords &words)
{
    if (!mayBeSent(words.code))
        return {};
    QByteArray payload(sizeof(quint16), Qt::Uninitialized);
    qToBigEndian(quint16(words.code), payload.data());
    const QByteArray reason = words.reason.toUtf8();
    return payload + reason.first(wholeCharacters(reason, MaxControlBytes - payload.size()));
}

ReadClose readClosePayload(QByteArrayView payload)
{
    if (payload.isEmpty())
        return {};
    if (payload.size() < qsizetype(sizeof(quint16)))
        return {{}, close_code::ProtocolError};
    const int code = qFromBigEndian<quint16>(payload.data());
    if (!mayBeSent(code))
        return {{}, close_code::ProtocolError};
    const QByteArrayView reason = payload.sliced(qsizetype(sizeof(quint16)));
    Utf8Checker checker;
    if (!checker.feed(reason) || !checker.isComplete())
        return {{}, close_code::NotUtf8};
    return {{code, textFromUtf8(reason)}, std::nullopt};
}

} // namespace banter::websocket
