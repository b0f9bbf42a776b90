// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "transport/polling_link.h"
#include "transport/websocket_choice.h"

namespace banter {

/// Servers to which a WebSocket was refused while polling got through: there polling comes first, and WebSocket is an
/// upgrade that is tried in the background. One per program; one thread.
class BlockedSockets {
public:
    bool contains(const QUrl &url) const { return m_keys.contains(key(url)); }
    void note(const QUrl &url, bool blocked);

private:
    static QString key(const QUrl &url);
    std::set<QString> m_keys;
};

/// Engine.IO 4 over whatever gets through: WebSocket first; HTTP long-polling where that is refused or never answers,
/// with an upgrade ("2probe", "3probe", "5") as soon as a WebSocket works. A frame is one packet on either.
class EngineIoLink final : public Link {
    Q_OBJECT
public:
    EngineIoLink(Scheduler &scheduler, BlockedSockets &blocked, WebSocketKind webSocket = WebSocketKind::Auto,
                 QObject *parent = nullptr);
    ~EngineIoLink() override;

    void open(const LinkRequest &request) override;
    bool send(const Frame &frame) override;
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override;

    /// Whether frames travel over a WebSocket now. For the diagnostics and tests.
    bool usesSocket() const { return m_stage == Stage::OnSocket; }

private:
    enum class Stage {
        Unused,
        TryingSocket, ///< nothing heard yet
        OpeningPolling,
        OnPolling,
        OnSocket,
        Leaving, ///< this side ended it
        Ended
    };
    LinkRequest socketRequest(const QString &sid) const;
    Link *active() const;
    void trySocket();
    void socketHeard(const Frame &frame);
    void socketEnded(const LinkEnd &how);
    void pollingEnded(const LinkEnd &how);
    void startPolling();
    void pollingOpened();
    void probe();
    void probeHeard(const Frame &frame);
    void giveUpSocket();
    void switchOver();
    void forward(Link &link);
    void setTimer(qint64 ms);
    void stopTimer();
    void end(const LinkEnd &end);

    Scheduler &m_scheduler;
    BlockedSockets &m_blocked;
    WebSocketKind m_webSocket;
    LinkRequest m_request;
    Stage m_stage = Stage::Unused;
    bool m_probing = false;
    QString m_subprotocol;
    bool m_socketOpened = false; ///< the server took the WebSocket, whatever it made of it
    std::unique_ptr<Link> m_socket;
    std::unique_ptr<PollingLink> m_polling;
    TimerId m_timer = 0;
};

} // namespace banter
