// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/profile/talk.h"

#include "dialects/plain/plain_wire.h"
#include "dialects/profile/builtin.h"
#include "dialects/socketio/socketio_wire.h"

#include <QJsonDocument>

#include <cstdlib>

namespace banter::testing {
namespace {

profile::Profile read(const QByteArray &bytes)
{
    const auto loaded = profile::loadProfile(bytes);
    if (const auto *fault = std::get_if<profile::Fault>(&loaded)) {
        qCritical("%s", qPrintable(profile::sentenceOf(*fault)));
        std::abort(); // the test itself is wrong
    }
    return std::get<profile::Profile>(loaded);
}

} // namespace

Talk::Talk(const profile::Profile &profile, const char *address)
    : url(s(address)), m_socketIo(profile.framing == profile::Framing::SocketIo)
{
    auto wire = m_socketIo ? makeSocketIoWire() : makePlainWire({profile.eventMember});
    dialect = makeProfileDialect(profile, std::move(wire));
}

Talk::Talk(const char *name, const char *address) : Talk(read(*profile::builtinProfile(s(name))), address) {}

Talk Talk::of(const QByteArray &profile, const char *address)
{
    return Talk(read(profile), address);
}

const DialectOutput &Talk::open()
{
    dialect->linkRequest(url, credentials);
    last = dialect->opened({}, credentials, now);
    if (m_socketIo) {
        say(R"(0{"sid":"e1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})");
        const QByteArray join = frames().value(0);
        const qsizetype comma = join.indexOf(",{");
        say(join.startsWith("40/") ? join.left(comma + 1) + R"({"sid":"s1"})" : QByteArray(R"(40{"sid":"s1"})"));
    }
    return last;
}

const DialectOutput &Talk::say(const QByteArray &text)
{
    return last = dialect->received({false, text}, now);
}

const DialectOutput &Talk::ask(const ask::Request &request)
{
    return last = dialect->request({{++ticket, request}}, now);
}

const DialectOutput &Talk::pass(qint64 ms)
{
    now += ms;
    return last = dialect->tick(now);
}

void Talk::enter(const char *room, const QByteArray &confirmation, Seq since)
{
    ask(ask::JoinRoom{s(room)});
    if (!confirmation.isEmpty())
        say(confirmation);
    ask(ask::Subscribe{s(room), since, {}, 50});
}

QByteArrayList Talk::frames() const
{
    QByteArrayList list;
    for (const Frame &frame : last.frames)
        list.append(frame.data);
    return list;
}

QByteArray changed(const QByteArray &profile, const QJsonObject &change)
{
    QJsonObject fields = QJsonDocument::fromJson(profile).object();
    for (auto one = change.begin(); one != change.end(); ++one) {
        if (one.value().isNull())
            fields.remove(one.key());
        else
            fields.insert(one.key(), one.value());
    }
    return QJsonDocument(fields).toJson();
}

} // namespace banter::testing
