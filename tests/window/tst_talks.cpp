// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/registry/registry.h"
#include "models/app_model.h"
#include "tests/interop/node_server.h"
#include "tests/interop/person.h"
#include "tests/interop/redis_server.h"
#include "tests/interop/stands.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>

namespace tst_talks {

using namespace banter;
using namespace banter::testing;

namespace {

constexpr int WaitMs = 30'000;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

void gather(QQuickItem *item, QList<QQuickItem *> &found)
{
    if (!item->isVisible())
        return;
    found.append(item);
    for (QQuickItem *child : item->childItems())
        gather(child, found);
}

/// The desktop's window, models and engine as the program has them; only what it remembers is kept nowhere. Driven by
/// the keyboard.
class Desktop {
public:
    Desktop() : app({ModelParts{m_clock, m_scheduler}, enginePorts(), m_host, m_book, dialectNames()}, m_settings)
    {
        m_engine.addImportPath(s("qrc:/qt/qml"));
        m_engine.setInitialProperties({{s("app"), QVariant::fromValue(&app)}, {s("width"), 1'100}, {s("height"), 800}});
        app.open();
        m_engine.load(QUrl(s("qrc:/qt/qml/Banter/Main.qml")));
        window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().value(0));
        window->requestActivate();
    }
    ~Desktop() { delete window; }

    QQuickItem *find(const char *name) const
    {
        QList<QQuickItem *> all;
        gather(window->contentItem(), all);
        for (auto item = all.rbegin(); item != all.rend(); ++item) {
            if ((*item)->objectName() == QLatin1String(name))
                return *item;
        }
        return nullptr;
    }
    void write(const char *field, const QString &text)
    {
        QTRY_VERIFY_WITH_TIMEOUT(find(field), WaitMs);
        find(field)->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(window, Qt::Key_A, Qt::ControlModifier);
        for (const QChar letter : text)
            QTest::keyClick(window, letter.toLatin1());
    }
    void press(int key) { QTest::keyClick(window, static_cast<Qt::Key>(key)); }
    void click(const char *name)
    {
        QTRY_VERIFY_WITH_TIMEOUT(find(name), WaitMs);
        QQuickItem *item = find(name);
        QTest::mouseClick(window, Qt::LeftButton, {},
                          item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint());
    }
    ConnectionModel::State state() const { return app.session()->connection()->state(); }
    bool sees(const QString &user) const { return app.session()->current()->members()->find(user); }
    /// Whether this text is on the screen.
    bool reads(const QString &text) const
    {
        QList<QQuickItem *> all;
        gather(window->contentItem(), all);
        return std::any_of(all.begin(), all.end(),
                           [&](const QQuickItem *item) { return item->property("text").toString() == text; });
    }
    /// The messages that are on the screen with this text and state.
    int shown(const QString &text, TimelineModel::State state = TimelineModel::Sent) const
    {
        QList<QQuickItem *> all;
        gather(window->contentItem(), all);
        return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const QQuickItem *item) {
            return item->property("clientId").isValid() && item->property("text").toString() == text &&
                   item->property("delivery").toInt() == int(state);
        }));
    }

private:
    SystemClock m_clock;
    QtScheduler m_scheduler;
    FakeHost m_host;
    FakeBook m_book;
    SettingsFile m_file{QString()};
    SettingsModel m_settings{m_file};

public:
    AppModel app;

private:
    QQmlApplicationEngine m_engine;

public:
    QQuickWindow *window = nullptr;
};

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

// Somebody at the window talks with somebody else on a real server of npm.
class WindowTalks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void talks_data();
    void talks();
    void showsNotices();
    void findsOutWhatIsSpoken_data();
    void findsOutWhatIsSpoken();

private:
    static void signIn(Desktop &desktop, const QUrl &server, const QString &dialect);
    static void point(Desktop &desktop, Person &bob);

    RedisServer m_redis;
};

void WindowTalks::initTestCase()
{
    QCOMPARE(m_redis.start(), QString());
}

void WindowTalks::talks_data()
{
    addStands(m_redis.url());
}

void WindowTalks::talks()
{
    QFETCH(Stand, stand);
    const Offers offers = stand.offers;
    const QString room = stand.room();
    StandServers servers(stand);
    QCOMPARE(servers.start(), QString());
    Person bob({servers.otherUrl(),
                stand.isFile() ? s("file") : stand.dialect,
                s("bob"),
                s("bob"),
                stand.isFile() ? read(stand.dialect) : QByteArray(),
                {}});
    QCOMPARE(bob.fault(), QString());
    bob.enter(room);
    VERIFY_SOON(bob.connected() && bob.view.rooms[room].room.joined);

    Desktop desktop;
    signIn(desktop, servers.url(), stand.dialect);
    if (!stand.isFile()) {
        desktop.click("addRoom");
        desktop.write("roomNameField", room);
        desktop.press(Qt::Key_Return);
    }
    VERIFY_SOON(desktop.app.session()->current()->room() == room);
    if (offers.lists)
        VERIFY_SOON(bob.sees(room, s("ann")) && desktop.sees(s("bob")));

    desktop.write("composer", s("hello bob"));
    if (offers.typing) {
        VERIFY_SOON(bob.seesTyping(room, s("ann")));
        QVERIFY(bob.sees(room, s("ann"))); // where no list tells it, her typing does
    }
    desktop.press(Qt::Key_Return);
    VERIFY_SOON(bob.has(room, s("hello bob")));
    VERIFY_SOON(desktop.shown(s("hello bob")) == 1);
    if (offers.typing) {
        bob.tell(tell::Typing{room, true});
        VERIFY_SOON(desktop.app.session()->current()->typing()->text().contains(s("bob")));
    }
    bob.send(room, s("hello ann"));
    VERIFY_SOON(desktop.shown(s("hello ann")) == 1);
    if (offers.cursors)
        point(desktop, bob);

    servers.kill(); // SIGKILL
    VERIFY_SOON(desktop.state() == ConnectionModel::Reconnecting && (servers.areTwo() || !bob.connected()));
    VERIFY_SOON(desktop.find("banner"));
    QCOMPARE(servers.restart(), QString());
    VERIFY_SOON(desktop.state() == ConnectionModel::Connected && bob.connected());
    VERIFY_SOON(desktop.find("gapAtEnd"));
    bob.send(room, s("back")); // not every server confirms that one is in a room; who was heard there is
    VERIFY_SOON(bob.has(room, s("back")));
    desktop.write("composer", s("still here"));
    desktop.press(Qt::Key_Return);
    VERIFY_SOON(bob.has(room, s("still here")));
    VERIFY_SOON(desktop.shown(s("still here")) == 1);
    bob.send(room, s("and again"));
    VERIFY_SOON(desktop.shown(s("and again")) == 1);
    QVERIFY(!desktop.find("gapAtEnd"));
}

void WindowTalks::showsNotices()
{
    QTemporaryDir folder;
    const QJsonObject settings{{s("token"), s("ann")}, {s("log"), folder.filePath(s("told.json"))}};
    NodeServer server(s("notices_sse"), settings);
    QCOMPARE(server.start(), QString());
    QUrl address = server.url();
    address.setScheme(s("http"));
    address.setPath(s("/notices"));
    QNetworkAccessManager http;
    const auto tell = [&](const QString &words) {
        QNetworkRequest request(address);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        const QByteArray body = QJsonDocument(QJsonObject{{s("message"), words}}).toJson();
        QNetworkReply *reply = http.post(request, body);
        const bool done = QTest::qWaitFor([&] { return reply->isFinished(); }, WaitMs);
        reply->deleteLater();
        return done && reply->error() == QNetworkReply::NoError;
    };

    Desktop desktop;
    signIn(desktop, address, s("notices"));
    VERIFY_SOON(desktop.reads(s("No notices yet")));
    QVERIFY(!desktop.find("composer"));
    QVERIFY(tell(s("The lift is out of order.")));
    VERIFY_SOON(desktop.reads(s("The lift is out of order.")));
    server.kill();
    VERIFY_SOON(desktop.state() == ConnectionModel::Reconnecting);
    QCOMPARE(server.restart(), QString());
    QVERIFY(tell(s("It works again."))); // perhaps before she is back: it is sent after the last one that she has
    VERIFY_SOON(desktop.state() == ConnectionModel::Connected);
    VERIFY_SOON(desktop.reads(s("It works again.")));
    QCOMPARE(desktop.app.session()->notices()->rowCount({}), 2); // each once
}

void WindowTalks::findsOutWhatIsSpoken_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("channels") << s("channels_ws");
    QTest::newRow("rooms") << s("rooms_ws");
}

// The first dial finds out that it is no server of this program's; the second one signs in.
void WindowTalks::findsOutWhatIsSpoken()
{
    QFETCH(QString, script);
    NodeServer server(script, {});
    QCOMPARE(server.start(), QString());
    QUrl address = server.url();
    address.setScheme(s("ws"));
    Desktop desktop;
    signIn(desktop, address, s("auto"));
}

void WindowTalks::signIn(Desktop &desktop, const QUrl &server, const QString &dialect)
{
    VERIFY_SOON(desktop.find("address"));
    desktop.app.start()->spoken()->choose(dialect);
    desktop.write("address", server.toString());
    desktop.write("name", s("ann"));
    desktop.write("password", s("ann"));
    desktop.press(Qt::Key_Return);
    VERIFY_SOON(desktop.app.session() || !desktop.app.start()->error().isEmpty());
    QCOMPARE(desktop.app.start()->error(), QString());
    VERIFY_SOON(desktop.state() == ConnectionModel::Connected);
}

// On the board, which the keys open and close.
void WindowTalks::point(Desktop &desktop, Person &bob)
{
    QTest::keyClick(desktop.window, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    VERIFY_SOON(desktop.find("board") && desktop.find("board")->width() > 100);
    const QQuickItem *board = desktop.find("board");
    for (const double part : {0.5, 0.25})
        QTest::mouseMove(desktop.window, board->mapToScene({board->width() * part, board->height() / 2}).toPoint());
    VERIFY_SOON(bob.view.cursors.contains({Lobby, s("ann")}));
    bob.tell(tell::MoveCursor{Lobby, {0.25, 0.75}});
    VERIFY_SOON(desktop.app.session()->current()->cursors()->rowCount({}) == 1);
    QTest::keyClick(desktop.window, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    VERIFY_SOON(!desktop.find("board"));
}

TEST_WITH_GUI_APPLICATION(WindowTalks)

} // namespace tst_talks

#include "tst_talks.moc"
