// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/connection/rig.h"
#include "tests/support/test_program.h"

#include <QPointer>
#include <QTest>

#include <array>
#include <stdexcept>

namespace tst_throwing_parts {

using namespace banter;
using namespace banter::testing;

namespace {

enum class Part { Make, Open, Ping, Close, Abort, Timer, Opened, Lost, Status };
constexpr int Parts = int(Part::Status) + 1;

/// Throws once: at the n-th use of one part.
class Fuse {
public:
    Fuse(Part part, int use) : m_part(part), m_left(use) {}
    void use(Part part)
    {
        if (part == m_part && m_left > 0 && --m_left == 0) {
            blown = true;
            throw std::runtime_error("the fuse");
        }
    }
    bool blown = false;

private:
    Part m_part;
    int m_left;
};

/// Timers with a fuse. What happens in the same turn is no timer of the machine, nor is the watch for sleep, each
/// second.
class FusedScheduler final : public Scheduler {
public:
    FusedScheduler(ManualScheduler &real, Fuse &fuse) : m_real(real), m_fuse(fuse) {}
    TimerId after(qint64 delayMs, std::function<void()> call) override
    {
        if (delayMs > 0 && delayMs != 1'000)
            m_fuse.use(Part::Timer);
        return m_real.after(delayMs, std::move(call));
    }
    void cancel(TimerId id) override { m_real.cancel(id); }

private:
    ManualScheduler &m_real;
    Fuse &m_fuse;
};

/// A link to a healthy server that is 5 ms away.
class FusedLink final : public Link {
public:
    FusedLink(ManualScheduler &scheduler, Fuse &fuse, std::shared_ptr<int> open)
        : m_scheduler(scheduler), m_fuse(fuse), m_open(std::move(open))
    {}
    ~FusedLink() override { noteEnd(); }
    void open(const LinkRequest &) override
    {
        m_fuse.use(Part::Open);
        ++*m_open;
        m_counted = true;
        later([this] { Q_EMIT opened({}); });
    }
    bool send(const Frame &) override { return true; }
    void ping(const QByteArray &payload) override
    {
        m_fuse.use(Part::Ping);
        later([this, payload] { Q_EMIT ponged(payload); });
    }
    void close(int, const QString &) override
    {
        m_fuse.use(Part::Close);
        later([this] { end(LinkEnd::Kind::Local); });
    }
    void abort() override
    {
        m_fuse.use(Part::Abort);
        later([this] { end(LinkEnd::Kind::Local); });
    }
    qint64 bytesToWrite() const override { return 0; }
    void end(LinkEnd::Kind kind)
    {
        noteEnd();
        if (!std::exchange(m_over, true))
            Q_EMIT ended({kind, 1006, 0, {}});
    }

private:
    void noteEnd() { *m_open -= std::exchange(m_counted, false) ? 1 : 0; }
    void later(std::function<void()> call)
    {
        m_scheduler.after(5, [call = std::move(call), alive = QPointer<FusedLink>(this)] {
            if (alive)
                call();
        });
    }

    ManualScheduler &m_scheduler;
    Fuse &m_fuse;
    std::shared_ptr<int> m_open; // a link that is deleted later outlives the one who counts
    bool m_counted = false;
    bool m_over = false;
};

class FusedLinks final : public LinkFactory {
public:
    FusedLinks(ManualScheduler &scheduler, Fuse &fuse) : m_scheduler(scheduler), m_fuse(fuse) {}
    std::unique_ptr<Link> make(LinkKind) override
    {
        m_fuse.use(Part::Make);
        auto link = std::make_unique<FusedLink>(m_scheduler, m_fuse, m_open);
        last = link.get();
        return link;
    }
    int open() const { return *m_open; }
    QPointer<FusedLink> last;

private:
    std::shared_ptr<int> m_open = std::make_shared<int>(0);
    ManualScheduler &m_scheduler;
    Fuse &m_fuse;
};

} // namespace

/// Whatever part fails in whatever moment: wanted online and not at a final end, exactly one of timer, dial and link is
/// there, and in the end it is connected.
class ThrowingPartsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneThrowInEachEffectIsSurvived_data()
    {
        QTest::addColumn<int>("part");
        static constexpr std::array<const char *, Parts> Names{"making a link", "opening it", "a ping",
                                                               "a close",       "an abort",   "a timer",
                                                               "told opened",   "told lost",  "told the status"};
        for (int part = 0; part < Parts; ++part)
            QTest::newRow(Names[std::size_t(part)]) << part;
    }

    void oneThrowInEachEffectIsSurvived()
    {
        QFETCH(int, part);
        int blown = 0;
        // Until there is no such use any more in the whole course.
        for (int use = 1; use < 200; ++use) {
            if (!course(Part(part), use))
                break;
            ++blown;
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(blown > 0, "this part is never used");
    }

private:
    static bool course(Part part, int use);
};

// A life with everything in it; true when the fuse was blown in it.
bool ThrowingPartsTest::course(Part part, int use)
{
    ManualClock clock;
    ManualScheduler real{clock};
    Fuse fuse(part, use);
    FusedScheduler scheduler(real, fuse);
    FusedLinks links(real, fuse);
    SeededRandom random{7};
    FakeNetwork network;
    ConnectionManager manager({links, clock, random, scheduler, &network}, [] { return LinkRequest(); });
    QObject::connect(&manager, &ConnectionManager::linkOpened, &manager, [&] {
        fuse.use(Part::Opened);
        manager.helloAccepted();
        manager.resumed();
    });
    QObject::connect(&manager, &ConnectionManager::linkLost, &manager, [&] { fuse.use(Part::Lost); });
    QObject::connect(&manager, &ConnectionManager::statusChanged, &manager, [&] { fuse.use(Part::Status); });
    bool wanted = true;
    const auto run = [&](qint64 ms) {
        for (qint64 passed = 0; passed < ms; passed += 10) {
            try {
                real.run(10);
            } catch (const std::exception &) {
                QFAIL("it came out of the manager");
            }
            // The sleep watch is always there; beside it something has to be on its way.
            QVERIFY2(links.open() <= 2, "links pile up"); // one may be closing
            if (wanted && !manager.status().terminal)
                QVERIFY2(links.open() > 0 || real.pending() >= 2, "nothing would ever happen again");
        }
    };
    const auto act = [&](const std::function<void()> &what, qint64 ms) {
        what();
        run(ms);
    };
    act([&] { manager.connectWanted(); }, 60'000); // with a ping or two in it
    act([&] { links.last ? links.last->end(LinkEnd::Kind::Lost) : void(); }, 30'000);
    act([&] { network.change(); }, 5'000);
    act([&] { network.goDown(); }, 5'000);
    act([&] { links.last ? links.last->end(LinkEnd::Kind::Lost) : void(); }, 40'000);
    act([&] { network.goUp(); }, 5'000);
    act([&] { manager.answerOverdue(); }, 5'000);
    act([&] { manager.peerLost(QStringLiteral("by its own rules")); }, 20'000);
    act([&] { manager.protocolBroken(QStringLiteral("nonsense")); }, 20'000);
    act([&] { manager.retryNow(); }, 5'000);
    wanted = false;
    act([&] { manager.disconnectWanted(); }, 5'000);
    wanted = true;
    act([&] { manager.connectWanted(); }, 90'000);
    if (manager.status().state != ConnectionState::Connected)
        QTest::qFail("not connected in the end", __FILE__, __LINE__);
    return fuse.blown;
}

TEST_WITH_CORE_APPLICATION(ThrowingPartsTest)

} // namespace tst_throwing_parts

#include "tst_throwing_parts.moc"
