// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/text.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_text {

using namespace banter;

namespace {

constexpr int MaxUser = 32;
constexpr int MaxRoom = 64;

QString utf8(const char *text)
{
    return QString::fromUtf8(text);
}

// What a check said: empty for yes, else the error's code.
QString verdict(const Status &status)
{
    if (status.ok())
        return {};
    return status.error().message.isEmpty() ? QStringLiteral("no sentence") : errorCodeName(status.error().code);
}

const QString BadTextName = QStringLiteral("bad_text");
const QString TooLargeName = QStringLiteral("too_large");

} // namespace

class TextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void messages_data();
    void messages();
    void namesTheCodePointThatIsNotAllowed();
    void messageLimitIsInBytes();
    void statusTexts_data();
    void statusTexts();
    void reactions_data();
    void reactions();
    void names_data();
    void names();
    void nameLengths();
    void keysIgnoreCaseAndCompatibilityForms();
    void lineFeeds();
    void wordsThatAServerPassedOn_data();
    void wordsThatAServerPassedOn();
    void marksWithoutEndTakeNoTime();
};

void TextTest::messages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected = {}) {
        QTest::newRow(name) << text << expected;
    };
    row("plain", QStringLiteral("hello"));
    row("lines and tabs", QStringLiteral("a\n\tb"));
    row("family of three", utf8("👩‍👩‍👧"));
    row("arabic with marks", utf8("\u202bسلام\u202c"));
    row("line separator", utf8("a\u2028b"));
    row("outside the basic plane", utf8("\U0010fffd"));
    row("byte order mark", QChar(QChar::ByteOrderMark) + QStringLiteral("a"));
    row("swapped byte order mark", QStringLiteral("a") + QChar(QChar::ByteOrderSwapped), BadTextName);
    row("last of the basic plane", QStringLiteral("a") + QChar(0xffff), BadTextName);
    row("empty", {}, BadTextName);
    row("nul", QString(u'\0'), BadTextName);
    row("carriage return", QStringLiteral("a\r\nb"), BadTextName);
    row("escape", QStringLiteral("\x1b[31m"), BadTextName);
    row("delete", QString(QChar(0x7f)), BadTextName);
    row("second set of controls", QString(QChar(0x85)), BadTextName);
    row("first half alone", QString(QChar(0xd83d)), BadTextName);
    row("first half before a letter", QString(QChar(0xd83d)) + u'a', BadTextName);
    row("second half alone", QStringLiteral("a") + QChar(0xde00), BadTextName);
    row("halves in the wrong order", QString(QChar(0xde00)) + QChar(0xd83d), BadTextName);
}

void TextTest::messages()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(verdict(checkMessageText(text, 1000)), expected);
}

void TextTest::namesTheCodePointThatIsNotAllowed()
{
    QVERIFY(checkMessageText(QString(QChar(0xfffe)), 1000).error().message.contains(QStringLiteral("U+FFFE")));
    QVERIFY(checkStatusText(QString(QChar(0xffff)), 120).error().message.contains(QStringLiteral("U+FFFF")));
}

void TextTest::messageLimitIsInBytes()
{
    for (const char *letter : {"a", "é", "中", "🙂"}) {
        const QString text = utf8(letter).repeated(10);
        const qint64 bytes = text.toUtf8().size();
        QCOMPARE(verdict(checkMessageText(text, bytes)), QString());
        QCOMPARE(verdict(checkMessageText(text, bytes - 1)), TooLargeName);
    }
}

void TextTest::statusTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("words and a face") << utf8("à la plage 🏖️") << QString();
    QTest::newRow("persian with a joiner") << utf8("می‌خواهم") << QString();
    QTest::newRow("longest") << QString(120, u'x') << QString();
    QTest::newRow("too long") << QString(121, u'x') << TooLargeName;
    QTest::newRow("two lines") << QStringLiteral("a\nb") << BadTextName;
    QTest::newRow("tab") << QStringLiteral("a\tb") << BadTextName;
    QTest::newRow("line separator") << utf8("a\u2028b") << BadTextName;
    QTest::newRow("override") << utf8("a\u202eb") << BadTextName;
    QTest::newRow("isolate") << utf8("a\u2067b") << BadTextName;
    QTest::newRow("arabic letter mark") << utf8("a\u061cb") << BadTextName;
    QTest::newRow("half a pair") << QString(QChar(0xdc00)) << BadTextName;
    QTest::newRow("swapped byte order mark") << QString(QChar(QChar::ByteOrderSwapped)) << BadTextName;
    QTest::newRow("last of the basic plane") << QString(QChar(0xffff)) << BadTextName;
}

void TextTest::statusTexts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(verdict(checkStatusText(text, 120)), expected);
}

void TextTest::reactions_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << QString() << BadTextName;
    QTest::newRow("word") << QStringLiteral("+1") << QString();
    QTest::newRow("heart with its selector") << utf8("❤️") << QString();
    QTest::newRow("family") << utf8("👩‍👩‍👧") << QString();
    QTest::newRow("tones") << utf8("👩🏽‍❤️‍💋‍👨🏿") << QString();
    QTest::newRow("keycap") << utf8("1️⃣") << QString();
    QTest::newRow("longest") << QString(32, u'x') << QString();
    QTest::newRow("too long") << QString(33, u'x') << TooLargeName;
    QTest::newRow("space") << QStringLiteral("a b") << BadTextName;
    QTest::newRow("ideographic space") << utf8("a\u3000b") << BadTextName;
    QTest::newRow("line feed") << QStringLiteral("a\nb") << BadTextName;
    QTest::newRow("override") << utf8("a\u202eb") << BadTextName;
    QTest::newRow("half a pair") << QString(QChar(0xdc00)) << BadTextName;
}

void TextTest::reactions()
{
    QFETCH(QString, key);
    QFETCH(QString, expected);
    QCOMPARE(verdict(checkReaction(key, 32)), expected);
}

void TextTest::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("asUser");
    QTest::addColumn<QString>("asRoom");
    const auto good = [](const char *name) { QTest::newRow(name) << utf8(name) << QString() << QString(); };
    const auto bad = [](const char *why, const QString &name) {
        QTest::newRow(why) << name << BadTextName << BadTextName;
    };
    for (const char *name : {"a", "ana", "Ana.Maria_2-x", "7", "_bot_", "größe", "Ольга", "小明", "संस्कृत", "דוד", "٣٤٥"})
        good(name);
    QTest::newRow("space inside") << QStringLiteral("general talk") << BadTextName << QString();
    bad("empty", {});
    bad("spaces only", QStringLiteral("  "));
    bad("leading space", QStringLiteral(" a"));
    bad("trailing space", QStringLiteral("a "));
    bad("two spaces", QStringLiteral("a  b"));
    bad("no-break space", utf8("a\u00a0b"));
    bad("tab", QStringLiteral("a\tb"));
    bad("line feed", QStringLiteral("a\nb"));
    bad("nul", QStringLiteral("a") + QChar(0));
    bad("punctuation only", QStringLiteral("..."));
    bad("path", QStringLiteral("../etc"));
    bad("backslash", QStringLiteral("a\\b"));
    bad("hash", QStringLiteral("#lobby"));
    bad("markup", QStringLiteral("<b>a</b>"));
    bad("emoji", utf8("a🙂"));
    bad("right-to-left override", utf8("ana\u202exe"));
    bad("right-to-left mark", utf8("ana\u200f"));
    bad("zero width space", utf8("a\u200bna"));
    bad("zero width joiner", utf8("a\u200dna"));
    bad("soft hyphen", utf8("a\u00adna"));
    bad("byte order mark", QChar(QChar::ByteOrderMark) + QStringLiteral("ana"));
    bad("hangul filler", utf8("\u3164"));
    bad("halfwidth filler", utf8("ana\uffa0"));
    bad("variation selector", utf8("a\ufe0f"));
    bad("mark without a letter", utf8("\u0301a"));
    bad("mark after a dot", utf8("a.\u0301"));
    bad("decomposed", utf8("e\u0301va"));
    bad("angstrom sign", utf8("\u212bke"));
    bad("half a pair", QStringLiteral("a") + QChar(0xd800));
    bad("private use", utf8("a\ue000"));
    bad("unassigned", utf8("a\u0378"));
}

void TextTest::names()
{
    QFETCH(QString, name);
    QFETCH(QString, asUser);
    QFETCH(QString, asRoom);
    QCOMPARE(verdict(checkUserName(name, MaxUser)), asUser);
    QCOMPARE(verdict(checkRoomName(name, MaxRoom)), asRoom);
}

void TextTest::nameLengths()
{
    QCOMPARE(verdict(checkUserName(QString(MaxUser, u'x'), MaxUser)), QString());
    QCOMPARE(verdict(checkUserName(QString(MaxUser + 1, u'x'), MaxUser)), TooLargeName);
    QCOMPARE(verdict(checkRoomName(QString(MaxRoom, u'x'), MaxRoom)), QString());
    QCOMPARE(verdict(checkRoomName(QString(MaxRoom + 1, u'x'), MaxRoom)), TooLargeName);
    // A letter outside the basic plane counts twice: the limit is of UTF-16 units.
    const QString gothic = utf8("𐌰");
    QCOMPARE(verdict(checkUserName(gothic.repeated(MaxUser / 2), MaxUser)), QString());
    QCOMPARE(verdict(checkUserName(gothic.repeated(MaxUser / 2 + 1), MaxUser)), TooLargeName);
}

void TextTest::keysIgnoreCaseAndCompatibilityForms()
{
    QCOMPARE(nameKey(QStringLiteral("Ana")), nameKey(QStringLiteral("aNA")));
    QCOMPARE(nameKey(utf8("ａｎａ")), nameKey(QStringLiteral("ana"))); // full width
    QCOMPARE(nameKey(utf8("ΣΊΣΥΦΟΣ")), nameKey(utf8("σίσυφος")));
    QVERIFY(nameKey(QStringLiteral("ana")) != nameKey(QStringLiteral("anna")));
    QVERIFY(nameKey(utf8("größe")) != nameKey(QStringLiteral("grosse")));
}

void TextTest::lineFeeds()
{
    QCOMPARE(withLineFeeds(QStringLiteral("a\r\nb\rc\nd\r\r\n")), QStringLiteral("a\nb\nc\nd\n\n"));
    QCOMPARE(withLineFeeds(QString()), QString());
}

void TextTest::wordsThatAServerPassedOn_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *name, const char *one, const char *other, bool same) {
        QTest::newRow(name) << utf8(one) << utf8(other) << same;
    };
    row("the same", "a b", "a b", true);
    row("another", "a b", "a c", false);
    row("composed", "Cafe\u0301", "Caf\u00e9", true);
    row("a singleton", "\u212b", "\u00c5", true);
    row("compatible only", "\uff21", "A", false);
    row("line ends", "a\r\nb", "a\nb", true);
    row("blanks", "  a  b\t", "a b", true);
    row("no blank", "a b", "ab", false);
    row("all blank", "  ", "", true);
    row("order of marks", "a\u0323\u0301", "a\u0301\u0323", true);
}

void TextTest::wordsThatAServerPassedOn()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, same);
    QCOMPARE(isSameWords(one, other), same);
    QCOMPARE(isSameWords(other, one), same);
    QCOMPARE(wordsKey(one) == wordsKey(other), same);
}

// Marks are put into their order by a sort that takes the square of their number.
void TextTest::marksWithoutEndTakeNoTime()
{
    QString marks = QStringLiteral("a");
    for (int i = 0; i < 30'000; ++i)
        marks += utf8("\u0301\u0323");
    QCOMPARE(wordsKey(marks), marks);
}

TEST_WITHOUT_APPLICATION(TextTest)

} // namespace tst_text

#include "tst_text.moc"
