// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/random.h"
#include "tests/support/test_program.h"

#include "websocket/character_cut.h"
#include "websocket/masking.h"
#include "websocket/utf8_checker.h"

#include <QTest>

namespace tst_bytes {

using namespace banter;
using namespace banter::websocket;

class BytesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void masksAsByteByByte();
    void readsEveryCharacterAndNoOther();
    void seesAFaultAtItsFirstByte();
    void cutsBetweenCharacters();
};

void BytesTest::masksAsByteByByte()
{
    SeededRandom random(1);
    QByteArray from(200, Qt::Uninitialized);
    for (char &byte : from)
        byte = char(random.below(256));
    const MaskKey key{0x37, 0xfa, 0x21, 0x3d};
    for (qsizetype start = 0; start < 9; ++start) {
        for (qsizetype size = 0; size < 70; ++size) {
            for (quint64 offset = 0; offset < 5; ++offset) {
                QByteArray to(size, '\0');
                applyMask(to.data(), from.constData() + start, size, key, offset);
                for (qsizetype i = 0; i < size; ++i)
                    QCOMPARE(quint8(to[i]), quint8(quint8(from[start + i]) ^ key[(quint64(i) + offset) % 4]));
            }
        }
    }
    QByteArray place = from;
    applyMask(place.data(), place.constData(), place.size(), key);
    QVERIFY(place != from);
    applyMask(place.data(), place.constData(), place.size(), key);
    QCOMPARE(place, from);
}

// All code points of the first plane, and each seventh of the others, whole and byte by byte; what has no place in
// UTF-8 is refused however it comes.
void BytesTest::readsEveryCharacterAndNoOther()
{
    for (char32_t point = 0; point <= 0x10'ffff; point += point < 0x1'1000 ? 1 : 7) {
        QByteArray bytes;
        if (point < 0x80) {
            bytes = QByteArray(1, char(point));
        } else if (point < 0x800) {
            bytes = QByteArray(1, char(0xc0 | (point >> 6))) + char(0x80 | (point & 0x3f));
        } else if (point < 0x1'0000) {
            bytes = QByteArray(1, char(0xe0 | (point >> 12))) + char(0x80 | ((point >> 6) & 0x3f)) +
                    char(0x80 | (point & 0x3f));
        } else {
            bytes = QByteArray(1, char(0xf0 | (point >> 18))) + char(0x80 | ((point >> 12) & 0x3f)) +
                    char(0x80 | ((point >> 6) & 0x3f)) + char(0x80 | (point & 0x3f));
        }
        const bool isSurrogate = point >= 0xd800 && point <= 0xdfff;
        Utf8Checker whole;
        Utf8Checker parts;
        bool fine = true;
        for (const char &byte : bytes)
            fine = parts.feed(QByteArrayView(&byte, 1)) && fine;
        const bool read = whole.feed(bytes) && whole.isComplete();
        if (read == isSurrogate || (fine && parts.isComplete()) == isSurrogate)
            QFAIL(qPrintable(QString::number(point, 16)));
    }
    for (int byte = 0x80; byte < 0x100; ++byte) {
        if (byte >= 0xc2 && byte <= 0xf4)
            continue;
        for (const QByteArray &before : {QByteArray(), QByteArray("text"), QByteArray("a long text of ASCII")}) {
            Utf8Checker checker;
            QVERIFY(!checker.feed(before + char(byte)));
        }
    }
}

void BytesTest::seesAFaultAtItsFirstByte()
{
    const QByteArrayList beginnings{"\xe0\x9f", "\xed\xa0",  "\xf0\x8f",     "\xf4\x90",
                                    "\xc3(",    "\xe6\xbc(", "\xf0\x9f\x90("};
    for (const QByteArray &bytes : beginnings) {
        Utf8Checker checker;
        QVERIFY(checker.feed(bytes.chopped(1)));
        QVERIFY(!checker.isComplete());
        QVERIFY(!checker.feed(bytes.right(1)));
        QVERIFY(!checker.feed("fine"));
        QVERIFY(!checker.isComplete());
        checker.reset();
        QVERIFY(checker.feed("fine") && checker.isComplete());
    }
}

void BytesTest::cutsBetweenCharacters()
{
    const QByteArray text = "a\xc3\xa9\xe6\xbc\xa2\xf0\x9f\x90\x8c";
    const qsizetype cuts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (qsizetype most = 0; most < 12; ++most)
        QCOMPARE(wholeCharacters(text, most), cuts[most]);
    QCOMPARE(wholeCharacters("\x80\x80\x80\x80\x80\x80\x80", 5), 5); // no text: cut anywhere, but go on
}

TEST_WITHOUT_APPLICATION(BytesTest)

} // namespace tst_bytes

#include "tst_bytes.moc"
