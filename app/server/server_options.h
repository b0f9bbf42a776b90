// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "server/embedded_server.h"
#include "server/registry.h"

#include <variant>

namespace banter {

/// What the process ends with. Scripts rely on these numbers.
enum class ServerExit {
    Done = 0,
    Failed = 1,  ///< it could not be done: what is wrong is one sentence on the standard error
    Usage = 2,   ///< the command line made no sense
    Damaged = 3, ///< of `check`: the database has faults
};

/// `backup FILE`
struct BackupWish {
    QString dataDir;
    QString file;
    bool replace = false;
};
/// `check`, of a data folder's database or of a file
struct CheckWish {
    QString file;
};
/// `restore FILE`
struct RestoreWish {
    QString dataDir;
    QString file;
    bool replace = false;
};
/// `invite`
struct InviteWish {
    QString dataDir;
    int uses = 1;
};
/// `accounts list` and `rooms list`
struct ListWish {
    enum class What { Accounts, Rooms };
    QString dataDir;
    What what = What::Accounts;
};
/// What changes something that a running server holds: it is asked to, or it is done where none runs.
struct OrderWish {
    QString dataDir;
    OperatorOrder order;  ///< what is to be done to each; its subject is empty
    QStringList subjects; ///< names, one at least
    QString
        passwordVariable; ///< SetPassword: the environment variable with the new one; empty: one is made and printed
};

/// Something to print instead: to the standard output when Done, to the standard error otherwise.
struct ServerAnswer {
    QString text;
    ServerExit exitCode = ServerExit::Done;
};

using ServerWish =
    std::variant<ServerAnswer, ServerOptions, BackupWish, CheckWish, RestoreWish, InviteWish, ListWish, OrderWish>;

/// What the command line asks for. `arguments` begins with the program's name. A sentence and Usage for one that makes
/// no sense, Done for --help and --version.
ServerWish readServerWish(const QStringList &arguments);

} // namespace banter
