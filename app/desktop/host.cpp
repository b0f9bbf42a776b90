// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "host.h"

#include "models/settings_keys.h"

#include <memory>

namespace banter::desktop {

/// Lives on the host's thread.
class Host::Worker final : public QObject {
    Q_OBJECT
public:
    void start(const ServerOptions &wanted)
    {
        if (m_server) {
            Q_EMIT started(m_address);
            return;
        }
        ServerOptions options = wanted;
        Result<QUrl> address = tryOn(options);
        if (!address.ok() && address.error().code == ErrorCode::InUse && options.port != 0) {
            options.port = 0; // the port, or else the folder, which then says so again
            address = tryOn(options);
        }
        if (address.ok()) {
            m_address = address.value();
        }
        Q_EMIT started(address);
    }

    void stop() { m_server.reset(); }
    void countOthers(const QString &user)
    {
        if (m_server) {
            m_server->countOthers(user);
        }
    }

Q_SIGNALS:
    void started(const banter::Result<QUrl> &address);
    void trouble(const QString &sentence);
    void othersCounted(int others);

private:
    Result<QUrl> tryOn(const ServerOptions &options)
    {
        auto server = std::make_unique<EmbeddedServer>();
        connect(server.get(), &EmbeddedServer::trouble, this, &Worker::trouble);
        connect(server.get(), &EmbeddedServer::othersCounted, this, &Worker::othersCounted);
        Result<QUrl> address = server->start(options);
        if (address.ok()) {
            m_server = std::move(server);
        }
        return address;
    }

    std::unique_ptr<EmbeddedServer> m_server;
    QUrl m_address;
};

Host::Host(QString folder, SettingsFile *settings, WebSocketKind webSocket)
    : m_folder(std::move(folder)), m_settings(settings), m_webSocket(webSocket)
{
    m_thread.setObjectName(QStringLiteral("host"));
}

Host::~Host()
{
    m_thread.quit();
    m_thread.wait();
}

void Host::start()
{
    if (!m_worker) {
        m_worker = new Worker;
        m_worker->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        connect(m_worker, &Worker::started, this, [this](const Result<QUrl> &address) {
            if (address.ok() && m_settings) {
                m_settings->setValue(settings_keys::HostPort, address.value().port());
            }
            Q_EMIT started(address);
        });
        connect(m_worker, &Worker::trouble, this, &HostPort::trouble);
        connect(m_worker, &Worker::othersCounted, this, &HostPort::othersCounted);
        m_thread.start();
    }
    ServerOptions options;
    options.dataDir = m_folder;
    options.webSocket = m_webSocket;
    if (m_settings) {
        const uint kept = m_settings->value(settings_keys::HostPort, FirstPort).toUInt();
        options.port = kept > 0 && kept <= 65535 ? static_cast<quint16>(kept) : FirstPort;
    }
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, options] { worker->start(options); });
}

void Host::countOthers(const QString &user)
{
    if (m_worker) {
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, user] { worker->countOthers(user); });
    }
}

// The port is kept whenever it has started.
bool Host::hasHosted() const
{
    return m_settings && m_settings->value(settings_keys::HostPort, {}).isValid();
}

void Host::stop()
{
    if (m_worker) {
        QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->stop(); });
    }
}

} // namespace banter::desktop

#include "host.moc"
