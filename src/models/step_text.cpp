// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/step_text.h"

#include "models/close_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace banter {

namespace {

using namespace connection;

/// The translation context of everything here.
struct StepText {
    Q_DECLARE_TR_FUNCTIONS(StepText)
};

QString answered(int httpStatus)
{
    switch (closePolicy(EndKind::Handshake, 0, httpStatus, false).trouble) {
    case Trouble::Redirected:
        return StepText::tr("The address leads on to another one (HTTP %1).").arg(httpStatus);
    case Trouble::OutOfService:
    case Trouble::TooMany:
        return StepText::tr("The server answered that it cannot serve now (HTTP %1).").arg(httpStatus);
    case Trouble::Gateway:
        return StepText::tr("Something in front of the server answered that the server is away (HTTP %1).")
            .arg(httpStatus);
    default:
        return httpStatus > 0 ? StepText::tr("Something answered that is no chat server (HTTP %1).").arg(httpStatus)
                              : StepText::tr("Something answered that is no chat server.");
    }
}

QString ended(const event::LinkEnded &end)
{
    switch (end.kind) {
    case EndKind::Refused:
        return StepText::tr("Nobody answered at the server's address.");
    case EndKind::Handshake:
        return answered(end.httpStatus);
    case EndKind::Tls:
        return StepText::tr("The encryption could not be set up.");
    case EndKind::CloseFrame:
        return StepText::tr("The server closed with code %1. %2", "close code, the code in words")
            .arg(end.code)
            .arg(closeText(end.code));
    case EndKind::Finished:
        return StepText::tr("The server had nothing more to say.");
    case EndKind::StreamEnded:
        return StepText::tr("The server ended the stream in order. The next one goes on from there.");
    case EndKind::NoTls:
        return StepText::tr("No encrypted connection came about.");
    case EndKind::NeedsTls:
        return StepText::tr("The server takes encrypted connections only.");
    case EndKind::HungUp:
        return StepText::tr("The server hung up without a word.");
    case EndKind::Lost:
        break;
    }
    return closeText(1006);
}

QString timedOut(Phase before)
{
    switch (before) {
    case Phase::BackingOff:
    case Phase::WaitingForNetwork:
        return StepText::tr("The wait is over.");
    case Phase::Live:
        return StepText::tr("A heartbeat was due.");
    case Phase::Dialling:
        return StepText::tr("The server did not answer the dial in time.");
    case Phase::Hello:
        return StepText::tr("The server did not answer the sign-in in time.");
    case Phase::Resuming:
        return StepText::tr("The server did not send what was missed in time.");
    case Phase::AwaitingPong:
    case Phase::Suspect:
        return StepText::tr("The server did not answer a ping in time.");
    case Phase::Idle:
    case Phase::Terminal:
        break;
    }
    return StepText::tr("A time was up.");
}

/// One sentence for each kind of event.
class Teller {
public:
    Teller(const Step &step, Phase before) : m_step(step), m_before(before) {}

    QString operator()(const event::UserConnects &) const { return StepText::tr("You wanted to connect."); }
    QString operator()(const event::UserDisconnects &) const { return StepText::tr("You wanted to disconnect."); }
    QString operator()(const event::RetryNow &) const { return StepText::tr("You wanted to try at once."); }
    QString operator()(const event::LinkOpened &) const { return StepText::tr("The line to the server is open."); }
    QString operator()(const event::LinkEnded &end) const { return ended(end); }
    QString operator()(const event::Inbound &) const
    {
        return StepText::tr("%n frame(s) came in.", nullptr,
                            int(std::min<std::int64_t>(m_step.times, std::numeric_limits<int>::max())));
    }
    QString operator()(const event::Arriving &) const { return StepText::tr("Something is arriving, slowly."); }
    QString operator()(const event::Ponged &) const { return StepText::tr("The server answered a ping."); }
    QString operator()(const event::TimerFired &) const
    {
        // The other timer of a live connection: it decides nothing but that the counter begins anew.
        const bool stable = m_step.effects.empty() && m_step.after.attempt == 0;
        return stable ? StepText::tr("The connection has been steady for a while.") : timedOut(m_before);
    }
    QString operator()(const event::HelloAccepted &) const { return StepText::tr("The server accepted the sign-in."); }
    QString operator()(const event::HelloRefused &) const { return StepText::tr("The server refused the sign-in."); }
    QString operator()(const event::HelloPostponed &) const
    {
        return StepText::tr("The server asked to sign in later.");
    }
    QString operator()(const event::HelloAgain &) const
    {
        return StepText::tr("The server does not take it that way, and there was another way to try.");
    }
    QString operator()(const event::ResumeProgress &) const
    {
        return StepText::tr("A part of what was missed is here.");
    }
    QString operator()(const event::Resumed &) const { return StepText::tr("Every open room is up to date."); }
    QString operator()(const event::AnswerOverdue &) const
    {
        return StepText::tr("An answer of the server is overdue.");
    }
    QString operator()(const event::ProtocolBroken &) const
    {
        return StepText::tr("The server said something that makes no sense.");
    }
    QString operator()(const event::PeerLost &) const { return StepText::tr("The server was gone, by its own rules."); }
    QString operator()(const event::NetworkUp &) const { return StepText::tr("The network came back."); }
    QString operator()(const event::NetworkDown &) const { return StepText::tr("The network went away."); }
    QString operator()(const event::NetworkChanged &) const { return StepText::tr("The network changed."); }
    QString operator()(const event::Woke &) const { return StepText::tr("The computer woke up."); }
    QString operator()(const event::TriesLimited &limited) const
    {
        return limited.maxTries > 0 ? StepText::tr("From now on %1 tries in a row are enough.").arg(limited.maxTries)
                                    : StepText::tr("From now on there is no end to the tries.");
    }

private:
    const Step &m_step;
    Phase m_before;
};

QString seconds(const Step &step)
{
    const double left = double(std::max<Ms>(0, step.after.nextDialAt - step.now)) / 1000;
    return QLocale().toString(left, 'f', 1);
}

bool dials(const Step &step)
{
    return std::any_of(step.effects.begin(), step.effects.end(),
                       [](const Effect &effect) { return std::holds_alternative<effect::Dial>(effect); });
}

} // namespace

QString stepText(const Step &step, Phase before)
{
    return std::visit(Teller(step, before), step.event);
}

QString decisionText(const Step &step, Phase before)
{
    if (dials(step)) {
        return StepText::tr("Dialled, attempt %1.").arg(step.after.attempt);
    }
    const bool replanned = step.after.nextDialAt > 0 && !step.effects.empty();
    if (step.after.phase == before && !replanned) {
        return {};
    }
    switch (step.after.phase) {
    case Phase::Idle:
        return StepText::tr("Hung up.");
    case Phase::Terminal:
        return StepText::tr("Gave up: it will not try again by itself.");
    case Phase::WaitingForNetwork:
        return StepText::tr("Waits for the network; tries all the same in %1 s.").arg(seconds(step));
    case Phase::BackingOff:
        return StepText::tr("Tries again in %1 s.").arg(seconds(step));
    case Phase::Dialling:
        break;
    case Phase::Hello:
        return StepText::tr("Sent the sign-in.");
    case Phase::Resuming:
        return StepText::tr("Asked for what was missed.");
    case Phase::Live:
        return before == Phase::Resuming ? StepText::tr("Connected.") : StepText::tr("All is well.");
    case Phase::AwaitingPong:
    case Phase::Suspect:
        return StepText::tr("Sent a ping.");
    }
    return {};
}

} // namespace banter
