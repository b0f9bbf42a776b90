// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli/send_window.h"
#include "core/random.h"
#include "session/outbox.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <deque>
#include <vector>

namespace tst_send_window {

using namespace banter;
using namespace banter::cli;

namespace {

const QString Long(16'000, u'x');
const QString Short(5, u'x');

/// What the command and the session do with each other: verdicts come later, and in the order of the outbox.
class Talk {
public:
    explicit Talk(quint64 seed) : m_random(seed) {}

    void holdsAlready(int count, const QString &text, Outbox::Stage stage)
    {
        for (int i = 0; i < count; ++i) {
            const QString id = QStringLiteral("other-%1-%2").arg(int(stage)).arg(i);
            m_outbox.restore({{}, id, text, 0, DeliveryState::Pending, {}}, stage);
            m_window.noteOther(id, text);
            if (stage == Outbox::Stage::Waiting)
                m_queue.push_back(id);
        }
    }

    /// Gives all lines; false when nothing gets ahead.
    bool run(const std::vector<QString> &lines)
    {
        std::size_t next = 0;
        for (int idle = 0; next < lines.size() || m_window.size() > 0; ++idle) {
            if (idle > 100)
                return false;
            if (const auto again = m_window.takeTurnedAway()) {
                tell(*again, m_window.find(*again)->text);
                idle = 0;
            }
            while (next < lines.size() && m_window.mayGive()) {
                const QString id = QString::number(next + 1);
                m_window.give(id, {qint64(next + 1), lines[next]});
                tell(id, lines[next++]);
                idle = 0;
            }
            mostAtOnce = std::max(mostAtOnce, m_window.size());
            // A batch of changes says what was sent first, and then what failed.
            for (quint64 sent = m_random.below(40); sent > 0 && !m_queue.empty(); --sent, idle = 0)
                sendOne();
            for (const QString &id : std::exchange(m_refused, {}))
                m_window.turnAway(id);
        }
        return true;
    }

    std::vector<int> accepted; ///< numbers of lines, as the outbox took them
    qsizetype mostAtOnce = 0;

private:
    void tell(const QString &id, const QString &text)
    {
        if (!m_outbox.add({{}, id, text, 0, DeliveryState::Pending, {}}).ok()) {
            m_refused.push_back(id);
            return;
        }
        m_queue.push_back(id);
        accepted.push_back(id.toInt());
    }

    void sendOne()
    {
        const QString id = m_queue.front();
        m_queue.pop_front();
        m_outbox.remove(id);
        m_window.settle(id);
        m_window.forgetOther(id);
    }

    SeededRandom m_random;
    Outbox m_outbox;
    SendWindow m_window;
    std::deque<QString> m_queue; ///< waits in the outbox
    std::vector<QString> m_refused;
};

} // namespace

class tst_SendWindow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesGoOutInTheirOrder_data()
    {
        QTest::addColumn<int>("waiting");
        QTest::addColumn<int>("failed");
        QTest::addColumn<QString>("text");
        QTest::newRow("an empty outbox") << 0 << 0 << Long;
        QTest::newRow("full of waiting ones") << 524 << 0 << Long;
        QTest::newRow("nearly full of failed ones") << 0 << 522 << Long;
        QTest::newRow("half of each") << 262 << 262 << Long;
        QTest::newRow("more than it may hold") << 700 << 0 << Long;
        QTest::newRow("full by count") << 10'000 << 0 << Short;
        QTest::newRow("nearly full by count") << 0 << 9'999 << Short;
    }

    void linesGoOutInTheirOrder()
    {
        QFETCH(int, waiting);
        QFETCH(int, failed);
        QFETCH(QString, text);
        for (quint64 seed = 1; seed <= 5; ++seed) {
            SeededRandom random(seed);
            std::vector<QString> lines;
            std::vector<int> wanted;
            for (int i = 1; i <= 1'500; ++i) {
                lines.push_back(random.below(3) == 0 ? Short : Long);
                wanted.push_back(i);
            }
            Talk talk(seed);
            talk.holdsAlready(failed, text, Outbox::Stage::Failed);
            talk.holdsAlready(waiting, text, Outbox::Stage::Waiting);
            QVERIFY(talk.run(lines));
            QVERIFY2(talk.accepted == wanted, qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
    }

    void manyAreUnderWayWhereTheyFit()
    {
        Talk few(1);
        QVERIFY(few.run(std::vector<QString>(6'000, Short)));
        QCOMPARE(few.mostAtOnce, SendWindow::MaxGiven);
        Talk large(1);
        QVERIFY(large.run(std::vector<QString>(600, Long)));
        QVERIFY(large.mostAtOnce > 100);
        QVERIFY(large.mostAtOnce * Long.size() * qint64(sizeof(QChar)) < 2 * SendWindow::MaxBytes);
    }

    void whatIsTurnedAwayComesBackInTheOrderOfLines()
    {
        SendWindow window;
        for (int i = 1; i <= 4; ++i)
            window.give(QString::number(i), {i, Short});
        window.turnAway(QStringLiteral("3"));
        window.turnAway(QStringLiteral("2"));
        QVERIFY(!window.mayGive());
        window.settle(QStringLiteral("1"));
        QVERIFY(!window.takeTurnedAway()); // 4 is under way
        window.settle(QStringLiteral("4"));
        QCOMPARE(window.heldUp(), QStringLiteral("2"));
        QCOMPARE(window.takeTurnedAway(), QStringLiteral("2"));
        QVERIFY(!window.takeTurnedAway() && !window.mayGive() && !window.heldUp());
        window.turnAway(QStringLiteral("2"));
        QVERIFY(!window.takeTurnedAway()); // nothing has left since
        window.noteOther(QStringLiteral("other"), Short);
        window.forgetOther(QStringLiteral("other"));
        window.forgetOther(QStringLiteral("unknown"));
        QCOMPARE(window.takeTurnedAway(), QStringLiteral("2"));
        window.settle(QStringLiteral("2"));
        QCOMPARE(window.takeTurnedAway(), QStringLiteral("3"));
        window.settle(QStringLiteral("3"));
        QVERIFY(window.mayGive());
        QCOMPARE(window.size(), 0);
    }

    void aLineOfAnEarlierRunCountsOnce()
    {
        SendWindow window;
        const QString half(SendWindow::MaxBytes / 4 + 1, u'x');
        window.noteOther(QStringLiteral("1"), half);
        window.give(QStringLiteral("1"), {1, half});
        window.noteOther(QStringLiteral("1"), half); // said again, as pending
        QVERIFY(window.mayGive());
        window.settle(QStringLiteral("1"));
        window.give(QStringLiteral("2"), {2, half});
        QVERIFY(window.mayGive());
        window.give(QStringLiteral("3"), {3, half});
        QVERIFY(!window.mayGive());
    }
};

TEST_WITHOUT_APPLICATION(tst_SendWindow)

} // namespace tst_send_window

#include "tst_send_window.moc"
