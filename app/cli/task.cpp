// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "task.h"

#include "printable.h"

#include <utility>

namespace banter::cli {
namespace {

/// Longer than a server may take to answer that the token is no longer valid (2 s, session/commands.h) and a link to
/// close after it (1 s, connection/constants.h).
constexpr qint64 GoodbyeMs = 4'000;

} // namespace

Exit exitCode(ConnectionTrouble trouble)
{
    switch (trouble) {
    case ConnectionTrouble::Credentials:
        return Exit::Refused;
    case ConnectionTrouble::Unreachable:
    case ConnectionTrouble::Lost:
    case ConnectionTrouble::NotWebSocket:
    case ConnectionTrouble::Silent:
    case ConnectionTrouble::NoNetwork:
    case ConnectionTrouble::HungUp:
    case ConnectionTrouble::OutOfService:
    case ConnectionTrouble::Gateway:
    case ConnectionTrouble::TooMany:
    case ConnectionTrouble::ServerFull:
    case ConnectionTrouble::Redirected:
    case ConnectionTrouble::NoTls:
    case ConnectionTrouble::NeedsTls:
        return Exit::Unreachable;
    case ConnectionTrouble::None:
    case ConnectionTrouble::UserAsked:
    case ConnectionTrouble::Tls:
    case ConnectionTrouble::Version:
    case ConnectionTrouble::Protocol:
    case ConnectionTrouble::Rejected:
    case ConnectionTrouble::OtherServer:
        break;
    }
    return Exit::Failed;
}

Task::Task(Options options, Tools tools) : m_options(std::move(options)), m_tools(tools)
{
    connect(&m_tools.session, &Session::changed, this, &Task::take);
}

Task::~Task()
{
    m_tools.scheduler.cancel(m_patience);
    m_tools.scheduler.cancel(m_goodbye);
}

void Task::start()
{
    progress();
    begin();
    m_tools.session.tell(tell::Connect{});
    // What was loaded from the store is there already.
    take();
}

void Task::take()
{
    const Changes changes = m_tools.session.takeChanges();
    if (changes.otherServer) {
        const QString &shown = changes.otherServer->shown;
        m_hint = QStringLiteral(" If that is right, say --server-key '%1'.")
                     .arg(shown.isEmpty() ? QStringLiteral("none") : shown);
    }
    if (changes.token) {
        m_holdsToken = !changes.token->isEmpty();
    }
    if (changes.connection) {
        noteStatus(*changes.connection);
    }
    if (m_finished) {
        if (m_goodbye != 0 && m_status.state == ConnectionState::Disconnected) {
            announceEnd();
        }
        return;
    }
    heard(changes);
    if (changes.connection && m_status.terminal && !m_finished) {
        gaveUp(m_status);
    }
}

void Task::noteStatus(const ConnectionStatus &status)
{
    m_status = status;
    if (isConnected()) {
        m_wasConnected = true;
        progress();
    }
}

void Task::gaveUp(const ConnectionStatus &status)
{
    if (status.trouble != ConnectionTrouble::UserAsked) {
        const bool another = status.trouble == ConnectionTrouble::OtherServer;
        finish(exitCode(status.trouble), another ? status.reason + m_hint : status.reason);
    }
}

QString Task::awaited() const
{
    return m_status.reason.isEmpty() ? QStringLiteral("the server did not answer.") : m_status.reason;
}

void Task::openInOrder(const QString &room, std::optional<Seq> since)
{
    m_tools.session.tell(tell::OpenRoom{room, since.value_or(0), true, since ? 0 : FirstPage});
}

void Task::print(const QByteArray &lines)
{
    switch (m_tools.out.write(withoutRawControls(lines))) {
    case Written::All:
        break;
    case Written::ReaderGone:
        finish(Exit::Done, {}); // whoever read it has enough
        break;
    case Written::Failed:
        finish(Exit::Failed, QStringLiteral("the output could not be written."));
        break;
    }
}

void Task::finish(Exit code, const QString &sentence)
{
    if (m_finished) {
        return;
    }
    m_finished = true;
    m_code = code;
    m_sentence = sentence;
    const bool online = m_status.state != ConnectionState::Disconnected;
    if (m_holdsToken && !m_options.printToken) {
        m_tools.session.tell(tell::Logout{});
    } else {
        m_tools.session.tell(tell::Disconnect{});
    }
    // Never from inside: whoever hears of it deletes this.
    m_goodbye = m_tools.scheduler.after(online ? GoodbyeMs : 0, [this] { announceEnd(); });
}

void Task::announceEnd()
{
    m_tools.scheduler.cancel(std::exchange(m_goodbye, 0));
    Q_EMIT finished(m_code, m_sentence);
}

void Task::setPatience(qint64 patienceMs)
{
    m_options.patienceMs = patienceMs;
    progress();
}

void Task::progress()
{
    m_tools.scheduler.cancel(m_patience);
    m_patience = 0;
    if (m_options.patienceMs > 0) {
        m_patience = m_tools.scheduler.after(m_options.patienceMs, [this] { runOutOfPatience(); });
    }
}

void Task::runOutOfPatience()
{
    if (m_finished || !isWaiting()) {
        progress();
        return;
    }
    const QString seconds = QString::number(double(m_options.patienceMs) / 1000);
    finish(Exit::Unreachable, QStringLiteral("Nothing got ahead for %1 s: %2").arg(seconds, awaited()));
}

} // namespace banter::cli
