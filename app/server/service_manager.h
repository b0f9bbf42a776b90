// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QByteArray>

#include <chrono>
#include <optional>

namespace banter {

/// What started this process and watches over it, such as systemd: the socket that it listens on for us, and what it
/// wants to hear (sd_listen_fds(3), sd_notify(3), sd_watchdog_enabled(3)). Where none started it, nothing is given and
/// nothing is said. Main thread.
class ServiceManager final {
public:
    /// Takes what is for this process out of the environment, so that no child takes it for its own.
    ServiceManager();
    ~ServiceManager();
    ServiceManager(const ServiceManager &) = delete;
    ServiceManager &operator=(const ServiceManager &) = delete;

    /// The TCP socket on which it listens already, for whoever takes it to keep; nothing where there is none.
    /// BadRequest for several, and for one of another kind.
    Result<std::optional<qintptr>> socket() const;
    /// Within this time it wants to hear that we are alive, again and again; 0: never.
    std::chrono::milliseconds patience() const { return m_patience; }

    /// `status`: one line for whoever asks how the service is.
    void sayReady(const QString &status);
    void sayAlive(const QString &status);
    void sayStopping();

private:
    void say(const QByteArray &state);

    int m_sockets = 0;
    std::chrono::milliseconds m_patience{0};
    int m_channel = -1;
    QByteArray m_address; ///< of the channel's other end
};

/// Whether the standard error goes to systemd's journal: it then takes `<3>` and its like at the beginning of a line
/// for how bad that is (sd-daemon(3)). Any thread.
bool errorsGoToJournal();

} // namespace banter
