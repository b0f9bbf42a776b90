// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/markup_reader.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_marked_text {

using namespace banter;

// What a row is told of its text.
class MarkedTextTest : public QObject {
    Q_OBJECT

    static QString s(const char *text) { return QString::fromUtf8(text); }

private Q_SLOTS:
    void plainTextIsSimple()
    {
        for (const QString &text : {s("hello"), s(""), s("2*3*4"), s("two\nlines"), s("<b>")}) {
            const MarkedText read(text);
            QVERIFY(read.isSimple() && !read.isFormatted());
            QCOMPARE(read.first().text(), text);
            QCOMPARE(read.words(), text);
            QCOMPARE(read.blocks().size(), 1);
            QCOMPARE(read.links(), QStringList());
            QCOMPARE(read.code(), QString());
        }
        QVERIFY(MarkedText().isSimple());
    }

    void aLineWithMarksIsSimple()
    {
        const MarkedText read(s("a **b** http://c.example [d](http://c.example)"));
        QVERIFY(read.isSimple() && read.isFormatted());
        QCOMPARE(read.first().text(), s("a b http://c.example d"));
        QVERIFY(read.first().isLinked());
        QCOMPARE(read.links(), QStringList{s("http://c.example")});
        QCOMPARE(MarkedText(s("http://1 http://2 http://3 http://4 http://5 http://6 http://7")).links().size(),
                 MarkedText::MaxLinks);
        QVERIFY(!MarkedText(s("\\*a\\*")).isFormatted());
        QCOMPARE(MarkedText(s("\\*a\\*")).first().text(), s("*a*"));
    }

    void severalBlocksAreNot()
    {
        const MarkedText read(s("```c\na\n```\n- b\n> c\n\n```\nd\n```\n---"));
        QVERIFY(!read.isSimple() && !read.isFormatted());
        QCOMPARE(read.blocks().size(), 5);
        QCOMPARE(read.code(), s("a\n\nd"));
        const auto first = read.blocks().front().value<MarkedBlock>();
        QVERIFY(first.isCode() && first == read.first());
        QCOMPARE(first.language(), s("c"));
        QVERIFY(read.blocks().back().value<MarkedBlock>().isRule());
        QVERIFY(!MarkedText(s("- one")).isSimple());
        QVERIFY(!MarkedText(s("> one")).isSimple());
    }

    void fewEmojiAreCounted()
    {
        QCOMPARE(MarkedText(s("🎉 🎉")).emoji(), 2);
        QCOMPARE(MarkedText(s("**🎉**")).emoji(), 0);
    }

    // What was read is kept, and no more than is of use.
    void theReaderIsBounded()
    {
        MarkupReader reader;
        const MarkedText once = reader.read(s("**a**"));
        QVERIFY(reader.read(s("**a**")) == once);
        QVERIFY(!(reader.read(s("a")) == reader.read(s("a"))));
        QCOMPARE(reader.kept(), 1);
        for (int each = 0; each < 3 * MarkupReader::MaxKept; ++each) {
            reader.read(s("**a** %1").arg(each));
        }
        QCOMPARE(reader.kept(), MarkupReader::MaxKept);
        QCOMPARE(once.words(), s("a")); // outlives what was kept
    }

    void togglesMarks()
    {
        const TextRewriting done = MarkupReader().toggleMark(s("a b"), 2, 3, s("**"));
        QCOMPARE(done.at(), 2);
        QCOMPARE(done.length(), 1);
        QCOMPARE(done.words(), s("**b**"));
        QCOMPARE(done.selectFrom(), 4);
        QCOMPARE(done.selectTo(), 5);
    }
};

TEST_WITH_CORE_APPLICATION(MarkedTextTest)

} // namespace tst_marked_text

#include "tst_marked_text.moc"
