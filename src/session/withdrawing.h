// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "session/commands.h"
#include "session/disk.h"
#include "session/publisher.h"
#include "session/queue_port.h"
#include "session/server_state.h"
#include "session/withdrawn.h"

namespace banter {

/// Deletes a message that has not been sent, and brings it back. A deletion is on the disk at once, so that it holds
/// whatever happens next; its undoing is one as well, at the place that the message had. One thread.
class Withdrawing final {
public:
    Withdrawing(Outbox &outbox, Clock &clock, ClientStore &store, Disk &disk, Publisher &views,
                const ServerState &server, QueuePort &queue, MessageRooms &rooms);

    void on(const tell::Discard &command);
    void on(const tell::Restore &command);

private:
    qint64 placeOf(const QString &clientId);
    void restored(const QString &clientId);

    Outbox &m_outbox;
    Clock &m_clock;
    ClientStore &m_store;
    Disk &m_disk;
    Publisher &m_views;
    const ServerState &m_server;
    QueuePort &m_queue;
    MessageRooms &m_rooms;
    Withdrawn m_withdrawn;
};

} // namespace banter
