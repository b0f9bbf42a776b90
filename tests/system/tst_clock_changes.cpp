// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/clock_changes.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace tst_clock_changes {

using namespace banter;

class TestClockChanges : public QObject {
    Q_OBJECT
private:
    /// What the kernel says of this process's timers of the calendar clock (proc(5), fdinfo): the flags of each.
    static QList<QByteArray> flagsOfTimers()
    {
        QList<QByteArray> found;
        const QDir infos(QStringLiteral("/proc/self/fdinfo"));
        for (const QString &name : infos.entryList(QDir::Files)) {
            QFile info(infos.filePath(name));
            if (!info.open(QIODevice::ReadOnly))
                continue;
            const QList<QByteArray> lines = info.readAll().split('\n');
            if (!lines.contains("clockid: 0"))
                continue;
            for (const QByteArray &line : lines) {
                if (line.startsWith("settime flags:"))
                    found.append(line.mid(qsizetype(qstrlen("settime flags:"))).trimmed());
            }
        }
        return found;
    }

private Q_SLOTS:
    // No test may set the machine's clock; that the system would tell of it is what it says of the timer.
    void theSystemIsAskedToTell()
    {
#ifdef Q_OS_LINUX
        QVERIFY(flagsOfTimers().isEmpty());
        {
            ClockChanges changes;
            QVERIFY(changes.watched());
            QCOMPARE(flagsOfTimers(), QList<QByteArray>{"03"}); // at a time, cancelled when the clock is set
        }
        QVERIFY(flagsOfTimers().isEmpty());
#else
        QVERIFY(!ClockChanges().watched());
#endif
    }
};

TEST_WITH_CORE_APPLICATION(TestClockChanges)

} // namespace tst_clock_changes

#include "tst_clock_changes.moc"
