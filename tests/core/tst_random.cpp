// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/random.h"
#include "tests/support/test_program.h"

#include <QSet>
#include <QTest>

#include <array>

namespace tst_random {

using namespace banter;

namespace {

/// Gives the same bits for ever.
class ConstantRandom final : public Random {
public:
    explicit ConstantRandom(quint64 bits) : m_bits(bits) {}
    quint64 next() override { return m_bits; }

private:
    quint64 m_bits;
};

} // namespace

class RandomTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sequenceIsSplitMix64();
    void uniformStaysInside();
    void belowStaysInside();
    void belowIsEven();
    void systemRandomVaries();
};

// The reference implementation's first values for the seed 1234567.
void RandomTest::sequenceIsSplitMix64()
{
    SeededRandom random(1234567);
    constexpr std::array<quint64, 5> Expected{6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL,
                                              4593380528125082431ULL, 16408922859458223821ULL};
    for (const quint64 value : Expected)
        QCOMPARE(random.next(), value);
}

void RandomTest::uniformStaysInside()
{
    ConstantRandom lowest(0);
    ConstantRandom highest(~quint64(0));
    QCOMPARE(lowest.uniform(0.75, 1.25), 0.75);
    QVERIFY(highest.uniform(0.75, 1.25) < 1.25);
    QVERIFY(highest.uniform(0.75, 1.25) > 1.2499);
}

void RandomTest::belowStaysInside()
{
    ConstantRandom lowest(0);
    ConstantRandom highest(~quint64(0));
    for (const quint64 bound : {1ULL, 2ULL, 3ULL, 1000ULL, 1ULL << 52, (1ULL << 60) - 1}) {
        QCOMPARE(lowest.below(bound), quint64(0));
        QVERIFY(highest.below(bound) < bound);
        QVERIFY(highest.below(bound) >= bound - 1 - bound / (1ULL << 52));
    }
}

void RandomTest::belowIsEven()
{
    SeededRandom random(7);
    std::array<int, 10> counts{};
    for (int i = 0; i < 100'000; ++i)
        ++counts[random.below(10)];
    for (const int count : counts)
        QVERIFY2(count > 9'500 && count < 10'500, qPrintable(QString::number(count))); // five standard deviations
}

void RandomTest::systemRandomVaries()
{
    SystemRandom random;
    QSet<quint64> seen;
    for (int i = 0; i < 100; ++i)
        seen.insert(random.next());
    QCOMPARE(seen.size(), 100);
}

TEST_WITHOUT_APPLICATION(RandomTest)

} // namespace tst_random

#include "tst_random.moc"
