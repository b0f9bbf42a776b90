// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/attack/raw_link.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace banter::bench {

/// Members of the room "lobby" that other processes look at. Each signs in from an address of its own, since an address
/// may make only so many accounts. Linux: every 127.x.y.z is this machine.
class Crowd final : public QObject {
    Q_OBJECT
public:
    /// `name` is what their names begin with; nobody else may have such names at `server`.
    Crowd(const QUrl &server, const QByteArray &name, int people);

    /// Once all are members: each moves a pointer 20 times a second.
    void point();
    /// Once all are members: the first one says `count` messages, `perSecond` of them in each second, or as fast as the
    /// server takes them when that is 0.
    void talk(int count, int perSecond);

Q_SIGNALS:
    /// All are members.
    void there();

private:
    void arrive();
    void movePointers();
    void say(int count);
    void sayWhatFits();

    QUrl m_server;
    QByteArray m_name;
    int m_wanted;
    std::vector<std::unique_ptr<RawLink>> m_links;
    QTimer m_timer;
    QTimer m_alive;
    int m_moves = 0;
    int m_said = 0;
    int m_count = 0;
};

} // namespace banter::bench
