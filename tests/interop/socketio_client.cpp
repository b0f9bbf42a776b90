// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/socketio_client.h"

namespace banter::testing {

SocketIoClient::SocketIoClient(const QUrl &server, SocketIoOptions options) : m_wire(makeSocketIoWire(options))
{
    opening.server = server;
    opening.spaces = {wire::Join{}};
}

SocketIoClient::~SocketIoClient()
{
    m_scheduler.cancel(m_timer);
}

void SocketIoClient::dial()
{
    if (m_link) {
        m_link->disconnect(this);
        m_link->abort();
        m_link.release()->deleteLater();
    }
    events.clear();
    ended.reset();
    lost.reset();
    hungUp.reset();
    ++links;
    const LinkRequest request = m_wire->linkRequest(opening);
    m_link = m_links.make(request.kind);
    connect(m_link.get(), &Link::opened, this, [this] { carry(m_wire->opened(opening, m_clock.monotonicMs())); });
    connect(m_link.get(), &Link::received, this,
            [this](const Frame &frame) { carry(m_wire->received(frame, m_clock.monotonicMs())); });
    connect(m_link.get(), &Link::ponged, this, [this](const QByteArray &payload) { ponged = payload; });
    connect(m_link.get(), &Link::ended, this, [this](const LinkEnd &end) { ended = end; });
    m_link->open(request);
}

void SocketIoClient::tell(const wire::Command &command)
{
    carry(m_wire->send({command}, m_clock.monotonicMs()));
}

wire::CallId SocketIoClient::call(const QString &name, const QJsonArray &args, bool wantsAnswer,
                                  std::vector<QByteArray> bytes, const QString &space)
{
    wire::Call call;
    call.id = ++m_lastCall;
    call.space = space;
    call.name = name;
    call.args = {args, std::move(bytes)};
    call.wantsAnswer = wantsAnswer;
    tell(call);
    return call.id;
}

std::vector<wire::Arrived> SocketIoClient::arrived(const QString &name) const
{
    std::vector<wire::Arrived> found = all<wire::Arrived>();
    std::erase_if(found, [&](const wire::Arrived &one) { return one.name != name; });
    return found;
}

bool SocketIoClient::connected(const QString &space) const
{
    for (const wire::Connected &one : all<wire::Connected>()) {
        if (one.space == space)
            return true;
    }
    return false;
}

void SocketIoClient::carry(wire::Step step)
{
    for (const Frame &frame : step.frames)
        m_link->send(frame);
    for (wire::Event &event : step.events)
        events.push_back(std::move(event));
    if (step.lost)
        lost = step.lost;
    if (step.hangUp)
        hungUp = step.hangUp;
    watch();
}

void SocketIoClient::watch()
{
    m_scheduler.cancel(m_timer);
    m_timer = 0;
    if (const std::optional<MonoMs> next = m_wire->nextTick()) {
        m_timer = m_scheduler.after(std::max<qint64>(0, *next - m_clock.monotonicMs()), [this] {
            m_timer = 0;
            carry(m_wire->tick(m_clock.monotonicMs()));
        });
    }
}

} // namespace banter::testing
