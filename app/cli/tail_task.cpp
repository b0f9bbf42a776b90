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
    const std::optional<Seq> since = options().since;
    for (const QString &room : options().rooms) {
        if (since) {
            m_lines.order().startAfter(room, *since);
        }
        m_rooms.want(room);
        session().tell(tell::JoinRoom{room});
        session().tell(tell::OpenRoom{room, since.value_or(0), since.has_value()});
    }
}

void TailTask::heard(const Changes &changes)
{
    print(m_lines.lines(changes, now()));
    m_rooms.note(changes);
    if (const auto refusal = m_rooms.takeRefusal(changes)) {
        finish(Exit::Failed, QStringLiteral("%1: %2").arg(refusal->room, refusal->error.message));
    }
}

} // namespace banter::cli
