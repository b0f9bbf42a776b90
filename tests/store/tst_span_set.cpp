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
        for (Seq seq = span.first; seq <= span.last; ++seq)
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
                runs.push_back({seq, seq});
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
                all.push_back({seq, seq});
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
    QCOMPARE(set.oldest(), 0);
    QCOMPARE(set.newest(), 0);
    QCOMPARE(set.contiguousEnd(), 0);
}

void TestSpanSet::mergesWhatTouches()
{
    SpanSet set;
    set.add({5, 7});
    set.add({8, 8});
    QCOMPARE(set.spans(), (Spans{{5, 8}}));
    set.add({3, 4});
    QCOMPARE(set.spans(), (Spans{{3, 8}}));
}

void TestSpanSet::keepsApartWhatDoesNotTouch()
{
    SpanSet set;
    set.add({5, 7});
    set.add({9, 9});
    QCOMPARE(set.spans(), (Spans{{5, 7}, {9, 9}}));
    QCOMPARE(set.holes(), (Spans{{8, 8}}));
    QCOMPARE(set.contiguousEnd(), 7);
    QCOMPARE(set.oldest(), 5);
    QCOMPARE(set.newest(), 9);
}

void TestSpanSet::swallowsWhatItCovers()
{
    SpanSet set(Spans{{2, 3}, {6, 7}, {10, 11}, {20, 21}});
    set.add({4, 15});
    QCOMPARE(set.spans(), (Spans{{2, 15}, {20, 21}}));
}

void TestSpanSet::ignoresEmptySpans()
{
    SpanSet set(Spans{{4, 3}});
    set.add({1, 0});
    QVERIFY(set.spans().empty());
}

void TestSpanSet::takesSpansInAnyOrder()
{
    const SpanSet set(Spans{{9, 12}, {1, 2}, {3, 4}, {11, 20}});
    QCOMPARE(set.spans(), (Spans{{1, 4}, {9, 20}}));
}

void TestSpanSet::saysWhatIsAround()
{
    const SpanSet set(Spans{{1, 4}, {9, 20}});
    QCOMPARE(set.around(9), (Span{9, 20}));
    QCOMPARE(set.around(20), (Span{9, 20}));
    QVERIFY(!set.around(5));
    QVERIFY(!set.around(21));
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
        const Span span{first, first + Seq(random.below(9)) - 1}; // sometimes empty
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
