// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QAccessible>
#include <QQuickTextDocument>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

namespace tst_mentioning {

using namespace banter;
using namespace banter::testing;

// How people name others so that they are meant, and see where they are.
class TestMentioning : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static ShownMessage naming(Seq seq, const char *text, const Mentions &mentions)
    {
        ShownMessage shown = message(seq, s("bo"));
        shown.message.text = s(text);
        shown.message.mentions = mentions;
        return shown;
    }

    /// "me" in the lobby with ann, annabel and 小明; in the attic five are unread, and two of them mean "me".
    static void fill(World &world)
    {
        world.signIn();
        Changes can;
        can.capabilities = everything();
        world.say(can);
        world.enter();
        Changes changes;
        changes.rooms[s("attic")] = room(s("attic"), true, 5);
        changes.rooms[s("attic")].mentions = 2;
        for (const char *name : {"me", "ann", "annabel", "小明"}) {
            changes.roster[s("lobby")].push_back(member(s(name), PresenceStatus::Online));
        }
        changes.messages = {naming(1, "tea, @me?", {{s("me")}, false}), naming(2, "@room *tea*", {{}, true}),
                            naming(3, "@ann tea", {{s("ann")}, false}), message(4)};
        changes.history[s("lobby")].reachesStart = true;
        world.say(changes);
        QVERIFY(world.item(s("composer")).hasActiveFocus());
    }

    static QString written(World &world) { return world.item(s("composer")).property("text").toString(); }

    /// As an input method writes it.
    static void commit(World &world, const char *words)
    {
        QInputMethodEvent event;
        event.setCommitString(s(words));
        QCoreApplication::sendEvent(world.window->focusObject(), &event);
        world.settle();
    }

    static QQuickItem *suggestion(World &world, const char *title)
    {
        for (QQuickItem *each : world.all(&world.item(s("completions")))) {
            if (each->property("title").toString() == s(title)) {
                return each;
            }
        }
        return nullptr;
    }

    static QQuickItem *roomRow(World &world, const char *name)
    {
        for (QQuickItem *each : world.all()) {
            if (each->property("room").toString() == s(name) && each->property("unread").isValid()) {
                return each;
            }
        }
        return nullptr;
    }

    static QString nameOf(QQuickItem *item)
    {
        QAccessibleInterface *interface = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
        return interface ? interface->text(QAccessible::Name) : QString();
    }

    /// How the character looks that is there in the words of that message.
    static QTextCharFormat formatAt(World &world, const QString &text, int at)
    {
        for (QQuickItem *each : world.all(world.message(text))) {
            auto *document = each->property("textDocument").value<QQuickTextDocument *>();
            if (!document || each->property("text").toString().isEmpty()) {
                continue;
            }
            const QTextBlock block = document->textDocument()->findBlock(at);
            for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
                const int in = at - block.position();
                if (in >= range.start && in < range.start + range.length) {
                    return range.format;
                }
            }
        }
        return {};
    }

private Q_SLOTS:
    void keysCompleteANameAndItIsMeant()
    {
        World world;
        fill(world);
        world.type(s("hi @an"));
        QVERIFY(suggestion(world, "ann") && suggestion(world, "annabel"));
        world.key(Qt::Key_Down);
        world.key(Qt::Key_Up);
        world.key(Qt::Key_Tab);
        QCOMPARE(written(world), s("hi @ann "));
        commit(world, "@小");
        world.key(Qt::Key_Return); // takes it, and sends nothing
        QCOMPARE(written(world), s("hi @ann @小明 "));
        world.type(s("@annabel")); // without any help
        world.key(Qt::Key_Escape);
        world.key(Qt::Key_Return);
        const auto sent = world.told().all<tell::Send>();
        QCOMPARE(sent.size(), std::size_t(1));
        QCOMPARE(sent[0].text, s("hi @ann @小明 @annabel"));
        QCOMPARE(sent[0].mentions, (Mentions{{s("ann"), s("annabel"), s("小明")}, false}));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aNameThatIsChangedMeansNobody()
    {
        World world;
        fill(world);
        world.type(s("@an"));
        world.key(Qt::Key_Tab);
        QCOMPARE(written(world), s("@ann "));
        world.key(Qt::Key_Backspace);
        world.key(Qt::Key_Backspace);
        world.key(Qt::Key_Escape);
        world.key(Qt::Key_Return);
        const auto sent = world.told().all<tell::Send>();
        QCOMPARE(sent.size(), std::size_t(1));
        QCOMPARE(sent[0].text, s("@an"));
        QVERIFY(sent[0].mentions.isEmpty());
        QCOMPARE(world.complaints(), QStringList());
    }

    void theMouseTakesTheRoom()
    {
        World world;
        fill(world);
        world.type(s("@"));
        QQuickItem *everybody = suggestion(world, "room");
        QVERIFY(everybody);
        QCOMPARE(nameOf(everybody), s("room, Everybody in this room"));
        world.click(*everybody);
        QCOMPARE(written(world), s("@room "));
        world.type(s("tea?"));
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::Send>().back().mentions, (Mentions{{}, true}));
        QCOMPARE(world.complaints(), QStringList());
    }

    void namesAreMarkedAndOnesOwnStrongly_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void namesAreMarkedAndOnesOwnStrongly()
    {
        QFETCH(const bool, dark);
        World world;
        world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
        fill(world);
        const QTextCharFormat own = formatAt(world, s("tea, @me?"), 6);
        const QTextCharFormat others = formatAt(world, s("@ann tea"), 1);
        const QTextCharFormat all = formatAt(world, s("@room *tea*"), 1);
        QVERIFY(own.hasProperty(QTextFormat::BackgroundBrush) && others.hasProperty(QTextFormat::BackgroundBrush));
        QCOMPARE(all, own);
        QVERIFY(own.background() != others.background() && own.foreground() != others.foreground());
        QVERIFY(!formatAt(world, s("tea, @me?"), 1).hasProperty(QTextFormat::BackgroundBrush));
        QVERIFY(!formatAt(world, s("@ann tea"), 6).hasProperty(QTextFormat::BackgroundBrush));
        QVERIFY(formatAt(world, s("@room *tea*"), 7).fontItalic());
        // Whoever is meant sees it from afar, and hears it.
        QVERIFY(world.message(s("tea, @me?"))->property("calls").toBool());
        QVERIFY(world.message(s("@room *tea*"))->property("calls").toBool());
        QVERIFY(!world.message(s("@ann tea"))->property("calls").toBool());
        QVERIFY(nameOf(world.message(s("tea, @me?"))).contains(s("mentions you")));
        QVERIFY(!nameOf(world.message(s("@ann tea"))).contains(s("mentions you")));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Whoever writes what: marks lie over plain text.
    void aNameIsNoMarkup()
    {
        World world;
        fill(world);
        Changes changes;
        changes.messages = {naming(5, "<b>@me</b> <img src='http://x/y'>", {{s("me"), s("<i>")}, false})};
        world.say(changes);
        QQuickItem *row = world.message(s("<b>@me</b> <img src='http://x/y'>"));
        QVERIFY(row && row->property("calls").toBool());
        QVERIFY(formatAt(world, s("<b>@me</b> <img src='http://x/y'>"), 4).hasProperty(QTextFormat::BackgroundBrush));
        QCOMPARE(world.complaints(), QStringList());
    }

    void anEditTakesTheTintAway()
    {
        World world;
        fill(world);
        Changes changes;
        changes.amended = {{s("lobby"), s("id1"), 1, 1, Amendment::Words{s("tea?"), 1'700'000'900'000}}};
        world.say(changes);
        QVERIFY(!world.message(s("tea?"))->property("calls").toBool());
        QCOMPARE(world.complaints(), QStringList());
    }

    void theRoomsPaneCountsThemApart_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("name");
        QTest::newRow("English") << s("en") << s("attic, 5 unread, 2 mentions of you");
        QTest::newRow("Chinese") << s("zh_CN") << s("attic，5 条未读，2 条提到了你");
    }
    void theRoomsPaneCountsThemApart()
    {
        QFETCH(const QString, language);
        QFETCH(const QString, name);
        World world;
        world.speak(language);
        fill(world);
        QQuickItem *badge = world.find(s("mentionBadge"));
        QVERIFY(badge);
        QString words;
        for (QQuickItem *each : world.all(badge)) {
            words += each->property("text").toString();
        }
        QCOMPARE(words, s("@2"));
        QVERIFY(roomRow(world, "attic"));
        QCOMPARE(nameOf(roomRow(world, "attic")), name);
        Changes read;
        read.rooms[s("attic")] = room(s("attic"), true, 3);
        world.say(read);
        QVERIFY(!world.find(s("mentionBadge")));
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestMentioning)

} // namespace tst_mentioning

#include "tst_mentioning.moc"
