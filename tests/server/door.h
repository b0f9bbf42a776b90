// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/listener.h"

#include <QTest>

#include <functional>
#include <memory>

namespace banter::testing {

/// A listener with one peer at a time, and what is heard of that one.
class Door final : public QObject {
    Q_OBJECT
public:
    /// `other`, which outlives it, in place of a scheduler with real time.
    explicit Door(WebSocketKind kind, Scheduler *other = nullptr);
    ~Door() override;

    static constexpr qint64 FrameBytes = 64 * 1024; ///< what a peer is allowed
    static constexpr qint64 PingBytes = 1024 * 1024;

private:
    QtScheduler m_scheduler;
    WebSocketListener m_listener;

public:
    QUrl url;
    std::unique_ptr<PeerSocket> socket; ///< of the newest peer
    Visitor visitor;
    QByteArrayList texts;
    std::function<void()> onText;
    int pongs = 0;
    int entered = 0;
    int code = -1; ///< what ended() said
};

/// A column with each kind, and a row for each.
void addWebSocketKinds();

} // namespace banter::testing
