// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/bench/attack/raw_link.h"
#include "tests/bench/server_process.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <string_view>
#include <vector>

// reactions [PEOPLE [SECONDS]]: PEOPLE (1,000) are in a room, each with an account and a link of their own, and each
// puts something under one message within SECONDS (10; 0: all at once). Prints the acknowledgements a second, the
// processor time of the server until everybody heard of all, and how long an acknowledgement took. Linux: it reads
// /proc, and uses all of 127.0.0.0/8.
namespace {

using namespace banter;
using namespace banter::bench;

/// One address may ask for so many accounts at once.
constexpr int PeopleOfAnAddress = 50;
/// As many as a message takes.
constexpr int DifferentKeys = 20;
constexpr int SettleMs = 3'000;

double cpuSeconds(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return double(fields.value(13).toLongLong() + fields.value(14).toLongLong()) / double(::sysconf(_SC_CLK_TCK));
}

[[noreturn]] void fail(const char *what)
{
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

/// Counts a word that begins with a quotation mark and has no other but at its end, in what comes in pieces.
class Count final {
public:
    explicit Count(std::string_view word) : m_word(word) {}
    void take(std::string_view bytes)
    {
        for (const char c : bytes) {
            m_at = c == m_word[m_at] ? m_at + 1 : c == '"' ? 1 : 0;
            if (m_at < m_word.size())
                continue;
            m_at = 0;
            ++m_found;
        }
    }
    int found() const { return m_found; }

private:
    std::string_view m_word;
    std::size_t m_at = 0;
    int m_found = 0;
};

/// Somebody in the room: a socket without an object of Qt's.
struct Somebody {
    int socket = -1;
    Count acks{"\"ack\""};
    Count events{"\"reacted\""};
    qint64 askedAt = -1;    ///< ns
    qint64 answeredAt = -1; ///< the same
};

class Room final : public QObject {
public:
    Room(QUrl server, qint64 process, int people, int seconds)
        : m_server(std::move(server)), m_process(process), m_wanted(people), m_seconds(seconds)
    {
        enter();
    }
    ~Room() override
    {
        for (const Somebody &one : m_people)
            ::close(one.socket);
    }

private:
    void enter()
    {
        const int number = int(m_people.size());
        m_arriving =
            std::make_unique<RawLink>(m_server, QHostAddress(0x7f000002u + quint32(number / PeopleOfAnAddress)));
        RawLink *link = m_arriving.get();
        const QByteArray hello =
            R"({"type":"hello","id":1,"version":1,"client":"bench","capabilities":["changes",)"
            R"("messages.react"],"auth":{"method":"register","secret":"correct horse","user":"user)" +
            QByteArray::number(number) + "\"}}";
        connect(link, &RawLink::opened, this, [link, hello] { link->write(RawLink::frame(hello)); });
        connect(link, &RawLink::welcomed, this, [this, link] {
            link->write(RawLink::frame(R"({"type":"subscribe","id":3,"room":"lobby","limit":1})"));
            // A link that goes with what it has not written would leave its person outside.
            QTimer::singleShot(SettleMs / 100, this, [this, link] {
                m_people.push_back({link->leave()});
                m_arriving.reset();
                if (int(m_people.size()) < m_wanted)
                    enter();
                else
                    QTimer::singleShot(SettleMs, this, [this] { measure(); });
            });
        });
        connect(link, &RawLink::ended, this, [] { fail("a link was closed before its person was in"); });
    }

    static void write(const Somebody &one, const QByteArray &json)
    {
        const QByteArray frame = RawLink::frame(json);
        if (::send(one.socket, frame.constData(), std::size_t(frame.size()), 0) != frame.size())
            fail("a link is full or closed");
    }

    /// What came, of everybody; waits for it for at most so long.
    void read(int ms)
    {
        std::vector<pollfd> waiting;
        for (const Somebody &one : m_people)
            waiting.push_back({one.socket, POLLIN, 0});
        ::poll(waiting.data(), waiting.size(), ms);
        static std::array<char, 256 * 1024> buffer;
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            if (waiting[i].revents == 0)
                continue;
            const auto size = ::recv(waiting[i].fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (size == 0)
                fail("a link was closed");
            if (size < 0)
                continue;
            const std::string_view bytes(buffer.data(), std::size_t(size));
            Somebody &one = m_people[i];
            one.acks.take(bytes);
            one.events.take(bytes);
            if (one.answeredAt < 0 && one.askedAt >= 0 && one.acks.found() > 0)
                one.answeredAt = m_clock.nsecsElapsed();
            if (m_message.isEmpty() && i == 0)
                m_heard.append(buffer.data(), size);
        }
    }

    /// The id of the message that all react to.
    void say()
    {
        write(m_people[0], R"({"type":"message.send","id":4,"room":"lobby","clientId":"m","text":"Who is in?"})");
        const QByteArray before = R"("clientId":"m","id":")";
        for (qsizetype at = -1; at < 0;) {
            read(10);
            at = m_heard.indexOf(before);
            const qsizetype end = at < 0 ? -1 : m_heard.indexOf('"', at + before.size());
            if (end < 0)
                at = -1;
            else
                m_message = m_heard.mid(at + before.size(), end - at - before.size());
        }
        m_people[0].acks = Count{"\"ack\""};
    }

    void react(int number)
    {
        Somebody &one = m_people[std::size_t(number)];
        one.askedAt = m_clock.nsecsElapsed();
        write(one, R"({"type":"message.react","id":5,"room":"lobby","clientId":"r","on":true,"key":"k)" +
                       QByteArray::number(number % DifferentKeys) + R"(","message":")" + m_message + "\"}");
    }

    void measure()
    {
        m_clock.start();
        say();
        const qint64 begin = m_clock.nsecsElapsed();
        const double cpu = cpuSeconds(m_process);
        const auto isDone = [this](const Somebody &one) {
            return one.answeredAt >= 0 && one.events.found() >= m_wanted;
        };
        for (int asked = 0; asked < m_wanted || !std::all_of(m_people.begin(), m_people.end(), isDone);) {
            const qint64 passed = m_clock.nsecsElapsed() - begin;
            while (asked < m_wanted && double(asked) * m_seconds * 1e9 <= double(passed) * m_wanted)
                react(asked++);
            read(1);
        }
        std::vector<qint64> waits;
        qint64 last = 0;
        for (const Somebody &one : m_people) {
            waits.push_back((one.answeredAt - one.askedAt) / 1'000);
            last = std::max(last, one.answeredAt - begin);
        }
        std::sort(waits.begin(), waits.end());
        const double used = cpuSeconds(m_process) - cpu;
        const double passed = double(m_clock.nsecsElapsed() - begin) / 1e9;
        std::printf(
            "%d people in %d s: %.0f acknowledgements a second; the server took %.2f s of processor time in %.2f s "
            "(%.0f %% of a core); acknowledged in %.1f ms, the slowest in %.1f ms\n",
            m_wanted, m_seconds, double(m_wanted) * 1e9 / double(last), used, passed, 100 * used / passed,
            double(waits[waits.size() / 2]) / 1e3, double(waits.back()) / 1e3);
        QCoreApplication::quit();
    }

    QUrl m_server;
    qint64 m_process;
    int m_wanted;
    int m_seconds;
    QElapsedTimer m_clock;
    QByteArray m_heard;
    QByteArray m_message;
    std::unique_ptr<RawLink> m_arriving;
    std::vector<Somebody> m_people;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    const int people = words.value(0, QStringLiteral("1000")).toInt();
    const int seconds = words.value(1, QStringLiteral("10")).toInt();
    if (people <= 0 || people > 2'000 || seconds < 0) {
        std::fprintf(stderr, "reactions [PEOPLE [SECONDS]]\n");
        return 2;
    }
    const ServerProcess server;
    if (server.url().isEmpty()) {
        std::fprintf(stderr, "banter-server did not start\n");
        return 1;
    }
    const Room room(server.url(), server.processId(), people, seconds);
    return QCoreApplication::exec();
}
