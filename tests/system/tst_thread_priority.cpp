// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/thread_priority.h"
#include "tests/support/test_program.h"

#include <QTest>
#include <QThread>

#include <memory>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace tst_thread_priority {

using namespace banter;

class TestThreadPriority : public QObject {
    Q_OBJECT

    static int niceness()
    {
#ifdef Q_OS_LINUX
        return getpriority(PRIO_PROCESS, 0);
#else
        return QThread::currentThread()->priority() == QThread::LowPriority ? 10 : 0;
#endif
    }

private Q_SLOTS:
    void onlyThatThreadStandsBack()
    {
        const int before = niceness();
        int there = -1;
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            lowerThreadPriority();
            there = niceness();
        }));
        thread->start();
        QVERIFY(thread->wait());
        QVERIFY(there >= 10);
        QCOMPARE(niceness(), before);
    }

    void twiceIsOnce()
    {
        int once = -1;
        int twice = -1;
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            lowerThreadPriority();
            once = niceness();
            lowerThreadPriority();
            twice = niceness();
        }));
        thread->start();
        QVERIFY(thread->wait());
        QCOMPARE(twice, once);
    }
};

TEST_WITH_CORE_APPLICATION(TestThreadPriority)

} // namespace tst_thread_priority

#include "tst_thread_priority.moc"
