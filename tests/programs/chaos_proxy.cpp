// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "chaos_proxy.h"

#include <QElapsedTimer>
#include <QHostAddress>

#include <algorithm>
#include <array>

#include <sys/socket.h>

namespace banter::test {
namespace {

/// How often what waits is looked at.
constexpr int TickMs = 20;
/// More is left with the sender, as a full network would.
constexpr qint64 InHand = 64 * 1024;

bool passesOnce(Fault fault)
{
    return fault == Fault::Drop || fault == Fault::Reset || fault == Fault::CutUp || fault == Fault::CutDown ||
           fault == Fault::CutAndHush;
}

void reset(QTcpSocket &socket)
{
    const linger hard{1, 0};
    if (socket.socketDescriptor() >= 0)
        ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    socket.abort();
}

} // namespace

const char *faultName(Fault fault)
{
    static constexpr std::array<const char *, Faults> Names{"drop",         "reset",        "cut up",   "cut down",
                                                            "cut and hush", "delay",        "throttle", "stall",
                                                            "swallow up",   "swallow down", "swallow",  "refuse"};
    return Names[std::size_t(fault)];
}

/// One connection of a client, and the one to the server that belongs to it.
class ChaosProxy::Pipe final : public QObject {
public:
    Pipe(ChaosProxy &proxy, QTcpSocket *client) : m_proxy(proxy), m_client(client)
    {
        client->setParent(this);
        m_clock.start();
        m_up.from = m_down.to = client;
        m_up.to = m_down.from = &m_server;
        for (Way *way : {&m_up, &m_down}) {
            way->from->setReadBufferSize(InHand);
            connect(way->from, &QTcpSocket::readyRead, this, [this, way] { pass(*way); });
            connect(way->to, &QTcpSocket::bytesWritten, this, [this, way] { pass(*way); });
            connect(way->from, &QTcpSocket::disconnected, this, [this, way] { ended(*way); });
            connect(way->from, &QTcpSocket::errorOccurred, this, [this, way] { ended(*way); });
        }
        m_server.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy.m_serverPort);
    }
    ~Pipe() override
    {
        m_client->disconnect(this);
        m_server.disconnect(this);
    }

    void harm(Fault fault);
    void heal();
    void tick()
    {
        pass(m_up);
        pass(m_down);
    }

private:
    struct Way {
        QTcpSocket *from = nullptr;
        QTcpSocket *to = nullptr;
        std::deque<std::pair<qint64, QByteArray>> held; ///< since when, what
        qint64 heldBytes = 0;
        double allowance = 0; ///< bytes that may pass when throttled
        qint64 allowedAt = 0;
        bool swallowed = false;
        bool cut = false;
        bool over = false; ///< its source has ended
    };

    void pass(Way &way);
    qint64 mayPass(Way &way);
    void release(Way &way);
    void cutHere(Way &way, const QByteArray &bytes);
    void ended(Way &way);
    void finish();
    void resetBoth();
    void gone();

    ChaosProxy &m_proxy;
    QTcpSocket *m_client;
    QTcpSocket m_server;
    Way m_up;
    Way m_down;
    QElapsedTimer m_clock;
    std::optional<Fault> m_fault;
    bool m_finishing = false;
    bool m_gone = false;
};

void ChaosProxy::Pipe::harm(Fault fault)
{
    m_fault = fault;
    switch (fault) {
    case Fault::Drop:
        finish();
        break;
    case Fault::Reset:
    case Fault::Refuse:
        resetBoth();
        break;
    case Fault::CutUp:
        m_up.cut = true;
        break;
    case Fault::CutDown:
        m_down.cut = true;
        break;
    case Fault::CutAndHush:
        m_up.cut = m_down.cut = true;
        break;
    case Fault::SwallowUp:
        m_up.swallowed = true;
        break;
    case Fault::SwallowDown:
        m_down.swallowed = true;
        break;
    case Fault::Swallow:
        m_up.swallowed = m_down.swallowed = true;
        break;
    case Fault::Throttle:
        m_up.allowance = m_down.allowance = 0;
        m_up.allowedAt = m_down.allowedAt = m_clock.elapsed();
        break;
    case Fault::Delay:
    case Fault::Stall:
        break;
    }
}

void ChaosProxy::Pipe::heal()
{
    m_fault.reset();
    m_up.cut = m_down.cut = false;
    if (m_up.swallowed || m_down.swallowed)
        resetBoth();
    else
        tick();
}

// How many bytes of a way may be taken up now.
qint64 ChaosProxy::Pipe::mayPass(Way &way)
{
    const qint64 room = InHand - way.heldBytes - way.to->bytesToWrite();
    if (m_fault == Fault::Stall)
        return 0;
    if (m_fault != Fault::Throttle)
        return room;
    const qint64 now = m_clock.elapsed();
    way.allowance += double(now - way.allowedAt) * double(ThrottledBytesPerSecond) / 1'000;
    way.allowance = std::min(way.allowance, double(ThrottledBytesPerSecond)); // an idle second is not saved up
    way.allowedAt = now;
    return std::min(room, qint64(way.allowance));
}

void ChaosProxy::Pipe::pass(Way &way)
{
    if (m_gone || way.swallowed) {
        if (way.from->isOpen())
            way.from->readAll();
        return;
    }
    const bool linked = m_server.state() == QAbstractSocket::ConnectedState || way.to == m_client;
    if (linked && way.from->isOpen()) {
        const QByteArray bytes = way.from->read(std::max<qint64>(0, mayPass(way)));
        if (!bytes.isEmpty()) {
            way.allowance -= double(bytes.size());
            if (way.cut && bytes.size() > 1) {
                cutHere(way, bytes);
                return;
            }
            way.held.emplace_back(m_clock.elapsed(), bytes);
            way.heldBytes += bytes.size();
        }
    }
    release(way);
    const bool allPassed = way.held.empty() && (way.from->bytesAvailable() == 0);
    if (way.over && allPassed)
        finish();
}

void ChaosProxy::Pipe::release(Way &way)
{
    const qint64 delay = m_fault == Fault::Delay ? DelayMs : 0;
    while (!way.held.empty() && m_clock.elapsed() - way.held.front().first >= delay) {
        way.heldBytes -= way.held.front().second.size();
        way.to->write(way.held.front().second);
        way.held.pop_front();
    }
}

void ChaosProxy::Pipe::cutHere(Way &way, const QByteArray &bytes)
{
    const auto part = qsizetype(1 + m_proxy.m_random.below(quint64(bytes.size() - 1)));
    const bool hush = m_fault == Fault::CutAndHush;
    way.to->write(bytes.left(part));
    way.to->flush();
    m_up.cut = m_down.cut = false;
    if (hush)
        m_up.swallowed = m_down.swallowed = true;
    else
        finish();
}

void ChaosProxy::Pipe::ended(Way &way)
{
    if (m_gone || way.over)
        return;
    way.over = true;
    if (way.swallowed || m_up.swallowed || m_down.swallowed) {
        // Nobody is told that the other side is gone, as nobody is told anything; only the proxy forgets it in the end.
        if (m_up.over && m_down.over)
            gone();
        return;
    }
    const auto error = way.from->error();
    if (error != QAbstractSocket::RemoteHostClosedError && error != QAbstractSocket::UnknownSocketError)
        resetBoth();
    else
        pass(way);
}

void ChaosProxy::Pipe::finish()
{
    if (m_gone || m_finishing)
        return;
    m_finishing = true;
    for (QTcpSocket *socket : {m_client, &m_server}) {
        socket->flush();
        if (socket->state() == QAbstractSocket::ConnectedState && socket->bytesToWrite() == 0)
            ::shutdown(int(socket->socketDescriptor()), SHUT_WR); // a plain close sends an RST when bytes lie unread
        else
            socket->disconnectFromHost();
    }
    gone();
}

void ChaosProxy::Pipe::resetBoth()
{
    if (m_gone)
        return;
    reset(*m_client);
    reset(m_server);
    gone();
}

void ChaosProxy::Pipe::gone()
{
    if (std::exchange(m_gone, true))
        return;
    m_proxy.forget(this);
}

ChaosProxy::ChaosProxy(quint16 serverPort, quint64 seed) : m_serverPort(serverPort), m_random(seed)
{
    if (!m_listener.listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("no port: %s", qPrintable(m_listener.errorString()));
    connect(&m_listener, &QTcpServer::newConnection, this, &ChaosProxy::accept);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &ChaosProxy::tick);
    m_tick.start(TickMs);
}

ChaosProxy::~ChaosProxy() = default;

void ChaosProxy::accept()
{
    while (QTcpSocket *client = m_listener.nextPendingConnection()) {
        ++m_accepted;
        if (m_lasting == Fault::Refuse) {
            reset(*client);
            client->deleteLater();
            continue;
        }
        m_pipes.push_back(std::make_unique<Pipe>(*this, client));
        if (m_lasting)
            m_pipes.back()->harm(*m_lasting);
    }
}

void ChaosProxy::tick()
{
    std::vector<Pipe *> all;
    std::transform(m_pipes.begin(), m_pipes.end(), std::back_inserter(all),
                   [](const auto &pipe) { return pipe.get(); });
    for (Pipe *pipe : all)
        pipe->tick(); // one that goes meanwhile is deleted later
}

void ChaosProxy::harm(Fault fault)
{
    heal();
    if (!passesOnce(fault))
        m_lasting = fault;
    std::vector<Pipe *> all;
    std::transform(m_pipes.begin(), m_pipes.end(), std::back_inserter(all),
                   [](const auto &pipe) { return pipe.get(); });
    for (Pipe *pipe : all)
        pipe->harm(fault);
}

void ChaosProxy::heal()
{
    m_lasting.reset();
    std::vector<Pipe *> all;
    std::transform(m_pipes.begin(), m_pipes.end(), std::back_inserter(all),
                   [](const auto &pipe) { return pipe.get(); });
    for (Pipe *pipe : all)
        pipe->heal();
}

// It is on the stack: this is its own doing. Its sockets still send what they hold, so it lives a while longer.
void ChaosProxy::forget(Pipe *pipe)
{
    const auto found =
        std::find_if(m_pipes.begin(), m_pipes.end(), [pipe](const auto &one) { return one.get() == pipe; });
    if (found == m_pipes.end())
        return;
    Pipe *dead = found->release();
    m_pipes.erase(found);
    dead->setParent(this);
    constexpr int GoodbyeMs = 2'000;
    QTimer::singleShot(GoodbyeMs, dead, [dead] { dead->deleteLater(); });
}

} // namespace banter::test
