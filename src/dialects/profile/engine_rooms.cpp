// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/engine.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

// Which rooms this account hears, and where each message stands in its room: the server counts none, so this does.
namespace banter::profile {
namespace {

constexpr std::size_t MaxRooms = 1'000;
/// So long a server may take to confirm a join or to refuse it.
constexpr qint64 JoinTimeoutMs = 3'000;

Room joinedRoom(const RoomState &room)
{
    Room info;
    info.id = room.id;
    info.joined = true;
    info.lastSeq = room.last;
    info.memberCount = int(room.roster.size());
    return info;
}

// Of a message that the server gave none.
QString ownId(Seq seq)
{
    std::array<char, 24> text{'~'};
    const auto [end, failed] = std::to_chars(text.data() + 1, text.data() + text.size(), seq);
    QString id(end - text.data(), Qt::Uninitialized);
    std::transform(text.data(), end, id.data(), [](char c) { return QLatin1Char(c); });
    return id;
}

} // namespace

RoomState *Engine::roomById(const QString &room)
{
    if (m_lastRoom && m_lastRoom->id == room)
        return m_lastRoom;
    const auto found = m_rooms.find(room);
    m_lastRoom = found == m_rooms.end() ? nullptr : &found->second;
    return m_lastRoom;
}

void Engine::forget(const QString &room)
{
    m_lastRoom = nullptr;
    m_rooms.erase(room);
    std::erase(m_rosterAwaited, room);
    std::erase_if(m_refetches, [&](const auto &one) { return one.first.second == room; });
}

Error Engine::oneRoomHere() const
{
    const QString sentence = QStringLiteral("There is one room here, %1.").arg(*m_only);
    return {ErrorCode::NotFound, sentence, 0};
}

RoomState *Engine::roomNamed(Ticket ticket, const QString &room, Out &out)
{
    if (m_only && room != *m_only && !asksForOthers()) {
        fail(ticket, oneRoomHere(), out);
        return nullptr;
    }
    if (!m_rooms.contains(room) && (m_rooms.size() >= MaxRooms || room.isEmpty() || room.size() > MaxNameChars)) {
        fail(ticket, {ErrorCode::TooLarge, QStringLiteral("Too many rooms, or too long a name."), 0}, out);
        return nullptr;
    }
    RoomState &state = m_rooms[room];
    state.id = room;
    return &state;
}

/// Whether the server may have other rooms than the one of its address: the path is a guess until its frames have shown
/// one way or the other. A greeting, an error or a list without a room shows nothing, and one frame that names a room
/// shows more than all that name none.
bool Engine::mayHaveOthers() const
{
    return m_onlyIsGuess && (m_heardRooms || !m_heardWithoutRoom);
}

/// Where joins are confirmed, the server is asked even so: what it says decides.
bool Engine::asksForOthers() const
{
    return mayHaveOthers() || (m_onlyIsGuess && m_hearsJoined);
}

/// A server that names a room which was asked for, and which is not that of its address, has rooms as others have. What
/// was guessed from the address goes, unless something was heard there.
void Engine::giveUpGuess(Out &out)
{
    if (!m_only || !m_onlyIsGuess || !m_guessIsWrong || m_heardWithoutRoom)
        return;
    const QString guessed = *std::exchange(m_only, std::nullopt);
    m_capabilities = capabilitiesOf(m_profile, false);
    forget(guessed);
    out.events.push_back(heard::RoomLeft{0, guessed});
}

// Many servers do not say which room an event belongs to: where only one is joined it can be no other.
RoomState *Engine::roomOf(const std::optional<QString> &named)
{
    m_heardRooms = m_heardRooms || named;
    if (m_only) {
        RoomState *other = m_onlyIsGuess && named && *named != *m_only ? roomById(*named) : nullptr;
        m_guessIsWrong = m_guessIsWrong || other;
        return other ? other : roomById(*m_only);
    }
    if (named)
        return roomById(*named);
    RoomState *only = nullptr;
    for (auto &[id, room] : m_rooms) {
        if (!room.joined && !room.joining)
            continue;
        if (only)
            return nullptr;
        only = &room;
    }
    return only;
}

void Engine::ensureJoined(RoomState &room, Out &out)
{
    if (room.joined || room.joining)
        return;
    if (m_hearsRoster)
        m_rosterAwaited.push_back(room.id);
    room.historyHere = false;
    room.historyBy = m_now + m_profile.limits.historyMs;
    const bool said = !isOnly(room.id) && say(Action::Join, valuesFor(room.id), out);
    if (!said || !m_hearsJoined)
        return nowJoined(room, out);
    std::erase_if(m_denials, [&](const Denial &one) { return one.room == room.id; });
    room.joining = true;
    room.joinBy = m_now + JoinTimeoutMs;
    room.asked = ++m_lastAsked;
}

void Engine::nowJoined(RoomState &room, Out &out)
{
    room.joining = false;
    if (std::exchange(room.joined, true))
        return;
    room.historyBy = m_now + m_profile.limits.historyMs;
    sayHistory(room, valuesFor(room.id), out);
}

/// The server says that the room is joined. What it said before, or never said, counts for nothing then.
void Engine::confirmed(RoomState &room, Out &out)
{
    if (room.joined || room.asked == 0)
        return;
    const bool waitedFor = room.joining;
    nowJoined(room, out);
    settle(room, out);
    if (!waitedFor)
        out.events.push_back(heard::RoomChanged{0, joinedRoom(room)});
}

void Engine::failJoin(RoomState &room, const Error &error, Out &out)
{
    room.joining = false;
    std::erase(m_rosterAwaited, room.id);
    m_denials.push_back({room.id, m_profile.say.at(Action::Join).size() - 1, m_now + JoinTimeoutMs});
    for (const Ticket ticket : std::exchange(room.joins, {}))
        fail(ticket, error, out);
    if (const auto wish = std::exchange(room.wish, std::nullopt))
        fail(wish->first, error, out);
}

/// Whether an error that denies something, and does not say what, is about a join: one that failed just now, or the
/// oldest that waits.
bool Engine::denied(const std::optional<QString> &named, const Error &error, Out &out)
{
    const auto isOf = [&](const QString &room) { return !named || *named == room; };
    std::erase_if(m_denials, [&](const Denial &one) { return one.until <= m_now; });
    bool justNow = false;
    for (Denial &one : m_denials) {
        if (isOf(one.room) && one.more > 0) {
            --one.more;
            return true; // the person has been told
        }
        justNow = justNow || isOf(one.room);
    }
    RoomState *oldest = nullptr;
    for (auto &[id, room] : m_rooms) {
        if (room.joining && isOf(id) && (!oldest || room.asked < oldest->asked))
            oldest = &room;
    }
    if (oldest)
        failJoin(*oldest, error, out);
    else if (justNow)
        out.events.push_back(heard::RequestFailed{0, error});
    return oldest || justNow;
}

/// Answers what waited for the room to be ready.
void Engine::settle(RoomState &room, Out &out)
{
    if (!room.joined)
        return;
    for (const Ticket ticket : std::exchange(room.joins, {}))
        out.events.push_back(heard::RoomChanged{ticket, joinedRoom(room)});
    const bool ready = !m_hearsHistory || room.historyHere || m_now >= room.historyBy;
    if (room.wish && ready)
        subscribed(room, out);
}

/// The room is left before it was ready: what waited for that would never have an answer.
void Engine::answerAll(RoomState &room, Out &out)
{
    room.joining = false;
    room.joined = true;
    room.historyBy = m_now;
    settle(room, out);
}

// ---- messages ----

void Engine::deliver(RoomState &room, Incoming &&incoming, Out &out)
{
    if (room.counted)
        take(room, std::move(incoming), out);
    else if (!room.keepEarly(std::move(incoming)))
        malformed(QStringLiteral("The server sends messages without end before it lets us in."), out);
}

void Engine::take(RoomState &room, Incoming &&incoming, Out &out)
{
    if (isHeld(room, incoming.message))
        return; // the echo of what its acknowledgement has brought already, or a repetition
    const QString sender = m_profile.seenAreMembers ? incoming.message.sender : QString();
    Sent *sent = sentOf(incoming);
    if (sent && sent->shown) {
        incoming.message.seq = room.last;
        incoming.message.sender = m_shownMe;
        room.note(incoming.message.id, incoming.message, true);
        m_sent.remove(sent);
        return;
    }
    Out after;
    out.events.emplace_back(arrival(room, std::move(incoming), sent, after));
    std::move(after.events.begin(), after.events.end(), std::back_inserter(out.events));
    seen(room, person(sender), out);
}

bool Engine::isHeld(const RoomState &room, const Message &message) const
{
    const RoomState::Noted *noted = room.noted(message.id);
    const bool mayBeOwn = noted && noted->own && (message.sender.isEmpty() || isMe(message.sender));
    return noted && (mayBeOwn || noted->text == RoomState::textHash(message.text));
}

Sent *Engine::sentOf(const Incoming &incoming)
{
    return m_sent.byEcho(m_profile.echo, incoming.message, incoming.clientId, m_me);
}

/// The message as the next one of its room.
heard::MessageArrived Engine::arrival(RoomState &room, Incoming &&incoming, Sent *sent, Out &after)
{
    heard::MessageArrived arrived;
    arrived.after = std::exchange(room.isEmpty, false) ? 0 : room.last;
    arrived.mark = m_profile.pagesBack ? incoming.mark : QString();
    arrived.message = next(room, std::move(incoming), sent, after);
    return arrived;
}

Message Engine::next(RoomState &room, Incoming &&incoming, Sent *sent, Out &after)
{
    return placed(room, ++room.last, std::move(incoming), sent, after);
}

/// The message with its place, and as our own where it is an echo: its receipt, if it is one, goes into `after`.
Message Engine::placed(RoomState &room, Seq seq, Incoming &&incoming, Sent *sent, Out &after)
{
    Message message = std::move(incoming.message);
    if (sent && m_me.isEmpty() && !message.sender.isEmpty())
        m_me = message.sender; // so that is what it calls us
    message.seq = seq;
    message.sender = sent ? m_shownMe : senderOf(message);
    room.note(message.id, message, false);
    if (message.id.isEmpty())
        message.id = ownId(message.seq);
    if (!sent)
        return message;
    message.clientId = sent->clientId;
    if (sent->ticket != 0) {
        after.events.push_back(
            heard::Acknowledged{sent->ticket, room.id, message.clientId, message.id, message.seq, message.at});
    }
    m_sent.remove(sent);
    return message;
}

/// The server's verdict on a message that has not come back, or never does.
void Engine::acknowledged(Sent &sent, const QString &id, WallMs at, Out &out)
{
    RoomState *room = roomById(sent.room);
    Message message{{sent.room, sent.clientId, id, 0}, {m_shownMe, sent.text, at}, {}};
    if (room && room->counted) {
        message.seq = room->heardAs(id);
        if (message.seq == 0) {
            const Seq after = std::exchange(room->isEmpty, false) ? 0 : room->last;
            message.seq = ++room->last;
            room->note(id, message, true);
            if (id.isEmpty())
                message.id = ownId(message.seq);
            out.events.push_back(heard::MessageArrived{message, after, m_profile.pagesBack ? id : QString()});
        }
    }
    out.events.push_back(
        heard::Acknowledged{sent.ticket, sent.room, sent.clientId, message.id, message.seq, message.at});
    sent.ticket = 0;
    sent.shown = true;
    if (!id.isEmpty() || !m_profile.echo.comes)
        m_sent.remove(&sent);
}

} // namespace banter::profile
