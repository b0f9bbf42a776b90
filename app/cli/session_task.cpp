// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session_task.h"

#include "session_line.h"

#include "connection/recording_text.h"

#include <algorithm>

namespace banter::cli {
namespace {

/// For what is unsent at the end of the input, when the command line says nothing.
constexpr qint64 EndPatienceMs = 30'000;

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
    m_events.setServer(this->options().server);
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
    if (read.value().command) {
        carryOut(*read.value().command);
    }
    if (read.value().quit) {
        finish(Exit::Done, {});
    }
}

void SessionTask::carryOut(const tell::Command &command)
{
    if (const auto *joined = std::get_if<tell::JoinRoom>(&command)) {
        m_rooms.want(joined->room);
    } else if (const auto *answer = std::get_if<tell::AnswerInvitation>(&command); answer && answer->accept) {
        m_rooms.want(answer->room); // heard of as any other room that is joined
    } else if (const auto *left = std::get_if<tell::LeaveRoom>(&command)) {
        m_rooms.forget(left->room);
    } else if (const auto *sent = std::get_if<tell::Send>(&command)) {
        m_events.order().expectVerdict(sent->room, sent->clientId);
    } else if (const auto *older = std::get_if<tell::LoadOlder>(&command); older && older->before == 0) {
        session().tell(tell::LoadOlder{older->room, m_events.order().oldestShown(older->room), older->limit});
        return;
    } else if (std::holds_alternative<tell::Connect>(command)) {
        m_offline = false;
    } else if (std::holds_alternative<tell::Disconnect>(command)) {
        m_offline = true;
    }
    session().tell(command);
}

void SessionTask::heard(const Changes &changes)
{
    const bool gotAhead = std::any_of(changes.messages.begin(), changes.messages.end(), [](const ShownMessage &shown) {
        return shown.own && shown.state != DeliveryState::Pending;
    });
    const bool changed =
        std::any_of(changes.operations.begin(), changes.operations.end(),
                    [](const ShownOperation &shown) { return shown.state != ShownOperation::State::Pending; });
    if (gotAhead || changed) {
        progress();
    }
    print(m_events.lines(changes, now()));
    if (changes.recording) {
        print(connection::recordingLines(changes.recording->recording));
        session().tell(tell::FollowRecording{false});
    }
    for (const QString &room : m_rooms.note(changes)) {
        openInOrder(room);
    }
    for (const Failed &failed : changes.failures) {
        if (failed.error.code == ErrorCode::Unsent) {
            m_rooms.stay(failed.room);
        }
    }
    while (m_rooms.takeRefusal(changes)) {
        // Printed already, with the other failures.
    }
    endWhenDone();
}

void SessionTask::gaveUp(const ConnectionStatus &status)
{
    if (status.trouble == ConnectionTrouble::Credentials || status.trouble == ConnectionTrouble::OtherServer) {
        Task::gaveUp(status); // no command can change that
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
    if (session().unsent() == 0 && (m_offline || m_rooms.allJoined())) {
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
