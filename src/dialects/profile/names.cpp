// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/names.h"

namespace banter::profile {

const std::vector<MeaningWord> &meaningWords()
{
    constexpr bool Yes = true;
    constexpr bool No = false;
    using F = Field;
    static const std::vector<MeaningWord> Words{
        {"nothing", Meaning::Nothing, {}},
        {"signed-in", Meaning::SignedIn, {{F::User, No}}},
        {"refused", Meaning::Refused, {{F::Text, No}}},
        {"joined", Meaning::Joined, {{F::Room, No}}},
        {"left", Meaning::Left, {{F::Room, No}}},
        {"message",
         Meaning::Message,
         {{F::Room, No}, {F::Text, Yes}, {F::Sender, No}, {F::Id, No}, {F::ClientId, No}, {F::At, No}, {F::Mark, No}}},
        {"ack", Meaning::Ack, {{F::ClientId, Yes}, {F::Id, No}, {F::Ok, No}, {F::Error, No}, {F::At, No}}},
        {"roster",
         Meaning::Roster,
         {{F::Room, No}, {F::Each, Yes}, {F::User, Yes}, {F::Status, No}, {F::LastSeen, No}}},
        {"member-joined", Meaning::MemberJoined, {{F::Room, No}, {F::User, Yes}, {F::Status, No}, {F::LastSeen, No}}},
        {"member-left", Meaning::MemberLeft, {{F::Room, No}, {F::User, Yes}}},
        {"presence", Meaning::Presence, {{F::User, Yes}, {F::Status, Yes}, {F::LastSeen, No}}},
        {"typing", Meaning::Typing, {{F::Room, No}, {F::User, Yes}, {F::Active, No}}},
        {"typing-stopped", Meaning::TypingStopped, {{F::Room, No}, {F::User, Yes}}},
        {"cursor", Meaning::Cursor, {{F::Room, No}, {F::User, Yes}, {F::X, Yes}, {F::Y, Yes}}},
        {"cursor-left", Meaning::CursorLeft, {{F::Room, No}, {F::User, Yes}}},
        {"history",
         Meaning::History,
         {{F::Room, No},
          {F::Each, Yes},
          {F::Text, Yes},
          {F::Sender, No},
          {F::Id, No},
          {F::At, No},
          {F::Mark, No},
          {F::Older, No},
          {F::Newer, No},
          {F::More, No},
          {F::Request, No}}},
        {"rooms", Meaning::Rooms, {{F::Each, Yes}, {F::Name, Yes}}},
        {"rooms-changed", Meaning::RoomsChanged, {}},
        {"members-changed", Meaning::MembersChanged, {{F::Room, No}}},
        {"history-changed", Meaning::HistoryChanged, {{F::Room, No}}},
        {"notice", Meaning::Notice, {{F::Text, Yes}}},
        {"error", Meaning::Error, {{F::Text, Yes}, {F::Room, No}, {F::ClientId, No}}},
    };
    return Words;
}

const MeaningWord &wordOf(Meaning meaning)
{
    for (const MeaningWord &word : meaningWords()) {
        if (word.meaning == meaning)
            return word;
    }
    return meaningWords().front();
}

const char *nameOf(Field field)
{
    static constexpr const char *Names[] = {"room",   "text",     "sender", "id",    "clientId", "at",    "user",
                                            "status", "active",   "x",      "y",     "ok",       "error", "each",
                                            "name",   "lastSeen", "mark",   "older", "newer",    "more",  "request"};
    static_assert(std::size(Names) == std::size_t(Field::Count));
    return Names[std::size_t(field)];
}

const std::vector<ActionWord> &actionWords()
{
    static const std::vector<ActionWord> Words{
        {"sign-in", Action::SignIn, {"user", "secret"}},
        {"join", Action::Join, {"room", "user"}},
        {"leave", Action::Leave, {"room", "user"}},
        {"send", Action::Send, {"room", "user", "text", "clientId"}},
        {"typing-start", Action::TypingStart, {"room", "user"}},
        {"typing-stop", Action::TypingStop, {"room", "user"}},
        {"cursor", Action::Cursor, {"room", "user", "x", "y"}},
        {"cursor-leave", Action::CursorLeave, {"room", "user"}},
        {"presence", Action::Presence, {"user", "status"}},
        {"history", Action::History, {"room", "user", "limit", "before", "after", "request"}},
        {"members", Action::Members, {"room", "user"}},
        {"rooms", Action::Rooms, {"user"}},
        {"heartbeat", Action::Heartbeat, {}},
    };
    return Words;
}

const std::vector<std::pair<const char *, AckStyle>> &ackWords()
{
    static const std::vector<std::pair<const char *, AckStyle>> Words{
        {"none", AckStyle::None},
        {"success", AckStyle::Success},
        {"error-or-nothing", AckStyle::ErrorOrNothing},
        {"error-first", AckStyle::ErrorFirst},
        {"text-on-error", AckStyle::TextOnError},
        {"event", AckStyle::Event},
    };
    return Words;
}

const std::vector<const char *> &errorWords()
{
    static const std::vector<const char *> Words{
        "unauthorized", "forbidden", "not_found", "rate_limited", "too_large", "bad_text", "bad_request", "unavailable",
    };
    return Words;
}

} // namespace banter::profile
