// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session_task.h"

#include "session_line.h"

#include <algorithm>

namespace banter::cli {
namespace {

/// For what is unsent at the end of the input, when the command line says nothing.
constexpr qint64 EndPatienceMs = 30'000;
/// As many as an outbox holds.
constexpr std::size_t MaxKept = 10'000;

/// The room that a command is about; empty when about none.
QString roomOf(const tell::Command &command)
{
    return std::visit(
        [](const auto &known) {
            if constexpr (requires { known.room; }) {
                return QString(known.room);
            } else {
                return QString();
            }
        },
        command);
}

} // namespace

SessionTask::SessionTask(Options options, Tools tools) : Task(std::move(options), tools)
{
    connect(&m_input, &StandardInput::arrived, this, [this](const QByteArray &bytes) {
        m_lines.feed(bytes);
        readLines();
    });
    connect(&m_input, &StandardInput::ended, this, [this] {
        m_ended = true;
        m_lines.end();
        readLines();
        if (this->options().patienceMs == 0) {
            setPatience(EndPatienceMs);
        }
        endWhenDone();
    });
    m_input.readMore();
}

void SessionTask::readLines()
{
    while (!isFinished()) {
        const auto line = m_lines.next();
        if (!line) {
            break;
        }
        if (line->tooLong) {
            print(errorLine({ErrorCode::TooLarge, QStringLiteral("the line is longer than 65536 bytes.")}, now().wall));
        } else if (!line->bytes.trimmed().isEmpty()) {
            carryOut(line->bytes);
        }
    }
    if (!m_ended && !isFinished()) {
        m_input.readMore();
    }
}

void SessionTask::carryOut(const QByteArray &line)
{
    const Result<SessionLine> read = readSessionLine(line);
    if (!read) {
        print(errorLine(read.error(), now().wall));
        return;
    }
    for (const tell::Command &command : read.value().commands) {
        tellOrKeep(command);
    }
    if (read.value().quit) {
        finish(Exit::Done, {});
    }
}

void SessionTask::tellOrKeep(const tell::Command &command)
{
    if (const auto *joined = std::get_if<tell::JoinRoom>(&command)) {
        join(joined->room);
        return;
    }
    if (std::holds_alternative<tell::OpenRoom>(command)) {
        return; // goes with the join
    }
    if (const auto *left = std::get_if<tell::LeaveRoom>(&command)) {
        m_rooms.forget(left->room);
    }
    if (const auto *sent = std::get_if<tell::Send>(&command); sent && !sent->clientId.isEmpty()) {
        m_events.order().expectVerdict(sent->room, sent->clientId);
    }
    if (std::holds_alternative<tell::Connect>(command)) {
        m_offline = false;
    } else if (std::holds_alternative<tell::Disconnect>(command)) {
        m_offline = true;
    }
    if (!m_rooms.isAwaited(roomOf(command))) {
        session().tell(command);
    } else if (m_kept.size() < MaxKept) {
        m_kept.push_back(command);
    } else {
        print(errorLine({ErrorCode::QueueFull, QStringLiteral("too much waits for the connection.")}, now().wall,
                        roomOf(command)));
    }
}

void SessionTask::join(const QString &room)
{
    for (const tell::Command &command : m_rooms.want(room, true, 0, isConnected())) {
        session().tell(command);
    }
}

void SessionTask::connected()
{
    for (const tell::Command &command : m_rooms.connected()) {
        session().tell(command);
    }
}

void SessionTask::tellKept()
{
    const auto ready = [this](const tell::Command &command) { return !m_rooms.isAwaited(roomOf(command)); };
    for (const tell::Command &command : m_kept) {
        if (ready(command)) {
            session().tell(command);
        }
    }
    std::erase_if(m_kept, ready);
}

void SessionTask::heard(const Changes &changes)
{
    const bool gotAhead = std::ranges::any_of(
        changes.messages, [](const ShownMessage &shown) { return shown.own && shown.state != DeliveryState::Pending; });
    if (gotAhead) {
        progress();
    }
    print(m_events.lines(changes, now()));
    m_rooms.note(changes);
    // The refusal itself was printed with the other failures; what was kept for the room meets the same.
    while (m_rooms.takeRefusal(changes)) {
    }
    tellKept();
    endWhenDone();
}

void SessionTask::gaveUp(const ConnectionStatus &status)
{
    if (status.trouble == ConnectionTrouble::Credentials) {
        Task::gaveUp(status); // no command can change them
        return;
    }
    m_offline = true;
    endWhenDone();
}

void SessionTask::endWhenDone()
{
    if (!m_ended || isFinished()) {
        return;
    }
    if (session().unsent() == 0 && m_kept.empty() && (m_offline || m_rooms.allJoined())) {
        finish(Exit::Done, {});
    } else if (m_offline) {
        finish(Exit::Unreachable, QStringLiteral("Not connected any more: ") + awaited());
    }
}

bool SessionTask::isWaiting() const
{
    return m_ended || !wasConnected();
}

QString SessionTask::awaited() const
{
    return wasConnected() ? QStringLiteral("not everything was sent.") : Task::awaited();
}

} // namespace banter::cli
