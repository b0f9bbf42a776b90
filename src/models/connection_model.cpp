// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/connection_model.h"

#include "models/error_text.h"

namespace banter {

namespace {

constexpr qint64 SecondMs = 1000;

/// Somebody answers, so that it is not this computer that is offline: what they said is what to tell.
bool hasAnswer(ConnectionTrouble trouble)
{
    switch (trouble) {
    case ConnectionTrouble::None:
    case ConnectionTrouble::UserAsked:
    case ConnectionTrouble::Unreachable:
    case ConnectionTrouble::Lost:
    case ConnectionTrouble::Silent:
    case ConnectionTrouble::NoNetwork:
    case ConnectionTrouble::Credentials: // has words of its own
    case ConnectionTrouble::OtherServer: // as well
        return false;
    case ConnectionTrouble::NotWebSocket:
    case ConnectionTrouble::Tls:
    case ConnectionTrouble::Version:
    case ConnectionTrouble::Protocol:
    case ConnectionTrouble::Rejected:
    case ConnectionTrouble::HungUp:
    case ConnectionTrouble::OutOfService:
    case ConnectionTrouble::Gateway:
    case ConnectionTrouble::TooMany:
    case ConnectionTrouble::ServerFull:
    case ConnectionTrouble::Redirected:
    case ConnectionTrouble::NoTls:
    case ConnectionTrouble::NeedsTls:
        return true;
    }
    return false;
}

} // namespace

ConnectionModel::ConnectionModel(CommandSink &sink, ModelParts parts, QObject *parent)
    : QObject(parent), m_sink(sink), m_parts(parts)
{
    m_status.state = ConnectionState::Connecting;
}

ConnectionModel::~ConnectionModel()
{
    m_parts.scheduler.cancel(m_timer);
}

void ConnectionModel::apply(const ConnectionStatus &status)
{
    if (m_status == status) {
        return;
    }
    m_status = status;
    countDown();
    Q_EMIT changed();
    Q_EMIT bannerChanged();
}

void ConnectionModel::setUnsent(int unsent)
{
    if (m_unsent != unsent) {
        m_unsent = unsent;
        Q_EMIT bannerChanged();
    }
}

void ConnectionModel::retranslate()
{
    m_diagnostics.retranslate();
    m_recording.retranslate();
    Q_EMIT changed();
    Q_EMIT bannerChanged();
}

QString ConnectionModel::word() const
{
    switch (m_status.state) {
    case ConnectionState::Connected:
        return tr("Connected");
    case ConnectionState::Connecting:
        return tr("Connecting…");
    case ConnectionState::Reconnecting:
        return tr("Reconnecting…");
    case ConnectionState::Disconnected:
        break;
    }
    return tr("Disconnected");
}

QString ConnectionModel::reason() const
{
    return m_status.state == ConnectionState::Connected ? QString() : troubleText(m_status.trouble, m_status.reason);
}

int ConnectionModel::retrySeconds() const
{
    if (m_status.nextTryAt <= 0) {
        return -1;
    }
    const qint64 left = m_status.nextTryAt - m_parts.clock.monotonicMs();
    return static_cast<int>(std::max<qint64>(0, (left + SecondMs - 1) / SecondMs));
}

QString ConnectionModel::bannerText() const
{
    if (m_status.state == ConnectionState::Connected) {
        return {};
    }
    if (m_status.state == ConnectionState::Connecting && m_status.trouble == ConnectionTrouble::None) {
        return {}; // the first seconds of a start are no reason to worry anybody
    }
    if (otherServer()) {
        return tr("Another server than before answers here. Nothing is sent until you say whether it is right.");
    }
    if (refused() && m_unsent == 0) {
        return tr("Your sign-in no longer holds. Everything that is here stays; sign in again to go on.");
    }
    if (refused()) {
        return tr("Your sign-in no longer holds. Sign in again, and %n message(s) will be sent.", nullptr, m_unsent);
    }
    const bool gaveUp = m_status.terminal && m_status.trouble != ConnectionTrouble::UserAsked;
    if (gaveUp && m_unsent == 0) {
        return tr("You're offline, and nothing is tried any more until you say so. What you write is kept.");
    }
    if (gaveUp) {
        return tr("You're offline, and nothing is tried any more until you say so. %n message(s) are kept.", nullptr,
                  m_unsent);
    }
    if (hasAnswer(m_status.trouble)) {
        return m_unsent == 0
                   ? tr("%1 What you write will be sent when you're back.", "why there is no connection").arg(reason())
                   : tr("%1 %n message(s) will be sent when you're back.", "why there is no connection", m_unsent)
                         .arg(reason());
    }
    if (m_unsent == 0) {
        return tr("You're offline. What you write will be sent when you're back.");
    }
    return tr("You're offline. %n message(s) will be sent when you're back.", nullptr, m_unsent);
}

void ConnectionModel::retryNow()
{
    m_sink.tell(tell::RetryNow{});
}

void ConnectionModel::connectNow()
{
    m_sink.tell(tell::Connect{});
}

void ConnectionModel::disconnectNow()
{
    m_sink.tell(tell::Disconnect{});
}

void ConnectionModel::followRecording(bool active)
{
    m_sink.tell(tell::FollowRecording{active});
}

void ConnectionModel::countDown()
{
    m_parts.scheduler.cancel(m_timer);
    m_timer = 0;
    Q_EMIT retrySecondsChanged();
    const qint64 left = m_status.nextTryAt - m_parts.clock.monotonicMs();
    if (m_status.nextTryAt <= 0 || left <= 0) {
        return;
    }
    // To the moment when the shown number changes, not a second from now: it then never skips one.
    const qint64 untilNext = left % SecondMs == 0 ? SecondMs : left % SecondMs;
    m_timer = m_parts.scheduler.after(untilNext, [this] { countDown(); });
}

} // namespace banter
