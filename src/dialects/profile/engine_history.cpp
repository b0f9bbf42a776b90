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

/// Clocks differ, and where a server told no time with a message that it tells one with in its history, the time that
/// is held is that of its arrival.
constexpr WallMs TimeSlackMs = 120'000;

bool isNear(WallMs held, WallMs come, WallMs slack)
{
    return held == 0 || come == 0 || std::abs(held - come) <= slack;
}

/// Messages with what their texts are compared by, made once for each.
struct Line {
    const Message *message = nullptr;
    std::size_t text = 0;
};
Line lineOf(const Message &message)
{
    return {&message, RoomState::textHash(message.text)};
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

/// `oldest`: of one that is too long these are kept, otherwise the newest. Of what is beyond them nothing is said then.
HistoryPiece Engine::pieceIn(const Rule &rule, const Scope &scope, const QString &room, bool oldest, Out &out) const
{
    HistoryPiece piece;
    const std::optional<Element> each = profile::find(rule.at(Field::Each), scope);
    simdjson::dom::array list;
    if (!each || each->get(list) != simdjson::SUCCESS) {
        out.events.push_back(heard::Malformed{QStringLiteral("The server sent a history that is no list.")});
        return piece;
    }
    const bool isCut = list.size() > MaxPiece;
    std::size_t left = isCut && m_profile.newestFirst == oldest ? list.size() - MaxPiece : 0;
    for (const Element item : list) {
        if (left > 0) {
            --left;
            continue;
        }
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
    if (isCut) {
        (oldest ? piece.newer : piece.older).clear(); // the server's mark is beyond what was left out
        piece.isLast = false;
    }
    return piece;
}

void Engine::hearHistory(const Rule &rule, const Scope &scope, Out &out)
{
    const auto found = roomIn(rule, scope, out);
    if (!found)
        return;
    RoomState &room = **found;
    const std::optional<QString> number = findText(rule.at(Field::Request), scope);
    const bool isAsked = room.counted && !room.fetches.empty() && (!number || *number == room.fetches.front().number);
    HistoryPiece piece = pieceIn(rule, scope, room.id, isAsked && room.fetches.front().asked.newer, out);
    if (!room.counted) {
        room.history = std::move(piece);
        room.historyHere = true;
        return settle(room, out);
    }
    if (isAsked)
        return fetched(room, std::move(piece), out);
    if (!number || *number == room.firstFetch) // otherwise it was given up
        refreshed(room, std::move(piece), out);
}

/// A history that comes once more: it was asked for because what is held is stale, or is late. Without ids nothing
/// tells what of it is new. What comes before the first message that is known is older, whether or not its id is
/// remembered; where none is known, nothing tells what is between.
void Engine::refreshed(RoomState &room, HistoryPiece &&piece, Out &out)
{
    for (Amendment &change : editedOnes(room, piece.messages, true))
        out.events.push_back(heard::MessageChanged{std::move(change)});
    std::erase_if(piece.messages, [](const Incoming &one) { return one.message.id.isEmpty(); });
    auto one = std::find_if(piece.messages.begin(), piece.messages.end(),
                            [&](const Incoming &each) { return room.noted(each.message.id) != nullptr; });
    if (one == piece.messages.end()) {
        one = piece.messages.begin();
        if (one != piece.messages.end() && !room.isEmpty && room.last > 0)
            room.last += m_profile.pagesBack ? RoomState::HoleRoom : 1;
    }
    for (; one != piece.messages.end(); ++one)
        take(room, std::move(*one), out);
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
    const QString older = hadHistory ? markAt(room.history.older, room.history.messages.front()) : QString();
    const QString newer = hadHistory ? markAt(room.history.newer, room.history.messages.back()) : QString();
    const bool isWhole = room.historyHere && m_profile.pagesBack && room.history.isLast;
    const Meeting meeting = meet(room, request.recent);
    std::vector<Incoming> fresh(std::make_move_iterator(room.history.messages.begin() + std::ptrdiff_t(meeting.known)),
                                std::make_move_iterator(room.history.messages.end()));
    const bool overlaps = meeting.known > 0;
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
    for (const Amendment &change : meeting.edited)
        out.events.push_back(heard::MessageChanged{change});
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

/// Whether a message of a history may be of the person who wrote the one that is held. Where the server tells no
/// sender, and where it has not told yet what it calls this account, one's own cannot be told from others' by the name.
bool Engine::mayBeOf(const QString &heldSender, const Message &come) const
{
    const bool mayBeOwn = heldSender == m_shownMe && (come.sender.isEmpty() || m_me.isEmpty());
    return mayBeOwn || heldSender == senderOf(come);
}

/// The messages that are held under an id and say something else now. A server may count its ids anew after a restart:
/// they still name what they named where this is the same link, where one of them has its text, or where a time is the
/// same to the millisecond. `again`: the history came on this link before.
std::vector<Amendment> Engine::editedOnes(RoomState &room, const std::vector<Incoming> &history, bool again) const
{
    const auto isAsHeld = [&](const Incoming &one) {
        const RoomState::Noted *noted = room.noted(one.message.id);
        return noted && noted->text == RoomState::textHash(one.message.text) && mayBeOf(noted->sender, one.message);
    };
    const bool idsHold = again || std::any_of(history.begin(), history.end(), isAsHeld);
    std::vector<Amendment> edited;
    for (const Incoming &one : history) {
        const Message &come = one.message;
        const RoomState::Noted *noted = room.noted(come.id);
        if (!noted || !mayBeOf(noted->sender, come) || !isNear(noted->at, come.at, TimeSlackMs) ||
            noted->text == RoomState::textHash(come.text))
            continue;
        const bool sameTime = come.at != 0 && noted->at == come.at;
        if (!idsHold && !sameTime && !room.isOfThisLink(*noted))
            continue;
        edited.push_back({room.id, come.id, noted->seq, ++room.lastRev, Amendment::Words{come.text, 0}});
        room.noteEdited(come.id, come.text);
    }
    return edited;
}

/// Where a history and what is held meet. Without ids, as many of its first ones as are the end of what is held, in the
/// same order, are known: a word that was said again since is then a new one. Times are to be the same if they can be,
/// and near otherwise. Where the two meet only if somebody's message says something else now, it was edited, as long as
/// more of them are the same. Where they do not meet like that either (one was sent here and never came back), all
/// after the newest that is held is new.
Meeting Engine::meet(RoomState &room, const std::vector<Message> &recent) const
{
    const std::vector<Incoming> &history = room.history.messages;
    Meeting meeting;
    meeting.edited = editedOnes(room, history, false);
    std::vector<Line> held;
    std::vector<Line> come;
    std::transform(recent.begin(), recent.end(), std::back_inserter(held), lineOf);
    std::transform(history.begin(), history.end(), std::back_inserter(come),
                   [](const Incoming &one) { return lineOf(one.message); });
    const auto mayBe = [this](const Line &one, const Line &other, WallMs slack) {
        return other.message->id.isEmpty() && mayBeOf(one.message->sender, *other.message) &&
               isNear(one.message->at, other.message->at, slack);
    };
    const auto isSame = [&](const Line &one, const Line &other, WallMs slack) {
        return one.text == other.text && mayBe(one, other, slack);
    };
    // So many that say something else; nothing where the last `both` of what is held are not the same ones.
    const auto changedIn = [&](std::size_t count, std::size_t both, WallMs slack, bool edits) {
        std::size_t changed = 0;
        for (std::size_t i = 0; i < both; ++i) {
            const Line &one = held[held.size() - both + i];
            const Line &other = come[count - both + i];
            if (isSame(one, other, slack))
                continue;
            const bool mayHaveChanged = one.message->clientId.isEmpty() && mayBe(one, other, 0);
            changed += other.message->at == 0 ? 1 : 0; // with a time it is certain
            if (!edits || !mayHaveChanged || changed > both / 2)
                return std::optional<std::size_t>();
        }
        return std::optional(changed);
    };
    for (const auto &[slack, edits] :
         {std::pair(WallMs(0), false), std::pair(TimeSlackMs, false), std::pair(TimeSlackMs, true)}) {
        for (std::size_t count = come.size(); count > 0; --count) {
            const std::size_t both = std::min(count, held.size());
            const auto changed = changedIn(count, both, slack, edits);
            if (both == 0 || !changed)
                continue;
            for (std::size_t i = 0; i < both && edits; ++i) {
                const Message &one = *held[held.size() - both + i].message;
                const Line &other = come[count - both + i];
                if (held[held.size() - both + i].text != other.text)
                    meeting.edited.push_back(
                        {room.id, one.id, one.seq, ++room.lastRev, Amendment::Words{other.message->text, 0}});
            }
            meeting.known = count;
            return meeting;
        }
    }
    for (std::size_t count = come.size(); count > 0 && meeting.known == 0; --count) {
        const Line &one = come[count - 1];
        const bool known = isHeld(room, *one.message) || std::any_of(held.begin(), held.end(), [&](const Line &each) {
                               return isSame(each, one, TimeSlackMs);
                           });
        meeting.known = known ? count : 0;
    }
    return meeting;
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
const Message *Engine::knownAs(const std::vector<Message> &known, const Message &come, WallMs slack) const
{
    const auto found = std::find_if(known.rbegin(), known.rend(), [&](const Message &held) {
        if (!come.id.isEmpty())
            return held.id == come.id;
        return come.at != 0 && isNear(held.at, come.at, slack) && mayBeOf(held.sender, come) &&
               isSameWords(held.text, come.text);
    });
    return found == known.rend() ? nullptr : &*found;
}

/// How far the times of the page and of what is held may be apart: not at all where one of them is the same.
WallMs Engine::slackOf(const std::vector<Message> &known, const HistoryPiece &piece) const
{
    const bool exact = std::any_of(piece.messages.begin(), piece.messages.end(),
                                   [&](const Incoming &one) { return knownAs(known, one.message, 0) != nullptr; });
    return exact ? 0 : TimeSlackMs;
}

/// Right below the place that it was asked from, down to where it meets what is held.
void Engine::fetchedOlder(RoomState &room, Fetch &&fetch, HistoryPiece &&piece, Out &out)
{
    const ask::FetchHistory &asked = fetch.asked;
    const Seq upTo = asked.from.seq;
    const WallMs slack = slackOf(asked.known, piece);
    std::vector<Incoming> fresh; // the newest first
    const Message *met = nullptr;
    for (auto one = piece.messages.rbegin(); !met && one != piece.messages.rend(); ++one) {
        const RoomState::Noted *noted = room.noted(one->message.id);
        met = knownAs(asked.known, one->message, slack);
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
    const WallMs slack = slackOf(asked.known, piece);
    const Message *met = nullptr;
    Out later;
    Seq last = from;
    for (Incoming &one : piece.messages) {
        const RoomState::Noted *noted = room.noted(one.message.id);
        met = knownAs(asked.known, one.message, slack);
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
