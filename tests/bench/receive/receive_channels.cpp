// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
//
// The receive path with the profile `channels`, from the socket to the session's events, each message validated and
// with its place in the room: messages a second, and a second of its CPU time. receive_channels PORT PIECES [own|qt]
#include "core/scheduler.h"
#include "dialects/registry/registry.h"
#include "transport/system_links.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>
#include <ctime>

using namespace banter;

namespace {

class Receiver final : public QObject {
public:
    Receiver(quint16 port, int pieces, WebSocketKind kind) : m_links(m_scheduler, kind), m_pieces(pieces)
    {
        connect(m_link.get(), &Link::opened, this,
                [this](const QString &subprotocol) { carry(m_dialect->opened(subprotocol, m_credentials, 0)); });
        connect(m_link.get(), &Link::received, this,
                [this](const Frame &frame) { carry(m_dialect->received(frame, m_clock.elapsed())); });
        connect(m_link.get(), &Link::ended, this, [] {
            std::fputs("the link ended\n", stderr);
            QCoreApplication::exit(1);
        });
        m_clock.start();
        const QUrl server(QStringLiteral("ws://127.0.0.1:%1").arg(port));
        m_link->open(m_dialect->linkRequest(server, m_credentials));
    }

private:
    void carry(const DialectOutput &out)
    {
        for (const Frame &frame : out.frames)
            m_link->send(frame);
        for (const heard::Event &event : out.events) {
            if (const auto *arrived = std::get_if<heard::MessageArrived>(&event))
                hear(arrived->message);
            else if (std::holds_alternative<heard::Welcomed>(event))
                ask(ask::Subscribe{m_room, 0, {}, 50});
            else if (std::holds_alternative<heard::Subscribed>(event))
                begin();
        }
    }

    void ask(const ask::Request &request) { carry(m_dialect->request({{++m_ticket, request}}, 0)); }

    void begin()
    {
        m_clock.start();
        m_cpu = std::clock();
        ask(ask::SendMessage{m_room, QStringLiteral("c1"), QStringLiteral("flood %1").arg(m_pieces)});
    }

    void hear(const Message &message)
    {
        if (message.text != QLatin1String("done")) {
            ++m_count;
            m_characters += message.room.size() + message.text.size() + message.sender.size();
            return;
        }
        const bool whole = m_count == qint64(m_pieces) * 1000 && m_characters > 0;
        std::printf("%.0f %.0f\n", double(m_count) * 1e9 / double(m_clock.nsecsElapsed()),
                    double(m_count) * CLOCKS_PER_SEC / double(std::clock() - m_cpu));
        QCoreApplication::exit(whole ? 0 : 1);
    }

    QtScheduler m_scheduler;
    SystemLinkFactory m_links;
    std::unique_ptr<Link> m_link = m_links.make(LinkKind::WebSocket);
    std::unique_ptr<Dialect> m_dialect = makeDialect(QStringLiteral("channels")).value();
    Credentials m_credentials{Credentials::Method::Token, QStringLiteral("ann"), QStringLiteral("t")};
    QString m_room = QStringLiteral("general");
    heard::Ticket m_ticket = 0;
    QElapsedTimer m_clock;
    std::clock_t m_cpu = 0;
    int m_pieces;
    qint64 m_count = 0;
    qint64 m_characters = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const WebSocketKind kind = webSocketKindNamed(arguments.value(3)).value_or(WebSocketKind::Auto);
    Receiver receiver(quint16(arguments.value(1).toUInt()), arguments.value(2).toInt(), kind);
    return app.exec();
}
