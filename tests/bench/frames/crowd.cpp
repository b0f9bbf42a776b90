// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/bench/frames/crowd.h"

#include <QUuid>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace banter::bench {

namespace {

constexpr int PointerMs = 50;            // limits: cursorIntervalMs of banter.v1
constexpr int PerFrame = 100;            // messages in one frame of a flood
constexpr qint64 AheadBytes = 64 * 1024; // waits in the socket, so that the line is never idle

QByteArray number(int n)
{
    return QByteArray::number(n);
}

} // namespace

Crowd::Crowd(const QUrl &server, const QByteArray &name, int people) : m_server(server), m_name(name), m_wanted(people)
{
    constexpr int AliveMs = 20'000; // the server takes links for dead that do not answer its pings (peer_link.h)
    connect(&m_alive, &QTimer::timeout, this, [this] {
        for (const auto &link : m_links)
            link->write(RawLink::pong());
    });
    m_alive.start(AliveMs);
    arrive();
}

void Crowd::arrive()
{
    const int mine = int(m_links.size());
    const QHostAddress from(QStringLiteral("127.1.%1.%2").arg(mine / 200 + 1).arg(mine % 200 + 1));
    RawLink *link = m_links.emplace_back(std::make_unique<RawLink>(m_server, from)).get();
    connect(link, &RawLink::opened, this,
            [this, link, mine] { link->write(RawLink::hello("register", m_name + number(mine), "correct horse")); });
    connect(link, &RawLink::welcomed, this, [this, link] {
        link->write(RawLink::frame(R"([{"type":"room.join","id":2,"room":"lobby"},)"
                                   R"({"type":"subscribe","id":3,"room":"lobby","limit":1}])"));
        if (int(m_links.size()) < m_wanted)
            arrive();
        else
            Q_EMIT there();
    });
    connect(link, &RawLink::ended, this, [] {
        std::fprintf(stderr, "a link of the crowd was closed\n");
        std::exit(1);
    });
}

void Crowd::point()
{
    connect(&m_timer, &QTimer::timeout, this, &Crowd::movePointers);
    m_timer.start(PointerMs);
}

void Crowd::movePointers()
{
    ++m_moves;
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        const double turn = 0.1 * m_moves + double(i);
        m_links[i]->write(RawLink::frame(R"({"type":"cursor.move","room":"lobby","x":)" +
                                         QByteArray::number(0.5 + 0.4 * std::cos(turn), 'f', 4) + R"(,"y":)" +
                                         QByteArray::number(0.5 + 0.4 * std::sin(1.3 * turn), 'f', 4) + "}"));
    }
}

void Crowd::talk(int count, int perSecond)
{
    m_count = count;
    if (perSecond == 0) {
        connect(m_links.front().get(), &RawLink::drained, this, &Crowd::sayWhatFits);
        sayWhatFits();
        return;
    }
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_said < m_count)
            say(1);
    });
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.start(1'000 / perSecond);
}

void Crowd::sayWhatFits()
{
    while (m_said < m_count && m_links.front()->unsent() < AheadBytes)
        say(std::min(PerFrame, m_count - m_said));
}

void Crowd::say(int count)
{
    QByteArray json = "[";
    for (int i = 0; i < count; ++i) {
        ++m_said;
        json += R"({"type":"message.send","id":)" + number(10 + m_said) + R"(,"room":"lobby","clientId":")" +
                QUuid::createUuid().toByteArray(QUuid::WithoutBraces) +
                R"(","text":"A line of about sixty characters, as people write them )" + number(m_said) + "\"},";
    }
    json.back() = ']';
    m_links.front()->write(RawLink::frame(json));
}

} // namespace banter::bench
