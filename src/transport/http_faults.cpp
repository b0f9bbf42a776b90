// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/http_faults.h"

namespace banter {
namespace {

// Qt's own sentences hold the whole address, and its query may hold a secret.
QString reasonOf(const QNetworkReply &reply)
{
    const int status = httpStatus(reply);
    if (status >= 300) {
        const QString phrase = reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
        return QStringLiteral("The server answered %1.")
            .arg(QStringLiteral("%1 %2").arg(QString::number(status), phrase).trimmed());
    }
    QString words = reply.errorString();
    for (const auto form : {QUrl::FullyEncoded, QUrl::PrettyDecoded, QUrl::FullyDecoded}) {
        const QString query = reply.url().query(form);
        if (!query.isEmpty())
            words.remove(QLatin1Char('?') + query);
    }
    return words;
}

// Somebody answered, and not in HTTP.
bool isForeign(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError ||
           error == QNetworkReply::ProtocolInvalidOperationError;
}

} // namespace

bool isGatewaysWord(int status)
{
    return status == 502 || status == 503 || status == 504;
}

bool asksForTls(const QByteArray &page)
{
    const QByteArray words = page.toLower();
    return words.contains("https port") || words.contains("https server") || words.contains("ssl-enabled server");
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
    end.reason = reasonOf(reply).left(LinkEnd::MaxReasonChars);
    if (reply.error() == QNetworkReply::OperationCanceledError) // the deadline did it, or the size
        end.reason = QStringLiteral("The server did not answer in time, or without end.");
    end.httpStatus = httpStatus(reply);
    if (!tlsFault.isEmpty()) {
        end.kind = LinkEnd::Kind::Tls;
        end.code = 1015;
        end.reason = tlsFault;
    } else if (reply.error() == QNetworkReply::SslHandshakeFailedError) {
        end.kind = LinkEnd::Kind::NoTls;
    } else if (wasOpen) {
        end.kind = LinkEnd::Kind::Lost;
    } else if (end.httpStatus != 0 || isForeign(reply.error())) {
        end.kind = LinkEnd::Kind::Handshake;
    } else {
        const bool hungUp = reply.error() == QNetworkReply::RemoteHostClosedError;
        end.kind = hungUp ? LinkEnd::Kind::HungUp : LinkEnd::Kind::Refused;
    }
    return end;
}

} // namespace banter
