// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/codec.h"
#include "server/frame_intake.h"
#include "server/hub.h"
#include "server/link_limits.h"
#include "server/listener.h"
#include "server/peer_link.h"
#include "server/request_scheduler.h"
#include "server/turned_away.h"

#include <unordered_map>

namespace banter {

/// Between the hub and its sockets: reads frames, has them carried out in turns, and writes the hub's words. What a
/// peer asks waits while it has not read most of what it was answered, so that no number of requests makes it fall too
/// far behind. The hub's thread.
class SocketServer final : public QObject, public PeerSink {
    Q_OBJECT
public:
    /// `behindProxy`: see clientAddress(). What is handed in outlives it.
    SocketServer(const Clock &clock, Scheduler &scheduler, bool behindProxy, WebSocketKind kind);
    ~SocketServer() override;

    /// See WebSocketListener.
    Result<QUrl> listen(const QString &host, quint16 port) { return m_listener.listen(host, port); }
    Result<QUrl> listenOn(qintptr socket) { return m_listener.listenOn(socket); }
    /// Who gets the items; null: nobody any more. Set before listen().
    void setHub(Hub *hub)
    {
        m_hub = hub;
        m_requests.setHub(hub);
    }
    /// No new links; every one is closed with 1001. empty() follows.
    void shutDown();
    /// Open links.
    std::size_t count() const { return m_clients.size(); }

    void send(PeerId peer, const SharedItemPtr &item) override;
    void close(PeerId peer, int code, const QString &reason) override;
    void drop(PeerId peer) override;
    void admit(PeerId peer) override;

Q_SIGNALS:
    /// The last link is gone after shutDown().
    void empty();
    /// See EmbeddedServer.
    void notice(const QString &sentence);

private:
    void enter(std::unique_ptr<PeerSocket> socket, const Visitor &visitor);
    void turnAwayFull(std::unique_ptr<PeerSocket> socket, const QString &address, protocol::Encoding encoding);
    void onFrame(PeerId id, const QByteArray &data, bool binary);
    void read(PeerId id, const QByteArray &data);
    void onGone(PeerId id);
    RequestScheduler::Standing standingOf(PeerId id) const;
    void flushSoon(PeerId id);
    void flushAll();
    void checkLinks();
    PeerLink *link(PeerId id) const;

    void tellOfProxy(bool here);
    bool isFull() const { return m_shut || m_clients.size() >= link_limits::MaxLinks + link_limits::MaxUnknown; }

    const Clock &m_clock;
    Scheduler &m_scheduler;
    bool m_behindProxy;
    Hub *m_hub = nullptr;
    WebSocketListener m_listener;
    protocol::Decoder m_decoder;
    FrameBuilder m_frames;
    RequestScheduler m_requests;
    FrameIntake m_intake;
    std::unordered_map<PeerId, std::unique_ptr<PeerLink>> m_clients;
    std::vector<PeerId> m_toFlush;
    TurnedAway m_turnedAway;
    TimerId m_flushTimer = 0;
    TimerId m_checkTimer = 0;
    PeerId m_last = 0;
    bool m_shut = false;
    bool m_toldOfProxyHere = false;
    bool m_toldOfProxyElsewhere = false;
};

} // namespace banter
