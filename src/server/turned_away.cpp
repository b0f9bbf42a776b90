// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/turned_away.h"

namespace banter {

TurnedAway::~TurnedAway()
{
    for (auto &[number, leaving] : m_sockets) {
        leaving.socket->disconnect(this);
        leaving.word.reset();
        delete leaving.socket;
    }
}

void TurnedAway::add(QWebSocket *socket, QTcpSocket *tcp, const QString &address, int code, const QString &reason)
{
    const quint64 number = ++m_last;
    if (const auto oldest = m_places.enter(number, address)) {
        QWebSocket *gone = m_sockets.at(*oldest).socket;
        forget(*oldest);
        gone->abort();
    }
    Leaving &leaving = m_sockets[number];
    leaving = {socket, std::make_unique<GracefulClose>(*socket, tcp, m_scheduler)};
    // Queued: the last word may end it from inside.
    connect(
        socket, &QWebSocket::disconnected, this, [this, number] { forget(number); }, Qt::QueuedConnection);
    leaving.word->say(code, reason);
}

void TurnedAway::forget(quint64 number)
{
    m_places.leave(number);
    const auto found = m_sockets.find(number);
    if (found == m_sockets.end())
        return;
    QWebSocket *socket = found->second.socket;
    m_sockets.erase(found); // its last word before it
    socket->disconnect(this);
    socket->deleteLater();
}

} // namespace banter
