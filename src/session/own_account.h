// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "session/commands.h"
#include "session/publisher.h"
#include "session/requests.h"
#include "session/server_state.h"

#include <functional>
#include <map>

namespace banter {

/// What a person does with the account itself. Nothing of it waits for a link: who changes a password looks at it, and
/// has one answer (Changes::account) to each command. One thread.
class OwnAccountRequests final {
public:
    /// `adoptPassword` is called with the new password when the server has taken it.
    OwnAccountRequests(Requests &requests, Publisher &views, const ServerState &server,
                       std::function<void(const QString &password)> adoptPassword);

    void on(const tell::ChangePassword &command);
    void on(const tell::ListDevices &command);
    void on(const tell::DropDevices &command);
    void on(const tell::MakeInviteCode &command);

    void on(const heard::DevicesListed &listed);
    void on(const heard::InviteCodeMade &made);
    /// Whether that ticket is one of these.
    bool isAsked(heard::Ticket ticket) const { return m_asked.contains(ticket); }
    /// The server did it.
    void done(heard::Ticket ticket);
    /// It did not, or did not say so in time.
    void failed(heard::Ticket ticket, const Error &error);
    /// Whether what was asked was done nobody knows: the person is told so.
    void linkLost();

private:
    using What = AccountAnswer::What;
    struct Wanted {
        What what;
        QString newPassword = {}; ///< ChangePassword
    };
    void ask(Wanted wanted, const ask::Request &request);
    void tell(AccountAnswer answer);
    std::optional<Wanted> answered(heard::Ticket ticket);

    Requests &m_requests;
    Publisher &m_views;
    const ServerState &m_server;
    std::function<void(const QString &)> m_adoptPassword;
    std::map<heard::Ticket, Wanted> m_asked;
};

} // namespace banter
