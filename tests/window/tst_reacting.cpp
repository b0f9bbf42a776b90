// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/window/start.h"

#include <QTest>

namespace tst_reacting {

using namespace banter;
using namespace banter::testing;

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

const char *const Password = "correct horse";

void enter(Start &start)
{
    start.app.session()->membership()->create(s("tea"), false);
    VERIFY_SOON(start.app.session()->current()->room() == s("tea"));
}

void join(Start &start)
{
    start.app.session()->membership()->join(s("tea"));
    VERIFY_SOON(start.app.session()->current()->room() == s("tea"));
}

QVariant newest(Start &start, TimelineModel::Role role, int row = 0)
{
    const TimelineModel *timeline = start.app.session() ? start.app.session()->current()->timeline() : nullptr;
    return timeline ? timeline->index(row).data(role) : QVariant();
}

bool reads(Start &start, const char *text)
{
    return newest(start, TimelineModel::TextRole).toString() == s(text) &&
           !newest(start, TimelineModel::MessageIdRole).toString().isEmpty();
}

/// Another start shows the first room.
void lookAgain(Start &start, const char *text)
{
    const auto there = [&] {
        if (start.app.session())
            start.app.session()->current()->show(s("tea"));
        return reads(start, text);
    };
    QVERIFY(QTest::qWaitFor(there, WaitMs));
}

void say(Start &start, const char *text)
{
    QVERIFY(start.write("composer", s(text)));
    start.press(Qt::Key_Return);
}

/// Under a message: "KEY COUNT", with "*" for one's own and "?" for what the server does not know.
QString reactions(Start &start)
{
    QStringList lines;
    for (const QVariant &each : newest(start, TimelineModel::ReactionsRole).toList()) {
        const QVariantMap one = each.toMap();
        lines.append(one[s("key")].toString() + u' ' + one[s("count")].toString() +
                     (one[s("mine")].toBool() ? s("*") : QString()) +
                     (one[s("pending")].toBool() ? s("?") : QString()));
    }
    return lines.join(u' ');
}

/// With the keyboard to the newest message, and there this key.
void pressAtNewest(Start &start, int key)
{
    QVERIFY(start.activate());
    start.app.session()->current()->timeline()->toNewest();
    start.settle();
    start.find("timeline")->setProperty("currentIndex", 0);
    start.find("timeline")->forceActiveFocus(Qt::TabFocusReason);
    start.press(key);
}

/// The first of the usual ones.
void thumb(Start &start)
{
    pressAtNewest(start, Qt::Key_Plus);
    VERIFY_SOON(start.find("usualReaction") && start.find("usualReaction")->isVisible());
    start.settle();
    start.press(Qt::Key_Return);
}

QString quoted(Start &start, int row = 0)
{
    return newest(start, TimelineModel::ReplyRole, row).toMap().value(s("text")).toString();
}

} // namespace

// Somebody reacts to what somebody else has said, and answers it, in the program's window and on a real server.
class WindowReacting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aReactionIsThereForEverybodyAndAfterAStart()
    {
        OthersServer server;
        QVERIFY(!server.url.isEmpty());
        QTemporaryDir folder;
        QTemporaryDir other;
        {
            Start ann(folder.path());
            QCOMPARE(ann.join(server.url, "ann", Password, true, true), QString());
            enter(ann);
            say(ann, "lunch?");
            VERIFY_SOON(reads(ann, "lunch?"));
            Start bob(other.path());
            QCOMPARE(bob.join(server.url, "bob", "another horse", true), QString());
            join(bob);
            VERIFY_SOON(reads(bob, "lunch?"));
            thumb(bob);
            VERIFY_SOON(reactions(bob) == s("👍 1*"));
            VERIFY_SOON(reactions(ann) == s("👍 1"));
            QVERIFY(ann.activate());
            VERIFY_SOON(ann.find("reaction"));
            ann.settle();
            QVERIFY(ann.click("reaction"));
            VERIFY_SOON(reactions(ann) == s("👍 2*"));
            VERIFY_SOON(reactions(bob) == s("👍 2*"));
            thumb(bob); // not after all
            VERIFY_SOON(reactions(bob) == s("👍 1"));
            VERIFY_SOON(reactions(ann) == s("👍 1*"));
        }
        Start again(folder.path());
        VERIFY_SOON(again.connected());
        lookAgain(again, "lunch?");
        VERIFY_SOON(reactions(again) == s("👍 1*"));
    }

    // Without a server, closed before it is back: it goes out once, with the next start.
    void anOfflineReactionGoesOutWithTheNextStart()
    {
        OthersServer server;
        QVERIFY(!server.url.isEmpty());
        QTemporaryDir folder;
        {
            Start ann(folder.path());
            QCOMPARE(ann.join(server.url, "ann", Password, true, true), QString());
            enter(ann);
            say(ann, "lunch?");
            VERIFY_SOON(reads(ann, "lunch?"));
            server.server.stop();
            VERIFY_SOON(!ann.connected());
            thumb(ann);
            VERIFY_SOON(reactions(ann) == s("👍 1*?"));
        }
        {
            Start offline(folder.path()); // it still waits
            lookAgain(offline, "lunch?");
            VERIFY_SOON(reactions(offline) == s("👍 1*?"));
        }
        server.start(true);
        QVERIFY(!server.url.isEmpty());
        Start again(folder.path());
        VERIFY_SOON(again.connected());
        lookAgain(again, "lunch?");
        VERIFY_SOON(reactions(again) == s("👍 1*"));
        QTemporaryDir other;
        Start bob(other.path());
        QCOMPARE(bob.join(server.url, "bob", "another horse", true), QString());
        join(bob);
        VERIFY_SOON(reactions(bob) == s("👍 1"));
    }

    void anAnswerQuotesTheOriginalAsItIs()
    {
        OthersServer server;
        QVERIFY(!server.url.isEmpty());
        QTemporaryDir folder;
        QTemporaryDir other;
        Start ann(folder.path());
        QCOMPARE(ann.join(server.url, "ann", Password, true, true), QString());
        enter(ann);
        say(ann, "lunhc?");
        VERIFY_SOON(reads(ann, "lunhc?"));
        {
            Start bob(other.path());
            QCOMPARE(bob.join(server.url, "bob", "another horse", true, true), QString());
            join(bob);
            VERIFY_SOON(reads(bob, "lunhc?"));
            pressAtNewest(bob, Qt::Key_R);
            VERIFY_SOON(bob.find("replyStrip"));
            say(bob, "yes");
            VERIFY_SOON(reads(bob, "yes") && quoted(bob) == s("lunhc?"));
            QVERIFY(!bob.find("replyStrip"));
            VERIFY_SOON(reads(ann, "yes") && quoted(ann) == s("lunhc?"));
            QVERIFY(ann.activate());
            QVERIFY(ann.click("composer"));
            ann.press(Qt::Key_Up);
            VERIFY_SOON(ann.app.session()->current()->composer()->editingSent());
            say(ann, "lunch?");
            VERIFY_SOON(quoted(ann) == s("lunch?"));
            VERIFY_SOON(quoted(bob) == s("lunch?"));
        }
        Start again(other.path());
        VERIFY_SOON(again.connected());
        lookAgain(again, "yes");
        VERIFY_SOON(quoted(again) == s("lunch?"));
    }
};

TEST_WITH_GUI_APPLICATION(WindowReacting)

} // namespace tst_reacting

#include "tst_reacting.moc"
