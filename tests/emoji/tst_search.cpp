// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "emoji/emoji_search.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

namespace tst_search {

using namespace banter;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

// What somebody types for an emoji, in two languages, and what they see first.
class SearchTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const EmojiTable> m_table = EmojiTable::load();

    QStringList found(const QString &typed, int limit = 8) const
    {
        QStringList names;
        for (const int index : searchEmoji(*m_table, typed, limit)) {
            names.append(m_table->at(index).names.value(0));
        }
        return names;
    }

private Q_SLOTS:
    void isAmongTheFirst_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("name");
        QTest::newRow("name") << s("smile") << s("smile");
        QTest::newRow("its beginning") << s("smi") << s("smile");
        QTest::newRow("capitals") << s("SMILE") << s("smile");
        QTest::newRow("full width") << s("ｓｍｉｌｅ") << s("smile");
        QTest::newRow("with colons") << s(":smile:") << s("smile");
        QTest::newRow("with a sign") << s("+1") << s("+1");
        QTest::newRow("minus") << s("-1") << s("-1");
        QTest::newRow("words of a name") << s("tears joy") << s("joy");
        QTest::newRow("the name as a short one") << s("red heart") << s("heart");
        QTest::newRow("a later word") << s("wave") << s("wave");
        QTest::newRow("a keyword") << s("lmao") << s("joy");
        QTest::newRow("country") << s("france") << s("fr");
        QTest::newRow("keycap") << s("keycap") << s("hash");
        QTest::newRow("family") << s("family man woman girl") << s("family_man_woman_girl");
        QTest::newRow("Chinese name") << s("笑哭了") << s("joy");
        QTest::newRow("its beginning in Chinese") << s("笑哭") << s("joy");
        QTest::newRow("within a Chinese name") << s("哭了") << s("joy");
        QTest::newRow("Chinese keyword") << s("赞") << s("+1");
        QTest::newRow("China") << s("中国") << s("cn");
        QTest::newRow("Chinese words") << s("旗 法国") << s("fr");
        QTest::newRow("an emoji") << s("👍") << s("+1");
        QTest::newRow("an emoji in a tone") << s("👍🏽") << s("+1");
        QTest::newRow("a joined one") << s("👨‍👩‍👧") << s("family_man_woman_girl");
    }

    void isAmongTheFirst()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, name);
        const QStringList names = found(typed);
        QVERIFY2(names.contains(name), qPrintable(typed + s(" gives ") + names.join(u' ')));
    }

    void theBestIsFirst()
    {
        QCOMPARE(found(s("heart"), 1), QStringList{s("heart")});
        QCOMPARE(found(s("cat"), 1), QStringList{s("cat")});
        QCOMPARE(found(s("cn"), 1), QStringList{s("cn")});
        QCOMPARE(found(s("握手"), 1), QStringList{s("handshake")});
        // A short name that begins so comes before a name in which the word is a later one, whatever the order.
        const QStringList rockets = found(s("rock"), 100);
        QVERIFY(rockets.indexOf(s("rocket")) >= 0);
        QVERIFY(rockets.indexOf(s("rocket")) < rockets.indexOf(s("moyai")) || !rockets.contains(s("moyai")));
    }

    void nothingIsFoundForNothing()
    {
        QCOMPARE(found(QString()), QStringList());
        QCOMPARE(found(s("   ")), QStringList());
        QCOMPARE(found(s("::")), QStringList());
        QCOMPARE(found(s("xyzzy")), QStringList());
        QCOMPARE(found(s("smile xyzzy")), QStringList());
        QCOMPARE(found(s("miling")), QStringList()); // within a word
        QCOMPARE(found(QString(100'000, u'a')), QStringList());
    }

    void noMoreThanTheLimit()
    {
        QCOMPARE(found(s("f"), 5).size(), qsizetype(5));
        QCOMPARE(found(s("flag"), 0), QStringList());
        QVERIFY(found(s("flag"), 1'000).size() > 200);
        QCOMPARE(found(s("flag"), 5), found(s("flag"), 1'000).mid(0, 5));
    }

    void cost()
    {
        QBENCHMARK
        {
            searchEmoji(*m_table, s("smi fa"), 8);
        }
    }

    void costOfTheTable()
    {
        QBENCHMARK
        {
            EmojiTable::load();
        }
    }
};

TEST_WITHOUT_APPLICATION(SearchTest)

} // namespace tst_search

#include "tst_search.moc"
