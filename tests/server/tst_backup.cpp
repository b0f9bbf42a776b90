// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/text.h"
#include "server/backup.h"
#include "server/check.h"
#include "server/data_folder.h"
#include "server/server_schema.h"
#include "server/sqlite_server_store.h"
#include "tests/store/checks.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>

namespace tst_backup {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");

/// A data folder with a database in it, in which `messages` were said.
class Folder {
public:
    explicit Folder(int messages)
    {
        const Status opened = store.open(database(), QStringLiteral("epoch-1"), QByteArray(32, 's'));
        if (!opened.ok())
            qFatal("%s", qPrintable(opened.error().message));
        const QString name = QStringLiteral("Ann");
        ann = store.addAccount({0, name, nameKey(name), {}, 5}, QStringLiteral("hash")).value();
        say(1, messages);
    }

    void say(int first, int last)
    {
        ServerStore::Batch batch;
        for (int seq = first; seq <= last; ++seq) {
            const QString number = QString::number(seq);
            batch.messages.push_back(
                {{{Lobby, QStringLiteral("c") + number, QStringLiteral("m") + number, seq}, {{}, number, 9}, {}}, ann});
        }
        QVERIFY(store.commit(batch).ok());
    }
    QString path() const { return m_dir.filePath(QStringLiteral("data")); }
    QString database() const { return QDir().mkpath(path()) ? serverDatabaseFile(path()) : QString(); }
    QString file(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }

private:
    QTemporaryDir m_dir;

public:
    SqliteServerStore store;
    qint64 ann = 0;
};

/// Runs statements in a file, without keys being enforced.
void spoil(const QString &file, const QStringList &statements)
{
    Database database;
    VERIFY_OK(database.openAsIs(file, serverSchema(), Database::Access::Write));
    for (const QString &statement : statements)
        VERIFY_OK(database.run(statement));
}

qint64 messagesIn(const QString &file)
{
    const Result<CheckReport> report = checkServerDatabase(file);
    return report.ok() && report.value().faults.empty() ? report.value().messages : -1;
}

QString epochOf(const QString &file, const char *fresh)
{
    SqliteServerStore store;
    return store.open(file, QString::fromLatin1(fresh), QByteArray(32, 'f')).ok() ? store.epoch() : QString();
}

} // namespace

class TestBackup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void copiesWhatIsThereWhileTheServerWrites()
    {
        Folder folder(300);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        folder.say(301, 310);
        QCOMPARE(messagesIn(folder.file("b")), 300);
        QCOMPARE(messagesIn(folder.database()), 310);
        QVERIFY(!QFileInfo::exists(unfinishedCopy(folder.file("b"))));
        QCOMPARE(QFile::permissions(folder.file("b")) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void everyCopyBecomesAHistoryOfItsOwn()
    {
        const Folder folder(3);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        QVERIFY(checkServerDatabase(folder.file("b")).value().isCopy);
        QVERIFY(!checkServerDatabase(folder.database()).value().isCopy);
        QVERIFY(QFile::copy(folder.file("b"), folder.file("c")));
        QCOMPARE(epochOf(folder.file("b"), "epoch-2"), QStringLiteral("epoch-2"));
        QCOMPARE(epochOf(folder.file("b"), "epoch-3"), QStringLiteral("epoch-2"));
        QCOMPARE(epochOf(folder.file("c"), "epoch-4"), QStringLiteral("epoch-4"));
        QCOMPARE(folder.store.epoch(), QStringLiteral("epoch-1"));
    }

    // What was changed is changed in the copy, and what was done under a client id is done; its history has another
    // name.
    void aCopyHasTheChanges()
    {
        Folder folder(3);
        Message after{{Lobby, QStringLiteral("c2"), QStringLiteral("m2"), 2},
                      {QStringLiteral("Ann"), QStringLiteral("two"), 9},
                      {1, 10, {}}};
        const MessageOperation edit{
            folder.ann, QStringLiteral("e1"), MessageVerb::Edit, "digest", Lobby, after.id, 2, 1, 10};
        VERIFY_OK(folder.store.commit({{}, {{edit, {after, folder.ann, 1}}}, {}, {}}));
        after.rev = 2;
        after.reactions = {{QStringLiteral("tea"), {QStringLiteral("Ann")}}};
        const MessageOperation reaction{
            folder.ann, QStringLiteral("r1"), MessageVerb::React, "digest", Lobby, after.id, 2, 2, 11};
        VERIFY_OK(
            folder.store.commit({{},
                                 {{reaction,
                                   {after, folder.ann, 1},
                                   ServerStore::ReactionChange{QStringLiteral("Ann"), QStringLiteral("tea"), true}}},
                                 {},
                                 {}}));
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        QCOMPARE(messagesIn(folder.file("b")), 3); // and no faults
        SqliteServerStore copy;
        VERIFY_OK(copy.open(folder.file("b"), QStringLiteral("epoch-2"), QByteArray(32, 'f')));
        QCOMPARE(copy.epoch(), QStringLiteral("epoch-2"));
        QCOMPARE(copy.rooms().value()[0].lastRev, 2);
        const auto changed = copy.changes(Lobby, 0, 1, 10);
        VERIFY_OK(changed);
        QVERIFY(changed.value() == std::vector{after});
        QVERIFY(copy.operation(folder.ann, QStringLiteral("e1")).value() == edit);
        QVERIFY(copy.operation(folder.ann, QStringLiteral("r1")).value() == reaction);
        const auto sending = copy.operation(folder.ann, QStringLiteral("c2"));
        QCOMPARE(sending.value()->digest, sendingDigest(Lobby, QStringLiteral("2")));
        QCOMPARE(sending.value()->rev, 0);
    }

    void replacesNothingUnasked()
    {
        const Folder folder(3);
        QVERIFY(putContent(folder.file("b"), "mine"));
        VERIFY_ERROR(backUpServer(folder.path(), folder.file("b"), false), ErrorCode::Conflict);
        QCOMPARE(contentOf(folder.file("b")), QByteArray("mine"));
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), true));
        QCOMPARE(messagesIn(folder.file("b")), 3);
        VERIFY_ERROR(backUpServer(folder.path(), folder.database(), true), ErrorCode::Conflict);
        QCOMPARE(messagesIn(folder.database()), 3);
    }

    void writesOverAnUnfinishedCopy()
    {
        const Folder folder(3);
        QVERIFY(putContent(unfinishedCopy(folder.file("b")), "half of one"));
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        QCOMPARE(messagesIn(folder.file("b")), 3);
    }

    void saysWhyThereIsNoBackup()
    {
        const Folder folder(3);
        VERIFY_ERROR(backUpServer(folder.file("nowhere"), folder.file("b"), false), ErrorCode::NotFound);
        QVERIFY(QDir().mkpath(folder.file("empty")));
        VERIFY_ERROR(backUpServer(folder.file("empty"), folder.file("b"), false), ErrorCode::NotFound);
        VERIFY_ERROR(backUpServer(folder.path(), folder.file("no/such/folder"), false), ErrorCode::StorageFull);
        QVERIFY(QDir().mkpath(folder.file("other")));
        QVERIFY(putContent(serverDatabaseFile(folder.file("other")), QByteArray(4096, 'x')));
        VERIFY_ERROR(backUpServer(folder.file("other"), folder.file("b"), false), ErrorCode::Internal);
        QVERIFY(!QFileInfo::exists(folder.file("b")));
        QVERIFY(!QFileInfo::exists(unfinishedCopy(folder.file("b"))));
    }

    void leavesNothingBehindOnAFullDisk()
    {
#ifdef Q_OS_UNIX
        const Folder folder(3000);
        {
            const SmallFiles small(60'000);
            VERIFY_ERROR(backUpServer(folder.path(), folder.file("b"), false), ErrorCode::StorageFull);
        }
        QVERIFY(!QFileInfo::exists(folder.file("b")));
        QVERIFY(!QFileInfo::exists(unfinishedCopy(folder.file("b"))));
        QCOMPARE(messagesIn(folder.database()), 3000);
#else
        QSKIP("needs a limit on file sizes");
#endif
    }

    void aNewerDatabaseIsLeftToNewerPrograms()
    {
        const Folder folder(3);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        spoil(folder.file("b"), {QStringLiteral("PRAGMA user_version=1000")});
        VERIFY_ERROR(checkServerDatabase(folder.file("b")), ErrorCode::NewerDatabase);
        VERIFY_ERROR(restoreServer(folder.file("b"), folder.file("fresh"), false), ErrorCode::NewerDatabase);
    }

    void findsFaults_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QStringList &statements, const char *words) {
            QTest::newRow(name) << statements << QString::fromLatin1(words);
        };
        row("a hole", {QStringLiteral("DELETE FROM message WHERE seq=2")}, "numbered 1 to 3");
        row("a lost end", {QStringLiteral("DELETE FROM message WHERE seq=3")}, "counts 3 messages and has 2");
        row("a count behind", {QStringLiteral("UPDATE room SET last_seq=2")}, "counts 2 messages");
        row("a client id twice",
            {QStringLiteral("DROP INDEX message_once"), QStringLiteral("UPDATE message SET client_id='c1'")},
            "Client id 'c1' of account 1 stands for 3");
        row("no index", {QStringLiteral("DROP INDEX message_once")}, "index message_once is missing");
        row("another table", {QStringLiteral("CREATE TABLE guest(x)")}, "table guest does not belong");
        row("an id twice", {QStringLiteral("UPDATE message SET id='m1'")}, "Id 'm1' stands for 3");
        row("no sender", {QStringLiteral("UPDATE message SET sender=77 WHERE seq=1")},
            "points to a row of table account");
        row("a room that is none",
            {QStringLiteral("INSERT INTO message VALUES('attic', 1, 'x', 1, 'x', 'x', 1, 0, 0, 0, 0, '', '')")},
            "in a room that does not exist");
        row("read too far", {QStringLiteral("UPDATE member SET read_seq=4")}, "has read up to 4 of 3");
        row("an unknown role", {QStringLiteral("UPDATE member SET role=9")}, "unknown role 9");
        row("kept for nobody", {QStringLiteral("UPDATE room SET keeper=1")}, "kept for account 1");
        row("no lobby",
            {QStringLiteral("DELETE FROM message"), QStringLiteral("DELETE FROM member"),
             QStringLiteral("DELETE FROM room")},
            "'lobby' is missing");
        row("a name without its key", {QStringLiteral("UPDATE account SET key='bob'")}, "cannot be found by");
        row("changes uncounted", {QStringLiteral("UPDATE message SET rev=5 WHERE seq=1")},
            "counts 0 changes and has one numbered 5");
        row("a change twice",
            {QStringLiteral("DROP INDEX message_changed"), QStringLiteral("UPDATE message SET rev=1")},
            "Change 1 of room 'lobby' stands for 3");
        row("deleted and there", {QStringLiteral("UPDATE message SET deleted_by=1 WHERE seq=2")},
            "Message 2 of room 'lobby' was deleted and has a text");
        row("done to nothing",
            {QStringLiteral("INSERT INTO operation VALUES(1, 'x', 2, x'00', 'lobby', 'm9', 9, 1, 1)")},
            "did something to message 9");
        row("an id for two things",
            {QStringLiteral("INSERT INTO operation VALUES(1, 'c1', 2, x'00', 'lobby', 'm1', 1, 1, 1)")},
            "'c1' of account 1 stands for a message and");
        row("reactions of nothing", {QStringLiteral("INSERT INTO reaction VALUES('lobby', 9, 'tea', 1)")},
            "A row of table reaction points to a row of table message");
        row("reactions and no change", {QStringLiteral("INSERT INTO reaction VALUES('lobby', 2, 'tea', 1)")},
            "Message 2 of room 'lobby' never changed and has reactions");
        row("reactions of a deleted one",
            {QStringLiteral("INSERT INTO reaction VALUES('lobby', 2, 'tea', 1)"),
             QStringLiteral("UPDATE message SET deleted_by=1, text='' WHERE seq=2")},
            "Message 2 of room 'lobby' was deleted and has reactions");
        row("too many reactions",
            {QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT 21) "
                            "INSERT INTO reaction SELECT 'lobby', 2, 'k'||i, 1 FROM n")},
            "Message 2 of room 'lobby' has 21 reactions, 21 different ones");
        row("what is no reaction", {QStringLiteral("INSERT INTO reaction VALUES('lobby', 2, 'a b', 1)")},
            "a reaction that cannot be one: 'a b'");
        row("an answer to nothing", {QStringLiteral("UPDATE message SET reply_to='a b' WHERE seq=2")},
            "Message 2 of room 'lobby' answers what is no id");
        row("mentions of a deleted one",
            {QStringLiteral("UPDATE message SET text='', rev=1, mentions='ann', deleted_by=1 WHERE seq=2"),
             QStringLiteral("UPDATE room SET last_rev=1 WHERE id='lobby'")},
            "Message 2 of room 'lobby' was deleted and means somebody");
        row("a strange epoch", {QStringLiteral("INSERT INTO setting VALUES('epoch', 'a b')")}, "no name of a history");
    }

    void findsFaults()
    {
        QFETCH(QStringList, statements);
        QFETCH(QString, words);
        const Folder folder(3);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        QCOMPARE(messagesIn(folder.file("b")), 3);
        spoil(folder.file("b"), statements);
        const Result<CheckReport> report = checkServerDatabase(folder.file("b"));
        VERIFY_OK(report);
        QString said;
        for (const QString &fault : report.value().faults)
            said += fault + u'\n';
        QVERIFY2(said.contains(words), qPrintable(said));
        VERIFY_ERROR(restoreServer(folder.file("b"), folder.file("fresh"), false), ErrorCode::Internal);
        QVERIFY(!QFileInfo::exists(serverDatabaseFile(folder.file("fresh"))));
    }

    void findsADamagedPage()
    {
        const Folder folder(3000);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        QFile file(folder.file("b"));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2));
        QCOMPARE(file.write(QByteArray(5000, '\xa5')), 5000);
        file.close();
        const Result<CheckReport> report = checkServerDatabase(folder.file("b"));
        VERIFY_OK(report);
        QVERIFY(!report.value().faults.empty());
    }

    void restoresIntoANewFolder()
    {
        const Folder folder(3);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        const Result<Restored> restored = restoreServer(folder.file("b"), folder.file("fresh"), false);
        VERIFY_OK(restored);
        QCOMPARE(restored.value().putAside, QString());
        QCOMPARE(messagesIn(serverDatabaseFile(folder.file("fresh"))), 3);
        QCOMPARE(messagesIn(folder.file("b")), 3);
        QVERIFY(!QFileInfo::exists(restoringFile(folder.file("fresh"))));
    }

    void putsTheOldDatabaseAside()
    {
        Folder folder(3);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        folder.say(4, 9); // and the log of it is still there
        VERIFY_ERROR(restoreServer(folder.file("b"), folder.path(), false), ErrorCode::Conflict);
        const Result<Restored> restored = restoreServer(folder.file("b"), folder.path(), true);
        VERIFY_OK(restored);
        QCOMPARE(messagesIn(restored.value().putAside), 9);
        QCOMPARE(messagesIn(folder.database()), 3);
        QCOMPARE(epochOf(folder.database(), "epoch-9"), QStringLiteral("epoch-9"));
        const Result<Restored> again = restoreServer(folder.file("b"), folder.path(), true);
        VERIFY_OK(again);
        QVERIFY(again.value().putAside != restored.value().putAside);
        QCOMPARE(messagesIn(restored.value().putAside), 9);
    }

    void aRestoreThatWasCutIsFinished_data()
    {
        QTest::addColumn<QString>("tail");
        QTest::addColumn<bool>("readable");
        // The same places in the putting aside, with the log merged before and with one that nobody here can read.
        for (const bool readable : {true, false}) {
            const char *name = readable ? "readable, cut before %1" : "of a newer program, cut before %1";
            const auto row = [&](const char *cut, const QString &tail) {
                QTest::newRow(qPrintable(QString::fromLatin1(name).arg(QLatin1String(cut)))) << tail << readable;
            };
            row("the database", QString());
            row("its log", QStringLiteral("-wal"));
            row("the index of the log", QStringLiteral("-shm"));
        }
    }

    void aRestoreThatWasCutIsFinished()
    {
#ifdef Q_OS_UNIX
        QFETCH(QString, tail);
        QFETCH(bool, readable);
        Folder folder(3);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        folder.say(4, 9); // and the log of it is still there
        if (!readable)
            spoil(folder.database(), {QStringLiteral("PRAGMA user_version=1000")});
        const QString aside = folder.database() + QStringLiteral(".before-restore-1");
        const QByteArray database = contentOf(folder.database());
        const QByteArray log = contentOf(folder.database() + QStringLiteral("-wal"));
        // A link to nowhere is no file, and yet nothing can be moved there.
        QVERIFY(QFile::link(folder.file("no/such/folder/x"), aside + tail));
        VERIFY_ERROR(restoreServer(folder.file("b"), folder.path(), true), ErrorCode::StorageFull);
        QVERIFY(QFile::remove(aside + tail));

        if (tail.isEmpty()) { // the old database, whole
            QVERIFY(!readable || messagesIn(folder.database()) == 9);
            QVERIFY(readable || contentOf(folder.database()) == database);
            QVERIFY(readable || contentOf(folder.database() + QStringLiteral("-wal")) == log);
        } else { // no server starts here
            QVERIFY(!QFileInfo::exists(folder.database()));
            QVERIFY(QFileInfo::exists(restoringFile(folder.path())));
        }

        const Result<Restored> again = restoreServer(folder.file("b"), folder.path(), tail.isEmpty());
        VERIFY_OK(again);
        QCOMPARE(again.value().putAside, aside);
        QCOMPARE(messagesIn(folder.database()), 3);
        QVERIFY(!QFileInfo::exists(restoringFile(folder.path())));
        QVERIFY(!QFileInfo::exists(folder.database() + QStringLiteral("-wal")));
        if (readable) {
            QCOMPARE(messagesIn(aside), 9);
        } else {
            QCOMPARE(contentOf(aside), database);
            QCOMPARE(contentOf(aside + QStringLiteral("-wal")), log);
        }
        QCOMPARE(epochOf(folder.database(), "epoch-9"), QStringLiteral("epoch-9"));
#else
        QSKIP("needs links to nowhere");
#endif
    }

    void aRestoreThatFailsTheSecondTimeLeavesTheFolderShut()
    {
#ifdef Q_OS_UNIX
        Folder folder(3000);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        QVERIFY(QDir().mkpath(folder.file("cut")));
        QVERIFY(putContent(restoringFile(folder.file("cut")), "half of one"));
        {
            const SmallFiles small(60'000);
            VERIFY_ERROR(restoreServer(folder.file("b"), folder.file("cut"), false), ErrorCode::StorageFull);
        }
        QVERIFY(QFileInfo::exists(restoringFile(folder.file("cut"))));
        VERIFY_OK(restoreServer(folder.file("b"), folder.file("cut"), false));
        QCOMPARE(messagesIn(serverDatabaseFile(folder.file("cut"))), 3000);
#else
        QSKIP("needs a limit on file sizes");
#endif
    }

    // As a cut of an earlier version left it: a log without its database has taken the first name.
    void noFileIsInTheWayOfPuttingAside()
    {
        for (const char *tail : {"", "-wal", "-shm"}) {
            Folder folder(3);
            VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
            folder.say(4, 9);
            const QString taken = folder.database() + QStringLiteral(".before-restore-1") + QLatin1String(tail);
            QVERIFY(putContent(taken, "mine"));
            const Result<Restored> restored = restoreServer(folder.file("b"), folder.path(), true);
            VERIFY_OK(restored);
            QCOMPARE(contentOf(taken), QByteArray("mine"));
            QCOMPARE(messagesIn(restored.value().putAside), 9);
            QCOMPARE(messagesIn(folder.database()), 3);
        }
    }

    // SQLite would take what it says over into the restored one.
    void aLogWithoutADatabaseIsPutAside()
    {
        const Folder folder(3);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        Folder other(900);
        QVERIFY(QDir().mkpath(folder.file("fresh")));
        const QString database = serverDatabaseFile(folder.file("fresh"));
        const QString log = database + QStringLiteral("-wal");
        QVERIFY(QFile::copy(other.database() + QStringLiteral("-wal"), log));
        const QByteArray said = contentOf(log);
        VERIFY_OK(restoreServer(folder.file("b"), folder.file("fresh"), false));
        QCOMPARE(contentOf(database + QStringLiteral(".before-restore-1-wal")), said);
        QCOMPARE(messagesIn(database), 3);
    }

    void restoresNothingUnderARunningServer()
    {
        const Folder folder(3);
        VERIFY_OK(backUpServer(folder.path(), folder.file("b"), false));
        FolderLock server;
        VERIFY_OK(takeServerFolder(folder.path(), server));
        VERIFY_ERROR(restoreServer(folder.file("b"), folder.path(), true), ErrorCode::InUse);
        VERIFY_OK(backUpServer(folder.path(), folder.file("c"), false));
    }
};

TEST_WITH_CORE_APPLICATION(TestBackup)

} // namespace tst_backup

#include "tst_backup.moc"
