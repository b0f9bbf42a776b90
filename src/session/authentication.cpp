// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/authentication.h"

#include "core/text.h"

#include <utility>

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

ConnectionTrouble troubleOf(ErrorCode code)
{
    return code == ErrorCode::UnsupportedVersion ? ConnectionTrouble::Version : ConnectionTrouble::Credentials;
}

bool passes(ErrorCode code)
{
    return code == ErrorCode::RateLimited || code == ErrorCode::Unavailable || code == ErrorCode::StorageFull ||
           code == ErrorCode::TimedOut || code == ErrorCode::Internal;
}

ConnectionTrouble passingTrouble(ErrorCode code)
{
    switch (code) {
    case ErrorCode::RateLimited:
        return ConnectionTrouble::TooMany;
    case ErrorCode::StorageFull:
        return ConnectionTrouble::ServerFull;
    default:
        return ConnectionTrouble::OutOfService;
    }
}

} // namespace

Authentication::Authentication(QUrl server, Credentials credentials, Clock &clock, Random &random, Dialect &dialect,
                               Disk &disk, Publisher &views, const ServerState &state, Port &port)
    : m_url(std::move(server)), m_credentials(std::move(credentials)), m_clock(clock), m_random(random),
      m_dialect(dialect), m_disk(disk), m_views(views), m_server(state), m_port(port)
{
    if (m_credentials.method != Credentials::Method::Token)
        m_password = m_credentials;
}

void Authentication::load(const QString &kept, std::shared_ptr<KnownServer> atAddress,
                          const std::optional<QString> &named)
{
    m_keptServer = kept;
    m_atAddress = std::move(atAddress);
    if (named)
        m_trust.know(*named);
    else if (kept.isEmpty() && m_atAddress)
        m_trust.know(protocol::tidyFingerprint(m_atAddress->fingerprint()));
    else
        m_trust.know(kept);
}

// ---- what the person says ----

void Authentication::signInAgain(const QString &password)
{
    m_credentials = {Credentials::Method::Password, m_server.owner.isEmpty() ? m_credentials.user : m_server.owner,
                     password};
    m_password = m_credentials;
    m_triedPassword = false;
    m_nameTaken.reset();
}

void Authentication::trust(const QString &fingerprint)
{
    keepServer(fingerprint);
}

void Authentication::logOut()
{
    m_wanted = false;
    m_password.reset();
    m_views.raw().token = QString();
}

// Whoever signed in with the old one meets the server again with the new one.
void Authentication::adoptPassword(const QString &password)
{
    if (m_password)
        m_password->secret = password;
    if (m_credentials.method == Credentials::Method::Password)
        m_credentials.secret = password;
}

// ---- who is at the other end ----

// A secret that some vocabularies want in the address or in a header is kept back where the server has to prove itself.
LinkRequest Authentication::linkRequest() const
{
    Credentials credentials = m_credentials;
    if (!m_trust.known().isEmpty())
        credentials.secret.clear();
    return m_dialect.linkRequest(m_url, credentials);
}

void Authentication::linkOpened(const QString &subprotocol)
{
    m_met = false;
    m_subprotocol = subprotocol;
    if (m_dialect.canProve(subprotocol))
        m_port.carry(m_dialect.identify(subprotocol, m_trust.challenge(m_random), m_clock.monotonicMs()));
    else
        meet(std::nullopt);
}

void Authentication::on(const heard::Identified &identified)
{
    meet(protocol::ServerProof{identified.key, identified.signature});
}

void Authentication::meet(const std::optional<protocol::ServerProof> &proof)
{
    const ServerTrust::Verdict verdict = m_trust.judge(proof);
    m_met = verdict == ServerTrust::Verdict::Known;
    if (!m_met) {
        turnAwayFrom(verdict);
        return;
    }
    m_dialect.presenceOnArrival(m_port.arrival());
    m_port.carry(m_dialect.opened(m_subprotocol, m_credentials, m_clock.monotonicMs()));
}

void Authentication::turnAwayFrom(ServerTrust::Verdict verdict)
{
    const bool another = verdict == ServerTrust::Verdict::Another;
    const OtherServer other{m_trust.known(), m_trust.shown()};
    const QString sentence = sentenceOf(other);
    if (another)
        m_views.raw().otherServer = other;
    m_views.ownFailure({another ? ErrorCode::OtherServer : ErrorCode::BadFrame, sentence});
    m_port.helloRefused(another ? ConnectionTrouble::OtherServer : ConnectionTrouble::Protocol, sentence);
}

void Authentication::keepServer(const QString &fingerprint)
{
    if (m_atAddress && m_atAddress->fingerprint() != fingerprint) {
        if (const Status kept = m_atAddress->put(fingerprint); !kept.ok())
            m_views.ownFailure(kept.error(), {}, {}, Deed::Storage);
    }
    if (fingerprint == m_trust.known() && fingerprint == m_keptServer)
        return;
    m_trust.know(fingerprint);
    m_keptServer = fingerprint;
    m_disk.put(keep::PutSetting{KnownServerSetting, fingerprint});
}

// ---- what the server says ----

bool Authentication::accepts(const heard::Welcomed &welcomed)
{
    if (!m_met) { // nobody has said hello to them
        m_port.countMalformed();
        return false;
    }
    // What is unsent here would be sent under another name.
    if (m_server.owner.isEmpty() || nameKey(m_server.owner) == nameKey(welcomed.user))
        return true;
    m_views.ownFailure(
        {ErrorCode::Conflict,
         QStringLiteral("What is stored here belongs to %1, not to %2.").arg(m_server.owner, welcomed.user), 0});
    m_port.helloRefused(ConnectionTrouble::Credentials, QStringLiteral("This is another person's history."));
    return false;
}

void Authentication::adopt(const heard::Welcomed &welcomed)
{
    m_triedPassword = false;
    m_nameTaken.reset();
    if (!welcomed.token.isEmpty()) {
        m_credentials = {Credentials::Method::Token, welcomed.user, welcomed.token};
        m_views.raw().token = welcomed.token;
    } else if (m_credentials.method == Credentials::Method::Register) {
        m_credentials.method = Credentials::Method::Password;
    }
    if (m_password) // the account exists from now on
        m_password->method = Credentials::Method::Password;
    keepServer(m_trust.shown());
}

bool Authentication::tryPasswordInstead(const Error &error)
{
    if (m_triedPassword || !m_wanted)
        return false;
    const Credentials::Method method = m_credentials.method;
    const bool tokenGone = m_password && method == Credentials::Method::Token && error.code == ErrorCode::Unauthorized;
    // A registration whose welcome was lost, or not waited for, here or in an earlier run, meets its own account at the
    // next dial. Whoever has the password is welcome there.
    const bool nameTaken = method == Credentials::Method::Register && error.code == ErrorCode::NameTaken;
    if (!tokenGone && !nameTaken)
        return false;
    m_triedPassword = true;
    m_nameTaken = nameTaken ? std::optional(error) : std::nullopt;
    m_dialsAtTaken = m_port.dials();
    if (tokenGone)
        m_credentials = *m_password;
    m_credentials.method = Credentials::Method::Password;
    return true;
}

// It was somebody else's after all: the person asked for a name, and not whether the password is right.
Error Authentication::refusalOf(const Error &error)
{
    const bool noWay = error.code == ErrorCode::Unauthorized || error.code == ErrorCode::RateLimited;
    if (!noWay || !m_nameTaken)
        return error;
    m_credentials.method = Credentials::Method::Register;
    return *std::exchange(m_nameTaken, std::nullopt);
}

// Links were lost since: the server may have been set back to a time before the account.
bool Authentication::registersAgain(ErrorCode code)
{
    if (code != ErrorCode::Unauthorized || !m_nameTaken || m_port.dials() - m_dialsAtTaken <= 1)
        return false;
    m_nameTaken.reset();
    m_triedPassword = false;
    m_credentials.method = Credentials::Method::Register;
    return true;
}

void Authentication::on(const heard::Refused &refused)
{
    if (!m_met && !passes(refused.error.code)) { // they were told no credentials that they could refuse
        m_port.countMalformed();
        return;
    }
    if (registersAgain(refused.error.code)) {
        m_port.helloAgain(refused.error.message);
        return;
    }
    const Error error = refusalOf(refused.error);
    if (error.code == ErrorCode::Unauthorized && m_credentials.method == Credentials::Method::Token)
        m_views.raw().token = QString();
    if (tryPasswordInstead(error)) {
        m_port.helloAgain(error.message);
        return;
    }
    if (passes(error.code)) {
        m_port.helloPostponed(passingTrouble(error.code), error.retryAfterMs, error.message);
        return;
    }
    m_views.failure(error);
    m_port.helloRefused(troubleOf(error.code), error.message);
}

} // namespace banter
