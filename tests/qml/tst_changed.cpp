// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QAccessible>
#include <QTest>

namespace tst_changed {

using namespace banter;
using namespace banter::testing;

// How messages look that were edited or deleted by their authors.
class TestChanged : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static Message at(Seq seq) { return lines(seq, 1).messages.front().message; }

    static void fill(World &world, int count)
    {
        world.signIn();
        world.enter();
        Changes changes = lines(1001, count);
        changes.history[s("lobby")].reachesStart = false;
        world.say(changes);
    }

    static void amend(World &world, Seq seq, const std::optional<QString> &text)
    {
        const Message message = at(seq);
        Amendment change{message.room, message.id, seq, ++revs};
        if (text) {
            change.words = Amendment::Words{*text, message.at + 1};
        } else {
            change.deletedBy = message.sender;
        }
        Changes changes;
        changes.amended = {change};
        world.say(changes);
    }

    static QString nameOf(QQuickItem *item)
    {
        QAccessibleInterface *interface = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
        return interface ? interface->text(QAccessible::Name) : QString();
    }

    static int said(World &world, const QString &text)
    {
        const QList<QQuickItem *> items = world.all();
        return static_cast<int>(std::count_if(
            items.begin(), items.end(), [&](QQuickItem *each) { return each->property("text").toString() == text; }));
    }

    // The row that stands where the message was: a deleted one has no text to be found by.
    static QQuickItem *row(World &world, const QString &key)
    {
        for (QQuickItem *each : world.all(&world.item(QStringLiteral("timeline")))) {
            if (each->property("key").toString() == key && each->property("clientId").isValid()) {
                return each;
            }
        }
        return nullptr;
    }

    inline static qint64 revs = 0;

private Q_SLOTS:
    void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

    void anEditedMessageSaysSo_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("word");
        for (const bool dark : {false, true}) {
            QTest::addRow("english, dark %d", dark) << dark << s("en") << s("edited");
            QTest::addRow("chinese, dark %d", dark) << dark << s("zh_CN") << s("已编辑");
        }
    }
    void anEditedMessageSaysSo()
    {
        QFETCH(const bool, dark);
        QFETCH(const QString, language);
        QFETCH(const QString, word);
        World world;
        fill(world, 12);
        world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
        world.speak(language);
        QCOMPARE(said(world, word), 0);
        const QString before = at(1012).text;
        const QString key = world.message(before)->property("key").toString();
        amend(world, 1012, s("better words"));
        QVERIFY(!world.message(before));
        QVERIFY(world.message(s("better words")));
        QCOMPARE(said(world, word), 1);
        QVERIFY2(nameOf(row(world, key)).contains(word), qPrintable(nameOf(row(world, key))));
        QVERIFY(nameOf(row(world, key)).contains(s("better words")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aDeletedMessageLeavesItsPlaceOnly_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("words");
        for (const bool dark : {false, true}) {
            QTest::addRow("english, dark %d", dark) << dark << s("en") << s("Message deleted");
            QTest::addRow("chinese, dark %d", dark) << dark << s("zh_CN") << s("消息已删除");
        }
    }
    void aDeletedMessageLeavesItsPlaceOnly()
    {
        QFETCH(const bool, dark);
        QFETCH(const QString, language);
        QFETCH(const QString, words);
        World world;
        fill(world, 12);
        world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
        world.speak(language);
        const QString before = at(1012).text;
        const QString key = world.message(before)->property("key").toString();
        amend(world, 1012, s("edited first"));
        amend(world, 1012, std::nullopt);
        QCOMPARE(said(world, before), 0);
        QCOMPARE(said(world, s("edited first")), 0);
        QCOMPARE(said(world, words), 1);
        QQuickItem *gone = row(world, key);
        QVERIFY(gone);
        QVERIFY2(nameOf(gone).contains(words), qPrintable(nameOf(gone)));
        QVERIFY(!nameOf(gone).contains(before));
        // There is nothing to copy, so no menu is offered.
        world.click(*gone, Qt::RightButton);
        world.settle();
        const QList<QQuickItem *> shown = world.all();
        QVERIFY(std::none_of(shown.begin(), shown.end(),
                             [](QQuickItem *each) { return each->inherits("QQuickMenuItem"); }));
        QCOMPARE(world.complaints(), QStringList());
    }

    // The rows around it get taller or lower, in view, above it and below.
    void whatIsReadStaysWhereItIs()
    {
        World world;
        fill(world, 100);
        world.key(Qt::Key_PageUp);
        world.key(Qt::Key_PageUp);
        QQuickItem &timeline = world.item(s("timeline"));
        const QRectF view = world.place(timeline);
        QString read;
        for (QQuickItem *each : world.all(&timeline)) {
            if (each->property("clientId").isValid() && world.place(*each).bottom() > view.bottom() - 60) {
                read = each->property("text").toString();
            }
        }
        QVERIFY(!read.isEmpty());
        const auto bottom = [&] { return world.message(read) ? world.place(*world.message(read)).bottom() : -1; };
        const qreal was = bottom();
        for (const Seq seq : {1099, 1098, 1070, 1060, 1050}) {
            if (at(seq).text == read) {
                continue;
            }
            amend(world, seq, s("one\ntwo\nthree\nfour\nfive\nsix"));
            QTRY_COMPARE(bottom(), was);
            amend(world, seq, std::nullopt);
            QTRY_COMPARE(bottom(), was);
        }
        QCOMPARE(world.complaints(), QStringList());
    }

    void atTheNewestItStaysThere()
    {
        World world;
        fill(world, 100);
        const auto gap = [&] {
            const QQuickItem *last = world.message(at(1100).text);
            return last ? world.place(world.item(s("timeline"))).bottom() - world.place(*last).bottom() : -1;
        };
        const qreal was = gap();
        QVERIFY(was >= 0 && was <= 16);
        amend(world, 1098, s("one\ntwo\nthree\nfour\nfive\nsix"));
        QTRY_COMPARE(gap(), was);
        amend(world, 1099, std::nullopt);
        QTRY_COMPARE(gap(), was);
        QVERIFY(world.session().current()->timeline()->following());
    }
};

TEST_WITH_GUI_APPLICATION(TestChanged)

} // namespace tst_changed

#include "tst_changed.moc"
