// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/door.h"

namespace banter::testing {

Door::Door(WebSocketKind kind, Scheduler *other) : m_listener(other ? *other : m_scheduler, kind)
{
    connect(&m_listener, &WebSocketListener::entered, this, [this](PeerSocket *came, const Visitor &who) {
        socket.reset(came);
        visitor = who;
        texts.clear();
        code = -1;
        ++entered;
        socket->allow({FrameBytes, PingBytes});
        connect(came, &PeerSocket::received, this, [this](const QByteArray &data) {
            texts.push_back(data);
            if (onText)
                onText();
        });
        connect(came, &PeerSocket::ponged, this, [this] { ++pongs; });
        connect(came, &PeerSocket::ended, this, [this](int with) { code = with; });
    });
    const Result<QUrl> listens = m_listener.listen(QStringLiteral("127.0.0.1"), 0);
    if (listens.ok())
        url = listens.value();
}

Door::~Door()
{
    if (socket)
        socket->disconnect(this);
}

void addWebSocketKinds()
{
    QTest::addColumn<WebSocketKind>("kind");
    QTest::newRow("own") << WebSocketKind::Own;
    QTest::newRow("qt") << WebSocketKind::Qt;
}

} // namespace banter::testing
