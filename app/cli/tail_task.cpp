// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tail_task.h"

namespace banter::cli {

TailTask::TailTask(Options options, Tools tools) : Task(std::move(options), tools)
{
    m_lines.onlyRooms(this->options().rooms);
}

void TailTask::begin()
{
    for (const QString &room : options().rooms) {
        if (options().since) {
            m_lines.order().startAfter(room, *options().since);
        }
        m_rooms.want(room);
        session().tell(tell::JoinRoom{room});
    }
}

void TailTask::heard(const Changes &changes)
{
    print(m_lines.lines(changes, now()));
    for (const QString &room : m_rooms.note(changes)) {
        openInOrder(room, options().since);
    }
    if (const auto refusal = m_rooms.takeRefusal(changes)) {
        finish(Exit::Failed, QStringLiteral("%1: %2").arg(refusal->room, refusal->error.message));
    }
}

} // namespace banter::cli
