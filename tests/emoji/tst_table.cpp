// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "emoji/emoji_table.h"
#include "tests/support/test_program.h"

#include <QSet>
#include <QTest>

namespace tst_table {

using namespace banter;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

// The table that the program carries, and what is read of a broken one.
class TableTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const EmojiTable> m_table;

    const Emoji &named(const char *name)
    {
        const int index = m_table->named(s(name));
        [&] { QVERIFY2(index >= 0, name); }();
        return m_table->at(std::max(0, index));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_table = EmojiTable::load();
        QVERIFY(m_table->size() > 1'800);
    }

    void eachIsWholeAndThereOnce()
    {
        QSet<QString> texts;
        QSet<QString> names;
        int group = 0;
        for (int index = 0; index < m_table->size(); ++index) {
            const Emoji &emoji = m_table->at(index);
            QVERIFY2(!emoji.english.isEmpty() && !emoji.chinese.isEmpty() && !emoji.names.isEmpty(),
                     qPrintable(emoji.text));
            QVERIFY2(!texts.contains(emoji.text), qPrintable(emoji.text));
            texts.insert(emoji.text);
            QCOMPARE(m_table->find(emoji.text), index);
            for (const QString &name : emoji.names) {
                QVERIFY2(!names.contains(name), qPrintable(name));
                names.insert(name);
                QCOMPARE(m_table->named(name), index);
            }
            QVERIFY(emoji.group == group || emoji.group == group + 1); // in the groups' order
            group = emoji.group;
        }
        QCOMPARE(group, EmojiTable::Groups - 1);
    }

    void theyAreAsUnicodeWantsThemSent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::newRow("a picture anyway") << s("thumbsup") << s("\U0001f44d");
        QTest::newRow("text without the selector") << s("heart") << s("\u2764\ufe0f");
        QTest::newRow("keycap") << s("hash") << s("#\ufe0f\u20e3");
        QTest::newRow("flag") << s("cn") << s("\U0001f1e8\U0001f1f3");
        QTest::newRow("flag of tags") << s("scotland")
                                      << s("\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f");
        QTest::newRow("joined") << s("family_man_woman_girl") << s("\U0001f468\u200d\U0001f469\u200d\U0001f467");
        QTest::newRow("joined with a selector") << s("rainbow_flag") << s("\U0001f3f3\ufe0f\u200d\U0001f308");
    }

    void theyAreAsUnicodeWantsThemSent()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, text);
        QCOMPARE(m_table->at(std::max(0, m_table->named(name))).text, text);
    }

    void namesAreFoundInAnyCase()
    {
        QVERIFY(m_table->named(s("SMILE")) >= 0);
        QCOMPARE(m_table->named(s("SMILE")), m_table->named(s("smile")));
        QCOMPARE(m_table->named(s("smil")), -1);
        QCOMPARE(m_table->named(QString()), -1);
    }

    void skinTones()
    {
        QCOMPARE(toned(named("thumbsup"), 0), s("\U0001f44d"));
        QCOMPARE(toned(named("thumbsup"), 1), s("\U0001f44d\U0001f3fb"));
        QCOMPARE(toned(named("thumbsup"), 5), s("\U0001f44d\U0001f3ff"));
        QCOMPARE(toned(named("thumbsup"), 6), s("\U0001f44d"));
        QCOMPARE(toned(named("thumbsup"), -1), s("\U0001f44d"));
        // The tone stands where the selector was.
        QCOMPARE(toned(named("point_up"), 3), s("\u261d\U0001f3fd"));
        QCOMPARE(toned(named("basketball_woman"), 2), s("\u26f9\U0001f3fc\u200d\u2640\ufe0f"));
        QCOMPARE(toned(named("people_holding_hands"), 4),
                 s("\U0001f9d1\U0001f3fe\u200d\U0001f91d\u200d\U0001f9d1\U0001f3fe"));
        QCOMPARE(toned(named("smile"), 3), s("\U0001f604"));
        QCOMPARE(toned(named("cn"), 3), named("cn").text);
    }

    void eachLookIsTheSameEmoji()
    {
        const int thumb = m_table->named(s("thumbsup"));
        QCOMPARE(m_table->find(s("\U0001f44d\U0001f3fd")), thumb);
        QCOMPARE(m_table->find(s("\U0001f44d\ufe0f")), thumb);
        QCOMPARE(m_table->find(s("\u2764")), m_table->named(s("heart")));
        QCOMPARE(m_table->find(s("\u2764\ufe0e")), m_table->named(s("heart")));
        QCOMPARE(m_table->find(s("a")), -1);
        QCOMPARE(m_table->find(s("\U0001f44d\U0001f44d")), -1);
        QCOMPARE(m_table->find(s("\U0001f3fd")), -1);
        QCOMPARE(m_table->find(QString()), -1);
        QCOMPARE(withoutSelectors(s("\U0001f3f3\ufe0f\u200d\U0001f308")), s("\U0001f3f3\u200d\U0001f308"));
    }

    void brokenLinesAreLeftOut()
    {
        const auto table = EmojiTable::parse("# a remark\n"
                                             "\n"
                                             "0\t0\tA\tay\tletter A\tfirst\tzh\tkey\n"
                                             "9\t0\tB\tbee\tletter B\t\tzh\t\n"
                                             "-1\t0\tB\tbee\tletter B\t\tzh\t\n"
                                             "x\t0\tB\tbee\tletter B\t\tzh\t\n"
                                             "0\t3\tB\tbee\tletter B\t\tzh\t\n"
                                             "0\t0\t\tbee\tletter B\t\tzh\t\n"
                                             "0\t0\tB\tbee\tletter B\n"
                                             "0\t0\tB\tbee\tletter B\t\tzh\t\tmore\n"
                                             "8\t1\tC\t\tletter C\t\tzh\t\n");
        QCOMPARE(table->size(), 2);
        QCOMPARE(table->at(0).names, QStringList{s("ay")});
        QCOMPARE(table->at(1).names, QStringList());
        QCOMPARE(table->named(s("bee")), -1);
        QCOMPARE(EmojiTable::parse({})->size(), 0);
    }
};

TEST_WITHOUT_APPLICATION(TableTest)

} // namespace tst_table

#include "tst_table.moc"
