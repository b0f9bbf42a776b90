// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/random.h"
#include "eventstream/event.h"
#include "eventstream/splitter.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_eventstream {

using namespace banter;
using namespace banter::eventstream;

namespace {

constexpr qint64 Max = 100;

QByteArrayList pieces(const std::vector<Frame> &frames)
{
    QByteArrayList list;
    for (const Frame &frame : frames)
        list.append(frame.data);
    return list;
}

QByteArrayList split(const QByteArray &bytes)
{
    return pieces(Splitter(Max).feed(bytes));
}

Event read(const QByteArray &piece)
{
    const Result<Event> event = readEvent({false, piece});
    return event ? event.value() : Event{true, QStringLiteral("refused"), {}, false, {}, {}};
}

} // namespace

// The examples and the rules of the HTML Standard, sections 9.2.5 and 9.2.6, and what a hostile server makes of them.
class EventStreamTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void splits_data();
    void splits();
    void splitsTheSameHoweverTheBytesCome();
    void cutsWhatIsTooBig_data();
    void cutsWhatIsTooBig();
    void refusesWhatHasNoEnd();
    void takesWhatJustFits();
    void readsFields_data();
    void readsFields();
    void readsIds();
    void readsRetries_data();
    void readsRetries();
    void refusesWhatIsNoText_data();
    void refusesWhatIsNoText();
};

void EventStreamTest::splits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("expected");
    const QByteArrayList two{"data: a\ndata: b", "data: c"};
    QTest::newRow("LF") << QByteArray("data: a\ndata: b\n\ndata: c\n\n") << two;
    QTest::newRow("CR LF") << QByteArray("data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n") << two;
    QTest::newRow("CR") << QByteArray("data: a\rdata: b\r\rdata: c\r\r") << two;
    QTest::newRow("all of them") << QByteArray("data: a\rdata: b\r\n\ndata: c\n\r") << two;
    QTest::newRow("mark") << QByteArray("\xef\xbb\xbf"
                                        "data: a\n\n")
                          << QByteArrayList{"data: a"};
    QTest::newRow("second mark") << QByteArray("\xef\xbb\xbf\xef\xbb\xbf"
                                               "data\n\n")
                                 << QByteArrayList{"\xef\xbb\xbf"
                                                   "data"};
    QTest::newRow("later mark") << QByteArray("data\n\xef\xbb\xbf"
                                              "data\n\n")
                                << QByteArrayList{"data\n\xef\xbb\xbf"
                                                  "data"};
    QTest::newRow("unfinished") << QByteArray("data: a\n\ndata: b\n") << QByteArrayList{"data: a"};
    QTest::newRow("comment") << QByteArray(": heartbeat\n\n") << QByteArrayList{": heartbeat"};
    QTest::newRow("comment without a blank line") << QByteArray(":\n") << QByteArrayList{":"};
    QTest::newRow("comment inside") << QByteArray("data: a\n: x\ndata: b\n\n")
                                    << QByteArrayList{": x", "data: a\ndata: b"};
    QTest::newRow("blank lines") << QByteArray("\n\n\r\n\n") << QByteArrayList{};
    QTest::newRow("nothing") << QByteArray() << QByteArrayList{};
}

void EventStreamTest::splits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, expected);
    QCOMPARE(split(bytes), expected);
}

void EventStreamTest::splitsTheSameHoweverTheBytesCome()
{
    const QByteArray bytes = "\xef\xbb\xbf"
                             ": hi\r\n\r\nid: 1\rdata: a\r\n\ndata\xc3\xa9\n\r\n\r: x\r\n\ndata:b\n\n";
    const QByteArrayList whole = split(bytes);
    QCOMPARE(whole.size(), 5);
    SeededRandom random(20'261'124);
    for (int round = 0; round < 500; ++round) {
        Splitter splitter(Max);
        QByteArrayList found;
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype step = 1 + qsizetype(random.uniform(0.0, 4.0));
            found += pieces(splitter.feed(bytes.mid(at, step)));
            at += step;
        }
        QCOMPARE(found, whole);
    }
}

void EventStreamTest::cutsWhatIsTooBig_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("kept");
    const QByteArray line = "data: " + QByteArray(2 * Max, 'x');
    QTest::newRow("one line") << line + "\n\n" << line.first(Max);
    QTest::newRow("and more") << line + "\nid: 7\n\n" << line.first(Max);
    QTest::newRow("after a short one") << "event: e\n" + line + "\ndata: y\n\n" << ("event: e\n" + line).first(Max);
    QTest::newRow("a comment") << ':' + line + "\n\n" << (':' + line).first(Max);
    QTest::newRow("behind a mark") << "\xef\xbb\xbf" + line + "\n\n" << line.first(Max);
    QTest::newRow("many lines") << QByteArray("data: 0123456789\n").repeated(10) + '\n'
                                << QByteArray("data: 0123456789\n").repeated(10).first(Max);
    QTest::newRow("CR LF") << line + "\r\n\r\n" << line.first(Max);
}

void EventStreamTest::cutsWhatIsTooBig()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, kept);
    for (const qsizetype step : {bytes.size(), qsizetype(1), qsizetype(7)}) {
        Splitter splitter(Max);
        std::vector<Frame> all;
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            for (const Frame &piece : splitter.feed(bytes.mid(at, step)))
                all.push_back(piece);
        }
        QCOMPARE(all, (std::vector<Frame>{{false, kept, true}}));
        QVERIFY(!splitter.tooBig() && !splitter.isWithinEvent());
        const std::vector<Frame> next = splitter.feed("data: a\n\n");
        QCOMPARE(next, (std::vector<Frame>{{false, "data: a", false}}));
    }
}

void EventStreamTest::refusesWhatHasNoEnd()
{
    Splitter splitter(Max);
    QVERIFY(splitter.feed(QByteArray("data: x\n").repeated(30)).empty());
    QVERIFY(!splitter.tooBig());
    QVERIFY(splitter.feed(QByteArray("data: x\n").repeated(300)).empty());
    QVERIFY(splitter.tooBig());
    QVERIFY(splitter.feed("\n\ndata: more\n\n").empty());
}

void EventStreamTest::takesWhatJustFits()
{
    Splitter splitter(Max);
    const QByteArray first = "data:" + QByteArray(44, 'a');
    const QByteArray second = "data:" + QByteArray(45, 'b');
    QCOMPARE(splitter.feed(first + '\n' + second + "\n\n"),
             (std::vector<Frame>{{false, first + '\n' + second, false}}));
    QCOMPARE(splitter.feed(first + '\n' + second + "c\n\n"),
             (std::vector<Frame>{{false, first + '\n' + second, true}}));
}

void EventStreamTest::readsFields_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("data");
    QTest::addColumn<bool>("hasData");
    const QString message = QStringLiteral("message");
    QTest::newRow("plain") << QByteArray("data: a") << message << QStringLiteral("a") << true;
    QTest::newRow("no blank") << QByteArray("data:a") << message << QStringLiteral("a") << true;
    QTest::newRow("one blank only") << QByteArray("data:  a") << message << QStringLiteral(" a") << true;
    QTest::newRow("lines") << QByteArray("data: a\ndata\ndata:b") << message << QStringLiteral("a\n\nb") << true;
    QTest::newRow("colons") << QByteArray("data: a:b") << message << QStringLiteral("a:b") << true;
    QTest::newRow("empty") << QByteArray("data") << message << QString() << true;
    QTest::newRow("none") << QByteArray("event: x") << QStringLiteral("x") << QString() << false;
    QTest::newRow("named") << QByteArray("event: add\ndata: 1") << QStringLiteral("add") << QStringLiteral("1") << true;
    QTest::newRow("named twice") << QByteArray("event: a\nevent: b\ndata:") << QStringLiteral("b") << QString() << true;
    QTest::newRow("unnamed") << QByteArray("event:\ndata: 1") << message << QStringLiteral("1") << true;
    QTest::newRow("a byte order mark is a letter")
        << QByteArray("\xef\xbb\xbf:\ndata:\xef\xbb\xbf") << message << QString(QChar(0xfeff)) << true;
    QTest::newRow("no UTF-8") << QByteArray("data: a\xff z") << message << QString::fromUtf8("a\ufffd z") << true;
    QTest::newRow("half a character") << QByteArray("data: a\xc3") << message << QString::fromUtf8("a\ufffd") << true;
    QTest::newRow("unknown") << QByteArray("Data: 1\nfoo: 2\n data: 3") << message << QString() << false;
}

void EventStreamTest::readsFields()
{
    QFETCH(QByteArray, piece);
    const Event event = read(piece);
    QTEST(event.type, "type");
    QTEST(event.data, "data");
    QTEST(event.hasData, "hasData");
    QVERIFY(!event.comment);
}

void EventStreamTest::readsIds()
{
    QCOMPARE(read("id: 7\ndata: a").id, std::optional(QStringLiteral("7")));
    QCOMPARE(read("id\ndata: a").id, std::optional(QString())); // forgets the one before
    QVERIFY(!read("data: a").id);
    QVERIFY(!read(QByteArray("id: a\0b", 7)).id);
}

void EventStreamTest::readsRetries_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<qint64>("ms"); // -1: none
    QTest::newRow("ms") << QByteArray("retry: 2500") << qint64(2500);
    QTest::newRow("0") << QByteArray("retry: 0") << qint64(0);
    QTest::newRow("negative") << QByteArray("retry: -1") << qint64(-1);
    QTest::newRow("plus") << QByteArray("retry: +1") << qint64(-1);
    QTest::newRow("fraction") << QByteArray("retry: 1.5") << qint64(-1);
    QTest::newRow("words") << QByteArray("retry: soon") << qint64(-1);
    QTest::newRow("empty") << QByteArray("retry") << qint64(-1);
    QTest::newRow("huge") << QByteArray("retry: 99999999999999999999") << qint64(-1);
}

void EventStreamTest::readsRetries()
{
    QFETCH(QByteArray, piece);
    QTEST(read(piece).retryMs.value_or(-1), "ms");
}

void EventStreamTest::refusesWhatIsNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("binary");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("binary") << QByteArray("data: a") << true << ErrorCode::BadFrame;
}

void EventStreamTest::refusesWhatIsNoText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, binary);
    const Result<Event> event = readEvent({binary, bytes});
    QVERIFY(!event);
    QTEST(event.error().code, "code");
}

TEST_WITH_CORE_APPLICATION(EventStreamTest)

} // namespace tst_eventstream

#include "tst_eventstream.moc"
