// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/random.h"
#include "session/commands.h"
#include "session/disk.h"
#include "session/presence_choice.h"
#include "session/publisher.h"
#include "session/requests.h"
#include "session/server_state.h"

namespace banter {

/// What the person says of themselves: kept on the disk, told to the server until it has taken it, told to the views
/// whenever it changes. One thread.
class PresenceTracker final {
public:
    PresenceTracker(Clock &clock, Random &random, Disk &disk, Requests &requests, Publisher &views,
                    const ServerState &server);

    /// From the store, as it was kept there; before anything else.
    void restore(const QString &kept);
    /// The store's setting that it is kept in.
    static inline const QString Setting = QStringLiteral("presence");

    void on(const tell::SetPresence &said);
    void on(const heard::OwnPresenceChanged &event) { heard(event.own); }
    /// What others see of somebody, who may be oneself.
    void seen(const Presence &presence);

    /// A link is open, which was asked for at `dialled` (Clock::sleeplessMs()): words are timed from here.
    void linkOpened(MonoMs dialled) { m_opening = {dialled, moment().mono}; }
    /// What goes with the sign-in on that link.
    ask::SetPresence arrival() { return m_choice.onArrival(m_opening, moment()); }
    /// The sign-in succeeded. `own`: what the server says was chosen, where it says so.
    void welcomed(const std::optional<OwnPresence> &own);
    void linkLost() { m_asked.reset(); }

    /// Tells the server what it does not have, if it can be told now.
    void send();
    /// The answers to that.
    void taken();
    /// True when the person is to hear of it: once for what they said themselves, however often it is put off.
    bool refused(const Error &error);

    /// Nobody is to see that the person is here.
    bool hides() const { return m_choice.hides(); }

private:
    void heard(const OwnPresence &own);
    void keep();
    void toldAll();
    /// A sleep is time in which nothing was said.
    PresenceChoice::Now moment() const { return {m_clock.sleeplessMs(), m_clock.wallMs()}; }

    Clock &m_clock;
    Random &m_random;
    Disk &m_disk;
    Requests &m_requests;
    Publisher &m_views;
    const ServerState &m_server;
    PresenceChoice m_choice;
    QString m_kept = m_choice.kept();        ///< as it is in the store
    std::optional<ask::SetPresence> m_asked; ///< on its way
    std::pair<QString, QString> m_putOff;    ///< the words that were last told to have been put off
    PresenceChoice::Opening m_opening;
};

} // namespace banter
