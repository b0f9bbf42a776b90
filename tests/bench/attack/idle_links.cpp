// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/open_files.h"
#include "tests/bench/attack/raw_link.h"
#include "tests/bench/server_process.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTimer>

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <vector>

// idle_links [LINKS [own|qt]]: signs in LINKS (10,000) times and says nothing more; accounts of 50 links each, from an
// address of this machine each; the server takes that WebSocket. Prints what the server's memory grew by for each link,
// and how long one more sign-in takes by then. Linux: it reads /proc, and every 127.x.y.z is this machine.
namespace {

using namespace banter;
using namespace banter::bench;

constexpr int LinksOfAnAccount = 50;
constexpr int SettleMs = 3'000;

qint64 residentKb(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression Rss(QStringLiteral("VmRSS:\\s+(\\d+)"));
    return Rss.match(QString::fromLatin1(file.readAll())).captured(1).toLongLong();
}

/// One account after the other, and one link of it after the other. Only the link that signs in is a socket of Qt's:
/// its event loop looks at every socket each time that it wakes, and this process would cost more than the server.
class Crowd final : public QObject {
public:
    Crowd(const QUrl &server, int links) : m_server(server), m_wanted(links)
    {
        // The server takes links for dead that do not answer its pings (peer_link.h).
        constexpr int AliveMs = 20'000;
        connect(&m_alive, &QTimer::timeout, this, [this] {
            const QByteArray pong = RawLink::pong();
            for (const int link : m_quiet) {
                if (::write(link, pong.constData(), std::size_t(pong.size())) < 0) {
                    std::fprintf(stderr, "a link was closed\n");
                    std::exit(1);
                }
            }
        });
        m_alive.start(AliveMs);
        next();
    }
    ~Crowd() override
    {
        for (const int link : m_quiet)
            ::close(link);
    }
    std::function<void()> onAll;
    std::size_t count() const { return m_quiet.size(); }
    qint64 lastMs() const { return m_lastMs; }

private:
    void next()
    {
        if (int(m_quiet.size()) >= m_wanted) {
            QTimer::singleShot(0, this, [this] { onAll(); });
            return;
        }
        const int account = int(m_quiet.size()) / LinksOfAnAccount;
        const bool isFirst = m_quiet.size() % LinksOfAnAccount == 0;
        const QHostAddress from(QStringLiteral("127.0.%1.%2").arg(account / 200 + 1).arg(account % 200 + 1));
        m_clock.start();
        m_arriving = std::make_unique<RawLink>(m_server, from);
        RawLink *link = m_arriving.get();
        connect(link, &RawLink::opened, this, [this, link, account, isFirst] {
            link->write(isFirst ? RawLink::hello("register", "user" + QByteArray::number(account), "correct horse")
                                : RawLink::hello("token", {}, m_token));
        });
        connect(link, &RawLink::welcomed, this, [this, link, isFirst] {
            m_token = isFirst ? link->token() : m_token;
            m_lastMs = m_clock.elapsed();
            m_quiet.push_back(link->leave());
            QTimer::singleShot(0, this, &Crowd::next);
        });
        connect(link, &RawLink::ended, this, [] {
            std::fprintf(stderr, "a link was closed\n");
            std::exit(1);
        });
    }

    QUrl m_server;
    int m_wanted;
    QTimer m_alive;
    QByteArray m_token;
    QElapsedTimer m_clock;
    qint64 m_lastMs = 0;
    std::unique_ptr<RawLink> m_arriving;
    std::vector<int> m_quiet; // descriptors of links that are signed in
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    const int links = words.isEmpty() ? 10'000 : words.first().toInt();
    const QString kind = words.value(1, QStringLiteral("auto"));
    if (links <= 0) {
        std::fprintf(stderr, "idle_links [LINKS [own|qt]]\n");
        return 2;
    }
    allowOpenFiles(links + 100);
    const ServerProcess server({QStringLiteral("--websocket"), kind});
    if (server.url().isEmpty()) {
        std::fprintf(stderr, "banter-server did not start\n");
        return 1;
    }
    const qint64 before = residentKb(server.processId());
    Crowd crowd(server.url(), links);
    crowd.onAll = [&] {
        QTimer::singleShot(SettleMs, &app, [&] {
            const qint64 after = residentKb(server.processId());
            std::printf("%zu links: %lld kB before, %lld kB with them, %.1f kB each; the last sign-in took %lld ms\n",
                        crowd.count(), static_cast<long long>(before), static_cast<long long>(after),
                        double(after - before) / links, static_cast<long long>(crowd.lastMs()));
            QCoreApplication::quit();
        });
    };
    QCoreApplication::exec();
    return 0;
}
