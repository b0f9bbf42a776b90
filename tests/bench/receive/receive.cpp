// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
//
// The receive path over Socket.IO, from the socket to named events: messages a second. receive PORT PIECES [own|qt]
#include "core/scheduler.h"
#include "dialects/socketio/socketio_wire.h"
#include "transport/system_links.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <simdjson.h>

#include <cstdio>
#include <ctime>

using namespace banter;

namespace {

class Receiver final : public QObject {
public:
    Receiver(quint16 port, int pieces, WebSocketKind kind) : m_links(m_scheduler, kind), m_pieces(pieces)
    {
        m_opening.server = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
        m_opening.spaces = {wire::Join{}};
        const LinkRequest request = m_wire->linkRequest(m_opening);
        m_link = m_links.make(request.kind);
        connect(m_link.get(), &Link::opened, this, [this] { carry(m_wire->opened(m_opening, 0)); });
        connect(m_link.get(), &Link::received, this,
                [this](const Frame &frame) { carry(m_wire->received(frame, m_clock.elapsed())); });
        connect(m_link.get(), &Link::ended, this, [] {
            std::fputs("the link ended\n", stderr);
            QCoreApplication::exit(1);
        });
        m_clock.start();
        m_link->open(request);
    }

private:
    void carry(const wire::Step &step)
    {
        for (const Frame &frame : step.frames)
            m_link->send(frame);
        for (const wire::Event &event : step.events) {
            if (const auto *arrived = std::get_if<wire::Arrived>(&event))
                hear(*arrived);
            else if (std::holds_alternative<wire::Connected>(event))
                begin();
        }
    }

    void begin()
    {
        m_clock.start();
        m_cpu = std::clock();
        wire::Call call;
        call.id = 1;
        call.name = QStringLiteral("flood");
        call.args.json = {m_pieces};
        carry(m_wire->send({call}, 0));
    }

    void hear(const wire::Arrived &arrived)
    {
        if (arrived.name == QLatin1String("message:new")) {
            const simdjson::dom::element message =
                m_parser.parse(arrived.args.text.constData(), std::size_t(arrived.args.text.size()))
                    .at(std::size_t(arrived.args.skip))
                    .value();
            ++m_count;
            for (const char *field : {"id", "content", "userId"}) {
                const std::string_view text = message[field].get_string().value();
                m_characters += QString::fromUtf8(text.data(), qsizetype(text.size())).size();
            }
        } else if (arrived.name == QLatin1String("done")) {
            const bool whole = m_count == qint64(m_pieces) * 1000 && m_characters > 0;
            std::printf("%.0f %.0f\n", double(m_count) * 1e9 / double(m_clock.nsecsElapsed()),
                        double(m_count) * CLOCKS_PER_SEC / double(std::clock() - m_cpu));
            QCoreApplication::exit(whole ? 0 : 1);
        }
    }

    QtScheduler m_scheduler;
    SystemLinkFactory m_links;
    std::unique_ptr<Link> m_link;
    std::unique_ptr<wire::Wire> m_wire = makeSocketIoWire();
    wire::Opening m_opening;
    QElapsedTimer m_clock;
    std::clock_t m_cpu = 0;
    int m_pieces;
    qint64 m_count = 0;
    qint64 m_characters = 0;
    simdjson::dom::parser m_parser;
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
