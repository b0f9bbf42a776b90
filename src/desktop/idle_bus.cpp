// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/idle_bus.h"

#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <array>

namespace banter {
namespace {

struct Service {
    const char *name;
    const char *path;
    const char *interface;
    const char *method;
};

// Both answer in ms: the second one's description speaks of seconds, but those who have it do not.
constexpr std::array Services{
    Service{"org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor",
            "GetIdletime"},
    Service{"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver",
            "GetSessionIdleTime"},
};

} // namespace

IdleBus::IdleBus(QString address, int answerMs)
    : m_address(std::move(address)), m_answerMs(answerMs),
      m_name(QStringLiteral("banter-idle-%1").arg(quintptr(this), 0, 16))
{}

IdleBus::~IdleBus()
{
    QDBusConnection::disconnectFromBus(m_name);
}

void IdleBus::ask(const IdleSource::Answer &then)
{
    askFrom(m_answers, 0, then);
}

void IdleBus::askFrom(std::size_t service, std::size_t tried, const IdleSource::Answer &then)
{
    const QDBusConnection bus = m_address.isEmpty() ? QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_name)
                                                    : QDBusConnection::connectToBus(m_address, m_name);
    if (tried == Services.size() || !bus.isConnected()) {
        then(std::nullopt);
        return;
    }
    const Service &one = Services[service];
    QDBusMessage call = QDBusMessage::createMethodCall(QLatin1String(one.name), QLatin1String(one.path),
                                                       QLatin1String(one.interface), QLatin1String(one.method));
    call.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, m_answerMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, service, tried, then](QDBusPendingCallWatcher *finished) {
                finished->deleteLater();
                const QDBusMessage reply = finished->reply();
                bool isNumber = false;
                const qint64 idle = reply.arguments().value(0).toLongLong(&isNumber);
                m_counts[service] = m_counts[service] || (isNumber && idle > 0);
                if (reply.type() == QDBusMessage::ReplyMessage && isNumber && idle >= 0 && m_counts[service]) {
                    m_answers = service;
                    then(idle);
                } else {
                    askFrom((service + 1) % Services.size(), tried + 1, then);
                }
            });
}

} // namespace banter

#endif
