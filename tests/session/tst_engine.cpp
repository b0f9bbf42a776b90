// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/embedded_server.h"
#include "session/engine.h"
#include "store/open.h"
#include "tests/session/stage.h"
#include "tests/support/test_program.h"
#include "tests/support/websocket_kind.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

namespace tst_engine {

using namespace banter;
using namespace banter::testing;

namespace {

/// A person at a real engine: what it said is gathered as a view would.
class Person final {
public:
    Person(const QUrl &server, const QString &name, const QString &storeFile = {}, bool keepsToken = true)
    {
        EngineConfig config;
        config.session.server = server;
        config.session.credentials = {Credentials::Method::Register, name, QStringLiteral("long enough")};
        config.storeFile = storeFile;
        config.keepsToken = keepsToken;
        engine = std::make_unique<Engine>(config);
        QObject::connect(engine.get(), &Engine::ready, engine.get(), [this] { view.apply(engine->takeChanges()); });
    }

    void enter()
    {
        engine->tell(tell::Connect{});
        engine->tell(tell::JoinRoom{Lobby});
        engine->tell(tell::OpenRoom{Lobby});
    }
    void send(const QString &text) { engine->tell(tell::Send{Lobby, text, {}}); }
    bool connected() const { return view.state() == ConnectionState::Connected; }
    bool inLobby() const { return connected() && view.roster.count(Lobby) > 0; }
    /// All `count` lines, one after the other; asks for the next page upwards where that is not yet so.
    bool seesAll(std::size_t count)
    {
        const auto all = view.messages(Lobby);
        for (std::size_t i = 1; i < all.size(); ++i) {
            if (all[i].message.seq != all[i - 1].message.seq + 1)
                return false;
        }
        const HistoryState &history = view.history[Lobby];
        if (all.size() < count && !history.loading)
            engine->tell(tell::LoadOlder{Lobby, 0, 100});
        return all.size() == count;
    }
    int unsent() const
    {
        const auto all = view.messages(Lobby);
        return int(std::count_if(all.begin(), all.end(),
                                 [](const ShownMessage &one) { return one.state == DeliveryState::Pending; }));
    }

    std::unique_ptr<Engine> engine;
    View view;
};

} // namespace

/// Two engines and the embedded server, over real sockets and in real time.
class TestEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void twoPeopleTalk();
    void presenceTypingAndCursorsCross();
    void everythingArrivesOnceAndInOrderOverARestartOfTheServer();
    void startsWithoutAServerAndShowsWhatIsStored();
    void tenThousandMessages();
    void saysWhyItCannotStart();
    void goesWithinTwoSeconds();
    void saysGoodbye();
    void givesBackATokenThatNobodyKeeps_data();
    void givesBackATokenThatNobodyKeeps();

private:
    void serve(double rate = 0);
    QString file(const QString &name) const { return m_dir->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<EmbeddedServer> m_server;
    QUrl m_url;
    quint16 m_port = 0;
};

void TestEngine::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_port = 0;
    serve();
}

void TestEngine::cleanup()
{
    m_server.reset();
    m_dir.reset();
}

void TestEngine::serve(double rate)
{
    m_server = std::make_unique<EmbeddedServer>();
    ServerOptions options;
    options.webSocket = banter::testing::testedWebSocket();
    options.dataDir = file(QStringLiteral("server"));
    options.port = m_port;
    options.ratePerSecond = rate;
    const Result<QUrl> url = m_server->start(options);
    QVERIFY2(url.ok(), url.ok() ? "" : qPrintable(url.error().message));
    m_url = url.value();
    m_port = quint16(m_url.port());
}

void TestEngine::twoPeopleTalk()
{
    Person ann(m_url, Ann);
    Person bo(m_url, Bo);
    ann.enter();
    bo.enter();
    QTRY_VERIFY_WITH_TIMEOUT(ann.inLobby() && bo.inLobby(), 20'000);
    ann.send(QStringLiteral("hello Bo"));
    QTRY_COMPARE_WITH_TIMEOUT(bo.view.texts(Lobby), std::vector<QString>{QStringLiteral("hello Bo")}, 10'000);
    bo.send(QStringLiteral("hello Ann"));
    const std::vector<QString> both{QStringLiteral("hello Bo"), QStringLiteral("hello Ann")};
    QTRY_VERIFY_WITH_TIMEOUT(ann.view.texts(Lobby) == both && bo.view.texts(Lobby) == both, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(ann.unsent() + bo.unsent(), 0, 10'000);
    QVERIFY(bo.view.messages(Lobby).front().live);
    QVERIFY(!bo.view.messages(Lobby).front().own);
}

void TestEngine::presenceTypingAndCursorsCross()
{
    Person ann(m_url, Ann);
    Person bo(m_url, Bo);
    ann.enter();
    bo.enter();
    QTRY_VERIFY_WITH_TIMEOUT(ann.inLobby() && bo.inLobby() && ann.view.roster[Lobby].count(Bo) > 0, 20'000);
    bo.engine->tell(tell::SetPresence{PresenceStatus::Busy, QStringLiteral("deep work")});
    bo.engine->tell(tell::Typing{Lobby, true});
    bo.engine->tell(tell::MoveCursor{Lobby, {0.25, 0.75}});
    QTRY_COMPARE_WITH_TIMEOUT(ann.view.presence[Bo].status, PresenceStatus::Busy, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(ann.view.typing[Lobby], std::vector<QString>{Bo}, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT((ann.view.cursors.count({Lobby, Bo}) == 1), 10'000);
    QCOMPARE((ann.view.cursors[{Lobby, Bo}]), (CursorPoint{0.25, 0.75}));
    bo.engine->tell(tell::LeaveCursor{Lobby});
    bo.engine->tell(tell::Typing{Lobby, false});
    QTRY_VERIFY_WITH_TIMEOUT(ann.view.cursors.empty() && ann.view.typing[Lobby].empty(), 10'000);
}

void TestEngine::everythingArrivesOnceAndInOrderOverARestartOfTheServer()
{
    Person ann(m_url, Ann, file(QStringLiteral("ann.db")));
    Person bo(m_url, Bo, file(QStringLiteral("bo.db")));
    ann.enter();
    bo.enter();
    QTRY_VERIFY_WITH_TIMEOUT(ann.inLobby() && bo.inLobby(), 20'000);
    const auto say = [&](int from, int to) {
        for (int i = from; i < to; ++i) {
            ann.send(QStringLiteral("ann %1").arg(i));
            bo.send(QStringLiteral("bo %1").arg(i));
        }
    };
    say(0, 50);
    m_server.reset(); // while they are on their way
    say(50, 100);
    QTRY_VERIFY_WITH_TIMEOUT(!ann.connected() && !bo.connected(), 20'000);
    say(100, 150);
    serve();
    say(150, 200);
    QTRY_VERIFY_WITH_TIMEOUT(ann.connected() && bo.connected(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(ann.unsent() == 0 && bo.unsent() == 0, 60'000);
    // What was on no page so far comes by scrolling up.
    QTRY_VERIFY_WITH_TIMEOUT(ann.seesAll(400) && bo.seesAll(400), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(bo.view.texts(Lobby) == ann.view.texts(Lobby), 30'000);
    QCOMPARE(ann.view.texts(Lobby).size(), std::size_t(400));
    for (const QString &who : {Ann, Bo}) {
        std::vector<QString> expected;
        std::vector<QString> found;
        for (int i = 0; i < 200; ++i)
            expected.push_back(QStringLiteral("%1 %2").arg(who).arg(i));
        for (const QString &text : ann.view.texts(Lobby)) {
            if (text.startsWith(who))
                found.push_back(text);
        }
        QCOMPARE(found, expected);
    }
    QVERIFY(ann.view.history[Lobby].gaps.empty());
}

void TestEngine::startsWithoutAServerAndShowsWhatIsStored()
{
    const QString store = file(QStringLiteral("ann.db"));
    {
        Person ann(m_url, Ann, store);
        ann.enter();
        QTRY_VERIFY_WITH_TIMEOUT(ann.inLobby(), 20'000);
        ann.send(QStringLiteral("remember this"));
        QTRY_VERIFY_WITH_TIMEOUT(ann.view.texts(Lobby).size() == 1 && ann.unsent() == 0, 10'000);
    }
    m_server.reset();
    Person ann(m_url, Ann, store);
    ann.enter();
    ann.send(QStringLiteral("and this"));
    const std::vector<QString> both{QStringLiteral("remember this"), QStringLiteral("and this")};
    QTRY_COMPARE_WITH_TIMEOUT(ann.view.texts(Lobby), both, 10'000);
    QVERIFY(!ann.connected());
    QCOMPARE(ann.unsent(), 1);
}

void TestEngine::tenThousandMessages()
{
    Person bo(m_url, Bo);
    bo.enter();
    QTRY_VERIFY_WITH_TIMEOUT(bo.inLobby(), 20'000);
    Person ann(m_url, Ann);
    ann.enter();
    QTRY_VERIFY_WITH_TIMEOUT(ann.inLobby(), 20'000);
    std::vector<QString> expected;
    QElapsedTimer watch;
    watch.start();
    for (int i = 0; i < 10'000; ++i) {
        expected.push_back(QStringLiteral("line %1").arg(i));
        ann.send(expected.back());
    }
    QTRY_VERIFY_WITH_TIMEOUT(bo.view.events.size() >= 10'000, 120'000);
    QTRY_VERIFY_WITH_TIMEOUT(ann.view.events.size() >= 20'000, 120'000);
    qInfo("10,000 messages in %lld ms", watch.elapsed());
    QVERIFY(bo.view.texts(Lobby) == expected);
    QCOMPARE(bo.view.events.size(), std::size_t(10'000));
    QCOMPARE(ann.unsent(), 0);
}

void TestEngine::saysWhyItCannotStart()
{
    std::optional<Status> told;
    const auto start = [&](const EngineConfig &config) {
        told.reset();
        auto engine = std::make_unique<Engine>(config);
        connect(engine.get(), &Engine::started, engine.get(), [&](const Status &status) { told = status; });
        return engine;
    };
    EngineConfig config;
    config.session.server = m_url;
    config.dialect = QStringLiteral("klingon");
    const auto wrongDialect = start(config);
    QTRY_VERIFY_WITH_TIMEOUT(told.has_value(), 10'000);
    QVERIFY(!told->ok());
    QCOMPARE(told->error().code, ErrorCode::NotSupported);
    config.dialect = QStringLiteral("banter");
    config.storeFile = m_dir->path(); // a folder
    const auto wrongStore = start(config);
    QTRY_VERIFY_WITH_TIMEOUT(told.has_value(), 10'000);
    QVERIFY(!told->ok());
    wrongStore->tell(tell::Connect{}); // harmless
}

void TestEngine::goesWithinTwoSeconds()
{
    for (const bool connected : {false, true}) {
        auto ann = std::make_unique<Person>(connected ? m_url : QUrl(QStringLiteral("ws://192.0.2.1:9")),
                                            QStringLiteral("ann-%1").arg(connected));
        ann->enter();
        if (connected)
            QTRY_VERIFY_WITH_TIMEOUT(ann->inLobby(), 20'000);
        QElapsedTimer watch;
        watch.start();
        ann.reset();
        QVERIFY2(watch.elapsed() < 2'000, qPrintable(QString::number(watch.elapsed())));
    }
}

void TestEngine::saysGoodbye()
{
    // Somebody who says goodbye is offline for the others after the server's grace for short drops (10 s), not after
    // its patience with the silent.
    Person bo(m_url, Bo);
    bo.enter();
    auto ann = std::make_unique<Person>(m_url, Ann);
    ann->enter();
    QTRY_VERIFY_WITH_TIMEOUT(bo.inLobby() && bo.view.roster[Lobby].count(Ann) > 0, 20'000);
    ann.reset();
    QTRY_COMPARE_WITH_TIMEOUT(bo.view.presence[Ann].status, PresenceStatus::Offline, 15'000);
}

void TestEngine::givesBackATokenThatNobodyKeeps_data()
{
    QTest::addColumn<bool>("keeps");
    QTest::newRow("kept") << true;
    QTest::newRow("not kept") << false;
}

void TestEngine::givesBackATokenThatNobodyKeeps()
{
    QFETCH(bool, keeps);
    auto ann = std::make_unique<Person>(m_url, Ann, QString(), keeps);
    ann->enter();
    QTRY_VERIFY_WITH_TIMEOUT(ann->inLobby() && ann->view.token, 20'000);
    const QString token = *ann->view.token;
    QVERIFY(!token.isEmpty());
    ann.reset();
    EngineConfig config;
    config.session.server = m_url;
    config.session.credentials = {Credentials::Method::Token, Ann, token};
    Engine again(config);
    View view;
    connect(&again, &Engine::ready, &again, [&] { view.apply(again.takeChanges()); });
    again.tell(tell::Connect{});
    if (keeps)
        QTRY_COMPARE_WITH_TIMEOUT(view.state(), ConnectionState::Connected, 20'000);
    else
        QTRY_COMPARE_WITH_TIMEOUT(view.connection.trouble, ConnectionTrouble::Credentials, 20'000);
}

TEST_WITH_CORE_APPLICATION(TestEngine)

} // namespace tst_engine

#include "tst_engine.moc"
