// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/application_object.h"

#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)
#define BANTER_HAS_BUS
#include "desktop/application_bus.h"

#include <QDBusConnection>

#include <atomic>
#endif

namespace banter {

namespace {

constexpr qsizetype MaxActivation = 1'000;

/// As the specification names it, and as it was before tokens had a name.
QByteArray activationIn(const QVariantMap &platformData)
{
    for (const char *key : {"activation-token", "desktop-startup-id"}) {
        const QByteArray token = platformData.value(QLatin1String(key)).toString().toUtf8();
        if (!token.isEmpty() && token.size() <= MaxActivation) {
            return token;
        }
    }
    return {};
}

} // namespace

#ifdef BANTER_HAS_BUS

ApplicationObject::~ApplicationObject()
{
    if (!m_connection.isEmpty()) {
        QDBusConnection::disconnectFromBus(m_connection);
    }
}

void ApplicationObject::come()
{
    static std::atomic<int> last = 0; // a connection of its own for each object, not that of the whole program
    m_connection = QStringLiteral("banter-application-%1").arg(++last);
    QDBusConnection bus = m_address.isEmpty() ? QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_connection)
                                              : QDBusConnection::connectToBus(m_address, m_connection);
    // First the object: whoever waits for the name calls at once.
    const bool isThere =
        bus.isConnected() && bus.registerObject(ApplicationBus::path(), this, QDBusConnection::ExportAllSlots);
    if (isThere) {
        bus.registerService(ApplicationBus::name());
    }
}

#else

ApplicationObject::~ApplicationObject() = default;
void ApplicationObject::come() {}

#endif

void ApplicationObject::Activate(const QVariantMap &platformData)
{
    Q_EMIT activated(activationIn(platformData));
}

void ApplicationObject::Open(const QStringList &uris, const QVariantMap &platformData)
{
    if (uris.isEmpty()) {
        Activate(platformData);
    } else {
        Q_EMIT opened(uris.constFirst(), activationIn(platformData));
    }
}

void ApplicationObject::ActivateAction(const QString &, const QVariantList &, const QVariantMap &platformData)
{
    Activate(platformData);
}

} // namespace banter
