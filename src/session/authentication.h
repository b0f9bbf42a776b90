// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/status.h"
#include "core/clock.h"
#include "core/random.h"
#include "dialects/api/dialect.h"
#include "session/commands.h"
#include "session/disk.h"
#include "session/publisher.h"
#include "session/server_state.h"
#include "session/server_trust.h"
#include "store/known_server.h"

#include <memory>
#include <optional>

namespace banter {

/// Who signs in, with what, at which server, and what happens when the server says no. Nothing secret is said before
/// the server at the other end is known to be the one of this account. One thread.
class Authentication final {
public:
    class Port {
    public:
        virtual ~Port() = default;
        /// What the dialect made of a step.
        virtual void carry(DialectOutput output) = 0;
        /// What the person says of themselves, for the sign-in.
        virtual ask::SetPresence arrival() = 0;
        /// The words of ConnectionManager; see there.
        virtual void helloRefused(ConnectionTrouble trouble, const QString &reason) = 0;
        virtual void helloPostponed(ConnectionTrouble trouble, qint64 retryAfterMs, const QString &reason) = 0;
        virtual void helloAgain(const QString &reason) = 0;
        virtual void countMalformed() = 0;
        /// How often there was a dial.
        virtual int dials() const = 0;
    };
    /// The store's setting with the fingerprint of the known server.
    static inline const QString KnownServerSetting = QStringLiteral("knownServer");

    /// `server`: where to. The dialect outlives this.
    Authentication(QUrl server, Credentials credentials, Clock &clock, Random &random, Dialect &dialect, Disk &disk,
                   Publisher &views, const ServerState &state, Port &port);

    /// The fingerprint as the store has it, what is known of the address (null: nothing ever is), and the one that the
    /// person named, where they did: an empty one trusts any server.
    void load(const QString &kept, std::shared_ptr<KnownServer> atAddress, const std::optional<QString> &named);

    /// What to dial, and with which credentials.
    LinkRequest linkRequest() const;
    /// Whose name is in the credentials.
    const QString &user() const { return m_credentials.user; }
    /// The person wants to be online, or does not. While they do not, nothing else is tried than they asked for.
    void want(bool online) { m_wanted = online; }
    /// The person says the password again.
    void signInAgain(const QString &password);
    /// The person says that the server with this fingerprint is the right one.
    void trust(const QString &fingerprint);
    /// Signing in again is for the person to ask for.
    void logOut();
    /// The server has taken a new password.
    void adoptPassword(const QString &password);

    /// A link is open.
    void linkOpened(const QString &subprotocol);
    void on(const heard::Identified &identified);
    /// The server said no.
    void on(const heard::Refused &refused);
    /// Whether the welcome is good: said by the right server, to the person whose store this is. Otherwise it was dealt
    /// with.
    bool accepts(const heard::Welcomed &welcomed);
    /// A welcome that is good: its token is for the next sign-in, its server the known one.
    void adopt(const heard::Welcomed &welcomed);

private:
    void meet(const std::optional<protocol::ServerProof> &proof);
    void turnAwayFrom(ServerTrust::Verdict verdict);
    void keepServer(const QString &fingerprint);
    bool tryPasswordInstead(const Error &error);
    Error refusalOf(const Error &error);
    bool registersAgain(ErrorCode code);

    QUrl m_url;
    Credentials m_credentials;
    Clock &m_clock;
    Random &m_random;
    Dialect &m_dialect;
    Disk &m_disk;
    Publisher &m_views;
    const ServerState &m_server;
    Port &m_port;
    std::optional<Credentials> m_password; ///< held in memory for the life of the session
    bool m_triedPassword = false;
    std::optional<Error> m_nameTaken; ///< why the password is being tried in place of a registration
    int m_dialsAtTaken = 0;           ///< how many there had been when that was said
    bool m_wanted = false;            ///< the person wants to be online
    ServerTrust m_trust;
    QString m_keptServer;                     ///< the fingerprint that is stored
    std::shared_ptr<KnownServer> m_atAddress; ///< what other accounts know; may be null
    QString m_subprotocol;                    ///< that the server at the other end chose
    bool m_met = false;                       ///< it is the right one, and may be told a secret
};

} // namespace banter
