// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/ids.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QUuid>

namespace tst_ids {

using namespace banter;

class IdsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void clientIdIsAUuidOfVersion7();
    void clientIdsSortByTime();
    void clientIdsDoNotRepeat();
    void sameSeedSameIds();
    void timesOutsideTheRangeAreClamped();
    void batchIdsAreStable();
    void batchIdsDoNotMeet();
};

void IdsTest::clientIdIsAUuidOfVersion7()
{
    SeededRandom random(1);
    static const QRegularExpression layout(
        QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
    for (int i = 0; i < 1000; ++i) {
        const QString id = mintClientId(random, 0x0123456789ab);
        QVERIFY2(layout.match(id).hasMatch(), qPrintable(id));
        QVERIFY(id.startsWith(QStringLiteral("01234567-89ab-7")));
        QVERIFY(!QUuid::fromString(id).isNull());
    }
}

void IdsTest::clientIdsSortByTime()
{
    SeededRandom random(2);
    QString last;
    for (WallMs now = 1'700'000'000'000; now < 1'700'000'000'500; ++now) {
        const QString id = mintClientId(random, now);
        QVERIFY(last < id);
        last = id;
    }
}

void IdsTest::clientIdsDoNotRepeat()
{
    SeededRandom random(3);
    QSet<QString> seen;
    for (int i = 0; i < 20'000; ++i)
        seen.insert(mintClientId(random, 1'700'000'000'000));
    QCOMPARE(seen.size(), 20'000);
}

void IdsTest::sameSeedSameIds()
{
    SeededRandom one(4);
    SeededRandom other(4);
    QCOMPARE(mintClientId(one, 5), mintClientId(other, 5));
    QVERIFY(mintClientId(one, 5) != mintClientId(one, 5));
}

void IdsTest::timesOutsideTheRangeAreClamped()
{
    SeededRandom random(5);
    QVERIFY(mintClientId(random, -1).startsWith(QStringLiteral("00000000-0000-7")));
    QVERIFY(mintClientId(random, std::numeric_limits<WallMs>::max()).startsWith(QStringLiteral("ffffffff-ffff-7")));
}

// A batch that was begun by one version must go on under the next: the ids are pinned.
void IdsTest::batchIdsAreStable()
{
    QCOMPARE(batchClientId(QStringLiteral("import"), 1), QStringLiteral("e63a793a739625b90e88b8abc428df73"));
    QCOMPARE(batchClientId(QString::fromUtf8("größe 中"), 123456789),
             QStringLiteral("105d008581db94dbbe9a760e9c09ff3a"));
}

void IdsTest::batchIdsDoNotMeet()
{
    QSet<QString> seen;
    const QStringList names{QStringLiteral("a"), QStringLiteral("a1"), QString(), QStringLiteral("a") + QChar(0),
                            QStringLiteral("a") + QChar(0) + u'1'};
    for (const QString &name : names) {
        for (qint64 line = 0; line < 1000; ++line)
            seen.insert(batchClientId(name, line));
    }
    QCOMPARE(seen.size(), names.size() * 1000);
}

TEST_WITHOUT_APPLICATION(IdsTest)

} // namespace tst_ids

#include "tst_ids.moc"
