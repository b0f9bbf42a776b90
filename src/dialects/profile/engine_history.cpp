// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/engine.h"

#include "dialects/profile/place.h"

#include <algorithm>
#include <iterator>
#include <utility>

// What was said before: whole, as the server sends it, or in pages that are asked for by the server's own marks. The
// server gives no places, so this does. What is newer goes above what there is, what is older right below the place
// that it was asked from, and where nothing tells what came in between, room is left for it.
namespace banter::profile {
namespace {

constexpr std::size_t MaxPiece = 1'000;

bool isSame(const Message &held, const Message &come)
{
    return come.id.isEmpty() && held.text == come.text && (come.at == 0 || held.at == come.at);
}

QString markAt(const QString &said, const Incoming &end)
{
    return said.isEmpty() ? end.mark : said;
}

} // namespace

void Engine::sayHistory(RoomState &room, Values values, Out &out)
{
    values[QStringLiteral("limit")] = m_profile.pagesBack ? m_profile.limits.historyPage : ask::Subscribe::MaxRecent;
    values[QStringLiteral("request")] = QString::number(++m_lastFetch);
    room.firstFetch = QString::number(m_lastFetch);
    say(Action::History, std::move(values), out);
}

HistoryPiece Engine::pieceIn(const Rule &rule, const Scope &scope, const QString &room, Out &out) const
{
    HistoryPiece piece;
    const std::optional<Element> each = profile::find(rule.at(Field::Each), scope);
    simdjson::dom::array list;
    if (!each || each->get(list) != simdjson::SUCCESS) {
        out.events.push_back(heard::Malformed{QStringLiteral("The server sent a history that is no list.")});
        return piece;
    }
    for (const Element item : list) {
        std::optional<Incoming> one = messageIn(rule, scope.inside(item));
        if (one && piece.messages.size() < MaxPiece) {
            one->message.room = room;
            piece.messages.push_back(std::move(*one));
        }
    }
    if (m_profile.newestFirst)
        std::reverse(piece.messages.begin(), piece.messages.end());
    const auto mark = [&](Field field) {
        const QString text = findText(rule.at(field), scope).value_or(QString());
        return text.size() > MaxMarkChars ? QString() : text;
    };
    piece.older = mark(Field::Older);
    piece.newer = mark(Field::Newer);
    const std::optional<bool> more = findFlag(rule.at(Field::More), scope);
    const bool endsByMark = rule.has(Field::Older) && piece.older.isEmpty();
    piece.isLast = more ? !*more : piece.messages.empty() || (endsByMark && !rule.has(Field::More));
    return piece;
}

void Engine::hearHistory(const Rule &rule, const Scope &scope, Out &out)
{
    const auto found = roomIn(rule, scope, out);
    if (!found)
        return;
    RoomState &room = **found;
    HistoryPiece piece = pieceIn(rule, scope, room.id, out);
    if (!room.counted) {
        room.history = std::move(piece);
        room.historyHere = true;
        return settle(room, out);
    }
    const std::optional<QString> number = findText(rule.at(Field::Request), scope);
    const bool isAsked = !room.fetches.empty() && (!number || *number == room.fetches.front().number);
    if (isAsked)
        return fetched(room, std::move(piece), out);
    if (number && *number != room.firstFetch)
        return;                            // it was given up
    for (Incoming &one : piece.messages) { // it comes late: without ids nothing tells what of it is new
        if (!one.message.id.isEmpty())
            take(room, std::move(one), out);
    }
}

// ---- the newest, when a room is subscribed to ----

/// The places begin where the session's end. Where nothing tells what came meanwhile, there is a hole: of one place
/// where nothing will ever fill it.
void Engine::subscribed(RoomState &room, Out &out)
{
    const auto [ticket, request] = *std::exchange(room.wish, std::nullopt);
    for (const Message &held : request.recent)
        room.noteHeld(held);
    const bool isFirst = request.since <= 0;
    const bool hadHistory = !room.history.messages.empty();
    const bool isWhole = room.historyHere && m_profile.pagesBack && room.history.isLast;
    std::vector<Incoming> fresh = newOnes(room, request.recent);
    const bool overlaps = hadHistory && fresh.size() < room.history.messages.size();
    const QString older = hadHistory ? markAt(room.history.older, room.history.messages.front()) : QString();
    const QString newer = hadHistory ? markAt(room.history.newer, room.history.messages.back()) : QString();
    room.history = {};
    room.last = isFirst ? (m_profile.pagesBack ? RoomState::Base : 0) : request.since;
    if (room.absent && !overlaps && !isWhole && !(isFirst && m_profile.pagesBack))
        room.last += m_profile.pagesBack ? RoomState::HoleRoom : 1;
    room.absent = false;
    heard::Subscribed answer{ticket, {room.id, {}, {}, false, true, 0}, membersOf(room), {}};
    answer.covered = {isWhole && isFirst ? 0 : room.last, 0, m_profile.pagesBack ? older : QString(),
                      m_profile.pagesBack ? newer : QString()};
    answer.page.reachesStart = isWhole && isFirst;
    room.isEmpty = isWhole && isFirst && fresh.empty();
    Out later; // what a message brings with it comes after the page that holds it
    for (Incoming &one : fresh) {
        Sent *sent = sentOf(one);
        answer.page.messages.push_back(next(room, std::move(one), sent, later));
    }
    answer.covered.last = room.last;
    answer.page.lastSeq = room.last;
    room.counted = true;
    out.events.emplace_back(std::move(answer));
    std::move(later.events.begin(), later.events.end(), std::back_inserter(out.events));
    const bool overflowed = room.earlyOverflowed;
    for (Incoming &one : room.takeEarly())
        take(room, std::move(one), out);
    if (overflowed) { // the place that is left empty for them is seen before the next message comes
        room.last += m_profile.pagesBack ? RoomState::HoleRoom : 1;
        Room changed;
        changed.id = room.id;
        changed.joined = true;
        changed.lastSeq = room.last;
        changed.memberCount = int(room.roster.size());
        out.events.push_back(heard::RoomChanged{0, changed});
    }
}

/// Whether a message of a history without ids may be the one that is held. Where the server tells no sender, and where
/// it has not told yet what it calls this account, one's own cannot be told from others' by the name.
bool Engine::mayBeSame(const Message &held, const Message &come) const
{
    const bool mayBeOwn = held.sender == m_shownMe && (come.sender.isEmpty() || m_me.isEmpty());
    return isSame(held, come) && (mayBeOwn || held.sender == senderOf(come));
}

/// What of the history is not held. Without ids, as many of its first ones as are the end of what is held, in the same
/// order, are known: a word that was said again since is then a new one. Where the two do not meet like that (one was
/// sent here and never came back), all after the newest that is held is new.
std::vector<Incoming> Engine::newOnes(const RoomState &room, const std::vector<Message> &recent) const
{
    const std::vector<Incoming> &history = room.history.messages;
    const auto meets = [&](std::size_t count) {
        const std::size_t both = std::min(count, recent.size());
        return both > 0 &&
               std::equal(recent.end() - std::ptrdiff_t(both), recent.end(),
                          history.begin() + std::ptrdiff_t(count - both),
                          [this](const Message &held, const Incoming &one) { return mayBeSame(held, one.message); });
    };
    for (std::size_t count = history.size(); count > 0; --count) {
        if (meets(count))
            return {history.begin() + std::ptrdiff_t(count), history.end()};
    }
    const auto known = [&](const Incoming &one) {
        return isHeld(room, one.message) || std::any_of(recent.begin(), recent.end(), [&](const Message &held) {
                   return mayBeSame(held, one.message);
               });
    };
    const auto newest = std::find_if(history.rbegin(), history.rend(), known);
    return {newest.base(), history.end()};
}

// ---- pages, one at a time ----

void Engine::askNext(RoomState &room, Out &out)
{
    if (room.fetches.empty())
        return;
    Fetch &fetch = room.fetches.front();
    fetch.number = QString::number(++m_lastFetch);
    fetch.by = m_now + m_profile.limits.receiptMs;
    Values values = valuesFor(room.id);
    values[QStringLiteral("limit")] = std::min(fetch.asked.limit, m_profile.limits.historyPage);
    values[QStringLiteral("request")] = fetch.number;
    values[fetch.asked.newer ? QStringLiteral("after") : QStringLiteral("before")] = fetch.asked.from.mark;
    say(Action::History, std::move(values), out);
}

void Engine::expireFetches(RoomState &room, Out &out)
{
    while (!room.fetches.empty() && room.fetches.front().by <= m_now) {
        const Ticket ticket = room.fetches.front().ticket;
        room.fetches.pop_front();
        fail(ticket, {ErrorCode::TimedOut, QStringLiteral("The server did not answer in time."), 0}, out);
        askNext(room, out);
    }
}

void Engine::fetched(RoomState &room, HistoryPiece &&piece, Out &out)
{
    Fetch fetch = std::move(room.fetches.front());
    room.fetches.pop_front();
    if (fetch.asked.newer)
        fetchedNewer(room, std::move(fetch), std::move(piece), out);
    else
        fetchedOlder(room, std::move(fetch), std::move(piece), out);
    askNext(room, out);
}

/// The one of those that are held that the message is. Without ids its time has to be the same, too.
const Message *Engine::knownAs(const std::vector<Message> &known, const Message &come) const
{
    const auto found = std::find_if(known.rbegin(), known.rend(), [&](const Message &held) {
        return come.id.isEmpty() ? come.at != 0 && mayBeSame(held, come) : held.id == come.id;
    });
    return found == known.rend() ? nullptr : &*found;
}

/// Right below the place that it was asked from, down to where it meets what is held.
void Engine::fetchedOlder(RoomState &room, Fetch &&fetch, HistoryPiece &&piece, Out &out)
{
    const ask::FetchHistory &asked = fetch.asked;
    const Seq upTo = asked.from.seq;
    std::vector<Incoming> fresh; // the newest first
    const Message *met = nullptr;
    for (auto one = piece.messages.rbegin(); !met && one != piece.messages.rend(); ++one) {
        const RoomState::Noted *noted = room.noted(one->message.id);
        met = knownAs(asked.known, one->message);
        if (!met && !(noted && noted->seq > upTo)) // a server may count the message at the mark in
            fresh.push_back(*one);
    }
    const Seq floor = asked.known.empty() ? 0 : asked.known.back().seq;
    const auto count = Seq(fresh.size());
    if (upTo - std::max<Seq>(count, 1) <= floor && !met)
        return fail(fetch.ticket, {ErrorCode::NotSupported, QStringLiteral("There is no more room for that."), 0}, out);
    heard::HistoryFetched answer{fetch.ticket, {room.id, {}, {}, false, false, room.last}};
    Out later;
    for (Seq index = count; index > 0; --index) {
        Incoming &one = fresh[std::size_t(index - 1)];
        Sent *sent = sentOf(one);
        answer.page.messages.push_back(placed(room, upTo - index + 1, std::move(one), sent, later));
    }
    answer.page.reachesStart = !met && piece.isLast;
    const QString mark = piece.messages.empty() ? piece.older : markAt(piece.older, piece.messages.front());
    const Seq below = upTo - std::max<Seq>(count, 1); // where nothing came, the mark is another one all the same
    answer.covered = {met ? met->seq : piece.isLast ? 0 : below, upTo, met || piece.isLast ? QString() : mark};
    out.events.emplace_back(std::move(answer));
    std::move(later.events.begin(), later.events.end(), std::back_inserter(out.events));
}

/// Right above the place that it was asked from, up to where it meets what is held.
void Engine::fetchedNewer(RoomState &room, Fetch &&fetch, HistoryPiece &&piece, Out &out)
{
    const ask::FetchHistory &asked = fetch.asked;
    const Seq from = asked.from.seq;
    heard::HistoryFetched answer{fetch.ticket, {room.id, {}, {}, false, piece.isLast, room.last}};
    const Message *met = nullptr;
    Out later;
    Seq last = from;
    for (Incoming &one : piece.messages) {
        const RoomState::Noted *noted = room.noted(one.message.id);
        met = knownAs(asked.known, one.message);
        if (met)
            break;
        if (noted && noted->seq <= from)
            continue;
        Sent *sent = sentOf(one);
        answer.page.messages.push_back(placed(room, ++last, std::move(one), sent, later));
    }
    const QString mark = piece.messages.empty() ? piece.newer : markAt(piece.newer, piece.messages.back());
    const Seq nothing = piece.isLast ? std::max(last, room.last) : std::max(last, from + 1);
    // What is met is held, and is not in the page.
    answer.covered = {from, met ? met->seq - 1 : nothing, asked.from.mark, met ? QString() : mark};
    out.events.emplace_back(std::move(answer));
    std::move(later.events.begin(), later.events.end(), std::back_inserter(out.events));
}

} // namespace banter::profile
