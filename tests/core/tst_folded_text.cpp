// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/folded_text.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_folded_text {

using namespace banter;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class FoldedTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void marksWithoutEndTakeNoTime()
    {
        QString marks = s("tea");
        for (int i = 0; i < 30'000; ++i) {
            marks += s("\u0301\u0323");
        }
        QCOMPARE(folded(marks), marks);
        QCOMPARE(findFolded(marks, s("te")), std::pair(qsizetype(0), qsizetype(2)));
    }

    void theSameWordInAnotherSpelling_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("hit");
        const auto row = [](const char *name, const char *text, const char *typed, const char *hit) {
            QTest::newRow(name) << s(text) << s(typed) << s(hit);
        };
        row("as it is", "some tea here", "tea", "tea");
        row("case", "some TeA here", "tEa", "TeA");
        row("decomposed in the text", "un cafe\u0301 noir", "caf\u00e9", "cafe\u0301");
        row("decomposed as typed", "un caf\u00e9 noir", "cafe\u0301", "caf\u00e9");
        row("two marks", "a \u1ec7 b", "e\u0323\u0302", "\u1ec7");
        row("full width in the text", "a \uff34\uff25\uff21 b", "tea", "\uff34\uff25\uff21");
        row("full width as typed", "a tea b", "\uff34\uff25\uff21", "tea");
        row("half width", "a \uff76\uff9e b", "\u30ac", "\uff76\uff9e");
        row("sharp s in the text", "die Stra\u00dfe da", "strasse", "Stra\u00dfe");
        row("sharp s as typed", "die STRASSE da", "stra\u00dfe", "STRASSE");
        row("its capital", "die STRA\u1e9eE da", "strasse", "STRA\u1e9eE");
        row("half of it", "gro\u00df da", "gros", "gro\u00df");
        row("apostrophe in the text", "it don\u2019t matter", "don't", "don\u2019t");
        row("apostrophe as typed", "it don't matter", "don\u2019t", "don't");
        row("Korean letters", "\u1112\u1161\u11ab", "\ud55c", "\u1112\u1161\u11ab");
        row("beyond the first plane", "a \U0001d413\U0001d404 b", "te", "\U0001d413\U0001d404");
        row("another one first", "\u00df\u00dfx tea", "tea", "tea");
        row("nowhere", "some tea", "coffee", "");
        row("nothing", "some tea", "", "");
        for (const char *text : {"i", "\u0131", "I", "\u0130", "I\u0307", "i\u0307"}) {
            for (const char *typed : {"i", "\u0131", "I", "\u0130"}) {
                const QByteArray name = QByteArray(text).toHex() + " by " + QByteArray(typed).toHex();
                const QString word = s("d") + s(text) + s("z");
                QTest::newRow(name.constData()) << s("a ") + word + s(" b") << s("d") + s(typed) + s("z") << word;
            }
        }
    }

    void theSameWordInAnotherSpelling()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, typed);
        QFETCH(const QString, hit);
        const auto [at, length] = findFolded(text, typed);
        QCOMPARE(at, hit.isEmpty() ? qsizetype(-1) : text.indexOf(hit));
        QCOMPARE(at < 0 ? QString() : text.mid(at, length), hit);
        QCOMPARE(folded(text).contains(folded(typed)), at >= 0 || typed.isEmpty());
    }
};

TEST_WITH_CORE_APPLICATION(FoldedTextTest)

} // namespace tst_folded_text

#include "tst_folded_text.moc"
