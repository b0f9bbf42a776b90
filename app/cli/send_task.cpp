// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "send_task.h"

#include "core/ids.h"
#include "core/text.h"

namespace banter::cli {
namespace {

/// Messages without a verdict that are told to the session at once. An outbox holds 10,000, and may have some of an
/// earlier run; a few seconds' worth keeps the fastest link busy.
constexpr qsizetype MaxWaiting = 2'000;

} // namespace

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
    for (const Failed &failed : changes.failures) {
        noteFailure(failed);
    }
    feed();
}

void SendTask::noteMessage(const ShownMessage &shown)
{
    const QString &id = shown.message.clientId;
    const auto waiting = m_waiting.constFind(id);
    if (!shown.own) {
        return;
    }
    if (waiting == m_waiting.constEnd()) {
        if (shown.state == DeliveryState::Failed) {
            m_failedBefore.insert(id);
        }
    } else if (shown.state == DeliveryState::Sent) {
        settle(id);
    } else if (shown.state == DeliveryState::Failed || shown.state == DeliveryState::Unconfirmed) {
        refuse(waiting->line, shown.failure);
        settle(id);
    }
}

void SendTask::noteFailure(const Failed &failed)
{
    const auto waiting = m_waiting.constFind(failed.clientId);
    if (waiting == m_waiting.constEnd()) {
        return;
    }
    if (failed.error.code == ErrorCode::QueueFull) {
        m_turnedAway << failed.clientId;
        return;
    }
    refuse(waiting->line, failed.error.message);
    settle(failed.clientId);
}

void SendTask::settle(const QString &clientId)
{
    m_waiting.remove(clientId);
    m_turnedAway.removeOne(clientId);
    progress();
    // There is room in the outbox again.
    if (!m_turnedAway.isEmpty()) {
        const QString next = m_turnedAway.takeFirst();
        send(next, m_waiting.value(next));
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
    while (m_waiting.size() < MaxWaiting) {
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
        submit(line, QString::fromUtf8(bytes));
    } else {
        refuse(line, QStringLiteral("it is not valid UTF-8."));
    }
}

void SendTask::submit(qint64 line, const QString &text)
{
    const QString &batch = options().batch;
    const QString id = batch.isEmpty() ? mintClientId(random(), now().wall) : batchClientId(batch, line);
    const Waiting waiting{line, withLineFeeds(text)};
    m_waiting.insert(id, waiting);
    send(id, waiting);
}

void SendTask::send(const QString &clientId, const Waiting &waiting)
{
    if (m_failedBefore.remove(clientId)) {
        session().tell(tell::Retry{clientId});
    } else {
        session().tell(tell::Send{options().rooms.constFirst(), waiting.text, clientId});
    }
}

void SendTask::refuse(qint64 line, const QString &why)
{
    ++m_refused;
    Q_EMIT warned(QStringLiteral("line %1 was not sent: %2").arg(line).arg(why));
}

void SendTask::endWhenDone()
{
    if (!m_ended || !m_waiting.isEmpty()) {
        return;
    }
    const bool all = m_refused == 0;
    finish(all ? Exit::Done : Exit::Failed, all ? QString() : QStringLiteral("%1 not sent.").arg(m_refused));
}

bool SendTask::isWaiting() const
{
    return !wasConnected() || !m_rooms.allJoined() || !m_waiting.isEmpty();
}

QString SendTask::awaited() const
{
    if (!wasConnected()) {
        return Task::awaited();
    }
    return QStringLiteral("%1 messages are not acknowledged.").arg(m_waiting.size());
}

} // namespace banter::cli
