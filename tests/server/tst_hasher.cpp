// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/secret_hasher.h"
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_hasher {

using namespace banter;
using namespace banter::testing;

/// libsodium's hasher, at a price at which a test need not wait.
class TestHasher : public QObject {
    Q_OBJECT

    static constexpr HashCost Cheap{1, 8192};
    const HashTurn Newcomer{text("here"), {}, HashTurn::Rank::Newcomer};

private Q_SLOTS:
    void aPasswordFitsItsOwnHashOnly()
    {
        const auto hasher = makeSodiumHasher(Cheap);
        QString stored;
        QVERIFY(hasher->hash(Newcomer, QStringLiteral("correct horse"), [&](const QString &hash) { stored = hash; }));
        QTRY_VERIFY(!stored.isEmpty());
        for (const bool right : {true, false}) {
            std::optional<bool> answer;
            const QString said = right ? QStringLiteral("correct horse") : QStringLiteral("wrong horse");
            QVERIFY(hasher->verify({text("here")}, stored, said, [&](bool fits) { answer = fits; }));
            QTRY_VERIFY(answer.has_value());
            QCOMPARE(*answer, right);
        }
    }

    // Answers come through the event loop: nothing that is asked in one turn is done in it.
    void registrationsLeavePlacesForPasswords()
    {
        const auto hasher = makeSodiumHasher(Cheap);
        int done = 0;
        int hashes = 0;
        while (hashes < 1'000 &&
               hasher->hash(Newcomer, QStringLiteral("correct horse"), [&](const QString &) { ++done; }))
            ++hashes;
        int verifies = 0;
        while (verifies < 1'000 &&
               hasher->verify({text("here")}, {}, QStringLiteral("correct horse"), [&](bool) { ++done; }))
            ++verifies;
        QCOMPARE(hashes, 16);
        QCOMPARE(verifies, 18);
        QTRY_COMPARE(done, hashes + verifies);
        QVERIFY(hasher->hash(Newcomer, QStringLiteral("correct horse"), [&](const QString &) { ++done; }));
        QTRY_COMPARE(done, hashes + verifies + 1);
    }

    // Whose password was asked for last waited for all that somebody else had asked for.
    void oneAddressKeepsNobodyWaiting()
    {
        const auto hasher = makeSodiumHasher(Cheap);
        QStringList done;
        for (int i = 0; i < 8; ++i)
            QVERIFY(
                hasher->verify({text("there")}, {}, text("wrong horse"), [&](bool) { done.append(text("there")); }));
        QVERIFY(hasher->verify({text("here")}, {}, text("wrong horse"), [&](bool) { done.append(text("here")); }));
        QTRY_COMPARE(done.size(), 9);
        QVERIFY(done.indexOf(text("here")) <= 2);
    }

    // Five addresses took all places, and everybody else was sent away.
    void aCrowdKeepsNobodyOut()
    {
        const auto hasher = makeSodiumHasher(Cheap);
        QStringList done;
        int dropped = 0;
        int asked = 0;
        const auto ask = [&](const QString &whom, HashTurn::Rank rank) {
            asked += 1;
            return hasher->verify({whom, whom, rank, [&] { ++dropped; }}, {}, text("wrong horse"),
                                  [&done, whom](bool) { done.append(whom); });
        };
        for (int i = 0; i < 40; ++i)
            ask(QStringLiteral("%1").arg(i % 5), HashTurn::Rank::Stranger);
        QVERIFY(!ask(text("1"), HashTurn::Rank::Stranger));
        QVERIFY(ask(text("here"), HashTurn::Rank::Stranger));
        QVERIFY(ask(text("known"), HashTurn::Rank::Known));
        QTRY_COMPARE(done.size() + dropped, 34 + 2);
        QCOMPARE(dropped, 2);
        QVERIFY2(done.indexOf(text("known")) <= 4, qPrintable(done.join(u' ')));
        QVERIFY2(done.indexOf(text("here")) <= 12, qPrintable(done.join(u' ')));
        // All places are free again.
        for (int i = 0; i < 34; ++i)
            QVERIFY(ask(QStringLiteral("%1").arg(i), HashTurn::Rank::Stranger));
        QTRY_COMPARE(done.size(), 34 + 34);
    }

    void passwordsMayTakeAllPlaces()
    {
        const auto hasher = makeSodiumHasher(Cheap);
        int verifies = 0;
        while (verifies < 1'000 && hasher->verify({text("here")}, {}, QStringLiteral("correct horse"), [](bool) {}))
            ++verifies;
        QCOMPARE(verifies, 34);
        QVERIFY(!hasher->hash(Newcomer, QStringLiteral("correct horse"), [](const QString &) {}));
    }
};

TEST_WITH_CORE_APPLICATION(TestHasher)

} // namespace tst_hasher

#include "tst_hasher.moc"
