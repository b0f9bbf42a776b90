// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "trace_task.h"

#include "core/utf8.h"

namespace banter::cli {

TraceTask::TraceTask(Options options, Tools tools) : Task(std::move(options), tools)
{
    connect(&m_input, &StandardInput::arrived, this, [this](const QByteArray &bytes) {
        m_lines.feed(bytes);
        sendLines();
    });
    connect(&m_input, &StandardInput::ended, this, [this] {
        m_lines.end();
        sendLines();
    });
}

void TraceTask::begin()
{
    for (const QString &room : options().rooms) {
        session().tell(tell::JoinRoom{room});
        session().tell(tell::OpenRoom{room});
    }
    if (!options().rooms.isEmpty()) {
        m_input.readMore();
    }
}

void TraceTask::sendLines()
{
    while (const auto line = m_lines.next()) {
        if (!line->bytes.isEmpty()) {
            session().tell(tell::Send{options().rooms.constFirst(), textFromUtf8(line->bytes), {}});
        }
    }
    m_input.readMore();
}

void TraceTask::heard(const Changes &changes)
{
    for (const Failed &failed : changes.failures) {
        Q_EMIT warned(failed.error.message);
    }
}

} // namespace banter::cli
