// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/attempt_book.h"
#include "server/group_commit.h"
#include "server/hash_places.h"
#include "server/hub_state.h"
#include "server/link_places.h"

namespace banter {

/// Sign-in: hello with its three kinds of credentials, and logout.
class Authenticator final {
public:
    Authenticator(HubState &state, GroupCommit &commits, LinkBounds bounds)
        : m_state(state), m_commits(commits), m_places(bounds)
    {}
    ~Authenticator();

    /// What is known of earlier runs. The store's errors.
    Status load() { return m_attempts.load(); }
    /// Before a stop: keeps it for the next run.
    void conclude() { m_attempts.conclude(); }

    /// Starts the time within which the peer must say hello.
    void opened(Peer &peer);
    /// Proves who this server is, once a link and before its hello.
    void identify(Peer &peer, quint64 request, const protocol::Identify &identify);
    void hello(Peer &peer, quint64 request, const protocol::Hello &hello);
    void logout(Peer &peer, quint64 request);
    /// The peer's link ends: its token was used until now.
    void left(const Peer &peer);
    /// Keeps the time of service: whenever somebody comes or goes, since a server may be killed.
    void keepServed();

    /// The person is about to be welcomed: takes what the hello says of them, and gives what holds of them now.
    std::function<OwnPresence(Peer &)> onWelcoming;
    /// Called once the peer's person is known and welcomed.
    std::function<void(Peer &)> onWelcomed;
    /// A new account, before it is welcomed.
    std::function<void(Person &)> onRegistered;

    /// Whether another account may be made, and sees to a place for it: AccountPlaces.
    std::function<bool()> hasAccountPlace;
    std::function<bool()> makeAccountPlace;

    /// Who guesses passwords, counted for all places where they are asked for.
    AttemptLimits &attempts() { return m_attempts.limits; }

private:
    bool isTaken(const QString &name) const;
    void signUp(Peer &peer, quint64 request, const protocol::Auth &auth);
    Status mayRegister(const Peer &peer, const protocol::Auth &auth);
    void makeAccount(Peer &peer, quint64 request, const protocol::Auth &auth, const QString &passwordHash);
    Status addAccount(Peer &peer, quint64 request, const QString &name, const QString &passwordHash);
    void checkPassword(Peer &peer, quint64 request, const protocol::Auth &auth);
    bool isPresentHash(const QString &key, const QString &hash);
    void checkToken(Peer &peer, quint64 request, const protocol::Auth &auth);
    void noteUse(const QByteArray &token, qint64 account);
    void giveToken(Peer &peer, Person &person, protocol::Welcome *welcome);
    void welcome(Peer &peer, quint64 request, Person &person, bool withToken);
    void turnAway(Peer &peer, quint64 request, const Error &error);

    /// Turns the peer away where there is no place for it.
    bool hasPlace(Peer &peer, quint64 request, bool known);
    void checkStored(Peer &peer, quint64 request, const protocol::Auth &auth, const QString &stored);
    void checked(Asker asker, const QString &address, const QString &key, bool fits);
    /// Its password made room for others.
    std::function<void()> giveUpLater(Asker asker, HashPlaces::Asker place);

    HubState &m_state;
    GroupCommit &m_commits;
    AttemptBook m_attempts{m_state, m_commits, [this] { return m_state.served(); }};
    RegistrationLimits m_registrations;
    LinkPlaces m_places;
    HashPlaces m_hashes; ///< that are worked on or wait for it
    /// The hasher's late answers must not reach a hub that is gone.
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace banter
