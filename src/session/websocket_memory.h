// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame.h"
#include "session/disk.h"

namespace banter {

/// Whether the account's server is one at which QWebSocket fails, so that the program's own WebSocket is taken: from
/// when that was met, and at later starts. One thread.
class WebSocketMemory final {
public:
    /// The store's setting.
    static const QString Setting;

    explicit WebSocketMemory(Disk &disk) : m_disk(disk) {}

    /// `kept`: the setting's value; empty: nothing is known.
    void load(const QString &kept);
    /// Once or more often: QWebSocket failed.
    void failed();
    /// The request as it is to be opened.
    LinkRequest applied(LinkRequest request) const;

private:
    Disk &m_disk;
    bool m_own = false;
};

} // namespace banter
