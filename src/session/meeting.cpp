// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

// Before the sign-in: whether the server at the other end is the one that this account knows. Only then is it told
// anything.
namespace banter {
namespace {

QString sentenceOf(const OtherServer &other)
{
    if (other.known.isEmpty())
        return QStringLiteral("The server says that it can prove who it is, and does not.");
    const QString shown = other.shown.isEmpty() ? QStringLiteral("it does not prove who it is")
                                                : QStringLiteral("it shows %1").arg(other.shown);
    return QStringLiteral("Another server answers at this address: %1, and not %2. It was told nothing.")
        .arg(shown, other.known);
}

} // namespace

// A secret that some vocabularies want in the address or in a header is kept back where the server has to prove itself.
LinkRequest Session::Impl::linkRequest() const
{
    Credentials credentials = m_config.credentials;
    if (!m_trust.known().isEmpty())
        credentials.secret.clear();
    return m_dialect->linkRequest(m_config.server, credentials);
}

void Session::Impl::linkOpened(const QString &subprotocol)
{
    m_signedIn = false;
    m_ready = false;
    m_met = false;
    m_subprotocol = subprotocol;
    m_opening = {m_manager.dialledAt(), moment().mono};
    if (m_dialect->canProve(subprotocol))
        carry(m_dialect->identify(subprotocol, m_trust.challenge(m_parts.random), now()));
    else
        meet(std::nullopt);
}

void Session::Impl::on(const heard::Identified &identified)
{
    meet(protocol::ServerProof{identified.key, identified.signature});
}

void Session::Impl::meet(const std::optional<protocol::ServerProof> &proof)
{
    const ServerTrust::Verdict verdict = m_trust.judge(proof);
    m_met = verdict == ServerTrust::Verdict::Known;
    if (!m_met) {
        turnAwayFrom(verdict);
        return;
    }
    m_dialect->presenceOnArrival(m_choice.onArrival(m_opening, moment()));
    carry(m_dialect->opened(m_subprotocol, m_config.credentials, now()));
}

void Session::Impl::turnAwayFrom(ServerTrust::Verdict verdict)
{
    const bool another = verdict == ServerTrust::Verdict::Another;
    const OtherServer other{m_trust.known(), m_trust.shown()};
    const QString sentence = sentenceOf(other);
    if (another)
        m_log.raw().otherServer = other;
    failure({another ? ErrorCode::OtherServer : ErrorCode::BadFrame, sentence});
    m_manager.helloRefused(another ? ConnectionTrouble::OtherServer : ConnectionTrouble::Protocol, sentence);
}

void Session::Impl::keepServer(const QString &fingerprint)
{
    if (fingerprint == m_trust.known() && fingerprint == m_keptServer)
        return;
    m_trust.know(fingerprint);
    m_keptServer = fingerprint;
    m_disk.put(keep::PutSetting{KnownServer, fingerprint});
}

void Session::Impl::on(const tell::TrustServer &command)
{
    keepServer(command.fingerprint);
    on(tell::Connect{});
}

} // namespace banter
