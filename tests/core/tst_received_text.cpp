// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/received_text.h"
#include "core/text.h"
#include "tests/support/test_program.h"

#include <QRandomGenerator>
#include <QTest>

namespace tst_received_text {

using namespace banter;

// What servers send in their texts that no text of ours may hold.
class ReceivedTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleans_data();
    void cleans();
    void aLineIsALine();
    void whatIsLeftCanBeSaid();
    void takesNoLongerForBeginningsOfStrings();
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
    row("brackets of people", QStringLiteral("[31m is what it said"), u"[31m is what it said");
    row("title in one character", QStringLiteral("\u009d0;owned\u009chi"), u"hi");
    row("emoji in colours", QStringLiteral("\x1b[1m\U0001F600\x1b[0m"), u"\U0001F600");
    row("no characters", QString(QChar(0xfffe)) + QChar(0xffff), u"\ufffd\ufffd");
    const QString mark = QString(QChar(QChar::ByteOrderMark)) + u'a';
    QTest::newRow("byte order mark") << mark << mark;
}

void ReceivedTextTest::cleans()
{
    QFETCH(QString, text);
    QTEST(cleanText(text), "expected");
}

void ReceivedTextTest::aLineIsALine()
{
    QCOMPARE(cleanLine(QStringLiteral("two\nlines\tand\x1b[1m more\u2028end")),
             QStringLiteral("two lines and more end"));
}

// Cleaning it again changes nothing.
void ReceivedTextTest::whatIsLeftCanBeSaid()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const QString letters = QStringLiteral("a[]0;m\\P^_X\x1b\u009b\u009d\u009c\a\r\n\t \x7f\u0080\u00e9") +
                            QChar(0xd83d) + QChar(0xde00) + QChar(0xfffe);
    for (int round = 0; round < 20'000; ++round) {
        QString text;
        for (int length = random.bounded(12); length > 0; --length)
            text += letters[random.bounded(int(letters.size()))];
        const QString clean = cleanText(text);
        if (!clean.isEmpty())
            QVERIFY2(checkMessageText(clean, 1'000).ok(), text.toUtf8().toHex().constData());
        QCOMPARE(cleanText(clean), clean);
    }
}

// Each of them was looked for to the end of the text: minutes for a megabyte.
void ReceivedTextTest::takesNoLongerForBeginningsOfStrings()
{
    const qsizetype many = 500'000;
    QCOMPARE(cleanText(QStringLiteral("\x1b]x").repeated(many)), QString(many, u'x'));
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

TEST_WITHOUT_APPLICATION(ReceivedTextTest)

} // namespace tst_received_text

#include "tst_received_text.moc"
