// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/engine.h"

#include "core/received_text.h"
#include "dialects/profile/place.h"

#include <algorithm>
#include <set>

// The server's events, and what they mean by the profile's rules.
namespace banter::profile {
namespace {

/// More than any event needs.
constexpr qsizetype MaxArgs = 32;
constexpr std::size_t MaxListed = 1'000;
/// A message of the longest kind that the native protocol has, four times over.
constexpr qsizetype MaxTextChars = 65'536; ///< a longer one is cut
constexpr qsizetype MaxNoticeChars = 2'000;

/// Others' text may hold anything; what is shown is lines of it without controls.
QString shown(const QString &text, qsizetype most)
{
    return cutToChars(cleanText(text), most);
}

bool denies(ErrorCode code)
{
    return code == ErrorCode::Forbidden || code == ErrorCode::NotFound || code == ErrorCode::Unauthorized;
}

} // namespace

bool Engine::read(const wire::Received &received, Scope &scope)
{
    Element root;
    simdjson::dom::array list;
    if (received.tree)
        root = *received.tree;
    else if (m_parser.parse(received.text, root) != simdjson::SUCCESS)
        return false;
    if (received.alone) {
        scope.add(root);
        return true;
    }
    if (root.get(list) != simdjson::SUCCESS)
        return false;
    int index = 0;
    for (const Element entry : list) {
        if (index++ >= received.skip && scope.args().size() < MaxArgs)
            scope.add(entry);
    }
    return true;
}

bool Engine::fits(const Rule &rule, Scope &scope) const
{
    for (const auto &[places, value] : rule.when) {
        const std::optional<Element> found = profile::find(places, scope);
        if (value.isNull() ? found.has_value() : !found || !equals(*found, value))
            return false;
    }
    if (!rule.like)
        return true;
    const std::optional<QString> text = findText(rule.like->in, scope);
    if (!text)
        return false;
    auto caught = match(*rule.like, *text);
    if (caught)
        scope.caught = std::move(*caught);
    return caught.has_value();
}

// Nearly every event has the name of the one before.
const std::vector<const Rule *> &Engine::rulesOf(const QString &event)
{
    static const std::vector<const Rule *> None;
    if (!m_lastRules || event != m_lastEvent) {
        const auto found = m_rules.find(event);
        m_lastRules = found == m_rules.end() ? &None : &found->second;
        m_lastEvent = event;
    }
    return *m_lastRules;
}

void Engine::on(const wire::Arrived &event, Out &out)
{
    Scope scope;
    if (m_over)
        return;
    if (!read(event.args, scope))
        return malformed(QStringLiteral("The server sent an event that is no list."), out);
    bool known = false;
    for (const Rule *rule : rulesOf(event.name)) {
        if (m_over || (!rule->space.isEmpty() && rule->space != event.space) || !fits(*rule, scope))
            continue;
        known = true;
        apply(*rule, scope, out);
        if (!rule->goOn)
            break;
    }
    if (!known)
        out.events.push_back(heard::Unknown{event.name.left(MaxNameChars)});
}

void Engine::apply(const Rule &rule, const Scope &scope, Out &out)
{
    const bool early = !m_signedIn && rule.meaning != Meaning::SignedIn && rule.meaning != Meaning::Refused &&
                       rule.meaning != Meaning::Notice && rule.meaning != Meaning::Error;
    if (early)
        return;
    switch (rule.meaning) {
    case Meaning::Nothing:
        return;
    case Meaning::SignedIn:
        if (const std::optional<QString> user = findName(rule.at(Field::User), scope); user && !m_signedIn)
            m_me = *user;
        return welcome(out);
    case Meaning::Refused:
        return refuse(findText(rule.at(Field::Text), scope).value_or(QString()), out);
    case Meaning::Joined:
        if (const auto room = roomIn(rule, scope, out))
            confirmed(**room, out);
        return;
    case Meaning::Left:
        if (const auto room = roomIn(rule, scope, out); room && !isOnly((*room)->id)) {
            const QString id = (*room)->id;
            answerAll(**room, out);
            forget(id);
            out.events.push_back(heard::RoomLeft{0, id});
        }
        return;
    case Meaning::Message:
        return hearMessage(rule, scope, out);
    case Meaning::Ack:
        return hearAck(rule, scope, out);
    case Meaning::Roster:
        return hearRoster(rule, scope, out);
    case Meaning::MemberJoined:
    case Meaning::MemberLeft:
        return hearMember(rule, scope, out);
    case Meaning::Presence:
        return hearPresence(rule, scope, out);
    case Meaning::Typing:
    case Meaning::TypingStopped:
        return hearTyping(rule, scope, out);
    case Meaning::Cursor:
    case Meaning::CursorLeft:
        return hearCursor(rule, scope, out);
    case Meaning::History:
        return hearHistory(rule, scope, out);
    case Meaning::Rooms:
        return hearRooms(rule, scope, out);
    case Meaning::RoomsChanged:
        return fetchAgain(Action::Rooms, {}, out);
    case Meaning::MembersChanged:
    case Meaning::HistoryChanged:
        return hearStale(rule, scope, out);
    case Meaning::Notice:
        if (const std::optional<QString> text = findText(rule.at(Field::Text), scope); text && !text->isEmpty())
            out.events.push_back(heard::Notice{shown(*text, MaxNoticeChars)});
        return;
    case Meaning::Error:
        return hearError(rule, scope, out);
    }
}

/// The room that the event is about. Where the server names one that is not ours, or none and it could be several,
/// there is nothing; the person hears of the latter once.
std::optional<RoomState *> Engine::roomIn(const Rule &rule, const Scope &scope, Out &out)
{
    const std::optional<QString> named = findName(rule.at(Field::Room), scope);
    m_heardWithoutRoom = m_heardWithoutRoom || (!named && rule.meaning == Meaning::Message);
    if (RoomState *room = roomOf(named))
        return room;
    if (named || m_rooms.empty())
        return std::nullopt; // it was left, and this was on its way
    malformed(QStringLiteral("An event does not say which room it belongs to."), out);
    if (rule.meaning == Meaning::Message && !std::exchange(m_toldAmbiguous, true)) {
        out.events.push_back(heard::Remarked{{Remark::Kind::RoomsUnnamed}});
    }
    return std::nullopt;
}

// ---- messages ----

std::optional<Incoming> Engine::messageIn(const Rule &rule, const Scope &scope) const
{
    std::optional<QString> text = findText(rule.at(Field::Text), scope);
    if (!text || text->isEmpty())
        return std::nullopt;
    Incoming incoming;
    incoming.message.text = shown(*text, MaxTextChars);
    if (incoming.message.text.isEmpty()) // there was nothing to see in it
        incoming.message.text = QChar(QChar::ReplacementCharacter);
    incoming.message.sender = findName(rule.at(Field::Sender), scope).value_or(QString());
    incoming.message.id = findId(rule.at(Field::Id), scope);
    incoming.message.at = findTime(rule.at(Field::At), scope);
    incoming.clientId = findName(rule.at(Field::ClientId), scope).value_or(QString());
    const std::optional<QString> mark = findText(rule.at(Field::Mark), scope);
    incoming.mark = mark ? *mark : findText(rule.at(Field::Id), scope).value_or(QString());
    if (incoming.mark.size() > MaxMarkChars) // a part of it is none
        incoming.mark.clear();
    return incoming;
}

void Engine::hearMessage(const Rule &rule, const Scope &scope, Out &out)
{
    std::optional<Incoming> incoming = messageIn(rule, scope);
    if (!incoming)
        return malformed(QStringLiteral("The server sent a message without a text."), out);
    if (const auto room = roomIn(rule, scope, out)) {
        incoming->message.room = (*room)->id;
        deliver(**room, std::move(*incoming), out);
    }
}

// ---- verdicts ----

void Engine::hearAck(const Rule &rule, const Scope &scope, Out &out)
{
    const std::optional<QString> clientId = findName(rule.at(Field::ClientId), scope);
    Sent *sent = clientId ? m_sent.byClientId(*clientId) : nullptr;
    if (!sent || sent->ticket == 0)
        return; // its echo was here first, or it was never ours
    if (rule.has(Field::Ok) && !findFlag(rule.at(Field::Ok), scope).value_or(false)) {
        const QString words = findText(rule.at(Field::Error), scope).value_or(QString());
        fail(sent->ticket, errorOf(words, ErrorCode::BadRequest), out);
        return m_sent.remove(sent);
    }
    acknowledged(*sent, findId(rule.at(Field::Id), scope), findTime(rule.at(Field::At), scope), out);
}

void Engine::verdict(Sent &sent, const Scope &scope, Out &out)
{
    const Ack &ack = m_profile.ack;
    bool ok = true;
    Places error = ack.error;
    if (ack.style == AckStyle::Success) {
        ok = findFlag(ack.ok, scope).value_or(false);
    } else if (ack.style == AckStyle::TextOnError) {
        ok = scope.args().empty() || !scope.args().front().is_string();
        error = {Place{}};
    } else {
        const bool named = ack.style == AckStyle::ErrorOrNothing && !error.empty();
        const std::optional<Element> first = profile::find(named ? error : Places{Place{}}, scope);
        bool flag = true;
        ok = !first || (first->get(flag) == simdjson::SUCCESS && !flag);
        if (error.empty())
            error = {Place{}, Place{Place::Kind::Argument, 0, {"message"}, {}}};
    }
    if (ok) {
        acknowledged(sent, findId(ack.id, scope), findTime(ack.at, scope), out);
        return;
    }
    fail(sent.ticket, errorOf(findText(error, scope).value_or(QString()), ErrorCode::BadRequest), out);
    m_sent.remove(&sent);
}

void Engine::on(const wire::Answered &event, Out &out)
{
    Sent *sent = m_sent.byCall(event.call);
    Scope scope;
    if (!sent || sent->ticket == 0)
        return;
    if (read(event.args, scope))
        verdict(*sent, scope, out);
    else
        malformed(QStringLiteral("The server sent an acknowledgement that is no list."), out);
}

// It may still have arrived: what has no verdict keeps its place, so that an echo that comes late is known.
void Engine::on(const wire::Failed &event, Out &out)
{
    Sent *sent = m_sent.byCall(event.call);
    if (!sent || sent->ticket == 0)
        return;
    fail(std::exchange(sent->ticket, 0), event.error, out);
    const bool mayHaveArrived = event.error.code == ErrorCode::TimedOut || event.error.code == ErrorCode::NotConnected;
    if (!mayHaveArrived)
        m_sent.remove(sent);
}

/// An error that names nothing is about what was asked last, if that can be only one thing. A join fails only of what
/// denies it: small servers have an error for every word that they do not know, and join all the same.
void Engine::hearError(const Rule &rule, const Scope &scope, Out &out)
{
    const QString words = findText(rule.at(Field::Text), scope).value_or(QString());
    if (!m_signedIn)
        return refuse(words, out);
    const std::optional<QString> clientId = findName(rule.at(Field::ClientId), scope);
    const Error error = errorOf(words, ErrorCode::BadRequest);
    if (!clientId && denies(error.code) && denied(findName(rule.at(Field::Room), scope), error, out))
        return;
    const std::vector<Sent *> waiting = m_sent.waiting();
    Sent *sent = clientId ? m_sent.byClientId(*clientId) : waiting.empty() ? nullptr : waiting.front();
    if (sent && sent->ticket != 0) {
        fail(sent->ticket, error, out);
        m_sent.remove(sent);
    } else {
        out.events.push_back(heard::RequestFailed{0, error});
    }
}

// ---- what is stale ----

/// Where the event names no room, all that are joined are meant.
void Engine::hearStale(const Rule &rule, const Scope &scope, Out &out)
{
    const Action action = rule.meaning == Meaning::MembersChanged ? Action::Members : Action::History;
    const std::optional<QString> named = findName(rule.at(Field::Room), scope);
    if (named) {
        if (const RoomState *room = roomOf(named); room && room->joined)
            fetchAgain(action, room->id, out);
        return;
    }
    for (const auto &[id, room] : m_rooms) {
        if (room.joined)
            fetchAgain(action, id, out);
    }
}

/// However often a server says so, the same thing is asked for at most once a second, and once more after the last
/// word.
void Engine::fetchAgain(Action action, const QString &room, Out &out)
{
    constexpr qint64 BetweenMs = 1'000;
    Refetch &one = m_refetches[{action, room}];
    one.again = m_now < one.next;
    if (one.again)
        return;
    one.next = m_now + BetweenMs;
    fetch(action, room, out);
}

void Engine::fetch(Action action, const QString &room, Out &out)
{
    if (action == Action::Members)
        m_rosterAwaited.push_back(room);
    RoomState *stale = action == Action::History ? roomById(room) : nullptr;
    if (stale)
        sayHistory(*stale, valuesFor(room), out);
    else
        say(action, valuesFor(room), out);
}

// ---- rooms ----

void Engine::hearRooms(const Rule &rule, const Scope &scope, Out &out)
{
    const std::optional<Element> each = profile::find(rule.at(Field::Each), scope);
    simdjson::dom::array list;
    if (!each || each->get(list) != simdjson::SUCCESS)
        return malformed(QStringLiteral("The server sent a list of rooms that is no list."), out);
    heard::RoomsListed listed;
    std::set<QString> there;
    const auto add = [&](const QString &name, const RoomState *known) {
        if (listed.rooms.size() >= MaxListed || !there.insert(name).second)
            return;
        Room room;
        room.id = name;
        room.joined = known && (known->joined || known->isHeardAgain());
        room.lastSeq = known ? known->last : 0;
        listed.rooms.push_back(std::move(room));
    };
    for (const auto &[id, room] : m_rooms) { // also those that it does not tell of, and lets us hear
        if (room.joined || room.isHeardAgain())
            add(id, &room);
    }
    for (const Element item : list) {
        if (const std::optional<QString> name = findName(rule.at(Field::Name), scope.inside(item)))
            add(*name, roomById(*name));
    }
    if (!m_listings.empty()) {
        listed.ticket = m_listings.front();
        m_listings.pop_front();
    }
    out.events.emplace_back(std::move(listed));
}

} // namespace banter::profile
