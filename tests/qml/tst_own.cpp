// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/auto_away.h"
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_own {

using namespace banter;
using namespace banter::testing;

// What concerns oneself in the rail: what one chose to be, and what others ask.
class TestOwn : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static void ask(World &world, const char *name)
    {
        Changes changes;
        ShownRoom asked = room(s(name), false);
        asked.room.isPrivate = true;
        asked.room.invitedBy = s("bob");
        changes.rooms[s(name)] = asked;
        changes.invited.push_back({s(name), s("bob"), true});
        world.say(changes);
    }

private Q_SLOTS:
    // Each frame has Qt Quick look again at what is under the pointer. The one that shows that its person is away, and
    // those of a blinking cursor, took that for the person.
    void aFrameOverWhichThePointerRestsIsNobody()
    {
        World world;
        world.signIn();
        world.enter();
        world.hover(world.item(s("timeline")), {50, 50});
        world.hover(world.item(s("timeline")), {60, 60});
        world.time.advance(AutoAway::IdleMs + AutoAway::AnswerMs);
        QCOMPARE(world.session().ownPresence()->status(), PresenceKind::Away);
        world.settle();
        world.settle();
        QCOMPARE(world.session().ownPresence()->status(), PresenceKind::Away);
        QCOMPARE(world.complaints(), QStringList());
    }

    void aLongNameIsReadToItsEndInAHeading_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("narrow") << 360;
        QTest::newRow("wide") << 1440;
    }
    void aLongNameIsReadToItsEndInAHeading()
    {
        QFETCH(int, width);
        World world({width, 700});
        world.signIn();
        world.enter();
        ask(world, "secret-club-of-the-first-floor");
        if (!world.find(s("declineInvitation"))) {
            world.click(world.item(s("back")));
        }
        QTRY_VERIFY(world.find(s("declineInvitation")));
        world.click(world.item(s("declineInvitation")));
        QTRY_VERIFY(world.find(s("declineText")));
        const QQuickItem &heading = world.item(s("dialogHeading"));
        QVERIFY(heading.property("text").toString().contains(s("first-floor")));
        QVERIFY(!heading.property("truncated").toBool());
        QVERIFY(heading.y() >= 0 && heading.y() + heading.height() <= heading.parentItem()->height());
        QCOMPARE(world.complaints(), QStringList());
    }

    void anInvitationIsAnswered_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<QString>("language");
        for (const int width : {360, 900, 1440}) {
            QTest::addRow("en %d", width) << width << s("en");
            QTest::addRow("zh %d", width) << width << s("zh_CN");
        }
    }
    void anInvitationIsAnswered()
    {
        QFETCH(int, width);
        QFETCH(QString, language);
        World world({width, 700});
        world.speak(language);
        world.signIn();
        world.enter();
        ask(world, "den");
        if (!world.find(s("acceptInvitation"))) {
            world.click(world.item(s("back")));
        }
        QTRY_VERIFY(world.find(s("acceptInvitation")));
        for (const char *button : {"acceptInvitation", "declineInvitation"}) {
            for (QQuickItem *each : world.all(&world.item(s(button)))) {
                QVERIFY2(!each->property("truncated").toBool(), button);
            }
        }
        const std::size_t joins = world.told().all<tell::JoinRoom>().size();
        world.click(world.item(s("declineInvitation")));
        QTRY_VERIFY(world.item(s("stay")).hasActiveFocus());
        world.key(Qt::Key_Return); // the question's default is to decline nothing
        QTRY_VERIFY(!world.find(s("declineText")));
        QVERIFY(world.told().all<tell::AnswerInvitation>().empty());
        world.click(world.item(s("declineInvitation")));
        QVERIFY(world.item(s("declineText")).property("text").toString().contains(s("bo")));
        world.click(world.item(s("accept")));
        QTRY_COMPARE(world.told().all<tell::AnswerInvitation>().size(), std::size_t(1));
        QCOMPARE(world.told().all<tell::AnswerInvitation>().back().room, s("den"));
        QVERIFY(!world.told().all<tell::AnswerInvitation>().back().accept);
        QTRY_VERIFY(!world.find(s("declineText")));
        world.click(world.item(s("acceptInvitation")));
        QTRY_COMPARE(world.told().all<tell::AnswerInvitation>().size(), std::size_t(2));
        QVERIFY(world.told().all<tell::AnswerInvitation>().back().accept);
        QCOMPARE(world.told().all<tell::JoinRoom>().size(), joins); // a click beside the buttons is no answer
        Changes joined;
        joined.rooms[s("den")] = room(s("den"));
        world.say(joined);
        QTRY_COMPARE(world.session().current()->room(), s("den"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void whoWishesItAppearsOffline()
    {
        World world;
        world.signIn();
        world.enter();
        world.click(world.item(s("own")));
        QQuickItem *row = nullptr;
        const auto found = [&] {
            for (QQuickItem *each : world.all()) {
                if (each->inherits("QQuickMenuItem") && each->property("text").toString() == s("Appear offline")) {
                    row = each;
                }
            }
            return row != nullptr;
        };
        QTRY_VERIFY(found());
        world.click(*row);
        QTRY_COMPARE(world.session().ownPresence()->status(), PresenceKind::Offline);
        QCOMPARE(world.told().all<tell::SetPresence>().back().status, std::optional(PresenceStatus::Offline));
        QCOMPARE(world.told().all<tell::SetPresence>().back().text, std::nullopt);
        QTRY_COMPARE(world.item(s("ownPresence")).property("text").toString(), s("Appearing offline"));
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestOwn)

} // namespace tst_own

#include "tst_own.moc"
