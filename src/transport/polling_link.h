// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "engineio/handshake.h"
#include "transport/link.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <deque>
#include <set>

namespace banter {

/// Engine.IO 4 over HTTP long-polling: one GET is always waiting, what is sent goes out in one POST at a time. A frame
/// is one packet, as on a WebSocket. The server's open packet opens the link and is given as its first frame.
///
/// The WebSocket ping has no counterpart: ping() asks with OPTIONS, which touches no session and which any living
/// server answers in some way; a gateway's word that the server behind it is gone is no answer.
class PollingLink final : public Link {
    Q_OBJECT
public:
    explicit PollingLink(Scheduler &scheduler, QObject *parent = nullptr);
    ~PollingLink() override;

    void open(const LinkRequest &request) override;
    bool send(const Frame &frame) override;
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override { return m_queued + m_posted; }

    /// What the server said at the beginning; valid from opened() on.
    const engineio::Handshake &handshake() const { return m_handshake; }
    /// Begins no request any more; paused() follows when those on their way have ended. What is sent meanwhile waits.
    void pause();
    /// The frames that no POST took; afterwards there are none.
    std::deque<Frame> takeQueue();
    /// Cookies of the server, for the header of an upgrade: a balancer may keep a session on its node with them.
    QByteArray cookieHeader() const;

Q_SIGNALS:
    void paused();

private:
    enum class Stage { Unused, Opening, Open, Closing, Aborted, Ended };

    QNetworkRequest httpRequest() const;
    void watch(QNetworkReply *reply, qint64 deadlineMs, void (PollingLink::*finished)(QNetworkReply &));
    void poll();
    void post();
    void polled(QNetworkReply &reply);
    void posted(QNetworkReply &reply);
    void pinged(QNetworkReply &reply);
    void takeBody(const QByteArray &body);
    bool openWith(const Frame &first);
    void pauseIfQuiet();
    void end(const LinkEnd &end);
    void later(void (PollingLink::*call)());
    void endAborted();

    Scheduler &m_scheduler;
    QNetworkAccessManager m_http;
    LinkRequest m_request;
    engineio::Handshake m_handshake;
    Stage m_stage = Stage::Unused;
    bool m_pausing = false;
    bool m_paused = false; ///< and said so
    bool m_polling = false;
    std::deque<Frame> m_queue;
    qint64 m_queued = 0; ///< bytes in m_queue
    qint64 m_posted = 0; ///< bytes on their way
    QString m_tlsFault;
    std::set<QNetworkReply *> m_replies;
    std::set<TimerId> m_timers;
};

} // namespace banter
