// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/hub.h"

#include "core/text.h"

namespace banter {
namespace {

using namespace protocol;

/// Wrong passwords for one name or from one address within a minute, before a pause: a person errs twice or thrice.
constexpr int MaxFailures = 8;
constexpr qint64 FailureWindowMs = 60'000;
constexpr std::size_t MaxFailureRecords = 10'000;
constexpr qint64 BusyRetryMs = 2'000;

const QStringList Abilities{
    QStringLiteral("rooms.list"),    QStringLiteral("rooms.create"), QStringLiteral("rooms.private"),
    QStringLiteral("history"),       QStringLiteral("read.marks"),   QStringLiteral("presence"),
    QStringLiteral("presence.text"), QStringLiteral("typing"),       QStringLiteral("cursors")};

Error wrong()
{
    return {ErrorCode::Unauthorized, QStringLiteral("The name or the password is wrong.")};
}

Error busy()
{
    return {ErrorCode::Unavailable, QStringLiteral("Too many people are signing in at once."), BusyRetryMs};
}

} // namespace

Hub::Person &Hub::adopt(const Account &account)
{
    Person &person = m_people[account.id];
    person.account = account;
    person.shown = {account.name, PresenceStatus::Offline, {}, account.lastSeen};
    person.sends = Rate(m_rate, m_burst);
    m_byKey[account.key] = &person;
    return person;
}

void Hub::refuse(Peer &peer, quint64 request, const Error &error)
{
    peer.signingIn = false;
    answerError(peer, request, error);
    const bool passes = error.code == ErrorCode::RateLimited || error.code == ErrorCode::Unavailable ||
                        error.code == ErrorCode::StorageFull;
    const bool version = error.code == ErrorCode::UnsupportedVersion;
    m_parts.outlet.close(peer.id, passes ? 1013 : version ? 1002 : 4001, error.message);
}

bool Hub::tooManyFailures(const QString &who, qint64 *retryAfterMs)
{
    const auto found = m_failures.find(who);
    if (found == m_failures.end())
        return false;
    *retryAfterMs = found->second.since + FailureWindowMs - now();
    if (*retryAfterMs <= 0) {
        m_failures.erase(found);
        return false;
    }
    return found->second.count >= MaxFailures;
}

void Hub::noteFailure(const QString &who)
{
    if (m_failures.size() >= MaxFailureRecords)
        m_failures.clear();
    Failures &failures = m_failures[who];
    if (failures.count == 0)
        failures.since = now();
    ++failures.count;
}

void Hub::hello(Peer &peer, quint64 request, const Hello &hello)
{
    if (peer.person || peer.signingIn) {
        answerError(peer, request, {ErrorCode::BadRequest, QStringLiteral("Hello was said already.")});
        return;
    }
    if (hello.version != limits::Version) {
        refuse(peer, request,
               {ErrorCode::UnsupportedVersion, QStringLiteral("This server speaks version %1 of banter, not %2.")
                                                   .arg(limits::Version)
                                                   .arg(hello.version)});
        return;
    }
    peer.signingIn = true;
    switch (hello.auth.method) {
    case Auth::Method::Register:
        signUp(peer, request, hello.auth);
        break;
    case Auth::Method::Password:
        checkPassword(peer, request, hello.auth);
        break;
    case Auth::Method::Token:
        checkToken(peer, request, hello.auth);
        break;
    }
}

void Hub::signUp(Peer &peer, quint64 request, const Auth &auth)
{
    if (const Status name = checkUserName(auth.user, limits::MaxUserChars); !name.ok()) {
        refuse(peer, request, name.error());
        return;
    }
    if (auth.secret.size() < limits::MinPasswordChars) {
        refuse(peer, request,
               {ErrorCode::BadRequest,
                QStringLiteral("The password needs at least %1 characters.").arg(limits::MinPasswordChars)});
        return;
    }
    const QString key = nameKey(auth.user);
    const Error taken{ErrorCode::NameTaken, QStringLiteral("Somebody else has that name already.")};
    if (m_byKey.contains(key)) {
        refuse(peer, request, taken);
        return;
    }
    const auto done = [this, alive = m_alive, id = peer.id, request, name = auth.user, key,
                       taken](const QString &hash) {
        Peer *waiting = *alive ? find(id) : nullptr;
        if (!waiting)
            return;
        if (hash.isEmpty()) {
            refuse(*waiting, request,
                   {ErrorCode::Unavailable, QStringLiteral("The server is out of memory."), BusyRetryMs});
        } else if (m_byKey.contains(key)) {
            refuse(*waiting, request, taken);
        } else {
            flush();
            const WallMs at = m_parts.clock.wallMs();
            const Result<qint64> added = m_parts.store.addAccount(name, key, hash, at);
            trouble(added.ok() ? success() : Status(added.error()));
            if (!added.ok()) {
                refuse(*waiting, request, added.error());
                return;
            }
            Person &person = adopt({added.value(), name, key, at});
            if (RoomEntry *lobby = find(QStringLiteral("lobby"))) {
                lobby->members[person.account.id] = {Role::Member, lobby->lastSeq};
                person.rooms.insert(lobby);
                Member member{person.shown, Role::Member};
                member.presence.status = PresenceStatus::Online;
                tell(lobby->subscribers, MemberJoined{lobby->id, member});
            }
            admit(*waiting, request, person, true);
        }
    };
    if (!m_parts.guard.hash(auth.secret, done))
        refuse(peer, request, busy());
}

void Hub::checkPassword(Peer &peer, quint64 request, const Auth &auth)
{
    const QString key = nameKey(auth.user);
    qint64 retryAfter = 0;
    if (tooManyFailures(key, &retryAfter) || tooManyFailures(peer.address + u'\n' + key, &retryAfter)) {
        refuse(peer, request,
               {ErrorCode::RateLimited, QStringLiteral("Too many wrong passwords. Wait a minute."), retryAfter});
        return;
    }
    const Result<QString> stored = m_parts.store.passwordHash(key);
    if (!stored.ok()) {
        refuse(peer, request, stored.error());
        return;
    }
    const auto done = [this, alive = m_alive, id = peer.id, request, key](bool fits) {
        Peer *waiting = *alive ? find(id) : nullptr;
        if (!waiting)
            return;
        const auto person = m_byKey.find(key);
        if (!fits || person == m_byKey.end()) {
            noteFailure(key);
            refuse(*waiting, request, wrong());
            return;
        }
        m_failures.erase(key);
        admit(*waiting, request, *person->second, true);
    };
    if (!m_parts.guard.verify(stored.value(), auth.secret, done))
        refuse(peer, request, busy());
}

void Hub::checkToken(Peer &peer, quint64 request, const Auth &auth)
{
    const QByteArray hash = m_parts.guard.tokenHash(auth.secret);
    const Result<std::optional<qint64>> account = m_parts.store.useToken(hash, m_parts.clock.wallMs());
    if (!account.ok()) {
        refuse(peer, request, account.error());
        return;
    }
    const auto person = account.value() ? m_people.find(*account.value()) : m_people.end();
    if (person == m_people.end() || (!auth.user.isEmpty() && nameKey(auth.user) != person->second.account.key)) {
        refuse(peer, request, {ErrorCode::Unauthorized, QStringLiteral("The sign-in has expired. Sign in again.")});
        return;
    }
    peer.tokenHash = hash;
    admit(peer, request, person->second, false);
}

void Hub::admit(Peer &peer, quint64 request, Person &person, bool mintToken)
{
    Welcome welcome;
    welcome.server = QStringLiteral("banter-server/" BANTER_VERSION);
    welcome.user = person.account.name;
    welcome.epoch = m_parts.store.epoch();
    welcome.capabilities = Abilities;
    welcome.limits.ratePerSecond = m_rate;
    welcome.limits.burst = m_burst;
    welcome.time = m_parts.clock.wallMs();
    if (mintToken) {
        const QString token = m_parts.guard.mintToken();
        const QByteArray hash = m_parts.guard.tokenHash(token);
        // Without a token the sign-in still holds for as long as the link does: a full disk locks nobody out.
        const Status kept = m_parts.store.addToken(hash, person.account.id, welcome.time);
        trouble(kept);
        if (kept.ok()) {
            welcome.token = token;
            peer.tokenHash = hash;
        }
    }
    m_parts.scheduler.cancel(peer.helloTimer);
    peer.helloTimer = 0;
    peer.signingIn = false;
    peer.person = &person;
    person.links.insert(peer.id);
    m_parts.scheduler.cancel(person.grace);
    person.grace = 0;
    answer(peer, request, welcome);
    updatePresence(person);
}

} // namespace banter
