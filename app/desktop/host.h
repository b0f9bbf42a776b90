// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/host_port.h"
#include "models/settings_file.h"
#include "server/embedded_server.h"

#include <QThread>

namespace banter::desktop {

/// The server in this program, on a thread of its own, so that starting and stopping it never makes the window wait. It
/// listens on loopback, on the same port at each start as long as nobody else has taken it, because people were given
/// the address. GUI thread.
class Host final : public HostPort {
    Q_OBJECT
public:
    /// Tried at the first start; as in the help of the other programs.
    static constexpr quint16 FirstPort = 7788;

    /// The server keeps its data in `folder`; the port is kept in `settings`, which outlives the host. Without settings
    /// it takes any free port: those of others are not for a server that is gone in a minute, because clients of a
    /// server that is down just now would find this one in its place. `webSocket`: see ServerOptions.
    Host(QString folder, SettingsFile *settings, WebSocketKind webSocket = WebSocketKind::Auto);
    ~Host() override; ///< stops the server, which takes at most about 2 s

    void start() override;
    void stop() override;
    void countOthers(const QString &user) override;
    bool hasHosted() const override;

private:
    class Worker;
    QThread m_thread;
    Worker *m_worker = nullptr;
    QString m_folder;
    SettingsFile *m_settings;
    WebSocketKind m_webSocket;
};

} // namespace banter::desktop
