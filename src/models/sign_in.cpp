// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/sign_in.h"

namespace banter {

namespace {

ErrorCode codeFor(ConnectionTrouble trouble)
{
    switch (trouble) {
    case ConnectionTrouble::Credentials:
        return ErrorCode::Unauthorized;
    case ConnectionTrouble::Version:
        return ErrorCode::UnsupportedVersion;
    case ConnectionTrouble::Silent:
        return ErrorCode::TimedOut;
    case ConnectionTrouble::TooMany:
        return ErrorCode::RateLimited;
    case ConnectionTrouble::ServerFull:
        return ErrorCode::StorageFull;
    case ConnectionTrouble::OutOfService:
    case ConnectionTrouble::Gateway:
        return ErrorCode::Unavailable;
    default:
        return ErrorCode::NotConnected;
    }
}

} // namespace

SignIn::SignIn(std::unique_ptr<SessionPort> port, ModelParts parts, QObject *parent)
    : QObject(parent), m_port(std::move(port)), m_parts(parts)
{
    connect(m_port.get(), &SessionPort::started, this, [this](const Status &status) {
        if (!status.ok()) {
            fail({status.error().code, ConnectionTrouble::None, status.error().message, true});
        }
    });
    connect(m_port.get(), &SessionPort::ready, this, &SignIn::take);
    m_deadline = m_parts.scheduler.after(DeadlineMs, [this] {
        if (m_ownFault) {
            fail({m_ownFault->code, ConnectionTrouble::None, m_ownFault->message, true});
        } else {
            fail({ErrorCode::TimedOut, ConnectionTrouble::Silent, QString(), false});
        }
    });
    m_port->tell(tell::Connect{});
}

SignIn::~SignIn()
{
    m_parts.scheduler.cancel(m_deadline);
}

std::unique_ptr<SessionPort> SignIn::takePort()
{
    m_port->disconnect(this);
    return std::move(m_port);
}

void SignIn::take()
{
    if (m_done) {
        return;
    }
    m_batches.push_back(m_port->takeChanges());
    const Changes &changes = m_batches.back();
    if (changes.token) {
        m_token = *changes.token;
    }
    if (changes.otherServer) {
        m_otherServer = changes.otherServer;
    }
    if (changes.signedInAs) {
        m_user = *changes.signedInAs;
    }
    judge(changes);
}

void SignIn::judge(const Changes &changes)
{
    // A refusal names its code as a failure of no room; the connection's status, perhaps a batch later, says only that
    // it is over.
    for (const Failed &failure : changes.failures) {
        if (failure.deed == Deed::Storage) {
            m_ownFault = failure.error; // of this computer, whatever the server says
        } else if (!m_refusal && failure.room.isEmpty() && failure.clientId.isEmpty()) {
            m_refusal = failure;
        }
    }
    if (!changes.connection) {
        return;
    }
    const ConnectionStatus &status = *changes.connection;
    switch (status.outcome) {
    case TryOutcome::Succeeded:
        finish();
        Q_EMIT succeeded();
        break;
    case TryOutcome::GivenUp:
        if (m_refusal) {
            fail({m_refusal->error.code, ConnectionTrouble::None, m_refusal->error.message, m_refusal->here});
            break;
        }
        [[fallthrough]];
    case TryOutcome::Failed: // at once: somebody sits in front of it and may have mistyped the address
        fail({codeFor(status.trouble), status.trouble, status.reason, false});
        break;
    case TryOutcome::None:
    case TryOutcome::Underway:
    case TryOutcome::NextStep:
        break;
    }
}

void SignIn::fail(const Failure &failure)
{
    if (m_done) {
        return;
    }
    finish();
    Q_EMIT failed(failure);
}

void SignIn::finish()
{
    m_done = true;
    m_parts.scheduler.cancel(std::exchange(m_deadline, 0));
}

} // namespace banter
