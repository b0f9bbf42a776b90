// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/link_limits.h"
#include "server/peer_socket.h"
#include "server/unauthenticated_links.h"

#include <map>
#include <memory>

namespace banter {

/// Sockets that were told to go before they said a word, until they have gone. They may be sending already, and may
/// stay for as long as a last word takes; where many do, the first of them have had their time. One thread.
class TurnedAway final : public QObject {
    Q_OBJECT
public:
    TurnedAway() = default;

    /// Closes `socket` with that. `address` as clientAddress() gives it.
    void add(std::unique_ptr<PeerSocket> socket, const QString &address, int code, const QString &reason);
    std::size_t count() const { return m_sockets.size(); }

private:
    void forget(quint64 number);

    std::map<quint64, std::unique_ptr<PeerSocket>> m_sockets;
    UnauthenticatedLinks m_places{
        {link_limits::MaxTurnedAway, link_limits::MaxTurnedAway / 4, link_limits::MaxTurnedAway / 2}};
    quint64 m_last = 0;
};

} // namespace banter
