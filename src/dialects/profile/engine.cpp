// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/profile/engine.h"

#include "core/received_text.h"

#include <QUrlQuery>

#include <algorithm>
#include <iterator>

// The link, and who is on it.
namespace banter::profile {
namespace {

constexpr qsizetype MaxWords = 500;
const QString NoOne = QStringLiteral("me");

/// The room that an address stands for under a scheme, if it fits.
std::optional<QString> roomUnder(const RoomScheme &scheme, const QString &path)
{
    if (scheme.kind == RoomScheme::Kind::Single)
        return scheme.name;
    if (!scheme.gap)
        return path == scheme.before || path == scheme.before + QLatin1Char('/') ? std::optional(scheme.name)
                                                                                 : std::nullopt;
    const qsizetype fixed = scheme.before.size() + scheme.after.size();
    if (path.size() <= fixed || !path.startsWith(scheme.before) || !path.endsWith(scheme.after))
        return std::nullopt;
    const QString room = path.mid(scheme.before.size(), path.size() - fixed);
    return room.contains(QLatin1Char('/')) || room.size() > MaxNameChars ? std::nullopt : std::optional(room);
}

struct OnlyRoom {
    QString name;
    bool guessed = false; ///< the profile knows of servers with several rooms, too
};

std::optional<OnlyRoom> onlyRoom(const std::vector<RoomScheme> &schemes, const QUrl &server)
{
    const bool orSeveral = std::any_of(schemes.begin(), schemes.end(), [](const RoomScheme &scheme) {
        return scheme.kind == RoomScheme::Kind::Payload;
    });
    for (const RoomScheme &scheme : schemes) {
        if (scheme.kind == RoomScheme::Kind::Payload)
            return std::nullopt;
        if (const std::optional<QString> room = roomUnder(scheme, server.path()))
            return OnlyRoom{*room, orSeveral && scheme.kind == RoomScheme::Kind::Path};
    }
    return std::nullopt;
}

/// What a server says of a fault goes to logs, to terminals and into one line of a window.
QString shownWords(const QString &words)
{
    return cutToChars(cleanLine(words).trimmed(), MaxWords);
}

Values valuesOf(const Credentials &credentials)
{
    return {{QStringLiteral("user"), credentials.user}, {QStringLiteral("secret"), credentials.secret}};
}

QString textOf(const CredentialPlace &place, const Credentials &credentials)
{
    return place.value.isString() ? fillText(place.value.toString(), valuesOf(credentials)) : QString();
}

/// RFC 9110, section 5.6.2.
bool isToken(const QString &text)
{
    const QLatin1String others("!#$%&'*+-.^_`|~");
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [&](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || others.contains(c));
    });
}

} // namespace

Engine::Engine(Profile profile, std::unique_ptr<wire::Wire> wire)
    : m_profile(std::move(profile)), m_wire(std::move(wire)), m_pulse(m_profile.heartbeat),
      m_batch(m_profile.batch, m_profile.eventMember)
{
    for (const Rule &rule : m_profile.hear)
        m_rules[rule.event].push_back(&rule);
    m_hearsJoined = m_profile.hears(Meaning::Joined);
    m_hearsHistory = m_profile.hears(Meaning::History);
    m_hearsRoster = m_profile.hears(Meaning::Roster);
}

wire::Opening Engine::opening(const QUrl &server, const Credentials &credentials) const
{
    wire::Opening opening;
    opening.server = server;
    opening.subprotocols = m_profile.subprotocols;
    const QUrlQuery given(server);
    QJsonObject auth;
    for (const CredentialPlace &place : m_profile.credentials) {
        const QString text = textOf(place, credentials);
        switch (place.in) {
        case Secret::Query: // a person may have copied the whole address, with the token in it
            if (!text.isEmpty() && !given.hasQueryItem(place.name))
                opening.query.append({place.name, text});
            break;
        case Secret::Header:
            opening.headers.append({place.name.toUtf8(), text.toUtf8()});
            break;
        case Secret::Subprotocol:
            if (isToken(text))
                opening.subprotocols.append(text);
            break;
        case Secret::Auth:
            auth = fill(place.value, valuesOf(credentials)).toObject();
            break;
        }
    }
    opening.spaces.push_back({mainSpace(), auth});
    for (const QString &space : m_profile.otherSpaces)
        opening.spaces.push_back({space, auth});
    return opening;
}

/// Why these credentials can be brought to no server; empty where they can.
QString Engine::refusalOf(const Credentials &credentials) const
{
    for (const CredentialPlace &place : m_profile.credentials) {
        const QString text = textOf(place, credentials);
        if (place.in == Secret::Subprotocol && !text.isEmpty() && !isToken(text)) {
            return QStringLiteral("The server wants the token as the name of a subprotocol, and this one holds "
                                  "characters that no such name can have.");
        }
    }
    return {};
}

LinkRequest Engine::linkRequest(const QUrl &server, const Credentials &credentials) const
{
    const std::optional<OnlyRoom> only = onlyRoom(m_profile.rooms, server);
    m_onlyIsGuess = only && only->guessed;
    const bool isWrong = m_guessIsWrong && !m_heardWithoutRoom;
    m_only = only && !(only->guessed && isWrong) ? std::optional(only->name) : std::nullopt;
    LinkRequest request = m_wire->linkRequest(opening(server, credentials));
    request.refusal = refusalOf(credentials);
    return request;
}

DialectOutput Engine::opened(const QString &, const Credentials &credentials, MonoMs now)
{
    Out out;
    m_now = now;
    m_credentials = credentials;
    m_signedIn = false;
    m_over = credentials.method == Credentials::Method::Register;
    m_shownMe = credentials.user.isEmpty() ? NoOne : credentials.user;
    if (m_profile.nameIsId && !credentials.user.isEmpty())
        m_me = credentials.user;
    m_toldAmbiguous = false;
    m_rosterAwaited.clear();
    m_denials.clear();
    m_listings.clear();
    m_refetches.clear();
    m_batch.forget();
    m_sent.forgetLink();
    m_pulse.stop();
    for (auto &[id, room] : m_rooms)
        room.forgetLink();
    if (m_over) {
        const QString sentence = QStringLiteral("Accounts of this server are not made here: sign in with one.");
        out.events.push_back(heard::Refused{{ErrorCode::NotSupported, sentence, 0}});
        return out;
    }
    carry(m_wire->opened(opening({}, credentials), now), out);
    return out;
}

DialectOutput Engine::received(const Frame &frame, MonoMs now)
{
    Out out;
    m_now = now;
    if (m_over)
        return out;
    m_pulse.heard();
    carry(m_wire->received(frame, now), out);
    giveUpGuess(out);
    return out;
}

std::optional<MonoMs> Engine::nextTick() const
{
    std::optional<MonoMs> next = m_wire->nextTick();
    const auto consider = [&next](std::optional<MonoMs> moment) {
        if (moment && (!next || *moment < *next))
            next = moment;
    };
    if (m_over)
        return next;
    consider(m_pulse.nextTick());
    consider(m_batch.due());
    for (const auto &[what, refetch] : m_refetches) {
        if (refetch.again)
            consider(refetch.next);
    }
    for (const auto &[id, room] : m_rooms) {
        if (room.joining)
            consider(room.joinBy);
        else if (room.wish && !room.historyHere)
            consider(room.historyBy);
        if (!room.fetches.empty())
            consider(room.fetches.front().by);
    }
    return next;
}

DialectOutput Engine::tick(MonoMs now)
{
    Out out;
    m_now = now;
    carry(m_wire->tick(now), out);
    if (m_over)
        return out;
    if (m_pulse.due(now))
        say(Action::Heartbeat, {}, out);
    if (m_pulse.missed(now) && !out.lost && !out.hangUp) {
        m_over = true;
        out.lost = QStringLiteral("The server did not answer the heartbeat.");
        return out;
    }
    for (auto &[id, room] : m_rooms) {
        const bool waitedLong = room.joining && room.joinBy <= now;
        if (waitedLong && m_only && !isOnly(id) && !mayHaveOthers())
            failJoin(room, oneRoomHere(), out);
        else if (waitedLong) // not every server confirms it; one that refuses says so
            nowJoined(room, out);
        settle(room, out);
        expireFetches(room, out);
    }
    for (const auto &[what, refetch] : m_refetches) {
        if (refetch.again && refetch.next <= now)
            fetchAgain(what.first, what.second, out);
    }
    if (m_batch.due() && *m_batch.due() <= now)
        flush(out);
    return out;
}

void Engine::carry(wire::Step step, Out &out)
{
    std::move(step.frames.begin(), step.frames.end(), std::back_inserter(out.frames));
    for (const wire::Event &event : step.events)
        std::visit([&](const auto &one) { on(one, out); }, event);
    m_over = m_over || step.hangUp || step.lost;
    if (step.hangUp)
        out.hangUp = step.hangUp;
    else if (step.lost)
        out.lost = step.lost;
}

void Engine::on(const wire::Connected &event, Out &out)
{
    if (event.space != mainSpace())
        return;
    if (!event.recovered)
        m_statuses.clear();
    for (auto &[id, room] : m_rooms) {
        // A session that was taken up again: what was missed comes now, and the rooms are the server's to remember.
        if (event.recovered && !room.absent)
            room.joined = true;
        else
            room.beAbsent();
    }
    m_pulse.start(m_now);
    if (m_profile.says(Action::SignIn)) {
        say(Action::SignIn, valuesOf(m_credentials), out);
    } else {
        welcome(out);
    }
}

// The first namespace that the server has is the one where the rooms are. Of the others a server may have none: then it
// is no fault, and nobody has to hear of it.
void Engine::on(const wire::Refused &event, Out &out)
{
    const bool unknown = event.message.contains(QLatin1String("namespace"), Qt::CaseInsensitive);
    if (event.space != mainSpace()) {
        if (!unknown) {
            out.events.push_back(heard::Remarked{{Remark::Kind::SpaceRefused, event.space, shownWords(event.message)}});
        }
        return;
    }
    if (unknown && m_spaceIndex + 1 < m_profile.spaces.size()) {
        ++m_spaceIndex;
        carry(m_wire->send({opening({}, m_credentials).spaces.front()}, m_now), out);
        return;
    }
    refuse(event.message, out);
}

void Engine::on(const wire::Disconnected &event, Out &out)
{
    if (event.space != mainSpace())
        return;
    m_over = true;
    out.lost = QStringLiteral("The server ended the conversation.");
}

void Engine::on(const wire::Malformed &event, Out &out)
{
    malformed(event.what, out);
}

void Engine::malformed(const QString &sentence, Out &out)
{
    out.events.push_back(heard::Malformed{sentence});
}

void Engine::welcome(Out &out)
{
    if (std::exchange(m_signedIn, true))
        return malformed(QStringLiteral("The server let us in twice."), out);
    m_capabilities = capabilitiesOf(m_profile, m_only.has_value());
    m_capabilities.unlistedRooms = m_only && asksForOthers();
    if (m_only) // what it says of its one room may come before anybody asks for it
        m_rooms[*m_only].id = *m_only;
    // Places of a history that is paged begin elsewhere than where nothing is fetched: it is another one.
    const QString epoch =
        QStringLiteral("profile:") + m_profile.name + (m_profile.pagesBack ? QStringLiteral("/paged") : QString());
    out.events.push_back(heard::Welcomed{m_shownMe, {}, epoch, m_capabilities});
}

void Engine::refuse(const QString &words, Out &out)
{
    m_over = true;
    out.events.push_back(heard::Refused{errorOf(words, ErrorCode::Unauthorized)});
}

Error Engine::errorOf(const QString &words, ErrorCode otherwise) const
{
    const QString said = cleanLine(words);
    Error error{otherwise, shownWords(words), 0};
    for (const ErrorWord &word : m_profile.errors) {
        if (said.contains(word.contains, Qt::CaseInsensitive)) {
            error.code = word.code;
            break;
        }
    }
    if (error.message.isEmpty())
        error.message = QStringLiteral("The server refused it and did not say why.");
    return error;
}

// With a call's id, the event wants an acknowledgement where the profile says that one comes.
bool Engine::say(Action action, const Values &values, Out &out, wire::CallId call)
{
    const auto found = m_profile.say.find(action);
    if (found == m_profile.say.end() || m_over)
        return false;
    std::vector<wire::Command> commands;
    for (const Saying &saying : found->second) {
        wire::Call one;
        one.id = call != 0 ? call : ++m_lastCall;
        one.space = saying.space.isEmpty() ? mainSpace() : saying.space;
        one.name = saying.event;
        one.args.json = fill(saying.args, values).toArray();
        one.wantsAnswer = call != 0 && m_profile.ack.style != AckStyle::None && m_profile.ack.style != AckStyle::Event;
        one.timeoutMs = m_profile.limits.receiptMs;
        commands.emplace_back(std::move(one));
    }
    const std::size_t before = out.frames.size();
    carry(m_wire->send(commands, m_now), out);
    if (m_batch.isOn())
        gather(action, before, out);
    return true;
}

/// What a person says or does may wait a moment for more of it. The rest is in order with it, and goes at once.
void Engine::gather(Action action, std::size_t from, Out &out)
{
    const bool waits = action == Action::Send || action == Action::TypingStart || action == Action::TypingStop ||
                       action == Action::Cursor || action == Action::CursorLeave || action == Action::Presence;
    const auto begin = out.frames.begin() + std::ptrdiff_t(from);
    std::vector<Frame> fresh(std::make_move_iterator(begin), std::make_move_iterator(out.frames.end()));
    out.frames.erase(begin, out.frames.end());
    if (!waits)
        flush(out);
    for (Frame &frame : fresh) {
        std::vector<Frame> ready;
        if (waits)
            ready = m_batch.add(std::move(frame), m_now);
        else
            ready.push_back(std::move(frame));
        std::move(ready.begin(), ready.end(), std::back_inserter(out.frames));
    }
}

void Engine::flush(Out &out)
{
    if (std::optional<Frame> all = m_batch.take())
        out.frames.push_back(std::move(*all));
}

} // namespace banter::profile

namespace banter {

using namespace profile;

Capabilities capabilitiesOf(const Profile &profile, bool only)
{
    const auto says = [&](Action action) { return profile.says(action); };
    const auto hears = [&](Meaning meaning) { return profile.hears(meaning); };
    bool ids = !profile.ack.id.empty();
    for (const Rule &rule : profile.hear)
        ids = ids || ((rule.meaning == Meaning::Message || rule.meaning == Meaning::Ack) && rule.has(Field::Id));
    Capabilities can;
    can.roomList = only || says(Action::Rooms);
    // A history that nobody can ask to reach back to what is held is none: where it does not, a hole stays.
    can.history = profile.pagesBack;
    can.historyForward = profile.pagesForward;
    can.maxPage = profile.limits.historyPage;
    can.receipts = profile.ack.style != AckStyle::None;
    can.echoes = profile.echo.comes;
    can.resends = profile.storesOnce;
    can.counts = can.ownNames = can.keepsMembership = false;
    can.presence = hears(Meaning::Roster) || hears(Meaning::MemberJoined) || hears(Meaning::Presence);
    can.ownStatus = says(Action::Presence);
    can.typing = hears(Meaning::Typing) || says(Action::TypingStart);
    can.cursors = hears(Meaning::Cursor) || says(Action::Cursor);
    can.guarantee = profile.storesOnce             ? Guarantee::ExactlyOnce
                    : !can.receipts && !can.echoes ? Guarantee::NoReceipt
                    : ids                          ? Guarantee::AtLeastOnce
                                                   : Guarantee::OnceOrTwice;
    // Where an error does not say which message it is about, there is only one that it can be.
    can.sendsAtOnce = can.receipts ? can.sendsAtOnce : 1;
    can.maxTextBytes = profile.limits.textBytes;
    can.maxTextChars = profile.limits.textChars;
    can.receiptTimeoutMs = profile.limits.receiptMs;
    can.sendsPerSecond = profile.limits.perSecond;
    can.sendBurst = profile.limits.burst;
    can.typingIntervalMs = profile.limits.typingEveryMs;
    can.typingExpiryMs = profile.limits.typingShownMs;
    can.cursorIntervalMs = profile.limits.cursorEveryMs;
    return can;
}

std::unique_ptr<Dialect> makeProfileDialect(Profile profile, std::unique_ptr<wire::Wire> wire)
{
    return std::make_unique<Engine>(std::move(profile), std::move(wire));
}

} // namespace banter
