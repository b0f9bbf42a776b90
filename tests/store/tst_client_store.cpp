// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/sqlite_client_store.h"

#include "core/random.h"
#include "store/client_schema.h"
#include "store/open.h"
#include "tests/store/checks.h"
#include "tests/store/samples.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>

namespace tst_client_store {

using namespace banter;
using namespace banter::testing;

namespace {

using Spans = std::vector<Span>;
using Seqs = std::vector<Seq>;

} // namespace

class TestClientStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void isEmptyAtFirst();
    void keepsRooms();
    void keepsMessagesOverARestart();
    void replacesAHeldMessage();
    void givesPages();
    void mergesSpans();
    void mergesSpansInAnyOrder_data();
    void mergesSpansInAnyOrder();
    void knowsTheStart();
    void keepsTheMarksOfRuns();
    void givesWhatIsInARun();
    void forgetsAHistory();
    void dropsARoomWithAllOfIt();
    void keepsChangesOfMessages();
    void findsAMessageByItsId();
    void keepsTheOutboxInTheOrderOfSending();
    void keepsAPlaceThroughRetries();
    void givesNoPlaceTwice();
    void givesAPlaceBack();
    void knowsWhatMayHaveReachedTheServer();
    void keepsWhatIsUnverified();
    void handsOverFromTheOutbox();
    void handsOverOnlyTheSameClientId();
    void dropsFromTheOutbox();
    void keepsDrafts();
    void keepsSettings();
    void keepsAnyText_data();
    void keepsAnyText();
    void appliesAllOrNothing();
    void keepsEarlierDataOnAFullDisk();
    void cannotBeOpenedWhereNothingCanBeWritten();
    void refusesANewerVersion();
    void opensTheFirstVersion();
    void leavesNothingOpenBehindAnAnswer();

private:
    void reopen();
    QString file() const { return m_dir->filePath(QStringLiteral("client.db")); }
    StoredRoom room(const QString &id);
    QStringList outboxIds();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SqliteClientStore> m_store;
};

void TestClientStore::init()
{
    failOnAnyWarning();
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    reopen();
    VERIFY_OK(m_store->apply({keep::PutRoom{makeRoom(Lobby)}, keep::PutRoom{makeRoom(Attic)}}));
}

void TestClientStore::cleanup()
{
    m_store.reset();
}

void TestClientStore::reopen()
{
    m_store.reset();
    m_store = std::make_unique<SqliteClientStore>();
    VERIFY_OK(m_store->open(file()));
}

StoredRoom TestClientStore::room(const QString &id)
{
    const auto rooms = m_store->rooms();
    for (const StoredRoom &stored : rooms.ok() ? rooms.value() : std::vector<StoredRoom>()) {
        if (stored.room.id == id)
            return stored;
    }
    return {};
}

QStringList TestClientStore::outboxIds()
{
    const auto entries = m_store->outbox();
    return entries.ok() ? idsOf(entries.value()) : QStringList{QStringLiteral("an error")};
}

void TestClientStore::isEmptyAtFirst()
{
    auto opened = openClientStore({});
    VERIFY_OK(opened);
    ClientStore &store = *opened.value();
    VERIFY_OK(store.rooms());
    QVERIFY(store.rooms().value().empty());
    QVERIFY(store.outbox().value().empty());
    QVERIFY(store.messages(Lobby, 0, 10).value().empty());
    QVERIFY(!store.acknowledged(clientIdOf(1)).value());
    QCOMPARE(store.setting(QStringLiteral("epoch")).value(), QString());
    VERIFY_OK(store.apply({}));
}

void TestClientStore::keepsRooms()
{
    const Room first{Lobby, true, true, 17, 12, 5};
    const Room later{Lobby, true, false, 19, 19, 4};
    VERIFY_OK(m_store->apply({keep::PutRoom{first}}));
    QCOMPARE(room(Lobby).room, first);
    VERIFY_OK(m_store->apply({keep::PutRoom{later}}));
    reopen();
    const auto rooms = m_store->rooms();
    VERIFY_OK(rooms);
    QCOMPARE(rooms.value().size(), std::size_t(2));
    QCOMPARE(rooms.value()[0].room.id, Attic);
    QCOMPARE(rooms.value()[1].room, later);
}

void TestClientStore::keepsMessagesOverARestart()
{
    const keep::PutMessages page = makePage(Lobby, 1, 30);
    VERIFY_OK(m_store->apply({page}));
    reopen();
    const auto messages = m_store->messages(Lobby, 0, 100);
    VERIFY_OK(messages);
    QVERIFY(messages.value() == page.messages);
    QCOMPARE(room(Lobby).spans, (Spans{{0, 30}}));
    QVERIFY(m_store->messages(Attic, 0, 100).value().empty());
}

void TestClientStore::replacesAHeldMessage()
{
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 3)}));
    keep::PutMessages again = makePage(Lobby, 2, 2);
    again.messages[0].text = QStringLiteral("as the server has it now");
    VERIFY_OK(m_store->apply({again}));
    const auto messages = m_store->messages(Lobby, 0, 10);
    QCOMPARE(seqsOf(messages.value()), (Seqs{1, 2, 3}));
    QCOMPARE(messages.value()[1].text, QStringLiteral("as the server has it now"));
    QCOMPARE(room(Lobby).spans, (Spans{{0, 3}}));
}

void TestClientStore::givesPages()
{
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 10), makePage(Attic, 4, 6)}));
    const auto page = [this](Seq before, int limit) { return seqsOf(m_store->messages(Lobby, before, limit).value()); };
    QCOMPARE(page(0, 3), (Seqs{8, 9, 10}));
    QCOMPARE(page(8, 3), (Seqs{5, 6, 7}));
    QCOMPARE(page(3, 9), (Seqs{1, 2}));
    QCOMPARE(page(1, 9), Seqs());
    QCOMPARE(page(99, 2), (Seqs{9, 10}));
    QCOMPARE(page(0, 0), Seqs());
    QCOMPARE(page(0, -1), Seqs());
    QCOMPARE(seqsOf(m_store->messages(Attic, 0, 9).value()), (Seqs{4, 5, 6}));
}

void TestClientStore::mergesSpans()
{
    VERIFY_OK(m_store->apply({makePage(Lobby, 10, 12), makePage(Lobby, 20, 22)}));
    QCOMPARE(room(Lobby).spans, (Spans{{9, 12}, {19, 22}}));
    VERIFY_OK(m_store->apply({makePage(Lobby, 13, 19)}));
    QCOMPARE(room(Lobby).spans, (Spans{{9, 22}}));
    VERIFY_OK(m_store->apply({keep::PutMessages{Lobby, {}, {}}})); // a page of nothing
    QCOMPARE(room(Lobby).spans, (Spans{{9, 22}}));
    QVERIFY(room(Attic).spans.empty());
}

void TestClientStore::mergesSpansInAnyOrder_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
}

void TestClientStore::mergesSpansInAnyOrder()
{
    QFETCH(quint64, seed);
    SeededRandom random(seed);
    SpanSet model;
    for (int step = 0; step < 25; ++step) {
        const Seq first = 1 + Seq(random.below(120));
        const Seq last = first + Seq(random.below(12));
        VERIFY_OK(m_store->apply({makePage(Lobby, first, last)}));
        model.add({first - 1, last});
        QCOMPARE(room(Lobby).spans, model.spans());
    }
    Seqs held;
    for (const Span &span : model.spans()) {
        for (Seq seq = span.after + 1; seq <= span.last; ++seq)
            held.push_back(seq);
    }
    QCOMPARE(seqsOf(m_store->messages(Lobby, 0, 1000).value()), held);
}

void TestClientStore::knowsTheStart()
{
    VERIFY_OK(m_store->apply({makePage(Lobby, 5, 9), makePage(Attic, 7, 9)}));
    QCOMPARE(room(Lobby).spans, (Spans{{4, 9}}));
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 4)})); // the first of all is held
    QCOMPARE(room(Lobby).spans, (Spans{{0, 9}}));
    keep::PutMessages said = makePage(Attic, 6, 6); // the server says so
    said.span.after = 0;
    VERIFY_OK(m_store->apply({said}));
    VERIFY_OK(m_store->apply({makePage(Attic, 10, 10)}));
    VERIFY_OK(m_store->apply({keep::PutRoom{makeRoom(Attic)}}));
    reopen();
    QCOMPARE(room(Attic).spans, (Spans{{0, 10}}));
}

// A history that is paged by marks goes on after a restart where it was left.
void TestClientStore::keepsTheMarksOfRuns()
{
    keep::PutMessages newest = makePage(Lobby, 50, 52);
    newest.span.afterMark = QStringLiteral("older");
    newest.span.lastMark = QStringLiteral("newer");
    VERIFY_OK(m_store->apply({makePage(Lobby, 5, 9), newest, makePage(Lobby, 53, 53)}));
    reopen();
    QCOMPARE(room(Lobby).spans, (Spans{{4, 9}, {49, 53, QStringLiteral("older"), QString()}}));
}

// What is between two places, from either end.
void TestClientStore::givesWhatIsInARun()
{
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 20)}));
    using Most = ClientStore::Most;
    QCOMPARE(seqsOf(m_store->messagesIn(Lobby, {4, 9}, 3, Most::Newest).value()), (Seqs{7, 8, 9}));
    QCOMPARE(seqsOf(m_store->messagesIn(Lobby, {4, 9}, 3, Most::Oldest).value()), (Seqs{5, 6, 7}));
    QCOMPARE(seqsOf(m_store->messagesIn(Lobby, {18, 90}, 9, Most::Oldest).value()), (Seqs{19, 20}));
    QVERIFY(m_store->messagesIn(Lobby, {9, 9}, 9, Most::Newest).value().empty());
    QVERIFY(m_store->messagesIn(Attic, {0, 90}, 9, Most::Newest).value().empty());
}

void TestClientStore::forgetsAHistory()
{
    keep::PutMessages page = makePage(Lobby, 4, 9);
    page.span.after = 0;
    VERIFY_OK(m_store->apply({page, makePage(Attic, 1, 2), keep::PutOutbox{makeEntry(QStringLiteral("mine"))},
                              keep::PutDraft{Lobby, QStringLiteral("unsaid")}}));
    VERIFY_OK(m_store->apply({keep::ForgetHistory{Lobby}}));
    const StoredRoom forgotten = room(Lobby);
    QCOMPARE(forgotten.room, makeRoom(Lobby));
    QVERIFY(forgotten.spans.empty());
    QCOMPARE(forgotten.draft, QStringLiteral("unsaid"));
    QVERIFY(m_store->messages(Lobby, 0, 10).value().empty());
    QVERIFY(!m_store->acknowledged(clientIdOf(4)).value());
    QCOMPARE(outboxIds(), QStringList{QStringLiteral("mine")});
    QCOMPARE(seqsOf(m_store->messages(Attic, 0, 10).value()), (Seqs{1, 2}));
}

void TestClientStore::dropsARoomWithAllOfIt()
{
    OutboxEntry elsewhere = makeEntry(QStringLiteral("other"));
    elsewhere.room = Attic;
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 3), keep::PutOutbox{makeEntry(QStringLiteral("mine"))},
                              keep::PutOutbox{elsewhere}, keep::PutDraft{Lobby, QStringLiteral("unsaid")}}));
    VERIFY_OK(m_store->apply({keep::DropRoom{Lobby}}));
    QCOMPARE(m_store->rooms().value().size(), std::size_t(1));
    QCOMPARE(outboxIds(), QStringList{QStringLiteral("other")});
    VERIFY_OK(m_store->apply({keep::PutRoom{makeRoom(Lobby)}}));
    QCOMPARE(room(Lobby), (StoredRoom{makeRoom(Lobby), {}, {}}));
    QVERIFY(m_store->messages(Lobby, 0, 10).value().empty());
}

void TestClientStore::keepsChangesOfMessages()
{
    OutboxEntry edit = makeEntry(QStringLiteral("edit"));
    edit.operation = Operation::Edit;
    edit.targetClientId = clientIdOf(3);
    OutboxEntry removal = makeEntry(QStringLiteral("removal"), {}, DeliveryState::Failed);
    removal.operation = Operation::Delete;
    removal.target = QStringLiteral("m9");
    VERIFY_OK(m_store->apply({keep::PutOutbox{edit}, keep::PutOutbox{removal}}));
    edit.target = QStringLiteral("m3");
    edit.baseRev = 7;
    edit.baseEpoch = QStringLiteral("e1");
    VERIFY_OK(m_store->apply({keep::PutOutbox{edit}}));
    reopen();
    QCOMPARE(m_store->outbox().value(), (std::vector<OutboxEntry>{edit, removal}));
    // Nothing in a history is a verdict on a change: whoever said it may have guessed the id.
    keep::PutMessages page = makePage(Lobby, 1, 3);
    page.messages[0].clientId = QStringLiteral("edit");
    VERIFY_OK(m_store->apply({page}));
    QCOMPARE(outboxIds(), (QStringList{QStringLiteral("edit"), QStringLiteral("removal")}));
    VERIFY_OK(m_store->apply({keep::DropOutbox{QStringLiteral("edit")}}));
    QCOMPARE(outboxIds(), QStringList{QStringLiteral("removal")});
}

void TestClientStore::findsAMessageByItsId()
{
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 3), makePage(Attic, 1, 2)}));
    const Message third = m_store->messages(Lobby, 0, 1).value().front();
    QVERIFY(!third.id.isEmpty());
    QCOMPARE(m_store->message(Lobby, third.id).value(), third);
    QCOMPARE(m_store->message({}, third.id).value(), third);
    QVERIFY(!m_store->message(Lobby, {}).value());
    QVERIFY(!m_store->message(Lobby, QStringLiteral("no such")).value());
}

void TestClientStore::keepsTheOutboxInTheOrderOfSending()
{
    const QStringList ids{QStringLiteral("z"), QStringLiteral("a"), QStringLiteral("m"), QStringLiteral("b")};
    std::vector<keep::Change> changes;
    for (const QString &id : ids)
        changes.push_back(keep::PutOutbox{makeEntry(id)});
    VERIFY_OK(m_store->apply(changes));
    OutboxEntry early = makeEntry(QStringLiteral("earlier clock"));
    early.at = 5; // the calendar was set back: the order is that of sending all the same
    VERIFY_OK(m_store->apply({keep::PutOutbox{early}}));
    reopen();
    QCOMPARE(outboxIds(), ids + QStringList{QStringLiteral("earlier clock")});
    QCOMPARE(m_store->outbox().value()[0], makeEntry(QStringLiteral("z")));
    QCOMPARE(m_store->outbox().value()[4], early);
}

void TestClientStore::keepsAPlaceThroughRetries()
{
    const QString first = QStringLiteral("first");
    VERIFY_OK(
        m_store->apply({keep::PutOutbox{makeEntry(first)}, keep::PutOutbox{makeEntry(QStringLiteral("second"))}}));
    const OutboxEntry failed = makeEntry(first, QStringLiteral("hello"), DeliveryState::Failed);
    VERIFY_OK(m_store->apply({keep::PutOutbox{failed}}));
    QCOMPARE(m_store->outbox().value()[0], failed);
    VERIFY_OK(m_store->apply({keep::PutOutbox{makeEntry(first)}}));
    reopen();
    QCOMPARE(outboxIds(), (QStringList{first, QStringLiteral("second")}));
    QCOMPARE(m_store->outbox().value()[0], makeEntry(first));
}

void TestClientStore::givesNoPlaceTwice()
{
    // Were the newest place used again after its entry went, an older one could not be told from a newer one.
    VERIFY_OK(m_store->apply(
        {keep::PutOutbox{makeEntry(QStringLiteral("one"))}, keep::PutOutbox{makeEntry(QStringLiteral("two"))}}));
    const QString newest = QStringLiteral("SELECT max(place) FROM outbox");
    const qint64 before = m_store->database().value(newest).value().toLongLong();
    VERIFY_OK(m_store->apply({keep::DropOutbox{QStringLiteral("two")}}));
    VERIFY_OK(m_store->apply({keep::PutOutbox{makeEntry(QStringLiteral("three"))}}));
    QVERIFY(m_store->database().value(newest).value().toLongLong() > before);
    QCOMPARE(outboxIds(), (QStringList{QStringLiteral("one"), QStringLiteral("three")}));
}

void TestClientStore::givesAPlaceBack()
{
    const QStringList ids{QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")};
    for (const QString &id : ids)
        VERIFY_OK(m_store->apply({keep::PutOutbox{makeEntry(id)}}));
    const qint64 place = m_store->outboxPlace(QStringLiteral("two")).value();
    QVERIFY(place > 0);
    VERIFY_OK(m_store->apply({keep::DropOutbox{QStringLiteral("two")}}));
    QCOMPARE(m_store->outboxPlace(QStringLiteral("two")).value(), qint64(0));
    VERIFY_OK(m_store->apply({keep::PutOutbox{makeEntry(QStringLiteral("two")), place}}));
    reopen();
    QCOMPARE(outboxIds(), ids);
}

void TestClientStore::knowsWhatMayHaveReachedTheServer()
{
    OutboxEntry failed = makeEntry(QStringLiteral("refused"), QStringLiteral("no"), DeliveryState::Failed);
    OutboxEntry tried = makeEntry(QStringLiteral("tried"));
    tried.tried = true;
    VERIFY_OK(m_store->apply(
        {keep::PutOutbox{makeEntry(QStringLiteral("fresh"))}, keep::PutOutbox{failed}, keep::PutOutbox{tried}}));
    reopen();
    std::vector<OutboxEntry> kept = m_store->outbox().value();
    QVERIFY(!kept[0].tried && !kept[1].tried && kept[2].tried);
    VERIFY_OK(m_store->apply({keep::TryOutbox{}, keep::PutOutbox{makeEntry(QStringLiteral("later"))}}));
    kept = m_store->outbox().value();
    QVERIFY(kept[0].tried && !kept[1].tried && kept[2].tried && !kept[3].tried);
}

void TestClientStore::keepsWhatIsUnverified()
{
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 3)}));
    OutboxEntry entry = makeEntry(clientIdOf(3), QStringLiteral("mine"), DeliveryState::Failed);
    entry.formerSeq = 3;
    VERIFY_OK(m_store->apply({keep::PutOutbox{entry}, keep::ForgetHistory{Lobby}}));
    reopen();
    QCOMPARE(m_store->outbox().value(), std::vector<OutboxEntry>{entry});
    // The new history has it after all.
    VERIFY_OK(m_store->apply({makePage(Lobby, 3, 3)}));
    QVERIFY(m_store->outbox().value().empty());
}

void TestClientStore::handsOverFromTheOutbox()
{
    VERIFY_OK(m_store->apply({keep::PutOutbox{makeEntry(clientIdOf(1))}, keep::PutOutbox{makeEntry(clientIdOf(2))},
                              keep::PutOutbox{makeEntry(clientIdOf(3))}}));
    QVERIFY(!m_store->acknowledged(clientIdOf(2)).value());
    VERIFY_OK(m_store->apply({makePage(Lobby, 2, 2)}));
    reopen();
    QCOMPARE(outboxIds(), (QStringList{clientIdOf(1), clientIdOf(3)}));
    const auto known = m_store->acknowledged(clientIdOf(2));
    VERIFY_OK(known);
    QCOMPARE(known.value(), makeMessage(Lobby, 2));
}

void TestClientStore::handsOverOnlyTheSameClientId()
{
    VERIFY_OK(m_store->apply({keep::PutOutbox{makeEntry(clientIdOf(1))}}));
    keep::PutMessages page = makePage(Lobby, 1, 2);
    page.messages[0].clientId = QString(); // a server without client ids
    VERIFY_OK(m_store->apply({page}));
    QCOMPARE(outboxIds(), QStringList{clientIdOf(1)});
    QVERIFY(!m_store->acknowledged(QString()).value());
    QVERIFY(!m_store->acknowledged(QStringLiteral("")).value());
}

void TestClientStore::dropsFromTheOutbox()
{
    VERIFY_OK(m_store->apply({keep::PutOutbox{makeEntry(clientIdOf(1))}, keep::PutOutbox{makeEntry(clientIdOf(2))}}));
    VERIFY_OK(m_store->apply({keep::DropOutbox{clientIdOf(1)}, keep::DropOutbox{QStringLiteral("unknown")}}));
    QCOMPARE(outboxIds(), QStringList{clientIdOf(2)});
}

void TestClientStore::keepsDrafts()
{
    VERIFY_OK(m_store->apply({keep::PutDraft{Lobby, QStringLiteral("one")}}));
    VERIFY_OK(m_store->apply({keep::PutDraft{Lobby, QStringLiteral("two\nlines")}}));
    reopen();
    QCOMPARE(room(Lobby).draft, QStringLiteral("two\nlines"));
    QCOMPARE(room(Attic).draft, QString());
    VERIFY_OK(m_store->apply({keep::PutDraft{Lobby, {}}}));
    QCOMPARE(room(Lobby).draft, QString());
}

void TestClientStore::keepsSettings()
{
    const QString name = QStringLiteral("epoch");
    VERIFY_OK(m_store->apply({keep::PutSetting{name, QStringLiteral("e1")}}));
    VERIFY_OK(m_store->apply({keep::PutSetting{name, QStringLiteral("e2")}}));
    reopen();
    QCOMPARE(m_store->setting(name).value(), QStringLiteral("e2"));
    VERIFY_OK(m_store->apply({keep::PutSetting{name, {}}}));
    QCOMPARE(m_store->setting(name).value(), QString());
}

void TestClientStore::keepsAnyText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("quotes") << QStringLiteral("Robert'); DROP TABLE message;-- \"x\" %1 ?1 :a @b $c");
    QTest::newRow("lines") << QStringLiteral("a\n\n\tb\n");
    QTest::newRow("scripts") << QStringLiteral("Grüße, привет, שלום, 你好, \U0001F469\u200D\U0001F680");
    QTest::newRow("long") << QString(200'000, u'\u00e9');
}

void TestClientStore::keepsAnyText()
{
    QFETCH(QString, text);
    keep::PutMessages page = makePage(Lobby, 1, 1);
    page.messages[0].text = text;
    page.messages[0].sender = text;
    page.messages[0].id = text;
    OutboxEntry entry = makeEntry(QStringLiteral("mine"), text, DeliveryState::Failed);
    entry.failure = text;
    VERIFY_OK(m_store->apply(
        {page, keep::PutOutbox{entry}, keep::PutDraft{Lobby, text}, keep::PutSetting{QStringLiteral("a"), text}}));
    reopen();
    QVERIFY(m_store->messages(Lobby, 0, 1).value() == page.messages);
    QVERIFY(m_store->outbox().value() == std::vector<OutboxEntry>{entry});
    QVERIFY(room(Lobby).draft == text);
    QVERIFY(m_store->setting(QStringLiteral("a")).value() == text);
}

void TestClientStore::appliesAllOrNothing()
{
    VERIFY_OK(m_store->database().run(QStringLiteral("CREATE TEMP TRIGGER refuse BEFORE INSERT ON setting WHEN "
                                                     "new.name='bad' BEGIN SELECT raise(FAIL, 'no'); END")));
    VERIFY_OK(m_store->apply({keep::PutOutbox{makeEntry(clientIdOf(1))}}));
    const std::vector<keep::Change> batch{makePage(Lobby, 1, 5), keep::PutDraft{Lobby, QStringLiteral("unsaid")},
                                          keep::PutSetting{QStringLiteral("good"), QStringLiteral("1")},
                                          keep::PutSetting{QStringLiteral("bad"), QStringLiteral("1")}};
    VERIFY_ERROR(m_store->apply(batch), ErrorCode::Internal);
    QVERIFY(m_store->messages(Lobby, 0, 10).value().empty());
    QCOMPARE(room(Lobby), (StoredRoom{makeRoom(Lobby), {}, {}}));
    QCOMPARE(m_store->setting(QStringLiteral("good")).value(), QString());
    QCOMPARE(outboxIds(), QStringList{clientIdOf(1)});
    VERIFY_OK(m_store->apply({batch[0]})); // it goes on
    QVERIFY(outboxIds().isEmpty());
}

void TestClientStore::keepsEarlierDataOnAFullDisk()
{
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 5), keep::PutOutbox{makeEntry(QStringLiteral("mine"))}}));
    VERIFY_OK(m_store->database().limitPages(20));
    VERIFY_ERROR(m_store->apply({makePage(Lobby, 6, 5000)}), ErrorCode::StorageFull);
    QCOMPARE(seqsOf(m_store->messages(Lobby, 0, 10).value()), (Seqs{1, 2, 3, 4, 5}));
    QCOMPARE(room(Lobby).spans, (Spans{{0, 5}}));
    QCOMPARE(outboxIds(), QStringList{QStringLiteral("mine")});
    VERIFY_OK(m_store->database().limitPages(100'000));
    VERIFY_OK(m_store->apply({makePage(Lobby, 6, 5000)}));
    reopen();
    QCOMPARE(room(Lobby).spans, (Spans{{0, 5000}}));
}

void TestClientStore::cannotBeOpenedWhereNothingCanBeWritten()
{
    const QString place = m_dir->filePath(QStringLiteral("place"));
    QVERIFY(putContent(place, "a file, not a folder"));
    VERIFY_ERROR(openClientStore(place + QStringLiteral("/client.db")), ErrorCode::StorageFull);
}

void TestClientStore::refusesANewerVersion()
{
    m_store.reset();
    {
        Schema newer = clientSchema();
        newer.migrations.append(QStringLiteral("CREATE TABLE reaction(a);\n"));
        Database database;
        VERIFY_OK(database.open(file(), newer));
    }
    VERIFY_ERROR(openClientStore(file()), ErrorCode::NewerDatabase);
}

void TestClientStore::opensTheFirstVersion()
{
    const QString old = m_dir->filePath(QStringLiteral("old.db"));
    {
        Schema first = clientSchema();
        first.migrations = first.migrations.first(1);
        Database database;
        VERIFY_OK(database.open(old, first));
        VERIFY_OK(database.run(QStringLiteral("INSERT INTO room VALUES('lobby', 0, 1, 3, 2, 4, 0)")));
        VERIFY_OK(database.run(QStringLiteral("INSERT INTO message VALUES('lobby', 3, 'm3', 'c3', 'ann', 'hi', 9)")));
        VERIFY_OK(database.run(QStringLiteral("INSERT INTO span VALUES('lobby', 3, 3)")));
        VERIFY_OK(database.run(QStringLiteral("INSERT INTO outbox VALUES(7, 'c4', 'lobby', 'bye', 10, 0, '')")));
    }
    auto opened = openClientStore(old);
    VERIFY_OK(opened);
    ClientStore &store = *opened.value();
    QCOMPARE(store.rooms().value()[0], (StoredRoom{{Lobby, false, true, 3, 2, 4}, {{2, 3}}, {}, 3}));
    QCOMPARE(store.acknowledged(QStringLiteral("c3")).value(),
             (Message{{Lobby, QStringLiteral("c3"), QStringLiteral("m3"), 3},
                      {QStringLiteral("ann"), QStringLiteral("hi"), 9},
                      {}}));
    QCOMPARE(idsOf(store.outbox().value()), QStringList{QStringLiteral("c4")});
    QVERIFY(store.outbox().value()[0].tried); // nobody knows, so it is not offered for a change
    QCOMPARE(store.outbox().value()[0].formerSeq, Seq(0));
    const auto found = store.search({QStringLiteral("hi")}, {}, 10);
    QCOMPARE(seqsOf(found.value()), Seqs{3});
}

void TestClientStore::leavesNothingOpenBehindAnAnswer()
{
    // A reader left in the middle of its rows would keep the log from being taken over into the file.
    VERIFY_OK(m_store->apply({makePage(Lobby, 1, 50), keep::PutSetting{QStringLiteral("a"), QStringLiteral("b")}}));
    VERIFY_OK(m_store->setting(QStringLiteral("a")));
    VERIFY_OK(m_store->acknowledged(clientIdOf(3)));
    VERIFY_OK(m_store->messages(Lobby, 0, 10));
    VERIFY_OK(m_store->rooms());
    VERIFY_OK(m_store->outbox());
    Database other;
    VERIFY_OK(other.open(file(), clientSchema()));
    // The first column says whether the checkpoint was kept from completing.
    QCOMPARE(other.value(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")).value().toInt(), 0);
}

TEST_WITH_CORE_APPLICATION(TestClientStore)

} // namespace tst_client_store

#include "tst_client_store.moc"
