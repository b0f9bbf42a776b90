// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/received_text.h"

#include <QTest>

using namespace banter;

// What servers send in their texts that no text of ours may hold.
class ReceivedTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleans_data();
    void cleans();
    void cuts();
    void neverCutsAPair();
};

void ReceivedTextTest::cleans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const char16_t *expected) {
        QTest::newRow(name) << text << QString::fromUtf16(expected);
    };
    row("nothing", QString(), u"");
    row("plain", QStringLiteral("a\tb\nc \u00e9\U0001F600\u00a0\u200d"), u"a\tb\nc \u00e9\U0001F600\u00a0\u200d");
    row("colours", QStringLiteral("\x1b[1;31mdown\x1b[0m!"), u"down!");
    row("colours in true colour", QStringLiteral("\x1b[38;2;255;0;0mdown\x1b[m"), u"down");
    row("colours in one character", QStringLiteral("\u009b31mdown"), u"down");
    row("cursor", QStringLiteral("a\x1b[2Jb\x1b[?25lc"), u"abc");
    row("title", QStringLiteral("\x1b]0;owned\x07hi"), u"hi");
    row("link", QStringLiteral("\x1b]8;;http://x\x1b\\hi\x1b]8;;\x1b\\"), u"hi");
    row("title without an end", QStringLiteral("\x1b]0;all of this stays"), u"0;all of this stays");
    row("character set",
        QStringLiteral("\x1b(Bhi\x1b"
                       "7"),
        u"hi");
    row("escape at the end", QStringLiteral("hi\x1b"), u"hi");
    row("sequence at the end", QStringLiteral("hi\x1b[31"), u"hi");
    row("NUL", QStringLiteral("hi") + QChar(u'\0'), u"hi");
    row("form feed",
        QStringLiteral("one\ftwo\vthree\u0085"
                       "four"),
        u"one\ntwo\nthree\nfour");
    row("line ends", QStringLiteral("one\r\ntwo\rthree"), u"one\ntwo\nthree");
    row("bell and rubout",
        QStringLiteral("a\x07\b\x7f"
                       "b"),
        u"ab");
    row("nothing to see", QStringLiteral("\x1b[0m"), u"");
    row("half a pair", QString(QChar(0xd83d)) + u'x' + QChar(0xde00), u"\ufffdx\ufffd");
    row("no characters", QString(QChar(0xfffe)) + QChar(0xffff), u"\ufffd\ufffd");
    const QString mark = QString(QChar(QChar::ByteOrderMark)) + u'a';
    QTest::newRow("byte order mark") << mark << mark;
}

void ReceivedTextTest::cleans()
{
    QFETCH(QString, text);
    QTEST(cleanText(text), "expected");
}

void ReceivedTextTest::cuts()
{
    QCOMPARE(cutToChars(QString(10, u'x'), 10), QString(10, u'x'));
    QCOMPARE(cutToChars(QString(11, u'x'), 10), QString(6, u'x') + CutMark);
    const QString chinese(1'000, QChar(0x4e2d));
    QCOMPARE(cutToBytes(chinese, 3'000), chinese);
    const QString cut = cutToBytes(chinese, 2'999);
    QVERIFY(cut.endsWith(CutMark));
    QVERIFY(cut.toUtf8().size() <= 2'999 && cut.toUtf8().size() > 2'990);
}

void ReceivedTextTest::neverCutsAPair()
{
    const QString smiles = QStringLiteral("\U0001F600").repeated(100);
    for (int most = 50; most < 60; ++most) {
        for (const QString &cut : {cutToChars(smiles, most), cutToBytes(smiles, 2 * most)}) {
            QCOMPARE(cleanText(cut), cut);
            QVERIFY(cut.endsWith(CutMark));
        }
        QVERIFY(cutToChars(smiles, most).size() <= most);
        QVERIFY(cutToBytes(smiles, 2 * most).toUtf8().size() <= 2 * most);
    }
}

QTEST_APPLESS_MAIN(ReceivedTextTest)
#include "tst_received_text.moc"
