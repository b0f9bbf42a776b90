// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/managed_client.h"

namespace banter::testing {

ManagedClient::ManagedClient(const QUrl &server)
    : m_manager({m_links, m_clock, m_random, m_scheduler, nullptr}, [this] { return m_wire->linkRequest(m_opening); })
{
    m_opening.server = server;
    m_opening.spaces = {wire::Join{}};
    connect(&m_manager, &ConnectionManager::linkOpened, this,
            [this] { carry(m_wire->opened(m_opening, m_clock.monotonicMs())); });
    connect(&m_manager, &ConnectionManager::frameReceived, this,
            [this](const Frame &frame) { carry(m_wire->received(frame, m_clock.monotonicMs())); });
}

ManagedClient::~ManagedClient()
{
    m_manager.disconnect(this);
    m_scheduler.cancel(m_timer);
}

void ManagedClient::echo(int number)
{
    wire::Call call;
    call.id = wire::CallId(number);
    call.name = QStringLiteral("message");
    call.args.json = {number};
    carry(m_wire->send({call}, m_clock.monotonicMs()));
}

void ManagedClient::carry(const wire::Step &step)
{
    for (const Frame &frame : step.frames)
        m_manager.send(frame);
    for (const wire::Event &event : step.events) {
        if (std::holds_alternative<wire::Connected>(event)) {
            m_manager.helloAccepted();
            m_manager.resumed();
        } else if (const auto *refused = std::get_if<wire::Refused>(&event)) {
            m_manager.helloRefused(ConnectionTrouble::Credentials, refused->message);
        } else if (const auto *arrived = std::get_if<wire::Arrived>(&event);
                   arrived && arrived->name == QLatin1String("message-back")) {
            m_echoed = arrived->args.json().first().toInt();
        }
    }
    if (step.hangUp)
        m_manager.protocolBroken(*step.hangUp);
    else if (step.lost)
        m_manager.peerLost(*step.lost);
    watch();
}

void ManagedClient::watch()
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
