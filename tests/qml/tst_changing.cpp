// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QAccessible>
#include <QTest>

namespace tst_changing {

using namespace banter;
using namespace banter::testing;

using State = ShownOperation::State;

// How people change and delete what they have said, after the server has it.
class TestChanging : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    /// "one" and "two" are one's own, the newest is somebody else's.
    static void fill(World &world)
    {
        world.signIn();
        world.enter();
        Changes changes;
        changes.messages = {ownMessage(1, s("one"), DeliveryState::Sent), ownMessage(2, s("two"), DeliveryState::Sent),
                            message(3)};
        changes.history[s("lobby")].reachesStart = true;
        world.say(changes);
    }

    static void goOffline(World &world)
    {
        Changes away;
        away.connection = testing::connection(ConnectionState::Reconnecting, ConnectionTrouble::Lost);
        world.say(away);
    }

    static void wish(World &world, const QString &text, State state)
    {
        ShownOperation edit;
        edit.room = s("lobby");
        edit.clientId = s("e1");
        edit.target = s("id2");
        edit.targetClientId = s("two");
        edit.text = text;
        edit.state = state;
        edit.failure = state == State::Conflict ? s("conflict: no")
                       : state == State::Failed ? s("forbidden: no")
                                                : s("");
        Changes changes;
        changes.operations = {edit};
        world.say(changes);
    }

    static void amend(World &world, const QString &text, qint64 rev)
    {
        Changes changes;
        changes.amended = {{s("lobby"), s("id2"), 2, rev, Amendment::Words{text, 1'700'000'500'000}}};
        world.say(changes);
    }

    static QString composed(World &world) { return world.item(s("composer")).property("text").toString(); }

    static QQuickItem *within(World &world, QQuickItem *root, const char *name)
    {
        for (QQuickItem *each : world.all(root)) {
            if (each->objectName() == QLatin1String(name)) {
                return each;
            }
        }
        return nullptr;
    }

    /// By the client id: one that is about to be deleted shows no text.
    static QQuickItem *rowOf(World &world, const QString &clientId)
    {
        for (QQuickItem *each : world.all(&world.item(s("timeline")))) {
            if (each->property("clientId").toString() == clientId && each->property("changeNote").isValid()) {
                return each;
            }
        }
        return nullptr;
    }

    static QStringList offered(World &world)
    {
        QStringList words;
        for (QQuickItem *each : world.all()) {
            if (each->inherits("QQuickMenuItem")) {
                words.append(each->property("text").toString());
            }
        }
        return words;
    }

    static void choose(World &world, const QString &words)
    {
        for (QQuickItem *each : world.all()) {
            if (each->inherits("QQuickMenuItem") && each->property("text").toString() == words) {
                world.click(*each);
                QTRY_VERIFY(!world.popup());
                return;
            }
        }
        QFAIL(qPrintable(words));
    }

    static int said(World &world, const QString &text, QQuickItem *root = nullptr)
    {
        const QList<QQuickItem *> items = world.all(root);
        return static_cast<int>(std::count_if(
            items.begin(), items.end(), [&](QQuickItem *each) { return each->property("text").toString() == text; }));
    }

    static QString nameOf(QQuickItem *item)
    {
        QAccessibleInterface *interface = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
        return interface ? interface->text(QAccessible::Name) : QString();
    }

    /// It clicks where the button stays.
    static void undo(World &world)
    {
        QTRY_VERIFY(world.item(s("undo")).property("settled").toBool());
        world.settle();
        world.click(*within(world, &world.item(s("undo")), "toastAction"));
    }

    /// With the keyboard to the message that came as the `seq`th of three.
    static void walkTo(World &world, int seq)
    {
        world.item(s("timeline")).forceActiveFocus(Qt::TabFocusReason);
        for (int step = seq; step < 3; ++step) {
            world.key(Qt::Key_Up);
        }
        QCOMPARE(world.item(s("timeline")).property("currentIndex").toInt(), 3 - seq);
    }

private Q_SLOTS:
    void upEditsTheNewestOwnMessage()
    {
        World world;
        fill(world);
        world.key(Qt::Key_Up);
        QCOMPARE(composed(world), s("two"));
        QCOMPARE(world.item(s("composerNote")).property("text").toString(),
                 s("You are changing a message that was sent."));
        world.type(s("!"));
        world.key(Qt::Key_Return);
        const auto told = world.told().all<tell::EditMessage>();
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].id, s("id2"));
        QCOMPARE(told[0].text, s("two!"));
        QVERIFY(world.told().all<tell::Send>().empty());
        QCOMPARE(composed(world), QString());
        QVERIFY(!world.find(s("composerNote")));
        wish(world, s("two!"), State::Pending);
        QQuickItem *row = world.message(s("two!"));
        QVERIFY(row);
        QVERIFY2(nameOf(row).contains(s("Your change waits to be sent.")), qPrintable(nameOf(row)));
        QVERIFY(!world.find(s("dropChange"))); // it is a moment only
        amend(world, s("two!"), 4);
        wish(world, s("two!"), State::Done);
        QVERIFY(world.message(s("two!")));
        QVERIFY(nameOf(world.message(s("two!"))).contains(s("edited")));
        QCOMPARE(said(world, s("edited")), 1);
        QCOMPARE(world.complaints(), QStringList());
    }

    void escapeLeavesItAndUndoBringsTheWordsBack()
    {
        World world;
        fill(world);
        world.type(s("draft"));
        walkTo(world, 1);
        world.key(Qt::Key_E);
        QCOMPARE(composed(world), s("one"));
        QVERIFY(world.item(s("composer")).hasActiveFocus());
        world.type(s(" more"));
        world.key(Qt::Key_Escape);
        QCOMPARE(composed(world), s("draft"));
        undo(world);
        QCOMPARE(composed(world), s("one more"));
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::EditMessage>().back().text, s("one more"));
        QCOMPARE(composed(world), s("draft"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void theMenuOffersBoth_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 1100;
        QTest::newRow("narrow") << 360;
    }
    void theMenuOffersBoth()
    {
        QFETCH(const int, width);
        World world({width, 720});
        fill(world);
        world.click(*world.message(s("one")), Qt::RightButton);
        QTRY_COMPARE(offered(world),
                     QStringList({s("Reply"), s("React"), s("Copy text"), s("Edit"), s("Delete for everybody")}));
        choose(world, s("Edit"));
        QCOMPARE(composed(world), s("one"));
        world.key(Qt::Key_Escape);
        world.click(*world.message(s("one")), Qt::RightButton);
        QTRY_COMPARE(offered(world).size(), 5);
        choose(world, s("Delete for everybody"));
        QCOMPARE(said(world, s("Message deleted")), 1);
        QVERIFY(nameOf(rowOf(world, s("one"))).contains(s("Message deleted")));
        QVERIFY(!nameOf(rowOf(world, s("one"))).contains(s("one,")));
        world.click(*rowOf(world, s("one")), Qt::RightButton);
        QTRY_COMPARE(offered(world), QStringList({s("Do not delete")}));
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.popup());
        undo(world);
        QCOMPARE(said(world, s("Message deleted")), 0);
        QVERIFY(world.message(s("one")));
        world.time.advance(UndoModel::OfferMs);
        QVERIFY(world.told().all<tell::DeleteMessage>().empty());
        QCOMPARE(world.complaints(), QStringList());
    }

    void ofOthersMessagesNothingIsOffered()
    {
        World world;
        fill(world);
        walkTo(world, 3);
        world.key(Qt::Key_Delete);
        world.key(Qt::Key_E); // it goes on to the composer
        QCOMPARE(composed(world), s("e"));
        QVERIFY(world.session().current()->composer()->editing().isEmpty());
        QCOMPARE(world.session().undo()->count(), 0);
        world.click(*world.message(s("text 3")), Qt::RightButton);
        QTRY_COMPARE(offered(world), QStringList({s("Reply"), s("React"), s("Copy text")}));
    }

    void whereTheServerCannotNothingIsOffered()
    {
        World world;
        fill(world);
        Changes plain;
        plain.capabilities = everything();
        plain.capabilities->edits = plain.capabilities->deletes = false;
        world.say(plain);
        world.key(Qt::Key_Up);
        QCOMPARE(composed(world), QString());
        QVERIFY(!world.find(s("composerNote")));
        walkTo(world, 2);
        world.key(Qt::Key_Delete);
        QCOMPARE(said(world, s("Message deleted")), 0);
        world.key(Qt::Key_Return);
        QTRY_COMPARE(offered(world), QStringList({s("Reply"), s("React"), s("Copy text")}));
    }

    void delDeletesAfterAWhile()
    {
        World world;
        fill(world);
        walkTo(world, 2);
        world.key(Qt::Key_Delete);
        world.key(Qt::Key_Delete);
        QCOMPARE(said(world, s("Message deleted")), 1);
        QVERIFY(world.told().all<tell::DeleteMessage>().empty());
        QTRY_COMPARE(world.item(s("undo")).property("text").toString(), s("1 message deleted."));
        world.time.advance(UndoModel::HoldMs);
        QCOMPARE(world.told().all<tell::DeleteMessage>().size(), std::size_t(1));
        QCOMPARE(world.told().all<tell::DeleteMessage>()[0].id, s("id2"));
        QTRY_VERIFY(!world.find(s("undo")));
        world.key(Qt::Key_Delete); // that is done
        QCOMPARE(world.session().undo()->count(), 0);
        Changes done;
        done.amended = {{s("lobby"), s("id2"), 2, 4, {}, s("me")}};
        world.say(done);
        QCOMPARE(said(world, s("Message deleted")), 1);
        QCOMPARE(world.complaints(), QStringList());
    }

    // What is taken out whole is deleted; the composer says so before.
    void noWordsAreADeletion()
    {
        World world;
        fill(world);
        world.key(Qt::Key_Up);
        world.key(Qt::Key_A, Qt::ControlModifier);
        world.key(Qt::Key_Backspace);
        QCOMPARE(world.item(s("composerNote")).property("text").toString(),
                 s("Without words the message will be deleted."));
        QVERIFY(world.item(s("send")).isEnabled());
        QCOMPARE(nameOf(&world.item(s("send"))), s("Delete the message"));
        world.key(Qt::Key_Return);
        QCOMPARE(said(world, s("Message deleted")), 1);
        QCOMPARE(composed(world), QString());
        undo(world);
        QVERIFY(world.message(s("two")));
        QVERIFY(world.told().all<tell::EditMessage>().empty());
        QCOMPARE(world.complaints(), QStringList());
    }

    void whatWaitsForTheServerCanBeTakenBack()
    {
        World world;
        fill(world);
        goOffline(world);
        wish(world, s("better words"), State::Pending);
        QQuickItem *row = world.message(s("better words"));
        QVERIFY(row);
        QCOMPARE(said(world, s("Your change waits to be sent."), row), 1);
        world.click(*within(world, row, "dropChange"));
        QCOMPARE(world.told().all<tell::Discard>().back().clientId, s("e1"));
        wish(world, s("better words"), State::Dropped);
        QVERIFY(world.message(s("two")));
        undo(world); // and yet
        QCOMPARE(composed(world), s("better words"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aDeletionThatWaitsCanBeTakenBack()
    {
        World world;
        fill(world);
        goOffline(world);
        walkTo(world, 1);
        world.key(Qt::Key_Delete);
        QCOMPARE(said(world, s("Not yet deleted for the others."), rowOf(world, s("one"))), 1);
        world.click(*within(world, rowOf(world, s("one")), "dropChange"));
        QVERIFY(world.message(s("one")));
        QTRY_VERIFY(!world.find(s("undo")));
        world.time.advance(UndoModel::OfferMs);
        QVERIFY(world.told().all<tell::DeleteMessage>().empty());
        QCOMPARE(world.complaints(), QStringList());
    }

    void aConflictShowsBothTexts_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("language");
        for (const int width : {360, 1100}) {
            QTest::addRow("%d, light", width) << width << false << s("en");
            QTest::addRow("%d, dark, chinese", width) << width << true << s("zh_CN");
        }
    }
    void aConflictShowsBothTexts()
    {
        QFETCH(const int, width);
        QFETCH(const bool, dark);
        QFETCH(const QString, language);
        World world({width, 720});
        fill(world);
        world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
        world.speak(language);
        const QString mine = s("<b>mine</b>, and it goes on and on, so that it takes more than one line");
        amend(world, s("elsewhere"), 4);
        wish(world, mine, State::Conflict);
        QQuickItem *row = world.message(s("elsewhere"));
        QVERIFY(row);
        QQuickItem *own = within(world, row, "ownWords");
        QVERIFY(own);
        QCOMPARE(own->property("text").toString(), mine);
        QCOMPARE(nameOf(own), mine);
        for (const char *name : {"ownWords", "changeNote", "retryChange", "dropChange"}) {
            QQuickItem *part = within(world, row, name);
            QVERIFY2(part && !nameOf(part).isEmpty(), name);
            QVERIFY2(world.place(*part).right() <= world.place(*row).right(), name);
            QVERIFY2(world.place(*part).bottom() <= world.place(*row).bottom(), name);
            QVERIFY2(!part->property("truncated").toBool(), name);
        }
        world.click(*within(world, row, "retryChange"));
        QCOMPARE(world.told().all<tell::Retry>().back().clientId, s("e1"));
        world.click(*within(world, world.message(s("elsewhere")), "dropChange"));
        QCOMPARE(world.told().all<tell::Discard>().back().clientId, s("e1"));
        wish(world, mine, State::Dropped);
        QVERIFY(!world.find(s("ownWords")));
        undo(world);
        QCOMPARE(composed(world), mine);
        QCOMPARE(world.complaints(), QStringList());
    }

    void theMenuDecidesAConflictToo()
    {
        World world;
        fill(world);
        wish(world, s("mine"), State::Conflict);
        walkTo(world, 2);
        world.key(Qt::Key_Return);
        QTRY_VERIFY(offered(world).contains(s("Send your text")));
        QVERIFY(offered(world).contains(s("Keep the other text")));
        choose(world, s("Send your text"));
        QCOMPARE(world.told().all<tell::Retry>().back().clientId, s("e1"));
        QCOMPARE(world.complaints(), QStringList());
    }

    void whatWasRefusedSaysWhy()
    {
        World world;
        fill(world);
        wish(world, s("mine"), State::Failed);
        QQuickItem *row = world.message(s("two"));
        QVERIFY(within(world, row, "changeNote")->property("text").toString().startsWith(s("Not changed: ")));
        QCOMPARE(within(world, row, "ownWords")->property("text").toString(), s("mine"));
        QVERIFY(within(world, row, "retryChange"));
        Changes gone; // deleted elsewhere: there is nothing to try again
        gone.amended = {{s("lobby"), s("id2"), 2, 4, {}, s("me")}};
        world.say(gone);
        QVERIFY(!within(world, rowOf(world, s("two")), "retryChange"));
        QVERIFY(within(world, rowOf(world, s("two")), "ownWords"));
        QVERIFY(within(world, rowOf(world, s("two")), "dropChange"));
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestChanging)

} // namespace tst_changing

#include "tst_changing.moc"
