// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
//
// A server says whatever it likes to the built-in profiles, while a session goes on as usual. The first byte of the
// input chooses the profile, each line after it is a frame ("41" and the like over Socket.IO), and a line that begins
// with "!" is a wish of the session's or time that passes.
#include "dialects/plain/plain_wire.h"
#include "dialects/profile/builtin.h"
#include "dialects/profile/loader.h"
#include "dialects/profile/profile_dialect.h"
#include "dialects/socketio/socketio_wire.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace banter;

namespace {

// Read once: reading takes four times as long as a conversation by it.
const profile::Profile &profileOf(int choice)
{
    static const std::vector<profile::Profile> All = [] {
        std::vector<profile::Profile> profiles;
        for (const QString &name : profile::builtinNames())
            profiles.push_back(std::get<profile::Profile>(profile::loadProfile(*profile::builtinProfile(name))));
        return profiles;
    }();
    return All[std::size_t(choice) % All.size()];
}

class Run {
public:
    explicit Run(int choice)
    {
        const profile::Profile &profile = profileOf(choice);
        m_socketIo = profile.framing == profile::Framing::SocketIo;
        m_dialect = makeProfileDialect(profile, m_socketIo ? makeSocketIoWire() : makePlainWire({profile.eventMember}));
        open();
    }

    void line(const QByteArray &line)
    {
        if (line.startsWith('!'))
            wish(line.size() > 1 ? line.at(1) : '?');
        else
            look(m_dialect->received({false, line}, m_now));
    }

private:
    void open()
    {
        const Credentials credentials{Credentials::Method::Token, QStringLiteral("ann"), QStringLiteral("t")};
        m_dialect->linkRequest(QUrl(QStringLiteral("ws://h:1")), credentials);
        m_waiting.clear();
        m_ended = false;
        look(m_dialect->opened({}, credentials, m_now));
        if (!m_socketIo)
            return;
        for (const char *frame : {R"(0{"sid":"e","upgrades":[],"pingInterval":25000,"pingTimeout":20000})",
                                  R"(40{"sid":"s"})", R"(40/chat,{"sid":"s"})"})
            look(m_dialect->received({false, frame}, m_now));
    }

    void wish(char what)
    {
        const QString room = QStringLiteral("r");
        switch (what) {
        case 'j':
            return ask(ask::JoinRoom{room});
        case 's':
            m_since = m_newest[room];
            return ask(ask::Subscribe{room, m_since, {}, 50});
        case 'm':
            return ask(ask::SendMessage{room, QStringLiteral("c%1").arg(m_ticket), QStringLiteral("hi")});
        case 'l':
            m_newest.clear();
            return ask(ask::LeaveRoom{room});
        case 'o':
            return open();
        default:
            m_now += 1'000;
            look(m_dialect->tick(m_now));
        }
    }

    void ask(const ask::Request &request)
    {
        m_waiting.insert(++m_ticket);
        look(m_dialect->request({{m_ticket, request}}, m_now));
    }

    void answered(heard::Ticket ticket) { FUZZ_CHECK(ticket == 0 || m_waiting.erase(ticket) == 1); }

    // Numbers go up, one at a time but for the hole that an absence leaves.
    void check(const Message &message)
    {
        FUZZ_CHECK(!message.room.isEmpty() && !message.text.isEmpty() && !message.sender.isEmpty());
        Seq &newest = m_newest[message.room];
        FUZZ_CHECK(message.seq > newest && message.seq <= newest + 2);
        newest = message.seq;
    }

    void look(const DialectOutput &out)
    {
        FUZZ_CHECK(!(out.hangUp && out.lost));
        FUZZ_CHECK(!m_ended || out.frames.empty());
        for (const heard::Event &event : out.events)
            std::visit([this](const auto &one) { hear(one); }, event);
        m_ended = m_ended || out.hangUp || out.lost;
    }

    void hear(const heard::MessageArrived &e) { check(e.message); }
    void hear(const heard::Subscribed &e)
    {
        answered(e.ticket);
        // The room may have been left since it was asked for.
        m_newest[e.page.room] = std::max(m_newest[e.page.room], m_since);
        for (const Message &message : e.page.messages)
            check(message);
        FUZZ_CHECK(e.page.lastSeq >= m_newest[e.page.room] && e.page.lastSeq <= m_newest[e.page.room] + 1);
        m_newest[e.page.room] = e.page.lastSeq;
    }
    void hear(const heard::RoomChanged &e) { answered(e.ticket); }
    void hear(const heard::RoomLeft &e)
    {
        answered(e.ticket);
        m_newest.erase(e.room);
    }
    void hear(const heard::Acknowledged &e) { answered(e.ticket); }
    void hear(const heard::RequestFailed &e) { answered(e.ticket); }
    void hear(const heard::Done &e) { answered(e.ticket); }
    void hear(const heard::RoomsListed &e) { answered(e.ticket); }
    void hear(const heard::CursorMoved &e)
    {
        FUZZ_CHECK(e.point.x >= 0 && e.point.x <= 1 && e.point.y >= 0 && e.point.y <= 1);
    }
    void hear(const heard::Malformed &e) { FUZZ_CHECK(!e.what.isEmpty()); }
    void hear(const auto &) {}

    std::unique_ptr<Dialect> m_dialect;
    bool m_socketIo = false;
    bool m_ended = false;
    MonoMs m_now = 1'000;
    heard::Ticket m_ticket = 0;
    std::set<heard::Ticket> m_waiting;
    std::map<QString, Seq> m_newest;
    Seq m_since = 0; ///< of the last ask::Subscribe
};

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = testing::fuzzBytes(data, size);
    if (bytes.isEmpty())
        return 0;
    Run run(static_cast<unsigned char>(bytes.at(0)));
    for (const QByteArray &line : bytes.mid(1).split('\n'))
        run.line(line);
    return 0;
}
