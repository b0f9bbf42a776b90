// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "markup/code.h"
#include "markup/code_languages.h"
#include "markup/emoji.h"
#include "markup/typing.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <ctime>

namespace tst_code {

using namespace banter::markup;

class CodeTest : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

    // What is told apart, each with the first letter of its kind.
    static QStringList tokens(const QString &code, const QString &language)
    {
        QStringList found;
        for (const Token &token : highlight(code, language)) {
            found.append(s("KSCN").mid(int(token.kind), 1) + code.mid(token.at, token.length));
        }
        return found;
    }

private Q_SLOTS:
    void tellsApart_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *language, const char *code, const QStringList &found) {
            QTest::addRow("%s: %s", language, code) << s(language) << s(code) << found;
        };
        row("cpp", "int a1 = 0x1f; // no int", {s("Kint"), s("N0x1f"), s("C// no int")});
        row("C++", "#include \"a\\\"b.h\"\n/* int\n*/ x", {s("K#include"), s("S\"a\\\"b.h\""), s("C/* int\n*/")});
        row("cpp", "/* open", {s("C/* open")});
        row("cpp", "\"open\nint", {s("S\"open"), s("Kint")});
        row("python", "def f():\n  '''a\n  b'''\n  return 1.5 # x",
            {s("Kdef"), s("S'''a\n  b'''"), s("Kreturn"), s("N1.5"), s("C# x")});
        row("js", "const a = `x\ny`; // z", {s("Kconst"), s("S`x\ny`"), s("C// z")});
        row("js", "fetch('http://a.example')", {s("S'http://a.example'")});
        row("sh", "echo $# it's a#b # c", {s("Kecho"), s("C# c")});
        row("SQL", "SELECT 'a' FROM t -- x", {s("KSELECT"), s("S'a'"), s("KFROM"), s("C-- x")});
        row("json", "{\"a\": [1, true]}", {s("S\"a\""), s("N1"), s("Ktrue")});
        row("html", "<!-- a -->b=\"c\"", {s("C<!-- a -->"), s("S\"c\"")});
        row("css", "@media x { y: #fff }", {s("K@media")});
        row("lua", "--[[ a\nb ]] local -- c", {s("C--[[ a\nb ]]"), s("Klocal"), s("C-- c")});
        row("diff", "+a\n-b\n c", {s("S+a"), s("N-b")});
        row("klingon", "int a", {});
        row("", "int a", {});
        row("c", "", {});
    }
    void tellsApart()
    {
        QFETCH(const QString, language);
        QFETCH(const QString, code);
        QFETCH(const QStringList, found);
        QCOMPARE(tokens(code, language), found);
    }

    // A table that is in order: each name once, words with one blank between them, what begins also ends.
    void languagesAreInOrder()
    {
        QStringList names;
        for (const CodeLanguage &language : codeLanguages()) {
            names += language.names.toString().split(u' ');
            QVERIFY(!language.names.isEmpty());
            QCOMPARE(language.blockBegin.isEmpty(), language.blockEnd.isEmpty());
            QVERIFY2(!language.keywords.contains(u"  "), qPrintable(names.last()));
            QVERIFY(!language.anyCase || language.keywords.toString() == language.keywords.toString().toLower());
        }
        QVERIFY(codeLanguages().size() >= 12);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        QVERIFY(!names.contains(QString()));
    }

    void isBounded()
    {
        for (const CodeLanguage &language : codeLanguages()) {
            for (const char *piece :
                 {"\"", "'", "/*", "a ", "#", "//", "1", "\\", "`", "--[[", "<!--", "if ", "\"\"\"", "@"}) {
                const QString code = s(piece).repeated(16'384 / qsizetype(qstrlen(piece)));
                const std::clock_t before = std::clock();
                const std::vector<Token> found = highlight(code, language.names.split(u' ').front());
                QVERIFY(double(std::clock() - before) / CLOCKS_PER_SEC < 0.4);
                QVERIFY(found.size() <= MaxTokens);
                qsizetype end = 0;
                for (const Token &token : found) {
                    QVERIFY(token.at >= end && token.length > 0 && token.at + token.length <= code.size());
                    end = token.at + token.length;
                }
            }
        }
    }

    void onlyEmoji_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("count");
        const auto row = [](const char *text, int count) { QTest::newRow(text) << s(text) << count; };
        row("😀", 1);
        row("👍🏽 🎉", 2);
        row("👩‍👩‍👧‍👦", 1);
        row("🇩🇪🇨🇳", 2);
        row("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 1);
        row("❤️", 1);
        row("❤", 0); // drawn as text
        row("1️⃣2️⃣", 2);
        row("12", 0);
        row("©", 0);
        row("✅⭐", 2);
        row("😀😀😀😀😀😀", 6);
        row("😀😀😀😀😀😀😀", 0);
        row("😀\n😀", 2);
        row("ok 😀", 0);
        row("😀!", 0);
        row("🀀", 0);
        row("", 0);
        row(" ", 0);
        row("好", 0);
        row("\u200d", 0);
        row("\ufe0f", 0);
    }
    void onlyEmoji()
    {
        QFETCH(const QString, text);
        QFETCH(const int, count);
        QCOMPARE(emojiOnly(text), count);
    }

    void togglesMarks_data()
    {
        // The selection is between | and |, or the cursor at one |.
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("mark");
        QTest::addColumn<QString>("after");
        const auto row = [](const char *before, const char *mark, const char *after) {
            QTest::addRow("%s with %s", before, mark) << s(before) << s(mark) << s(after);
        };
        row("a |b| c", "**", "a **|b|** c");
        row("a **|b|** c", "**", "a |b| c");
        row("a |**b**| c", "**", "a |b| c");
        row("a | b | c", "**", "a  **|b|**  c");
        row("a |b| c", "*", "a *|b|* c");
        row("a **|b|** c", "*", "a ***|b|*** c");
        row("a ***|b|*** c", "*", "a **|b|** c");
        row("a ***|b|*** c", "**", "a *|b|* c");
        row("a |**b**| c", "*", "a *|**b**|* c");
        row("a |b| c", "`", "a `|b|` c");
        row("a `|b|` c", "`", "a |b| c");
        row("|", "**", "**|**");
        row("**|**", "**", "|");
        row("a|", "*", "a*|*");
        row("|**|", "**", "**|**|**");
        row("|行|", "*", "*|行|*");
    }
    void togglesMarks()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, mark);
        QFETCH(const QString, after);
        const qsizetype from = before.indexOf(u'|');
        const qsizetype to = before.count(u'|') == 2 ? before.lastIndexOf(u'|') - 1 : from;
        QString text = QString(before).remove(u'|');
        const Rewriting done = toggleMark(text, from, to, mark);
        text.replace(done.at, done.length, done.words);
        text.insert(done.selectTo, u'|');
        if (done.selectTo != done.selectFrom)
            text.insert(done.selectFrom, u'|');
        QCOMPARE(text, after);
    }
};

TEST_WITH_CORE_APPLICATION(CodeTest)

} // namespace tst_code

#include "tst_code.moc"
