// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/frame_builder.h"
#include "server/hub.h"
#include "server/peer_queue.h"
#include "server/request_scheduler.h"
#include "tests/simulation/network.h"
#include "tests/simulation/server_disk.h"

#include <memory>

namespace banter::simulation {

/// Passwords in the clear, after a moment.
class QuickHasher final : public SecretHasher {
public:
    explicit QuickHasher(Actor &machine) : m_machine(machine) {}
    bool hash(const HashTurn &turn, const QString &password, std::function<void(const QString &)> done) override;
    bool verify(const HashTurn &turn, const QString &stored, const QString &password,
                std::function<void(bool)> done) override;
    QString mintToken() override { return QStringLiteral("token-%1").arg(++m_tokens); }
    QByteArray tokenHash(const QString &token) override { return "hash of " + token.toUtf8(); }

    static QString hashOf(const QString &password) { return QStringLiteral("hash of ") + password; }
    bool busy = false; ///< turns everybody away

private:
    static constexpr qint64 WorkMs = 30;
    Actor &m_machine;
    int m_tokens = 0;
};

/// The real hub on a machine of its own, behind wires instead of sockets. What PeerLink does with a QWebSocket is done
/// here with a wire: queue, flush at the end of the turn, ping, give up on the dead.
class Server final : public PeerSink, public ServerPort {
public:
    struct Config {
        SendRate rate;
        int maxPage = protocol::limits::MaxPage; ///< what the welcome allows
        quint64 seed = 0;
    };
    Server(Timeline &timeline, Trace &trace, Ledger &ledger, Config config);
    ~Server() override;

    void start();
    /// The process is gone. `dark`: its machine too, and nobody is told.
    void crash(bool dark);
    bool isRunning() const { return m_hub != nullptr; }
    int maxPage() const { return m_config.maxPage; }
    /// Says goodbye to everybody and takes nobody in any more.
    void stop(int code);
    bool isStopping() const { return m_stopping; }
    /// The process ends after a stop: what it still holds goes to the disk.
    void end();
    /// The person asks for that over a link of theirs, from a program that is not played here. Nothing where there is
    /// no link. What is answered nobody hears.
    void ask(const QString &user, protocol::ClientBody body);
    /// Links that have not ended.
    std::size_t peers() const { return m_peers.size(); }

    // ServerPort
    State state() const override;
    PeerId entered(Wire &wire, protocol::Encoding encoding) override;
    void arrived(PeerId peer, Packet packet) override;
    void gone(PeerId peer) override;
    void drained(PeerId peer) override;
    // PeerSink
    void send(PeerId peer, const SharedItemPtr &item) override;
    void close(PeerId peer, int code, const QString &reason) override;

    /// Called once, when the next acknowledgement has left: a moment for a fault.
    std::function<void(Wire &)> onAck;

    Actor machine;
    ServerDisk disk;
    QuickHasher hasher{machine};

private:
    struct End {
        Wire *wire = nullptr;
        protocol::Encoding encoding = protocol::Encoding::Json;
        PeerQueue queue;
        QString user;
        std::map<quint64, QString> sends;     ///< texts by request, until they are answered
        std::map<quint64, QString> removals;  ///< the same of deletions: client ids
        std::map<quint64, QString> reactions; ///< the same
        bool flushWanted = false;
        bool hides = false; ///< its hello wishes to appear offline
        bool closing = false;
        MonoMs lastHeard = 0;
        MonoMs lastPing = 0;
        TimerId abortTimer = 0;
    };
    static constexpr quint64 MostInATurn = 20;
    static constexpr quint64 OtherPrograms = quint64(1) << 40; ///< requests from there on are theirs
    void flush(PeerId peer);
    void write(End &end, const std::vector<SharedItemPtr> &items);
    void check();
    void examine(PeerId peer, const protocol::ServerItem &item);
    void examine(PeerId peer, const Presence &told);
    void examineLeaving(const Presence &told);
    void examineRefusal(const protocol::ServerItem &item);
    void noteLinks(const QString &user);
    SharedItemPtr withLimits(const SharedItemPtr &item) const;

    Trace &m_trace;
    Ledger &m_ledger;
    Config m_config;
    SeededRandom m_random;
    FrameBuilder m_frames;
    std::map<PeerId, End> m_peers;
    std::unique_ptr<Hub> m_hub;
    std::unique_ptr<RequestScheduler> m_scheduler;
    bool m_dark = false;
    bool m_stopping = false;
    PeerId m_last = 0;
    quint64 m_lastAsked = OtherPrograms;
    TimerId m_checkTimer = 0;
    TimerId m_flushTimer = 0;
    std::vector<PeerId> m_toFlush;
    std::map<QString, std::set<PeerId>> m_links;     ///< by person
    std::map<QString, MonoMs> m_linklessSince;       ///< by person
    std::set<std::pair<QString, QString>> m_mayJoin; ///< person and room: they asked to come in
    std::set<QString> m_mayHide;                     ///< persons who wished to appear offline, until they are seen
    std::map<QString, PresenceStatus> m_told;
};

} // namespace banter::simulation
