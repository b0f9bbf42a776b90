// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/open.h"
#include "store/process_lock.h"
#include "tests/store/checks.h"
#include "tests/store/child.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTemporaryDir>

using namespace banter;
using namespace banter::testing;

namespace {

const QString Hold = QStringLiteral("hold");
const QString Try = QStringLiteral("try");
const QString Open = QStringLiteral("open");

/// Another process that takes the lock or opens the store, says what came of it, and holds it until it is let go.
int runChild(const QStringList &arguments)
{
    FolderLock lock;
    std::unique_ptr<ClientStore> store;
    if (arguments.at(2) == Open) {
        auto opened = openClientStore(arguments.at(3));
        sayLine(words(opened));
        if (opened.ok())
            store = std::move(opened).value();
    } else {
        sayLine(words(lock.take(arguments.at(3))));
    }
    if (arguments.at(2) != Try)
        waitForParent();
    return 0;
}

const QString NoError = QStringLiteral("no error");

} // namespace

class TestLocks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void isTakenAndGivenUp();
    void namesTheHolderInThisProcess();
    void namesTheHolderInAnotherProcess();
    void outlivesNoKilledHolder();
    void outlivesNoHolderKilledBeforeItWroteItsName();
    void outlivesNoHolderWhoseIdIsOursNow();
    void holdsHoweverOldItIs();
    void saysThatTheFolderCannotBeWritten();
    void isSharedInAProcessAndKeepsOthersOut();
    void keepsASecondProcessOutOfAStore();
    void opensAStoreAfterItsHolderWasKilled();

private:
    QString file() const { return m_dir->filePath(QStringLiteral("test.lock")); }
    QString storeFile() const { return m_dir->filePath(QStringLiteral("client.db")); }
    bool makeOlder(const QString &file) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestLocks::init()
{
    failOnAnyWarning();
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

bool TestLocks::makeOlder(const QString &file) const
{
    QFile lock(file);
    return lock.open(QIODevice::ReadWrite) &&
           lock.setFileTime(QDateTime::currentDateTime().addDays(-3), QFileDevice::FileModificationTime);
}

void TestLocks::isTakenAndGivenUp()
{
    FolderLock lock;
    QVERIFY(!lock.held());
    VERIFY_OK(lock.take(file()));
    QVERIFY(lock.held());
    QVERIFY(QFile::exists(file()));
    lock.release();
    QVERIFY(!lock.held());
    QVERIFY(!QFile::exists(file()));
    QCOMPARE(Child({Try, file()}).line(), NoError);
}

void TestLocks::namesTheHolderInThisProcess()
{
    FolderLock lock;
    VERIFY_OK(lock.take(file()));
    FolderLock second;
    const Status taken = second.take(file());
    VERIFY_ERROR(taken, ErrorCode::InUse);
    QVERIFY(!second.held());
    QVERIFY(taken.error().message.contains(QString::number(QCoreApplication::applicationPid())));
    QVERIFY(taken.error().message.contains(m_dir->path()));
}

void TestLocks::namesTheHolderInAnotherProcess()
{
    Child child({Hold, file()});
    QCOMPARE(child.line(), NoError);
    FolderLock lock;
    const Status taken = lock.take(file());
    VERIFY_ERROR(taken, ErrorCode::InUse);
    QVERIFY(taken.error().message.contains(QString::number(child.pid())));
    QCOMPARE(child.finish(), 0);
    VERIFY_OK(lock.take(file()));
}

void TestLocks::outlivesNoKilledHolder()
{
    Child child({Hold, file()});
    QCOMPARE(child.line(), NoError);
    child.kill();
    QVERIFY(QFile::exists(file()));
    FolderLock lock;
    VERIFY_OK(lock.take(file()));
}

void TestLocks::outlivesNoHolderKilledBeforeItWroteItsName()
{
    QVERIFY(putContent(file(), QByteArray()));
    FolderLock lock;
    VERIFY_OK(lock.take(file()));
}

void TestLocks::outlivesNoHolderWhoseIdIsOursNow()
{
    QByteArray content;
    {
        FolderLock lock;
        VERIFY_OK(lock.take(file()));
        content = contentOf(file());
    }
    // As after a container was killed and started again: the same host, the same program, the same process id.
    QVERIFY(content.startsWith(QByteArray::number(QCoreApplication::applicationPid())));
    QVERIFY(putContent(file(), content));
    QVERIFY(makeOlder(file()));
    FolderLock lock;
    VERIFY_OK(lock.take(file()));
}

void TestLocks::holdsHoweverOldItIs()
{
    Child child({Hold, file()});
    QCOMPARE(child.line(), NoError);
    QVERIFY(makeOlder(file()));
    FolderLock lock;
    VERIFY_ERROR(lock.take(file()), ErrorCode::InUse);
    QVERIFY(QFile::exists(file()));
}

void TestLocks::saysThatTheFolderCannotBeWritten()
{
    QVERIFY(putContent(file(), "a file, not a folder"));
    FolderLock lock;
    VERIFY_ERROR(lock.take(file() + QStringLiteral("/test.lock")), ErrorCode::StorageFull);
}

void TestLocks::isSharedInAProcessAndKeepsOthersOut()
{
    auto first = lockForProcess(file());
    VERIFY_OK(first);
    auto second = lockForProcess(file());
    VERIFY_OK(second);
    QCOMPARE(first.value().get(), second.value().get());
    first.value().reset();
    QVERIFY(Child({Try, file()}).line().contains(QString::number(QCoreApplication::applicationPid())));
    second.value().reset();
    QCOMPARE(Child({Try, file()}).line(), NoError);
    auto again = lockForProcess(file());
    VERIFY_OK(again);
    QVERIFY(again.value()->held());
}

void TestLocks::keepsASecondProcessOutOfAStore()
{
    auto store = openClientStore(storeFile());
    VERIFY_OK(store);
    const QString said = Child({Open, storeFile()}).line();
    QVERIFY2(said.startsWith(errorCodeName(ErrorCode::InUse)), qPrintable(said));
    QVERIFY(said.contains(QString::number(QCoreApplication::applicationPid())));
    VERIFY_OK(openClientStore(storeFile())); // this process may
    store.value().reset();
    QCOMPARE(Child({Open, storeFile()}).line(), NoError);
}

void TestLocks::opensAStoreAfterItsHolderWasKilled()
{
    Child child({Open, storeFile()});
    QCOMPARE(child.line(), NoError);
    VERIFY_ERROR(openClientStore(storeFile()), ErrorCode::InUse);
    child.kill();
    VERIFY_OK(openClientStore(storeFile()));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (isChild(argc, argv))
        return runChild(QCoreApplication::arguments());
    TestLocks test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_locks.moc"
