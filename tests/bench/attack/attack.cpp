// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/open_files.h"
#include "tests/bench/attack/attacks.h"
#include "tests/bench/server_process.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <algorithm>
#include <cstdio>

// attack [SECONDS [WORD...]]: one account, or one address, does its worst for SECONDS (60), while somebody else signs
// in again and again and says something. Prints for each attack, or those with one of the WORDs in the name, how long
// that took. A real server in a process of its own, sockets on loopback, its database on the disk.
namespace {

using namespace banter;
using namespace banter::bench;

const QByteArray Password = "correct horse";
constexpr int PauseMs = 100;
constexpr int GiveUpMs = 20'000;
constexpr int MostLinks = 12'000;

/// Somebody who signs in, says something, and hangs up, and writes down how long each took.
class Witness final : public QObject {
public:
    explicit Witness(const QUrl &server) : m_server(server)
    {
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] { finish(false); });
    }

    std::vector<qint64> signIns;
    std::vector<qint64> acks;
    int failed = 0;

    /// Makes the account; what the bench waits for first.
    void enroll() { dial("register", Password); }
    std::function<void()> onEnrolled;

private:
    void dial(const QByteArray &method, const QByteArray &secret)
    {
        m_socket = std::make_unique<QWebSocket>();
        connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &Witness::hear);
        connect(m_socket.get(), &QWebSocket::connected, this, [this, method, secret] {
            say(R"({"type":"hello","id":1,"version":1,"client":"bench","auth":{"method":")" + method +
                R"(","user":"witness","secret":")" + secret + R"("}})");
        });
        connect(
            m_socket.get(), &QWebSocket::disconnected, this, [this] { finish(false); }, Qt::QueuedConnection);
        QWebSocketHandshakeOptions options;
        options.setSubprotocols({QStringLiteral("banter.v1.json")});
        m_clock.start();
        m_deadline.start(GiveUpMs);
        m_socket->open(m_server, options);
    }
    void say(const QByteArray &json) { m_socket->sendTextMessage(QString::fromUtf8(json)); }

    void hear(const QString &text)
    {
        if (text.contains(QStringLiteral("\"welcome\""))) {
            signIns.push_back(m_clock.restart());
            const QString before = QStringLiteral("\"token\":\"");
            if (const qsizetype at = text.indexOf(before); at >= 0) {
                const qsizetype begin = at + before.size();
                m_token = text.mid(begin, text.indexOf(u'"', begin) - begin).toLatin1();
            }
            say(R"({"type":"message.send","id":2,"room":"lobby","text":"hello","clientId":"w)" +
                QByteArray::number(++m_said) + R"("})");
        } else if (text.contains(QStringLiteral("\"ack\""))) {
            acks.push_back(m_clock.elapsed());
            finish(true);
        } else if (text.contains(QStringLiteral("\"error\""))) {
            std::fprintf(stderr, "%s\n", qPrintable(text.left(200)));
            finish(false);
        }
    }

    void finish(bool well)
    {
        if (!m_socket)
            return;
        m_deadline.stop();
        failed += well ? 0 : 1;
        m_socket->disconnect(this);
        m_socket->close();
        m_socket.release()->deleteLater();
        if (well && onEnrolled)
            std::exchange(onEnrolled, {})();
        // Each third time with the password.
        QTimer::singleShot(PauseMs, this, [this] {
            if (++m_times % 3 == 0 || m_token.isEmpty())
                dial("password", Password);
            else
                dial("token", m_token);
        });
    }

    QUrl m_server;
    std::unique_ptr<QWebSocket> m_socket;
    QTimer m_deadline;
    QElapsedTimer m_clock;
    QByteArray m_token;
    int m_said = 0;
    int m_times = 0;
};

void print(const char *name, Witness &witness)
{
    const auto figures = [](std::vector<qint64> &values) {
        std::sort(values.begin(), values.end());
        return values.empty() ? std::pair<qint64, qint64>(-1, -1) : std::pair(values[values.size() / 2], values.back());
    };
    const auto [usualSignIn, worstSignIn] = figures(witness.signIns);
    const auto [usualAck, worstAck] = figures(witness.acks);
    std::printf("| %s | %lld | %lld | %lld | %lld | %zu | %d |\n", name, static_cast<long long>(usualSignIn),
                static_cast<long long>(worstSignIn), static_cast<long long>(usualAck), static_cast<long long>(worstAck),
                witness.acks.size(), witness.failed);
    std::fflush(stdout);
}

void runOne(const AttackKind &kind, int seconds)
{
    const ServerProcess server;
    if (server.url().isEmpty()) {
        std::fprintf(stderr, "banter-server did not start\n");
        std::exit(1);
    }
    QThread thread;
    Attack *attack = kind.make(server.url()).release();
    attack->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, attack, &QObject::deleteLater);
    // It stands for machines of its own: what the server needs of this one goes first.
    thread.start(QThread::IdlePriority);
    auto witness = std::make_unique<Witness>(server.url());
    witness->onEnrolled = [&] {
        QMetaObject::invokeMethod(attack, [attack] { attack->begin(); });
        // What was before does not count.
        witness->signIns.clear();
        witness->acks.clear();
        QTimer::singleShot(seconds * 1'000, QCoreApplication::instance(), &QCoreApplication::quit);
    };
    witness->enroll();
    QCoreApplication::exec();
    print(kind.name, *witness);
    witness.reset();
    thread.quit();
    thread.wait();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    const int seconds = words.isEmpty() ? 60 : words.first().toInt();
    if (seconds <= 0) {
        std::fprintf(stderr, "attack [SECONDS [WORD...]]: so long for each attack with such a word in its name\n");
        return 2;
    }
    allowOpenFiles(MostLinks); // fewer are an attack by fewer
    std::printf("| for %d s | sign-in, ms: usual | worst | acknowledged, ms: usual | worst | times | failed |\n"
                "|---|---|---|---|---|---|---|\n",
                seconds);
    for (const AttackKind &kind : attackKinds()) {
        const QString name = QString::fromLatin1(kind.name);
        const bool wanted = words.size() < 2 || std::any_of(words.begin() + 1, words.end(),
                                                            [&](const QString &word) { return name.contains(word); });
        if (wanted)
            runOne(kind, seconds);
    }
    return 0;
}
