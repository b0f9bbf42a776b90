// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "connection/plain_words.h"

namespace banter {

using namespace connection;

EndKind endKind(LinkEnd::Kind kind)
{
    switch (kind) {
    case LinkEnd::Kind::Refused:
        return EndKind::Refused;
    case LinkEnd::Kind::Handshake:
        return EndKind::Handshake;
    case LinkEnd::Kind::Tls:
        return EndKind::Tls;
    case LinkEnd::Kind::CloseFrame:
        return EndKind::CloseFrame;
    case LinkEnd::Kind::Finished:
        return EndKind::Finished;
    case LinkEnd::Kind::StreamEnded:
        return EndKind::StreamEnded;
    case LinkEnd::Kind::NoTls:
        return EndKind::NoTls;
    case LinkEnd::Kind::NeedsTls:
        return EndKind::NeedsTls;
    case LinkEnd::Kind::HungUp:
        return EndKind::HungUp;
    case LinkEnd::Kind::Lost:
    case LinkEnd::Kind::Local:
        break;
    }
    return EndKind::Lost;
}

ConnectionState publicState(Phase phase, bool everConnected)
{
    switch (phase) {
    case Phase::Idle:
    case Phase::Terminal:
        return ConnectionState::Disconnected;
    case Phase::Live:
    case Phase::AwaitingPong:
    case Phase::Suspect:
        return ConnectionState::Connected;
    default:
        return everConnected ? ConnectionState::Reconnecting : ConnectionState::Connecting;
    }
}

TryOutcome outcomeOf(Phase phase, Trouble trouble)
{
    switch (phase) {
    case Phase::Idle:
        return TryOutcome::None;
    case Phase::Terminal:
        return TryOutcome::GivenUp;
    case Phase::WaitingForNetwork:
    case Phase::BackingOff:
        return trouble == Trouble::None ? TryOutcome::NextStep : TryOutcome::Failed;
    case Phase::Dialling:
    case Phase::Hello:
    case Phase::Resuming:
        return TryOutcome::Underway;
    case Phase::Live:
    case Phase::AwaitingPong:
    case Phase::Suspect:
        break;
    }
    return TryOutcome::Succeeded;
}

QString sentence(Trouble trouble)
{
    switch (trouble) {
    case Trouble::None:
    case Trouble::UserAsked:
        return {};
    case Trouble::Unreachable:
        return QStringLiteral("The server cannot be reached.");
    case Trouble::Lost:
        return QStringLiteral("The connection was lost.");
    case Trouble::NotWebSocket:
        return QStringLiteral("The address answers, but not as a chat server.");
    case Trouble::Tls:
        return QStringLiteral("The server's certificate cannot be trusted.");
    case Trouble::Credentials:
        return QStringLiteral("The server refused the sign-in.");
    case Trouble::Version:
        return QStringLiteral("The server speaks no version that this program knows.");
    case Trouble::Protocol:
        return QStringLiteral("The server and this program do not understand each other.");
    case Trouble::Rejected:
        return QStringLiteral("The server keeps closing the connection.");
    case Trouble::Silent:
        return QStringLiteral("The server does not answer.");
    case Trouble::NoNetwork:
        return QStringLiteral("There is no network.");
    case Trouble::HungUp:
        return QStringLiteral("The server hangs up without a word.");
    case Trouble::OutOfService:
        return QStringLiteral("The server answers that it cannot serve now.");
    case Trouble::Gateway:
        return QStringLiteral("What stands before the server answers that the server itself is away.");
    case Trouble::TooMany:
        return QStringLiteral("The server answers that these are too many tries.");
    case Trouble::ServerFull:
        return QStringLiteral("The server answers that it cannot write to its disk.");
    case Trouble::Redirected:
        return QStringLiteral("The address leads to another one.");
    case Trouble::NoTls:
        return QStringLiteral("No encrypted connection came about.");
    case Trouble::NeedsTls:
        return QStringLiteral("The server takes encrypted connections only.");
    case Trouble::OtherServer:
        return QStringLiteral("Another server than before answers at this address.");
    }
    return {};
}

} // namespace banter
