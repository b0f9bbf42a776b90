// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli.h"
#include "server.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>

namespace tst_silence {

using namespace banter::test;

/// A server that stands still: its connections stay open, and nothing comes any more. A program of its own, because a
/// heartbeat takes its time (25 s + 5 s, connection/constants.h).
class tst_Silence final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isNoticedWithinThirtySeconds()
    {
        Server server;
        QVERIFY(server.up());
        QVERIFY(registerUser(server.url(), QStringLiteral("ann")));
        Cli ann(server.url(), QStringLiteral("ann"));
        QVERIFY(ann.begin({QStringLiteral("session")}));
        ann.tell("{'do':'join','room':'lobby'}");
        QVERIFY(ann.waitFor("{'event':'members','room':'lobby'}"));

        server.signal(SIGSTOP);
        QElapsedTimer silence;
        silence.start();
        // 30 s, and something for a slow machine to write it down.
        QVERIFY(ann.waitFor("{'event':'connection','state':'reconnecting'}", 33'000));
        QVERIFY(silence.elapsed() > 5'000); // not because of something else
        const QJsonObject told = ann.matching("{'event':'connection','state':'reconnecting'}").constFirst();
        QVERIFY(!told.value(QStringLiteral("reason")).toString().isEmpty());
        ann.tell("{'do':'send','room':'lobby','text':'are you there?','clientId':'there-1'}");
        QVERIFY(ann.waitFor("{'event':'message','clientId':'there-1','state':'pending'}"));

        server.signal(SIGCONT);
        QVERIFY(ann.waitForCount("{'event':'connection','state':'connected'}", 2, 60'000));
        QVERIFY(ann.waitFor("{'event':'message','clientId':'there-1','state':'sent'}"));
        ann.tell("{'do':'quit'}");
        QCOMPARE(ann.waitForEnd(), 0);
    }
};

TEST_WITH_CORE_APPLICATION(tst_Silence)

} // namespace tst_silence

#include "tst_silence.moc"
