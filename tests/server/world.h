// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/hub.h"
#include "server/sqlite_registry.h"
#include "tests/server/fakes.h"
#include "tests/support/manual_scheduler.h"

#include <QString>

#include <memory>
#include <optional>

namespace banter::testing {

/// A hub in virtual time, with a real database in memory and peers that are numbers.
class World {
public:
    explicit World(SendRate rate = {0, 0});

    PeerId open(const QString &address = QStringLiteral("10.0.0.1"));
    /// A new account on a link of its own.
    PeerId registered(const QString &name);
    /// Another device of an account.
    PeerId signedIn(const QString &name);
    /// With the token that `peer` was given: the same device.
    PeerId sameDevice(PeerId peer);
    void gone(PeerId peer);

    /// A request, and all that follows from it at once. Its answer, if there was exactly one.
    std::optional<protocol::ServerBody> ask(PeerId peer, protocol::ClientBody body);
    /// The same without an id.
    void say(PeerId peer, protocol::ClientBody body);
    /// A request that is carried out, but not what follows at the end of the turn. Its id.
    quint64 begin(PeerId peer, protocol::ClientBody body);
    std::optional<protocol::ServerBody> answer(PeerId peer, quint64 request) const;
    /// How many answers a request got.
    int answers(PeerId peer, quint64 request) const;

    /// The code of a refused request; nothing when it was not refused.
    std::optional<ErrorCode> refusal(PeerId peer, protocol::ClientBody body);
    protocol::Ack post(PeerId peer, const QString &room, const QString &clientId, const QString &text = {});
    protocol::Subscribed subscribe(PeerId peer, const QString &room, Seq since = 0, int limit = 50);

    template <class Body>
    std::vector<Body> events(PeerId peer) const
    {
        std::vector<Body> found;
        for (const protocol::ServerItem &item : itemsOf(peer)) {
            if (item.re == 0 && std::holds_alternative<Body>(item.body))
                found.push_back(std::get<Body>(item.body));
        }
        return found;
    }
    const std::vector<protocol::ServerItem> &itemsOf(PeerId peer) const;
    /// What was sent until now.
    void forget() { sink.sent.clear(); }

    void run(qint64 ms) { scheduler.run(ms); }
    int closeCode(PeerId peer) const;
    /// A new hub on the same database, as after a crash.
    void restart();
    QString tokenOf(PeerId peer) const { return m_tokens.at(peer); }

    QString client = QStringLiteral("test/1"); ///< the program of whoever signs in from now on
    QStringList capabilities;                  ///< of whoever signs in from now on
    protocol::SetPresence wish;                ///< what the next hello says of its person

    ManualClock clock;
    ManualScheduler scheduler{clock};
    SeededRandom random{7};
    FakeGuard hasher;
    SqliteServerStore database;
    FaultyStore store{database};
    SqliteRegistry registry{database.database()};
    RegistrationMode registration = RegistrationMode::Open; ///< holds from the next restart() on
    LinkBounds bounds;                                      ///< the same
    FakeOutlet sink;
    std::vector<QString> troubles;
    std::vector<QString> notices;
    std::unique_ptr<Hub> hub;

private:
    PeerId hello(const protocol::Auth &auth);

    SendRate m_rate;
    PeerId m_lastPeer = 0;
    quint64 m_lastRequest = 0;
    std::map<PeerId, QString> m_tokens;
};

inline QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

/// What a body is, or a default one: then the comparison that follows fails.
template <class Body>
Body as(const std::optional<protocol::ServerBody> &body)
{
    return body && std::holds_alternative<Body>(*body) ? std::get<Body>(*body) : Body{};
}
template <class Body>
bool is(const std::optional<protocol::ServerBody> &body)
{
    return body && std::holds_alternative<Body>(*body);
}

} // namespace banter::testing
