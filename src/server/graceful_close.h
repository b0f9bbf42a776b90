// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>

namespace banter {

/// The end of a server's connection, so that what was said last is read. Who closes a socket while the peer is still
/// sending has the system answer with a reset, and the peer loses what it has not read: the answer, the Close frame and
/// its code. This one shuts down the sending side only, reads on until the peer has closed, too, and gives up after a
/// while (RFC 6455, section 7.1.1). One thread.
class GracefulClose final : public QObject {
    Q_OBJECT
public:
    /// `tcp` null: one that is gone already. `scheduler` outlives this object.
    GracefulClose(QTcpSocket *tcp, Scheduler &scheduler);
    ~GracefulClose() override;

    /// Writes `lastWords` behind what was written already. Once. What comes from now on is thrown away: nobody else may
    /// read, and nobody may write. After `graceMs` the socket is aborted.
    void say(const QByteArray &lastWords, qint64 graceMs = LongestMs);
    bool isSaid() const { return m_said; }

    /// A peer across the world has read all by then that is worth it; one that does not is cut off.
    static constexpr qint64 LongestMs = 1'500;
    /// For one that is known to read slowly: at 20 KB/s that is what its socket and its system's hold (64 KiB and as
    /// much again).
    static constexpr qint64 PatientMs = 10'000;

private:
    void shutWhenWritten();

    QPointer<QTcpSocket> m_tcp;
    Scheduler &m_scheduler;
    TimerId m_timer = 0;
    bool m_said = false;
    bool m_shut = false;
};

/// The Close frame of a server, unmasked, with as many whole characters of `reason` as a control frame holds. Pure.
QByteArray closeFrame(int code, const QString &reason);

} // namespace banter
