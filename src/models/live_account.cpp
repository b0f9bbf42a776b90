// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/live_account.h"

#include <QQmlEngine>

namespace banter {

LiveAccount::LiveAccount(Of of, std::unique_ptr<SessionPort> port, ModelParts parts)
    : m_of(std::move(of)), m_port(std::move(port)), m_ticker(parts, [this] { m_session.apply(m_port->takeChanges()); }),
      m_session({m_of.account.user, m_of.account.server, m_of.hostAddress, m_of.account.dialect}, *m_port, parts)
{
    QQmlEngine::setObjectOwnership(this, QQmlEngine::CppOwnership);
    connect(m_port.get(), &SessionPort::ready, this, [this] { m_ticker.request(); });
    connect(m_port.get(), &SessionPort::started, this, [this](const Status &status) {
        if (!status.ok()) {
            Q_EMIT broken(status.error());
        }
    });
    connect(&m_session, &SessionModel::tokenChanged, this, &LiveAccount::tokenChanged);
    connect(m_session.identity(), &IdentityModel::userChanged, this, &LiveAccount::changed);
    connect(m_session.connection(), &ConnectionModel::changed, this, &LiveAccount::changed);
    connect(m_session.rooms(), &RoomsModel::totalUnreadChanged, this, &LiveAccount::changed);
    // What was announced to somebody else before.
    m_ticker.request();
}

LiveAccount::~LiveAccount() = default;

void LiveAccount::signOut(bool evenWithUnsent)
{
    m_session.undo()->settle();
    const int unsent = m_session.outbox()->leftOver();
    if (unsent > 0 && !evenWithUnsent) {
        Q_EMIT unsentRemain(unsent);
        return;
    }
    m_port->tell(tell::Logout{});
    Q_EMIT signedOut();
}

} // namespace banter
