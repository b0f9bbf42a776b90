// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>
#include <QWebSocket>

namespace banter {

/// The end of a server's socket, so that what was said last is read. QWebSocket closes its socket behind the Close
/// frame; where the peer is still sending, the system then answers with a reset, and the peer loses what it has not
/// read: the answer, the Close frame and its code. This one shuts down the sending side only, reads on until the peer
/// has closed, too, and gives up after a while (RFC 6455, section 7.1.1). One thread.
class GracefulClose final : public QObject {
    Q_OBJECT
public:
    /// `socket` is connected and is what `tcp` carries; both outlive this object. `tcp` null: QWebSocket's own way.
    GracefulClose(QWebSocket &socket, QTcpSocket *tcp, Scheduler &scheduler);
    ~GracefulClose() override;

    /// Writes a Close frame behind what was written already. Once. `code` as in PROTOCOL.md, section 9; of `reason` the
    /// first MaxReasonBytes of UTF-8 are sent. After `graceMs` the peer is cut off.
    void say(int code, const QString &reason, qint64 graceMs = LongestMs);

    /// A peer across the world has read all by then that is worth it; one that does not is cut off.
    static constexpr qint64 LongestMs = 1'500;
    /// For one that is known to read slowly: at 20 KB/s that is what its socket and its system's hold (64 KiB and as
    /// much again).
    static constexpr qint64 PatientMs = 10'000;
    /// A control frame holds 125 bytes, two of which are the code (RFC 6455, section 5.5).
    static constexpr int MaxReasonBytes = 123;

private:
    void shutWhenWritten();

    QWebSocket &m_socket;
    QPointer<QTcpSocket> m_tcp;
    Scheduler &m_scheduler;
    TimerId m_timer = 0;
    bool m_said = false;
    bool m_shut = false;
};

/// The Close frame of a server, unmasked, with at most GracefulClose::MaxReasonBytes of whole characters. Pure.
QByteArray closeFrame(int code, const QString &reason);

} // namespace banter
