// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

namespace tst_find {

using namespace banter;
using namespace banter::testing;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

Message hit(const QString &text, Seq seq = 7, const QString &room = QStringLiteral("lobby"))
{
    Message found = message(seq).message;
    found.room = room;
    found.text = text;
    return found;
}

struct Find {
    tell::Search asked() const { return sink.all<tell::Search>().back(); }
    std::size_t times() const { return sink.all<tell::Search>().size(); }
    void answer(std::vector<Message> messages, const QStringList &words = {}, bool more = false)
    {
        model.apply(Found{asked().number, words, std::move(messages), more});
    }

    FakeTime time;
    FakeSink sink;
    FindModel model{sink, time.parts()};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

class FindTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theStoreIsAskedAfterAPause()
    {
        Find find;
        find.model.setRoom(s("lobby"));
        for (const char *typed : {"t", "te", "tea"}) {
            find.model.setTyped(s(typed));
            find.time.advance(FindModel::PauseMs - 20);
        }
        QCOMPARE(find.times(), std::size_t(0));
        QVERIFY(find.model.busy());
        find.time.advance(20);
        QCOMPARE(find.times(), std::size_t(1));
        QCOMPARE(find.asked().typed, s("tea"));
        QCOMPARE(find.asked().room, s("lobby"));
        QCOMPARE(find.asked().limit, FindModel::Limit);
    }

    void onlyTheLatestQuestionIsAnswered()
    {
        Find find;
        find.model.setTyped(s("tea"));
        find.time.advance(100);
        const quint64 first = find.asked().number;
        find.model.setTyped(s("coffee"));
        find.model.apply(Found{first, {}, {hit(s("tea"))}, false});
        QCOMPARE(find.model.count(), 0);
        QVERIFY(find.model.busy());
        find.time.advance(100);
        find.model.apply(Found{first, {}, {hit(s("tea"))}, false});
        QCOMPARE(find.model.count(), 0);
        find.answer({hit(s("coffee")), hit(s("more coffee"))}, {s("coffee")}, true);
        QCOMPARE(find.model.count(), 2);
        QVERIFY(!find.model.busy());
        QVERIFY(find.model.more());
    }

    void allRoomsAreAnotherQuestion()
    {
        Find find;
        find.model.setRoom(s("lobby"));
        find.model.setTyped(s("tea"));
        find.time.advance(100);
        find.model.setEverywhere(true);
        find.time.advance(100);
        QCOMPARE(find.times(), std::size_t(2));
        QVERIFY(find.asked().room.isEmpty());
        find.answer({hit(s("tea"), 1, s("den"))});
        find.model.setRoom(s("den")); // one follows a result, and keeps the others
        find.time.advance(100);
        QCOMPARE(find.times(), std::size_t(2));
        QCOMPARE(find.model.count(), 1);
        find.model.setEverywhere(false);
        find.time.advance(100);
        QCOMPARE(find.asked().room, s("den"));
    }

    void nothingTypedIsNoQuestion()
    {
        Find find;
        find.model.setTyped(s("tea"));
        find.time.advance(100);
        find.answer({hit(s("tea"))});
        find.model.clear();
        QCOMPARE(find.model.count(), 0);
        QVERIFY(!find.model.busy());
        find.model.setTyped(s("  "));
        find.time.advance(1000);
        QCOMPARE(find.times(), std::size_t(1));
    }

    void whatWasFoundStandsOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("at the beginning")
            << s("Tea at nine?") << QStringList{s("tea")} << QStringList{QString(), s("Tea"), s(" at nine?")};
        QTest::newRow("the first of several") << s("nine cups of tea") << QStringList{s("tea"), s("cup")}
                                              << QStringList{s("nine "), s("cup"), s("s of tea")};
        QTest::newRow("over lines") << s("a\nb tea\nc") << QStringList{s("tea")}
                                    << QStringList{s("a b "), s("tea"), s(" c")};
        QTest::newRow("decomposed") << s("un cafe\u0301 noir") << QStringList{s("caf\u00e9")}
                                    << QStringList{s("un "), s("cafe\u0301"), s(" noir")};
        QTest::newRow("composed") << s("un caf\u00e9 noir") << QStringList{s("cafe\u0301")}
                                  << QStringList{s("un "), s("caf\u00e9"), s(" noir")};
        QTest::newRow("full width") << s("a \uff34\uff25\uff21 b") << QStringList{s("tea")}
                                    << QStringList{s("a "), s("\uff34\uff25\uff21"), s(" b")};
        QTest::newRow("sharp s") << s("die Stra\u00dfe da") << QStringList{s("strasse")}
                                 << QStringList{s("die "), s("Stra\u00dfe"), s(" da")};
        QTest::newRow("dotless") << s("o k\u0131z geldi") << QStringList{s("K\u0130Z")}
                                 << QStringList{s("o "), s("k\u0131z"), s(" geldi")};
        QTest::newRow("apostrophe") << s("we don\u2019t") << QStringList{s("don't")}
                                    << QStringList{s("we "), s("don\u2019t"), QString()};
        QTest::newRow("without its mark")
            << s("un cafe\u0301 noir") << QStringList{s("cafe")} << QStringList{s("un "), s("cafe"), s("\u0301 noir")};
        QTest::newRow("far in") << QString(100, u'x') + s("tea") << QStringList{s("tea")}
                                << QStringList{u'…' + QString(28, u'x'), s("tea"), QString()};
        QTest::newRow("folded otherwise")
            << s("nothing of it") << QStringList{s("tea")} << QStringList{QString(), QString(), s("nothing of it")};
        QTest::newRow("Chinese") << s("我们今天晚上见面") << QStringList{s("晚上")}
                                 << QStringList{s("我们今天"), s("晚上"), s("见面")};
        QTest::newRow("without marks") << s("**more** `tea` [here](http://a.example)") << QStringList{s("tea")}
                                       << QStringList{s("more "), s("tea"), s(" here")};
        QTest::newRow("in the target of a link") << s("[here](http://a.example/tea)") << QStringList{s("tea")}
                                                 << QStringList{s("[here](http://a.example/"), s("tea"), s(")")};
        QTest::newRow("never half a character")
            << QString::fromUcs4(std::u32string(40, U'🎉').c_str(), 40) + s("x tea") << QStringList{s("tea")}
            << QStringList{u'…' + QString::fromUcs4(std::u32string(13, U'🎉').c_str(), 13) + s("x "), s("tea"),
                           QString()};
    }

    void whatWasFoundStandsOut()
    {
        QFETCH(const QString, text);
        QFETCH(const QStringList, words);
        QFETCH(const QStringList, parts);
        Find find;
        find.model.setTyped(words.join(u' '));
        find.time.advance(100);
        find.answer({hit(text)}, words);
        QCOMPARE(QStringList({column(find.model, "before").value(0), column(find.model, "hit").value(0),
                              column(find.model, "after").value(0)}),
                 parts);
    }

    void aResultLeadsToItsMessage()
    {
        FakeTime time;
        FakeSink sink;
        SessionModel model{{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts()};
        Changes changes;
        changes.rooms = {{s("lobby"), room(s("lobby"))}, {s("tea"), room(s("tea"))}};
        model.apply(changes);
        model.current()->showMessage(s("tea"), 300);
        QCOMPARE(model.current()->room(), s("tea"));
        const auto around = sink.all<tell::LoadAround>();
        QCOMPARE(around.size(), std::size_t(1));
        QCOMPARE(around[0].room, s("tea"));
        QCOMPARE(around[0].seq, 300);
        QVERIFY(model.current()->timeline()->detached());
        model.current()->showMessage(s("nowhere"), 3);
        QCOMPARE(model.current()->room(), s("tea"));
        QCOMPARE(sink.all<tell::LoadAround>().size(), std::size_t(1));
    }

    // Who looks at old times has not read the newest.
    void nothingIsReadFarFromTheNewest()
    {
        FakeTime time;
        FakeSink sink;
        SessionModel model{{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts()};
        Changes changes;
        changes.rooms = {{s("lobby"), room(s("lobby"))}};
        model.apply(changes);
        Changes newest;
        newest.messages = {message(900)};
        model.apply(newest);
        model.current()->reading()->look(0, 0);
        const std::size_t told = sink.all<tell::MarkRead>().size();
        model.current()->showMessage(s("lobby"), 300);
        Changes more;
        more.messages = {message(901)};
        more.messages[0].live = true;
        model.apply(more);
        model.current()->reading()->look(-1, -1);
        QCOMPARE(sink.all<tell::MarkRead>().size(), told);
        model.current()->timeline()->toNewest();
        QVERIFY(!sink.all<tell::LoadNewest>().empty());
        model.apply(more);
        model.current()->reading()->look(0, 0);
        QVERIFY(sink.all<tell::MarkRead>().size() > told);
    }
};

TEST_WITH_CORE_APPLICATION(FindTest)

} // namespace tst_find

#include "tst_find.moc"
