// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/own_account.h"

#include <utility>

namespace banter {

OwnAccountRequests::OwnAccountRequests(Requests &requests, Publisher &views, const ServerState &server,
                                       std::function<void(const QString &)> adoptPassword)
    : m_requests(requests), m_views(views), m_server(server), m_adoptPassword(std::move(adoptPassword))
{}

void OwnAccountRequests::on(const tell::ChangePassword &command)
{
    ask({What::ChangePassword, command.newPassword},
        ask::ChangePassword{command.password, command.newPassword, command.signOutOthers});
}

void OwnAccountRequests::on(const tell::ListDevices &)
{
    ask({What::ListDevices}, ask::ListDevices{});
}

void OwnAccountRequests::on(const tell::DropDevices &command)
{
    ask({What::DropDevices}, ask::DropDevices{command.device});
}

void OwnAccountRequests::on(const tell::MakeInviteCode &)
{
    ask({What::MakeInviteCode}, ask::MakeInviteCode{});
}

void OwnAccountRequests::ask(Wanted wanted, const ask::Request &request)
{
    if (!m_server.signedIn) {
        tell({wanted.what, Error{ErrorCode::NotConnected, QStringLiteral("There is no connection to the server.")}});
        return;
    }
    m_asked.emplace(m_requests.ask({Asked::What::Account}, request), std::move(wanted));
}

void OwnAccountRequests::tell(AccountAnswer answer)
{
    m_views.raw().account.push_back(std::move(answer));
}

// The answer to one of them: what was asked, once.
std::optional<OwnAccountRequests::Wanted> OwnAccountRequests::answered(heard::Ticket ticket)
{
    const auto found = m_asked.extract(ticket);
    m_requests.answered(ticket);
    return found ? std::optional(found.mapped()) : std::nullopt;
}

void OwnAccountRequests::on(const heard::DevicesListed &listed)
{
    if (answered(listed.ticket))
        tell({What::ListDevices, {}, listed.devices});
}

void OwnAccountRequests::on(const heard::InviteCodeMade &made)
{
    if (answered(made.ticket))
        tell({What::MakeInviteCode, {}, {}, made.code});
}

void OwnAccountRequests::done(heard::Ticket ticket)
{
    const std::optional<Wanted> wanted = answered(ticket);
    if (!wanted)
        return;
    if (wanted->what == What::ChangePassword)
        m_adoptPassword(wanted->newPassword);
    tell({wanted->what});
}

void OwnAccountRequests::failed(heard::Ticket ticket, const Error &error)
{
    if (const std::optional<Wanted> wanted = answered(ticket))
        tell({wanted->what, error});
}

void OwnAccountRequests::linkLost()
{
    for (const auto &[ticket, wanted] : std::exchange(m_asked, {})) {
        tell({wanted.what,
              Error{ErrorCode::NotConnected, QStringLiteral("The connection was lost before the server answered.")}});
    }
}

} // namespace banter
