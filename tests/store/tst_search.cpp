// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/random.h"
#include "store/client_schema.h"
#include "store/search_words.h"
#include "store/sqlite_client_store.h"
#include "tests/store/checks.h"
#include "tests/store/samples.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>

namespace tst_search {

using namespace banter;
using namespace banter::testing;

namespace {

using Seqs = std::vector<Seq>;

Message said(const QString &room, Seq seq, const QString &text, std::optional<WallMs> at = {})
{
    Message message = makeMessage(room, seq);
    message.text = text;
    message.at = at.value_or(message.at);
    return message;
}

} // namespace

class TestSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void splitsWhatIsTyped_data();
    void splitsWhatIsTyped();
    void findsAWordInEveryForm_data();
    void findsAWordInEveryForm();
    void formsAreFewHoweverLongTheWord();
    void givesTheNewestFirstWhateverCameFirst();
    void looksIntoOneRoomOrAll();
    void findsAnyPartInAnyCase_data();
    void findsAnyPartInAnyCase();
    void takesNothingForAnOperator_data();
    void takesNothingForAnOperator();
    void wantsEveryWord();
    void givesNoMoreThanTheLimit();
    void followsWhatChanges();
    void agreesWithAPlainLook();
    void findsWhatIsNotInTheIndexYet();
    void aLittleTalkBringsTheIndexUpToDate();
    void manyMessagesOfOneMomentAreApart();
    void searchesWhatTheFirstVersionKept();

private:
    void put(const std::vector<Message> &messages);
    Seqs find(const QString &typed, const QString &room = {}, int limit = 100);
    int unindexed()
    {
        return m_store->database().value(QStringLiteral("SELECT count(*) FROM unindexed")).value().toInt();
    }

    std::unique_ptr<SqliteClientStore> m_store;
};

void TestSearch::init()
{
    failOnAnyWarning();
    m_store = std::make_unique<SqliteClientStore>();
    VERIFY_OK(m_store->open({}));
}

void TestSearch::put(const std::vector<Message> &messages)
{
    for (const Message &message : messages)
        VERIFY_OK(m_store->apply({keep::PutMessages{message.room, {message}, {message.seq - 1, message.seq}}}));
}

Seqs TestSearch::find(const QString &typed, const QString &room, int limit)
{
    const auto found = m_store->search(searchWords(typed), room, limit);
    return found.ok() ? seqsOf(found.value()) : Seqs{-1};
}

void TestSearch::splitsWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QString() << QStringList();
    QTest::newRow("blank") << QStringLiteral(" \t\n ") << QStringList();
    QTest::newRow("two words") << QStringLiteral(" nine  o'clock ")
                               << QStringList({QStringLiteral("nine"), QStringLiteral("o'clock")});
    QTest::newRow("one twice") << QStringLiteral("So so SO") << QStringList({QStringLiteral("So")});
    QTest::newRow("wide space") << QStringLiteral("今天　晚上")
                                << QStringList({QStringLiteral("今天"), QStringLiteral("晚上")});
    QTest::newRow("controls") << (QStringLiteral("a") + QChar(0) + QStringLiteral("b"))
                              << QStringList({QStringLiteral("a"), QStringLiteral("b")});
    QTest::newRow("many") << QStringLiteral("1 2 3 4 5 6 7 8 9 10") << QStringLiteral("1 2 3 4 5 6 7 8").split(u' ');
    QTest::newRow("long") << QString(500, u'x') << QStringList(QString(100, u'x'));
}

void TestSearch::splitsWhatIsTyped()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, words);
    QCOMPARE(searchWords(typed), words);
}

// Whoever types a word need not know how another one typed it.
void TestSearch::findsAWordInEveryForm_data()
{
    QTest::addColumn<QStringList>("forms");
    const auto row = [](const char *name, std::initializer_list<const char16_t *> forms) {
        QStringList list;
        for (const char16_t *form : forms)
            list << QString::fromUtf16(form);
        QTest::newRow(name) << list;
    };
    row("composed and decomposed", {u"r\u00e9sum\u00e9", u"re\u0301sume\u0301"});
    row("short, composed and decomposed", {u"\u00e9t", u"e\u0301t"});
    row("Hangul", {u"\ud55c\uad6d\uc5b4", u"\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165"});
    row("full width", {u"order 66", u"\uff4f\uff52\uff44\uff45\uff52 66"});
    row("full width, short", {u"ok", u"\uff2f\uff2b"});
    row("sharp s", {u"Stra\u00dfe", u"Strasse", u"STRASSE", u"STRA\u1e9eE"});
    row("sharp s twice", {u"Ma\u00dfstra\u00dfe", u"Massstrasse", u"Massstra\u00dfe"});
    row("dotted and dotless", {u"Diyarbak\u0131r", u"DIYARBAKIR", u"D\u0130YARBAKIR", u"diyarbakir"});
    row("dotted at the beginning", {u"\u0130stanbul", u"istanbul", u"ISTANBUL"});
    row("apostrophes", {u"don't", u"don\u2019t"});
    row("apostrophe, short", {u"l'", u"l\u2019"});
}

void TestSearch::findsAWordInEveryForm()
{
    QFETCH(QStringList, forms);
    Seq seq = 0;
    Seqs all;
    for (const QString &form : forms) {
        put({said(Lobby, ++seq, QStringLiteral("so: ") + form + QStringLiteral(" it is"))});
        all.insert(all.begin(), seq);
    }
    for (const QString &typed : forms) {
        QVERIFY(formsOf(searchWords(typed).first()).size() <= MaxForms);
        QCOMPARE(find(typed), all);
    }
    QCOMPARE(find(QStringLiteral("nothing of that")), Seqs());
}

void TestSearch::formsAreFewHoweverLongTheWord()
{
    QCOMPARE(formsOf(QStringLiteral("hello")),
             QStringList({QStringLiteral("hello"), QStringLiteral("\uff48\uff45\uff4c\uff4c\uff4f")}));
    QVERIFY(formsOf(QStringLiteral("iss'").repeated(25)).size() <= MaxForms);
    QCOMPARE(formsOf(QStringLiteral("\u4eca\u5929")).size(), 1);
}

// Catching up stores the newest page first and the oldest last.
void TestSearch::givesTheNewestFirstWhateverCameFirst()
{
    put({said(Lobby, 9, QStringLiteral("nine apples")), said(Lobby, 7, QStringLiteral("seven apples")),
         said(Lobby, 1, QStringLiteral("one apple")), said(Lobby, 8, QStringLiteral("eight pears")),
         said(Lobby, 3, QStringLiteral("three apples"))});
    QCOMPARE(find(QStringLiteral("apple")), (Seqs{9, 7, 3, 1}));
    QCOMPARE(find(QStringLiteral("ap")), (Seqs{9, 7, 3, 1}));
}

void TestSearch::looksIntoOneRoomOrAll()
{
    put({said(Lobby, 1, QStringLiteral("tea here"), 100), said(Attic, 2, QStringLiteral("tea there"), 300),
         said(Lobby, 3, QStringLiteral("no coffee"), 400), said(Lobby, 4, QStringLiteral("more tea"), 200)});
    QCOMPARE(find(QStringLiteral("tea")), (Seqs{2, 4, 1}));
    QCOMPARE(find(QStringLiteral("tea"), Lobby), (Seqs{4, 1}));
    QCOMPARE(find(QStringLiteral("te"), Attic), (Seqs{2}));
    QCOMPARE(find(QStringLiteral("te")), (Seqs{2, 4, 1}));
    QCOMPARE(find(QStringLiteral("tea"), QStringLiteral("cellar")), Seqs());
}

void TestSearch::findsAnyPartInAnyCase_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("typed");
    QTest::newRow("a word") << QStringLiteral("Shall we meet?") << QStringLiteral("meet");
    QTest::newRow("its middle") << QStringLiteral("unbelievable") << QStringLiteral("liev");
    QTest::newRow("another case") << QStringLiteral("HELLO there") << QStringLiteral("hello THERE");
    QTest::newRow("beyond ASCII") << QStringLiteral("Überraschung") << QStringLiteral("überrasch");
    QTest::newRow("short, beyond ASCII") << QStringLiteral("mit Öl") << QStringLiteral("öl");
    QTest::newRow("three Chinese characters") << QStringLiteral("我们今天晚上见面吧") << QStringLiteral("今天晚");
    QTest::newRow("two Chinese characters") << QStringLiteral("我们今天晚上见面吧") << QStringLiteral("晚上");
    QTest::newRow("one Chinese character") << QStringLiteral("我们今天晚上见面吧") << QStringLiteral("吧");
    QTest::newRow("Japanese") << QStringLiteral("おはようございます") << QStringLiteral("ござい");
    QTest::newRow("Korean") << QStringLiteral("안녕하세요") << QStringLiteral("하세요");
    QTest::newRow("Chinese and Latin") << QStringLiteral("用 Qt 写的程序") << QStringLiteral("qt 程序");
    QTest::newRow("emoji") << QStringLiteral("well done 🎉🎉") << QStringLiteral("🎉");
    QTest::newRow("over lines") << QStringLiteral("first\nsecond") << QStringLiteral("second first");
}

void TestSearch::findsAnyPartInAnyCase()
{
    QFETCH(QString, text);
    QFETCH(QString, typed);
    put({said(Lobby, 1, QStringLiteral("something else")), said(Lobby, 2, text)});
    QCOMPARE(find(typed), Seqs{2});
    QCOMPARE(find(typed, Lobby), Seqs{2});
}

void TestSearch::takesNothingForAnOperator_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"\"", "\"quoted\"", "AND", "x OR y", "NOT", "aaa*", "text:bbb", "%", "_", "\\", "a%z",
                              "^abc", "(", "'; DROP TABLE message;", "NEAR(aaa bbb)", "{text}:abc", "a\\%", "---"})
        QTest::newRow(typed) << QString::fromLatin1(typed);
}

void TestSearch::takesNothingForAnOperator()
{
    QFETCH(QString, typed);
    put({said(Lobby, 1, QStringLiteral("plain words, aaa bbb abc")), said(Lobby, 2, QStringLiteral("so: ") + typed)});
    QCOMPARE(find(typed), Seqs{2});
}

void TestSearch::wantsEveryWord()
{
    put({said(Lobby, 1, QStringLiteral("red and green")), said(Lobby, 2, QStringLiteral("green and blue")),
         said(Lobby, 3, QStringLiteral("red, green, blue: 12"))});
    QCOMPARE(find(QStringLiteral("green red")), (Seqs{3, 1}));
    QCOMPARE(find(QStringLiteral("green blue 12")), (Seqs{3}));
    QCOMPARE(find(QStringLiteral("12 re")), (Seqs{3}));
    QCOMPARE(find(QStringLiteral("green purple")), Seqs());
    QCOMPARE(find(QString()), Seqs());
}

void TestSearch::givesNoMoreThanTheLimit()
{
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 500)}));
    QCOMPARE(find(QStringLiteral("line"), {}, 3), (Seqs{500, 499, 498}));
    QCOMPARE(find(QStringLiteral("li"), {}, 3), (Seqs{500, 499, 498}));
    QCOMPARE(find(QStringLiteral("line"), {}, 0), Seqs());
    QCOMPARE(find(QStringLiteral("line"), Lobby, 1000).size(), std::size_t(500));
}

void TestSearch::followsWhatChanges()
{
    put({said(Lobby, 1, QStringLiteral("the first wording")), said(Attic, 1, QStringLiteral("wording elsewhere"))});
    put({said(Lobby, 1, QStringLiteral("the second version"))});
    QCOMPARE(find(QStringLiteral("first"), Lobby), Seqs());
    QCOMPARE(find(QStringLiteral("second"), Lobby), Seqs{1});
    QCOMPARE(find(QStringLiteral("wording")).size(), std::size_t(1));
    VERIFY_OK(m_store->apply({keep::ForgetHistory{Lobby}}));
    QCOMPARE(find(QStringLiteral("second")), Seqs());
    VERIFY_OK(m_store->apply({keep::DropRoom{Attic}}));
    QCOMPARE(find(QStringLiteral("wording")), Seqs());
    VERIFY_OK(m_store->database().run(QStringLiteral("INSERT INTO search(search) VALUES('integrity-check')")));
}

void TestSearch::findsWhatIsNotInTheIndexYet()
{
    for (Seq first = 1; first <= 4'001; first += 200)
        VERIFY_OK(m_store->apply({makePage(Lobby, first, first + 199)}));
    put({said(Attic, 1, QStringLiteral("a needle"))});
    QVERIFY(unindexed() > 3'000);
    QCOMPARE(find(QStringLiteral("line"), Lobby, 5'000).size(), std::size_t(4'200));
    QVERIFY(unindexed() > 1'000); // one search does not pay for all
    QCOMPARE(find(QStringLiteral("line"), Lobby, 2), (Seqs{4'200, 4'199}));
    QCOMPARE(find(QStringLiteral("needle")), Seqs{1});
    put({said(Lobby, 1, QStringLiteral("the oldest is a needle now"))});
    QCOMPARE(find(QStringLiteral("NEEDLE"), Lobby), Seqs{1});
    VERIFY_OK(m_store->apply({keep::ForgetHistory{Lobby}}));
    QCOMPARE(unindexed(), 0);
    QCOMPARE(find(QStringLiteral("line"), Lobby), Seqs());
    VERIFY_OK(m_store->database().run(QStringLiteral("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")));
}

void TestSearch::aLittleTalkBringsTheIndexUpToDate()
{
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 500)}));
    VERIFY_OK(m_store->apply({keep::PutDraft{Lobby, QStringLiteral("half a")}}));
    QCOMPARE(unindexed(), 500); // what one writes does not pay for it
    for (Seq seq = 1; seq <= 6; ++seq)
        put({said(Attic, seq, QStringLiteral("word %1").arg(seq))});
    QCOMPARE(unindexed(), 0);
    QCOMPARE(find(QStringLiteral("line"), Lobby, 1'000).size(), std::size_t(500));
    VERIFY_OK(m_store->database().run(QStringLiteral("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")));
}

// The index against a loop, over many small texts that are put, replaced and forgotten.
void TestSearch::agreesWithAPlainLook()
{
    SeededRandom dice(7);
    std::map<Seq, QString> texts;
    const QString letters = QStringLiteral("abAB晚上 ");
    const auto word = [&](int longest) {
        QString made;
        for (quint64 i = 0; i <= dice.below(quint64(longest)); ++i)
            made += letters[qsizetype(dice.below(quint64(letters.size())))];
        return made;
    };
    for (int step = 0; step < 400; ++step) {
        const Seq seq = 1 + Seq(dice.below(60));
        texts[seq] = word(12);
        put({said(Lobby, seq, texts[seq])});
        const QStringList words = searchWords(word(4));
        Seqs expected;
        for (auto text = texts.rbegin(); text != texts.rend(); ++text) {
            if (!words.isEmpty() && std::all_of(words.begin(), words.end(), [&](const QString &one) {
                    return text->second.contains(one, Qt::CaseInsensitive);
                }))
                expected.push_back(text->first);
        }
        const auto found = m_store->search(words, dice.below(2) == 0 ? Lobby : QString(), 100);
        VERIFY_OK(found);
        QVERIFY2(seqsOf(found.value()) == expected, qPrintable(words.join(u'|')));
    }
}

void TestSearch::manyMessagesOfOneMomentAreApart()
{
    std::vector<Message> messages;
    for (Seq seq = 1; seq <= 300; ++seq)
        messages.push_back(said(seq % 2 == 0 ? Lobby : Attic, seq, QStringLiteral("at once"), 5));
    put(messages);
    put({said(Lobby, 301, QStringLiteral("at once, later"), 6), said(Lobby, 302, QStringLiteral("at once, no time"), 0),
         said(Lobby, 303, QStringLiteral("at once, before time"), -5),
         said(Lobby, 304, QStringLiteral("at once, after time"), std::numeric_limits<WallMs>::max())});
    const Seqs found = find(QStringLiteral("once"), {}, 1000);
    QCOMPARE(found.size(), std::size_t(304));
    QCOMPARE(found.front(), 304);
    QCOMPARE(m_store->messages(Lobby, 0, 1000).value().size() + m_store->messages(Attic, 0, 1000).value().size(),
             std::size_t(304));
}

void TestSearch::searchesWhatTheFirstVersionKept()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("old.db"));
    Schema first = clientSchema();
    first.migrations = first.migrations.first(1);
    {
        Database old;
        VERIFY_OK(old.open(file, first));
        const QString insert = QStringLiteral("INSERT INTO message VALUES(?,?,?,?,'ann',?,?)");
        for (Seq seq = 1; seq <= 50; ++seq) {
            // Five at a time share a moment; some have none, and one is of the far future.
            const WallMs at = seq < 6 ? 0 : seq == 50 ? std::numeric_limits<WallMs>::max() : 1000 + seq / 5;
            const QString text = QStringLiteral("old line %1").arg(seq);
            VERIFY_OK(
                old.run(insert, {seq % 2 == 0 ? Lobby : Attic, seq, QString::number(seq), clientIdOf(seq), text, at}));
        }
    }
    m_store = std::make_unique<SqliteClientStore>();
    VERIFY_OK(m_store->open(file));
    Seqs expected;
    for (Seq seq = 50; seq >= 1; --seq)
        expected.push_back(seq);
    const Seqs found = find(QStringLiteral("line"));
    QCOMPARE(found.size(), expected.size());
    QCOMPARE(found.front(), 50);
    QCOMPARE(find(QStringLiteral("line 4"), Attic), (Seqs{49, 47, 45, 43, 41}));
    QCOMPARE(m_store->acknowledged(clientIdOf(7)).value()->text, QStringLiteral("old line 7"));
    put({said(Lobby, 51, QStringLiteral("new line"), 2000)});
    QCOMPARE(find(QStringLiteral("new")), Seqs{51});
    VERIFY_OK(m_store->database().run(QStringLiteral("INSERT INTO search(search) VALUES('integrity-check')")));
}

TEST_WITH_CORE_APPLICATION(TestSearch)

} // namespace tst_search

#include "tst_search.moc"
