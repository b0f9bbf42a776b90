// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

#include "core/text.h"

// Who signs in, with what, and what happens when the server says no.
namespace banter {
namespace {

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

// What is unsent here would be sent under another name.
bool Session::Impl::isSomebodyElse(const QString &user)
{
    return !m_server.owner.isEmpty() && nameKey(m_server.owner) != nameKey(user);
}

void Session::Impl::adoptCredentials(const heard::Welcomed &welcomed)
{
    m_triedPassword = false;
    m_nameTaken.reset();
    if (!welcomed.token.isEmpty()) {
        m_config.credentials = {Credentials::Method::Token, welcomed.user, welcomed.token};
        m_views.raw().token = welcomed.token;
    } else if (m_config.credentials.method == Credentials::Method::Register) {
        m_config.credentials.method = Credentials::Method::Password;
    }
    if (m_password) // the account exists from now on
        m_password->method = Credentials::Method::Password;
}

bool Session::Impl::tryPasswordInstead(const Error &error)
{
    if (m_triedPassword || !m_wanted)
        return false;
    const Credentials::Method method = m_config.credentials.method;
    const bool tokenGone = m_password && method == Credentials::Method::Token && error.code == ErrorCode::Unauthorized;
    // A registration whose welcome was lost, or not waited for, here or in an earlier run, meets its own account at the
    // next dial. Whoever has the password is welcome there.
    const bool nameTaken = method == Credentials::Method::Register && error.code == ErrorCode::NameTaken;
    if (!tokenGone && !nameTaken)
        return false;
    m_triedPassword = true;
    m_nameTaken = nameTaken ? std::optional(error) : std::nullopt;
    m_dialsAtTaken = m_manager.metrics().dials;
    if (tokenGone)
        m_config.credentials = *m_password;
    m_config.credentials.method = Credentials::Method::Password;
    return true;
}

// It was somebody else's after all: the person asked for a name, and not whether the password is right.
Error Session::Impl::refusalOf(const Error &error)
{
    const bool noWay = error.code == ErrorCode::Unauthorized || error.code == ErrorCode::RateLimited;
    if (!noWay || !m_nameTaken)
        return error;
    m_config.credentials.method = Credentials::Method::Register;
    return *std::exchange(m_nameTaken, std::nullopt);
}

// Links were lost since: the server may have been set back to a time before the account.
bool Session::Impl::registersAgain(ErrorCode code)
{
    if (code != ErrorCode::Unauthorized || !m_nameTaken || m_manager.metrics().dials - m_dialsAtTaken <= 1)
        return false;
    m_nameTaken.reset();
    m_triedPassword = false;
    m_config.credentials.method = Credentials::Method::Register;
    return true;
}

void Session::Impl::on(const heard::Refused &refused)
{
    if (!m_met && !passes(refused.error.code)) { // they were told no credentials that they could refuse
        m_manager.countMalformed();
        return;
    }
    if (registersAgain(refused.error.code)) {
        m_manager.helloAgain(refused.error.message);
        return;
    }
    const Error error = refusalOf(refused.error);
    if (error.code == ErrorCode::Unauthorized && m_config.credentials.method == Credentials::Method::Token)
        m_views.raw().token = QString();
    if (tryPasswordInstead(error)) {
        m_manager.helloAgain(error.message);
        return;
    }
    if (passes(error.code)) {
        m_manager.helloPostponed(passingTrouble(error.code), error.retryAfterMs, error.message);
        return;
    }
    m_views.failure(error);
    m_manager.helloRefused(troubleOf(error.code), error.message);
}

// Whoever signed in with the old one meets the server again with the new one.
void Session::Impl::adoptPassword(const QString &password)
{
    if (m_password)
        m_password->secret = password;
    if (m_config.credentials.method == Credentials::Method::Password)
        m_config.credentials.secret = password;
}

} // namespace banter
