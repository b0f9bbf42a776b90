// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include "core/ids.h"
#include "core/received_text.h"
#include "core/text.h"

namespace banter {
namespace {

constexpr qint64 LogoutPatienceMs = 2'000;
/// Other servers' rooms may have longer names than ours.
constexpr qsizetype MaxRoomIdChars = 256;
} // namespace

void Session::Impl::on(const tell::Connect &)
{
    m_wanted = true;
    m_manager.connectWanted();
}

void Session::Impl::on(const tell::LimitTries &command)
{
    m_manager.limitTries(command.most);
}

void Session::Impl::on(const tell::Disconnect &)
{
    m_wanted = false;
    m_manager.disconnectWanted();
}

void Session::Impl::on(const tell::RetryNow &)
{
    m_manager.retryNow();
}

void Session::Impl::on(const tell::SignInAgain &command)
{
    m_config.credentials = {Credentials::Method::Password,
                            m_server.owner.isEmpty() ? m_config.credentials.user : m_server.owner, command.password};
    m_password = m_config.credentials;
    m_triedPassword = false;
    m_nameTaken.reset();
    on(tell::Connect{});
}

void Session::Impl::on(const tell::Logout &)
{
    m_wanted = false;
    m_password.reset(); // signing in again is for the person to ask for
    m_views.raw().token = QString();
    if (!m_server.signedIn) {
        m_manager.disconnectWanted();
        return;
    }
    m_requests.ask({Asked::What::Logout, {}, {}, 0, {}}, ask::Logout{});
    m_parts.scheduler.cancel(m_logoutTimer);
    m_logoutTimer = m_parts.scheduler.after(LogoutPatienceMs, [this] {
        m_logoutTimer = 0;
        m_manager.disconnectWanted();
    });
}

void Session::Impl::on(const tell::Send &said)
{
    tell::Send command = said;
    command.text = cleanText(said.text);
    const bool named = !command.room.isEmpty() && command.room.size() <= MaxRoomIdChars;
    if (!named || command.clientId.size() > MaxRoomIdChars) {
        m_views.failure({ErrorCode::BadRequest, QStringLiteral("There is no room or message of that name."), 0},
                        command.room, command.clientId);
        return;
    }
    if (const Status text = checkMessageText(command.text, m_server.capabilities.maxTextBytes); !text.ok()) {
        m_views.failure(text.error(), command.room, command.clientId);
        return;
    }
    if (const int most = m_server.capabilities.maxTextChars; most > 0 && command.text.size() > most) {
        m_views.failure({ErrorCode::TooLarge, QStringLiteral("a message may have at most %1 characters").arg(most), 0},
                        command.room, command.clientId);
        return;
    }
    OutboxEntry entry{command.room, command.clientId, command.text, m_parts.clock.wallMs(), DeliveryState::Pending, {}};
    if (entry.clientId.isEmpty()) {
        entry.clientId = mintClientId(m_parts.random, entry.at);
    } else if (tellVerdictAgain(entry)) {
        return;
    }
    if (const Status added = m_outbox.add(entry); !added.ok()) {
        m_views.failure(added.error(), entry.room, entry.clientId);
        return;
    }
    m_sender.endTyping(entry.room); // the message itself says that the typing is over
    m_membership.written(entry.room);
    const QString id = entry.clientId;
    entry.tried = m_server.ready; // it is then sent at once, and a crash must not leave that unsaid
    m_disk.accept(std::move(entry), [this, id](const Status &status) { accepted(id, status); });
}

// The disk has the message, or has no room for it; only now is it anybody else's to see.
void Session::Impl::accepted(const QString &clientId, const Status &status)
{
    Outbox::Item *item = m_outbox.find(clientId);
    if (!item || item->stage != Outbox::Stage::Storing)
        return;
    if (!status.ok()) {
        const QString room = item->entry.room;
        m_outbox.remove(clientId);
        m_views.failure(status.error(), room, clientId, Deed::Storage);
        return;
    }
    m_outbox.setStage(*item, Outbox::Stage::Waiting);
    showEntry(item->entry);
    pumpOutboxSoon();
}

// A client id means one message for good: the same again gives what became of it, another one is refused.
bool Session::Impl::tellVerdictAgain(const OutboxEntry &entry)
{
    const Outbox::Item *waiting = m_outbox.find(entry.clientId);
    std::optional<Message> stored;
    if (!waiting) {
        const auto found = m_store->acknowledged(entry.clientId);
        if (!found.ok() || !found.value() || found.value()->sender != m_server.user)
            return false;
        stored = found.value();
    }
    const bool same = waiting ? waiting->entry.room == entry.room && waiting->entry.text == entry.text
                              : stored->room == entry.room && stored->text == entry.text;
    if (!same)
        m_views.failure({ErrorCode::Conflict, QStringLiteral("Another message was sent under this id."), 0}, entry.room,
                        entry.clientId);
    else if (stored)
        give(*stored, false);
    else if (waiting->stage == Outbox::Stage::Doubted)
        sendDoubted(entry.clientId);
    else if (waiting->stage != Outbox::Stage::Storing)
        showEntry(waiting->entry);
    return true;
}

void Session::Impl::on(const tell::Retry &command)
{
    Outbox::Item *item = m_outbox.find(command.clientId);
    if (!item || item->stage != Outbox::Stage::Failed)
        return;
    item->entry.state = DeliveryState::Pending;
    item->entry.failure.clear();
    m_outbox.setStage(*item, Outbox::Stage::Storing);
    m_disk.put(keep::PutOutbox{item->entry});
    // It is on the disk already, as failed, so a disk that is full does not keep it from being sent.
    m_disk.then([this, id = command.clientId](const Status &) { accepted(id, success()); });
}

} // namespace banter
