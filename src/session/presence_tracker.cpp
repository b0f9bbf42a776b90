// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "session/presence_tracker.h"

#include "core/ids.h"
#include "core/received_text.h"
#include "core/text.h"

#include <utility>

namespace banter {
namespace {

constexpr qint64 MaxStatusChars = 120;

} // namespace

PresenceTracker::PresenceTracker(Clock &clock, Random &random, Disk &disk, Requests &requests, Publisher &views,
                                 const ServerState &server)
    : m_clock(clock), m_random(random), m_disk(disk), m_requests(requests), m_views(views), m_server(server)
{}

void PresenceTracker::restore(const QString &kept)
{
    m_choice.restore(kept, moment());
    m_kept = m_choice.kept();
    m_views.raw().own = {m_choice.status(), m_choice.text()};
}

void PresenceTracker::keep()
{
    const QString fresh = m_choice.kept();
    if (std::exchange(m_kept, fresh) == fresh)
        return;
    m_disk.put(keep::PutSetting{Setting, fresh});
    m_views.raw().own = {m_choice.status(), m_choice.text()};
}

void PresenceTracker::on(const tell::SetPresence &said)
{
    tell::SetPresence command = said;
    if (command.text) {
        command.text = cleanLine(*command.text);
        if (const Status text = checkStatusText(*command.text, MaxStatusChars); !text.ok()) {
            m_views.ownFailure(text.error(), {}, {}, Deed::SetPresence);
            return;
        }
    }
    const PresenceChoice::Now now = moment();
    if (command.status && *command.status != PresenceStatus::Unknown)
        m_choice.sayStatus(*command.status, mintClientId(m_random, now.wall), now);
    if (command.text)
        m_choice.sayText(*command.text, mintClientId(m_random, now.wall), now);
    if (command.away)
        m_choice.setAway(*command.away);
    if (command.status || command.text)
        keep();
    send();
    if (m_server.ready && (command.status || command.text))
        toldAll(); // it was what the server has
}

void PresenceTracker::heard(const OwnPresence &own)
{
    m_choice.heard(own);
    keep();
}

// Where the server does not say what was chosen, what the others see of oneself is what another device may have said.
void PresenceTracker::seen(const Presence &presence)
{
    const Capabilities &can = m_server.capabilities;
    if (presence.user != m_server.user || can.presenceParts || !can.statusText)
        return;
    const QString before = m_choice.text();
    m_choice.seen(presence.text);
    if (m_choice.text() != before)
        keep();
}

void PresenceTracker::welcomed(const std::optional<OwnPresence> &own)
{
    m_choice.welcomed(m_server.capabilities.statusText, own);
    keep();
}

// One at a time: of several words only the last one counts.
void PresenceTracker::send()
{
    const Capabilities &can = m_server.capabilities;
    if (!m_server.ready || m_asked || !can.presence || !can.ownStatus)
        return;
    m_asked = m_choice.untold(moment());
    if (m_asked)
        m_requests.ask({Asked::What::Presence}, *m_asked);
}

void PresenceTracker::taken()
{
    if (!m_asked)
        return;
    m_choice.taken(*std::exchange(m_asked, std::nullopt));
    m_putOff = {};
    keep();
    send();
    toldAll();
}

// Whoever waits for a word of theirs waits for the last one.
void PresenceTracker::toldAll()
{
    if (!m_asked)
        m_views.accomplished(Deed::SetPresence, {});
}

bool PresenceTracker::refused(const Error &error)
{
    if (!m_asked)
        return false;
    const ask::SetPresence told = *std::exchange(m_asked, std::nullopt);
    if (isPutOff(error.code)) {
        m_requests.askLater(error);
        const std::pair words(told.statusWord.id, told.textWord.id);
        const bool saysSomething = !words.first.isEmpty() || !words.second.isEmpty();
        return std::exchange(m_putOff, words) != words && saysSomething;
    }
    m_choice.refused(told);
    keep();
    send(); // what was said meanwhile
    return true;
}

} // namespace banter
