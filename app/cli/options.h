// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/api/dialect.h"
#include "transport/websocket_choice.h"

#include <QProcessEnvironment>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <variant>

namespace banter::cli {

/// What the process ends with. Scripts rely on these numbers.
enum class Exit {
    Done = 0,
    Failed = 1,      ///< anything that no other code names
    Usage = 2,       ///< the command line made no sense
    Refused = 3,     ///< the server refused the credentials
    Unreachable = 4, ///< no chat server answered, or not in time
};

/// A command line that made sense.
struct Options {
    enum class Action { Register, Rooms, Send, Tail, Session, Diagnose, Check, Trace };

    Action action = Action::Session;
    QUrl server; ///< ws or wss, with a host
    QString dialect;
    Credentials credentials;
    QString dataDir;             ///< empty: nothing is kept
    QString profile;             ///< of Check: a profile's file, or the name of a built-in one
    QStringList rooms;           ///< one with Send, at least one with Tail, any number with Trace
    std::optional<QString> text; ///< of Send; without it the lines of the standard input are sent
    QString batch;               ///< of Send; empty: each run has ids of its own
    std::optional<Seq> since;    ///< of Tail; 0: from the first message
    qint64 patienceMs = 0;       ///< how long nothing may get ahead before it gives up; 0: for ever
    int maxTries = 0;            ///< dials in a row that may come to nothing; 0: any number
    bool printToken = false;     ///< of Register
    QString serverFingerprint;   ///< the one server that may be told the credentials; empty: see anyServer
    bool anyServer = false;      ///< one that does not prove who it is may be told them
    WebSocketKind webSocket = WebSocketKind::Auto;
    bool insecure = false; ///< a secret may go where others can read it on the way
};

/// Something to print instead of running: help or version (Exit::Done, standard output), or what is wrong with the
/// command line (Exit::Usage, standard error).
struct Answer {
    Exit code = Exit::Usage;
    QString text;
};

/// Reads a command line. `arguments` begin with the program's name; secrets come from `environment`. Any thread.
std::variant<Options, Answer> readOptions(const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace banter::cli
