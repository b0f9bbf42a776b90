// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/events.h"
#include "dialects/profile/profile.h"
#include "dialects/wire/values.h"

#include <list>

namespace banter::profile {

/// A message of ours that is not over yet.
struct Sent {
    heard::Ticket ticket = 0; ///< 0 once it has its verdict, or its link is gone
    QString room;
    QString clientId;
    QString text;
    wire::CallId call = 0;
    bool shown = false; ///< acknowledged and told to the session; its echo is still to come
};

/// All of them, in the order of sending. Bounded: the oldest is forgotten.
class SentMessages {
public:
    static constexpr std::size_t MaxSent = 1'000;

    /// One that is sent again takes the place of the former attempt.
    Sent &add(Sent sent);
    Sent *byCall(wire::CallId call);
    Sent *byClientId(const QString &clientId);
    /// The first whose echo this message is, by the profile's rules. `me` is what the server calls this account, empty
    /// where that is not known yet.
    Sent *byEcho(const Echo &rules, const Message &message, const QString &clientId, const QString &me);
    void remove(const Sent *sent);
    /// The link is gone: what has no verdict may still turn up in a history.
    void forgetLink();
    /// Those that wait for a verdict.
    std::vector<Sent *> waiting();

private:
    std::list<Sent> m_all;
};

} // namespace banter::profile
