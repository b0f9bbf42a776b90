// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/system_links.h"

#include "transport/event_stream_link.h"
#include "transport/qwebsocket_link.h"

namespace banter {
namespace {

/// Becomes the link that its request asks for.
class AnyLink final : public Link {
public:
    AnyLink(Scheduler &scheduler, BlockedSockets &blocked) : m_scheduler(scheduler), m_blocked(blocked) {}

    void open(const LinkRequest &request) override
    {
        m_link = linkFor(request.kind);
        connect(m_link.get(), &Link::opened, this, &Link::opened);
        connect(m_link.get(), &Link::received, this, &Link::received);
        connect(m_link.get(), &Link::arriving, this, &Link::arriving);
        connect(m_link.get(), &Link::ponged, this, &Link::ponged);
        connect(m_link.get(), &Link::written, this, &Link::written);
        connect(m_link.get(), &Link::ended, this, &Link::ended);
        m_link->open(request);
    }
    bool send(const Frame &frame) override { return m_link->send(frame); }
    void ping(const QByteArray &payload) override { m_link->ping(payload); }
    void close(int code, const QString &reason) override { m_link->close(code, reason); }
    void abort() override { m_link->abort(); }
    qint64 bytesToWrite() const override { return m_link ? m_link->bytesToWrite() : 0; }

private:
    std::unique_ptr<Link> linkFor(LinkKind kind) const
    {
        switch (kind) {
        case LinkKind::EngineIo:
        case LinkKind::EngineIoPolling:
            return std::make_unique<EngineIoLink>(m_scheduler, m_blocked);
        case LinkKind::EventStream:
            return std::make_unique<EventStreamLink>(m_scheduler);
        case LinkKind::WebSocket:
            break;
        }
        return std::make_unique<QWebSocketLink>();
    }

    Scheduler &m_scheduler;
    BlockedSockets &m_blocked;
    std::unique_ptr<Link> m_link;
};

} // namespace

std::unique_ptr<Link> SystemLinkFactory::make()
{
    return std::make_unique<AnyLink>(m_scheduler, m_blocked);
}

} // namespace banter
