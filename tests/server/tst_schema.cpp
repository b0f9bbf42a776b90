// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/check.h"
#include "server/server_schema.h"
#include "server/sqlite_registry.h"
#include "server/sqlite_server_store.h"
#include "tests/store/checks.h"
#include "tests/support/schema_fixtures.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>

namespace tst_schema {

using namespace banter;
using namespace banter::testing;

namespace {

QString fixture(int version)
{
    return schemaFixture(QStringLiteral(BANTER_SCHEMAS_DIR), QStringLiteral("server"), version);
}

} // namespace

// The server's database of each version that there ever was.
class TestSchema : public QObject {
    Q_OBJECT

    static void versions_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version <= serverSchema().migrations.size(); ++version)
            QTest::addRow("version %d", version) << version;
    }

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    // A script that was released is never changed: the files are what tells.
    void theScriptsStillMakeIt_data() { versions_data(); }
    void theScriptsStillMakeIt()
    {
        QFETCH(int, version);
        QTemporaryDir folder;
        const QString kept = folder.filePath(QStringLiteral("kept.db"));
        const QString made = folder.filePath(QStringLiteral("made.db"));
        QCOMPARE(makeDatabase(fixture(version), kept), QString());
        {
            Database database;
            VERIFY_OK(database.open(made, upTo(serverSchema(), version)));
        }
        QVERIFY(!schemaOf(kept, serverSchema()).isEmpty());
        QCOMPARE(schemaOf(kept, serverSchema()), schemaOf(made, serverSchema()));
    }

    void itIsBroughtUpToDateWithAllThatIsInIt_data() { versions_data(); }
    void itIsBroughtUpToDateWithAllThatIsInIt()
    {
        QFETCH(int, version);
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("server.db"));
        QCOMPARE(makeDatabase(fixture(version), file), QString());
        const auto before = checkServerDatabase(file); // of an old version too
        VERIFY_OK(before);
        QCOMPARE(before.value().version, version);
        QCOMPARE(before.value().faults, std::vector<QString>());

        SqliteServerStore store;
        VERIFY_OK(store.open(file, QStringLiteral("not needed"), QByteArray(32, 'f')));
        QCOMPARE(store.epoch(), QStringLiteral("the-first-epoch"));
        QCOMPARE(store.identitySeed(), QByteArray(32, 'f')); // none of these versions had one
        const auto accounts = store.accounts();
        VERIFY_OK(accounts);
        QCOMPARE(accounts.value().size(), std::size_t(2));
        QCOMPARE(accounts.value()[1].name, QStringLiteral("小明"));
        QCOMPARE(accounts.value()[0].own.text, QStringLiteral("at sea"));
        QCOMPARE(accounts.value()[0].own.status,
                 version < OwnPresenceVersion ? PresenceStatus::Unknown : PresenceStatus::Offline);
        QCOMPARE(accounts.value()[0].own.textWord.id,
                 version < OwnPresenceVersion ? QString() : QStringLiteral("word-2"));
        QCOMPARE(store.passwordHash(QStringLiteral("ann")).value(), QStringLiteral("hash of a password"));
        QCOMPARE(store.useToken(QByteArray("\x01\x02"), store.served()).value(), std::optional<qint64>(1));
        const auto messages = store.history(QStringLiteral("lobby"), 0, 0, 10);
        VERIFY_OK(messages);
        QCOMPARE(messages.value().size(), std::size_t(2));
        QCOMPARE(messages.value()[1].text, QStringLiteral("早上好"));
        const auto sending = store.operation(1, QStringLiteral("c2"));
        QCOMPARE(sending.value()->seq, Seq(2));
        QCOMPARE(sending.value()->digest,
                 sendingDigest(QStringLiteral("lobby"), QStringLiteral("早上好"), messages.value()[1].replyTo.id));
        const auto rooms = store.rooms();
        VERIFY_OK(rooms);
        QCOMPARE(rooms.value()[0].invitations.contains(1), version >= InvitationsVersion);
        QCOMPARE(rooms.value()[0].keeper, qint64(2));
        QCOMPARE(rooms.value()[0].maker, qint64(2));
        QCOMPARE(rooms.value()[1].members.at(2).readSeq, Seq(1));
        QCOMPARE(accounts.value()[0].madeFrom, version < AgesByServiceVersion ? QString() : QStringLiteral("10.0.0.1"));
        QCOMPARE(accounts.value()[0].came, version < AgesByServiceVersion ? store.served() : ServedMs(3'600'000));
        QCOMPARE(store.refusals().value().size(), std::size_t(version < AgesByServiceVersion ? 0 : 1));
        const bool changed = version >= MessagesThatChangeVersion;
        const bool reacted = version >= ReactionsVersion;
        QCOMPARE(rooms.value()[1].lastRev, reacted ? 2 : changed ? 1 : 0);
        QCOMPARE(messages.value()[0].rev, reacted ? 2 : changed ? 1 : 0);
        const std::vector<Reaction> reactions{{QString::fromUtf8("👍"), {QStringLiteral("小明")}}};
        QVERIFY(messages.value()[0].reactions == (reacted ? reactions : std::vector<Reaction>()));
        const RepliedMessage replied{QStringLiteral("m1"), 1, QStringLiteral("Ann")};
        QVERIFY(messages.value()[1].replyTo == (reacted ? replied : RepliedMessage()));
        const bool mentions = version >= MentionsVersion;
        const Mentions meant{{QStringLiteral("小明")}, true};
        QVERIFY(messages.value()[0].mentions == Mentions());
        QVERIFY(messages.value()[1].mentions == (mentions ? meant : Mentions()));
        QCOMPARE(rooms.value()[1].namings.size(), std::size_t(mentions ? 1 : 0));
        if (mentions) {
            QVERIFY(rooms.value()[1].namings.at(2).mentions == meant);
            QCOMPARE(rooms.value()[1].namings.at(2).sender, qint64(1));
        }
        QCOMPARE(messages.value()[0].editedAt, changed ? WallMs(1'700'000'000'600) : WallMs(0));
        QCOMPARE(store.operation(1, QStringLiteral("c1")).value()->seq, Seq(1));
        QCOMPARE(store.operation(1, QStringLiteral("c3")).value().has_value(), changed);
        QCOMPARE(store.changes(QStringLiteral("lobby"), 0, 1, 10).value().size(), std::size_t(changed ? 1 : 0));

        SqliteRegistry registry(store.database());
        const std::vector<KnownPlace> places{{1, QStringLiteral("192.0.2.7"), 1'000}};
        QCOMPARE(registry.places().value(), version < KnownPlacesVersion ? std::vector<KnownPlace>{} : places);
        const std::vector<AttemptRecord> attempts{{QStringLiteral("\nann"), 1'000, 2'000}};
        QCOMPARE(registry.attempts().value(), version < KnownPlacesVersion ? std::vector<AttemptRecord>{} : attempts);

        const auto after = checkServerDatabase(file);
        VERIFY_OK(after);
        QCOMPARE(after.value().version, int(serverSchema().migrations.size()));
        QCOMPARE(after.value().faults, std::vector<QString>());
    }
};

TEST_WITH_CORE_APPLICATION(TestSchema)

} // namespace tst_schema

#include "tst_schema.moc"
