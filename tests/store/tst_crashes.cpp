// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/random.h"
#include "store/client_schema.h"
#include "store/database.h"
#include "store/open.h"
#include "tests/store/checks.h"
#include "tests/store/child.h"
#include "tests/store/samples.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <set>

using namespace banter;
using namespace banter::testing;

namespace {

constexpr Seq BatchSize = 20;
const QString LastBatch = QStringLiteral("batch");

/// Batch n holds messages and outbox entries that can be told from those of any other, and its number.
std::vector<keep::Change> batchOf(Seq n)
{
    std::vector<keep::Change> changes{makePage(Lobby, (n - 1) * BatchSize + 1, n * BatchSize)};
    for (int i = 0; i < 3; ++i)
        changes.push_back(keep::PutOutbox{makeEntry(QStringLiteral("out-%1-%2").arg(n).arg(i))});
    changes.push_back(keep::PutSetting{LastBatch, QString::number(n)});
    return changes;
}

Seq lastBatch(ClientStore &store)
{
    const auto setting = store.setting(LastBatch);
    return setting.ok() ? setting.value().toLongLong() : -1;
}

/// Writes batch after batch, and says the number of each once it is durable, until it is killed.
int runChild(const QString &file)
{
    auto opened = openClientStore(file);
    if (!opened.ok() || !opened.value()->apply({keep::PutRoom{makeRoom(Lobby)}}).ok())
        return 1;
    for (Seq n = lastBatch(*opened.value()) + 1;; ++n) {
        if (!opened.value()->apply(batchOf(n)).ok())
            return 1;
        sayLine(QByteArray::number(n));
    }
}

/// What is wrong with a store that was written by batches, or nothing.
QString faultOf(ClientStore &store)
{
    const Seq batches = lastBatch(store);
    const auto rooms = store.rooms();
    const auto messages = store.messages(Lobby, 0, 1'000'000);
    const auto outbox = store.outbox();
    if (batches < 0 || !rooms.ok() || !messages.ok() || !outbox.ok())
        return QStringLiteral("it cannot be read");
    const Seq last = batches * BatchSize;
    std::vector<Span> spans;
    if (batches > 0)
        spans.push_back({0, last});
    if (batches > 0 && (rooms.value().size() != 1 || rooms.value()[0].spans != spans))
        return QStringLiteral("the spans are not those of %1 batches").arg(batches);
    if (messages.value() != makePage(Lobby, 1, last).messages)
        return QStringLiteral("the messages are not those of %1 batches").arg(batches);
    QStringList ids;
    for (Seq n = 1; n <= batches; ++n) {
        for (int i = 0; i < 3; ++i)
            ids.append(QStringLiteral("out-%1-%2").arg(n).arg(i));
    }
    return idsOf(outbox.value()) == ids ? QString()
                                        : QStringLiteral("the outbox is not that of %1 batches").arg(batches);
}

QString integrityOf(const QString &file)
{
    Database database;
    const Status opened = database.open(file, clientSchema());
    return opened.ok() ? database.value(QStringLiteral("PRAGMA integrity_check")).value().toString()
                       : opened.error().message;
}

} // namespace

class TestCrashes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsWhatWasSaidToBeDurable_data();
    void keepsWhatWasSaidToBeDurable();
    void keepsWholeBatchesWhenTheLogIsCut_data();
    void keepsWholeBatchesWhenTheLogIsCut();
    void keepsWholeBatchesWhenTheLogIsGarbled_data();
    void keepsWholeBatchesWhenTheLogIsGarbled();

private:
    QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }
    bool copyDatabase(const QByteArray &log) const;
    void checkCopy(Seq atMost);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestCrashes::init()
{
    failOnAnyWarning();
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

void TestCrashes::keepsWhatWasSaidToBeDurable_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 3; ++seed)
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
}

void TestCrashes::keepsWhatWasSaidToBeDurable()
{
    QFETCH(quint64, seed);
    SeededRandom random(seed);
    const QString file = path("client.db");
    Seq durable = 0;
    for (int death = 0; death < 4; ++death) {
        Child child({file});
        const QStringList said = child.lines(1 + int(random.below(12)));
        QVERIFY(!said.isEmpty());
        child.kill(); // somewhere in the batches after that
        QCOMPARE(said.first().toLongLong(), durable + 1);
        auto opened = openClientStore(file);
        VERIFY_OK(opened);
        QCOMPARE(faultOf(*opened.value()), QString());
        const Seq held = lastBatch(*opened.value());
        QVERIFY(held >= said.last().toLongLong());
        durable = held;
    }
    QCOMPARE(integrityOf(file), QStringLiteral("ok"));
}

bool TestCrashes::copyDatabase(const QByteArray &log) const
{
    return putContent(path("copy.db"), contentOf(path("client.db"))) && putContent(path("copy.db-wal"), log);
}

void TestCrashes::checkCopy(Seq atMost)
{
    {
        auto opened = openClientStore(path("copy.db"));
        VERIFY_OK(opened);
        QCOMPARE(faultOf(*opened.value()), QString());
        QVERIFY(lastBatch(*opened.value()) <= atMost);
        VERIFY_OK(opened.value()->apply({keep::PutRoom{makeRoom(Attic)}})); // it goes on
    }
    QCOMPARE(integrityOf(path("copy.db")), QStringLiteral("ok"));
}

void TestCrashes::keepsWholeBatchesWhenTheLogIsCut_data()
{
    keepsWhatWasSaidToBeDurable_data();
}

// The power went while the log was being written: its end is missing.
void TestCrashes::keepsWholeBatchesWhenTheLogIsCut()
{
    QFETCH(quint64, seed);
    SeededRandom random(seed);
    auto opened = openClientStore(path("client.db"));
    VERIFY_OK(opened);
    VERIFY_OK(opened.value()->apply({keep::PutRoom{makeRoom(Lobby)}}));
    const qsizetype empty = contentOf(path("client.db-wal")).size();
    constexpr Seq Batches = 12;
    for (Seq n = 1; n <= Batches; ++n)
        VERIFY_OK(opened.value()->apply(batchOf(n)));
    const QByteArray log = contentOf(path("client.db-wal"));
    QVERIFY(log.size() > empty);
    std::set<Seq> seen;
    for (int cut = 0; cut < 12; ++cut) {
        QVERIFY(copyDatabase(log.first(empty + qsizetype(random.below(quint64(log.size() - empty))))));
        checkCopy(Batches);
        if (QTest::currentTestFailed())
            return;
        auto copy = openClientStore(path("copy.db"));
        VERIFY_OK(copy);
        seen.insert(lastBatch(*copy.value()));
    }
    QVERIFY(seen.size() > 3); // the cuts were in different batches
    QVERIFY(copyDatabase(log));
    auto whole = openClientStore(path("copy.db"));
    VERIFY_OK(whole);
    QCOMPARE(lastBatch(*whole.value()), Batches);
}

void TestCrashes::keepsWholeBatchesWhenTheLogIsGarbled_data()
{
    keepsWhatWasSaidToBeDurable_data();
}

// The power went while a page of the log was being written: it holds something else.
void TestCrashes::keepsWholeBatchesWhenTheLogIsGarbled()
{
    QFETCH(quint64, seed);
    SeededRandom random(seed);
    auto opened = openClientStore(path("client.db"));
    VERIFY_OK(opened);
    VERIFY_OK(opened.value()->apply({keep::PutRoom{makeRoom(Lobby)}}));
    const qsizetype empty = contentOf(path("client.db-wal")).size();
    constexpr Seq Batches = 8;
    for (Seq n = 1; n <= Batches; ++n)
        VERIFY_OK(opened.value()->apply(batchOf(n)));
    const QByteArray log = contentOf(path("client.db-wal"));
    for (int wound = 0; wound < 8; ++wound) {
        QByteArray garbled = log;
        const qsizetype at = empty + qsizetype(random.below(quint64(log.size() - empty - 512)));
        for (qsizetype i = at; i < at + 512; ++i)
            garbled[i] = char(random.next());
        QVERIFY(copyDatabase(garbled));
        checkCopy(Batches - 1);
        if (QTest::currentTestFailed())
            return;
    }
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (isChild(argc, argv))
        return runChild(QCoreApplication::arguments().at(2));
    TestCrashes test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_crashes.moc"
