// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/data_folder.h"
#include "desktop/single_instance.h"
#include "tests/support/test_program.h"

#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>
#include <QtTest>

namespace tst_single_instance {

using namespace banter;

namespace {

/// claim() in a thread, as another process would: the first one's event loop goes on meanwhile.
class Second final : public QThread {
public:
    explicit Second(QString folder, QByteArray activation = {}, QString link = {})
        : m_folder(std::move(folder)), m_activation(std::move(activation)), m_link(std::move(link))
    {}
    std::optional<Result<SingleInstance::Outcome>> result;

protected:
    void run() override
    {
        SingleInstance instance(m_folder);
        result = instance.claim(m_activation, m_link);
    }

private:
    QString m_folder;
    QByteArray m_activation;
    QString m_link;
};

} // namespace

class SingleInstanceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
    }

    void theSecondRaisesTheFirst()
    {
        SingleInstance first(m_dir->path());
        const auto claimed = first.claim();
        QVERIFY(claimed.ok());
        QCOMPARE(claimed.value(), SingleInstance::Outcome::First);
        QSignalSpy raised(&first, &SingleInstance::raiseWanted);
        Second second(m_dir->path(), "token-1");
        second.start();
        QTRY_VERIFY(second.isFinished());
        QVERIFY(second.result->ok());
        QCOMPARE(second.result->value(), SingleInstance::Outcome::Raised);
        QCOMPARE(raised.count(), 1);
        QCOMPARE(raised.at(0).at(0).toByteArray(), QByteArray("token-1"));
    }

    void theSecondHandsItsLinkOver_data()
    {
        QTest::addColumn<QByteArray>("activation");
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("handed");
        const QString usual = QStringLiteral("banter://h:1/tea %20 茶\n");
        QTest::newRow("with a token") << QByteArray("token-1") << usual << usual;
        QTest::newRow("without") << QByteArray() << usual << usual;
        QTest::newRow("too long") << QByteArray("token-1") << QString(3'000, u'a') << QString();
    }
    void theSecondHandsItsLinkOver()
    {
        QFETCH(const QByteArray, activation);
        QFETCH(const QString, link);
        QFETCH(const QString, handed);
        SingleInstance first(m_dir->path());
        QVERIFY(first.claim().ok());
        QSignalSpy raised(&first, &SingleInstance::raiseWanted);
        Second second(m_dir->path(), activation, link);
        second.start();
        QTRY_VERIFY(second.isFinished());
        QCOMPARE(second.result->value(), SingleInstance::Outcome::Raised);
        QCOMPARE(raised.count(), 1);
        QCOMPARE(raised.at(0).at(0).toByteArray(), activation);
        QCOMPARE(raised.at(0).at(1).toString(), handed);
    }

    void aLinkToTheFolderIsTheSameFolder()
    {
        SingleInstance first(m_dir->path());
        QVERIFY(first.claim().ok());
        const QString link = m_dir->path() + QStringLiteral("-link");
        QVERIFY(QFile::link(m_dir->path(), link));
        Second second(link);
        second.start();
        QTRY_VERIFY(second.isFinished());
        QFile::remove(link);
        QCOMPARE(second.result->value(), SingleInstance::Outcome::Raised);
    }

    void anotherFolderIsAnotherProgram()
    {
        SingleInstance first(m_dir->path());
        QVERIFY(first.claim().ok());
        const QTemporaryDir other;
        SingleInstance second(other.path());
        QCOMPARE(second.claim().value(), SingleInstance::Outcome::First);
    }

    void theFolderIsFreeAfterTheFirst()
    {
        {
            SingleInstance first(m_dir->path());
            QVERIFY(first.claim().ok());
        }
        SingleInstance second(m_dir->path());
        QCOMPARE(second.claim().value(), SingleInstance::Outcome::First);
    }

    void aLockWithoutAnAnswerNamesItsHolder()
    {
        QLockFile lock(m_dir->filePath(QStringLiteral("banter.lock")));
        QVERIFY(lock.tryLock(0));
        SingleInstance second(m_dir->path());
        const auto claimed = second.claim();
        QVERIFY(!claimed.ok());
        QCOMPARE(claimed.error().code, ErrorCode::InUse);
        QVERIFY(claimed.error().message.contains(QString::number(QCoreApplication::applicationPid())));
    }

    void aLockOfADeadProcessIsTakenOver()
    {
        QProcess process;
        process.start(QStringLiteral("true"), {});
        const qint64 pid = process.processId();
        QVERIFY(process.waitForFinished());
        QFile lock(m_dir->filePath(QStringLiteral("banter.lock")));
        QVERIFY(lock.open(QFile::WriteOnly));
        lock.write(QByteArray::number(pid) + "\nbanter\n" + QSysInfo::machineHostName().toUtf8() + "\n");
        lock.close();
        SingleInstance instance(m_dir->path());
        QVERIFY(instance.claim().ok());
    }

    void aLockWithoutAHolderIsTakenOver_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("killed before it wrote its name") << QByteArray();
        QTest::newRow("the power went before the name was on the disk") << QByteArray(40, '\0');
        QTest::newRow("our process id, as in a container that is started again")
            << QByteArray::number(QCoreApplication::applicationPid()) + "\nbanter\n" +
                   QSysInfo::machineHostName().toUtf8() + "\n";
    }

    void aLockWithoutAHolderIsTakenOver()
    {
        QFETCH(QByteArray, content);
        QFile lock(m_dir->filePath(QStringLiteral("banter.lock")));
        QVERIFY(lock.open(QFile::WriteOnly));
        QCOMPARE(lock.write(content), content.size());
        QVERIFY(lock.flush());
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addDays(-1), QFile::FileModificationTime));
        lock.close();
        SingleInstance instance(m_dir->path());
        const auto claimed = instance.claim();
        QVERIFY2(claimed.ok(), claimed.ok() ? "" : qPrintable(claimed.error().message));
        QCOMPARE(claimed.value(), SingleInstance::Outcome::First);
        SingleInstance second(m_dir->path());
        QVERIFY(!second.claim().ok()); // and it is held
    }

    void aFolderThatCannotBeWrittenIsNotInUse()
    {
        const QString path = m_dir->filePath(QStringLiteral("gone"));
        QVERIFY(QDir().mkpath(path));
        SingleInstance instance(path);
        QVERIFY(QDir().rmdir(path));
        QCOMPARE(instance.claim().error().code, ErrorCode::StorageFull);
    }

    void noiseOnTheSocketRaisesNothing()
    {
        SingleInstance first(m_dir->path());
        QVERIFY(first.claim().ok());
        const QSignalSpy raised(&first, &SingleInstance::raiseWanted);
        for (const QByteArray &noise : {QByteArray("hello\n"), QByteArray(10'000, 'x'), QByteArray("\0\n", 2)}) {
            QLocalSocket socket;
            socket.connectToServer(first.socketName());
            QTRY_COMPARE(socket.state(), QLocalSocket::ConnectedState);
            socket.write(noise);
            QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        }
        QCOMPARE(raised.count(), 0);
    }

    void whoSaysNothingIsLetGo()
    {
        SingleInstance first(m_dir->path());
        QVERIFY(first.claim().ok());
        QLocalSocket idle;
        idle.connectToServer(first.socketName());
        QVERIFY(idle.waitForConnected());
        QTRY_COMPARE_WITH_TIMEOUT(idle.state(), QLocalSocket::UnconnectedState, 10 * SingleInstance::AnswerMs);
    }

    // One byte after the other, as a holder that is broken.
    void anAnswerThatNeverEndsIsNone()
    {
        SingleInstance first(m_dir->path());
        QVERIFY(first.claim().ok());
        const QString name = first.socketName();
        QLocalServer::removeServer(name);
        QLocalServer broken;
        QVERIFY(broken.listen(name));
        QTimer drip;
        connect(&broken, &QLocalServer::newConnection, this, [&] {
            QLocalSocket *client = broken.nextPendingConnection();
            connect(&drip, &QTimer::timeout, client, [client] { client->write("r"); });
            drip.start(100);
        });
        Second second(m_dir->path());
        second.start();
        QTRY_VERIFY_WITH_TIMEOUT(second.isFinished(), 10 * SingleInstance::AnswerMs);
        QCOMPARE(second.result->error().code, ErrorCode::InUse);
    }

    void theDataFolderIsMadeForItsOwner()
    {
        const QString path = m_dir->filePath(QStringLiteral("a/b"));
        const Result<QString> made = dataFolder(path);
        QVERIFY(made.ok());
        QCOMPARE(made.value(), path);
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(path).permissions() & others));
        QVERIFY(dataFolder(path).ok());
        QVERIFY(dataFolder(QString()).ok());
    }

    void aFileIsNoDataFolder()
    {
        QFile file(m_dir->filePath(QStringLiteral("file")));
        QVERIFY(file.open(QFile::WriteOnly));
        QCOMPARE(dataFolder(file.fileName()).error().code, ErrorCode::BadRequest);
        QCOMPARE(dataFolder(file.fileName() + QStringLiteral("/below")).error().code, ErrorCode::StorageFull);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

TEST_WITH_CORE_APPLICATION(SingleInstanceTest)

} // namespace tst_single_instance

#include "tst_single_instance.moc"
