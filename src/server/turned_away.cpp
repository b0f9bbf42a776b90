// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/turned_away.h"

#include "server/graceful_close.h"

namespace banter {

void TurnedAway::add(std::unique_ptr<PeerSocket> socket, const QString &address, int code, const QString &reason)
{
    const quint64 number = ++m_last;
    if (const auto oldest = m_places.enter(number, address)) {
        m_sockets.at(*oldest)->abort();
        forget(*oldest);
    }
    // Queued: the last word may end it from inside.
    connect(
        socket.get(), &PeerSocket::ended, this, [this, number] { forget(number); }, Qt::QueuedConnection);
    socket->close(code, reason, GracefulClose::LongestMs);
    m_sockets.emplace(number, std::move(socket));
}

void TurnedAway::forget(quint64 number)
{
    m_places.leave(number);
    const auto found = m_sockets.find(number);
    if (found == m_sockets.end())
        return;
    m_sockets.erase(found); // never from inside of one of its calls
}

} // namespace banter
