// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/scheduler.h"
#include "server/handshakes.h"
#include "server/unauthenticated_links.h"

#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <map>
#include <memory>

namespace banter {

/// Listens, and lets WebSockets in: bounds what comes before the handshake is done, which carries it out
/// (handshakes.h). One thread.
class WebSocketListener final : public QObject {
    Q_OBJECT
public:
    explicit WebSocketListener(Scheduler &scheduler, WebSocketKind kind = WebSocketKind::Auto);
    ~WebSocketListener() override;

    /// `host`: an address of this machine, `localhost`, 0.0.0.0 or ::. `port` 0: any free one. InUse when the port is
    /// taken, BadRequest when `host` is no address of this machine, Forbidden for a port that needs privileges.
    Result<QUrl> listen(const QString &host, quint16 port);
    /// The same with a socket of the system that listens already and belongs to this from now on. Internal when Qt does
    /// not take it.
    Result<QUrl> listenOn(qintptr socket);
    bool isOpen() const { return m_tcp.isListening(); }
    /// No new ones, and those that have not come in yet go.
    void shut();

    /// Enough for a team that comes back all at once. Who comes then takes the place of who has been silent longest.
    static constexpr int MaxHandshakes = 500;
    static constexpr int MaxHandshakesPerAddress = 250;
    static constexpr int MaxHandshakesPerNetwork = 350;
    static constexpr qint64 HandshakeMs = 10'000;
    /// The largest handshake: a browser's, with the cookies of all programs on this machine. Of others nothing more is
    /// read until their time is up.
    static constexpr qint64 MaxHandshakeBytes = 16 * 1024;
    /// At most so many connections in a turn of the event loop, about 5 ms of work: all wait for the slowest in line,
    /// so one a turn would let a crowd of one address keep everybody at the door.
    static constexpr int MostInATurn = 64;
    /// Where the system has no file or memory for one more connection, it has for a while; those who knock wait.
    static constexpr qint64 AcceptRetryMs = 100;

Q_SIGNALS:
    /// Handshake done. The receiver owns the socket from then on.
    void entered(banter::PeerSocket *socket, const banter::Visitor &visitor);

private:
    struct Newcomer {
        quint64 number = 0;
        TimerId timer = 0;
    };

    QUrl url(const QString &host) const;
    void acceptSoon();
    void accept();
    QTcpSocket *next();
    void pause();
    void greet(QTcpSocket *socket);
    bool hearFirst(QTcpSocket *socket);
    void forget(QTcpSocket *socket);
    void sendAway(QTcpSocket *socket);

    Scheduler &m_scheduler;
    QTcpServer m_tcp;
    std::unique_ptr<Handshakes> m_handshakes;
    TimerId m_resumeTimer = 0;
    bool m_acceptsSoon = false;
    std::map<QTcpSocket *, Newcomer> m_newcomers;
    UnauthenticatedLinks m_waiting{{MaxHandshakes, MaxHandshakesPerAddress, MaxHandshakesPerNetwork}};
    std::map<quint64, QTcpSocket *> m_byNumber;
    quint64 m_last = 0;
};

} // namespace banter
