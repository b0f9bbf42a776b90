// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTest>

namespace tst_spoken {

using namespace banter;
using namespace banter::testing;

// The sign-in page asks for what each kind of server wants, and for nothing else.
class TestSpoken : public QObject {
    Q_OBJECT

    static SpokenModel &spoken(World &world) { return *world.app.start()->spoken(); }

    static void choose(World &world, const QString &dialect)
    {
        spoken(world).choose(dialect);
        world.settle();
    }

    static QString label(World &world, const char *field)
    {
        return world.item(QLatin1String(field)).property("label").toString();
    }

    // Writes into a field with the keyboard alone.
    static void fill(World &world, const char *field, const QString &text)
    {
        QQuickItem &item = world.item(QLatin1String(field));
        item.forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_A, Qt::ControlModifier);
        world.type(text);
    }

    static void shoot(World &world, const QString &name)
    {
        const QString folder = qEnvironmentVariable("BANTER_SHOTS");
        if (!folder.isEmpty()) {
            world.settle();
            QVERIFY(QDir().mkpath(folder));
            QVERIFY(world.window->grabWindow().save(QDir(folder).filePath(name + QStringLiteral(".png"))));
        }
    }

private Q_SLOTS:
    void automaticComesFirst()
    {
        World world({900, 800});
        QVERIFY(world.find(QStringLiteral("spoken")));
        QCOMPARE(spoken(world).labels().first(), QStringLiteral("Automatic"));
        QCOMPARE(spoken(world).current(), 0);
        QCOMPARE(label(world, "password"), QStringLiteral("Password or token"));
        QVERIFY(world.find(QStringLiteral("account")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void thereIsNothingToChooseWithOneKind()
    {
        World world({900, 800}, {QStringLiteral("banter")});
        QVERIFY(!world.find(QStringLiteral("spoken")));
        QCOMPARE(label(world, "password"), QStringLiteral("Password"));
    }

    void fieldsFollowTheChoice_data()
    {
        QTest::addColumn<QString>("dialect");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<bool>("registers");
        QTest::newRow("banter") << QStringLiteral("banter") << QStringLiteral("Password") << true;
        QTest::newRow("channels") << QStringLiteral("channels") << QStringLiteral("Token") << false;
        QTest::newRow("chats") << QStringLiteral("chats") << QStringLiteral("Token") << false;
        QTest::newRow("notices") << QStringLiteral("notices") << QStringLiteral("Token") << false;
    }

    void fieldsFollowTheChoice()
    {
        QFETCH(const QString, dialect);
        QFETCH(const QString, secret);
        QFETCH(const bool, registers);
        World world({900, 800});
        choose(world, dialect);
        QCOMPARE(label(world, "password"), secret);
        QCOMPARE(world.find(QStringLiteral("account")) != nullptr, registers);
        QCOMPARE(world.complaints(), QStringList());
    }

    void isChosenByTheKeyboardAndSignsInWithAToken()
    {
        World world({900, 800});
        world.item(QStringLiteral("spoken")).forceActiveFocus(Qt::TabFocusReason);
        for (int down = 0; down < 6;
             ++down) { // Automatic, Banter, Channels, Rooms, Rooms over Socket.IO, Chats, Notices
            world.key(Qt::Key_Down);
        }
        QCOMPARE(spoken(world).dialect(), QStringLiteral("notices"));
        fill(world, "address", QStringLiteral("https://10.0.0.1/notices"));
        fill(world, "name", QStringLiteral("ann"));
        fill(world, "password", QStringLiteral("t0k3n"));
        world.key(Qt::Key_Return);
        QTRY_COMPARE(world.sessions.count(), 1);
        const EngineConfig &config = world.sessions.last().config;
        QCOMPARE(config.dialect, QStringLiteral("notices"));
        QCOMPARE(config.session.server, QUrl(QStringLiteral("https://10.0.0.1/notices")));
        QCOMPARE(config.session.credentials.method, Credentials::Method::Token);
        QCOMPARE(config.session.credentials.secret, QStringLiteral("t0k3n"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void isChosenByTheMouse()
    {
        World world({900, 800});
        world.click(world.item(QStringLiteral("spoken")));
        world.settle();
        QQuickItem *channels = nullptr;
        for (QQuickItem *item : world.all()) {
            if (item->property("text").toString() == QLatin1String("Channels") &&
                item->property("highlighted").isValid()) {
                channels = item;
            }
        }
        QVERIFY(channels);
        world.click(*channels);
        QTRY_COMPARE(spoken(world).dialect(), QStringLiteral("channels"));
        QCOMPARE(label(world, "password"), QStringLiteral("Token"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aProfileIsNeededWhereItIsChosen()
    {
        World world({900, 800});
        QVERIFY(!world.find(QStringLiteral("chooseProfile")));
        spoken(world).setCurrent(static_cast<int>(spoken(world).labels().size()) - 1);
        world.settle();
        QVERIFY(world.find(QStringLiteral("chooseProfile")));
        fill(world, "address", QStringLiteral("127.0.0.1"));
        fill(world, "name", QStringLiteral("ann"));
        fill(world, "password", QStringLiteral("t0k3n"));
        world.key(Qt::Key_Return);
        QTRY_COMPARE(world.app.start()->errorField(), StartModel::Profile);
        QCOMPARE(world.sessions.count(), 0);
        spoken(world).chooseFile(QUrl(QStringLiteral("https://example.org/x.json"))); // no file of this computer
        QVERIFY(spoken(world).profileFile().isEmpty());
        spoken(world).chooseFile(QUrl::fromLocalFile(QStringLiteral("/tmp/mine.json")));
        world.settle();
        QCOMPARE(world.item(QStringLiteral("profileFile")).property("text").toString(),
                 QStringLiteral("/tmp/mine.json"));
        world.click(world.item(QStringLiteral("submit")));
        QTRY_COMPARE(world.sessions.count(), 1);
        QCOMPARE(world.sessions.last().config.dialect, QStringLiteral("/tmp/mine.json"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void isRememberedAndTold()
    {
        World world({900, 800});
        choose(world, QStringLiteral("channels"));
        fill(world, "address", QStringLiteral("127.0.0.1"));
        fill(world, "name", QStringLiteral("ann"));
        fill(world, "password", QStringLiteral("t0k3n"));
        world.click(world.item(QStringLiteral("keep")));
        world.click(world.item(QStringLiteral("submit")));
        QTRY_COMPARE(world.sessions.count(), 1);
        Changes changes;
        changes.signedInAs = QStringLiteral("ann");
        changes.connection = testing::connection(ConnectionState::Connected);
        world.sessions.last().alive->say(changes);
        QTRY_VERIFY(world.app.session());
        QCOMPARE(world.book.remembered.size(), std::size_t(1));
        QCOMPARE(world.book.remembered[0].first.dialect, QStringLiteral("channels"));
        QCOMPARE(world.book.remembered[0].second, QStringLiteral("t0k3n")); // the server gives no other one
        QCOMPARE(world.session().identity()->speaks(), QStringLiteral("Speaks: Channels"));
        Changes found;
        found.speaks = QStringLiteral("chats");
        world.say(found);
        world.click(world.item(QStringLiteral("indicator")));
        world.settle();
        QCOMPARE(world.item(QStringLiteral("speaks")).property("text").toString(),
                 QStringLiteral("Speaks: Chats, found automatically"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void looks_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {360, 900, 1440}) {
            QTest::addRow("%d", width) << width;
        }
    }

    void looks()
    {
        QFETCH(const int, width);
        for (const bool dark : {false, true}) {
            for (const QString &language : {QStringLiteral("en"), QStringLiteral("zh_CN")}) {
                World world({width, 800});
                world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
                world.speak(language);
                const QString tag = QStringLiteral("%1-%2-%3").arg(width).arg(dark ? u"dark" : u"light").arg(language);
                choose(world, QStringLiteral("notices"));
                shoot(world, QStringLiteral("spoken-notices-") + tag);
                spoken(world).setCurrent(static_cast<int>(spoken(world).labels().size()) - 1);
                world.settle();
                shoot(world, QStringLiteral("spoken-file-") + tag);
                const QQuickItem &submit = world.item(QStringLiteral("submit"));
                QVERIFY(world.place(submit).width() <= width);
                QCOMPARE(world.complaints(), QStringList());
            }
        }
    }
};

TEST_WITH_GUI_APPLICATION(TestSpoken)

} // namespace tst_spoken

#include "tst_spoken.moc"
