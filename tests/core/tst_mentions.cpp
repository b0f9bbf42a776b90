// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/mentions.h"
#include "core/text.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_mentions {

using namespace banter;

namespace {

const QStringList People{QStringLiteral("ann"),     QStringLiteral("Anna-Lena"), QStringLiteral("bo.b"),
                         QString::fromUtf8("小明"), QString::fromUtf8("Zoë"),    QString::fromUtf8("민수"),
                         QStringLiteral("room2")};

/// Whom it means, in one line.
QString whom(const char *text)
{
    return mentionList(mentionsIn(QString::fromUtf8(text), People, 50)).join(u' ');
}

} // namespace

class TestMentions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAreWordsAfterAnAt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("", "");
        row("ann", "");
        row("@ann", "ann");
        row("@ANN, tea?", "ann");
        row("(@ann) and @bo.b.", "ann bo.b");
        row("@ann.", "ann");
        row("@ann...", "ann");
        row("@ann-", "ann");
        row("@annabel", "");
        row("@anna", "");
        row("@anna-lena", "Anna-Lena");
        row("@ann-lena", "ann"); // no such name: what is before the hyphen is one
        row("me@ann", "");       // an address
        row("@@ann", "");
        row("@ ann", "");
        row("@room", "@room");
        row("@Room!", "@room");
        row("@rooms", "");
        row("@room2", "room2");
        row("@zoë", "Zoë");
        row("@zoe\xcc\x88", "Zoë"); // in two characters
        row("@小明你好", "小明");
        row("你好@小明", "小明");
        row("@小明@ann", "小明 ann");
        row("@ann你好", "ann");
        row("＠小明 你好", "小明");
        row("@민수가", "민수");
        row("@bo.b @ann @bo.b", "ann bo.b");
    }
    void namesAreWordsAfterAnAt()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QStringList wanted = expected.split(u' ', Qt::SkipEmptyParts);
        const bool room = wanted.removeAll(QStringLiteral("@room")) > 0;
        wanted.sort();
        if (room)
            wanted.append(QStringLiteral("@room"));
        QCOMPARE(whom(text.constData()), wanted.join(u' '));
    }

    void theirPlacesAreOfTheText()
    {
        const QString text = QString::fromUtf8("🙂 @Ann, @room @nobody");
        const std::vector<MentionPlace> places = findMentions(text, {QStringLiteral("ann")});
        QVERIFY(places == (std::vector<MentionPlace>{{3, 4, QStringLiteral("ann")}, {9, 5, {}}}));
        QCOMPARE(text.mid(places[0].at, places[0].length), QStringLiteral("@Ann"));
    }

    void whoIsNotKnownMayBeNamed()
    {
        const QString text = QString::fromUtf8("@Ann. and @bo.b, @room @小明 me@cid @ann@ @Ann @- @a_very_long_name");
        QCOMPARE(possibleNames(text, 12), QStringList({QStringLiteral("Ann"), QStringLiteral("bo.b"),
                                                       QString::fromUtf8("小明"), QStringLiteral("ann")}));
    }

    // Of a whole company none is dropped without a rule: the first ones of the text are meant.
    void soManyAreMeantAndNoMore()
    {
        QStringList many;
        QString text;
        for (int i = 0; i < 60; ++i) {
            many.append(QStringLiteral("p%1").arg(i, 2, 10, QLatin1Char('0')));
            text += QStringLiteral("@p%1 ").arg(59 - i, 2, 10, QLatin1Char('0'));
        }
        const Mentions found = mentionsIn(text, many, 50);
        QCOMPARE(found.users.size(), 50);
        QCOMPARE(found.users.front(), QStringLiteral("p10"));
    }

    // Whoever writes what, it takes no longer than the text is long.
    void aTextOfAtsIsReadAtOnce()
    {
        const QString ats = QString(8'000, u'@') + QStringLiteral("@a-").repeated(3'000);
        QVERIFY(findMentions(ats, {QStringLiteral("ann")}).empty());
    }

    void aListIsKeptInOneOrder()
    {
        const Mentions some = mentionsFrom(
            {QStringLiteral("bo"), QStringLiteral("@room"), {}, QStringLiteral("ann"), QStringLiteral("bo")});
        QVERIFY(some == (Mentions{{QStringLiteral("ann"), QStringLiteral("bo")}, true}));
        QCOMPARE(mentionList(some),
                 QStringList({QStringLiteral("ann"), QStringLiteral("bo"), QStringLiteral("@room")}));
        QVERIFY(mentionsFromText(mentionsText(some)) == some);
        QVERIFY(mentionsText({}).isEmpty());
        QVERIFY(mentionsFromText({}).isEmpty());
        QVERIFY(isMeant(some, QStringLiteral("cid")));
        QVERIFY(!isMeant({{QStringLiteral("ann")}, false}, QStringLiteral("cid")));
    }
};

TEST_WITH_CORE_APPLICATION(TestMentions)

} // namespace tst_mentions

#include "tst_mentions.moc"
