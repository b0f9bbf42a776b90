// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "demo/cursor_path.h"

#include "session/session.h"
#include "transport/system_links.h"

#include <functional>
#include <optional>
#include <set>

namespace banter::demo {

/// One simulated person: a session with an in-memory store, and a hand on the board. The company's thread.
class Member final : public QObject {
    Q_OBJECT
public:
    Member(const QString &name, const QUrl &server, Clock &clock, Random &random, Scheduler &scheduler);
    ~Member() override;

    const QString &name() const { return m_name; }
    bool connected() const { return m_connected; }
    bool isIn(const QString &room) const { return m_rooms.contains(room); }
    int unsent() const { return m_session->unsent(); }
    void tell(const tell::Command &command) { m_session->tell(command); }

    /// Types for `typingMs`, then says it.
    void say(const QString &room, const QString &text, qint64 typingMs);
    /// Moves the pointer over the room's board, with rests, until the member is gone.
    void point(const QString &room);

Q_SIGNALS:
    void changed();
    /// Somebody said something just now.
    void heard(const banter::Message &message);

private:
    void take();
    void keepTyping(const QString &room, const QString &text, MonoMs until);
    void moveHand(const QString &room);
    void later(qint64 ms, std::function<void()> call);

    QString m_name;
    Clock &m_clock;
    Random &m_random;
    Scheduler &m_scheduler;
    SystemLinkFactory m_links{m_scheduler};
    std::unique_ptr<Session> m_session;
    bool m_connected = false;
    std::set<QString> m_rooms;
    std::optional<CursorPath> m_path;
    MonoMs m_pathBegan = 0;
    std::set<TimerId> m_timers;
};

} // namespace banter::demo
