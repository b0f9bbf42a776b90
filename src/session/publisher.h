// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/scheduler.h"
#include "session/change_log.h"

namespace banter {

/// Gathers what the views have to know, and says once that there is something to take. One thread.
class Publisher final {
public:
    /// `announce` is called from the scheduler, and not again until take() was called.
    Publisher(Scheduler &scheduler, std::function<void()> announce);
    ~Publisher();
    Publisher(const Publisher &) = delete;
    Publisher &operator=(const Publisher &) = delete;

    /// What was gathered. What is too much for one batch is announced again.
    Changes take();

    /// To be written to now; it is announced later.
    ChangeLog &log();
    /// The same, for fields that need no merging.
    Changes &raw() { return log().raw(); }

    /// A command, or something that the person waits for, failed: the server says so.
    void failure(const Error &error, const QString &room = {}, const QString &clientId = {}, Deed deed = Deed::Other);
    /// The same: this program or its disk says so.
    void ownFailure(const Error &error, const QString &room = {}, const QString &clientId = {},
                    Deed deed = Deed::Other);
    /// A room is not left: messages of these client ids were not sent there.
    void notLeft(const Error &error, const QString &room, const QStringList &unsent);
    /// The server has said yes to it.
    void accomplished(Deed deed, const QString &room);

private:
    void announceLater();

    Scheduler &m_scheduler;
    std::function<void()> m_announce;
    ChangeLog m_log;
    bool m_announced = false;
    TimerId m_turn = 0;
};

} // namespace banter
