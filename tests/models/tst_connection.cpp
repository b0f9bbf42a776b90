// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/auto_away.h"
#include "models/connection_model.h"
#include "models/error_text.h"
#include "models/frame_ticker.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_connection {

using namespace banter;
using namespace banter::testing;

namespace {

struct Connection {
    FakeTime time;
    FakeSink sink;
    ConnectionModel model{sink, time.parts()};
};

} // namespace

class ConnectionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stateIsInWords_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("word");
        QTest::newRow("disconnected") << int(ConnectionState::Disconnected) << QStringLiteral("Disconnected");
        QTest::newRow("connecting") << int(ConnectionState::Connecting) << QStringLiteral("Connecting…");
        QTest::newRow("connected") << int(ConnectionState::Connected) << QStringLiteral("Connected");
        QTest::newRow("reconnecting") << int(ConnectionState::Reconnecting) << QStringLiteral("Reconnecting…");
    }
    void stateIsInWords()
    {
        QFETCH(const int, state);
        Connection c;
        c.model.apply(testing::connection(static_cast<ConnectionState>(state), ConnectionTrouble::Lost));
        QTEST(c.model.word(), "word");
        QCOMPARE(int(c.model.state()), state);
        QCOMPARE(c.model.reason().isEmpty(), c.model.state() == ConnectionModel::Connected);
    }

    void theNextTryIsCountedDown()
    {
        Connection c;
        QCOMPARE(c.model.retrySeconds(), -1);
        ConnectionStatus status = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Unreachable);
        status.nextTryAt = c.time.clock.monotonicMs() + 2500;
        c.model.apply(status);
        QList<int> seen;
        connect(&c.model, &ConnectionModel::retrySecondsChanged, this, [&] { seen.append(c.model.retrySeconds()); });
        QCOMPARE(c.model.retrySeconds(), 3);
        c.time.advance(10'000);
        QCOMPARE(seen, (QList<int>{2, 1, 0}));
        QCOMPARE(c.time.scheduler.pending(), std::size_t(0));
        c.model.apply(testing::connection(ConnectionState::Connected));
        QCOMPARE(c.model.retrySeconds(), -1);
    }

    // The first frame of a start is drawn before anything is known, and then nothing is wrong yet.
    void nothingIsWrongBeforeAnythingIsKnown()
    {
        const Connection c;
        QCOMPARE(c.model.state(), ConnectionModel::Connecting);
        QCOMPARE(c.model.word(), QStringLiteral("Connecting…"));
        QCOMPARE(c.model.bannerText(), QString());
    }

    void theBannerTellsTheTruth()
    {
        Connection c;
        c.model.apply(testing::connection(ConnectionState::Connecting));
        QVERIFY(c.model.bannerText().isEmpty());
        c.model.apply(testing::connection(ConnectionState::Connected));
        c.model.setUnsent(2);
        QVERIFY(c.model.bannerText().isEmpty());
        QSignalSpy banner(&c.model, &ConnectionModel::bannerChanged);
        c.model.apply(testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Lost));
        QVERIFY(c.model.bannerText().contains(u"2 message(s) will be sent when you're back"));
        c.model.setUnsent(0);
        QVERIFY(c.model.bannerText().startsWith(u"You're offline."));
        QVERIFY(!c.model.bannerText().contains(u"0"));
        QCOMPARE(banner.count(), 2);
        c.model.apply(testing::connection(ConnectionState::Connecting, ConnectionTrouble::Unreachable));
        QVERIFY(!c.model.bannerText().isEmpty());
    }

    // Whoever reads that they are offline looks at their own network, and it is the server that has to be waited for.
    void theBannerSaysWhatTheServerAnswered_data()
    {
        QTest::addColumn<ConnectionTrouble>("trouble");
        QTest::addColumn<bool>("answered");
        QTest::newRow("500, 503") << ConnectionTrouble::OutOfService << true;
        QTest::newRow("502, 504, 521") << ConnectionTrouble::Gateway << true;
        QTest::newRow("429") << ConnectionTrouble::TooMany << true;
        QTest::newRow("a redirection") << ConnectionTrouble::Redirected << true;
        QTest::newRow("400") << ConnectionTrouble::NotWebSocket << true;
        QTest::newRow("its disk") << ConnectionTrouble::ServerFull << true;
        QTest::newRow("closes it") << ConnectionTrouble::Rejected << true;
        QTest::newRow("plain against TLS") << ConnectionTrouble::NeedsTls << true;
        QTest::newRow("TLS against plain") << ConnectionTrouble::NoTls << true;
        QTest::newRow("nobody") << ConnectionTrouble::Unreachable << false;
        QTest::newRow("no network") << ConnectionTrouble::NoNetwork << false;
        QTest::newRow("silence") << ConnectionTrouble::Silent << false;
    }
    void theBannerSaysWhatTheServerAnswered()
    {
        QFETCH(const ConnectionTrouble, trouble);
        QFETCH(const bool, answered);
        Connection c;
        for (const ConnectionState state : {ConnectionState::Reconnecting, ConnectionState::Connecting}) {
            c.model.apply(testing::connection(state, trouble));
            for (const int unsent : {0, 2}) {
                c.model.setUnsent(unsent);
                const QString text = c.model.bannerText();
                QCOMPARE(text.startsWith(troubleText(trouble, {})), answered);
                QCOMPARE(text.contains(u"offline"), !answered);
                QVERIFY2(text.endsWith(u"will be sent when you're back."), qPrintable(text));
                QCOMPARE(text.contains(u"2 message(s)"), unsent == 2);
            }
        }
    }

    void aRefusedSignInSaysWhatToDo()
    {
        Connection c;
        ConnectionStatus refused = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::Credentials);
        c.model.apply(refused);
        QVERIFY(!c.model.refused()); // it may still try
        refused.terminal = true;
        c.model.apply(refused);
        QVERIFY(c.model.refused());
        QVERIFY(c.model.bannerText().contains(u"sign in again"));
        c.model.setUnsent(3);
        QVERIFY(c.model.bannerText().contains(u"Sign in again, and 3 message(s) will be sent"));
    }

    void anUnchangedStatusSaysNothing()
    {
        Connection c;
        c.model.apply(testing::connection(ConnectionState::Connected));
        const QSignalSpy changed(&c.model, &ConnectionModel::changed);
        c.model.apply(testing::connection(ConnectionState::Connected));
        QCOMPARE(changed.count(), 0);
    }

    void theButtonsAreCommands()
    {
        Connection c;
        c.model.retryNow();
        c.model.connectNow();
        c.model.disconnectNow();
        QCOMPARE(c.sink.all<tell::RetryNow>().size(), std::size_t(1));
        QCOMPARE(c.sink.all<tell::Connect>().size(), std::size_t(1));
        QCOMPARE(c.sink.all<tell::Disconnect>().size(), std::size_t(1));
    }

    void diagnosticsShowTheFigures()
    {
        Connection c;
        DiagnosticsModel &diagnostics = *c.model.diagnostics();
        QCOMPARE(diagnostics.lastRoundTrip(), -1);
        QVERIFY(!diagnostics.connectedSince().isValid());
        ConnectionMetrics metrics;
        metrics.roundTripsMs = {12, 7};
        metrics.bytesIn = 5'000'000'000;
        metrics.connectedSince = 1'700'000'000'000;
        metrics.closes = {{1'600'000'000'000, 1001, QStringLiteral("bye")}, {1'650'000'000'000, 1006, QString()}};
        c.model.applyMetrics(metrics);
        QCOMPARE(diagnostics.roundTrips(), (QList<int>{12, 7}));
        QCOMPARE(diagnostics.lastRoundTrip(), 7);
        QCOMPARE(diagnostics.bytesIn(), 5e9);
        QVERIFY(diagnostics.connectedSince().isValid());
        const QVariantMap newest = diagnostics.closes().first().toMap();
        QCOMPARE(newest.value(QStringLiteral("code")).toInt(), 1006);
        QVERIFY(!newest.value(QStringLiteral("words")).toString().isEmpty());
        QCOMPARE(diagnostics.closes().last().toMap().value(QStringLiteral("reason")).toString(), QStringLiteral("bye"));
    }

    void tenIdleMinutesAreAway()
    {
        FakeTime time;
        int changes = 0;
        AutoAway here(time.parts(), [&] { ++changes; });
        time.advance(AutoAway::IdleMs - 1);
        QVERIFY(!here.away());
        time.advance(1);
        QVERIFY(here.away());
        QCOMPARE(changes, 1);
        here.input();
        QVERIFY(!here.away());
        QCOMPARE(changes, 2);
        time.advance(AutoAway::IdleMs);
        QVERIFY(here.away());
    }

    void inputPutsItOff()
    {
        FakeTime time;
        AutoAway here(time.parts(), [] {});
        for (int i = 0; i < 100; ++i) {
            time.advance(AutoAway::IdleMs / 2);
            QVERIFY(!here.away());
            here.input();
        }
        QCOMPARE(time.scheduler.pending(), std::size_t(1));
    }

    void whoWorksInAnotherProgramIsNotAway()
    {
        FakeTime time;
        qint64 idle = 60'000;
        AutoAway here(time.parts(), [] {});
        here.setAsk([&] { here.idle(idle); });
        time.advance(3 * AutoAway::IdleMs); // a key there once a minute
        QVERIFY(!here.away());
        idle = 2 * AutoAway::IdleMs;
        time.advance(AutoAway::IdleMs);
        QVERIFY(here.away());
        idle = 1'000; // back, in another program
        time.advance(AutoAway::AskMs);
        QVERIFY(!here.away());
        QCOMPARE(time.scheduler.pending(), std::size_t(1));
    }

    void aSystemThatDoesNotAnswerDoesNotKnow()
    {
        FakeTime time;
        int asked = 0;
        AutoAway here(time.parts(), [] {});
        here.setAsk([&] { ++asked; });
        time.advance(AutoAway::IdleMs);
        QVERIFY(!here.away());
        time.advance(AutoAway::AnswerMs);
        QVERIFY(here.away());
        QCOMPARE(asked, 1);
        here.input();
        QVERIFY(!here.away());
        time.advance(AutoAway::IdleMs + AutoAway::AnswerMs);
        QVERIFY(here.away());
        here.idle(1'000); // late, and true all the same
        QVERIFY(!here.away());
    }

    void wishesOfOneFrameAreOneTick()
    {
        FakeTime time;
        int ticks = 0;
        FrameTicker ticker(time.parts(), [&] { ++ticks; });
        ticker.request();
        ticker.request();
        QCOMPARE(ticks, 0); // never from inside the request
        time.advance(0);
        QCOMPARE(ticks, 1); // but at once after a pause
        for (int ms = 0; ms < 160; ++ms) {
            ticker.request();
            time.advance(1);
        }
        QCOMPARE(ticks, 11);
        ticker.request();
        time.advance(1000);
        QCOMPARE(ticks, 12);
    }
};

TEST_WITH_CORE_APPLICATION(ConnectionTest)

} // namespace tst_connection

#include "tst_connection.moc"
