// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/codec.h"
#include "tests/simulation/pipe.h"
#include "tests/simulation/trace.h"
#include "transport/link.h"

#include <map>
#include <set>

namespace banter::simulation {

class Network;
class Wire;

/// What the network asks of a server.
class ServerPort {
public:
    enum class State { Up, Down, Dark };
    virtual ~ServerPort() = default;
    /// Down: the machine refuses connections. Dark: it is silent.
    virtual State state() const = 0;
    virtual PeerId entered(Wire &wire, protocol::Encoding encoding) = 0;
    virtual void arrived(PeerId peer, Packet packet) = 0;
    virtual void gone(PeerId peer) = 0;
    virtual void drained(PeerId peer) = 0;
};

/// What the network tells of one client's links, for the invariants.
class LinkWatch {
public:
    virtual ~LinkWatch() = default;
    virtual void dialled(quint64 wire) = 0;
    virtual void opened(quint64 wire) = 0;
    /// The client sends; false when its process is dead already and says nothing more.
    virtual bool sends(quint64 wire, const std::vector<protocol::ClientItem> &items) = 0;
    /// Somebody who is not the server, at its address, was told this.
    virtual void tellsAStranger(const protocol::Hello &hello) = 0;
    virtual void heard(quint64 wire, const std::vector<SharedItemPtr> &items) = 0;
    virtual void retired(quint64 wire) = 0;
    virtual void ended(quint64 wire, const LinkEnd &end) = 0;
    virtual void heardPong(quint64 wire) = 0;
};

/// The client's end of a wire.
class SimLink final : public Link {
    Q_OBJECT
public:
    SimLink(Network &network, int client) : m_network(network), m_client(client) {}
    ~SimLink() override;

    void open(const LinkRequest &request) override;
    bool send(const Frame &frame) override;
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override;

private:
    friend class Wire;
    friend class Network;

    Network &m_network;
    int m_client;
    Wire *m_wire = nullptr; ///< null before open() and after the end
};

/// What happens to a dial, beside what the server's state brings.
enum class DialFate { Normal, Silent, Refused, Unavailable, Mute, Stranger };

/// One connection, from the dial to its end on both sides.
class Wire final {
public:
    Wire(Network &network, quint64 id, int client, Line line);
    ~Wire();

    quint64 id() const { return m_id; }
    int client() const { return m_client; }
    PeerId peer() const { return m_peer; }
    bool isOpen() const { return m_open; }
    MonoMs openedAt() const { return m_openedAt; } ///< at the client, in the world's time
    bool isOver() const { return !m_link && m_peer == 0 && m_timers == 0; }

    // the server's side
    Pipe &down() { return m_down; }
    void serverClosed(int code, const QString &reason);
    void serverAborted();
    /// The server's process died: its system says goodbye for it, or its machine is silent.
    void serverDied(bool dark);

    // the network's doings
    void reset();
    void fin();
    void injectClose(int code);
    void stall(bool up, bool down);
    void resume();
    void cutFrame(bool upwards);

private:
    friend class Network;
    friend class SimLink;

    void begin(DialFate fate, const LinkRequest &request);
    void reach(const LinkRequest &request);
    void open(const QString &subprotocol);
    void clientSends(Packet packet);
    void strangerHears(const protocol::ClientItem &item);
    void arrivedUp(Packet packet);
    void arrivedDown(Packet packet);
    void clientGone(bool aborted);
    void endClient(LinkEnd end);
    void endServer();
    void later(qint64 ms, std::function<void()> call);
    void onClient(std::function<void()> call);
    qint64 trip();

    Network &m_network;
    quint64 m_id;
    int m_client;
    Line m_line;
    SimLink *m_link = nullptr;
    PeerId m_peer = 0;
    bool m_open = false;
    MonoMs m_openedAt = 0;
    bool m_closing = false; ///< the client said close
    bool m_aborted = false;
    bool m_serverClosing = false;
    bool m_stranger = false; ///< somebody else listens at the server's address
    bool m_orphan = false;   ///< the server's machine, once it is back, knows nothing of it
    int m_timers = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    Pipe m_up;
    Pipe m_down;
};

/// All connections between clients and the server.
class Network final {
public:
    Network(Timeline &timeline, Trace &trace, quint64 seed, Actor &server);

    struct Place {
        Actor *machine = nullptr;
        LinkWatch *watch = nullptr;
        bool unplugged = false; ///< no network: dials and bytes go nowhere
        bool cbor = false;
        Line line;
        DialFate next = DialFate::Normal; ///< of the next dial
    };
    void setServer(ServerPort *port) { m_port = port; }
    std::vector<Place> places; ///< by client

    void unplug(int client);
    void plug(int client);
    /// Open connections of a client, the oldest first.
    std::vector<Wire *> wiresOf(int client);
    std::vector<Wire *> wires();
    void forgetOver();

    Actor net;

private:
    friend class Wire;
    friend class SimLink;
    Wire &make(int client);
    qint64 goodbye();

    Trace &m_trace;
    SeededRandom m_dice;
    Actor &m_server;
    ServerPort *m_port = nullptr;
    protocol::Decoder m_decoder;
    std::map<quint64, std::unique_ptr<Wire>> m_wires;
    quint64 m_last = 0;
};

/// Makes a client's links.
class SimLinks final : public LinkFactory {
public:
    SimLinks(Network &network, int client) : m_network(network), m_client(client) {}
    std::unique_ptr<Link> make(LinkKind) override { return std::make_unique<SimLink>(m_network, m_client); }

private:
    Network &m_network;
    int m_client;
};

} // namespace banter::simulation
