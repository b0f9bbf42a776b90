// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/bench/attack/raw_link.h"
#include "tests/bench/server_process.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <vector>

// fan_out [own|qt [READERS [MESSAGES]]]: one person says MESSAGES (20,000) things to a room with READERS (20, at
// most 50), at most Window of them before all have the first. Prints the messages that arrived a second, by the clock
// and by the CPU time of the server, which takes that WebSocket. Linux: it reads /proc.
namespace {

using namespace banter;
using namespace banter::bench;

/// Few, so that they come in many frames: that is what costs.
constexpr int Window = 20;
/// In each message once, and nowhere else in what a server says but for the length of a frame now and then.
constexpr char Mark = '^';
constexpr int SettleMs = 3'000;

double cpuSeconds(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return double(fields.value(13).toLongLong() + fields.value(14).toLongLong()) / double(::sysconf(_SC_CLK_TCK));
}

/// Somebody in the room: a socket without an object of Qt's, and how many messages came.
struct Reader {
    int socket = -1;
    qint64 heard = 0;
};

class Room final : public QObject {
public:
    Room(QUrl server, int readers, qint64 messages)
        : m_server(std::move(server)), m_wanted(readers), m_messages(messages)
    {
        connect(&m_look, &QTimer::timeout, this, &Room::look);
        enter();
    }
    ~Room() override
    {
        for (const Reader &reader : m_readers)
            ::close(reader.socket);
    }
    std::function<void()> onFull;
    std::function<void()> onAll;

    void begin()
    {
        m_look.start(0);
        say();
    }

private:
    // The first one is who speaks, and reads like the others.
    void enter()
    {
        m_arriving = std::make_unique<RawLink>(m_server);
        RawLink *link = m_arriving.get();
        const QByteArray name = "user" + QByteArray::number(m_readers.size());
        connect(link, &RawLink::opened, this,
                [link, name] { link->write(RawLink::hello("register", name, "correct horse")); });
        connect(link, &RawLink::welcomed, this, [this, link] {
            link->write(RawLink::frame(R"([{"type":"room.join","id":2,"room":"lobby"},)"
                                       R"({"type":"subscribe","id":3,"room":"lobby"}])"));
            // Nobody may come too late to hear the first message.
            QTimer::singleShot(SettleMs / 20, this, [this, link] {
                m_readers.push_back({link->leave(), 0});
                m_arriving.reset(); // or it would go on reading
                if (int(m_readers.size()) <= m_wanted)
                    enter();
                else
                    QTimer::singleShot(SettleMs, this, [this] { onFull(); });
            });
        });
    }

    void say()
    {
        QByteArray batch;
        for (; m_said < std::min(m_messages, m_least + Window); ++m_said) {
            batch += batch.isEmpty() ? '[' : ',';
            batch += R"({"type":"message.send","id":7,"room":"lobby","clientId":"c)" + QByteArray::number(m_said) +
                     R"(","text":"^ of about the usual length of a message"})";
        }
        if (batch.isEmpty())
            return;
        const QByteArray frame = RawLink::frame(batch + ']');
        if (::send(m_readers.front().socket, frame.constData(), std::size_t(frame.size()), 0) != frame.size()) {
            std::fprintf(stderr, "the speaker's link is full or closed\n");
            std::exit(1);
        }
    }

    void look()
    {
        static std::array<char, 256 * 1024> buffer;
        qint64 least = m_messages;
        for (Reader &reader : m_readers) {
            const auto size = ::recv(reader.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (size == 0) {
                std::fprintf(stderr, "a link was closed\n");
                std::exit(1);
            }
            if (size > 0)
                reader.heard += std::count(buffer.begin(), buffer.begin() + size, Mark);
            least = std::min(least, reader.heard);
        }
        m_least = least;
        if (m_least >= m_messages) {
            m_look.stop();
            onAll();
            return;
        }
        say();
    }

    QUrl m_server;
    int m_wanted;
    qint64 m_messages;
    qint64 m_said = 0;
    qint64 m_least = 0; ///< what all have heard
    QTimer m_look;
    std::unique_ptr<RawLink> m_arriving;
    std::vector<Reader> m_readers;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    const QString kind = words.value(0, QStringLiteral("auto"));
    const int readers = words.value(1, QStringLiteral("20")).toInt();
    const qint64 messages = words.value(2, QStringLiteral("20000")).toLongLong();
    if (readers <= 0 || readers > 50 || messages <= 0) {
        std::fprintf(stderr, "fan_out [own|qt [READERS [MESSAGES]]]\n");
        return 2;
    }
    const ServerProcess server({QStringLiteral("--rate"), QStringLiteral("0"), QStringLiteral("--websocket"), kind});
    if (server.url().isEmpty()) {
        std::fprintf(stderr, "banter-server did not start\n");
        return 1;
    }
    Room room(server.url(), readers, messages);
    QElapsedTimer clock;
    double cpu = 0;
    room.onFull = [&] {
        clock.start();
        cpu = cpuSeconds(server.processId());
        room.begin();
    };
    room.onAll = [&] {
        const double arrived = double(messages) * (readers + 1);
        std::printf("%.0f %.0f\n", arrived * 1e9 / double(clock.nsecsElapsed()),
                    arrived / (cpuSeconds(server.processId()) - cpu));
        QCoreApplication::quit();
    };
    QCoreApplication::exec();
    return 0;
}
