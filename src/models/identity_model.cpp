// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/identity_model.h"

#include "core/invite_link.h"
#include "models/people.h"
#include "models/server_address.h"
#include "models/spoken_model.h"
#include "transport/secrecy.h"

namespace banter {

IdentityModel::IdentityModel(SessionIdentity identity, QObject *parent)
    : QObject(parent), m_identity(std::move(identity))
{}

void IdentityModel::apply(const Changes &changes)
{
    if (changes.signedInAs && *changes.signedInAs != m_identity.user) {
        m_identity.user = *changes.signedInAs;
        Q_EMIT userChanged();
    }
    if (changes.speaks && *changes.speaks != m_found) {
        m_found = *changes.speaks;
        Q_EMIT speaksChanged();
    }
}

QString IdentityModel::initials() const
{
    return initialsOf(m_identity.user);
}

int IdentityModel::hue() const
{
    return hueOf(m_identity.user);
}

QString IdentityModel::serverName() const
{
    return serverDisplayName(m_identity.server);
}

QString IdentityModel::inviteLink(const QString &code) const
{
    QUrl address = m_identity.hostAddress.isEmpty() ? m_identity.server : m_identity.hostAddress;
    QUrl link;
    link.setScheme(QStringLiteral("banter"));
    link.setAuthority(address.authority());
    const Result<QUrl> meant = serverAddress(address.authority());
    if (meant.ok() && meant.value() == address) {
        address = link;
    }
    return withInviteCode(address, code).toString(QUrl::FullyEncoded);
}

QString IdentityModel::speaks() const
{
    return m_found.isEmpty() ? tr("Speaks: %1").arg(SpokenModel::labelOf(m_identity.dialect))
                             : tr("Speaks: %1, found automatically").arg(SpokenModel::labelOf(m_found));
}

bool IdentityModel::openWay() const
{
    return canBeReadOnTheWay(m_identity.server);
}

ErrorSource IdentityModel::errorSource() const
{
    if (!m_identity.hostAddress.isEmpty()) {
        return ErrorSource::HostedServer;
    }
    const bool own = SpokenModel::mayBeOwn(m_found.isEmpty() ? m_identity.dialect : m_found);
    return own ? ErrorSource::OwnServer : ErrorSource::OtherServer;
}

} // namespace banter
