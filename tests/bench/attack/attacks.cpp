// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/bench/attack/attacks.h"

#include <QTimer>

namespace banter::bench {
namespace {

constexpr int Batch = 1'000;                            // limits::MaxBatch
constexpr qint64 Ahead = 64 * 1024;                     // waits in a socket, so that the line is never idle
constexpr int SoonMs = 20;                              // who was sent away comes back at once
const QHostAddress Theirs(QStringLiteral("127.0.0.2")); // the witness comes from 127.0.0.1

QByteArray number(int n)
{
    return QByteArray::number(n);
}

QByteArray batch(const std::function<QByteArray(int)> &item)
{
    static int last = 10;
    QByteArray json = "[";
    for (int i = 0; i < Batch; ++i)
        json += R"({"id":)" + number(++last % 1'000'000'000) + "," + item(i) + "},";
    json.back() = ']';
    return json;
}

std::unique_ptr<Attack> flood(const QUrl &server, int links, std::function<QByteArray(int)> item)
{
    return std::make_unique<Flood>(server, links, [item = std::move(item)] { return batch(item); });
}

QByteArray joinOrLeave(int i)
{
    return (i % 2 == 0 ? R"("type":"room.join","room":"hall )" : R"("type":"room.leave","room":"hall )") +
           number(i / 2 % 100) + "\"";
}

QByteArray reading(int i)
{
    constexpr const char *Kinds[] = {R"("type":"history","room":"lobby","after":1,"limit":200)",
                                     R"("type":"subscribe","room":"lobby","limit":200)", R"("type":"rooms.list")"};
    return Kinds[i % 3];
}

QByteArray presence(int i)
{
    return (i % 2 == 0 ? R"("type":"presence.set","status":"busy","text":"a )"
                       : R"("type":"presence.set","status":"away","text":"b )") +
           number(i) + "\"";
}

QByteArray account(int i)
{
    constexpr const char *Kinds[] = {
        R"("type":"password.change","password":"correct horse","newPassword":"correct horse")",
        R"("type":"devices.list")", R"("type":"devices.drop")", R"("type":"invite.code")"};
    return Kinds[i % 4];
}

} // namespace

Flood::Flood(const QUrl &server, int links, std::function<QByteArray()> next)
    : Attack(server), m_links(links), m_next(std::move(next))
{}

void Flood::begin()
{
    auto *first = new RawLink(m_server, Theirs, this);
    connect(first, &RawLink::opened, first,
            [first] { first->write(RawLink::hello("register", "mallory", "correct horse")); });
    connect(first, &RawLink::welcomed, this, [this, first] {
        m_token = first->token();
        first->abort();
        first->deleteLater();
        for (int i = 0; i < m_links; ++i)
            dial();
    });
}

void Flood::dial()
{
    auto *link = new RawLink(m_server, Theirs, this);
    connect(link, &RawLink::opened, this, [this, link] { link->write(RawLink::hello("token", {}, m_token)); });
    connect(link, &RawLink::welcomed, this, [this, link] { feed(link); });
    connect(link, &RawLink::drained, this, [this, link] { feed(link); });
    connect(link, &RawLink::ended, this, [this, link] {
        link->deleteLater();
        QTimer::singleShot(SoonMs, this, [this] { dial(); });
    });
}

void Flood::feed(RawLink *link)
{
    while (m_next && link->isWelcome() && link->unsent() < Ahead)
        link->write(RawLink::frame(m_next()));
}

Knocking::Knocking(const QUrl &server, int atOnce, bool anew, std::function<QByteArray()> hello)
    : Attack(server), m_atOnce(atOnce), m_anew(anew), m_hello(std::move(hello))
{}

void Knocking::begin()
{
    for (int i = 0; i < m_atOnce; ++i)
        dial();
}

void Knocking::dial()
{
    auto *link = new RawLink(m_server, Theirs, this);
    connect(link, &RawLink::opened, this, [this, link] { link->write(m_hello()); });
    if (m_anew)
        connect(link, &RawLink::welcomed, link, &RawLink::abort);
    connect(link, &RawLink::ended, this, [this, link] {
        link->deleteLater();
        QTimer::singleShot(SoonMs, this, [this] { dial(); });
    });
}

FullHouse::FullHouse(const QUrl &server) : Attack(server), m_alive(this)
{
    connect(&m_alive, &QTimer::timeout, this, [this] {
        for (RawLink *link : m_links)
            link->write(RawLink::pong());
    });
}

void FullHouse::begin()
{
    constexpr int SilentAddresses = 4;
    constexpr int SilentLinks = 300; // more than one address may have
    constexpr int Addresses = 6;     // each may have a fifth of all places
    constexpr int AliveMs = 20'000;  // the server takes links for dead that do not answer its pings
    m_alive.start(AliveMs);
    for (int i = 0; i < SilentAddresses; ++i) {
        for (int link = 0; link < SilentLinks; ++link)
            dialSilent(QHostAddress(QStringLiteral("127.0.1.%1").arg(i + 1)));
    }
    for (int i = 0; i < Addresses; ++i)
        enroll(QHostAddress(QStringLiteral("127.0.2.%1").arg(i + 1)));
}

void FullHouse::dialSilent(const QHostAddress &from)
{
    auto *link = new RawLink(m_server, from, this);
    connect(link, &RawLink::ended, this, [this, link, from] {
        link->deleteLater();
        QTimer::singleShot(SoonMs, this, [this, from] { dialSilent(from); });
    });
}

void FullHouse::enroll(const QHostAddress &from)
{
    constexpr int LinksOfAnAccount = 64;
    constexpr int AgainMs = 2'000;
    auto *link = new RawLink(m_server, from, this);
    connect(link, &RawLink::opened, this,
            [this, link] { link->write(RawLink::hello("register", "m" + number(++m_accounts), "correct horse")); });
    connect(link, &RawLink::welcomed, this, [this, link, from] {
        m_links.insert(link);
        for (int i = 1; i < LinksOfAnAccount; ++i)
            fill(from, link->token());
        enroll(from);
    });
    connect(link, &RawLink::ended, this, [this, link, from] {
        const bool wasIn = m_links.erase(link) > 0;
        link->deleteLater();
        if (!wasIn)
            QTimer::singleShot(AgainMs, this, [this, from] { enroll(from); });
    });
}

void FullHouse::fill(const QHostAddress &from, const QByteArray &token)
{
    auto *link = new RawLink(m_server, from, this);
    connect(link, &RawLink::opened, this, [link, token] { link->write(RawLink::hello("token", {}, token)); });
    connect(link, &RawLink::welcomed, this, [this, link] { m_links.insert(link); });
    connect(link, &RawLink::ended, this, [this, link, from, token] {
        m_links.erase(link);
        link->deleteLater();
        QTimer::singleShot(SoonMs, this, [this, from, token] { fill(from, token); });
    });
}

const std::vector<AttackKind> &attackKinds()
{
    static int count = 0;
    static const std::vector<AttackKind> Kinds{
        {"nothing", [](const QUrl &server) { return std::make_unique<Knocking>(server, 0, false, nullptr); }},
        {"joins and leaves", [](const QUrl &server) { return flood(server, 1, joinOrLeave); }},
        {"the same on 64 links", [](const QUrl &server) { return flood(server, 64, joinOrLeave); }},
        {"creations",
         [](const QUrl &server) {
             return flood(server, 8,
                          [](int) { return R"("type":"room.create","room":"hole )" + number(++count) + "\""; });
         }},
        {"reads", [](const QUrl &server) { return flood(server, 8, reading); }},
        {"presence", [](const QUrl &server) { return flood(server, 8, presence); }},
        {"the own account", [](const QUrl &server) { return flood(server, 8, account); }},
        {"invitations",
         [](const QUrl &server) {
             return flood(server, 8, [](int i) {
                 return i % 2 == 0 ? R"("type":"room.create","room":"den )" + number(++count) + "\""
                                   : R"("type":"room.invite","user":"witness","room":"den )" + number(count) + "\"";
             });
         }},
        {"messages",
         [](const QUrl &server) {
             return flood(server, 8, [](int) {
                 return R"("type":"message.send","room":"lobby","text":"x","clientId":"c)" + number(++count) + "\"";
             });
         }},
        {"frames of a megabyte of nothing",
         [](const QUrl &server) {
             return std::make_unique<Flood>(server, 8, [] { return "[" + QByteArray(1'000'000, ' ') + "]"; });
         }},
        {"registrations",
         [](const QUrl &server) {
             return std::make_unique<Knocking>(
                 server, 64, true, [] { return RawLink::hello("register", "m" + number(++count), "correct horse"); });
         }},
        {"wrong passwords",
         [](const QUrl &server) {
             return std::make_unique<Knocking>(server, 64, true, [] {
                 return RawLink::hello("password", "nobody" + number(++count), "wrong horse");
             });
         }},
        {"3,000 silent links",
         [](const QUrl &server) {
             return std::make_unique<Knocking>(server, 3'000, false, [] { return QByteArray(); });
         }},
        {"3,000 links of an account",
         [](const QUrl &server) { return std::make_unique<Flood>(server, 3'000, nullptr); }},
        {"full house", [](const QUrl &server) { return std::make_unique<FullHouse>(server); }},
    };
    return Kinds;
}

} // namespace banter::bench
