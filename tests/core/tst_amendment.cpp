// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/amendment.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_amendment {

using namespace banter;

namespace {

const QString Lobby = QStringLiteral("lobby");
const QString M1 = QStringLiteral("m1");
const QString Ann = QStringLiteral("ann");
const QString Bo = QStringLiteral("bo");

Message said(const QString &text, const MessageState &state = {})
{
    return {{Lobby, QStringLiteral("c1"), M1, 5}, {Ann, text, 99}, state};
}

Amendment edit(qint64 rev, const QString &text)
{
    return {Lobby, M1, 5, rev, Amendment::Words{text, 100 + rev}};
}

Amendment deletion(qint64 rev)
{
    return {Lobby, M1, 5, rev, std::nullopt, Ann};
}

Amendment reacts(qint64 rev, const QString &user, const QStringList &keys)
{
    Amendment change{Lobby, M1, 5, rev};
    change.reacted = Amendment::Reacted{user, keys};
    return change;
}

} // namespace

class AmendmentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEarlyReactionLeavesTheRev()
    {
        Message held;
        held.rev = 1;
        held.text = QStringLiteral("first");
        Amendment reaction;
        reaction.rev = 3;
        reaction.reacted = Amendment::Reacted{QStringLiteral("ann"), {QStringLiteral("tea")}};
        reaction.early = true;
        QVERIFY(amend(held, reaction));
        QCOMPARE(held.rev, 1);
        QCOMPARE(held.reactions.size(), std::size_t(1));
        QVERIFY(!amend(held, reaction)); // nothing of it is news
        Amendment text;
        text.rev = 2;
        text.words = Amendment::Words{QStringLiteral("second"), 7};
        QVERIFY(amend(held, text));
        QCOMPARE(held.text, QStringLiteral("second"));
        reaction.rev = 2;
        reaction.reacted->keys.clear();
        QVERIFY(!amend(held, reaction)); // it is known already
    }

    // Whom a text means goes with it, and from a deleted message.
    void mentionsGoWithTheText()
    {
        Message held = said(QStringLiteral("@bo"));
        held.mentions.users = {Bo};
        Amendment other = edit(3, QStringLiteral("@room"));
        other.words->mentions.room = true;
        QVERIFY(amend(held, other));
        QCOMPARE(held.mentions, (Mentions{{}, true}));
        QVERIFY(amend(held, reacts(4, Bo, {M1})));
        QCOMPARE(held.mentions, (Mentions{{}, true}));
        Message late = said(QStringLiteral("@bo"));
        QVERIFY(amend(late, wholeOf(held)));
        QCOMPARE(late, held);
        QVERIFY(amend(held, edit(5, QStringLiteral("nobody"))));
        QVERIFY(held.mentions.isEmpty());
        other.rev = 6;
        QVERIFY(amend(held, other));
        QVERIFY(amend(held, deletion(7)));
        QVERIFY(held.mentions.isEmpty());
    }

    void aPartIsTakenWhereItsRevIsHigher()
    {
        Message held = said(QStringLiteral("a"));
        QVERIFY(amend(held, edit(3, QStringLiteral("b"))));
        QCOMPARE(held, said(QStringLiteral("b"), {3, 103, {}}));
        for (const qint64 rev : {1, 2, 3}) {
            QVERIFY(!amend(held, edit(rev, QStringLiteral("c"))));
            QCOMPARE(held, said(QStringLiteral("b"), {3, 103, {}}));
        }
        QVERIFY(amend(held, edit(4, QStringLiteral("c"))));
        QCOMPARE(held.text, QStringLiteral("c"));
    }

    // Of the same rev it has an earlier part that an event has not.
    void aWholeStateIsTakenWhereItsRevIsTheSameToo()
    {
        Message held = said(QStringLiteral("a"));
        QVERIFY(amend(held, Amendment{Lobby, M1, 5, 4})); // of a part that is not known here
        const Message whole = said(QStringLiteral("b"), {4, 103, {}});
        QVERIFY(amend(held, wholeOf(whole)));
        QCOMPARE(held, whole);
        QVERIFY(!amend(held, wholeOf(whole)));
        QVERIFY(!amend(held, wholeOf(said(QStringLiteral("c"), {3, 102, {}}))));
        QCOMPARE(held, whole);
    }

    void whatIsNotNamedStaysInPartsAndGoesInAWhole()
    {
        Message held = said(QStringLiteral("b"), {2, 102, {}});
        QVERIFY(amend(held, Amendment{Lobby, M1, 5, 3}));
        QCOMPARE(held, said(QStringLiteral("b"), {3, 102, {}}));
        QVERIFY(amend(held, Amendment{Lobby, M1, 5, 4, Amendment::Words{QStringLiteral("a"), 0}, {}, true}));
        QCOMPARE(held, said(QStringLiteral("a"), {4, 0, {}}));
    }

    void ofADeletedOneNothingIsLeftAndNothingComesBack()
    {
        Message held = said(QStringLiteral("b"), {2, 102, {}});
        QVERIFY(amend(held, deletion(3)));
        QCOMPARE(held, said({}, {3, 0, Ann}));
        QVERIFY(!amend(held, edit(2, QStringLiteral("b"))));
        QVERIFY(amend(held, edit(4, QStringLiteral("back"))));
        QCOMPARE(held, said({}, {4, 0, Ann}));
    }

    void aReactionIsOnePersonsWholeSet()
    {
        const QString plus = QStringLiteral("+1");
        const QString tea = QStringLiteral("tea");
        Message held = said(QStringLiteral("a"));
        QVERIFY(amend(held, reacts(1, Ann, {tea, plus})));
        QVERIFY(amend(held, reacts(2, Bo, {tea})));
        QVERIFY(held.reactions == (std::vector<Reaction>{{plus, {Ann}}, {tea, {Ann, Bo}}}));
        QVERIFY(amend(held, reacts(3, Ann, {plus})));
        QVERIFY(!amend(held, reacts(3, Ann, {})));
        QVERIFY(held.reactions == (std::vector<Reaction>{{plus, {Ann}}, {tea, {Bo}}}));
        QVERIFY(amend(held, edit(4, QStringLiteral("b"))));
        QCOMPARE(held.reactions.size(), 2u);
        QVERIFY(amend(held, reacts(5, Bo, {})));
        QVERIFY(held.reactions == (std::vector<Reaction>{{plus, {Ann}}}));
        QVERIFY(amend(held, wholeOf(said(QStringLiteral("b"), {5, 104, {}}))));
        QVERIFY(held.reactions.empty());
    }

    void ofADeletedOneNoReactionIsLeftEither()
    {
        Message held = said(QStringLiteral("a"));
        QVERIFY(amend(held, reacts(1, Ann, {QStringLiteral("tea")})));
        QVERIFY(amend(held, deletion(2)));
        QVERIFY(held.reactions.empty());
        QVERIFY(amend(held, reacts(3, Ann, {QStringLiteral("tea")})));
        QVERIFY(held.reactions.empty());
        QCOMPARE(held.rev, 3);
    }

    void anotherMessageIsNotTouched()
    {
        const Message before = said(QStringLiteral("a"));
        for (const Amendment &other : {Amendment{QStringLiteral("attic"), M1, 5, 9, std::nullopt, Ann},
                                       Amendment{Lobby, QStringLiteral("m2"), 5, 9, std::nullopt, Ann},
                                       Amendment{Lobby, M1, 6, 9, std::nullopt, Ann}}) {
            Message held = before;
            QVERIFY(!amend(held, other));
            QCOMPARE(held, before);
        }
    }

    void anyOrderAndAnyRepetitionComesToTheSame()
    {
        const std::vector<Amendment> all{edit(1, QStringLiteral("b")), edit(2, QStringLiteral("c")),
                                         wholeOf(said(QStringLiteral("c"), {2, 102, {}})), deletion(3),
                                         wholeOf(said({}, {3, 0, Ann}))};
        std::vector<std::size_t> order{0, 1, 2, 3, 4};
        int orders = 0;
        do {
            Message held = said(QStringLiteral("a"));
            for (const std::size_t at : order) {
                amend(held, all[at]);
                amend(held, all[order[0]]);
            }
            QCOMPARE(held, said({}, {3, 0, Ann}));
            ++orders;
        } while (std::next_permutation(order.begin(), order.end()));
        QCOMPARE(orders, 120);
    }
};

TEST_WITHOUT_APPLICATION(AmendmentTest)

} // namespace tst_amendment

#include "tst_amendment.moc"
