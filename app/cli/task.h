// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"
#include "standard_output.h"

#include "core/clock.h"
#include "core/scheduler.h"
#include "event_lines.h"
#include "session/session.h"

namespace banter::cli {

/// What a command works with; all of it outlives the command.
struct Tools {
    Session &session;
    Clock &clock;
    Random &random;
    Scheduler &scheduler;
    StandardOutput &out;
};

/// One command of the command line: tells the session what to do, hears what comes of it, and knows when it is done. On
/// the main thread.
class Task : public QObject {
    Q_OBJECT
public:
    Task(Options options, Tools tools);
    ~Task() override;

    /// Connects and begins; finished() follows some time.
    void start();
    /// Somebody wants it to end early: SIGINT or SIGTERM.
    virtual void stop() { finish(Exit::Done, {}); }

Q_SIGNALS:
    /// Once, after it said goodbye to the server. `sentence` is for the standard error, and empty when there is nothing
    /// to say.
    void finished(banter::cli::Exit code, const QString &sentence);
    /// Something went wrong and the command goes on: a sentence for the standard error.
    void warned(const QString &sentence);

protected:
    const Options &options() const { return m_options; }
    Session &session() { return m_tools.session; }
    Random &random() { return m_tools.random; }
    Now now() const { return {m_tools.clock.wallMs(), m_tools.clock.monotonicMs()}; }
    bool isConnected() const { return m_status.state == ConnectionState::Connected; }
    bool wasConnected() const { return m_wasConnected; }
    bool isFinished() const { return m_finished; }

    /// The first thing that it tells the session, which connects meanwhile.
    virtual void begin() {}
    /// Every batch of changes, in order.
    virtual void heard(const Changes &changes) = 0;
    /// It is over and will not be tried again: by itself that ends the command.
    virtual void gaveUp(const ConnectionStatus &status);
    /// Whether something is awaited, so that patience may run out. By itself: the first connection.
    virtual bool isWaiting() const { return !m_wasConnected; }
    /// What is missing when patience runs out, behind "Nothing got ahead for 30 s: ".
    virtual QString awaited() const;

    /// So many messages of a room are told at first, when nobody says since when.
    static constexpr int FirstPage = 50;
    /// From now on all messages of the room after `since` are heard, in their order, whatever happens meanwhile;
    /// without it a first page of the newest, and all after them.
    void openInOrder(const QString &room, std::optional<Seq> since = {});

    void print(const QByteArray &lines);
    /// Says goodbye and ends. A token that the server gave for the password goes back, unless it was printed: nobody
    /// else knows it, and an account has room for so many only.
    void finish(Exit code, const QString &sentence);
    /// Something got ahead: patience begins anew.
    void progress();
    void setPatience(qint64 patienceMs);

private:
    void take();
    void announceEnd();
    void noteStatus(const ConnectionStatus &status);
    void runOutOfPatience();

    Options m_options;
    Tools m_tools;
    ConnectionStatus m_status;
    TimerId m_patience = 0;
    TimerId m_goodbye = 0;
    QString m_hint;            ///< what to do about another server than the known one
    bool m_holdsToken = false; ///< one that was given to this process
    Exit m_code = Exit::Done;
    QString m_sentence;
    bool m_wasConnected = false;
    bool m_finished = false;
};

/// What the process ends with when a connection came to nothing for that reason.
Exit exitCode(ConnectionTrouble trouble);

/// The command of these options.
std::unique_ptr<Task> makeTask(const Options &options, Tools tools);

} // namespace banter::cli
