// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/scheduler.h"
#include "server/fair_queue.h"
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
    /// At most so many connections are taken in a turn of the event loop, about 10 ms of work: who comes behind a crowd
    /// has to be seen soon.
    static constexpr int MostInATurn = 256;
    /// And so many handshakes are begun in it, about 10 ms of work, all addresses by turns: who comes behind a crowd
    /// does not wait for it.
    static constexpr int MostBegunInATurn = 32;
    /// Those whom the system has let in and the listener has not taken. Where more come the system drops their packets,
    /// and they try again after a second. It has a bound of its own, 4,096 on Linux (net.core.somaxconn).
    static constexpr int Backlog = 4'096;
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
    void beginSoon();
    void begin();
    bool hearFirst(QTcpSocket *socket);
    void forget(QTcpSocket *socket);
    void sendAway(QTcpSocket *socket);

    Scheduler &m_scheduler;
    QTcpServer m_tcp;
    std::unique_ptr<Handshakes> m_handshakes;
    TimerId m_resumeTimer = 0;
    bool m_acceptsSoon = false;
    bool m_beginsSoon = false;
    std::map<QTcpSocket *, Newcomer> m_newcomers;
    UnauthenticatedLinks m_waiting{{MaxHandshakes, MaxHandshakesPerAddress, MaxHandshakesPerNetwork}};
    std::map<quint64, QTcpSocket *> m_byNumber;
    FairQueue m_toBegin; ///< by number, and the hash of the address; of those that are gone, too
    quint64 m_last = 0;
};

} // namespace banter
