// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/reactions.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_reactions {

using namespace banter;

namespace {

const QString Ann = QStringLiteral("ann");
const QString Bo = QStringLiteral("bo");
const QString Plus = QStringLiteral("+1");
const QString Tea = QStringLiteral("tea");
using List = std::vector<Reaction>;

} // namespace

class ReactionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPersonsSetTakesThePlaceOfTheOneBefore()
    {
        List held;
        setReactions(held, Bo, {Tea, Plus, Tea});
        QVERIFY(held == (List{{Plus, {Bo}}, {Tea, {Bo}}}));
        setReactions(held, Ann, {Tea});
        QVERIFY(held == (List{{Plus, {Bo}}, {Tea, {Ann, Bo}}}));
        QCOMPARE(reactionsOf(held, Bo), QStringList({Plus, Tea}));
        QCOMPARE(reactionsOf(held, Ann), QStringList({Tea}));
        QVERIFY(reactionsOf(held, QStringLiteral("cid")).isEmpty());
        QCOMPARE(countReactions(held), 3);
        setReactions(held, Bo, {});
        QVERIFY(held == (List{{Tea, {Ann}}}));
        setReactions(held, Ann, {});
        QVERIFY(held.empty());
    }

    // Two ways to one state are equal: what was told in parts, and what was fetched.
    void theOrderIsTheSameWhateverCameFirst()
    {
        List one;
        setReactions(one, Ann, {Tea});
        setReactions(one, Bo, {Plus});
        List other;
        setReactions(other, Bo, {Plus, Tea});
        setReactions(other, Bo, {Plus});
        setReactions(other, Ann, {Tea});
        QVERIFY(one == other);
    }

    void whatComesInAnyOrderIsPutInOrder()
    {
        List held;
        addReactions(held, {{Tea, {Bo, Ann, Bo}}, {Plus, {Bo}}, {Tea, {Ann}}, {QStringLiteral("none"), {}}});
        QVERIFY(held == (List{{Plus, {Bo}}, {Tea, {Ann, Bo}}}));
    }
};

TEST_WITHOUT_APPLICATION(ReactionsTest)

} // namespace tst_reactions

#include "tst_reactions.moc"
