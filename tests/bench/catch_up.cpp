// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/embedded_server.h"
#include "session/engine.h"
#include "store/open.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>

// catch_up [MESSAGES [TIMES]]: somebody comes back to a room in which MESSAGES (10,000) were said meanwhile. Real
// server, real sockets on loopback, both stores on the disk. Prints ms from the wish to be online until the newest
// message is in a view's hands, and until all of them are in the client's database; TIMES (5) runs, the median last.
namespace {

using namespace banter;

const QString Room = QStringLiteral("lobby");

/// An engine, and what its views know of the room.
class Person final {
public:
    Person(const QUrl &server, const QString &name, const QString &file)
    {
        EngineConfig config;
        config.session.server = server;
        config.session.credentials = {Credentials::Method::Register, name, QStringLiteral("long enough")};
        config.storeFile = file;
        m_engine = std::make_unique<Engine>(config);
        QObject::connect(m_engine.get(), &Engine::ready, m_engine.get(), [this] { take(m_engine->takeChanges()); });
        tell(tell::Connect{});
        tell(tell::JoinRoom{Room});
        tell(tell::OpenRoom{Room});
    }
    void tell(const tell::Command &command) { m_engine->tell(command); }

    bool connected = false;
    bool inRoom = false;
    bool gap = false;
    Seq newest = 0;
    int settled = 0; ///< own messages with an acknowledgement

private:
    void take(const Changes &changes)
    {
        if (changes.connection)
            connected = changes.connection->state == ConnectionState::Connected;
        inRoom = inRoom || changes.roster.count(Room) > 0;
        if (const auto history = changes.history.find(Room); history != changes.history.end())
            gap = !history->second.gaps.empty();
        for (const ShownMessage &shown : changes.messages) {
            newest = std::max(newest, shown.message.seq);
            settled += shown.own && shown.state == DeliveryState::Sent ? 1 : 0;
        }
    }

    std::unique_ptr<Engine> m_engine;
};

void waitUntil(const char *what, const std::function<bool()> &holds)
{
    const QDeadlineTimer deadline(120'000);
    while (!holds()) {
        if (deadline.hasExpired()) {
            std::fprintf(stderr, "not in two minutes: %s\n", what);
            std::exit(1);
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
    }
}

bool holdsAll(const QString &file, Seq last)
{
    const auto store = openClientStore(file);
    if (!store.ok())
        return false;
    const auto rooms = store.value()->rooms();
    for (const StoredRoom &stored : rooms.ok() ? rooms.value() : std::vector<StoredRoom>()) {
        if (stored.room.id == Room)
            return stored.spans == std::vector<Span>{{0, last}};
    }
    return false;
}

struct Times {
    qint64 newest = 0;
    qint64 all = 0;
};

/// `name` registers, so it is another one each time.
void talk(const QUrl &url, const QString &name, int count)
{
    Person bo(url, name, {});
    waitUntil("bo is there", [&] { return bo.connected && bo.inRoom; });
    for (int sent = 0; sent < count;) {
        const int before = bo.settled; // in portions: an outbox is bounded
        const int portion = std::min(5'000, count - sent);
        for (int i = 0; i < portion; ++i, ++sent)
            bo.tell(
                tell::Send{Room, QStringLiteral("Shall we meet at nine, or is that too early? (%1)").arg(sent), {}});
        waitUntil("everything is said", [&] { return bo.settled - before >= portion; });
    }
}

Times comeBack(int count)
{
    const QTemporaryDir folder;
    EmbeddedServer server;
    ServerOptions options;
    options.dataDir = folder.filePath(QStringLiteral("server"));
    options.ratePerSecond = 0;
    const Result<QUrl> url = server.start(options);
    if (!url.ok()) {
        std::fprintf(stderr, "the server does not start\n");
        std::exit(1);
    }
    const QString file = folder.filePath(QStringLiteral("ann.db"));
    Person ann(url.value(), QStringLiteral("ann"), file);
    talk(url.value(), QStringLiteral("bo"), 1); // so that ann holds something, and misses something
    waitUntil("ann holds the first", [&] { return ann.newest == 1 && holdsAll(file, 1); });
    ann.tell(tell::Disconnect{});
    waitUntil("ann is away", [&] { return !ann.connected; });
    talk(url.value(), QStringLiteral("cy"), count);
    const Seq last = count + 1;

    Times times;
    QElapsedTimer clock;
    clock.start();
    ann.tell(tell::Connect{});
    waitUntil("the newest is seen", [&] { return ann.newest == last; });
    times.newest = clock.elapsed();
    waitUntil("nothing is missing", [&] { return ann.connected && !ann.gap && holdsAll(file, last); });
    times.all = clock.elapsed();
    return times;
}

qint64 median(std::vector<qint64> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
    if (count < 1 || runs < 1) {
        std::fprintf(stderr, "catch_up [MESSAGES [TIMES]]\n");
        return 2;
    }
    std::vector<qint64> newest;
    std::vector<qint64> all;
    for (int run = 0; run < runs; ++run) {
        const Times times = comeBack(count);
        std::printf("%d missed: the newest after %lld ms, all stored after %lld ms\n", count,
                    static_cast<long long>(times.newest), static_cast<long long>(times.all));
        newest.push_back(times.newest);
        all.push_back(times.all);
    }
    std::printf("medians of %d: %lld ms, %lld ms\n", runs, static_cast<long long>(median(newest)),
                static_cast<long long>(median(all)));
    return 0;
}
