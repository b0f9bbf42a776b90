// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tail_task.h"

namespace banter::cli {

TailTask::TailTask(Options options, Tools tools) : Task(std::move(options), tools)
{
    m_lines.onlyRooms(this->options().rooms);
    for (const QString &room : this->options().rooms) {
        m_rooms.want(room, true, this->options().since.value_or(0), false);
        if (this->options().since) {
            m_lines.order().startAfter(room, *this->options().since);
        }
    }
}

void TailTask::connected()
{
    for (const tell::Command &command : m_rooms.connected()) {
        session().tell(command);
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
