// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/random.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <deque>
#include <memory>
#include <vector>

namespace banter::test {

/// What a network can do to a connection. "Up" is from the client to the server.
enum class Fault {
    Drop,        ///< both sides get a FIN, without a Close frame
    Reset,       ///< both sides get an RST
    CutUp,       ///< half of what comes next is passed on, which ends in the middle of a frame; then as Drop
    CutDown,     ///< the same the other way
    CutAndHush,  ///< half of what comes next either way, and then nothing, with the connection open
    Delay,       ///< everything takes a while longer, each way
    Throttle,    ///< 1 KB/s each way
    Stall,       ///< nothing passes for a while, and then all of it
    SwallowUp,   ///< what the client says goes nowhere; the connection stays open
    SwallowDown, ///< what the server says goes nowhere
    Swallow,     ///< both; a new connection is accepted, and nobody answers
    Refuse,      ///< who is connected is dropped, who comes is reset
};
inline constexpr int Faults = int(Fault::Refuse) + 1;
const char *faultName(Fault fault);

/// Stands between clients and a server, both on loopback, and does harm on demand to all connections through it. One
/// thread, that of its event loop; no call of it waits.
class ChaosProxy final : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 DelayMs = 300;
    static constexpr qint64 ThrottledBytesPerSecond = 1'000;

    /// Listens on a free port of 127.0.0.1. `seed` decides where frames are cut.
    ChaosProxy(quint16 serverPort, quint64 seed);
    ~ChaosProxy() override;

    QString url() const { return QStringLiteral("ws://127.0.0.1:%1").arg(m_listener.serverPort()); }

    /// The harm begins, and ends what was before. Drop, Reset and the cuts are for the present connections; the others
    /// last, for new connections too, until heal().
    void harm(Fault fault);
    /// All is well again. A connection that bytes were taken from cannot go on, so it is reset.
    void heal();

    /// Connections that came so far, and those that are open.
    int accepted() const { return m_accepted; }
    int open() const { return int(m_pipes.size()); }

private:
    class Pipe;
    void accept();
    void tick();
    void forget(Pipe *pipe);

    QTcpServer m_listener;
    quint16 m_serverPort;
    SeededRandom m_random;
    QTimer m_tick;
    std::vector<std::unique_ptr<Pipe>> m_pipes;
    std::optional<Fault> m_lasting;
    int m_accepted = 0;
};

} // namespace banter::test
