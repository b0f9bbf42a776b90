// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QList>
#include <QUrl>
#include <QWebSocket>

namespace banter::testing {

/// Somebody on a real socket who may say anything at all.
class Peer final : public QObject {
    Q_OBJECT
public:
    /// Offers `subprotocol`; none when empty. `forwardedFor`: what a proxy would say of it.
    Peer(const QUrl &server, const QString &subprotocol = QStringLiteral("banter.v1.json"),
         const QByteArray &forwardedFor = {});

    bool opened();
    /// Makes the account, or signs in when it is there; true once welcome.
    bool enter(const QString &user, const QString &method = QStringLiteral("register"),
               const QString &secret = QStringLiteral("correct horse"));
    /// From the welcome, if there was one in it.
    QString token() { return answer(1)[QStringLiteral("token")].toString(); }
    void say(const QByteArray &json) { m_socket.sendTextMessage(QString::fromUtf8(json)); }
    void sayBinary(const QByteArray &bytes) { m_socket.sendBinaryMessage(bytes); }
    /// The answer to request `id`, or an empty object when none comes in time or the link is closed.
    QJsonObject answer(int id);
    /// All answers until now, in the order in which they came.
    QList<QJsonObject> answers() const;
    /// The first item of that type, the same way.
    QJsonObject first(const QString &type);
    /// Sends a request that everybody may make and waits for its answer.
    bool isServed();
    /// The code of the server's Close frame; -1 when none comes in time.
    int closed();
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

private:
    template <class Fits>
    QJsonObject find(Fits fits);

    QWebSocket m_socket;
    QList<QJsonObject> m_items;
    int m_next = 1'000'000;
};

} // namespace banter::testing
