// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "desktop/no_network.h"
#include "tests/qml/world.h"
#include "tests/support/test_program.h"
#include "window.h"

#include <QHostAddress>
#include <QQmlComponent>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace tst_strangers {

using namespace banter;
using namespace banter::testing;

// What others wrote is shown as they wrote it. It is no markup, and this program asks nobody for it.
class TestStrangers : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    /// A web server that hears who asks it, and answers nothing.
    class Listener {
    public:
        Listener()
        {
            if (!m_server.listen(QHostAddress::LocalHost)) {
                qFatal("no port to listen at");
            }
            QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
                ++asked;
                m_server.nextPendingConnection()->abort();
            });
        }
        /// An image of it, as markup. `where` tells apart what was asked for.
        QString image(const QString &where) const { return s("<b>x</b><img src=\"%1\">").arg(address(where)); }
        QString address(const QString &where) const
        {
            return s("http://127.0.0.1:%1/%2.png").arg(m_server.serverPort()).arg(where);
        }

        int asked = 0;

    private:
        QTcpServer m_server;
    };

    /// All texts that are drawn and would be read as markup if they looked like it.
    static QStringList guessing(World &world)
    {
        QStringList found;
        for (const QObject *each : world.window->findChildren<QObject *>()) {
            note(each, found);
        }
        for (QQuickItem *each : world.all()) {
            note(each, found);
        }
        found.removeDuplicates();
        return found;
    }

    static void note(const QObject *object, QStringList &found)
    {
        const QVariant format = object->property("textFormat");
        const QString text = object->property("text").toString();
        const bool plain = !format.isValid() || format.toInt() == Qt::PlainText;
        if (!plain && !text.isEmpty()) {
            found.append(s("%1: %2").arg(s(object->metaObject()->className()), text));
        }
    }

    static bool shows(World &world, const QString &text)
    {
        const QList<QQuickItem *> items = world.all();
        return std::any_of(items.begin(), items.end(), [&](QQuickItem *each) {
            return each->inherits("QQuickText") && each->property("text").toString().contains(text);
        });
    }

    /// Long enough for a request to be on its way, were there one.
    static void listenFor(World &world)
    {
        for (int frame = 0; frame < 20; ++frame) {
            world.settle();
            QCoreApplication::processEvents();
        }
    }

    static Changes roomOf(const QString &room, const QString &user, const QString &status)
    {
        Changes changes;
        changes.rooms[room] = testing::room(room);
        Member member;
        member.presence.user = user;
        member.presence.status = PresenceStatus::Online;
        member.presence.text = status;
        changes.roster[room] = {member};
        return changes;
    }

private Q_SLOTS:
    void aStatusTextIsNoMarkup()
    {
        Listener listener;
        World world;
        world.signIn();
        const QString status = listener.image(s("status"));
        world.say(roomOf(s("lobby"), s("mallory"), status));
        QQuickItem *row = nullptr;
        for (QQuickItem *each : world.all(&world.item(s("members")))) {
            row = each->property("statusText").toString() == status ? each : row;
        }
        QVERIFY(row);
        world.hover(*row, {20, row->height() / 2});
        const auto shown = [&] {
            const QList<QQuickItem *> items = world.all();
            return std::any_of(items.begin(), items.end(), [&](QQuickItem *each) {
                return each->inherits("QQuickText") && each->property("text").toString().startsWith(s("online"));
            });
        };
        QTRY_VERIFY(shown());
        listenFor(world);
        QCOMPARE(listener.asked, 0);
        QCOMPARE(guessing(world), QStringList());
        QCOMPARE(world.complaints(), QStringList());
    }

    // The names of other people's servers may hold anything.
    void noNameOfARoomOrAPersonIsMarkup()
    {
        Listener listener;
        World world;
        world.signIn();
        const QString room = listener.image(s("room"));
        const QString user = listener.image(s("user"));
        Changes changes = roomOf(room, user, listener.image(s("status")));
        ShownMessage message;
        message.message = {{room, {}, {}, 1}, {user, listener.image(s("message")), 1'700'000'000'000}, {}};
        message.live = true;
        changes.messages.push_back(message);
        changes.typing[room] = {user};
        changes.notices = {listener.image(s("notice"))};
        world.say(changes);
        QCOMPARE(world.session().current()->room(), room);
        QVERIFY(shows(world, room));
        listenFor(world);
        QCOMPARE(listener.asked, 0);
        QCOMPARE(guessing(world), QStringList());
        world.hover(world.item(s("roomMenu")), {5, 5});
        world.key(Qt::Key_K, Qt::ControlModifier);
        listenFor(world);
        QCOMPARE(guessing(world), QStringList());
        world.key(Qt::Key_Escape);
        world.click(world.item(s("roomMenu")));
        world.key(Qt::Key_Up);
        world.key(Qt::Key_Return);
        listenFor(world);
        QCOMPARE(guessing(world), QStringList());
        QCOMPARE(listener.asked, 0);
        QCOMPARE(world.complaints(), QStringList());
    }

    // Were something shown as markup all the same, nothing leaves this computer for it.
    void theEngineAsksNobody_data()
    {
        QTest::addColumn<bool>("refuses");
        QTest::newRow("with a manager of Qt's") << false; // or this test would prove nothing
        QTest::newRow("with the one that refuses") << true;
    }
    void theEngineAsksNobody()
    {
        QFETCH(const bool, refuses);
        Listener listener;
        QQmlEngine engine;
        NoNetwork none;
        if (refuses) {
            engine.setNetworkAccessManagerFactory(&none);
        }
        QQmlComponent component(&engine);
        component.setData("import QtQuick\nImage { property string words; property bool done: status === Image.Error }",
                          {});
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(s("QML .*")));
        std::unique_ptr<QObject> image(component.create());
        QVERIFY2(image, qPrintable(component.errorString()));
        image->setProperty("source", QUrl(listener.address(s("image"))));
        QTRY_VERIFY(image->property("done").toBool());
        QCOMPARE(listener.asked > 0, !refuses);
    }

    // The window that people start, whatever the engine of these tests is.
    void theProgramsWindowAsksNobody()
    {
        Listener listener;
        World world; // for its models
        desktop::Window window(world.app);
        QVERIFY(dynamic_cast<NoNetwork *>(window.engine().networkAccessManagerFactory()));
        QVERIFY(window.show(QSize(800, 600)));
        QVERIFY(dynamic_cast<NoNetwork *>(window.engine().networkAccessManagerFactory()));
        QQmlComponent component(&window.engine());
        component.setData("import QtQuick\nImage { property bool done: status === Image.Error }", {});
        std::unique_ptr<QObject> image(component.create());
        QVERIFY2(image, qPrintable(component.errorString()));
        image->setProperty("source", QUrl(listener.address(s("image"))));
        QTRY_VERIFY(image->property("done").toBool());
        QCOMPARE(listener.asked, 0);
    }
};

TEST_WITH_GUI_APPLICATION(TestStrangers)

} // namespace tst_strangers

#include "tst_strangers.moc"
