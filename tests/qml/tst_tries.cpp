// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/embedded_server.h"
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

namespace tst_tries {

using namespace banter;
using namespace banter::testing;

// How often it is tried to reach a server that is away: for ever, or as often as the person says.
class TestTries : public QObject {
    Q_OBJECT

    static constexpr int PatienceMs = 30'000;

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static QString triesIn(World &world) { return world.item(s("tries")).property("displayText").toString(); }

    // The next choice of the list.
    static void chooseNext(World &world, bool byMouse)
    {
        world.key(Qt::Key_Comma, Qt::ControlModifier);
        QTRY_VERIFY(world.find(s("tries")));
        QTRY_VERIFY(world.item(s("theme")).hasActiveFocus()); // it is open, and slides no more
        QQuickItem &tries = world.item(s("tries"));
        if (!byMouse) {
            tries.forceActiveFocus(Qt::TabFocusReason);
            world.key(Qt::Key_Down);
        } else {
            const QString next = s("Give up after 3 tries");
            world.click(tries);
            const auto option = [&]() -> QQuickItem * {
                for (QQuickItem *each : world.all()) {
                    if (each->property("highlighted").isValid() && each->property("text").toString() == next) {
                        return each;
                    }
                }
                return nullptr;
            };
            QTRY_VERIFY(option());
            world.settle();
            world.click(*option());
        }
        QTRY_COMPARE(triesIn(world), s("Give up after 3 tries"));
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.find(s("tries")));
    }

    static void press(World &world, const QString &name)
    {
        QTRY_VERIFY_WITH_TIMEOUT(world.find(name), PatienceMs);
        world.settle();
        world.click(world.item(name));
    }

private Q_SLOTS:
    void aBoundIsSetInTheSettings_data()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::newRow("with the mouse") << true;
        QTest::newRow("with the keyboard") << false;
    }

    void aBoundIsSetInTheSettings()
    {
        QFETCH(const bool, byMouse);
        World world;
        world.signIn();
        world.enter();
        world.key(Qt::Key_Comma, Qt::ControlModifier);
        QCOMPARE(triesIn(world), s("Keep trying")); // for ever, unless the person says otherwise
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.find(s("tries")));
        QVERIFY(world.told().all<tell::LimitTries>().empty());
        chooseNext(world, byMouse);
        QCOMPARE(world.settings.maxTries(), 3);
        QCOMPARE(world.told().all<tell::LimitTries>().back().most, 3);
        QCOMPARE(world.complaints(), QStringList());
    }

    // Nobody is told that it goes on by itself.
    void itSaysThatItGaveUp()
    {
        World world;
        world.signIn();
        world.enter();
        Changes changes;
        changes.connection = testing::connection(ConnectionState::Disconnected, ConnectionTrouble::Unreachable);
        changes.connection->terminal = true;
        changes.connection->attempt = 3;
        world.say(changes);
        QTRY_VERIFY(world.find(s("banner")));
        const ConnectionModel &connection = *world.session().connection();
        QVERIFY(connection.bannerText().contains(s("until you say so")));
        changes.messages = {ownMessage(0, s("waits"), DeliveryState::Pending)};
        world.say(changes);
        QVERIFY(connection.bannerText().contains(s("until you say so")));
        QVERIFY(connection.bannerText().contains(s("1 message")));
        const std::size_t connects = world.told().all<tell::Connect>().size();
        press(world, s("bannerAction"));
        QCOMPARE(world.told().all<tell::Connect>().size(), connects + 1);
        changes = {};
        changes.connection = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Unreachable);
        world.say(changes);
        QVERIFY(!connection.bannerText().contains(s("until you say so")));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Over the real connection: as many tries and no more, until the person wants another one.
    void theConnectionGivesUpAndGoesOn()
    {
        QTemporaryDir folder;
        ServerOptions options;
        options.dataDir = folder.path();
        auto server = std::make_unique<EmbeddedServer>();
        const Result<QUrl> address = server->start(options);
        QVERIFY(address.ok());
        options.port = static_cast<quint16>(address.value().port());
        World world(World::Real{}, {1100, 720});
        world.app.start()->join(address.value().toString(), s("ann"), s("correct horse"), true, false, {});
        QTRY_VERIFY_WITH_TIMEOUT(world.app.session(), PatienceMs);
        const auto isConnected = [&] { return world.session().connection()->state() == ConnectionModel::Connected; };
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(world.find(s("composer")), PatienceMs);
        chooseNext(world, false);
        server.reset();
        QTRY_VERIFY_WITH_TIMEOUT(world.session().connection()->terminal(), PatienceMs);
        QCOMPARE(world.session().connection()->attempt(), 3);
        QCOMPARE(world.session().connection()->retrySeconds(), -1);
        server = std::make_unique<EmbeddedServer>();
        QVERIFY(server->start(options).ok());
        press(world, s("bannerAction"));
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!world.find(s("banner")), PatienceMs);
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestTries)

} // namespace tst_tries

#include "tst_tries.moc"
