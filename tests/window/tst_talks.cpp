// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/registry/registry.h"
#include "models/app_model.h"
#include "tests/interop/node_server.h"
#include "tests/interop/person.h"
#include "tests/models/fakes.h"

#include <QJsonArray>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>
#include <QtQml/QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(BanterPlugin)
Q_IMPORT_QML_PLUGIN(Banter_ModelsPlugin)

using namespace banter;
using namespace banter::testing;

namespace {

constexpr int WaitMs = 60'000;

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

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

// Somebody at the window talks with somebody else on a real server of npm.
class WindowTalks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void talks_data();
    void talks();
};

void WindowTalks::talks_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QJsonObject>("settings");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<bool>("tellsWhoIsThere");
    QTest::newRow("chats") << s("chats_socketio") << QJsonObject() << s("chats") << false;
    QTest::newRow("rooms over Socket.IO, polling only")
        << s("rooms_socketio") << QJsonObject{{s("transports"), QJsonArray{s("polling")}}} << s("rooms-socketio")
        << true;
}

void WindowTalks::talks()
{
    QFETCH(QString, script);
    QFETCH(QJsonObject, settings);
    QFETCH(QString, dialect);
    QFETCH(bool, tellsWhoIsThere);
    NodeServer server(script, settings);
    QCOMPARE(server.start(), QString());
    Person bob({server.url(), dialect, s("bob"), s("bob")});
    bob.enter(Lobby);
    VERIFY_SOON(bob.connected() && bob.view.rooms[Lobby].room.joined);

    Desktop desktop;
    VERIFY_SOON(desktop.find("address"));
    desktop.app.start()->spoken()->choose(dialect);
    desktop.write("address", server.url().toString());
    desktop.write("name", s("ann"));
    desktop.write("password", s("ann"));
    desktop.press(Qt::Key_Return);
    VERIFY_SOON(desktop.app.session());
    VERIFY_SOON(desktop.state() == ConnectionModel::Connected);
    desktop.click("addRoom");
    desktop.write("roomNameField", Lobby);
    desktop.press(Qt::Key_Return);
    VERIFY_SOON(desktop.app.session()->currentRoom() == Lobby);
    if (tellsWhoIsThere)
        VERIFY_SOON(bob.sees(Lobby, s("ann")));

    desktop.write("composer", s("hello bob"));
    VERIFY_SOON(bob.seesTyping(Lobby, s("ann")));
    QVERIFY(bob.sees(Lobby, s("ann"))); // where no list tells it, her typing does
    desktop.press(Qt::Key_Return);
    VERIFY_SOON(bob.has(Lobby, s("hello bob")));
    VERIFY_SOON(desktop.shown(s("hello bob")) == 1);
    bob.tell(tell::Typing{Lobby, true});
    VERIFY_SOON(desktop.app.session()->typing()->text().contains(s("bob")));
    bob.send(Lobby, s("hello ann"));
    VERIFY_SOON(desktop.shown(s("hello ann")) == 1);

    server.kill();
    VERIFY_SOON(desktop.state() == ConnectionModel::Reconnecting && !bob.connected());
    QCOMPARE(server.restart(), QString());
    VERIFY_SOON(desktop.state() == ConnectionModel::Connected && bob.connected());
    VERIFY_SOON(desktop.find("gapAtEnd"));
    bob.send(Lobby, s("and again"));
    VERIFY_SOON(desktop.shown(s("and again")) == 1);
    QVERIFY(!desktop.find("gapAtEnd"));
}

QTEST_MAIN(WindowTalks)
#include "tst_talks.moc"
