// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace banter {

/// News of the network around this machine. Silence is fine: it then means "not known".
class NetworkWatch : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~NetworkWatch() override;

Q_SIGNALS:
    void up();
    void down();
    /// Another way to the outside: links over the old one may be dead.
    void changed();
};

/// QNetworkInformation's news, for the thread that made it. Loading its backend may take a while, so start() is called
/// once the first dial is on its way. A machine without a backend stays silent. Loopback servers are reachable without
/// a network, so for those no watch is made (see networkMattersFor()).
class SystemNetworkWatch final : public NetworkWatch {
    Q_OBJECT
public:
    using NetworkWatch::NetworkWatch;
    void start();
};

/// Whether the system's reachability says anything about a server of that host name or address.
bool networkMattersFor(const QString &host);

} // namespace banter
