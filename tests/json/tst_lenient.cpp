// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "json/lenient.h"
#include "json/text_parser.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

namespace tst_lenient {

using namespace banter;

// Whole texts are read although a single value of them fits nowhere.
class LenientTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mends_data();
    void mends();
    void leavesAlone_data();
    void leavesAlone();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void readsWhatIsBesides_data();
    void readsWhatIsBesides();
    void isLinear();
};

void LenientTest::mends_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row(R"(["\ud83d"])", R"(["\ufffd"])");
    row(R"(["\uD83Dx"])", R"(["\ufffdx"])");
    row(R"(["\ud83d\ud83d\ude00"])", R"(["\ufffd\ud83d\ude00"])");
    row(R"(["\ude00\ud83d"])", R"(["\ufffd\ufffd"])");
    row(R"(["\\\ud83d"])", R"(["\\\ufffd"])");
    row(R"(["\ud83d\n"])", R"(["\ufffd\n"])");
    row(R"({"\udc00":1})", R"({"\ufffd":1})");
    row("[18446744073709551616]", R"(["18446744073709551616"])");
    row("[-9223372036854775809,7]", R"(["-9223372036854775809",7])");
    row("{\"a\":123456789012345678901234567890}", R"({"a":"123456789012345678901234567890"})");
    row("[1e400,-1E+400]", "[1.7976931348623157e308,-1.7976931348623157e308]");
    row("[0.0001e405,1800e305]", "[1.7976931348623157e308,1.7976931348623157e308]");
    row("[1e99999999999999999999]", "[1.7976931348623157e308]");
    row("\xef\xbb\xbf{}", "{}");
}

void LenientTest::mends()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(json::mended(text), expected);
}

void LenientTest::leavesAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {R"(["\ud83d\ude00"])", R"(["\\ud83d"])", R"(["a","18446744073709551616"])",
                             "[18446744073709551615]", "[-9223372036854775808,9223372036854775807]",
                             "[1e308,1e-400,0.1,-0,0e999,0.0e999,1.7976931348623157e308,0.0001e310]", R"("\u00e9\"")",
                             "", "[", "\"", "\"\\", "\"\\u12", "true", "[\"\xef\xbb\xbf\"]"})
        QTest::newRow(text) << QByteArray(text);
}

void LenientTest::leavesAlone()
{
    QFETCH(QByteArray, text);
    QCOMPARE(json::mended(text), QByteArray());
}

void LenientTest::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "[1e400", "NaN", "[Infinity]", "[01]", "[+1]", "[0x1]", "[1-1]",
                             "[00000000000000000000]", "[99999999999999999999-1]", "[1e400e1]", R"(["\ud8"])",
                             "[\"\xed\xa0\xbd\"]", "[1,]", "{\"a\" 18446744073709551616}"})
        QTest::newRow(text) << QByteArray(text);
}

void LenientTest::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    json::TextParser parser;
    simdjson::dom::element root;
    QVERIFY(parser.parse(text, root) != simdjson::SUCCESS);
}

void LenientTest::readsWhatIsBesides_data()
{
    QTest::addColumn<QByteArray>("odd");
    for (const char *odd : {"\"\\ud83d\"", "18446744073709551616", "-9223372036854775809", "1e400", "[[-1e400]]"})
        QTest::newRow(odd) << QByteArray(odd);
}

void LenientTest::readsWhatIsBesides()
{
    QFETCH(QByteArray, odd);
    json::TextParser parser;
    simdjson::dom::element root;
    QVERIFY(parser.parse("{\"odd\":" + odd + ",\"text\":\"hi\"}", root) == simdjson::SUCCESS);
    QCOMPARE(json::toQt(root).toObject().value(QStringLiteral("text")).toString(), QStringLiteral("hi"));
    QVERIFY(!parser.mendedText().isEmpty());
    QVERIFY(parser.parse("{}", root) == simdjson::SUCCESS);
    QVERIFY(parser.mendedText().isEmpty());
}

// The limits of a frame are the limits of the work.
void LenientTest::isLinear()
{
    const QByteArray many = '[' + QByteArray(R"("\ud83d",1e400,18446744073709551616,)").repeated(30'000) + "0]";
    json::TextParser parser;
    simdjson::dom::element root;
    QVERIFY(parser.parse(many, root) == simdjson::SUCCESS);
    QCOMPARE(json::toQt(root).toArray().size(), 90'001);
    QVERIFY(parser.mendedText().size() <= 4 * many.size());
    QVERIFY(json::mended('[' + QByteArray(1'000'000, '9') + ']').size() == 1'000'004);
}

TEST_WITHOUT_APPLICATION(LenientTest)

} // namespace tst_lenient

#include "tst_lenient.moc"
