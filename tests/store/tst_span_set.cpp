// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/span_set.h"

#include "core/random.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <set>

namespace tst_span_set {

using namespace banter;

namespace {

using Spans = std::vector<Span>;

/// What a SpanSet means, without any cleverness.
class NaiveSet final {
public:
    void add(Span span)
    {
        for (Seq seq = span.after + 1; seq <= span.last; ++seq)
            m_seqs.insert(seq);
    }
    bool contains(Seq seq) const { return m_seqs.count(seq) > 0; }
    Spans spans() const
    {
        Spans runs;
        for (const Seq seq : m_seqs) {
            if (!runs.empty() && runs.back().last + 1 == seq)
                runs.back().last = seq;
            else
                runs.push_back({seq - 1, seq});
        }
        return runs;
    }
    Spans holes() const
    {
        Spans all;
        if (m_seqs.empty())
            return all;
        for (Seq seq = *m_seqs.begin(); seq < *m_seqs.rbegin(); ++seq) {
            if (contains(seq))
                continue;
            if (!all.empty() && all.back().last + 1 == seq)
                all.back().last = seq;
            else
                all.push_back({seq - 1, seq});
        }
        return all;
    }

private:
    std::set<Seq> m_seqs;
};

} // namespace

class TestSpanSet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isEmptyAtFirst();
    void mergesWhatTouches();
    void keepsApartWhatDoesNotTouch();
    void swallowsWhatItCovers();
    void ignoresEmptySpans();
    void takesSpansInAnyOrder();
    void saysWhatIsAround();
    void asksForNoNextNumber();
    void keepsTheMarksOfItsEnds();
    void equalsANaiveSet_data();
    void equalsANaiveSet();
};

void TestSpanSet::isEmptyAtFirst()
{
    const SpanSet set;
    QVERIFY(!set.contains(0));
    QVERIFY(!set.contains(1));
    QVERIFY(set.spans().empty());
    QVERIFY(set.holes().empty());
    QVERIFY(!set.around(1));
    QVERIFY(!set.start());
    QCOMPARE(set.newest(), 0);
}

void TestSpanSet::mergesWhatTouches()
{
    SpanSet set;
    set.add({4, 7});
    set.add({7, 8});
    QCOMPARE(set.spans(), (Spans{{4, 8}}));
    set.add({2, 4});
    QCOMPARE(set.spans(), (Spans{{2, 8}}));
}

void TestSpanSet::keepsApartWhatDoesNotTouch()
{
    SpanSet set;
    set.add({4, 7});
    set.add({8, 9});
    QCOMPARE(set.spans(), (Spans{{4, 7}, {8, 9}}));
    QCOMPARE(set.holes(), (Spans{{7, 8}}));
    QCOMPARE(set.start(), std::optional<Seq>(4));
    QCOMPARE(set.newest(), 9);
}

void TestSpanSet::swallowsWhatItCovers()
{
    SpanSet set(Spans{{1, 3}, {5, 7}, {9, 11}, {19, 21}});
    set.add({3, 15});
    QCOMPARE(set.spans(), (Spans{{1, 15}, {19, 21}}));
}

void TestSpanSet::ignoresEmptySpans()
{
    SpanSet set(Spans{{3, 3}});
    set.add({0, 0});
    QVERIFY(set.spans().empty());
}

void TestSpanSet::takesSpansInAnyOrder()
{
    const SpanSet set(Spans{{8, 12}, {0, 2}, {2, 4}, {10, 20}});
    QCOMPARE(set.spans(), (Spans{{0, 4}, {8, 20}}));
}

void TestSpanSet::saysWhatIsAround()
{
    const SpanSet set(Spans{{0, 4}, {8, 20}});
    QCOMPARE(set.around(9), (Span{8, 20}));
    QCOMPARE(set.around(20), (Span{8, 20}));
    QVERIFY(!set.around(5));
    QVERIFY(!set.around(21));
}

// A run begins where another one ends, however far apart their places are.
void TestSpanSet::asksForNoNextNumber()
{
    SpanSet set;
    set.add({100, 700});
    set.add({900, 905});
    QCOMPARE(set.holes(), (Spans{{700, 900}}));
    QVERIFY(set.touches({700, 800}) && set.touches({800, 900}) && set.touches({905, 905}));
    QVERIFY(!set.touches({701, 899}));
    QCOMPARE(set.following(100), (Span{100, 700}));
    QVERIFY(!set.following(700) && !set.following(99));
    QCOMPARE(set.below(900), (Span{100, 700}));
    QVERIFY(!set.below(700));
    set.add({700, 900});
    QCOMPARE(set.spans(), (Spans{{100, 905}}));
}

// Each end has the server's mark; of two words for one end the newer one counts, if it says anything.
void TestSpanSet::keepsTheMarksOfItsEnds()
{
    SpanSet set;
    set.add({10, 20, QStringLiteral("a"), QStringLiteral("b")});
    set.add({40, 50, QStringLiteral("c"), QStringLiteral("d")});
    QCOMPARE(set.holes(), (Spans{{20, 40, QStringLiteral("b"), QStringLiteral("c")}}));
    set.add({30, 40, QStringLiteral("e"), QStringLiteral("f")});
    QCOMPARE(set.spans().back(), (Span{30, 50, QStringLiteral("e"), QStringLiteral("d")}));
    set.add({30, 35});
    QCOMPARE(set.spans().back().afterMark, QStringLiteral("e"));
    set.add({30, 35, QStringLiteral("g"), {}});
    QCOMPARE(set.spans().back().afterMark, QStringLiteral("g"));
    set.add({20, 30});
    QCOMPARE(set.spans(), (Spans{{10, 50, QStringLiteral("a"), QStringLiteral("d")}}));
}

void TestSpanSet::equalsANaiveSet_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
}

void TestSpanSet::equalsANaiveSet()
{
    QFETCH(quint64, seed);
    SeededRandom random(seed);
    SpanSet set;
    NaiveSet naive;
    for (int step = 0; step < 60; ++step) {
        const Seq first = 1 + Seq(random.below(150));
        const Span span{first - 1, first + Seq(random.below(9)) - 1}; // sometimes empty
        set.add(span);
        naive.add(span);
        QCOMPARE(set.spans(), naive.spans());
        QCOMPARE(set.holes(), naive.holes());
        for (Seq seq = 0; seq <= 165; ++seq) {
            QCOMPARE(set.contains(seq), naive.contains(seq));
        }
    }
}

TEST_WITHOUT_APPLICATION(TestSpanSet)

} // namespace tst_span_set

#include "tst_span_set.moc"
