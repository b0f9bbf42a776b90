// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "eventstream/splitter.h"
#include "transport/link.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <optional>
#include <set>

namespace banter {

/// The deadlines of an event stream.
struct EventStreamTimes {
    qint64 answerMs = 10'000; ///< until the server's headers are there, as for any dial, see connection/CONNECTION.md
    /// Without a byte the stream is dead: servers send a comment every 30 s (connection/CONNECTION.md), and half
    /// of that is for a slow way and a busy server.
    qint64 silenceMs = 45'000;
    qint64 pingMs = 5'000; ///< the manager's own for a pong
};

/// Server-Sent Events over one HTTP GET. It only receives: send() is always false. A frame is one piece of the stream,
/// see eventstream::Splitter; comments are given too, because they are signs of life. Redirections are followed within
/// the same origin only: the secret in the headers is nobody else's.
///
/// The WebSocket ping has no counterpart: ping() asks with OPTIONS, to which any living server gives headers of some
/// kind; a gateway's word that the server behind it is gone is no answer.
class EventStreamLink final : public Link {
    Q_OBJECT
public:
    explicit EventStreamLink(Scheduler &scheduler, EventStreamTimes times = {}, QObject *parent = nullptr);
    ~EventStreamLink() override;

    void open(const LinkRequest &request) override;
    bool send(const Frame &) override { return false; }
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override { return 0; }

private:
    enum class Stage { Unused, Opening, Open, Aborted, Ended };

    QNetworkRequest httpRequest(const QUrl &url) const;
    void get(const QUrl &url);
    void heardHeaders();
    void read();
    void give(const Frame &piece);
    void finished();
    bool followed();
    void watchSilence();
    void silent();
    void answeredPing(QNetworkReply *reply);
    void dropPing(QNetworkReply *reply);
    void end(LinkEnd end);
    void letGo();

    Scheduler &m_scheduler;
    EventStreamTimes m_times;
    QNetworkAccessManager m_http;
    LinkRequest m_request;
    Stage m_stage = Stage::Unused;
    std::optional<eventstream::Splitter> m_splitter;
    QNetworkReply *m_reply = nullptr;
    std::set<QNetworkReply *> m_pings;
    std::set<TimerId> m_pingTimers;
    QString m_tlsFault;
    int m_redirections = 0;
    qint64 m_retryAfterMs = 0;
    bool m_brought = false; ///< anything but comments
    bool m_grantedReadCycle = false;
    TimerId m_timer = 0; ///< of the answer, then of silence, at last of the end
};

} // namespace banter
