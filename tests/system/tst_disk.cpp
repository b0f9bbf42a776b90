// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/disk.h"
#include "system/private_files.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tst_disk {

using namespace banter;

class TestDisk : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }
    bool put(const char *name, const QByteArray &text) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }
    QByteArray contentOf(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("nothing");
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void replacesAFile();
    void saysWhyItCannot();
    void syncsWhatIsThere();
    void keepsOthersOut();
    void givesBackWhatItProtects();
};

void TestDisk::replacesAFile()
{
    QVERIFY(put("from", "new"));
    QVERIFY(put("to", "old"));
    QVERIFY(!replaceFile(path("from"), path("to")));
    QCOMPARE(contentOf("to"), QByteArray("new"));
    QVERIFY(!QFile::exists(path("from")));
}

void TestDisk::saysWhyItCannot()
{
    QVERIFY(put("to", "old"));
    const std::error_code fault = replaceFile(path("missing"), path("to"));
    QVERIFY(fault == std::errc::no_such_file_or_directory);
    QCOMPARE(contentOf("to"), QByteArray("old"));
}

void TestDisk::syncsWhatIsThere()
{
    QVERIFY(syncFolder(m_dir->path()));
#ifdef Q_OS_UNIX
    QVERIFY(!syncFolder(path("missing")));
#endif
    QSaveFile file(path("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write("text"), qint64(4));
    QVERIFY(syncFile(file));
    QVERIFY(file.commit());
    QCOMPARE(contentOf("file"), QByteArray("text"));
}

void TestDisk::keepsOthersOut()
{
    QVERIFY(put("file", "text"));
    QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("folder")));
    QVERIFY(restrictToUser(path("file")));
    QVERIFY(restrictToUser(path("folder")));
    QVERIFY(!restrictToUser(path("missing")));
    QCOMPARE(contentOf("file"), QByteArray("text"));
    QVERIFY(put("folder/file", "text"));
#ifdef Q_OS_UNIX
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                                            QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    QCOMPARE(QFile::permissions(path("file")) & others, QFileDevice::Permissions());
    QCOMPARE(QFile::permissions(path("folder")) & others, QFileDevice::Permissions());
    QVERIFY(!QFile::permissions(path("file")).testFlag(QFileDevice::ExeOwner));
#endif
}

void TestDisk::givesBackWhatItProtects()
{
    const QByteArray secret("a secret\0with a zero", 20);
    QCOMPARE(unprotectForUser(protectForUser(secret)), secret);
}

TEST_WITHOUT_APPLICATION(TestDisk)

} // namespace tst_disk

#include "tst_disk.moc"
