// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/window/start.h"

#include <QTest>

namespace tst_changing {

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

/// The row of the newest message; null when there is none.
const TimelineRow *newest(Start &start)
{
    const TimelineModel *timeline = start.app.session() ? start.app.session()->current()->timeline() : nullptr;
    return timeline && timeline->rows().size() > 0 ? &timeline->rows().at(timeline->rows().size() - 1) : nullptr;
}

void join(Start &start)
{
    start.app.session()->membership()->join(s("tea"));
    VERIFY_SOON(start.app.session()->current()->room() == s("tea"));
}

/// Another start shows the first room.
void lookAgain(Start &start)
{
    const auto there = [&start] {
        if (start.app.session())
            start.app.session()->current()->show(s("tea"));
        return newest(start) && start.app.session()->current()->room() == s("tea");
    };
    QVERIFY(QTest::qWaitFor(there, WaitMs));
}

void say(Start &start, const char *text)
{
    QVERIFY(start.write("composer", s(text)));
    start.press(Qt::Key_Return);
}

bool reads(Start &start, const char *text, qint64 rev)
{
    const TimelineRow *row = newest(start);
    return row && row->message.text == s(text) && row->message.rev == rev && row->state == DeliveryState::Sent;
}

bool isDeleted(Start &start)
{
    const TimelineRow *row = newest(start);
    return row && !row->message.deletedBy.isEmpty();
}

TimelineModel::Change change(Start &start)
{
    return TimelineModel::Change(
        start.app.session()->current()->timeline()->index(0).data(TimelineModel::ChangeRole).toInt());
}

/// Words on the screen: a row has its text also where it does not show it.
bool shows(Start &start, const char *text)
{
    const QList<QQuickItem *> items = start.shown();
    return std::any_of(items.begin(), items.end(), [&](const QQuickItem *each) {
        return (each->inherits("QQuickText") || each->inherits("QQuickTextEdit")) &&
               each->property("text").toString() == s(text);
    });
}

/// Up, and the text that comes into the composer is replaced.
void rewrite(Start &start, const char *text)
{
    QVERIFY(start.click("composer"));
    start.press(Qt::Key_Up);
    VERIFY_SOON(start.app.session()->current()->composer()->editingSent());
    say(start, text);
}

} // namespace

// Somebody changes and deletes what they have said, in the program's window and on a real server; somebody else looks.
class WindowChanging : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEditIsThereForEverybodyAndAfterAStart()
    {
        OthersServer server;
        QVERIFY(!server.url.isEmpty());
        QTemporaryDir folder;
        QTemporaryDir other;
        {
            Start ann(folder.path());
            QCOMPARE(ann.join(server.url, "ann", Password, true, true), QString());
            enter(ann);
            say(ann, "teh words");
            VERIFY_SOON(reads(ann, "teh words", 0));
            Start bob(other.path());
            QCOMPARE(bob.join(server.url, "bob", "another horse", true), QString());
            join(bob);
            VERIFY_SOON(reads(bob, "teh words", 0));
            QVERIFY(ann.activate());
            rewrite(ann, "the words");
            VERIFY_SOON(reads(ann, "the words", 1) && shows(ann, "edited"));
            VERIFY_SOON(reads(bob, "the words", 1) && shows(bob, "edited"));
        }
        Start again(folder.path());
        VERIFY_SOON(again.connected());
        lookAgain(again);
        VERIFY_SOON(reads(again, "the words", 1) && shows(again, "edited"));
    }

    // Without a server, closed before it is back: it goes out once, with the next start.
    void anOfflineEditGoesOutWithTheNextStart()
    {
        OthersServer server;
        QVERIFY(!server.url.isEmpty());
        QTemporaryDir folder;
        {
            Start ann(folder.path());
            QCOMPARE(ann.join(server.url, "ann", Password, true, true), QString());
            enter(ann);
            say(ann, "teh words");
            VERIFY_SOON(reads(ann, "teh words", 0));
            server.server.stop();
            VERIFY_SOON(!ann.connected());
            rewrite(ann, "the words");
            VERIFY_SOON(change(ann) == TimelineModel::EditWaits);
            VERIFY_SOON(shows(ann, "the words") && ann.find("dropChange"));
        }
        {
            Start offline(folder.path()); // it still waits
            lookAgain(offline);
            VERIFY_SOON(change(offline) == TimelineModel::EditWaits);
            VERIFY_SOON(shows(offline, "the words"));
        }
        server.start(true);
        QVERIFY(!server.url.isEmpty());
        Start again(folder.path());
        VERIFY_SOON(again.connected());
        lookAgain(again);
        VERIFY_SOON(reads(again, "the words", 1) && change(again) == TimelineModel::NoChange);
        QTemporaryDir other;
        Start bob(other.path());
        QCOMPARE(bob.join(server.url, "bob", "another horse", true), QString());
        join(bob);
        VERIFY_SOON(reads(bob, "the words", 1));
    }

    // Who closes the window right after a deletion meant it.
    void aDeletionIsNotLostWithTheWindow()
    {
        OthersServer server;
        QVERIFY(!server.url.isEmpty());
        QTemporaryDir folder;
        QTemporaryDir other;
        Start bob(other.path());
        {
            Start ann(folder.path());
            QCOMPARE(ann.join(server.url, "ann", Password, true, true), QString());
            enter(ann);
            say(ann, "not for you");
            VERIFY_SOON(reads(ann, "not for you", 0));
            QVERIFY(bob.activate());
            QCOMPARE(bob.join(server.url, "bob", "another horse", true), QString());
            join(bob);
            VERIFY_SOON(reads(bob, "not for you", 0));
            QVERIFY(ann.activate());
            ann.find("timeline")->forceActiveFocus(Qt::TabFocusReason);
            ann.press(Qt::Key_Delete);
            VERIFY_SOON(shows(ann, "Message deleted"));
            QVERIFY(!shows(ann, "not for you"));
            QVERIFY(!isDeleted(bob)); // for as long as it can be taken back
        }
        Start again(folder.path());
        lookAgain(again);
        VERIFY_SOON(again.connected() && isDeleted(again));
        VERIFY_SOON(isDeleted(bob) && shows(bob, "Message deleted"));
    }
};

TEST_WITH_GUI_APPLICATION(WindowChanging)

} // namespace tst_changing

#include "tst_changing.moc"
