// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/conductor.h"

// What a person does with the account itself. Nothing of it is a wish that waits: who changes a password looks at it.
namespace banter {

namespace {

using What = AccountAnswer::What;

} // namespace

void Session::Impl::on(const tell::ChangePassword &command)
{
    askAccount({What::ChangePassword, command.newPassword},
               ask::ChangePassword{command.password, command.newPassword, command.signOutOthers});
}

void Session::Impl::on(const tell::ListDevices &)
{
    askAccount({What::ListDevices, {}}, ask::ListDevices{});
}

void Session::Impl::on(const tell::DropDevices &command)
{
    askAccount({What::DropDevices, {}}, ask::DropDevices{command.device});
}

void Session::Impl::on(const tell::MakeInviteCode &)
{
    askAccount({What::MakeInviteCode, {}}, ask::MakeInviteCode{});
}

void Session::Impl::askAccount(AccountAsked asked, const ask::Request &request)
{
    if (!m_signedIn) {
        tellAccount(
            {asked.what, Error{ErrorCode::NotConnected, QStringLiteral("There is no connection to the server.")}});
        return;
    }
    m_accountAsked.emplace(ask({Asked::What::Account, {}, {}, 0, {}}, request), std::move(asked));
}

void Session::Impl::tellAccount(AccountAnswer answer)
{
    m_log.raw().account.push_back(std::move(answer));
    changed();
}

// The answer to one of them: what was asked, once.
std::optional<Session::Impl::AccountAsked> Session::Impl::accountAnswered(heard::Ticket ticket)
{
    const auto found = m_accountAsked.extract(ticket);
    answered(ticket);
    return found ? std::optional(found.mapped()) : std::nullopt;
}

void Session::Impl::on(const heard::DevicesListed &listed)
{
    if (accountAnswered(listed.ticket))
        tellAccount({What::ListDevices, {}, listed.devices});
}

void Session::Impl::on(const heard::InviteCodeMade &made)
{
    if (accountAnswered(made.ticket))
        tellAccount({What::MakeInviteCode, {}, {}, made.code});
}

void Session::Impl::accountDone(heard::Ticket ticket)
{
    const std::optional<AccountAsked> asked = accountAnswered(ticket);
    if (!asked)
        return;
    if (asked->what == What::ChangePassword)
        adoptPassword(asked->newPassword);
    tellAccount({asked->what});
}

// Whoever signed in with the old one meets the server again with the new one.
void Session::Impl::adoptPassword(const QString &password)
{
    if (m_password)
        m_password->secret = password;
    if (m_config.credentials.method == Credentials::Method::Password)
        m_config.credentials.secret = password;
}

void Session::Impl::accountFailed(heard::Ticket ticket, const Error &error)
{
    if (const std::optional<AccountAsked> asked = accountAnswered(ticket))
        tellAccount({asked->what, error});
}

// Whether it was done nobody knows: a list says it, and a password can be tried.
void Session::Impl::loseAccountAnswers()
{
    for (const auto &[ticket, asked] : std::exchange(m_accountAsked, {})) {
        tellAccount({asked.what, Error{ErrorCode::NotConnected,
                                       QStringLiteral("The connection was lost before the server answered.")}});
    }
}

} // namespace banter
