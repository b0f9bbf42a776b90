// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/text.h"
#include "store/accounts_file.h"
#include "store/known_server.h"
#include "store/paths.h"
#include "store/secret_file.h"
#include "store/small_file.h"
#include "tests/store/checks.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace tst_files {

using namespace banter;
using namespace banter::testing;

namespace {

constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

KnownAccount account(const QString &user, const QString &server = QStringLiteral("wss://chat.example.org/ws"))
{
    return {QUrl(server), user, QStringLiteral("banter"), true, false, 1'700'000'000'000};
}

QStringList usersOf(const KnownAccounts &known)
{
    QStringList users;
    for (const KnownAccount &one : known.accounts)
        users.append(one.user);
    return users;
}

const QString Ann = QStringLiteral("ann");
const QString Bo = QStringLiteral("bo");

} // namespace

class TestFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void namesAnAccountByItsMeaning_data();
    void namesAnAccountByItsMeaning();
    void remembersTheServerOfAnAddress();
    void neverMakesAPathOfOthersWords_data();
    void neverMakesAPathOfOthersWords();
    void makesFoldersForTheOwnerOnly();
    void makesNoFolderInPlaceOfAFile();
    void writesASmallFileForTheOwnerOnly();
    void replacesASmallFileInOneStroke();
    void readsNothingFromAMissingFile();
    void readsNoLargeFile();
    void readsNoPipe();
    void keepsSecrets();
    void takesADamagedSecretFileForEmpty();
    void listsNoAccountsAtFirst();
    void putsTheNewestAccountFirst();
    void forgetsTheOldestAccounts();
    void knowsAnAccountByItsMeaning();
    void keepsEveryFieldOfAnAccount();
    void anAccountKeepsItsTimeOfAddition();
    void whatIsKeptIsListed();
    void removesAnAccount();
    void theServerHereIsOne();
    void listedAccountsAreForgottenLast();
    void readsTheListOfAnEarlierVersion();
    void writesNoPasswordOfAnAddress();
    void putsADamagedListAside_data();
    void putsADamagedListAside();
    void keepsTheWholeEntriesOfADamagedList();
    void keepsTheOldListOnAFullDisk();

private:
    QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestFiles::init()
{
    failOnAnyWarning();
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

void TestFiles::namesAnAccountByItsMeaning_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("same");
    QTest::newRow("letter case of the host") << QStringLiteral("wss://Chat.Example.ORG/ws") << Ann << true;
    QTest::newRow("letter case of the name")
        << QStringLiteral("wss://chat.example.org/ws") << QStringLiteral("Ann") << true;
    QTest::newRow("the scheme's port") << QStringLiteral("wss://chat.example.org:443/ws") << Ann << true;
    QTest::newRow("a slash at the end") << QStringLiteral("wss://chat.example.org/ws/") << Ann << true;
    QTest::newRow("another port") << QStringLiteral("wss://chat.example.org:444/ws") << Ann << false;
    QTest::newRow("no encryption") << QStringLiteral("ws://chat.example.org/ws") << Ann << false;
    QTest::newRow("another path") << QStringLiteral("wss://chat.example.org/other") << Ann << false;
    QTest::newRow("another host") << QStringLiteral("wss://chat.example.com/ws") << Ann << false;
    QTest::newRow("another name") << QStringLiteral("wss://chat.example.org/ws") << Bo << false;
}

void TestFiles::namesAnAccountByItsMeaning()
{
    QFETCH(QString, server);
    QFETCH(QString, user);
    QFETCH(bool, same);
    const QUrl first(QStringLiteral("wss://chat.example.org/ws"));
    QCOMPARE(accountKey(QUrl(server), user) == accountKey(first, Ann), same);
    QCOMPARE(clientStoreFile(m_dir->path(), QUrl(server), user) == clientStoreFile(m_dir->path(), first, Ann), same);
    // What is known of the server is everybody's.
    QCOMPARE(knownServerFile(m_dir->path(), QUrl(server)) == knownServerFile(m_dir->path(), first),
             same || nameKey(user) != nameKey(Ann));
}

void TestFiles::remembersTheServerOfAnAddress()
{
    const QString file = knownServerFile(m_dir->path(), QUrl(QStringLiteral("ws://a:1")));
    KnownServerFile known(file);
    QCOMPARE(known.fingerprint(), QString());
    QVERIFY(known.put(QStringLiteral("0123 4567")).ok());
    QCOMPARE(KnownServerFile(file).fingerprint(), QStringLiteral("0123 4567")); // after a restart
    QVERIFY(known.put(QStringLiteral("89ab cdef")).ok());
    QCOMPARE(known.fingerprint(), QStringLiteral("89ab cdef"));
    QFile spoiled(file);
    QVERIFY(spoiled.open(QIODevice::WriteOnly) && spoiled.write(QByteArray(100'000, 'x')) > 0);
    spoiled.close();
    QCOMPARE(known.fingerprint(), QString());
}

void TestFiles::neverMakesAPathOfOthersWords_data()
{
    QTest::addColumn<QString>("user");
    QTest::newRow("up") << QStringLiteral("../../etc/passwd");
    QTest::newRow("root") << QStringLiteral("/etc/passwd");
    QTest::newRow("device") << QStringLiteral("CON");
    QTest::newRow("stream") << QStringLiteral("a:b\\c");
    QTest::newRow("empty") << QString();
    QTest::newRow("long") << QString(100'000, u'x');
}

void TestFiles::neverMakesAPathOfOthersWords()
{
    QFETCH(QString, user);
    const QString file = clientStoreFile(QStringLiteral("/data"), QUrl(QStringLiteral("ws://h/../..")), user);
    static const QRegularExpression shape(QStringLiteral("^/data/accounts/[0-9a-f]{32}/client\\.db$"));
    QVERIFY2(shape.match(file).hasMatch(), qPrintable(file.left(200)));
    QCOMPARE(accountsFile(QStringLiteral("/data")), QStringLiteral("/data/accounts.json"));
}

void TestFiles::makesFoldersForTheOwnerOnly()
{
    const QString file = path("one/two/client.db");
    VERIFY_OK(makeFolderFor(file));
    VERIFY_OK(makeFolderFor(file));
    QVERIFY(QFileInfo(path("one/two")).isDir());
#ifdef Q_OS_UNIX
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeGroup | QFileDevice::ExeOther;
    QCOMPARE(QFile::permissions(path("one/two")) & others, QFileDevice::Permissions());
#endif
}

void TestFiles::makesNoFolderInPlaceOfAFile()
{
    QVERIFY(putContent(path("place"), "a file"));
    VERIFY_ERROR(makeFolderFor(path("place/client.db")), ErrorCode::StorageFull);
    VERIFY_ERROR(makeFolderFor(path("place/deep/client.db")), ErrorCode::StorageFull);
}

void TestFiles::writesASmallFileForTheOwnerOnly()
{
    VERIFY_OK(writeSmallFile(path("new/folder/file"), "content"));
    QCOMPARE(readSmallFile(path("new/folder/file"), 100).value(), QByteArrayLiteral("content"));
#ifdef Q_OS_UNIX
    const auto allOfIt = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner |
                         QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                         QFileDevice::WriteOther;
    QCOMPARE(QFile::permissions(path("new/folder/file")) & allOfIt, QFileDevice::Permissions(OwnerOnly));
    // Also where a file was there that others could read.
    QVERIFY(putContent(path("open"), "old"));
    QVERIFY(QFile::setPermissions(path("open"), OwnerOnly | QFileDevice::ReadGroup | QFileDevice::ReadOther));
    VERIFY_OK(writeSmallFile(path("open"), "new"));
    QCOMPARE(QFile::permissions(path("open")) & allOfIt, QFileDevice::Permissions(OwnerOnly));
#endif
}

void TestFiles::replacesASmallFileInOneStroke()
{
    VERIFY_OK(writeSmallFile(path("file"), "old content"));
    VERIFY_OK(writeSmallFile(path("file"), "new"));
    QCOMPARE(contentOf(path("file")), QByteArrayLiteral("new"));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("file")});
    VERIFY_ERROR(writeSmallFile(path("file/below"), "content"), ErrorCode::StorageFull);
    QCOMPARE(contentOf(path("file")), QByteArrayLiteral("new"));
}

void TestFiles::readsNothingFromAMissingFile()
{
    const auto content = readSmallFile(path("missing"), 10);
    VERIFY_OK(content);
    QVERIFY(content.value().isEmpty());
}

void TestFiles::readsNoLargeFile()
{
    QVERIFY(putContent(path("file"), QByteArray(10, 'x')));
    VERIFY_OK(readSmallFile(path("file"), 10));
    VERIFY_ERROR(readSmallFile(path("file"), 9), ErrorCode::TooLarge);
}

void TestFiles::readsNoPipe()
{
    VERIFY_ERROR(readSmallFile(m_dir->path(), 10), ErrorCode::Internal);
#ifdef Q_OS_UNIX
    QCOMPARE(mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
    VERIFY_ERROR(readSmallFile(path("pipe"), 10), ErrorCode::Internal);
#endif
}

void TestFiles::keepsSecrets()
{
    const QString file = path("secrets.json");
    QCOMPARE(getSecret(file, Ann), QString());
    VERIFY_OK(dropSecret(file, Ann));
    QVERIFY(!QFile::exists(file));
    VERIFY_OK(putSecret(file, Ann, QStringLiteral("ann's \"secret\"")));
    VERIFY_OK(putSecret(file, Bo, QStringLiteral("one")));
    VERIFY_OK(putSecret(file, Bo, QStringLiteral("two")));
    QCOMPARE(getSecret(file, Ann), QStringLiteral("ann's \"secret\""));
    QCOMPARE(getSecret(file, Bo), QStringLiteral("two"));
    VERIFY_OK(dropSecret(file, Ann));
    QCOMPARE(getSecret(file, Ann), QString());
    QCOMPARE(getSecret(file, Bo), QStringLiteral("two"));
    QVERIFY(!contentOf(file).contains("ann's"));
}

void TestFiles::takesADamagedSecretFileForEmpty()
{
    const QString file = path("secrets.json");
    for (const QByteArray &content : {QByteArrayLiteral("{\"ann\":"), QByteArrayLiteral("[1]"),
                                      QByteArrayLiteral("{\"ann\":7}"), QByteArray(300 * 1024, '{')}) {
        QVERIFY(putContent(file, content));
        QCOMPARE(getSecret(file, Ann), QString());
        VERIFY_OK(putSecret(file, Ann, QStringLiteral("again")));
        QCOMPARE(getSecret(file, Ann), QStringLiteral("again"));
    }
}

void TestFiles::listsNoAccountsAtFirst()
{
    const KnownAccounts known = readAccounts(path("accounts.json"));
    QVERIFY(known.accounts.empty());
    QVERIFY(known.report.isEmpty());
}

void TestFiles::putsTheNewestAccountFirst()
{
    const QString file = path("accounts.json");
    for (const QString &user : {Ann, Bo, QStringLiteral("chen"), Bo})
        VERIFY_OK(putAccount(file, account(user)));
    QCOMPARE(usersOf(readAccounts(file)), (QStringList{Bo, QStringLiteral("chen"), Ann}));
}

void TestFiles::forgetsTheOldestAccounts()
{
    const QString file = path("accounts.json");
    for (int i = 0; i < MaxKnownAccounts + 2; ++i)
        VERIFY_OK(putAccount(file, account(QString::number(i))));
    const QStringList users = usersOf(readAccounts(file));
    QCOMPARE(users.size(), qsizetype(MaxKnownAccounts));
    QCOMPARE(users.first(), QString::number(MaxKnownAccounts + 1));
    QCOMPARE(users.last(), QStringLiteral("2"));
}

void TestFiles::knowsAnAccountByItsMeaning()
{
    const QString file = path("accounts.json");
    VERIFY_OK(putAccount(file, account(Ann)));
    VERIFY_OK(putAccount(file, account(QStringLiteral("ANN"), QStringLiteral("wss://CHAT.example.org:443/ws/"))));
    QCOMPARE(usersOf(readAccounts(file)), QStringList{QStringLiteral("ANN")});
    VERIFY_OK(putAccount(file, account(Ann, QStringLiteral("ws://127.0.0.1:7800"))));
    QCOMPARE(usersOf(readAccounts(file)), (QStringList{Ann, QStringLiteral("ANN")}));
}

void TestFiles::keepsEveryFieldOfAnAccount()
{
    const QString file = path("accounts.json");
    const KnownAccount full{QUrl(QStringLiteral("ws://[::1]:7800/a%20b?c=d")),
                            QStringLiteral("Zoë_9"),
                            QStringLiteral("socketio"),
                            true,
                            true,
                            1'700'000'000'123};
    const KnownAccount plain{QUrl(QStringLiteral("ws://host")), Bo, QStringLiteral("banter"), false, false, 0};
    VERIFY_OK(putAccount(file, full));
    VERIFY_OK(putAccount(file, plain));
    KnownAccount fullAdded = full;
    fullAdded.addedAt = full.usedAt;
    fullAdded.listed = true;
    const KnownAccounts known = readAccounts(file);
    QCOMPARE(known.accounts, (std::vector<KnownAccount>{plain, fullAdded}));
    QVERIFY(known.report.isEmpty());
}

void TestFiles::anAccountKeepsItsTimeOfAddition()
{
    const QString file = path("accounts.json");
    KnownAccount ann = account(Ann);
    ann.usedAt = 1'000;
    VERIFY_OK(putAccount(file, ann));
    KnownAccount bo = account(Bo);
    bo.usedAt = 2'000;
    VERIFY_OK(putAccount(file, bo));
    ann.usedAt = 3'000;
    ann.keep = ann.listed = true;
    VERIFY_OK(putAccount(file, ann, AccountPlace::Same)); // as a new token does
    QCOMPARE(usersOf(readAccounts(file)), (QStringList{Bo, Ann}));
    QCOMPARE(readAccounts(file).accounts.at(1).usedAt, WallMs(1'000));
    QVERIFY(readAccounts(file).accounts.at(1).keep);
    VERIFY_OK(useAccount(file, ann, 4'000));
    QCOMPARE(usersOf(readAccounts(file)), (QStringList{Ann, Bo}));
    const KnownAccount used = readAccounts(file).accounts.at(0);
    QCOMPARE(used.usedAt, WallMs(4'000));
    QCOMPARE(used.addedAt, WallMs(1'000));
    QVERIFY(used.keep && used.listed);
    VERIFY_OK(useAccount(file, account(QStringLiteral("chen")), 5'000)); // is not known
    QCOMPARE(usersOf(readAccounts(file)).size(), 2);
}

// Who puts it need not say so, and an account that signs in by itself is never one that nobody sees.
void TestFiles::whatIsKeptIsListed()
{
    const QString file = path("accounts.json");
    KnownAccount ann = account(Ann);
    ann.keep = true;
    ann.listed = false;
    VERIFY_OK(putAccount(file, ann));
    QVERIFY(readAccounts(file).accounts.at(0).listed);
    KnownAccount bo = account(Bo);
    bo.keep = false;
    VERIFY_OK(putAccount(file, bo));
    QVERIFY(!readAccounts(file).accounts.at(0).listed);
}

void TestFiles::removesAnAccount()
{
    const QString file = path("accounts.json");
    VERIFY_OK(putAccount(file, account(Ann)));
    VERIFY_OK(putAccount(file, account(Bo)));
    VERIFY_OK(removeAccount(file, account(Ann)));
    VERIFY_OK(removeAccount(file, account(Ann)));
    QCOMPARE(usersOf(readAccounts(file)), QStringList{Bo});
}

// On whichever port it comes up; and somebody else's server at the same place is not it.
void TestFiles::theServerHereIsOne()
{
    const QString file = path("accounts.json");
    KnownAccount ann = account(Ann, QStringLiteral("ws://127.0.0.1:7788"));
    ann.hosted = true;
    VERIFY_OK(putAccount(file, ann));
    ann.server = QUrl(QStringLiteral("ws://127.0.0.1:40000"));
    VERIFY_OK(putAccount(file, ann));
    QCOMPARE(usersOf(readAccounts(file)), QStringList{Ann});
    QCOMPARE(readAccounts(file).accounts.at(0).server, ann.server);
    VERIFY_OK(putAccount(file, account(Ann, QStringLiteral("ws://127.0.0.1:40000"))));
    QCOMPARE(usersOf(readAccounts(file)).size(), 2);
}

void TestFiles::listedAccountsAreForgottenLast()
{
    const QString file = path("accounts.json");
    KnownAccount ann = account(Ann);
    ann.listed = true;
    VERIFY_OK(putAccount(file, ann));
    for (int i = 0; i < MaxKnownAccounts; ++i) {
        KnownAccount other = account(QString::number(i));
        other.keep = false;
        VERIFY_OK(putAccount(file, other));
    }
    const QStringList users = usersOf(readAccounts(file));
    QCOMPARE(users.size(), qsizetype(MaxKnownAccounts));
    QCOMPARE(users.last(), Ann);
    QVERIFY(!users.contains(QStringLiteral("0")));
}

// What the version before wrote: those that were kept are listed.
void TestFiles::readsTheListOfAnEarlierVersion()
{
    const QString file = path("accounts.json");
    QVERIFY(putContent(file, "[{\"server\":\"wss://h\",\"user\":\"ann\",\"keep\":true,\"usedAt\":7},"
                             "{\"server\":\"wss://h\",\"user\":\"bo\",\"keep\":false,\"usedAt\":5}]"));
    const KnownAccounts known = readAccounts(file);
    QCOMPARE(known.accounts.size(), std::size_t(2));
    QVERIFY(known.accounts[0].listed);
    QCOMPARE(known.accounts[0].addedAt, WallMs(7));
    QVERIFY(!known.accounts[1].listed);
}

void TestFiles::writesNoPasswordOfAnAddress()
{
    const QString file = path("accounts.json");
    VERIFY_OK(putAccount(file, account(Ann, QStringLiteral("wss://me:hunter2@chat.example.org/ws"))));
    QVERIFY(!contentOf(file).contains("hunter2"));
    QCOMPARE(readAccounts(file).accounts.at(0).server, QUrl(QStringLiteral("wss://chat.example.org/ws")));
}

void TestFiles::putsADamagedListAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("cut") << QByteArrayLiteral("[{\"server\":\"wss://h\",");
    QTest::newRow("no list") << QByteArrayLiteral("{\"server\":\"wss://h\",\"user\":\"ann\"}");
    QTest::newRow("binary") << QByteArray("\0\1\2\3", 4);
    QTest::newRow("too large") << QByteArray(300 * 1024, ' ');
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("strange entry") << QByteArrayLiteral("[7]");
    QTest::newRow("no user") << QByteArrayLiteral("[{\"server\":\"wss://h\"}]");
    QTest::newRow("no address") << QByteArrayLiteral("[{\"server\":\"not an address\",\"user\":\"ann\"}]");
    QTest::newRow("long user") << "[{\"server\":\"wss://h\",\"user\":\"" + QByteArray(5000, 'a') + "\"}]";
}

void TestFiles::putsADamagedListAside()
{
    QFETCH(QByteArray, content);
    const QString file = path("accounts.json");
    QVERIFY(putContent(file, content));
    QVERIFY(putContent(file + QStringLiteral(".bad"), "an older one"));
    const KnownAccounts known = readAccounts(file);
    QVERIFY(known.accounts.empty());
    QVERIFY(known.report.contains(file + QStringLiteral(".bad")));
    QVERIFY(contentOf(file + QStringLiteral(".bad")) == content);
    QVERIFY(!QFile::exists(file));
    QVERIFY(readAccounts(file).report.isEmpty()); // said once
    VERIFY_OK(putAccount(file, account(Ann)));
    QCOMPARE(usersOf(readAccounts(file)), QStringList{Ann});
}

void TestFiles::keepsTheWholeEntriesOfADamagedList()
{
    const QString file = path("accounts.json");
    QVERIFY(putContent(file,
                       "[{\"server\":\"wss://h\",\"user\":\"ann\"}, null, {\"server\":\"wss://h\",\"user\":\"bo\"}]"));
    const KnownAccounts known = readAccounts(file);
    QCOMPARE(usersOf(known), (QStringList{Ann, Bo}));
    QVERIFY(known.report.contains(QStringLiteral(".bad")));
}

void TestFiles::keepsTheOldListOnAFullDisk()
{
#ifdef Q_OS_UNIX
    const QString file = path("accounts.json");
    VERIFY_OK(putAccount(file, account(Ann)));
    const QByteArray before = contentOf(file);
    {
        const SmallFiles limit(64);
        VERIFY_ERROR(putAccount(file, account(Bo)), ErrorCode::StorageFull);
    }
    QCOMPARE(contentOf(file), before);
#endif
}

TEST_WITHOUT_APPLICATION(TestFiles)

} // namespace tst_files

#include "tst_files.moc"
