// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli/printable.h"
#include "cli/session_line.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace tst_printable {

using namespace banter;
using namespace banter::cli;

class PrintableTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsEveryPlane_data();
    void showsEveryPlane();
    void cutsNoPair();
    void jsonHoldsNoRawControls();
    void sessionLineKeepsAByteOrderMark();
};

void PrintableTest::showsEveryPlane_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto same = [](const char *name, const QString &text) { QTest::newRow(name) << text << text; };
    same("letters", QStringLiteral("Gr\u00fc\u00dfe \u4e2d"));
    same("emoji", QStringLiteral("\U0001F600 \U0001F469\u200d\U0001F4BB \U0001F1E8\U0001F1ED"));
    same("letters beyond the BMP", QStringLiteral("\U00020000 \U00010400"));
    same("marks", QStringLiteral("e\u0301"));
    QTest::newRow("line ends") << QStringLiteral("a\nb\rc\u2028d") << QStringLiteral("a b c d");
    QTest::newRow("escape") << QStringLiteral("\x1b[31mx") << QStringLiteral(" [31mx");
    QTest::newRow("escape in one character") << QStringLiteral("\u009b31mx") << QStringLiteral(" 31mx");
    QTest::newRow("direction") << QStringLiteral("a\u202eb") << QStringLiteral("a b");
    QTest::newRow("half a pair") << QString(QChar(0xd83d)) + u'x' << QStringLiteral(" x");
}

void PrintableTest::showsEveryPlane()
{
    QFETCH(QString, text);
    QTEST(printable(text), "shown");
}

void PrintableTest::cutsNoPair()
{
    const QString smile = QStringLiteral("a\U0001F600b");
    QCOMPARE(firstOf(smile, 2), QStringLiteral("a"));
    QCOMPARE(firstOf(smile, 3), QStringLiteral("a\U0001F600"));
    QCOMPARE(firstOf(smile, 9), smile);
    QCOMPARE(firstOf(smile, 0), QString());
}

void PrintableTest::jsonHoldsNoRawControls()
{
    for (char16_t c = 0; c < 0x180; ++c) {
        const QJsonObject object{{QStringLiteral("text"), QStringLiteral("a") + QChar(c) + QStringLiteral("b\u00e9")}};
        const QByteArray safe = withoutRawControls(QJsonDocument(object).toJson(QJsonDocument::Compact));
        QCOMPARE(QJsonDocument::fromJson(safe).object(), object);
        for (const QChar shown : QString::fromUtf8(safe))
            QVERIFY2(shown.category() != QChar::Other_Control, qPrintable(QString::number(c, 16)));
    }
}

void PrintableTest::sessionLineKeepsAByteOrderMark()
{
    const auto line = readSessionLine("{\"do\":\"send\",\"room\":\"r\",\"text\":\"\xef\xbb\xbfx\"}");
    QVERIFY(line.ok());
    QCOMPARE(std::get<tell::Send>(*line.value().command).text, QString(QChar(QChar::ByteOrderMark)) + u'x');
}

TEST_WITHOUT_APPLICATION(PrintableTest)

} // namespace tst_printable

#include "tst_printable.moc"
