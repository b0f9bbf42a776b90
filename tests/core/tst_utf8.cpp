// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/utf8.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_utf8 {

using namespace banter;

class Utf8Test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsByteOrderMarks()
    {
        const QChar mark(0xfeff);
        QCOMPARE(textFromUtf8("\xef\xbb\xbf"), QString(mark));
        QCOMPARE(textFromUtf8("\xef\xbb\xbf\xef\xbb\xbf:a"), QString(mark) + mark + QStringLiteral(":a"));
        QCOMPARE(textFromUtf8("a\xef\xbb\xbf"), QStringLiteral("a") + mark);
    }

    void replacesWhatIsNoText()
    {
        QCOMPARE(textFromUtf8({}), QString());
        QCOMPARE(textFromUtf8("\xef\xbb\xbf\xff"), QString(QChar(0xfeff)) + QChar(QChar::ReplacementCharacter));
        QCOMPARE(textFromUtf8("\xff"), QString(QChar(QChar::ReplacementCharacter)));
    }
};

TEST_WITHOUT_APPLICATION(Utf8Test)

} // namespace tst_utf8

#include "tst_utf8.moc"
