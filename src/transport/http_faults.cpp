// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/http_faults.h"

namespace banter {

bool isGatewaysWord(int status)
{
    return status == 502 || status == 503 || status == 504;
}

LinkEnd lostLink(const QString &reason)
{
    return {LinkEnd::Kind::Lost, 1006, 0, reason};
}

int httpStatus(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

LinkEnd endOfReply(const QNetworkReply &reply, bool wasOpen, const QString &tlsFault)
{
    LinkEnd end;
    end.reason = reply.errorString().left(LinkEnd::MaxReasonChars);
    if (reply.error() == QNetworkReply::OperationCanceledError) // the deadline did it, or the size
        end.reason = QStringLiteral("The server did not answer in time, or without end.");
    end.httpStatus = httpStatus(reply);
    if (!tlsFault.isEmpty() || reply.error() == QNetworkReply::SslHandshakeFailedError) {
        end.kind = LinkEnd::Kind::Tls;
        end.code = 1015;
        end.reason = tlsFault.isEmpty() ? end.reason : tlsFault;
    } else if (wasOpen) {
        end.kind = LinkEnd::Kind::Lost;
    } else {
        end.kind = end.httpStatus != 0 ? LinkEnd::Kind::Handshake : LinkEnd::Kind::Refused;
    }
    return end;
}

} // namespace banter
