// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/peer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkRequest>
#include <QTest>
#include <QWebSocketHandshakeOptions>

namespace banter::testing {
namespace {

constexpr int SoonMs = 30'000; // on a busy machine with ASan

} // namespace

Peer::Peer(const QUrl &server, const QString &subprotocol, const QByteArray &forwardedFor)
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
        if (document.isObject())
            m_items.push_back(document.object());
        const QJsonArray batch = document.array();
        for (const QJsonValue &item : batch)
            m_items.push_back(item.toObject());
    });
    QWebSocketHandshakeOptions options;
    if (!subprotocol.isEmpty())
        options.setSubprotocols({subprotocol});
    QNetworkRequest request(server);
    if (!forwardedFor.isEmpty())
        request.setRawHeader("X-Forwarded-For", forwardedFor);
    m_socket.open(request, options);
}

bool Peer::opened()
{
    return QTest::qWaitFor([this] { return isOpen(); }, SoonMs);
}

bool Peer::enter(const QString &user, const QString &method, const QString &secret)
{
    if (!opened())
        return false;
    const QJsonObject auth{
        {QStringLiteral("method"), method}, {QStringLiteral("user"), user}, {QStringLiteral("secret"), secret}};
    const QJsonObject hello{{QStringLiteral("type"), QStringLiteral("hello")},
                            {QStringLiteral("id"), 1},
                            {QStringLiteral("version"), 1},
                            {QStringLiteral("client"), QStringLiteral("test")},
                            {QStringLiteral("auth"), auth}};
    say(QJsonDocument(hello).toJson(QJsonDocument::Compact));
    return answer(1)[QStringLiteral("type")].toString() == QStringLiteral("welcome");
}

template <class Fits>
QJsonObject Peer::find(Fits fits)
{
    QJsonObject found;
    const bool there = QTest::qWaitFor(
        [&] {
            for (const QJsonObject &item : std::as_const(m_items)) {
                if (fits(item)) {
                    found = item;
                    return true;
                }
            }
            return !isOpen();
        },
        SoonMs);
    return there ? found : QJsonObject();
}

QJsonObject Peer::answer(int id)
{
    return find([id](const QJsonObject &item) { return item[QStringLiteral("re")].toInt() == id; });
}

QList<QJsonObject> Peer::answers() const
{
    QList<QJsonObject> answers;
    for (const QJsonObject &item : m_items) {
        if (item.contains(QStringLiteral("re")))
            answers.push_back(item);
    }
    return answers;
}

QJsonObject Peer::first(const QString &type)
{
    return find([&](const QJsonObject &item) { return item[QStringLiteral("type")].toString() == type; });
}

bool Peer::isServed()
{
    const int id = ++m_next;
    say(R"({"type":"rooms.list","id":)" + QByteArray::number(id) + "}");
    return answer(id)[QStringLiteral("type")].toString() == QStringLiteral("rooms");
}

int Peer::closed()
{
    const bool over = QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, SoonMs);
    return over ? int(m_socket.closeCode()) : -1;
}

} // namespace banter::testing
