// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QAccessible>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QQmlExpression>
#include <QQuickTextDocument>
#include <QTcpServer>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include <cmath>

namespace tst_formatting {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

// How one character of a text looks.
QTextCharFormat formatAt(QQuickItem &words, int at)
{
    auto *document = words.property("textDocument").value<QQuickTextDocument *>();
    const QTextBlock block = document->textDocument()->findBlock(at);
    for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
        const int in = at - block.position();
        if (in >= range.start && in < range.start + range.length)
            return range.format;
    }
    return {};
}

} // namespace

// Marks that people type are looks, in the message and in what is said of it, and the words stay theirs.
class TestFormatting : public QObject {
    Q_OBJECT

    // One message with this text is in view.
    static QQuickItem *show(World &world, const QString &text)
    {
        world.signIn();
        world.enter();
        Changes changes;
        changes.messages = {message(1, s("ann"))};
        changes.messages[0].message.text = text;
        world.say(changes);
        return world.message(text);
    }

    // The texts in it that are seen, from above to below, without marks of lists.
    static QList<QQuickItem *> texts(World &world, QQuickItem *row)
    {
        QList<QQuickItem *> found;
        for (QQuickItem *each : world.all(row)) {
            if (each->inherits("QQuickTextEdit") && !each->property("text").toString().isEmpty())
                found.append(each);
        }
        return found;
    }

    static QStringList wordsOf(World &world, QQuickItem *row)
    {
        QStringList words;
        for (QQuickItem *each : texts(world, row)) {
            words.append(each->property("text").toString());
        }
        return words;
    }

    static void clickAt(World &world, QQuickItem &words, int at)
    {
        QRectF letter;
        QVERIFY(QMetaObject::invokeMethod(&words, "positionToRectangle", Q_RETURN_ARG(QRectF, letter), Q_ARG(int, at)));
        const QPointF point = words.mapToScene(letter.center() + QPointF(3, 0));
        QTest::mouseClick(world.window, Qt::LeftButton, {}, point.toPoint());
        world.settle();
    }

    static QString asked(World &world)
    {
        QQuickItem *address = world.find(s("linkAddress"));
        return address ? address->property("text").toString() : QString();
    }

    /// Goes down an open menu to the row whose words begin so.
    static void walkTo(World &world, const char *words)
    {
        for (int step = 0; step < 20; ++step) {
            world.key(Qt::Key_Down);
            for (QQuickItem *each : world.all()) {
                if (each->property("highlighted").toBool() && each->property("text").toString().startsWith(s(words))) {
                    return;
                }
            }
        }
        QFAIL(words);
    }

    static QQuickItem &composer(World &world) { return world.item(s("composer")); }
    static QString written(World &world) { return composer(world).property("text").toString(); }

    static QString mixed()
    {
        return s("Here is **how** to [run it](https://banter.example/start_here):\n\n```sh\n# A comment\nexport "
                 "PW='secret' # 1\n"
                 "banter-cli send lobby \"a line that is long, and goes on and on, wider than any window of a phone "
                 "is\"\n```\n"
                 "> somebody *said* so\n>> and I `agreed`\n\n1. one\n2. two\n   - deeper\n---\n~~gone~~ and **שלום** "
                 "你好**重点。**后面");
    }

private Q_SLOTS:
    void marksAreLooks()
    {
        World world;
        const QString text = s("a **b** *c* ~~d~~ `e` http://f.example");
        QQuickItem *row = show(world, text);
        QVERIFY(row);
        const QList<QQuickItem *> found = texts(world, row);
        QCOMPARE(found.size(), 1);
        const QString words = s("a b c d e http://f.example");
        QCOMPARE(found[0]->property("text").toString(), words);
        QCOMPARE(found[0]->property("textFormat").toInt(), int(Qt::PlainText));
        const auto format = [&](char16_t letter) { return formatAt(*found[0], int(words.indexOf(QChar(letter)))); };
        QVERIFY(!format(u'a').hasProperty(QTextFormat::FontWeight));
        QCOMPARE(format(u'b').fontWeight(), int(QFont::Bold));
        QVERIFY(format(u'c').fontItalic());
        QVERIFY(format(u'd').fontStrikeOut());
        QVERIFY(format(u'e').fontFamilies().isValid());
        QVERIFY(format(u'e').background().style() != Qt::NoBrush);
        QVERIFY(format(u'f').fontUnderline());
        QVERIFY(!format(u'f').isAnchor()); // nothing that Qt would open by itself
        // What is copied of a message is what was typed.
        world.click(*row, Qt::RightButton);
        QTRY_VERIFY(world.popup());
        walkTo(world, "Copy text");
        world.key(Qt::Key_Return);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), text);
        QCOMPARE(world.complaints(), QStringList());
    }

    void coloursFollowTheTheme()
    {
        World world;
        world.settings.setTheme(SettingsModel::Light);
        QQuickItem *row = show(world, s("see http://f.example"));
        QQuickItem *words = texts(world, row).front();
        const QColor light = formatAt(*words, 6).foreground().color();
        world.settings.setTheme(SettingsModel::Dark);
        world.settle();
        QVERIFY(formatAt(*words, 6).foreground().color() != light);
        QCOMPARE(world.complaints(), QStringList());
    }

    // Most messages are one text, and nothing lies over it.
    void plainTextIsOneText()
    {
        World world;
        QQuickItem *row = show(world, s("hello, 2*3*4, snake_case_name"));
        QCOMPARE(texts(world, row).size(), 1);
        for (QQuickItem *each : world.all(row)) {
            QVERIFY(!QString::fromLatin1(each->metaObject()->className()).startsWith(s("TextMarks")));
        }
    }

    void blocksAreBelowEachOther()
    {
        World world;
        QQuickItem *row = show(world, mixed());
        QCOMPARE(wordsOf(world, row),
                 QStringList(
                     {s("Here is how to run it:"),
                      s("# A comment\nexport PW='secret' # 1\nbanter-cli send lobby \"a line that is long, and goes on "
                        "and on, wider than any window of a phone is\""),
                      s("somebody said so"), s("and I agreed"), s("one"), s("two"), s("deeper"),
                      s("gone and שלום 你好重点。后面")}));
        qreal below = 0;
        for (QQuickItem *each : texts(world, row)) {
            QVERIFY(world.place(*each).top() >= below);
            below = world.place(*each).bottom();
        }
        QVERIFY(below <= world.place(*row).bottom());
        QStringList marks;
        int bars = 0;
        int rules = 0;
        for (QQuickItem *each : world.all(row)) {
            const QString text = each->property("text").toString();
            if (!each->inherits("QQuickTextEdit") && (text == s("1.") || text == s("2.") || text == s("•")))
                marks.append(text);
            bars += each->objectName() == s("quoteBar") ? 1 : 0;
            rules += each->objectName() == s("rule") ? 1 : 0;
        }
        QCOMPARE(marks, QStringList({s("1."), s("2."), s("•")}));
        QCOMPARE(bars, 3);
        QCOMPARE(rules, 1);
        QCOMPARE(world.complaints(), QStringList());
    }

    // A row has its height from the beginning, so that nothing jumps under the eyes.
    void theHeightIsRightAtOnce()
    {
        World world;
        world.signIn();
        world.enter();
        Changes changes = lines(1, 3);
        changes.messages.push_back(message(4, s("ann")));
        changes.messages.back().message.text = mixed();
        world.sessions.last().alive->say(changes);
        world.time.advance(20);
        QMetaObject::invokeMethod(&world.item(s("timeline")), "forceLayout");
        QQuickItem *row = world.message(mixed());
        QVERIFY(row);
        const qreal height = row->height();
        QVERIFY(height > 200);
        world.settle();
        QTest::qWait(100);
        QCOMPARE(row->height(), height);
    }

    void codeHasColoursAndIsCopied()
    {
        World world;
        QQuickItem *row = show(world, s("```cpp\nint a = 1; // one\n\n  b();\n```"));
        QQuickItem &code = world.item(s("code"));
        QCOMPARE(code.property("text").toString(), s("int a = 1; // one\n\n  b();"));
        const QColor keyword = formatAt(code, 0).foreground().color();
        const QColor comment = formatAt(code, 12).foreground().color();
        QVERIFY(keyword.isValid() && comment.isValid() && keyword != comment);
        QVERIFY(!formatAt(code, 4).hasProperty(QTextFormat::ForegroundBrush));
        world.click(world.item(s("copyCode")));
        QCOMPARE(QGuiApplication::clipboard()->text(), s("int a = 1; // one\n\n  b();"));
        QCOMPARE(world.item(s("copyCode")).property("text").toString(), s("Copied"));
        // And by the keyboard.
        QGuiApplication::clipboard()->clear();
        world.item(s("timeline")).forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_Return);
        QTRY_VERIFY(world.popup());
        walkTo(world, "Copy code");
        world.key(Qt::Key_Return);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), s("int a = 1; // one\n\n  b();"));
        QVERIFY(row);
        QCOMPARE(world.complaints(), QStringList());
    }

    void linksAreAskedAbout_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("address");
        QTest::newRow("as it is") << s("see (https://a.example/x?y=1), and") << s("https://a.example/x?y=1")
                                  << s("https://a.example/x?y=1");
        QTest::newRow("with words") << s("see [what is there](https://b.example/Rust_(language)) now")
                                    << s("what is there") << s("https://b.example/Rust_(language)");
        QTest::newRow("that says another") << s("[https://bank.example](https://evil.example)")
                                           << s("https://bank.example") << s("https://evil.example");
        QTest::newRow("in a list") << s("- one\n- [two](http://c.example)") << s("two") << s("http://c.example");
    }

    void linksAreAskedAbout()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, word);
        QFETCH(const QString, address);
        World world;
        QQuickItem *row = show(world, text);
        QQuickItem *words = nullptr;
        for (QQuickItem *each : texts(world, row)) {
            words = each->property("text").toString().contains(word) ? each : words;
        }
        QVERIFY(words);
        const int at = int(words->property("text").toString().indexOf(word));
        for (const int letter : {at, at + int(word.size()) - 1}) {
            clickAt(world, *words, letter);
            QTRY_COMPARE(asked(world), address);
            world.key(Qt::Key_Escape);
            QTRY_VERIFY(!world.popup());
        }
        // Beside it, and behind the end of its line, is no link.
        if (at > 0) {
            clickAt(world, *words, 0);
            QVERIFY(!world.popup());
        }
        QTest::mouseClick(world.window, Qt::LeftButton, {},
                          words->mapToScene({words->width() - 4, words->height() - 4}).toPoint());
        world.settle();
        QVERIFY(!world.popup());
        QCOMPARE(world.complaints(), QStringList());
    }

    // Marking words of a link opens nothing.
    void draggingOverALinkMarksIt()
    {
        World world;
        QQuickItem *row = show(world, s("https://a.example/a/rather/long/path"));
        QQuickItem *words = texts(world, row).front();
        const QPoint from = words->mapToScene({6, words->height() / 2}).toPoint();
        QTest::mousePress(world.window, Qt::LeftButton, {}, from);
        for (int step = 1; step <= 8; ++step) {
            QTest::mouseMove(world.window, from + QPoint(step * 15, 0));
        }
        QTest::mouseRelease(world.window, Qt::LeftButton, {}, from + QPoint(120, 0));
        world.settle();
        QVERIFY(!words->property("selectedText").toString().isEmpty());
        QVERIFY(!world.popup());
    }

    void linksAreOpenedByTheKeyboard()
    {
        World world;
        show(world, s("[one](http://a.example) http://b.example/long/long/long/long/long/long/long/long [no](b)"));
        world.item(s("timeline")).forceActiveFocus(Qt::TabFocusReason);
        world.key(Qt::Key_Return);
        QTRY_VERIFY(world.popup());
        QStringList offered;
        for (QQuickItem *each : world.all()) {
            if (each->objectName() == s("openLink"))
                offered.append(each->property("text").toString());
        }
        QCOMPARE(offered.size(), 2);
        QCOMPARE(offered.front(), s("Open http://a.example"));
        walkTo(world, "Open http://b.example/");
        world.key(Qt::Key_Return);
        QTRY_COMPARE(asked(world), s("http://b.example/long/long/long/long/long/long/long/long"));
        QCOMPARE(world.complaints(), QStringList());
    }

    // The links of one message are not those of the next one.
    void theMenuForgets()
    {
        World world;
        show(world, s("http://a.example"));
        Changes changes;
        changes.messages = {message(2, s("ann"))};
        changes.messages[0].message.text = s("none");
        world.say(changes);
        world.click(*world.message(s("http://a.example")), Qt::RightButton);
        QTRY_VERIFY(world.find(s("openLink")));
        world.key(Qt::Key_Escape);
        QTRY_VERIFY(!world.popup());
        world.click(*world.message(s("none")), Qt::RightButton);
        QTRY_VERIFY(world.popup());
        QVERIFY(!world.find(s("openLink")));
        QCOMPARE(world.complaints(), QStringList());
    }

    // Pictures are links, and nobody is asked for them.
    void nothingRemoteIsLoaded()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString address = s("http://127.0.0.1:%1/x.png").arg(server.serverPort());
        World world;
        QQuickItem *row = show(world, s("![a picture](%1) <img src=\"%1\">\n- ![](%1)\n\n[x]: %1").arg(address));
        QVERIFY(row);
        QCOMPARE(wordsOf(world, row).size(), 3);
        for (QQuickItem *each : world.all(row)) {
            const QVariant format = each->property("textFormat");
            QVERIFY(!format.isValid() || format.toInt() == int(Qt::PlainText));
        }
        world.settle();
        QVERIFY(!server.waitForNewConnection(100));
        QCOMPARE(world.complaints(), QStringList());
    }

    // WCAG's figure for text, in both themes.
    void codeCanBeRead()
    {
        const auto luminance = [](const QColor &colour) {
            const auto linear = [](float part) {
                return part <= 0.04045F ? double(part) / 12.92 : std::pow((double(part) + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
        };
        World world;
        show(world, s("hello"));
        const auto role = [&world](const char *name) {
            QQuickItem *timeline = &world.item(s("timeline"));
            return QQmlExpression(qmlContext(timeline), timeline, s("Theme.") + s(name)).evaluate().value<QColor>();
        };
        for (const SettingsModel::Theme each : {SettingsModel::Light, SettingsModel::Dark}) {
            world.settings.setTheme(each);
            const double back = luminance(role("codeFill"));
            QVERIFY(role("codeFill").isValid());
            for (const char *name :
                 {"text", "textSoft", "accentText", "codeKeyword", "codeString", "codeComment", "codeNumber"}) {
                const double front = luminance(role(name));
                const double contrast = (std::max(back, front) + 0.05) / (std::min(back, front) + 0.05);
                QVERIFY2(contrast >= 4.5, qPrintable(s("%1: %2").arg(s(name)).arg(contrast)));
            }
        }
    }

    void emojiAloneAreLarge()
    {
        World world;
        QQuickItem *row = show(world, s("🎉🎉"));
        const int large = texts(world, row).front()->property("font").value<QFont>().pixelSize();
        Changes changes;
        changes.messages = {message(2, s("ann"))};
        changes.messages[0].message.text = s("🎉 yes");
        world.say(changes);
        QQuickItem *words = texts(world, world.message(s("🎉 yes"))).front();
        QVERIFY(large > 2 * words->property("font").value<QFont>().pixelSize());
    }

    void whatIsReadHasNoMarks()
    {
        QAccessible::setActive(true);
        World world;
        QQuickItem *row = show(world, s("**stop** [here](http://a.example)"));
        const QString name = QAccessible::queryAccessibleInterface(row)->text(QAccessible::Name);
        QVERIFY2(name.endsWith(s("stop here")), qPrintable(name));
    }

    void keysPutMarksAroundTheSelection_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("text");
        QTest::newRow("strong") << int(Qt::Key_B) << s("one **two**");
        QTest::newRow("emphasis") << int(Qt::Key_I) << s("one *two*");
        QTest::newRow("code") << int(Qt::Key_E) << s("one `two`");
    }

    void keysPutMarksAroundTheSelection()
    {
        QFETCH(const int, key);
        QFETCH(const QString, text);
        World world;
        show(world, s("hello"));
        world.type(s("one two"));
        world.key(Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
        world.key(key, Qt::ControlModifier);
        QCOMPARE(written(world), text);
        QCOMPARE(composer(world).property("selectedText").toString(), s("two"));
        world.key(key, Qt::ControlModifier);
        QCOMPARE(written(world), s("one two"));
        // With nothing selected, what is written next is between the marks.
        world.key(Qt::Key_End);
        world.type(s(" "));
        world.key(key, Qt::ControlModifier);
        world.type(s("x"));
        const QString mark = text.mid(4, text.indexOf(u't', 4) - 4);
        QCOMPARE(written(world), s("one two ") + mark + u'x' + mark);
        QVERIFY(world.find(s("timeline"))); // and not the board
        QCOMPARE(world.complaints(), QStringList());
    }

    void thePreviewShowsWhatComes()
    {
        World world;
        show(world, s("hello"));
        world.type(s("a **b**"));
        QVERIFY(!world.find(s("preview")));
        world.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QQuickItem &preview = world.item(s("preview"));
        QCOMPARE(wordsOf(world, &preview), QStringList{s("a b")});
        world.type(s(" c"));
        QCOMPARE(wordsOf(world, &preview), QStringList{s("a b c")});
        QVERIFY(composer(world).hasActiveFocus());
        // Sent is what was typed.
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::Send>().back().text, s("a **b** c"));
        QVERIFY(!world.find(s("preview"))); // there is nothing to be shown
        world.type(s("# d"));
        QCOMPARE(wordsOf(world, &world.item(s("preview"))), QStringList{s("d")});
        world.click(world.item(s("look")));
        QVERIFY(!world.find(s("preview")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void looks_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("width");
        for (const int width : {360, 900, 1440}) {
            for (const bool dark : {false, true}) {
                const QString language = width == 900 && dark ? s("zh_CN") : s("en");
                QTest::addRow("%s-%s-%d", qPrintable(language), dark ? "dark" : "light", width)
                    << language << dark << width;
            }
        }
    }

    // Nothing is wider than the timeline, whatever the width. With BANTER_SHOTS=FOLDER the pictures stay there.
    void looks()
    {
        QFETCH(const QString, language);
        QFETCH(const bool, dark);
        QFETCH(const int, width);
        World world({width, 800});
        world.settings.setTheme(dark ? SettingsModel::Dark : SettingsModel::Light);
        world.speak(language);
        show(world, mixed());
        Changes changes;
        changes.messages = {message(2, s("ann")), message(3, s("bo")),
                            ownMessage(0, s("mine"), DeliveryState::Pending)};
        changes.messages[0].message.text = s("🎉👍🏽");
        changes.messages[1].message.text = s("```json\n{\"key\": [1, true, \"") + s("long").repeated(60) +
                                           s("\"]}\n```\n- **שלום** עולם\n\n> שלום עולם");
        changes.messages[2].message.text = s("- [x](http://a.example)\n- mine");
        world.say(changes);
        const QRectF view = world.place(world.item(s("timeline")));
        for (QQuickItem *each : world.all(&world.item(s("timeline")))) {
            QVERIFY2(world.place(*each).right() <= view.right() + 1 || !each->inherits("QQuickTextEdit"),
                     qPrintable(each->property("text").toString()));
        }
        composer(world).forceActiveFocus();
        world.type(s("a *b* `c`"));
        world.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        world.settle();
        const QString folder = qEnvironmentVariable("BANTER_SHOTS");
        if (!folder.isEmpty()) {
            QVERIFY(QDir().mkpath(folder));
            QTest::qWait(200);
            QVERIFY(world.window->grabWindow().save(
                QDir(folder).filePath(s("format-") + QString::fromLatin1(QTest::currentDataTag()) + s(".png"))));
        }
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestFormatting)

} // namespace tst_formatting

#include "tst_formatting.moc"
