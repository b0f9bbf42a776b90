// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace tst_looks {

using namespace banter;
using namespace banter::testing;

// Every page and dialog, in both themes, in several widths and both languages: loads, draws something, and QML has
// nothing to complain about. With BANTER_SHOTS=FOLDER the pictures stay there to be looked at.
class TestLooks : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_temporary;
    QDir m_folder;
    bool m_forPeople = false;

    void shoot(World &world, const QString &name)
    {
        world.settle();
        if (m_forPeople) // who would see the longest animation, 150 ms, under way
            QTest::qWait(200);
        const QImage image = world.window->grabWindow();
        QVERIFY(!image.isNull());
        QVERIFY(coloursOf(image) > 8);
        QVERIFY(image.save(m_folder.filePath(name + QStringLiteral(".png"))));
        QCOMPARE(world.complaints(), QStringList());
    }

    static qsizetype coloursOf(const QImage &image)
    {
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3) {
                colours.insert(image.pixel(x, y));
            }
        }
        return colours.size();
    }

    void emoji(World &world, const QString &tag)
    {
        EmojiModel &model = *world.app.emoji();
        model.open();
        QTRY_VERIFY(model.ready());
        for (const int row : {2, 7, 9, 20, 33, 41}) {
            model.pick(row);
        }
        world.type(QStringLiteral("Well done :th"));
        shoot(world, QStringLiteral("completion-") + tag);
        world.key(Qt::Key_Escape);
        world.key(Qt::Key_Period, Qt::ControlModifier);
        QTRY_VERIFY(world.item(QStringLiteral("emojiField")).hasActiveFocus());
        shoot(world, QStringLiteral("emoji-recent-") + tag);
        world.click(world.item(QStringLiteral("toneButton")));
        world.click(world.item(QStringLiteral("emojiTab2")));
        shoot(world, QStringLiteral("emoji-people-") + tag);
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.popup());
    }

    static void offline(Changes &changes)
    {
        ConnectionStatus status = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Lost);
        status.nextTryAt = 1'000'000 + 8'000;
        status.attempt = 3;
        changes.connection = status;
    }

    static Changes found(quint64 number, WallMs now)
    {
        const QStringList texts = {QStringLiteral("Does anybody want tea? I am about to make some."),
                                   QStringLiteral("The team meets at nine, in the kitchen, with a cup of tea in hand."),
                                   QStringLiteral("下午茶 tea time：三点在厨房见，带上自己的杯子。"),
                                   QStringLiteral("tea")};
        Changes changes;
        changes.found = Found{number, {QStringLiteral("tea")}, {}, false};
        for (int each = 0; each < texts.size(); ++each) {
            Message message;
            message.room = each % 2 == 0 ? QStringLiteral("lobby") : QStringLiteral("A room with a rather long name");
            message.seq = 100 - each;
            message.sender = each % 2 == 0 ? QStringLiteral("Ada Byron") : QStringLiteral("Jun");
            message.text = texts[each];
            message.at = now - each * 40'000'000;
            changes.found->messages.push_back(message);
        }
        return changes;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString wanted = qEnvironmentVariable("BANTER_SHOTS");
        m_forPeople = !wanted.isEmpty();
        m_folder = QDir(wanted.isEmpty() ? m_temporary.path() : wanted);
        QVERIFY(m_folder.mkpath(QStringLiteral(".")));
    }

    void pages_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("width");
        for (const int width : {360, 900, 1440}) {
            for (const bool dark : {false, true}) {
                for (const QString &language : {QStringLiteral("en"), QStringLiteral("zh_CN")}) {
                    QTest::addRow("%s-%s-%d", qPrintable(language), dark ? "dark" : "light", width)
                        << language << dark << width;
                }
            }
        }
    }

    void pages()
    {
        QFETCH(const QString, language);
        QFETCH(const bool, dark);
        QFETCH(const int, width);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        World world({width, width == 360 ? 720 : 800});
        world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
        world.speak(language);
        shoot(world, QStringLiteral("start-") + tag);

        world.app.start()->join(QStringLiteral("chat example"), {}, {}, false, false, {});
        shoot(world, QStringLiteral("start-error-") + tag);

        world.signIn();
        shoot(world, QStringLiteral("empty-") + tag);

        const WallMs now = world.time.clock.wallMs();
        world.enter();
        world.say(language == QLatin1String("en") ? livelyRoom(now) : livelyRoomInChinese(now));
        shoot(world, QStringLiteral("room-") + tag);

        world.item(QStringLiteral("timeline")).forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_Up);
        world.key(Qt::Key_Plus);
        shoot(world, QStringLiteral("reacting-") + tag);
        world.key(Qt::Key_Escape);
        world.item(QStringLiteral("timeline")).forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_R);
        shoot(world, QStringLiteral("replying-") + tag);
        world.key(Qt::Key_Escape);

        Changes away;
        offline(away);
        away.messages.push_back(ownMessage(0, QStringLiteral("Is anyone still here?"), DeliveryState::Pending));
        away.messages.back().editable = true;
        away.messages.push_back(ownMessage(0, QStringLiteral("This one was refused."), DeliveryState::Failed));
        away.messages.back().failure = QStringLiteral("too_large");
        away.messages.back().editable = true;
        world.say(away);
        shoot(world, QStringLiteral("offline-") + tag);

        world.key(Qt::Key_Up);
        shoot(world, QStringLiteral("changing-") + tag);
        world.key(Qt::Key_Escape);

        emoji(world, tag);

        world.key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        world.type(QStringLiteral("tea"));
        world.time.advance(FindModel::PauseMs);
        world.say(found(world.told().all<tell::Search>().back().number, now));
        shoot(world, QStringLiteral("search-") + tag);
    }

    void missing()
    {
        for (const bool dark : {false, true}) {
            for (const bool stays : {false, true}) {
                for (const int width : {360, 900}) {
                    World world({width, 560});
                    world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
                    world.signIn();
                    world.enter();
                    Changes changes = lines(1, 2);
                    const Changes after = lines(40, 2);
                    changes.messages.insert(changes.messages.end(), after.messages.begin(), after.messages.end());
                    HistoryState &history = changes.history[QStringLiteral("lobby")];
                    history.gaps = {{2, 39}};
                    history.gapsStay = stays;
                    changes.messages.push_back(
                        ownMessage(0, QStringLiteral("Did this get through?"), DeliveryState::Unconfirmed));
                    world.say(changes);
                    shoot(world, QStringLiteral("missing-%1-%2-%3")
                                     .arg(stays ? QStringLiteral("stays") : QStringLiteral("fetched"),
                                          dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                     .arg(width));
                }
            }
        }
    }

    void board()
    {
        for (const bool dark : {false, true}) {
            World world({1100, 720});
            world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
            world.signIn();
            Changes changes = livelyRoom(world.time.clock.wallMs());
            changes.cursors[{QStringLiteral("lobby"), QStringLiteral("Ada Byron")}] = {0.2, 0.3};
            changes.cursors[{QStringLiteral("lobby"), QStringLiteral("Jun")}] = {0.62, 0.55};
            changes.cursors[{QStringLiteral("lobby"), QStringLiteral("Noor")}] = {0.98, 0.97};
            world.enter();
            world.say(changes);
            world.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
            shoot(world, dark ? QStringLiteral("board-dark") : QStringLiteral("board-light"));
        }
    }

    void accounts_data() { pages_data(); }

    // Three of them, one reconnecting with something unread and one signed out; and the form for a fourth.
    void accounts()
    {
        QFETCH(const QString, language);
        QFETCH(const bool, dark);
        QFETCH(const int, width);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        World world({width, width == 360 ? 720 : 800});
        world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
        world.speak(language);
        world.signIn();
        Changes elsewhere;
        elsewhere.rooms[QStringLiteral("lobby")] = room(QStringLiteral("lobby"), true, 12);
        offline(elsewhere);
        world.say(elsewhere);
        for (const char *user : {"Ada Byron", "Jun"}) {
            world.app.accounts()->add();
            world.app.start()->join(QStringLiteral("127.0.0.1:7778"), QString::fromLatin1(user),
                                    QStringLiteral("secret"), false, false, {});
            Changes changes;
            changes.signedInAs = QString::fromLatin1(user);
            changes.connection = testing::connection(ConnectionState::Connected);
            changes.capabilities = everything();
            world.say(changes);
            QTRY_VERIFY(world.app.session());
        }
        world.app.accounts()->current()->signOut(true);
        world.app.accounts()->chooseAt(1);
        Changes changes = language == QLatin1String("en") ? livelyRoom(world.time.clock.wallMs())
                                                          : livelyRoomInChinese(world.time.clock.wallMs());
        world.sessions.at(1).alive->say(changes);
        world.time.advance(20);
        shoot(world, QStringLiteral("accounts-") + tag);
        if (world.find(QStringLiteral("back"))) {
            world.click(world.item(QStringLiteral("back")));
            shoot(world, QStringLiteral("accounts-rooms-") + tag);
        }
        world.click(world.item(QStringLiteral("accounts")), Qt::RightButton);
        shoot(world, QStringLiteral("accounts-menu-") + tag);
        world.key(Qt::Key_Escape);
        world.app.accounts()->add();
        shoot(world, QStringLiteral("accounts-add-") + tag);
    }

    void dialogs_data()
    {
        QTest::addColumn<QString>("function");
        for (const char *name : {"settings", "shortcuts", "diagnostics", "switcher", "newRoom", "leaveRoom", "invite",
                                 "statusText", "hostAddress", "signOut", "signInAgain"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    void dialogs()
    {
        QFETCH(const QString, function);
        for (const bool dark : {false, true}) {
            for (const int width : {360, 1100}) {
                World world({width, 720});
                world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
                world.signIn();
                Changes changes = livelyRoom(world.time.clock.wallMs());
                ConnectionMetrics metrics;
                metrics.dials = 7;
                metrics.opens = 5;
                metrics.bytesIn = 123'456;
                metrics.bytesOut = 7'890;
                metrics.connectedSince = world.time.clock.wallMs() - 3'600'000;
                for (int each = 0; each < 42; ++each) {
                    metrics.roundTripsMs.push_back(20 + (each * 37) % 23 + (each == 30 ? 140 : 0));
                }
                metrics.closes = {{world.time.clock.wallMs() - 4'000'000, 1006, {}},
                                  {world.time.clock.wallMs() - 3'700'000, 1012, QStringLiteral("restart")}};
                changes.metrics = metrics;
                world.enter();
                world.say(changes);
                QObject *host = world.window->findChild<QObject *>(QStringLiteral("dialogs"));
                QVERIFY(host);
                QVERIFY(QMetaObject::invokeMethod(host, function.toLatin1().constData()));
                QTRY_VERIFY(host->property("open").toBool());
                shoot(world, QStringLiteral("dialog-%1-%2-%3")
                                 .arg(function, dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                 .arg(width));
            }
        }
    }

    void recording_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("dark");
        for (const bool dark : {false, true}) {
            for (const QString &language : {QStringLiteral("en"), QStringLiteral("zh_CN")}) {
                QTest::addRow("%s-%s", qPrintable(language), dark ? "dark" : "light") << language << dark;
            }
        }
    }

    void recording()
    {
        QFETCH(const QString, language);
        QFETCH(const bool, dark);
        for (const int width : {360, 1100}) {
            World world({width, 720});
            world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
            world.speak(language);
            world.signIn();
            world.enter();
            Changes changes = livelyRoom(world.time.clock.wallMs());
            changes.recording = badMorning(world.time.clock.wallMs());
            world.say(changes);
            QObject *host = world.window->findChild<QObject *>(QStringLiteral("dialogs"));
            QVERIFY(QMetaObject::invokeMethod(host, "diagnostics"));
            QTRY_VERIFY(host->property("open").toBool());
            world.settle();
            QQuickItem &faces = world.item(QStringLiteral("faces"));
            world.hover(faces, {faces.width() * 3 / 4, faces.height() / 2});
            QTest::mouseClick(world.window, Qt::LeftButton, {},
                              faces.mapToScene({faces.width() * 3 / 4, faces.height() / 2}).toPoint());
            shoot(world,
                  QStringLiteral("recording-%1-%2").arg(QString::fromLatin1(QTest::currentDataTag())).arg(width));
        }
    }

    void hostTrouble()
    {
        for (const bool dark : {false, true}) {
            World world({900, 720});
            world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
            world.signIn();
            world.enter();
            world.say(livelyRoom(world.time.clock.wallMs()));
            QVERIFY(!world.find(QStringLiteral("hostBanner")));
            Q_EMIT world.host.trouble(QStringLiteral("The database cannot be written: database or disk is full."));
            shoot(world, dark ? QStringLiteral("host-trouble-dark") : QStringLiteral("host-trouble-light"));
            QTRY_VERIFY(world.place(world.item(QStringLiteral("hostBanner"))).height() > 30); // it slides in
            Q_EMIT world.host.trouble({});
            QTRY_VERIFY(!world.find(QStringLiteral("hostBanner")));
        }
    }

    void mirrored()
    {
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        World world({1100, 720});
        world.signIn();
        world.enter();
        world.say(livelyRoom(world.time.clock.wallMs()));
        shoot(world, QStringLiteral("mirrored"));
        QTRY_VERIFY(world.place(world.item(QStringLiteral("rooms"))).x() > 550);
        QTRY_VERIFY(world.place(world.item(QStringLiteral("members"))).x() < 250);
        // Latin names too begin at the edge where the interface begins.
        for (const QString &name : {QStringLiteral("rooms"), QStringLiteral("own")}) {
            int texts = 0;
            for (QQuickItem *each : world.all(&world.item(name))) {
                if (each->inherits("QQuickText") && each->width() > each->property("contentWidth").toReal() + 1) {
                    QCOMPARE(each->property("effectiveHorizontalAlignment").toInt(), static_cast<int>(Qt::AlignRight));
                    ++texts;
                }
            }
            QVERIFY2(texts > 0, qPrintable(name));
        }
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void largeText()
    {
        World world({900, 720});
        world.settings.setTextScale(1.5);
        world.signIn();
        world.enter();
        world.say(livelyRoom(world.time.clock.wallMs()));
        shoot(world, QStringLiteral("large-text"));
    }

    void compact()
    {
        World world({900, 720});
        world.settings.setCompact(true);
        world.signIn();
        world.enter();
        world.say(livelyRoom(world.time.clock.wallMs()));
        shoot(world, QStringLiteral("compact"));
    }

    void fatal()
    {
        World world({600, 480});
        world.app.setFatal(QStringLiteral("Another Banter uses this data folder."));
        shoot(world, QStringLiteral("fatal"));
    }
};

TEST_WITH_GUI_APPLICATION(TestLooks)

} // namespace tst_looks

#include "tst_looks.moc"
