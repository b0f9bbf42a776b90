// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/embedded_server.h"
#include "server/socket_server.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace tst_many_links {

using namespace banter;

class TestManyLinks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Systems begin with 1,024 files or fewer, and allow more to whoever asks.
    void aServerMayOpenAFileForEachLink()
    {
#ifdef Q_OS_UNIX
        constexpr rlim_t Wanted = link_limits::MaxLinks + WebSocketListener::MaxHandshakes;
        rlimit before{};
        getrlimit(RLIMIT_NOFILE, &before);
        if (before.rlim_max < Wanted)
            QSKIP("this system does not allow as many files");
        rlimit few = before;
        few.rlim_cur = 256;
        setrlimit(RLIMIT_NOFILE, &few);
        const QTemporaryDir dir;
        EmbeddedServer server;
        ServerOptions options;
        options.dataDir = dir.path();
        QVERIFY(server.start(options).ok());
        rlimit raised{};
        getrlimit(RLIMIT_NOFILE, &raised);
        setrlimit(RLIMIT_NOFILE, &before);
        QVERIFY(raised.rlim_cur >= Wanted);
#else
        QSKIP("there is no such limit");
#endif
    }
};

TEST_WITH_CORE_APPLICATION(TestManyLinks)

} // namespace tst_many_links

#include "tst_many_links.moc"
