// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/api/counted.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_counted {

using namespace banter;

/// What an answer of a server that counts covers.
class TestCounted : public QObject {
    Q_OBJECT
private:
    static HistoryPage page(Seq first, Seq last, bool reachesStart = false)
    {
        HistoryPage made;
        made.lastSeq = 900;
        made.reachesStart = reachesStart;
        for (Seq seq = first; seq <= last; ++seq) {
            Message message;
            message.seq = seq;
            made.messages.push_back(message);
        }
        return made;
    }

private Q_SLOTS:
    // Two hundred were asked for, and the frame had room for the newest of them.
    void aFirstPageThatWasCutDoesNotReachTheBeginning()
    {
        const ask::FetchHistory asked{QStringLiteral("lobby"), {0}, true, 200};
        QCOMPARE(counted::before(asked), Seq(201));
        HistoryPage cut = page(169, 200);
        QCOMPARE(counted::spanOf(asked, cut), (Span{168, 200}));
        HistoryPage whole = page(1, 200, true);
        QCOMPARE(counted::spanOf(asked, whole), (Span{0, 200}));
        HistoryPage later = page(5, 200, true); // what was before is gone for good
        QCOMPARE(counted::spanOf(asked, later), (Span{0, 200}));
        HistoryPage none = page(1, 0);
        QCOMPARE(counted::spanOf(asked, none), (Span{0, 200}));
    }

    // Then it is the server's word that nothing was before: nobody asks for it again.
    void aSingleFirstMessageIsNeverCut()
    {
        const ask::FetchHistory asked{QStringLiteral("lobby"), {0}, true, 1};
        QCOMPARE(counted::before(asked), Seq(2));
        HistoryPage later = page(5, 5);
        QCOMPARE(counted::spanOf(asked, later), (Span{0, 5}));
    }

    void aPageAfterAMessageBeginsThere()
    {
        const ask::FetchHistory asked{QStringLiteral("lobby"), {7}, true, 20};
        QCOMPARE(counted::after(asked), Seq(7));
        HistoryPage some = page(6, 12);
        QCOMPARE(counted::spanOf(asked, some), (Span{7, 12}));
        QCOMPARE(some.messages.size(), std::size_t(5)); // what was not asked for is gone
    }

    void aPageUpToAMessageEndsThere()
    {
        const ask::FetchHistory asked{QStringLiteral("lobby"), {40}, false, 20};
        QCOMPARE(counted::before(asked), Seq(41));
        HistoryPage cut = page(31, 40);
        QCOMPARE(counted::spanOf(asked, cut), (Span{30, 40}));
        HistoryPage none = page(1, 0);
        QCOMPARE(counted::spanOf(asked, none), (Span{0, 40}));
    }
};

TEST_WITHOUT_APPLICATION(TestCounted)

} // namespace tst_counted

#include "tst_counted.moc"
