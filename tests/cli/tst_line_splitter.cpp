// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli/line_splitter.h"
#include "core/random.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_line_splitter {

using namespace banter;
using namespace banter::cli;

class tst_LineSplitter final : public QObject {
    Q_OBJECT

    static QList<QByteArray> drain(LineSplitter &splitter)
    {
        QList<QByteArray> lines;
        while (const auto line = splitter.next()) {
            lines << (line->tooLong ? QByteArray("<too long>") : line->bytes);
        }
        return lines;
    }

private Q_SLOTS:
    void cutsAtLineFeeds()
    {
        LineSplitter splitter;
        splitter.feed("one\ntwo\r\n\nfo");
        QCOMPARE(drain(splitter), (QList<QByteArray>{"one", "two", ""}));
        splitter.feed("ur");
        QCOMPARE(drain(splitter), QList<QByteArray>{});
        splitter.end();
        QCOMPARE(drain(splitter), QList<QByteArray>{"four"});
        QCOMPARE(drain(splitter), QList<QByteArray>{});
    }

    void anEndedStreamHasNoEmptyLastLine()
    {
        LineSplitter splitter;
        splitter.feed("one\n");
        splitter.end();
        QCOMPARE(drain(splitter), QList<QByteArray>{"one"});
        LineSplitter empty;
        empty.end();
        QCOMPARE(drain(empty), QList<QByteArray>{});
    }

    void countsFromOne()
    {
        LineSplitter splitter;
        splitter.feed("a\n\nb");
        splitter.end();
        QCOMPARE(splitter.next()->number, 1);
        QCOMPARE(splitter.next()->number, 2);
        QCOMPARE(splitter.next()->number, 3);
    }

    void boundsALine()
    {
        const QByteArray longest(LineSplitter::MaxLineBytes, 'x');
        LineSplitter splitter;
        splitter.feed(longest + '\n' + longest + "y\nshort\n");
        QCOMPARE(drain(splitter), (QList<QByteArray>{longest, "<too long>", "short"}));
    }

    void doesNotKeepALineThatIsTooLong()
    {
        LineSplitter splitter;
        const QByteArray piece(LineSplitter::MaxLineBytes, 'x');
        for (int i = 0; i < 100; ++i) {
            splitter.feed(piece);
            QVERIFY(!splitter.next());
        }
        splitter.feed("\nnext\n");
        QCOMPARE(drain(splitter), (QList<QByteArray>{"<too long>", "next"}));
        splitter.feed(piece + 'x');
        QCOMPARE(drain(splitter), QList<QByteArray>{});
        splitter.end();
        QCOMPARE(drain(splitter), QList<QByteArray>{"<too long>"});
    }

    void doesNotMindWhereItIsCut()
    {
        constexpr quint64 Seed = 20261120;
        SeededRandom random(Seed);
        for (int round = 0; round < 200; ++round) {
            QByteArray text;
            for (int i = 0; i < 300; ++i) {
                text += random.below(5) == 0 ? '\n' : char('a' + random.below(26));
            }
            QList<QByteArray> wanted = text.split('\n');
            if (wanted.constLast().isEmpty()) {
                wanted.removeLast();
            }
            LineSplitter splitter;
            QList<QByteArray> lines;
            while (!text.isEmpty()) {
                const auto cut = qsizetype(1 + random.below(40));
                splitter.feed(text.left(cut));
                text.remove(0, cut);
                if (random.below(2) == 0) {
                    lines += drain(splitter);
                }
            }
            splitter.end();
            lines += drain(splitter);
            QVERIFY2(lines == wanted, qPrintable(QStringLiteral("seed %1, round %2").arg(Seed).arg(round)));
        }
    }
};

TEST_WITHOUT_APPLICATION(tst_LineSplitter)

} // namespace tst_line_splitter

#include "tst_line_splitter.moc"
