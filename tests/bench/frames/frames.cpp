// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "disk_book.h"
#include "host.h"
#include "models/app_model.h"
#include "store/open.h"
#include "tests/bench/frames/crowd.h"
#include "tests/bench/server_process.h"
#include "window.h"

#include <QDeadlineTimer>
#include <QGuiApplication>
#include <QProcess>
#include <QQuickStyle>
#include <QTemporaryDir>
#include <QTest>

#include <time.h>

#include <algorithm>
#include <cstdio>

// frames [HELD [SECONDS]]: the window shows a room of which HELD (100,000) messages are kept on the disk. For SECONDS
// (10) 200 messages a second come in, and then 100 pointers move 20 times a second each. Prints how much processor time
// the GUI thread took from one frame to the next: the models, the layout and, since it draws with the processor, the
// drawing. The server and the people are processes of their own. Linux.
namespace {

using namespace banter;
using namespace banter::bench;

constexpr int MessagesPerSecond = 200;
constexpr int Pointers = 100;
constexpr int WaitMs = 600'000; // for the room to fill
constexpr int BeginMs = 500;    // what follows the first event is not yet the course of things

double threadMs()
{
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return 1e3 * double(used.tv_sec) + 1e-6 * double(used.tv_nsec);
}

/// Thrown, so that the processes that were started are ended on the way out.
struct Failure {
    const char *sentence;
};

[[noreturn]] void giveUp(const char *sentence)
{
    throw Failure{sentence};
}

void waitFor(const char *what, const std::function<bool()> &holds)
{
    if (!QTest::qWaitFor(holds, WaitMs))
        giveUp(what);
}

/// A process that is killed at its end.
class Child final {
public:
    Child(const QString &program, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, arguments);
        waitFor("a process does not say that it is ready", [this] { return m_process.canReadLine(); });
        m_line = QString::fromUtf8(m_process.readLine()).trimmed();
    }
    ~Child()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;
    /// The first line that it printed.
    const QString &line() const { return m_line; }

private:
    QProcess m_process;
    QString m_line;
};

/// What the GUI thread took for each frame while it lives.
class FrameTimes final : public QObject {
public:
    explicit FrameTimes(QQuickWindow &window) : m_last(threadMs())
    {
        connect(
            &window, &QQuickWindow::frameSwapped, this,
            [this] {
                const double now = threadMs();
                m_times.push_back(now - std::exchange(m_last, now));
            },
            Qt::DirectConnection);
    }
    void print(const char *what, int seconds)
    {
        if (m_times.empty())
            giveUp("nothing was drawn");
        std::sort(m_times.begin(), m_times.end());
        const auto at = [this](double part) { return m_times[std::size_t(part * double(m_times.size() - 1))]; };
        std::printf("%s: %.0f frames a second; GUI thread, ms a frame: median %.1f, 99 %% %.1f, worst %.1f\n", what,
                    double(m_times.size()) / seconds, at(0.5), at(0.99), m_times.back());
        std::fflush(stdout);
    }

private:
    std::vector<double> m_times;
    double m_last;
};

Seq heldUpTo(const QString &file)
{
    const auto store = openClientStore(file);
    if (!store.ok())
        return 0;
    const auto rooms = store.value()->rooms();
    for (const StoredRoom &stored : rooms.ok() ? rooms.value() : std::vector<StoredRoom>()) {
        if (stored.room.id == QStringLiteral("lobby") && !stored.spans.empty())
            return stored.spans.back().last - stored.spans.back().after;
    }
    return 0;
}

// In the room, with a window that is drawn.
void look(AppModel &app, const QString &server)
{
    app.openPlain();
    app.start()->join(server, QStringLiteral("me"), QStringLiteral("correct horse"), true, false, {});
    waitFor("nobody is signed in", [&] { return app.session() != nullptr; });
    SessionModel &session = *app.session();
    session.membership()->join(QStringLiteral("lobby"));
    waitFor("the room is not there", [&] { return session.rooms()->isJoined(QStringLiteral("lobby")); });
    session.current()->show(QStringLiteral("lobby"));
    waitFor("the room is not shown", [&] { return session.current()->room() == QStringLiteral("lobby"); });
}

void measure(QQuickWindow &window, const char *what, int seconds, const Child &)
{
    QTest::qWait(BeginMs);
    FrameTimes times(window);
    QTest::qWait(seconds * 1'000);
    times.print(what, seconds);
}

int watch(int held, int seconds)
{
    const QString self = QCoreApplication::applicationFilePath();
    const QTemporaryDir folder;
    const ServerProcess server({QStringLiteral("--rate"), QStringLiteral("0")});
    if (server.url().isEmpty())
        giveUp("banter-server did not start");
    const QString url = server.url().toString();

    SystemClock clock;
    QtScheduler scheduler;
    SettingsFile file(folder.filePath(QStringLiteral("settings.ini")));
    SettingsModel settings(file);
    desktop::DiskBook book(folder.path(), false);
    desktop::Host host(folder.filePath(QStringLiteral("hosted")), &file);
    AppModel app({ModelParts{clock, scheduler}, enginePorts(), host, book, {QStringLiteral("banter")}}, settings);
    desktop::Window view(app);
    QQuickWindow *window = view.show(QSize(1100, 720));
    if (!window)
        giveUp("the interface could not be loaded");
    window->requestActivate();
    if (!QTest::qWaitForWindowActive(window))
        giveUp("the window does not get the keys");
    look(app, url);

    SavedAccount account;
    account.server = QUrl(url);
    account.user = QStringLiteral("me");
    const QString store = book.storeFile(account);
    {
        const Child filling(
            self, {QStringLiteral("talk"), url, QStringLiteral("ann"), QString::number(held), QStringLiteral("0")});
        QDeadlineTimer deadline(WaitMs);
        while (heldUpTo(store) < held) {
            if (deadline.hasExpired())
                giveUp("the room was not filled");
            QTest::qWait(1'000);
        }
    }
    const QString many = QString::number(MessagesPerSecond * (seconds + 60));
    measure(*window, "200 messages a second", seconds,
            Child(self, {QStringLiteral("talk"), url, QStringLiteral("bo"), many, QString::number(MessagesPerSecond)}));
    QTest::keyClick(window, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    measure(*window, "100 pointers, 20 times a second each", seconds,
            Child(self, {QStringLiteral("point"), url, QStringLiteral("chen"), QString::number(Pointers)}));
    return 0;
}

// A process of the crowd; it goes on until it is killed.
int crowd(const QStringList &words)
{
    const bool talks = words[0] == QStringLiteral("talk");
    Crowd people(QUrl(words[1]), words[2].toLatin1(), talks ? 1 : words[3].toInt());
    QObject::connect(&people, &Crowd::there, &people, [&] {
        if (talks)
            people.talk(words[3].toInt(), words[4].toInt());
        else
            people.point();
        std::puts("there");
        std::fflush(stdout);
    });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    // Everything of a frame on the thread that is looked at.
    qputenv("QSG_RENDER_LOOP", "basic");
    qputenv("QT_QUICK_BACKEND", "software");
    if (argc > 1 && (qstrcmp(argv[1], "talk") == 0 || qstrcmp(argv[1], "point") == 0)) {
        const QCoreApplication app(argc, argv);
        const QStringList words = QCoreApplication::arguments().mid(1);
        return words.size() >= (words[0] == QStringLiteral("talk") ? 5 : 4) ? crowd(words) : 2;
    }
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    const QGuiApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    const int held = words.isEmpty() ? 100'000 : words[0].toInt();
    const int seconds = words.size() < 2 ? 10 : words[1].toInt();
    if (held <= 0 || seconds <= 0) {
        std::fprintf(stderr, "frames [HELD [SECONDS]]\n");
        return 2;
    }
    try {
        return watch(held, seconds);
    } catch (const Failure &failure) {
        std::fprintf(stderr, "frames: %s\n", failure.sentence);
        return 1;
    }
}
