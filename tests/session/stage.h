// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/random.h"
#include "session/session.h"
#include "store/open.h"
#include "tests/session/fake_server.h"

#include <QTemporaryDir>

namespace banter::testing {

/// What a person sees: batches applied as a view would, with every message's event kept in its order.
class View final {
public:
    void apply(const Changes &changes);

    /// The newest word on each message of a room: by sequence, then those that have none in the order of sending.
    std::vector<ShownMessage> messages(const QString &room) const;
    std::vector<QString> texts(const QString &room) const;
    /// How often something was said of that message in that state.
    int told(const QString &clientId, DeliveryState state) const;
    /// What was said last of that message, if anything.
    std::optional<ShownMessage> message(const QString &clientId) const;
    /// What was said last of that change, if anything.
    std::optional<ShownOperation> operation(const QString &clientId) const;
    /// Those that wait, or failed, in their order.
    std::vector<ShownOperation> wishes() const;
    bool failed(ErrorCode code, const QString &room = {}) const;
    ConnectionState state() const { return connection.state; }

    std::vector<ShownMessage> events;                      ///< every one, in order, each as it is now
    std::vector<Amendment> amended;                        ///< every one, in order
    std::map<std::pair<QString, QString>, Message> quoted; ///< by room and id, each as it is now
    std::vector<ShownOperation> operations;                ///< the last word on each, in the order of their first
    std::map<QString, ShownRoom> rooms;
    std::vector<QString> roomsGone; ///< every time
    std::map<QString, HistoryState> history;
    std::map<QString, std::map<QString, Member>> roster;
    std::optional<OwnChoice> own;
    std::map<QString, Presence> presence;
    std::map<QString, std::vector<QString>> typing;
    std::map<std::pair<QString, QString>, CursorPoint> cursors;
    std::vector<Failed> failures;
    std::vector<Accomplished> accomplished;
    std::vector<Invited> invited;
    std::vector<AccountAnswer> account;
    std::vector<QString> notices;
    std::vector<Remark> remarks;
    std::vector<ConnectionStatus> statuses;
    ConnectionStatus connection;
    ConnectionMetrics metrics;
    std::optional<QString> token;
    std::optional<OtherServer> otherServer;
    std::set<QString> resets;
    std::set<std::pair<QString, QString>> gone;
    std::set<QString> fixed;
    std::optional<Found> found;
    std::size_t largestBatch = 0; ///< most messages in one batch
};

/// A store that can break: it counts its writes, refuses them, or falls silent as after a crash.
class BreakableStore final : public ClientStore {
public:
    struct Fate {
        int writes = 0;
        int crashAt = -1; ///< this write and all after it never happen, and nobody is told
        bool full = false;
        int changes = 0;
        bool crashed() const { return crashAt >= 0 && writes > crashAt; }
    };
    BreakableStore(std::unique_ptr<ClientStore> store, Fate &fate) : m_store(std::move(store)), m_fate(fate) {}

    Status apply(const std::vector<keep::Change> &changes) override;
    Result<std::vector<StoredRoom>> rooms() override { return m_store->rooms(); }
    Result<std::vector<Message>> messages(const QString &room, Seq before, int limit) override
    {
        return m_store->messages(room, before, limit);
    }
    Result<std::vector<Message>> messagesIn(const QString &room, const Span &span, int limit, Most most) override
    {
        return m_store->messagesIn(room, span, limit, most);
    }
    Result<std::optional<Message>> message(const QString &room, const QString &id) override
    {
        return m_store->message(room, id);
    }
    Result<std::vector<Message>> messagesBy(const QString &room, const QString &sender) override
    {
        return m_store->messagesBy(room, sender);
    }
    Result<std::vector<Message>> search(const QStringList &words, const QString &room, int limit) override
    {
        return m_store->search(words, room, limit);
    }
    Result<std::vector<OutboxEntry>> outbox() override { return m_store->outbox(); }
    Result<qint64> outboxPlace(const QString &id) override { return m_store->outboxPlace(id); }
    Result<std::optional<Message>> acknowledged(const QString &id) override { return m_store->acknowledged(id); }
    Result<QString> setting(const QString &name) override { return m_store->setting(name); }

private:
    std::unique_ptr<ClientStore> m_store;
    Fate &m_fate;
};

/// One person's session in virtual time, on a fake server. Everything that a test may touch.
class Stage {
public:
    explicit Stage(quint64 seed = 1);
    ~Stage();

    /// Makes the session over the store as it is; a second call is the program started again.
    void start();
    void start(const Credentials &credentials);
    /// The program dies: nothing of it runs any more.
    void kill();
    /// Starts, signs in and opens the lobby.
    void enter();
    void tell(const tell::Command &command) { session->tell(command); }
    void send(const QString &text, const QString &clientId = {}, const QString &room = QStringLiteral("lobby"));
    void run(qint64 ms) { scheduler.run(ms); }
    /// The network breaks, and the session has noticed.
    void lose();
    /// The same, and nobody answers until restore() or `server.up`.
    void goOffline();
    /// The server is back, and the session connected.
    bool restore();
    /// Until `done`, at most that long in virtual time.
    bool runUntil(const std::function<bool()> &done, qint64 ms = 120'000);
    bool connected() const { return view.state() == ConnectionState::Connected; }
    /// What the store holds, read through a connection of its own.
    std::unique_ptr<ClientStore> openStore() const;

    ManualClock clock;
    ManualScheduler scheduler{clock};
    SeededRandom random;
    FakeServer server{scheduler, clock};
    View view;
    BreakableStore::Fate fate;
    Credentials credentials{Credentials::Method::Password, QStringLiteral("ann"), QStringLiteral("secret")};
    std::shared_ptr<KnownServer> knownServer; ///< what other accounts met at the address
    QString serverFingerprint;                ///< the one server that may be told them; empty: any first one
    /// Another server in place of the fake one, and how it is spoken to.
    LinkFactory *otherLinks = nullptr;
    std::function<std::unique_ptr<Dialect>()> otherDialect;
    std::unique_ptr<Session> session;

private:
    QTemporaryDir m_dir;
};

inline const QString Lobby = QStringLiteral("lobby");
inline const QString Ann = QStringLiteral("ann");
inline const QString Bo = QStringLiteral("bo");

} // namespace banter::testing
