// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/own_account.h"

#include "server/client_address.h"
#include "server/registration.h"

#include <algorithm>

namespace banter {

using namespace protocol;

namespace {

constexpr int DeviceNameBytes = 8;
constexpr qint64 HashRetryMs = 2'000;

/// Whoever is signed in waits for no stranger.
HashTurn turnOf(const QString &address, qint64 account, std::function<void()> dropped)
{
    return {clientNetwork(address), QStringLiteral("account %1").arg(account), HashTurn::Rank::Known,
            std::move(dropped)};
}

const Error Busy{ErrorCode::Unavailable, QStringLiteral("Too many passwords are being checked at once."), HashRetryMs};
const Error NoMemoryToHash{ErrorCode::Unavailable, QStringLiteral("The server is out of memory."), HashRetryMs};
const Error WrongPresentPassword{ErrorCode::Unauthorized, QStringLiteral("The password is wrong.")};

} // namespace

QString OwnAccount::nameOf(const QByteArray &tokenHash)
{
    return QString::fromLatin1(tokenHash.right(DeviceNameBytes).toHex());
}

void OwnAccount::changePassword(Peer &peer, quint64 request, const ChangePassword &body)
{
    const Account &account = peer.person->account;
    if (m_changing.contains(account.id)) {
        m_state.refuse(peer, request, Busy);
        return;
    }
    const Result<QString> stored = m_state.parts.store.passwordHash(account.key);
    if (!stored.ok()) {
        m_state.refuse(peer, request, stored.error());
        return;
    }
    if (const qint64 wait = m_attempts.begin(peer.address, account.key, m_state.now()); wait > 0) {
        m_state.refuse(peer, request,
                       {ErrorCode::RateLimited, QStringLiteral("Too many wrong passwords. Wait a minute."), wait});
        return;
    }
    const auto done = [this, alive = m_alive, asker = Asker{peer.id, request}, address = peer.address, id = account.id,
                       key = account.key, body](bool fits) {
        if (!*alive)
            return;
        if (fits)
            m_attempts.succeeded(address, key);
        if (fits)
            hashNew(asker, id, body);
        else
            giveUp(asker, id, WrongPresentPassword);
    };
    m_changing.insert(account.id);
    const auto dropped = [this, alive = m_alive, asker = Asker{peer.id, request}, address = peer.address,
                          id = account.id, key = account.key] {
        if (!*alive)
            return;
        m_attempts.abandoned(address, key);
        giveUp(asker, id, Busy);
    };
    const HashTurn turn = turnOf(peer.address, account.id, dropped);
    if (!m_state.parts.hasher.verify(turn, stored.value(), body.password, done)) {
        m_attempts.abandoned(peer.address, account.key);
        giveUp({peer.id, request}, account.id, Busy);
    }
}

void OwnAccount::giveUp(Asker asker, qint64 account, const Error &error)
{
    m_changing.erase(account);
    m_state.refuse(asker, error);
}

// Whoever asked may be gone meanwhile: then the password stays.
Peer *OwnAccount::stillHere(Asker asker)
{
    Peer *peer = m_state.peer(asker.peer);
    return peer && !peer->closing && peer->person ? peer : nullptr;
}

void OwnAccount::hashNew(Asker asker, qint64 account, const ChangePassword &body)
{
    const auto done = [this, alive = m_alive, asker, account, drop = body.signOutOthers](const QString &hash) {
        if (!*alive)
            return;
        m_changing.erase(account);
        if (Peer *peer = stillHere(asker))
            store(*peer, asker.request, hash, drop);
    };
    const Peer *peer = stillHere(asker);
    if (!peer) {
        m_changing.erase(account);
        return;
    }
    const auto dropped = [this, alive = m_alive, asker, account] {
        if (*alive)
            giveUp(asker, account, Busy);
    };
    if (!m_state.parts.hasher.hash(turnOf(peer->address, account, dropped), body.newPassword, done))
        giveUp(asker, account, Busy);
}

void OwnAccount::store(Peer &peer, quint64 request, const QString &hash, bool dropOthers)
{
    if (hash.isEmpty()) {
        m_state.refuse(peer, request, NoMemoryToHash);
        return;
    }
    const qint64 account = peer.person->account.id;
    const auto write = [registry = &m_state.parts.registry, account, hash, dropOthers,
                        own = peer.token](ServerStore &) {
        const Status set = registry->setPassword(account, hash);
        return set.ok() && dropOthers ? registry->dropTokens(account, own) : set;
    };
    change(peer, request, write, [this, dropOthers, id = peer.id, own = peer.token](const Person &person) {
        if (dropOthers)
            closeOthers(person, id, own);
    });
    m_commits.flush(); // an old password that is being checked must not fit any more
}

// With all that is written in this turn.
void OwnAccount::change(const Peer &peer, quint64 request, std::function<Status(ServerStore &)> write,
                        std::function<void(const Person &)> done)
{
    const qint64 account = peer.person->account.id;
    m_commits.change({{},
                      account,
                      std::move(write),
                      [this, account, asker = Asker{peer.id, request}, done = std::move(done)](const Status &written) {
                          if (!written.ok()) {
                              m_state.refuse(asker, written.error());
                              return;
                          }
                          m_state.answer(asker, Done{});
                          // Also where the link that asked is gone.
                          if (const auto person = m_state.people.find(account); person != m_state.people.end())
                              done(person->second);
                      }});
}

void OwnAccount::devices(const Peer &peer, quint64 request)
{
    const Result<std::vector<StoredDevice>> stored = m_state.parts.registry.devices(peer.person->account.id);
    if (!stored.ok()) {
        m_state.refuse(peer, request, stored.error());
        return;
    }
    // Where more are open than an account should have, the one that asks is among those that are listed.
    std::vector<StoredDevice> devices = stored.value();
    std::stable_partition(devices.begin(), devices.end(),
                          [&peer](const StoredDevice &one) { return one.hash == peer.token; });
    if (devices.size() > limits::MaxDevicesListed)
        devices.resize(limits::MaxDevicesListed);
    DeviceList list;
    for (const StoredDevice &one : devices) {
        const auto live = peer.person->devices.find(one.hash);
        const bool online = live != peer.person->devices.end() && !live->second.links.empty();
        list.devices.push_back({nameOf(one.hash), one.client, one.since, one.lastUsed, online, one.hash == peer.token});
    }
    m_state.answer(peer, request, std::move(list));
}

// Without a name: all but the one that asks. Links without a token of their own go with the others: nobody could ever
// name them.
void OwnAccount::dropDevices(Peer &peer, quint64 request, const DropDevices &body)
{
    const qint64 account = peer.person->account.id;
    Registry *registry = &m_state.parts.registry;
    if (body.device.isEmpty()) {
        change(
            peer, request, [=, own = peer.token](ServerStore &) { return registry->dropTokens(account, own); },
            [this, id = peer.id, own = peer.token](const Person &person) { closeOthers(person, id, own); });
        return;
    }
    const Result<std::vector<StoredDevice>> stored = registry->devices(account);
    if (!stored.ok()) {
        m_state.refuse(peer, request, stored.error());
        return;
    }
    for (const StoredDevice &one : stored.value()) {
        if (nameOf(one.hash) != body.device)
            continue;
        change(
            peer, request, [hash = one.hash](ServerStore &store) { return store.dropToken(hash); },
            [this, hash = one.hash](const Person &person) {
                closeLinks(person, [&hash](const Peer &other) { return other.token == hash; });
            });
        return;
    }
    m_state.refuse(peer, request, {ErrorCode::NotFound, QStringLiteral("There is no such device.")});
}

void OwnAccount::closeOthers(const Person &person, PeerId asker, const QByteArray &token)
{
    closeLinks(person, [asker, &token](const Peer &other) {
        return other.id != asker && (other.token.isEmpty() || other.token != token);
    });
}

void OwnAccount::closeLinks(const Person &person, const std::function<bool(const Peer &)> &which)
{
    for (const PeerId id : person.links) {
        Peer *link = m_state.peer(id);
        if (link && !link->closing && which(*link))
            m_state.close(*link, 4001, QStringLiteral("Signed out elsewhere."));
    }
}

void OwnAccount::makeCode(const Peer &peer, quint64 request)
{
    if (m_state.registration != RegistrationMode::Invited) {
        m_state.refuse(peer, request, {ErrorCode::NotSupported, QStringLiteral("Nobody needs a code here.")});
        return;
    }
    const QString code = newInviteCode(m_state.parts.hasher);
    const auto write = [registry = &m_state.parts.registry, by = peer.person->account.id,
                        hash = m_state.parts.hasher.tokenHash(plainInviteCode(code)),
                        at = m_state.parts.clock.wallMs()](ServerStore &) {
        return registry->addCode(hash, by, 1, at);
    };
    m_commits.change(
        {{}, peer.person->account.id, write, [this, asker = Asker{peer.id, request}, code](const Status &added) {
             if (added.ok())
                 m_state.answer(asker, InviteCode{code});
             else
                 m_state.refuse(asker, added.error());
         }});
}

} // namespace banter
