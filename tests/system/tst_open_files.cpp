// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "system/open_files.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <limits>

#ifndef Q_OS_WIN
#include <sys/resource.h>
#endif

namespace tst_open_files {

using namespace banter;

class TestOpenFiles : public QObject {
    Q_OBJECT
#ifndef Q_OS_WIN
private:
    static rlim_t allowed()
    {
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        return limit.rlim_cur;
    }
    static void allow(rlim_t files)
    {
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = files;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    rlimit m_before{};

private Q_SLOTS:
    void init()
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
    }
    void cleanup()
    {
        setrlimit(RLIMIT_NOFILE, &m_before);
    }

    void raisesTheLimit()
    {
        allow(64);
        QCOMPARE(allowOpenFiles(128), 128);
        QCOMPARE(allowed(), rlim_t(128));
    }

    void neverLowersIt()
    {
        allow(128);
        QCOMPARE(allowOpenFiles(64), 64);
        QCOMPARE(allowed(), rlim_t(128));
    }

    void goesNoFurtherThanTheSystemAllows()
    {
        if (m_before.rlim_max >= rlim_t(std::numeric_limits<int>::max()))
            QSKIP("this system allows more than can be asked for");
        allow(64);
        QCOMPARE(allowOpenFiles(int(m_before.rlim_max) + 1), int(m_before.rlim_max));
        QCOMPARE(allowed(), m_before.rlim_max);
    }
#endif
};

TEST_WITH_CORE_APPLICATION(TestOpenFiles)

} // namespace tst_open_files

#include "tst_open_files.moc"
