// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <map>
#include <vector>

namespace banter::testing {

/// An HTTP server on loopback that answers whatever a test wants, right or wrong.
class HttpPeer final : public QObject {
public:
    struct Request {
        QByteArray method;
        QByteArray target;
        QByteArray headers;
        QByteArray body;

        /// Whether this line is among the headers. Names are equal in any case: Qt 6.4 sends them as they were given,
        /// 6.8 in small letters.
        bool has(const QByteArray &header) const;
    };

    HttpPeer();

    QUrl url() const;
    /// The whole answer to a request, see reply(); empty: none, ever.
    std::function<QByteArray(const Request &)> answer;
    std::vector<Request> requests;

    /// More of an answer that has not ended, to every connection.
    void push(const QByteArray &bytes);
    /// Ends every connection, in order (FIN).
    void hangUp();

    static QByteArray reply(int status, const QByteArray &body, const QByteArray &headers = {});

private:
    void read(QTcpSocket *socket);

    std::map<QTcpSocket *, QByteArray> m_pending;
    QTcpServer m_server; // last: its sockets say goodbye to m_pending
};

} // namespace banter::testing
