// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/authentication.h"

#include "core/text.h"
#include "core/version.h"
#include "protocol/capability_names.h"

namespace banter {
namespace {

using namespace protocol;

/// By then the hasher has done most of what may wait for it.
constexpr qint64 BusyRetryMs = 2'000;
/// A server that is full is so for a while: the longest wait of a client (connection/constants.h).
constexpr qint64 FullRetryMs = 30'000;

const Error WrongPassword{ErrorCode::Unauthorized, QStringLiteral("The name or the password is wrong.")};
const Error NameIsTaken{ErrorCode::NameTaken,
                        QStringLiteral("Somebody has that name, or one that looks like it, or it is reserved.")};
const Error SignInExpired{ErrorCode::Unauthorized, QStringLiteral("The sign-in has expired. Sign in again.")};
const Error TooManySignIns{ErrorCode::Unavailable, QStringLiteral("Too many people are signing in at once."),
                           BusyRetryMs};
const Error KeptForOthers{ErrorCode::Unavailable,
                          QStringLiteral("Nearly all places are taken; the last are for who has been here."),
                          BusyRetryMs};
const Error TooManyThere{ErrorCode::Unavailable, QStringLiteral("There are as many links from there as there may be."),
                         BusyRetryMs};
const Error NoLinkLeft{ErrorCode::Unavailable, QStringLiteral("The server is full."), FullRetryMs};
const Error TooManyDevices{ErrorCode::Unavailable, QStringLiteral("This account has as many links as it may."),
                           BusyRetryMs};
const Error NoPlace{ErrorCode::TooLarge,
                    QStringLiteral("The server has as many accounts as it can, and all of them are used.")};
const Error ClosedDoor{ErrorCode::NotSupported, QStringLiteral("This server takes no new accounts.")};
const Error CodeIsMissing{ErrorCode::Forbidden, QStringLiteral("New accounts need an invitation code here.")};
const Error CodeIsWrong{ErrorCode::Forbidden, QStringLiteral("The invitation code is wrong or was used already.")};
const Error NoMemory{ErrorCode::Unavailable, QStringLiteral("The server is out of memory."), BusyRetryMs};

// Why the hello was refused decides whether trying again can help: PROTOCOL.md, section 9.
int closeCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::UnsupportedVersion:
        return 1002;
    case ErrorCode::RateLimited:
    case ErrorCode::Unavailable:
    case ErrorCode::StorageFull:
        return 1013;
    case ErrorCode::Internal:
        return 1011;
    default:
        return 4001;
    }
}

} // namespace

Authenticator::~Authenticator()
{
    *m_alive = false;
    for (const auto &[id, peer] : m_state.peers)
        m_state.parts.scheduler.cancel(peer.helloTimer);
}

void Authenticator::opened(Peer &peer)
{
    peer.helloTimer = m_state.parts.scheduler.after(limits::HelloDeadlineMs, [this, id = peer.id] {
        Peer *silent = m_state.peer(id);
        silent->helloTimer = 0;
        m_state.close(*silent, 4001, QStringLiteral("No hello in time."));
    });
    if (const auto silent = m_places.enter(peer.id, peer.address)) {
        Peer *oldest = m_state.peer(*silent);
        m_state.parts.scheduler.cancel(std::exchange(oldest->helloTimer, 0));
        m_state.drop(*oldest);
    }
}

void Authenticator::turnAway(Peer &peer, quint64 request, const Error &error)
{
    m_places.note(peer.id, LinkPlaces::Stage::Closing);
    m_state.complain(peer, request, error);
    m_state.close(peer, closeCodeFor(error.code), error.message);
}

void Authenticator::identify(Peer &peer, quint64 request, const Identify &identify)
{
    if (peer.person || peer.signingIn || std::exchange(peer.identified, true)) {
        m_state.refuse(peer, request, {ErrorCode::BadRequest, QStringLiteral("That is asked once, before the hello.")});
        return;
    }
    m_state.answer(peer, request, Identity{proveServer(m_state.parts.store.identitySeed(), identify.nonce)});
}

void Authenticator::hello(Peer &peer, quint64 request, const Hello &hello)
{
    if (peer.person || peer.signingIn) {
        m_state.refuse(peer, request, {ErrorCode::BadRequest, QStringLiteral("Hello was said already.")});
        return;
    }
    peer.signingIn = true;
    peer.wish = hello.presence;
    peer.compareClocks(hello.presence, m_state.now());
    peer.hearsOwn = hello.capabilities.contains(capability::PresenceParts);
    peer.hearsChanges = hello.capabilities.contains(capability::Changes);
    peer.hearsReactions = hello.capabilities.contains(capability::Reactions);
    peer.client = hello.client;
    m_places.note(peer.id, LinkPlaces::Stage::Asking);
    m_state.parts.scheduler.cancel(std::exchange(peer.helloTimer, 0));
    if (hello.version != limits::Version) {
        turnAway(peer, request,
                 {ErrorCode::UnsupportedVersion, QStringLiteral("This server speaks version %1 of banter, not %2.")
                                                     .arg(limits::Version)
                                                     .arg(hello.version)});
        return;
    }
    // Whether a token is a good one costs nothing to find out; a hash is for who may come in then.
    const bool known = hello.auth.method == Auth::Method::Token ||
                       (hello.auth.method == Auth::Method::Password &&
                        m_attempts.limits.isKnownAt(peer.address, nameKey(hello.auth.user)));
    if (!hasPlace(peer, request, known))
        return;
    switch (hello.auth.method) {
    case Auth::Method::Register:
        return signUp(peer, request, hello.auth);
    case Auth::Method::Password:
        return checkPassword(peer, request, hello.auth);
    case Auth::Method::Token:
        return checkToken(peer, request, hello.auth);
    }
}

bool Authenticator::hasPlace(Peer &peer, quint64 request, bool known)
{
    switch (m_places.maySignIn(peer.address, known)) {
    case LinkPlaces::Answer::Yes:
        return true;
    case LinkPlaces::Answer::NotFromThere:
        turnAway(peer, request, TooManyThere);
        break;
    case LinkPlaces::Answer::KeptForOthers:
        turnAway(peer, request, KeptForOthers);
        break;
    case LinkPlaces::Answer::Full:
        turnAway(peer, request, NoLinkLeft);
        break;
    }
    return false;
}

bool Authenticator::isTaken(const QString &name) const
{
    return m_state.isTaken(nameKey(name)) || m_state.userLooks.isTaken(name);
}

// Before the name is looked at, so that a server which takes nobody new tells no names. Whether the code is a good one
// is known when it is used.
Status Authenticator::mayRegister(const Peer &peer, const Auth &auth)
{
    if (const qint64 wait = m_registrations.take(peer.address, m_state.now()); wait > 0) {
        return Error{ErrorCode::RateLimited,
                     QStringLiteral("Too many accounts are asked for from there. Wait a little."), wait};
    }
    if (m_state.registration == RegistrationMode::Closed)
        return ClosedDoor;
    if (m_state.registration == RegistrationMode::Invited && plainInviteCode(auth.code).isEmpty())
        return auth.code.isEmpty() ? CodeIsMissing : CodeIsWrong;
    if (isTaken(auth.user))
        return NameIsTaken;
    if (!hasAccountPlace())
        return NoPlace;
    return success();
}

void Authenticator::signUp(Peer &peer, quint64 request, const Auth &auth)
{
    if (const Status may = mayRegister(peer, auth); !may.ok()) {
        turnAway(peer, request, may.error());
        return;
    }
    const HashPlaces::Asker place{peer.address, {}, false};
    const Asker asker{peer.id, request};
    const auto done = [this, alive = m_alive, asker, place, auth](const QString &hash) {
        if (!*alive)
            return;
        m_hashes.end(place);
        Peer *waiting = m_state.peer(asker.peer);
        if (waiting && !waiting->closing)
            makeAccount(*waiting, asker.request, auth, hash);
    };
    const bool mayHash = m_hashes.begin(place);
    if (mayHash && m_state.parts.hasher.hash(HashPlaces::turnOf(place, giveUpLater(asker, place)), auth.secret, done))
        return;
    if (mayHash)
        m_hashes.end(place);
    turnAway(peer, request, TooManySignIns);
}

std::function<void()> Authenticator::giveUpLater(Asker asker, HashPlaces::Asker place)
{
    return [this, alive = m_alive, asker, place] {
        if (!*alive)
            return;
        m_hashes.end(place);
        if (!place.key.isEmpty())
            m_attempts.limits.abandoned(place.address, place.key);
        Peer *waiting = m_state.peer(asker.peer);
        if (waiting && !waiting->closing)
            turnAway(*waiting, asker.request, TooManySignIns);
    };
}

void Authenticator::makeAccount(Peer &peer, quint64 request, const Auth &auth, const QString &passwordHash)
{
    if (passwordHash.isEmpty()) {
        turnAway(peer, request, NoMemory);
        return;
    }
    if (!hasPlace(peer, request, false))
        return;
    if (isTaken(auth.user)) { // somebody was quicker
        turnAway(peer, request, NameIsTaken);
        return;
    }
    if (!makeAccountPlace()) { // others were quicker
        turnAway(peer, request, NoPlace);
        return;
    }
    Registry &registry = m_state.parts.registry;
    const bool byCode = m_state.registration == RegistrationMode::Invited;
    const QByteArray code = m_state.parts.hasher.tokenHash(plainInviteCode(auth.code));
    const Result<bool> used = byCode ? registry.useCode(code) : Result<bool>(true);
    if (!used.ok() || !used.value()) {
        turnAway(peer, request, used.ok() ? CodeIsWrong : used.error());
        return;
    }
    if (const Status added = addAccount(peer, request, auth.user, passwordHash); !added.ok()) {
        if (byCode)
            m_state.noteWrite(registry.giveCodeBack(code));
        turnAway(peer, request, added.error());
    }
}

Status Authenticator::addAccount(Peer &peer, quint64 request, const QString &name, const QString &passwordHash)
{
    m_commits.flush(); // the lobby's newest sequence is read for the newcomer
    const WallMs at = m_state.parts.clock.wallMs();
    Account account{0, name, nameKey(name), {}, at, false, at, peer.address, m_state.served()};
    const Result<qint64> added = m_state.parts.store.addAccount(account, passwordHash);
    m_state.noteWrite(added.ok() ? success() : Status(added.error()));
    if (!added.ok())
        return added.error();
    account.id = added.value();
    Person &person = m_state.adopt(account);
    m_attempts.metAt(peer.address, person);
    onRegistered(person);
    welcome(peer, request, person, true);
    return success();
}

void Authenticator::checkPassword(Peer &peer, quint64 request, const Auth &auth)
{
    const QString key = nameKey(auth.user);
    const Result<QString> stored = m_state.parts.store.passwordHash(key);
    if (!stored.ok()) {
        turnAway(peer, request, stored.error());
        return;
    }
    if (const qint64 wait = m_attempts.limits.begin(peer.address, key, m_state.now()); wait > 0) {
        turnAway(peer, request,
                 {ErrorCode::RateLimited, QStringLiteral("Too many wrong passwords. Wait a minute."), wait});
        return;
    }
    checkStored(peer, request, auth, stored.value());
}

void Authenticator::checkStored(Peer &peer, quint64 request, const Auth &auth, const QString &stored)
{
    const QString key = nameKey(auth.user);
    const HashPlaces::Asker place{peer.address, key, m_attempts.limits.isKnownAt(peer.address, key)};
    const Asker asker{peer.id, request};
    const auto done = [this, alive = m_alive, asker, place, stored](bool right) {
        if (!*alive)
            return;
        m_hashes.end(place);
        checked(asker, place.address, place.key, right && isPresentHash(place.key, stored));
    };
    const bool mayHash = m_hashes.begin(place);
    if (mayHash &&
        m_state.parts.hasher.verify(HashPlaces::turnOf(place, giveUpLater(asker, place)), stored, auth.secret, done))
        return;
    if (mayHash)
        m_hashes.end(place);
    m_attempts.limits.abandoned(peer.address, key);
    turnAway(peer, request, TooManySignIns);
}

void Authenticator::checked(Asker asker, const QString &address, const QString &key, bool fits)
{
    Person *person = m_state.person(key);
    if (fits && person)
        m_attempts.succeeded(address, *person);
    else
        m_attempts.failed(address, key);
    Peer *waiting = m_state.peer(asker.peer);
    if (!waiting || waiting->closing)
        return;
    if (fits && person)
        welcome(*waiting, asker.request, *person, true);
    else
        turnAway(*waiting, asker.request, WrongPassword);
}

// While a password was being checked it may have been changed, and all tokens dropped.
bool Authenticator::isPresentHash(const QString &key, const QString &hash)
{
    const Result<QString> stored = m_state.parts.store.passwordHash(key);
    return stored.ok() && stored.value() == hash;
}

void Authenticator::checkToken(Peer &peer, quint64 request, const Auth &auth)
{
    const QByteArray hash = m_state.parts.hasher.tokenHash(auth.secret);
    const Result<std::optional<qint64>> account = m_state.parts.store.useToken(hash, m_state.served());
    if (!account.ok()) {
        turnAway(peer, request, account.error());
        return;
    }
    const auto person = account.value() ? m_state.people.find(*account.value()) : m_state.people.end();
    if (person == m_state.people.end() || (!auth.user.isEmpty() && nameKey(auth.user) != person->second.account.key)) {
        turnAway(peer, request, SignInExpired);
        return;
    }
    m_attempts.metAt(peer.address, person->second);
    peer.token = hash;
    noteUse(hash, person->second.account.id);
    welcome(peer, request, person->second, false);
}

// Without a token the sign-in still holds for as long as the link does: a full disk locks nobody out.
void Authenticator::giveToken(Peer &peer, Person &person, Welcome *welcome)
{
    const QString token = m_state.parts.hasher.mintToken();
    const QByteArray hash = m_state.parts.hasher.tokenHash(token);
    std::set<QByteArray> open;
    for (const PeerId link : person.links)
        open.insert(m_state.peer(link)->token);
    Status added = success();
    const Status kept = m_state.parts.store.together([&] {
        added = m_state.parts.store.addToken(hash, person.account.id, peer.client, m_state.served(), open);
        // A device without a name is one all the same.
        if (added.ok())
            m_state.noteWrite(m_state.parts.registry.nameToken(hash, peer.client, welcome->time));
    });
    if (m_state.noteWrite(added.ok() ? kept : added).ok()) {
        welcome->token = token;
        peer.token = hash;
    }
}

// With all that is written in this turn: after a restart all devices come back at once. A full disk keeps nobody out.
void Authenticator::noteUse(const QByteArray &token, qint64 account)
{
    const auto note = [&registry = m_state.parts.registry, token, now = m_state.served(),
                       at = m_state.parts.clock.wallMs()](ServerStore &store) {
        const Status kept = store.keepServed(now);
        const Status used = token.isEmpty() ? kept : store.noteTokenUse(token, now);
        return token.isEmpty() || !used.ok() ? used : registry.noteSeen(token, at);
    };
    m_commits.change({{}, account, note, [](const Status &) {}});
}

void Authenticator::welcome(Peer &peer, quint64 request, Person &person, bool withToken)
{
    if (person.links.size() >= link_limits::MaxPerAccount) {
        turnAway(peer, request, TooManyDevices);
        return;
    }
    if (!hasPlace(peer, request, true)) // others may have come while its password was hashed
        return;
    if (const qint64 wait = person.bytes.waitFor(m_state.now(), link_limits::BytesToComeBack); wait > 0) {
        turnAway(peer, request,
                 {ErrorCode::RateLimited, QStringLiteral("This account has sent more than can be read."), wait});
        return;
    }
    Welcome welcome;
    welcome.server = QStringLiteral("banter-server/") + programVersion();
    welcome.user = person.account.name;
    welcome.epoch = m_state.parts.store.epoch();
    welcome.capabilities = capability::all();
    if (m_state.registration == RegistrationMode::Invited)
        welcome.capabilities.push_back(capability::InviteCodes);
    welcome.limits.ratePerSecond = m_state.rate.perSecond;
    welcome.limits.burst = m_state.rate.burst;
    welcome.time = m_state.parts.clock.wallMs();
    if (withToken)
        giveToken(peer, person, &welcome);
    peer.signingIn = false;
    peer.person = &person;
    m_places.signedIn(peer.id, peer.address);
    keepServed();
    peer.device = peer.token.isEmpty() ? "link " + QByteArray::number(peer.id) : peer.token;
    const OwnPresence own = onWelcoming(peer);
    if (peer.hearsOwn)
        welcome.own = own;
    m_state.answer(peer, request, std::move(welcome));
    m_state.parts.sink.admit(peer.id);
    onWelcomed(peer);
}

void Authenticator::keepServed()
{
    const Status kept = m_state.parts.store.keepServed(m_state.served());
    Q_UNUSED(kept); // a full disk makes tokens live longer, and no shorter
}

void Authenticator::logout(Peer &peer, quint64 request)
{
    const QByteArray token = peer.token;
    const auto done = [this, asker = Asker{peer.id, request}, token](const Status &dropped) {
        Peer *here = m_state.peer(asker.peer);
        if (here)
            here->signingOut = false;
        if (!dropped.ok()) { // saying "done" while the token still works would be a lie
            m_state.refuse(asker, dropped.error());
            return;
        }
        m_state.answer(asker, Done{});
        if (here)
            m_state.close(*here, 1000, QStringLiteral("Signed out."));
        for (auto &[id, other] : m_state.peers) {
            if (!token.isEmpty() && !other.closing && other.token == token)
                m_state.close(other, 4001, QStringLiteral("Signed out elsewhere."));
        }
    };
    peer.signingOut = true;
    if (token.isEmpty())
        done(success());
    else
        m_commits.change(
            {{}, peer.person->account.id, [token](ServerStore &store) { return store.dropToken(token); }, done});
}

void Authenticator::left(const Peer &peer)
{
    m_places.leave(peer.id);
    if (!peer.person)
        return;
    noteUse(peer.token, peer.person->account.id);
}

} // namespace banter
