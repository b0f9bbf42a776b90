// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/database.h"

#include "store/sqlite_error.h"
#include "tests/store/checks.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>

#include <thread>

namespace tst_database {

using namespace banter;
using namespace banter::testing;

namespace {

constexpr qint32 Id = 0x54455354;

Schema version1()
{
    return {Id, {QStringLiteral("CREATE TABLE line(text TEXT NOT NULL);\n")}};
}

Schema version2()
{
    Schema schema = version1();
    schema.migrations.append(QStringLiteral("ALTER TABLE line ADD COLUMN size INTEGER NOT NULL DEFAULT 0;\n"
                                            "UPDATE line SET size=length(text);\n"));
    return schema;
}

const QString Insert = QStringLiteral("INSERT INTO line(text) VALUES(?)");
const QString Count = QStringLiteral("SELECT count(*) FROM line");

int countIn(Database &database)
{
    const auto count = database.value(Count);
    return count.ok() ? count.value().toInt() : -1;
}

} // namespace

class TestDatabase : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsWhatWasWritten();
    void isSetUpForDurability();
    void livesInMemoryWithoutAName();
    void migratesInSteps();
    void migratesOnceWhenManyOpen();
    void undoesAFailedMigration();
    void refusesANewerVersion();
    void refusesAnotherProgramsDatabase();
    void refusesWhatIsNoDatabase();
    void saysThatAFileIsDamaged();
    void saysThatTheFolderIsMissing();
    void rollsBackAnUnfinishedTransaction();
    void tellsAWriterThatAnotherOneIsAtWork();
    void keepsEarlierDataOnAFullDisk();
    void keepsEarlierDataUnderAFileSizeLimit();
    void saysThatTheDiskIsReadOnly();
    void storesANullTextAsAnEmptyOne();
    void readsNoTextInAnotherByteOrder_data();
    void readsNoTextInAnotherByteOrder();
    void givesNoValueForNoRow();
    void saysWhatIsWrongWithAStatement();
    void mapsResultCodes_data();
    void mapsResultCodes();

private:
    QString file() const { return m_dir->filePath(QStringLiteral("test.db")); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestDatabase::init()
{
    failOnAnyWarning();
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

void TestDatabase::keepsWhatWasWritten()
{
    {
        Database database;
        VERIFY_OK(database.open(file(), version1()));
        VERIFY_OK(database.run(Insert, {QStringLiteral("one")}));
        VERIFY_OK(database.run(Insert, {QStringLiteral("two \U0001F389")}));
    }
    Database database;
    VERIFY_OK(database.open(file(), version1()));
    const auto rows = database.run(QStringLiteral("SELECT text FROM line ORDER BY rowid"));
    VERIFY_OK(rows);
    QStringList texts;
    while (rows.value()->next())
        texts.append(rows.value()->value(0).toString());
    QCOMPARE(texts, QStringList({QStringLiteral("one"), QStringLiteral("two \U0001F389")}));
}

void TestDatabase::isSetUpForDurability()
{
    Database database;
    VERIFY_OK(database.open(file(), version2()));
    const auto pragma = [&](const QString &name) { return database.value(QStringLiteral("PRAGMA ") + name).value(); };
    QCOMPARE(pragma(QStringLiteral("journal_mode")).toString(), QStringLiteral("wal"));
    QCOMPARE(pragma(QStringLiteral("synchronous")).toInt(), 2); // FULL
    QCOMPARE(pragma(QStringLiteral("fullfsync")).toInt(), 1);
    QCOMPARE(pragma(QStringLiteral("checkpoint_fullfsync")).toInt(), 1);
    QCOMPARE(pragma(QStringLiteral("foreign_keys")).toInt(), 1);
    QCOMPARE(pragma(QStringLiteral("application_id")).toInt(), Id);
    QCOMPARE(pragma(QStringLiteral("user_version")).toInt(), 2);
    QCOMPARE(pragma(QStringLiteral("busy_timeout")).toInt(), 2000);
}

void TestDatabase::livesInMemoryWithoutAName()
{
    Database one;
    Database other;
    VERIFY_OK(one.open({}, version1()));
    VERIFY_OK(other.open({}, version1()));
    VERIFY_OK(one.run(Insert, {QStringLiteral("mine")}));
    QCOMPARE(countIn(one), 1);
    QCOMPARE(countIn(other), 0);
}

void TestDatabase::migratesInSteps()
{
    {
        Database old;
        VERIFY_OK(old.open(file(), version1()));
        VERIFY_OK(old.run(Insert, {QStringLiteral("four")}));
    }
    Database database;
    VERIFY_OK(database.open(file(), version2()));
    QCOMPARE(database.value(QStringLiteral("SELECT size FROM line")).value().toInt(), 4);
    QCOMPARE(database.value(QStringLiteral("PRAGMA user_version")).value().toInt(), 2);
}

void TestDatabase::migratesOnceWhenManyOpen()
{
    {
        Database old;
        VERIFY_OK(old.open(file(), version1()));
        VERIFY_OK(old.run(Insert, {QStringLiteral("four")}));
    }
    std::vector<QByteArray> outcomes(4);
    std::vector<std::thread> threads;
    for (QByteArray &outcome : outcomes) {
        threads.emplace_back([this, &outcome] {
            Database database;
            outcome = words(database.open(file(), version2()));
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    for (const QByteArray &outcome : outcomes)
        QCOMPARE(outcome, QByteArrayLiteral("no error"));
}

void TestDatabase::undoesAFailedMigration()
{
    {
        Database old;
        VERIFY_OK(old.open(file(), version1()));
        VERIFY_OK(old.run(Insert, {QStringLiteral("kept")}));
    }
    Schema broken = version2();
    broken.migrations.append(QStringLiteral("CREATE TABLE other(a);\nINSERT INTO missing VALUES(1);\n"));
    {
        Database database;
        const Status opened = database.open(file(), broken);
        VERIFY_ERROR(opened, ErrorCode::Internal);
        QVERIFY(opened.error().message.contains(QStringLiteral("missing")));
    }
    Database database;
    VERIFY_OK(database.open(file(), version1()));
    QCOMPARE(database.value(QStringLiteral("PRAGMA user_version")).value().toInt(), 1);
    QCOMPARE(database.value(QStringLiteral("SELECT count(*) FROM sqlite_master")).value().toInt(), 1);
    QCOMPARE(countIn(database), 1);
}

void TestDatabase::refusesANewerVersion()
{
    {
        Database newer;
        VERIFY_OK(newer.open(file(), version2()));
    }
    const QByteArray before = contentOf(file());
    {
        Database database;
        const Status opened = database.open(file(), version1());
        VERIFY_ERROR(opened, ErrorCode::NewerDatabase);
        QVERIFY(opened.error().message.contains(QStringLiteral("database version 2")));
    }
    QCOMPARE(contentOf(file()), before);
}

void TestDatabase::refusesAnotherProgramsDatabase()
{
    {
        Schema theirs = version1();
        theirs.applicationId = 7;
        Database other;
        VERIFY_OK(other.open(file(), theirs));
    }
    const QByteArray before = contentOf(file());
    {
        Database database;
        const Status opened = database.open(file(), version1());
        VERIFY_ERROR(opened, ErrorCode::Internal);
        QVERIFY(opened.error().message.contains(QStringLiteral("another program")));
    }
    QCOMPARE(contentOf(file()), before);
}

void TestDatabase::refusesWhatIsNoDatabase()
{
    const QByteArray letter = QByteArrayLiteral("Dear reader, this is a letter and no database at all.\n").repeated(99);
    QVERIFY(putContent(file(), letter));
    {
        Database database;
        const Status opened = database.open(file(), version1());
        VERIFY_ERROR(opened, ErrorCode::Internal);
        QVERIFY(opened.error().message.contains(QStringLiteral("file is not a database")));
    }
    QCOMPARE(contentOf(file()), letter);
}

void TestDatabase::saysThatAFileIsDamaged()
{
    {
        Database database;
        VERIFY_OK(database.open(file(), version1()));
        for (int i = 0; i < 500; ++i)
            VERIFY_OK(database.run(Insert, {QString(100, u'x')}));
    }
    QByteArray content = contentOf(file());
    QVERIFY(content.size() > 8 * 4096);
    QVERIFY(putContent(file(), content.replace(4096, 4 * 4096, QByteArray(4 * 4096, '\xff'))));
    Database database;
    Status outcome = database.open(file(), version1());
    if (outcome.ok()) { // nothing of the damaged pages was needed yet
        const auto read = database.run(Insert, {QStringLiteral("more")});
        outcome = read.ok() ? success() : Status(read.error());
    }
    VERIFY_ERROR(outcome, ErrorCode::Internal);
    QVERIFY(outcome.error().message.contains(QStringLiteral("malformed")));
}

void TestDatabase::saysThatTheFolderIsMissing()
{
    Database database;
    VERIFY_ERROR(database.open(m_dir->filePath(QStringLiteral("no/such/test.db")), version1()), ErrorCode::StorageFull);
}

void TestDatabase::rollsBackAnUnfinishedTransaction()
{
    Database database;
    VERIFY_OK(database.open(file(), version1()));
    {
        Transaction transaction(database);
        VERIFY_OK(transaction.begun());
        VERIFY_OK(database.run(Insert, {QStringLiteral("lost")}));
    }
    QCOMPARE(countIn(database), 0);
    {
        Transaction transaction(database);
        VERIFY_OK(transaction.begun());
        VERIFY_OK(database.run(Insert, {QStringLiteral("kept")}));
        VERIFY_OK(transaction.commit());
    }
    QCOMPARE(countIn(database), 1);
}

void TestDatabase::tellsAWriterThatAnotherOneIsAtWork()
{
    Database one;
    Database other;
    VERIFY_OK(one.open(file(), version1()));
    VERIFY_OK(other.open(file(), version1()));
    {
        const Transaction first(one);
        VERIFY_OK(first.begun());
        const Transaction second(other);
        VERIFY_ERROR(second.begun(), ErrorCode::InUse);
    }
    const Transaction second(other);
    VERIFY_OK(second.begun());
}

void TestDatabase::keepsEarlierDataOnAFullDisk()
{
    Database database;
    VERIFY_OK(database.open(file(), version1()));
    VERIFY_OK(database.run(Insert, {QStringLiteral("early")}));
    VERIFY_OK(database.limitPages(4));
    {
        Transaction transaction(database);
        VERIFY_OK(transaction.begun());
        VERIFY_OK(database.run(Insert, {QStringLiteral("goes with the rest")}));
        VERIFY_ERROR(database.run(Insert, {QString(40'000, u'x')}), ErrorCode::StorageFull);
    }
    QCOMPARE(countIn(database), 1);
    VERIFY_OK(database.limitPages(1000));
    VERIFY_OK(database.run(Insert, {QString(40'000, u'x')}));
    QCOMPARE(countIn(database), 2);
}

void TestDatabase::keepsEarlierDataUnderAFileSizeLimit()
{
#ifdef Q_OS_UNIX
    {
        Database database;
        VERIFY_OK(database.open(file(), version1()));
        VERIFY_OK(database.run(Insert, {QStringLiteral("early")}));
        {
            const SmallFiles limit(64 * 1024);
            VERIFY_ERROR(database.run(Insert, {QString(200'000, u'x')}), ErrorCode::StorageFull);
            QCOMPARE(countIn(database), 1);
        }
        VERIFY_OK(database.run(Insert, {QString(200'000, u'x')}));
    }
    Database database;
    VERIFY_OK(database.open(file(), version1()));
    QCOMPARE(countIn(database), 2);
#endif
}

void TestDatabase::saysThatTheDiskIsReadOnly()
{
    Database database;
    VERIFY_OK(database.open(file(), version1()));
    VERIFY_OK(database.run(QStringLiteral("PRAGMA query_only=1")));
    VERIFY_ERROR(database.run(Insert, {QStringLiteral("more")}), ErrorCode::StorageFull);
    QCOMPARE(countIn(database), 0);
}

void TestDatabase::storesANullTextAsAnEmptyOne()
{
    Database database;
    VERIFY_OK(database.open({}, version1()));
    VERIFY_OK(database.run(Insert, {QString()}));
    VERIFY_ERROR(database.run(Insert, {QVariant()}), ErrorCode::Internal); // that is NULL
    QCOMPARE(database.value(QStringLiteral("SELECT count(*) FROM line WHERE text=''")).value().toInt(), 1);
}

void TestDatabase::readsNoTextInAnotherByteOrder_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("stored");
    const QChar mark(QChar::ByteOrderMark);
    const QChar swapped(QChar::ByteOrderSwapped);
    const QChar last(0xffff);
    const QChar replacement(QChar::ReplacementCharacter);
    const QString hello = QStringLiteral("hello");
    const auto kept = [](const char *name, const QString &text) { QTest::newRow(name) << text << text; };
    kept("mark first", mark + hello);
    kept("two marks", QString(2, mark) + hello);
    kept("mark only", QString(mark));
    kept("mark inside", hello + mark + hello);
    QTest::newRow("swapped mark first") << swapped + hello << replacement + hello;
    QTest::newRow("mark and swapped mark") << QString(mark) + swapped << QString(mark) + replacement;
    QTest::newRow("swapped mark inside") << hello + swapped << hello + replacement;
    QTest::newRow("last code point inside") << hello + last + hello << hello + replacement + hello;
}

void TestDatabase::readsNoTextInAnotherByteOrder()
{
    QFETCH(QString, text);
    QFETCH(QString, stored);
    Database database;
    VERIFY_OK(database.open({}, version1()));
    VERIFY_OK(database.run(Insert, {text}));
    QCOMPARE(database.value(QStringLiteral("SELECT text FROM line")).value().toString(), stored);
    QCOMPARE(database.value(QStringLiteral("SELECT count(*) FROM line WHERE text=?"), {text}).value().toInt(), 1);
}

void TestDatabase::givesNoValueForNoRow()
{
    Database database;
    VERIFY_OK(database.open({}, version1()));
    const auto value = database.value(QStringLiteral("SELECT text FROM line"));
    VERIFY_OK(value);
    QVERIFY(!value.value().isValid());
}

void TestDatabase::saysWhatIsWrongWithAStatement()
{
    Database database;
    VERIFY_OK(database.open({}, version1()));
    const auto outcome = database.run(QStringLiteral("SELECT colour FROM line"));
    VERIFY_ERROR(outcome, ErrorCode::Internal);
    QVERIFY(outcome.error().message.contains(QStringLiteral("no such column: colour")));
}

void TestDatabase::mapsResultCodes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<ErrorCode>("wanted");
    // sqlite.org/rescode.html
    QTest::newRow("BUSY") << 5 << ErrorCode::InUse;
    QTest::newRow("BUSY_SNAPSHOT") << 517 << ErrorCode::InUse;
    QTest::newRow("LOCKED") << 6 << ErrorCode::InUse;
    QTest::newRow("READONLY") << 8 << ErrorCode::StorageFull;
    QTest::newRow("READONLY_DIRECTORY") << 1544 << ErrorCode::StorageFull;
    QTest::newRow("FULL") << 13 << ErrorCode::StorageFull;
    QTest::newRow("CANTOPEN") << 14 << ErrorCode::StorageFull;
    QTest::newRow("IOERR_WRITE") << 778 << ErrorCode::StorageFull;
    QTest::newRow("IOERR_FSYNC") << 1034 << ErrorCode::StorageFull;
    QTest::newRow("IOERR_SHMSIZE") << 4874 << ErrorCode::StorageFull;
    QTest::newRow("IOERR_READ") << 266 << ErrorCode::Internal;
    QTest::newRow("IOERR_SHORT_READ") << 522 << ErrorCode::Internal;
    QTest::newRow("CORRUPT") << 11 << ErrorCode::Internal;
    QTest::newRow("NOTADB") << 26 << ErrorCode::Internal;
    QTest::newRow("CONSTRAINT") << 19 << ErrorCode::Internal;
}

void TestDatabase::mapsResultCodes()
{
    QFETCH(int, code);
    QFETCH(ErrorCode, wanted);
    const Error error = sqliteError(code, QStringLiteral("its words"));
    QCOMPARE(error.code, wanted);
    QVERIFY(wanted == ErrorCode::InUse || error.message.contains(QStringLiteral("its words")));
    QVERIFY(sqliteError(code, {}).message.endsWith(u'.'));
}

TEST_WITH_CORE_APPLICATION(TestDatabase)

} // namespace tst_database

#include "tst_database.moc"
