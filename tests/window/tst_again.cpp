// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/registry/registry.h"
#include "disk_book.h"
#include "host.h"
#include "models/app_model.h"
#include "server/embedded_server.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QtQml/QQmlExtensionPlugin>

// For all tests of the program.
Q_IMPORT_QML_PLUGIN(BanterPlugin)
Q_IMPORT_QML_PLUGIN(Banter_ModelsPlugin)

namespace tst_again {

using namespace banter;

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

/// One start of the program on a data folder, with its window, its server and all that it keeps; its end is the
/// window's. Driven by mouse and keys.
class Start {
public:
    explicit Start(const QString &folder)
        : m_file(folder + s("/settings.ini")), m_book(folder, false), m_host(folder + s("/server"), &m_file),
          app({ModelParts{m_clock, m_scheduler}, enginePorts(), m_host, m_book, dialectNames()}, m_settings)
    {
        m_engine.addImportPath(s("qrc:/qt/qml"));
        m_engine.setInitialProperties({{s("app"), QVariant::fromValue(&app)}, {s("width"), 900}, {s("height"), 760}});
        m_engine.load(QUrl(s("qrc:/qt/qml/Banter/Main.qml")));
        m_window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().value(0));
        m_window->requestActivate();
        app.open();
        // The form comes up, or a chat that goes on by itself.
        const bool there = QTest::qWaitFor([this] { return find("submit") || app.session(); }, WaitMs);
        if (!there)
            qWarning("neither the form nor a chat is there");
    }
    ~Start() { delete m_window; }

    QList<QQuickItem *> shown() const
    {
        QList<QQuickItem *> all;
        gather(m_window->contentItem(), all);
        return all;
    }
    QQuickItem *find(const char *name) const
    {
        const QList<QQuickItem *> all = shown();
        for (auto item = all.rbegin(); item != all.rend(); ++item) {
            if ((*item)->objectName() == QLatin1String(name))
                return *item;
        }
        return nullptr;
    }
    /// `across`: where, as a part of its width.
    // Two frames: what the first one lays out may ask for another.
    void settle()
    {
        QSignalSpy drawn(m_window, &QQuickWindow::frameSwapped);
        for (int frame = 1; frame <= 2; ++frame) {
            m_window->update();
            if (!QTest::qWaitFor([&] { return drawn.count() >= frame; }, WaitMs))
                qWarning("nothing is drawn");
        }
    }
    bool click(const char *name, double across = 0.5)
    {
        if (!QTest::qWaitFor([&] { return find(name) != nullptr; }, WaitMs))
            return false;
        settle();
        const QQuickItem *item = find(name);
        if (!item)
            return false;
        QTest::mouseClick(m_window, Qt::LeftButton, {},
                          item->mapToScene(QPointF(item->width() * across, item->height() / 2)).toPoint());
        return true;
    }
    bool write(const char *field, const QString &text)
    {
        if (!click(field))
            return false;
        QTest::keyClick(m_window, Qt::Key_A, Qt::ControlModifier);
        for (const QChar letter : text)
            QTest::keyClick(m_window, letter.toLatin1());
        return true;
    }
    QString typed(const char *field) const
    {
        const QQuickItem *item = find(field);
        return item ? item->property("text").toString() : QString();
    }
    bool hosting() const { return find("hostTile") && find("hostTile")->property("checked").toBool(); }
    /// The form's end: a chat that is connected, or an error. Empty for the chat.
    QString outcome()
    {
        const auto over = [this] { return connected() || !app.start()->error().isEmpty(); };
        return !QTest::qWaitFor(over, WaitMs) ? s("nothing happens") : app.session() ? QString() : app.start()->error();
    }
    bool connected() const
    {
        return app.session() && app.session()->connection()->state() == ConnectionModel::Connected;
    }
    /// Whether the error can be read, and where the person is to look has the keys.
    bool tellsItsError()
    {
        const QString error = app.start()->error();
        const auto told = [&] {
            for (const QQuickItem *item : shown()) {
                if (item->property("text").toString() == error)
                    return true;
            }
            return false;
        };
        static const QHash<StartModel::ErrorField, const char *> Fields{
            {StartModel::Address, "address"}, {StartModel::Name, "name"}, {StartModel::Password, "password"}};
        const char *field = Fields.value(app.start()->errorField(), nullptr);
        return QTest::qWaitFor(told, WaitMs) && (!field || (find(field) && find(field)->hasActiveFocus()));
    }
    void press(int key) { QTest::keyClick(m_window, static_cast<Qt::Key>(key)); }

private:
    SystemClock m_clock;
    QtScheduler m_scheduler;
    SettingsFile m_file;
    SettingsModel m_settings{m_file};
    desktop::DiskBook m_book;
    desktop::Host m_host;

public:
    AppModel app;

private:
    QQmlApplicationEngine m_engine;
    QQuickWindow *m_window = nullptr;
};

} // namespace

// Starting, closing and starting again, in the ways in which people do.
class WindowAgain : public QObject {
    Q_OBJECT

    static constexpr const char *Password = "correct horse";

    /// Somebody else's server, on a port of its own.
    struct Server {
        Server() { start(); }
        /// On a port of its own, another one each time.
        void start()
        {
            ServerOptions options;
            options.dataDir = folder.path();
            options.ratePerSecond = 0;
            const Result<QUrl> up = server.start(options);
            url = up.ok() ? up.value().toString() : QString();
        }
        QTemporaryDir folder;
        EmbeddedServer server;
        QString url;
    };

    static QString host(Start &start, const char *name, const char *password, bool keep = false)
    {
        if (!start.hosting() && !start.click("hostTile"))
            return s("no tile");
        if (!start.write("name", s(name)) || !start.write("password", s(password)) || (keep && !start.click("keep")))
            return s("no field");
        start.press(Qt::Key_Return);
        return start.outcome();
    }

    static QString join(Start &start, const QString &address, const char *name, const char *password,
                        bool create = false, bool keep = false)
    {
        if (start.hosting() && !start.click("joinTile"))
            return s("no tile");
        const QQuickItem *account = start.find("account");
        if (!account || !start.click("account", create ? 0.75 : 0.25))
            return s("no choice");
        if (!start.write("address", address) || !start.write("name", s(name)) ||
            !start.write("password", s(password)) || (keep && !start.click("keep")))
            return s("no field");
        start.press(Qt::Key_Return);
        return start.outcome();
    }

private Q_SLOTS:
    void hostsAndHostsAgain_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("password");
        QTest::addColumn<int>("field"); // -1: it goes on
        QTest::newRow("the same") << s("ann") << s(Password) << -1;
        QTest::newRow("another person") << s("bob") << s("another horse") << -1;
        QTest::newRow("a wrong password") << s("ann") << s("another horse") << int(StartModel::Password);
        QTest::newRow("a short password") << s("ann") << s("short") << int(StartModel::Password);
        QTest::newRow("a name that cannot be") << s("ann lee") << s(Password) << int(StartModel::Name);
    }

    void hostsAndHostsAgain()
    {
        QFETCH(QString, name);
        QFETCH(QString, password);
        QFETCH(int, field);
        QTemporaryDir folder;
        {
            Start first(folder.path());
            QVERIFY(!first.hosting());
            QCOMPARE(host(first, "ann", Password), QString());
        }
        Start again(folder.path());
        QVERIFY(!again.app.session()); // nothing was kept
        QVERIFY(again.hosting());
        QCOMPARE(again.typed("name"), s("ann"));
        const QString said = host(again, name.toUtf8().constData(), password.toUtf8().constData());
        QCOMPARE(said.isEmpty(), field < 0);
        if (field >= 0) {
            QCOMPARE(int(again.app.start()->errorField()), field);
            QVERIFY(again.tellsItsError());
            QCOMPARE(again.typed("name"), name);
            QCOMPARE(host(again, "ann", Password), QString()); // and now right
        }
    }

    void whoIsKeptHostsOnByItself()
    {
        QTemporaryDir folder;
        for (int start = 0; start < 3; ++start) {
            Start program(folder.path());
            if (start == 0)
                QCOMPARE(host(program, "ann", Password, true), QString());
            QTRY_VERIFY_WITH_TIMEOUT(program.connected(), WaitMs);
            QVERIFY(program.app.hosting());
        }
    }

    void joinsAndJoinsAgain_data()
    {
        QTest::addColumn<bool>("keep");
        QTest::newRow("kept") << true;
        QTest::newRow("not kept") << false;
    }

    void joinsAndJoinsAgain()
    {
        QFETCH(bool, keep);
        Server server;
        QVERIFY(!server.url.isEmpty());
        QTemporaryDir folder;
        {
            Start first(folder.path());
            QCOMPARE(join(first, server.url, "ann", Password, true, keep), QString());
        }
        {
            Start again(folder.path());
            if (!keep) {
                QVERIFY(!again.app.session());
                QVERIFY(!again.hosting());
                QCOMPARE(again.typed("address"), server.url);
                QCOMPARE(again.typed("name"), s("ann"));
                QVERIFY(!join(again, server.url, "ann", "another horse").isEmpty());
                QCOMPARE(again.app.start()->errorField(), StartModel::Password);
                QVERIFY(again.tellsItsError());
                QCOMPARE(join(again, server.url, "ann", Password), QString());
            }
            QTRY_VERIFY_WITH_TIMEOUT(again.connected(), WaitMs);
            again.app.signOut(true);
        }
        Start signedOut(folder.path()); // whoever signed out is asked again
        QVERIFY(!signedOut.app.session());
        QCOMPARE(signedOut.typed("name"), s("ann"));
        QCOMPARE(join(signedOut, server.url, "ann", Password), QString());
    }

    void aTakenNameIsToldAtTheName()
    {
        Server server;
        QTemporaryDir folder;
        QTemporaryDir other;
        {
            Start bob(other.path());
            QCOMPARE(join(bob, server.url, "bob", "another horse", true), QString());
        }
        Start ann(folder.path());
        QVERIFY(!join(ann, server.url, "bob", Password, true).isEmpty());
        QCOMPARE(ann.app.start()->errorField(), StartModel::Name);
        QVERIFY(ann.tellsItsError());
        QCOMPARE(join(ann, server.url, "ann", Password, true), QString());
    }

    void aServerThatMovedIsFoundAtItsNewAddress()
    {
        QTemporaryDir folder;
        Server server;
        {
            Start first(folder.path());
            QCOMPARE(join(first, server.url, "ann", Password, true), QString());
        }
        server.server.stop();
        Start again(folder.path());
        QVERIFY(!join(again, server.url, "ann", Password).isEmpty());
        QCOMPARE(again.app.start()->errorField(), StartModel::Address);
        QVERIFY(again.tellsItsError());
        QCOMPARE(again.typed("password"), s(Password)); // nothing that was typed is lost
        server.start();
        QVERIFY(!server.url.isEmpty());
        QCOMPARE(join(again, server.url, "ann", Password), QString());
    }

    void joinsAndHostsByTurns()
    {
        Server server;
        QTemporaryDir folder;
        {
            Start first(folder.path());
            QCOMPARE(join(first, server.url, "ann", Password, true), QString());
        }
        {
            Start second(folder.path());
            QCOMPARE(host(second, "ann", "my own horse"), QString());
            QVERIFY(second.app.hosting());
        }
        {
            Start third(folder.path());
            QVERIFY(third.hosting());
            QCOMPARE(join(third, server.url, "ann", Password), QString());
            QVERIFY(!third.app.hosting());
        }
        Start last(folder.path());
        QVERIFY(!last.hosting());
        QCOMPARE(last.typed("address"), server.url);
        QCOMPARE(host(last, "ann", "my own horse"), QString());
    }

    // Somebody else is on the host's server when its window is to be closed.
    void theHostIsAskedBeforeItGoes()
    {
        QTemporaryDir folder;
        QTemporaryDir other;
        Start ann(folder.path());
        QCOMPARE(host(ann, "ann", Password), QString());
        Start bob(other.path());
        QCOMPARE(join(bob, ann.app.session()->identity()->hostAddress(), "bob", "another horse", true), QString());
        int quits = 0;
        connect(&ann.app, &AppModel::quitWanted, this, [&quits] { ++quits; });
        ann.app.quit();
        QTRY_VERIFY_WITH_TIMEOUT(ann.find("othersText"), WaitMs);
        QCOMPARE(ann.app.others(), 1);
        QCOMPARE(quits, 0);
        bob.app.signOut(true);
        const auto alone = [&ann] {
            ann.app.countOthers();
            return ann.app.others() == 0;
        };
        QVERIFY(QTest::qWaitFor(alone, WaitMs));
        ann.app.quit();
        QTRY_COMPARE_WITH_TIMEOUT(quits, 1, WaitMs);
    }
};

TEST_WITH_GUI_APPLICATION(WindowAgain)

} // namespace tst_again

#include "tst_again.moc"
