// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "diagnose_task.h"

#include "connection/recording_text.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace banter::cli {
namespace {

Options withoutPatience(Options options)
{
    options.patienceMs = 0;
    return options;
}

// No address and no name: this goes into the lines that people hand on.
QString wordsFor(ConnectionTrouble trouble, int attempts)
{
    switch (trouble) {
    case ConnectionTrouble::None:
    case ConnectionTrouble::UserAsked:
        return QStringLiteral("It took too long, and nothing says why.");
    case ConnectionTrouble::Unreachable:
        return QStringLiteral(
                   "Nobody answers at that address and port (tries: %1): the server does not run, or something "
                   "on the way blocks it.")
            .arg(attempts);
    case ConnectionTrouble::Lost:
        return QStringLiteral("The connection opens and breaks off again (tries: %1).").arg(attempts);
    case ConnectionTrouble::NotWebSocket:
        return QStringLiteral("Something answers at that address, but it is no chat server.");
    case ConnectionTrouble::Tls:
        return QStringLiteral("The server's certificate cannot be trusted.");
    case ConnectionTrouble::Credentials:
        return QStringLiteral("A chat server answers, and refuses this name, password or token.");
    case ConnectionTrouble::Version:
        return QStringLiteral("A chat server answers, but none of its versions is known here: one side is too old.");
    case ConnectionTrouble::Protocol:
        return QStringLiteral("A server answers, but it and this program do not understand each other.");
    case ConnectionTrouble::Rejected:
        return QStringLiteral("A server answers, and closes the connection each time.");
    case ConnectionTrouble::Silent:
        return QStringLiteral("Something takes the connection, and then says nothing in time (tries: %1).")
            .arg(attempts);
    case ConnectionTrouble::NoNetwork:
        return QStringLiteral("This computer has no network.");
    case ConnectionTrouble::HungUp:
        return QStringLiteral("Somebody listens at that address and port, and hangs up without a word (tries: %1): the "
                              "server is starting, is away behind a forwarder, or wants wss:// and not ws://.")
            .arg(attempts);
    case ConnectionTrouble::OutOfService:
        return QStringLiteral("The server answers that it cannot serve now (tries: %1).").arg(attempts);
    case ConnectionTrouble::Gateway:
        return QStringLiteral("What stands before the server answers that the server itself is away (tries: %1).")
            .arg(attempts);
    case ConnectionTrouble::TooMany:
        return QStringLiteral("The server answers that there were too many tries (tries: %1).").arg(attempts);
    case ConnectionTrouble::ServerFull:
        return QStringLiteral("The server answers that it cannot write to its disk.");
    case ConnectionTrouble::Redirected:
        return QStringLiteral("The address leads on to another one, which is to be used in its place.");
    case ConnectionTrouble::NoTls:
        return QStringLiteral("No encrypted connection came about: if the server has no encryption, its address begins "
                              "with ws://.");
    case ConnectionTrouble::NeedsTls:
        return QStringLiteral("The server takes encrypted connections only: its address begins with wss://.");
    case ConnectionTrouble::OtherServer:
        return QStringLiteral("Another server than before answers at that address. It was told nothing.");
    }
    return {};
}

} // namespace

DiagnoseTask::DiagnoseTask(const Options &options, Tools tools)
    : Task(withoutPatience(options), tools), m_scheduler(tools.scheduler), m_deadlineMs(options.patienceMs)
{}

DiagnoseTask::~DiagnoseTask()
{
    m_scheduler.cancel(m_deadline);
}

void DiagnoseTask::begin()
{
    session().tell(tell::FollowRecording{true});
    if (m_deadlineMs == 0) {
        return;
    }
    m_deadline = m_scheduler.after(m_deadlineMs, [this] {
        m_deadline = 0;
        conclude(m_status.trouble, m_status.code, Exit::Unreachable);
    });
}

void DiagnoseTask::heard(const Changes &changes)
{
    m_status = changes.connection.value_or(m_status);
    m_metrics = changes.metrics.value_or(m_metrics);
    m_recording = changes.recording ? changes.recording : m_recording;
    if (isConnected()) {
        if (!std::exchange(m_probed, true)) {
            session().tell(tell::RetryNow{}); // a ping
        }
        if (!m_metrics.roundTripsMs.empty()) {
            conclude(ConnectionTrouble::None, 0, Exit::Done);
        }
    } else if (m_metrics.dials >= MaxDials && m_status.outcome == TryOutcome::Failed) {
        conclude(m_status.trouble, m_status.code, exitCode(m_status.trouble));
    }
}

void DiagnoseTask::gaveUp(const ConnectionStatus &status)
{
    conclude(status.trouble, status.code, exitCode(status.trouble));
}

void DiagnoseTask::conclude(ConnectionTrouble trouble, int code, Exit exit)
{
    if (isFinished()) {
        return;
    }
    const bool well = exit == Exit::Done;
    const int roundTrip = m_metrics.roundTripsMs.empty() ? 0 : m_metrics.roundTripsMs.back();
    const QString words = well ? QStringLiteral("Connected and signed in; a round trip takes %1 ms.").arg(roundTrip)
                               : wordsFor(trouble, m_metrics.dials);
    const QString verdict = well ? QStringLiteral("connected")
                            : trouble == ConnectionTrouble::None
                                ? QStringLiteral("timed-out")
                                : connection::troubleName(connection::Trouble(trouble));
    QJsonObject diagnosis{{QStringLiteral("event"), QStringLiteral("diagnosis")},
                          {QStringLiteral("verdict"), verdict},
                          {QStringLiteral("words"), words},
                          {QStringLiteral("dials"), m_metrics.dials},
                          {QStringLiteral("at"), now().wall}};
    if (well) {
        diagnosis.insert(QStringLiteral("roundTripMs"), roundTrip);
    }
    if (code != 0) {
        diagnosis.insert(QStringLiteral("code"), code);
    }
    const QByteArray recording = m_recording ? connection::recordingLines(m_recording->recording) : QByteArray();
    print(recording + QJsonDocument(diagnosis).toJson(QJsonDocument::Compact) + '\n');
    finish(exit, well ? QString() : words);
}

} // namespace banter::cli
