// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

namespace banter {
namespace {

constexpr qint64 LogoutPatienceMs = 2'000;
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

} // namespace banter
