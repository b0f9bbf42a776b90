// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "upkeep.h"

#include "service_manager.h"

#include "server/backup.h"
#include "server/check.h"
#include "server/data_folder.h"
#include "server/operators.h"
#include "server/registration.h"
#include "system/standard_streams.h"

#include <QDateTime>
#include <QEventLoop>
#include <QFileInfo>

#include <chrono>
#include <functional>
#include <future>

namespace banter {
namespace {

using namespace std::chrono_literals;

/// Who waits for longer than this wants to know that something happens.
constexpr auto ProgressInterval = 2s;

QString printable(QString text)
{
    for (QChar &character : text)
        character = character.isPrint() || character.isSurrogate() ? character : QChar(u'?');
    return text;
}

void say(const QString &line)
{
    sayTo(Stream::Output, printable(line) + u'\n');
}

QString megabytes(const QString &file)
{
    return QString::number(double(QFileInfo(file).size()) / 1e6, 'f', 1);
}

/// Copies on a thread of its own, and says meanwhile how much of `from` is in `to`.
template <class Answer>
Answer watched(const QString &from, const QString &to, const std::function<Answer()> &job)
{
    std::future<Answer> done = std::async(std::launch::async, job);
    while (done.wait_for(ProgressInterval) == std::future_status::timeout)
        sayTo(Stream::Error,
              QStringLiteral("banter-server: %1 MB of about %2 MB are copied.\n").arg(megabytes(to), megabytes(from)));
    return done.get();
}

QString dayOf(WallMs at)
{
    return at == 0 ? QStringLiteral("-") : QDateTime::fromMSecsSinceEpoch(at).toUTC().toString(Qt::ISODate);
}

/// A name last, since it may hold spaces; the others are in columns that a script can count on.
template <class... Fields>
void sayFields(const Fields &...fields)
{
    sayTo(Stream::Output, QStringList{printable(QString(fields))...}.join(u'\t') + u'\n');
}

/// The new password of a reset: the environment's, or one of 60 random bits, which is printed.
struct NewPassword {
    QString text;
    bool isMade = false;
};

Result<NewPassword> newPassword(const QString &variable, SecretHasher &hasher)
{
    if (variable.isEmpty())
        return NewPassword{newInviteCode(hasher), true};
    const QString text = qEnvironmentVariable(qPrintable(variable));
    const qsizetype bytes = text.toUtf8().size();
    if (text.size() >= protocol::limits::MinPasswordChars && bytes <= protocol::limits::MaxPasswordBytes)
        return NewPassword{text, false};
    return Error{
        ErrorCode::BadRequest,
        QStringLiteral("The environment variable '%1' holds no password: 8 characters to 1,024 bytes.").arg(variable)};
}

Result<QString> hashOf(const QString &password, SecretHasher &hasher)
{
    QString hash;
    QEventLoop loop;
    const bool begun = hasher.hash({QStringLiteral("operator")}, password, [&](const QString &made) {
        hash = made;
        loop.quit();
    });
    if (begun)
        loop.exec();
    if (hash.isEmpty())
        return Error{ErrorCode::Internal, QStringLiteral("There is not enough memory to hash a password.")};
    return hash;
}

ServerExit failed(const Error &error, bool replaceable)
{
    const bool hint = replaceable && error.code == ErrorCode::Conflict;
    complain(error.message + (hint ? QStringLiteral(" --replace takes its place.") : QString()));
    return ServerExit::Failed;
}

} // namespace

void complain(const QString &sentence, Severity severity)
{
    // The journal names the program by itself.
    static const bool toJournal = errorsGoToJournal();
    const QString begin = toJournal ? QStringLiteral("<%1>").arg(int(severity)) : QStringLiteral("banter-server: ");
    sayTo(Stream::Error, begin + printable(sentence) + u'\n');
}

ServerExit carryOut(const BackupWish &wish)
{
    const Status done = watched<Status>(serverDatabaseFile(wish.dataDir), unfinishedCopy(wish.file),
                                        [&] { return backUpServer(wish.dataDir, wish.file, wish.replace); });
    if (!done.ok())
        return failed(done.error(), !wish.replace);
    say(QStringLiteral("%1: %2 MB are saved.").arg(wish.file, megabytes(wish.file)));
    return ServerExit::Done;
}

ServerExit carryOut(const RestoreWish &wish)
{
    const Result<Restored> done = watched<Result<Restored>>(
        wish.file, restoringFile(wish.dataDir), [&] { return restoreServer(wish.file, wish.dataDir, wish.replace); });
    if (!done.ok())
        return failed(done.error(), !wish.replace);
    say(QStringLiteral("%1 is restored.").arg(serverDatabaseFile(wish.dataDir)));
    if (!done.value().putAside.isEmpty())
        say(QStringLiteral("What was there before is in %1.").arg(done.value().putAside));
    return ServerExit::Done;
}

ServerExit carryOut(const CheckWish &wish)
{
    const Result<CheckReport> checked = checkServerDatabase(wish.file);
    if (!checked.ok())
        return failed(checked.error(), false);
    const CheckReport &report = checked.value();
    for (const QString &fault : report.faults)
        say(fault);
    say(QStringLiteral("%1: %2 of version %3 with %4 accounts, %5 rooms and %6 messages; %7.")
            .arg(wish.file, report.isCopy ? QStringLiteral("a backup") : QStringLiteral("a database"))
            .arg(report.version)
            .arg(report.accounts)
            .arg(report.rooms)
            .arg(report.messages)
            .arg(report.faults.empty() ? QStringLiteral("no faults")
                                       : QStringLiteral("faults found: %1").arg(report.faults.size())));
    return report.faults.empty() ? ServerExit::Done : ServerExit::Damaged;
}

ServerExit carryOut(const InviteWish &wish)
{
    const Result<QString> code = makeInviteCode(wish.dataDir, wish.uses);
    if (!code.ok())
        return failed(code.error(), false);
    say(code.value());
    return ServerExit::Done;
}

ServerExit carryOut(const ListWish &wish)
{
    if (wish.what == ListWish::What::Accounts) {
        const Result<std::vector<AccountLine>> lines = listAccounts(wish.dataDir);
        if (!lines.ok())
            return failed(lines.error(), false);
        for (const AccountLine &one : lines.value()) {
            sayFields(one.removed ? QStringLiteral("removed") : QStringLiteral("account"), dayOf(one.lastSeen),
                      QString::number(one.devices), QString::number(one.rooms), dayOf(one.made),
                      one.from.isEmpty() ? QStringLiteral("-") : one.from, one.name);
        }
        return ServerExit::Done;
    }
    const Result<std::vector<RoomLine>> lines = listRooms(wish.dataDir);
    if (!lines.ok())
        return failed(lines.error(), false);
    for (const RoomLine &one : lines.value()) {
        sayFields(one.isPrivate ? QStringLiteral("private") : QStringLiteral("public"), QString::number(one.members),
                  QString::number(one.messages), one.maker.isEmpty() ? QStringLiteral("-") : one.maker, one.name);
    }
    return ServerExit::Done;
}

ServerExit carryOut(const OrderWish &wish)
{
    OperatorOrder order = wish.order;
    QString made;
    if (order.what == OperatorOrder::What::SetPassword) {
        const std::unique_ptr<SecretHasher> hasher = makeSodiumHasher();
        const Result<NewPassword> password = newPassword(wish.passwordVariable, *hasher);
        const Result<QString> hash = password.ok() ? hashOf(password.value().text, *hasher) : password.error();
        if (!hash.ok())
            return failed(hash.error(), false);
        order.value = hash.value();
        made = password.value().isMade ? password.value().text : QString();
    }
    ServerExit exit = ServerExit::Done;
    for (const QString &subject : wish.subjects) {
        order.subject = subject;
        const Status done = carryOutOrder(wish.dataDir, order);
        if (done.ok())
            continue;
        const QString which = wish.subjects.size() > 1 ? subject + QStringLiteral(": ") : QString();
        exit = failed({done.error().code, which + done.error().message}, false);
    }
    if (exit == ServerExit::Done && !made.isEmpty())
        say(made);
    return exit;
}

} // namespace banter
