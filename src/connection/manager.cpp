// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/manager.h"

#include "connection/driver.h"

#include <algorithm>

namespace banter {

using namespace connection;

static_assert(int(Trouble::OtherServer) == int(ConnectionTrouble::OtherServer));
static_assert(int(Trouble::Credentials) == int(ConnectionTrouble::Credentials));

ConnectionManager::ConnectionManager(ConnectionParts parts, std::function<LinkRequest()> request, QObject *parent)
    : QObject(parent), m_driver(std::make_unique<Driver>(*this, parts, std::move(request)))
{}

ConnectionManager::~ConnectionManager() = default;

void ConnectionManager::limitTries(int most)
{
    m_driver->post(event::TriesLimited{std::max(0, most)});
}

void ConnectionManager::connectWanted()
{
    m_driver->post(event::UserConnects{m_driver->isNearby()});
}

void ConnectionManager::disconnectWanted()
{
    m_driver->post(event::UserDisconnects{});
}

void ConnectionManager::retryNow()
{
    m_driver->post(event::RetryNow{});
}

void ConnectionManager::helloAccepted()
{
    m_driver->post(event::HelloAccepted{});
}

void ConnectionManager::helloRefused(ConnectionTrouble trouble, const QString &reason)
{
    m_driver->post(event::HelloRefused{Trouble(int(trouble))}, reason);
}

void ConnectionManager::helloPostponed(ConnectionTrouble trouble, qint64 retryAfterMs, const QString &reason)
{
    m_driver->post(event::HelloPostponed{retryAfterMs, Trouble(int(trouble))}, reason);
}

void ConnectionManager::helloAgain(const QString &reason)
{
    m_driver->post(event::HelloAgain{}, reason);
}

void ConnectionManager::resumeProgress()
{
    m_driver->post(event::ResumeProgress{});
}

void ConnectionManager::resumed()
{
    m_driver->post(event::Resumed{});
}

void ConnectionManager::answerOverdue()
{
    m_driver->post(event::AnswerOverdue{});
}

void ConnectionManager::protocolBroken(const QString &reason)
{
    m_driver->post(event::ProtocolBroken{}, reason);
}

void ConnectionManager::peerCloses(int code, const QString &reason)
{
    m_driver->peerCloses(code, reason);
}

void ConnectionManager::peerLost(const QString &reason)
{
    m_driver->post(event::PeerLost{}, reason);
}

void ConnectionManager::countMalformed()
{
    ++m_driver->metrics.malformed;
}

void ConnectionManager::countUnknown()
{
    ++m_driver->metrics.unknown;
}

bool ConnectionManager::send(const Frame &frame)
{
    return m_driver->send(frame);
}

qint64 ConnectionManager::backlog() const
{
    return m_driver->backlog();
}

bool ConnectionManager::isReceiving() const
{
    return m_driver->arrivedWithin(PongTimeout);
}

bool ConnectionManager::metUnreadableText() const
{
    return m_driver->metUnreadableText();
}

std::optional<int> ConnectionManager::rejection() const
{
    return m_driver->rejection();
}

MonoMs ConnectionManager::dialledAt() const
{
    return m_driver->dialledAt();
}

int ConnectionManager::lastCode() const
{
    return m_driver->lastCode();
}

const ConnectionStatus &ConnectionManager::status() const
{
    return m_driver->status;
}

const ConnectionMetrics &ConnectionManager::metrics() const
{
    return m_driver->metrics;
}

ConnectionRecordingPtr ConnectionManager::recording() const
{
    return std::make_shared<const ConnectionRecording>(ConnectionRecording{m_driver->recorder.recording()});
}

} // namespace banter
