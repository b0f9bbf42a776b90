// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/addresses.h"
#include "markup/blocks.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <ctime>

namespace tst_blocks {

using namespace banter::markup;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

// A block on a line: its place, then its words, with what is special about them in {}: e emphasis, s strong, x strike,
// m monospace, and @ with the target of a link.
QString shown(const Block &block)
{
    QString line = QStringLiteral(">").repeated(block.quote) + QStringLiteral("-").repeated(block.list);
    if (!block.marker.isEmpty()) {
        line += u'(' + block.marker + u')';
    }
    if (block.kind == BlockKind::Rule) {
        return line + s("<rule>");
    }
    if (block.kind == BlockKind::Code) {
        return line + s("<code ") + block.language + u'>' + block.text;
    }
    qsizetype at = 0;
    for (const Span &span : block.spans) {
        line += block.text.mid(at, span.at - at) + u'{';
        for (int bit = 0; bit < 4; ++bit) {
            line += span.styles & (1 << bit) ? s("esxm").mid(bit, 1) : QString();
        }
        if (span.link >= 0) {
            line += u'@' + block.targets.at(span.link);
        }
        line += u' ' + block.text.mid(span.at, span.length) + u'}';
        at = span.end();
    }
    return line + block.text.mid(at);
}

QStringList read(const QString &text)
{
    QStringList lines;
    for (const Block &block : readMarkup(text)) {
        lines.append(shown(block));
    }
    return lines;
}

// What must be true of whatever comes out.
void checkBlocks(const std::vector<Block> &blocks)
{
    QVERIFY(blocks.size() <= std::size_t(limits::Blocks));
    for (const Block &block : blocks) {
        QVERIFY(block.quote >= 0 && block.quote <= limits::Depth && block.list >= 0 && block.list <= limits::Depth);
        qsizetype end = 0;
        for (const Span &span : block.spans) {
            QVERIFY2(span.at >= end && span.length > 0 && span.end() <= block.text.size(),
                     qPrintable(QStringLiteral("%1+%2 of %3, after %4")
                                    .arg(span.at)
                                    .arg(span.length)
                                    .arg(block.text.size())
                                    .arg(end)));
            QVERIFY(span.styles != 0 || span.link >= 0);
            QVERIFY(span.link < int(block.targets.size()));
            end = span.end();
        }
        for (const QString &target : block.targets) {
            QVERIFY(isAddress(target));
        }
        QVERIFY(std::none_of(block.text.begin(), block.text.end(),
                             [](QChar c) { return c.unicode() >= 0xfdd0 && c.unicode() <= 0xfdef; }));
    }
}

} // namespace

class BlocksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void marksAreLooks_data();
    void marksAreLooks();
    void blocks_data();
    void blocks();
    void staysAsTyped_data();
    void staysAsTyped();
    void linksAreWebAddresses_data();
    void linksAreWebAddresses();
    void addressesAreWhatPlainlyIsOne_data();
    void addressesAreWhatPlainlyIsOne();
    void isBounded_data();
    void isBounded();
    void wordsWithoutMarks();
};

void BlocksTest::marksAreLooks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *text, const char *line) { QTest::newRow(text) << s(text) << s(line); };
    row("a *b* _c_", "a {e b} {e c}");
    row("**b** and __c__", "{s b} and {s c}");
    row("***both***", "{es both}");
    row("**a *b* c**", "{s a }{es b}{s  c}");
    row("~~gone~~", "{x gone}");
    row("a `*b*` c", "a {m *b*} c");
    row("``a`b``", "{m a`b}");
    row("**two\nlines**", "{s two\nlines}");
    row("one *a*\ntwo", "one {e a}\ntwo");
    row("  a *b*\n    in", "  a {e b}\n    in");
    row("  **b**", "{s   b}");
    row("*a*\n\nb", "{e a}\n\nb");
    row("# Title\ntext", "{s Title}\ntext");
    row("### T *i*", "{s T }{es i}");
    row("\\*not\\*", "*not*");
    row("1\\. not", "1. not");
    row("\\# not", "# not");
    // Chinese has no blanks between words, and its commas are no letters.
    row("这是**重点。**后面", "这是{s 重点。}后面");
    row("他说**“好”**了", "他说{s “好”}了");
    row("这是*重点*内容", "这是{e 重点}内容");
    row("**שלום** עולם", "{s שלום} עולם");
    row("`C:\\*.txt` and **b**", "{m C:\\*.txt} and {s b}");
    row("**<b>**", "{s <b>}");
    row("**a** &amp; &lt;b&gt; &#x202e;", "{s a} &amp; &lt;b&gt; &#x202e;");
    row("**a** <img src=x>", "{s a} <img src=x>");
}

void BlocksTest::marksAreLooks()
{
    QFETCH(const QString, text);
    QFETCH(const QString, line);
    QCOMPARE(read(text), QStringList{line});
}

void BlocksTest::blocks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *text, const QStringList &lines) { QTest::newRow(text) << s(text) << lines; };
    row("- a\n- b", {s("-(•)a"), s("-(•)b")});
    row("* a\n\n* b", {s("-(•)a"), s("-(•)b")});
    row("3. a\n4. b", {s("-(3.)a"), s("-(4.)b")});
    row("1) a", {s("-(1))a")});
    row("1986. What a year", {s("-(1986.)What a year")});
    row("- a\n  - b\n    - c\n- d", {s("-(•)a"), s("--(•)b"), s("---(•)c"), s("-(•)d")});
    row("- a\n  more", {s("-(•)a\nmore")});
    row("- a\n\n  more", {s("-(•)a\n\nmore")});
    row("- a\n  - b\n\n  more of a", {s("-(•)a"), s("--(•)b"), s("-more of a")});
    row("- **a**\n- ", {s("-(•){s a}\n-")});
    row("list:\n- a", {s("list:"), s("-(•)a")});
    row("> quoted\n> two\n\nanswer", {s(">quoted\ntwo"), s("answer")});
    row("> a\n>> b", {s(">a"), s(">>b")});
    row("> - a\n> - b", {s(">-(•)a"), s(">-(•)b")});
    row("```\na *b*\n\n  c\n```", {s("<code >a *b*\n\n  c")});
    row("```cpp\nint a;\n```\nafter", {s("<code cpp>int a;"), s("after")});
    row("```\n<b>&amp;</b>\n~ ]: \\x\n---\n===\n```", {s("<code ><b>&amp;</b>\n~ ]: \\x\n---\n===")});
    row("```int a = 1;\nint b;```", {s("<code >int a = 1;\nint b;")});
    row("```\nopen", {s("<code >open")});
    row("`` ` ``\n```\nx\n```", {s("{m `}"), s("<code >x")});
    row("- a\n  ```\n  x\n  ```", {s("-(•)a"), s("-<code >x")});
    row("a\n\n---\n\nb", {s("a"), s("<rule>"), s("b")});
    row("a\n---\nb", {s("a"), s("<rule>"), s("b")});
    row("- a\n---\nb", {s("-(•)a"), s("<rule>"), s("b")});
    row("***", {s("<rule>")});
    row(">>>>>>>> deep", {s(">>>>deep")});
}

void BlocksTest::blocks()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, lines);
    QCOMPARE(read(text), lines);
}

void BlocksTest::staysAsTyped_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"hello",
                             "",
                             "a_b_c snake_case",
                             "2*3*4 = 24",
                             "5 * 3 * 2",
                             "a * b",
                             "~10 to ~20",
                             "+1",
                             "-1",
                             "#channel",
                             "#",
                             "-",
                             "*",
                             "1.",
                             ">",
                             ">:(",
                             ">.< no",
                             ">_<",
                             "¯\\_(ツ)_/¯",
                             "C:\\Users\\me",
                             "\\\\server\\share",
                             "a\n---b",
                             "Order:\n-",
                             "Title\n===",
                             "Title\n--",
                             "[ann]: hello",
                             "[x]: http is here",
                             "[a]",
                             "a[0][1]",
                             "[a](b)",
                             "![a](b)",
                             "<b>bold</b>",
                             "<script>",
                             "<!-- a",
                             "&amp;",
                             "<javascript:alert(1)>",
                             "<a@b.c>",
                             "[a](javascript:alert(1))",
                             "[a](mailto:a@b.c)",
                             "[a](file:///etc/passwd)",
                             "![x](data:image/png;base64,AA)",
                             "|a|b|\n|--|--|\n|1|2|",
                             "  set in",
                             "a\n\n\n\nb",
                             "```",
                             "``",
                             "**",
                             "** a **",
                             "www.example.org",
                             "\t- not code",
                             "x  \ny",
                             "line\\\nline"}) {
        QTest::newRow(text) << s(text);
    }
    QTest::newRow("stand-ins") << QString(QChar(0xfdd2)) + s("**a**");
    QTest::newRow("carriage return") << s("**a**\r\nb");
    QTest::newRow("nul") << s("**a**") + QChar(u'\0');
}

void BlocksTest::staysAsTyped()
{
    QFETCH(const QString, text);
    const QStringList lines = read(text);
    // No block, or one that says what was typed.
    if (text == s("\t- not code")) {
        QCOMPARE(lines, QStringList{s("-(•)not code")});
    } else if (!lines.isEmpty()) {
        QCOMPARE(lines, QStringList{text});
    }
}

void BlocksTest::linksAreWebAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *text, const char *line) { QTest::newRow(text) << s(text) << s(line); };
    row("see http://a.example/x.", "see {@http://a.example/x http://a.example/x}.");
    row("[words](https://a.example/b_(c)) after", "{@https://a.example/b_(c) words} after");
    row("[**w** x](https://a.example)", "{s@https://a.example w}{@https://a.example  x}");
    row("![a cat](https://a.example/c.png)", "{@https://a.example/c.png a cat}");
    row("![](https://a.example/c.png)", "{@https://a.example/c.png https://a.example/c.png}");
    row("[![c](https://a.example/c.png)](https://b.example)", "{@https://b.example c}");
    row("http://a.example/x_y_z*c*", "{@http://a.example/x_y_z*c http://a.example/x_y_z*c}*");
    row("**http://a.example**", "{s@http://a.example http://a.example}");
    row("**see http://a.example now**", "{s see }{s@http://a.example http://a.example}{s  now}");
    row("<http://a.example>", "<{@http://a.example http://a.example}>");
    row("`http://a.example`", "{m http://a.example}");
    row("[http://bank.example](http://evil.example)", "{@http://evil.example http://bank.example}");
    row("[a](http://a.example)[b](http://b.example)", "{@http://a.example a}{@http://b.example b}");
    row("[a](http://a.example \"a title\")", "{@http://a.example a}");
    row("[b *x*](nowhere)", "[b {e x}](nowhere)");
    row("[x][y] http://a.example", "[x][y] {@http://a.example http://a.example}");
    row("[y]: http://a.example", "[y]: {@http://a.example http://a.example}");
    row("http://a.example?a=1&copy=2;", "{@http://a.example?a=1&copy=2 http://a.example?a=1&copy=2};");
}

void BlocksTest::linksAreWebAddresses()
{
    QFETCH(const QString, text);
    QFETCH(const QString, line);
    QCOMPARE(read(text), QStringList{line});
    checkBlocks(readMarkup(text));
}

void BlocksTest::addressesAreWhatPlainlyIsOne_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("addresses");
    const auto row = [](const char *text, const QStringList &addresses) {
        QTest::newRow(text) << s(text) << addresses;
    };
    row("a://b and https:/ and ftp://c", {});
    row("HTTP://a.example, then https://b.example/x?y=1.", {s("HTTP://a.example"), s("https://b.example/x?y=1")});
    row("(see http://a.example/b_(c).)", {s("http://a.example/b_(c)")});
    row("(see http://a.example.)!", {s("http://a.example")});
    row("[http://[::1]/x[1]],", {s("http://[::1]/x[1]")});
    row("{http://a.example/{id}};", {s("http://a.example/{id}")});
    row("xhttp://a.example", {});
    row("\"http://a.example\"", {s("http://a.example")});
    row("http://a.example\u202egpj.exe", {s("http://a.example")});
    row("http://a.example\u3000b", {s("http://a.example")});
    row("http\u017f://a.example", {});
    row("http:// http://. http://*", {});
    row("**http://a.example/x_**", {s("http://a.example/x")});
    row("[http://a.example](http://b.example)", {s("http://a.example"), s("http://b.example")});
    QTest::newRow("many") << s("http://a.example") + s(")").repeated(8000) << QStringList{s("http://a.example")};
}

void BlocksTest::addressesAreWhatPlainlyIsOne()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, addresses);
    QStringList found;
    for (const Range &range : addressesIn(text)) {
        found.append(text.mid(range.at, range.length));
        QVERIFY(isAddress(found.last()));
    }
    QCOMPARE(found, addresses);
    QCOMPARE(addressesIn(s("http://1 http://2 http://3"), 2).size(), std::size_t(2));
}

void BlocksTest::isBounded_data()
{
    QTest::addColumn<QString>("text");
    constexpr qsizetype Most = 16 * 1024;
    for (const char *piece : {"[",
                              "]",
                              "*",
                              "**",
                              "***a",
                              "_",
                              "`",
                              "~~",
                              ">",
                              "> ",
                              "- ",
                              "* ",
                              "1. ",
                              "![",
                              "[](",
                              "[a](",
                              "[a](http://b",
                              "*a ",
                              "a*",
                              "**a ",
                              "_a ",
                              "`a",
                              "``` ",
                              "```\n",
                              "\n",
                              "- \n",
                              ">\n",
                              "a\n>",
                              "- a\n",
                              "#\n",
                              "# a\n",
                              "a\n",
                              "\\",
                              "\\.",
                              "1\\.",
                              "[a]: b\n",
                              "[a]:",
                              "](",
                              "<",
                              "&#",
                              "http://a ",
                              "http://a_",
                              "http://(",
                              "[![",
                              "*_",
                              "_*",
                              "**_`",
                              "a**b",
                              "\t",
                              " ",
                              "---\n",
                              "===\n",
                              "a\n---\n",
                              "| a ",
                              "|-",
                              "[a](http://b) ",
                              "*a* ",
                              "`a` ",
                              "，**，",
                              "**“a”**",
                              "\U0001f600",
                              "~~a ",
                              "[[a](http://b)](http://c)"}) {
        const QString unit = s(piece);
        QTest::newRow(piece) << unit.repeated(Most / unit.toUtf8().size());
    }
    QTest::newRow("opened, then closed") << s("[").repeated(Most / 2) + s("](http://a)").repeated(Most / 22);
    QTest::newRow("stars both ways") << s("*a **a ").repeated(1200) + s("a* a**").repeated(1200);
    QTest::newRow("backticks of all lengths") << [] {
        QString text;
        for (int length = 1; text.size() < Most - 200; ++length) {
            text += s("`").repeated(length) + u'a';
        }
        return text;
    }();
    QTest::newRow("deep list") << [] {
        QString text;
        for (int depth = 0; text.size() < Most - 300; ++depth) {
            text += s(" ").repeated(2 * depth) + s("- a\n");
        }
        return text;
    }();
}

void BlocksTest::isBounded()
{
    QFETCH(const QString, text);
    // Of processor time: another program may be at it, too. A hundred times what it takes, under sanitizers; what grows
    // with the square takes longer by far.
    const std::clock_t before = std::clock();
    const std::vector<Block> blocks = readMarkup(text);
    const double ms = 1000.0 * double(std::clock() - before) / CLOCKS_PER_SEC;
    QVERIFY2(ms < 400, qPrintable(QString::number(ms)));
    checkBlocks(blocks);
}

void BlocksTest::wordsWithoutMarks()
{
    QCOMPARE(plainOf(s("**a** [b](http://c)\n- d\n---\n```cpp\ne\n```")), s("a b\n• d\ne"));
    QCOMPARE(plainOf(s("as it is")), s("as it is"));
    QCOMPARE(plainOf(s("**abcdef**"), 3), s("abc"));
    QCOMPARE(plainOf(s("ab\U0001f600c"), 3), s("ab"));
    QCOMPARE(plainOf(s("abc"), 0), QString());
}

TEST_WITH_CORE_APPLICATION(BlocksTest)

} // namespace tst_blocks

#include "tst_blocks.moc"
