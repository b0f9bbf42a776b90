// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/operators.h"

#include "core/clock.h"
#include "server/data_folder.h"
#include "server/offline_hub.h"
#include "server/registration.h"
#include "server/server_schema.h"
#include "server/sqlite_registry.h"

#include <QFileInfo>

#include <thread>

namespace banter {
namespace {

using namespace std::chrono_literals;

/// How often an answer is looked for.
constexpr auto LookInterval = 100ms;

Status isThere(const QString &dataDir)
{
    const QString file = serverDatabaseFile(dataDir);
    if (QFileInfo(file).isFile())
        return success();
    return Error{ErrorCode::NotFound, QStringLiteral("There is no database %1.").arg(file)};
}

/// Open with the present schema, which it is brought to where no server runs.
class Opened {
public:
    Status open(const QString &dataDir)
    {
        if (const Status there = isThere(dataDir); !there.ok())
            return there;
        const QString file = serverDatabaseFile(dataDir);
        FolderLock lock;
        if (takeServerFolder(dataDir, lock).ok()) {
            Database migrated;
            if (const Status done = migrated.open(file, serverSchema()); !done.ok())
                return done;
        }
        if (const Status opened = database.openAsIs(file, serverSchema(), Database::Access::Write); !opened.ok())
            return opened;
        if (database.version() == serverSchema().migrations.size())
            return success();
        return Error{ErrorCode::Conflict, QStringLiteral("An earlier version of the server runs on %1. Stop it, and "
                                                         "start it with this version.")
                                              .arg(dataDir)};
    }

    Database database;
};

} // namespace

Result<std::vector<AccountLine>> listAccounts(const QString &dataDir)
{
    Opened opened;
    if (const Status open = opened.open(dataDir); !open.ok())
        return open.error();
    const auto run = opened.database.run(QStringLiteral(
        "SELECT name, last_seen, (SELECT count(*) FROM token WHERE token.account=account.id), "
        "(SELECT count(*) FROM member WHERE member.account=account.id), removed, made, made_from FROM account "
        "ORDER BY key"));
    if (!run.ok())
        return run.error();
    std::vector<AccountLine> lines;
    for (QSqlQuery &row = *run.value(); row.next();) {
        lines.push_back({row.value(0).toString(), row.value(1).toLongLong(), row.value(2).toInt(), row.value(3).toInt(),
                         row.value(4).toBool(), row.value(5).toLongLong(), row.value(6).toString()});
    }
    return lines;
}

Result<std::vector<RoomLine>> listRooms(const QString &dataDir)
{
    Opened opened;
    if (const Status open = opened.open(dataDir); !open.ok())
        return open.error();
    const auto run = opened.database.run(
        QStringLiteral("SELECT room.id, private, (SELECT count(*) FROM member WHERE member.room=room.id), "
                       "room.last_seq-room.base_seq, coalesce(account.name, '') FROM room "
                       "LEFT JOIN account ON account.id=room.maker ORDER BY room.id"));
    if (!run.ok())
        return run.error();
    std::vector<RoomLine> lines;
    for (QSqlQuery &row = *run.value(); row.next();) {
        lines.push_back({row.value(0).toString(), row.value(1).toBool(), row.value(2).toInt(),
                         row.value(3).toLongLong(), row.value(4).toString()});
    }
    return lines;
}

Result<QString> makeInviteCode(const QString &dataDir, int uses)
{
    Opened opened;
    if (const Status open = opened.open(dataDir); !open.ok())
        return open.error();
    const std::unique_ptr<SecretHasher> hasher = makeSodiumHasher();
    const QString code = newInviteCode(*hasher);
    const Status added = SqliteRegistry(opened.database)
                             .addCode(hasher->tokenHash(plainInviteCode(code)), 0, uses, SystemClock().wallMs());
    if (!added.ok())
        return added.error();
    return code;
}

Status carryOutOrder(const QString &dataDir, const OperatorOrder &order, std::chrono::milliseconds patience)
{
    if (const Status there = isThere(dataDir); !there.ok())
        return there;
    {
        FolderLock lock;
        if (takeServerFolder(dataDir, lock).ok())
            return carryOutOffline(dataDir, order);
    }
    Opened opened;
    if (const Status open = opened.open(dataDir); !open.ok())
        return open.error();
    SqliteRegistry registry(opened.database);
    const Result<qint64> left = registry.addOrder(order);
    if (!left.ok())
        return left.error();
    const auto until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
        const Result<std::optional<QString>> answer = registry.takeAnswer(left.value());
        if (!answer.ok())
            return answer.error();
        if (answer.value())
            return answer.value()->isEmpty() ? success() : Status(Error{ErrorCode::NotFound, *answer.value()});
        std::this_thread::sleep_for(LookInterval);
    }
    if (const Status withdrawn = registry.withdrawOrder(left.value()); !withdrawn.ok())
        return withdrawn;
    return Error{ErrorCode::TimedOut,
                 QStringLiteral("The server that runs on %1 did not answer in time. It may still do "
                                "it: look at the list.")
                     .arg(dataDir)};
}

} // namespace banter
