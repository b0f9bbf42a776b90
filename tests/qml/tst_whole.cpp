// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/embedded_server.h"
#include "tests/models/fakes.h"
#include "tests/qml/world.h"

#include "core/clock.h"
#include "core/scheduler.h"
#include "session/engine.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tst_whole {

using namespace banter;
using namespace banter::testing;

namespace {

/// Somebody else in the room: the real client without a window.
class Other {
public:
    Other(const QUrl &server, const QString &name)
    {
        EngineConfig config;
        config.session.server = server;
        config.session.credentials = {Credentials::Method::Register, name, QStringLiteral("correct horse")};
        m_engine = std::make_unique<Engine>(config);
        QObject::connect(m_engine.get(), &Engine::ready, m_engine.get(), [this] { take(); });
        m_engine->tell(tell::Connect{});
        m_engine->tell(tell::OpenRoom{QStringLiteral("lobby"), 0, false});
    }

    void tell(tell::Command command) { m_engine->tell(std::move(command)); }
    bool connected() const { return m_connected; }
    bool heard(const QString &sender, const QString &text) const { return m_heard.contains({sender, text}); }
    int times(const QString &text) const
    {
        return static_cast<int>(
            std::count_if(m_heard.begin(), m_heard.end(), [&](const auto &one) { return one.second == text; }));
    }
    bool sawTyping(const QString &user) const { return m_typing.contains(user); }
    bool sawCursor(const QString &user) const { return m_cursors.contains(user); }
    PresenceStatus presence(const QString &user) const { return m_presence.value(user, PresenceStatus::Unknown); }

private:
    void take()
    {
        const Changes changes = m_engine->takeChanges();
        if (changes.connection) {
            m_connected = changes.connection->state == ConnectionState::Connected;
        }
        for (const ShownMessage &shown : changes.messages) {
            if (shown.state == DeliveryState::Sent) {
                m_heard.insert({shown.message.sender, shown.message.text});
            }
        }
        for (const auto &[room, users] : changes.typing) {
            for (const QString &user : users) {
                m_typing.insert(user);
            }
        }
        for (const auto &[key, point] : changes.cursors) {
            m_cursors.insert(key.second);
        }
        for (const auto &[room, members] : changes.roster) {
            for (const Member &member : members) {
                m_presence.insert(member.presence.user, member.presence.status);
            }
        }
        for (const auto &[user, presence] : changes.presence) {
            m_presence.insert(user, presence.status);
        }
    }

    std::unique_ptr<Engine> m_engine;
    bool m_connected = false;
    QSet<std::pair<QString, QString>> m_heard;
    QSet<QString> m_typing;
    QSet<QString> m_cursors;
    QHash<QString, PresenceStatus> m_presence;
};

constexpr int PatienceMs = 30'000;

} // namespace

// The window over the real client and the real server, nothing in between replaced.
class TestWhole : public QObject {
    Q_OBJECT

    static bool isConnected(World &world)
    {
        return world.app.session() && world.session().connection()->state() == ConnectionModel::Connected;
    }

    static void signIn(World &world, const QUrl &server)
    {
        world.click(world.item(QStringLiteral("address")));
        world.key(Qt::Key_A, Qt::ControlModifier);
        world.type(server.toString());
        world.click(world.item(QStringLiteral("name")));
        world.type(QStringLiteral("ann"));
        world.click(world.item(QStringLiteral("password")));
        world.type(QStringLiteral("correct horse"));
        for (QQuickItem *each : world.all()) {
            if (each->property("text").toString() == QLatin1String("Create an account") &&
                each->property("checked").isValid()) {
                world.click(*each);
                break;
            }
        }
        world.click(world.item(QStringLiteral("submit")));
    }

private Q_SLOTS:
    void aWholeConversation()
    {
        QTemporaryDir folder;
        ServerOptions options;
        options.dataDir = folder.path();
        auto server = std::make_unique<EmbeddedServer>();
        const Result<QUrl> address = server->start(options);
        QVERIFY(address.ok());
        options.port = static_cast<quint16>(address.value().port());

        World world(World::Real{}, {1300, 760});
        signIn(world, address.value());
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(world), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(world.find(QStringLiteral("composer")), PatienceMs);

        Other bo(address.value(), QStringLiteral("bo"));
        QTRY_VERIFY_WITH_TIMEOUT(bo.connected(), PatienceMs);

        // Both ways, with typing seen before the words.
        world.click(world.item(QStringLiteral("composer")));
        world.type(QStringLiteral("hello bo"));
        QTRY_VERIFY_WITH_TIMEOUT(bo.sawTyping(QStringLiteral("ann")), PatienceMs);
        world.key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(bo.heard(QStringLiteral("ann"), QStringLiteral("hello bo")), PatienceMs);
        bo.tell(tell::Typing{QStringLiteral("lobby"), true});
        QTRY_VERIFY_WITH_TIMEOUT(
            world.item(QStringLiteral("typing")).property("text").toString().contains(QStringLiteral("bo")),
            PatienceMs);
        bo.tell(tell::Send{QStringLiteral("lobby"), QStringLiteral("hello ann"), {}});
        QTRY_VERIFY_WITH_TIMEOUT(world.message(QStringLiteral("hello ann")), PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(world.item(QStringLiteral("typing")).property("text").toString(), QString(),
                                  PatienceMs);

        // Presence and the board.
        bo.tell(tell::SetPresence{PresenceStatus::Busy, {}});
        QTRY_VERIFY_WITH_TIMEOUT(
            world.session().current()->members()->find(QStringLiteral("bo")) &&
                world.session().current()->members()->find(QStringLiteral("bo"))->presence.status ==
                    PresenceStatus::Busy,
            PatienceMs);
        world.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QQuickItem &board = world.item(QStringLiteral("board"));
        world.hover(board, {board.width() / 2, board.height() / 2});
        QTRY_VERIFY_WITH_TIMEOUT(bo.sawCursor(QStringLiteral("ann")), PatienceMs);
        bo.tell(tell::MoveCursor{QStringLiteral("lobby"), {0.25, 0.75}});
        QTRY_COMPARE_WITH_TIMEOUT(world.session().current()->cursors()->rowCount({}), 1, PatienceMs);
        world.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);

        // The server goes: the banner says so, what is written waits, and goes out once when it is back.
        server.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!isConnected(world), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(world.find(QStringLiteral("banner")), PatienceMs);
        world.click(world.item(QStringLiteral("composer")));
        world.type(QStringLiteral("while away"));
        world.key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(world.message(QStringLiteral("while away")), PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(world.session().connection()->unsent(), 1, PatienceMs);
        server = std::make_unique<EmbeddedServer>();
        QVERIFY(server->start(options).ok());
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(world), PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(world.session().connection()->unsent(), 0, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(bo.heard(QStringLiteral("ann"), QStringLiteral("while away")), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!world.find(QStringLiteral("banner")), PatienceMs);
        QCOMPARE(bo.times(QStringLiteral("while away")), 1);
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestWhole)

} // namespace tst_whole

#include "tst_whole.moc"
