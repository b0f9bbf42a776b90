// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "send_task.h"

#include "core/ids.h"
#include "core/text.h"
#include "core/utf8.h"

namespace banter::cli {

SendTask::SendTask(Options options, Tools tools) : Task(std::move(options), tools)
{
    connect(&m_input, &StandardInput::arrived, this, [this](const QByteArray &bytes) {
        m_lines.feed(bytes);
        feed();
    });
    connect(&m_input, &StandardInput::ended, this, [this] {
        m_ended = true;
        m_lines.end();
        feed();
    });
    m_text = this->options().text;
    m_ended = m_text.has_value();
}

void SendTask::stop()
{
    finish(Exit::Failed, QStringLiteral("Stopped; %1").arg(awaited()));
}

void SendTask::begin()
{
    const QString &room = options().rooms.constFirst();
    m_rooms.want(room);
    session().tell(tell::JoinRoom{room});
}

void SendTask::heard(const Changes &changes)
{
    m_rooms.note(changes);
    if (const auto refusal = m_rooms.takeRefusal(changes)) {
        finish(Exit::Failed, QStringLiteral("%1: %2").arg(refusal->room, refusal->error.message));
        return;
    }
    for (const ShownMessage &shown : changes.messages) {
        noteMessage(shown);
    }
    for (const auto &[room, clientId] : changes.messagesGone) {
        m_window.forgetOther(clientId);
    }
    for (const Failed &failed : changes.failures) {
        noteFailure(failed);
    }
    feed();
}

void SendTask::noteMessage(const ShownMessage &shown)
{
    if (!shown.own) {
        return;
    }
    if (m_window.find(shown.message.clientId)) {
        noteVerdict(shown);
    } else {
        noteOther(shown);
    }
}

void SendTask::noteVerdict(const ShownMessage &shown)
{
    const QString &id = shown.message.clientId;
    if (shown.state == DeliveryState::Sent) {
        settle(id);
    } else if (shown.state == DeliveryState::Failed || shown.state == DeliveryState::Unconfirmed) {
        refuse(m_window.find(id)->number, shown.failure);
        settle(id);
        m_window.noteOther(id, shown.message.text); // the outbox keeps it for the person
    }
}

void SendTask::noteOther(const ShownMessage &shown)
{
    const QString &id = shown.message.clientId;
    if (shown.state == DeliveryState::Sent) {
        m_window.forgetOther(id);
        return;
    }
    m_window.noteOther(id, shown.message.text);
    if (shown.state == DeliveryState::Failed) {
        m_failedBefore.insert(id);
    }
}

void SendTask::noteFailure(const Failed &failed)
{
    const SendWindow::Line *line = m_window.find(failed.clientId);
    if (!line) {
        return;
    }
    if (failed.error.code == ErrorCode::QueueFull) {
        m_full = failed.error.message;
        m_window.turnAway(failed.clientId);
        return;
    }
    refuse(line->number, failed.error.message);
    settle(failed.clientId);
}

void SendTask::settle(const QString &clientId)
{
    m_window.settle(clientId);
    progress();
}

void SendTask::giveAgain()
{
    if (const auto again = m_window.takeTurnedAway()) {
        send(*again);
    } else if (const auto first = m_window.heldUp(); first && session().unsent() == 0) {
        // What fills the outbox has failed and waits for the person: nothing leaves it by itself.
        refuse(m_window.find(*first)->number, m_full);
        settle(*first);
        giveAgain();
    }
}

void SendTask::feed()
{
    if (!m_rooms.allJoined() || isFinished()) {
        return;
    }
    if (m_text) {
        submit(1, *std::exchange(m_text, std::nullopt));
    }
    giveAgain();
    while (m_window.mayGive()) {
        const auto line = m_lines.next();
        if (!line) {
            if (!m_ended) {
                m_input.readMore();
            }
            break;
        }
        if (line->tooLong) {
            refuse(line->number, QStringLiteral("it is longer than 65536 bytes."));
        } else if (!line->bytes.isEmpty()) {
            submitLine(line->number, line->bytes);
        }
    }
    endWhenDone();
}

void SendTask::submitLine(qint64 line, const QByteArray &bytes)
{
    if (QUtf8StringView(bytes).isValidUtf8()) {
        submit(line, textFromUtf8(bytes));
    } else {
        refuse(line, QStringLiteral("it is not valid UTF-8."));
    }
}

void SendTask::submit(qint64 line, const QString &text)
{
    const QString &batch = options().batch;
    const QString id = batch.isEmpty() ? mintClientId(random(), now().wall) : batchClientId(batch, line);
    m_window.give(id, {line, withLineFeeds(text)});
    send(id);
}

void SendTask::send(const QString &clientId)
{
    if (m_failedBefore.remove(clientId)) {
        session().tell(tell::Retry{clientId});
    } else {
        session().tell(tell::Send{options().rooms.constFirst(), m_window.find(clientId)->text, clientId});
    }
}

void SendTask::refuse(qint64 line, const QString &why)
{
    ++m_refused;
    Q_EMIT warned(QStringLiteral("line %1 was not sent: %2").arg(line).arg(why));
}

void SendTask::endWhenDone()
{
    if (!m_ended || m_window.size() > 0) {
        return;
    }
    const bool all = m_refused == 0;
    finish(all ? Exit::Done : Exit::Failed, all ? QString() : QStringLiteral("%1 not sent.").arg(m_refused));
}

bool SendTask::isWaiting() const
{
    return !wasConnected() || !m_rooms.allJoined() || m_window.size() > 0;
}

QString SendTask::awaited() const
{
    if (!wasConnected()) {
        return Task::awaited();
    }
    return QStringLiteral("%1 messages are not acknowledged.").arg(m_window.size());
}

} // namespace banter::cli
