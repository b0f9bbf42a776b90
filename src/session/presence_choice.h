// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/values.h"
#include "dialects/api/requests.h"

#include <optional>
#include <utility>

namespace banter {

/// What a person says of themselves: status and text, each a word with its time, and whether somebody is at this
/// device. It knows what the server has of it and what is still to be told. Told again are only words that the server
/// has not taken, with the time at which they were said; so a device that was away brings nothing old back. Pure; one
/// thread.
class PresenceChoice final {
public:
    struct Now {
        MonoMs mono = 0; ///< Clock::sleeplessMs()
        WallMs wall = 0;
    };

    /// What was kept by the run before; anything else is nothing.
    void restore(const QString &kept, Now now);
    /// For restore().
    QString kept() const;

    /// The person said so now; `id` is a new one.
    void sayStatus(PresenceStatus status, const QString &id, Now now);
    void sayText(const QString &text, const QString &id, Now now);
    void setAway(bool away) { m_away = away; }

    /// When a link was asked for and when it opened, by Now::mono.
    struct Opening {
        MonoMs dialled = 0;
        MonoMs opened = 0;
    };
    /// A link opened, and the sign-in goes out now: all that is known goes with it, since a server that was set back
    /// may have less.
    ask::SetPresence onArrival(Opening opening, Now now);
    /// The sign-in was accepted by a server that has status texts, or not, and that says what the person chose where it
    /// keeps the parts apart.
    void welcomed(bool hasText, const std::optional<OwnPresence> &own);
    /// What the server says the person chose, on whichever device.
    void heard(const OwnPresence &own);
    /// What the others see of the person, from a server that does not say it of its own.
    void seen(const QString &text);

    /// What is still to be told on this link, and is told now; nothing when all is.
    std::optional<ask::SetPresence> untold(Now now) const;
    /// It was taken: what was heard last holds, unless the person has said something since.
    void taken(const ask::SetPresence &told);
    /// It was refused for good: what the server has holds.
    void refused(const ask::SetPresence &told) { taken(told); }

    PresenceStatus status() const { return m_status.value; }
    const QString &text() const { return m_text.value; }
    /// Nobody is to see that the person is here.
    bool hides() const { return m_status.value == PresenceStatus::Offline; }

private:
    template <class Value>
    struct Part {
        Part() = default;
        explicit Part(Value initial) : value(std::move(initial)) {}

        Value value{};
        PresenceWord word; ///< `said` is in the time of the clocks below
        MonoMs saidAt = 0; ///< while the server has not taken it
        WallMs saidWall = 0;
        bool taken = true;  ///< by the server, or there is nothing to take
        bool known = false; ///< said here, or heard from the server
        Value heard{};
        PresenceWord heardWord = {}; ///< no id and no time: nothing was heard

        void say(const Value &said, const QString &id, Now now);
        void hear(const Value &said, const PresenceWord &by);
        void settle(const PresenceWord &told);
        PresenceWord toTell(MonoMs opened) const;
    };
    ask::SetPresence all() const;
    void date(ask::SetPresence &words, Now now) const;

    Part<PresenceStatus> m_status{PresenceStatus::Online};
    Part<QString> m_text;
    bool m_away = false;

    Opening m_opening;
    bool m_inParts = false;
    bool m_hasText = false;
    ask::SetPresence m_arrival;             ///< what went with the sign-in
    std::optional<ask::SetPresence> m_told; ///< what was taken on this link
};

} // namespace banter
