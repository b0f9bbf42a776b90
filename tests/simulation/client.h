// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection/network_watch.h"
#include "session/session.h"
#include "tests/simulation/connection_watch.h"
#include "tests/simulation/view.h"

namespace banter::simulation {

/// One device: its machine, its disk, and now and then a process with the real session on them.
class Client final {
public:
    struct Parts {
        Timeline &timeline;
        Trace &trace;
        Ledger &ledger;
        Network &network;
        StorePool &pool;
        std::function<bool(const QString &)> hasAccount; ///< at the server, as somebody who looks from above knows
    };
    Client(Parts parts, int index, QString user, quint64 seed);
    ~Client();

    /// Starts the program. Without `withPassword` it signs in with what it was given last time, if anything.
    void start(bool withPassword);
    /// The process dies now. `dark`: its machine too, so that nobody says goodbye for it.
    void crash(bool dark);
    /// The program is closed.
    void quit();
    bool isRunning() const { return m_session != nullptr; }
    /// It died at a write, and somebody has to bury it.
    bool isDead() const { return m_session && disk.dead; }
    bool isConnected() const { return view().connection.state == ConnectionState::Connected; }
    /// Whether its person wants to be online.
    bool wanted() const { return m_wanted; }
    int unsent() const { return m_session->unsent(); }

    void tell(const tell::Command &command);
    /// Says something new; `replyTo`: the id of the message that it answers, or nothing.
    void say(const QString &room, qsizetype length, bool ownId, const QString &replyTo = {});
    /// Wants another text for a message of its person's, or none.
    void edit(const ShownMessage &shown, bool ownId);
    void remove(const ShownMessage &shown);
    /// Puts a reaction under a message of anybody's, or takes it away.
    void react(const ShownMessage &shown, const QString &key, bool on, bool ownId);
    void open(const QString &room, bool inOrder);
    void sleep(qint64 ms, bool monotonicStands);

    const View &view() const { return *m_view; }
    View &view() { return *m_view; }
    const QString &user() const { return m_user; }
    int index() const { return m_index; }
    std::string name() const { return std::string("c").append(std::to_string(m_index)); }
    /// After each step.
    void check();

    Actor machine;
    ClientDisk disk;
    NetworkWatch network;
    ConnectionWatch watch;
    std::map<QString, int> viewers; ///< rooms that are looked at

    /// The person has no account yet.
    void setNew() { m_isNew = m_registers = true; }

    static QString password() { return QStringLiteral("correct horse"); }

private:
    void take();
    Credentials credentials(bool withToken);
    void learn(const Changes &changes);
    void note(const std::string &what);
    Wished wishFor(const ShownMessage &shown, Operation operation);
    void noteRewording(const Message &message);

    Parts m_parts;
    int m_index;
    QString m_user;
    SeededRandom m_random;
    SimLinks m_links;
    QString m_token;
    bool m_isNew = false;
    bool m_registers = false;   ///< as far as the person knows there is no account
    bool m_nameWasFree = false; ///< when this run began
    bool m_wanted = false;
    int m_number = 0;
    int m_wishes = 0;
    std::unique_ptr<View> m_view;
    std::unique_ptr<Session> m_session;
};

} // namespace banter::simulation
