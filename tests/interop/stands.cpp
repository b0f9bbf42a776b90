// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/stands.h"

#include <QJsonArray>
#include <QTest>

namespace banter::testing {

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

const QString Redis = QStringLiteral("redis");

} // namespace

void addStands(const QString &redis)
{
    const QJsonObject polling{{s("transports"), QJsonArray{s("polling")}}};
    const Offers everything{true, true, true};
    const Offers typing{.typing = true};
    QTest::addColumn<Stand>("stand");
    const auto add = [](const char *name, const Stand &stand) { QTest::newRow(name) << stand; };
    add("channels", {s("channels_ws"), {}, s("channels"), {.lists = true}});
    add("rooms", {s("rooms_ws"), {}, s("rooms"), everything});
    add("rooms over Socket.IO", {s("rooms_socketio"), {}, s("rooms-socketio"), everything});
    add("rooms over Socket.IO, polling only", {s("rooms_socketio"), polling, s("rooms-socketio"), everything});
    add("rooms over two nodes", {s("rooms_socketio"), {{Redis, redis}}, s("rooms-socketio"), everything});
    add("chats", {s("chats_socketio"), {}, s("chats"), typing});
    add("chats, polling only", {s("chats_socketio"), polling, s("chats"), typing});
    add("the published example", {s("published_chat"), {}, s(BANTER_INTEROP_DIR "/profiles/published-chat.json"), {}});
}

StandServers::StandServers(const Stand &stand) : m_first(stand.script, stand.settings)
{
    if (stand.settings.contains(Redis))
        m_second.emplace(stand.script, stand.settings);
}

QString StandServers::start()
{
    const QString fault = m_first.start();
    return fault.isEmpty() && m_second ? m_second->start() : fault;
}

} // namespace banter::testing
