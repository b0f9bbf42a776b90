// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "store/client_schema.h"
#include "store/open.h"
#include "tests/store/checks.h"
#include "tests/store/samples.h"
#include "tests/support/schema_fixtures.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>

namespace tst_schema {

using namespace banter;
using namespace banter::testing;

namespace {

QString fixture(int version)
{
    return schemaFixture(QStringLiteral(BANTER_SCHEMAS_DIR), QStringLiteral("client"), version);
}

} // namespace

// The client's database of each version that there ever was.
class TestSchema : public QObject {
    Q_OBJECT

    static void versions_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version <= clientSchema().migrations.size(); ++version)
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
            VERIFY_OK(database.open(made, upTo(clientSchema(), version)));
        }
        QVERIFY(!schemaOf(kept, clientSchema()).isEmpty());
        QCOMPARE(schemaOf(kept, clientSchema()), schemaOf(made, clientSchema()));
    }

    void itIsBroughtUpToDateWithAllThatIsInIt_data() { versions_data(); }
    void itIsBroughtUpToDateWithAllThatIsInIt()
    {
        QFETCH(int, version);
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("client.db"));
        QCOMPARE(makeDatabase(fixture(version), file), QString());
        const auto opened = openClientStore(file);
        VERIFY_OK(opened);
        ClientStore &store = *opened.value();
        const auto rooms = store.rooms();
        VERIFY_OK(rooms);
        QCOMPARE(rooms.value().size(), std::size_t(1));
        // Before version 5 nobody knew of changes.
        const qint64 rev = version >= 5 ? 7 : 0;
        // Before version 7 nothing was kept of reactions: the whole of what changed is to be told again.
        const bool hasReactions = version >= 7;
        // Nor, before version 8, of whom a message means.
        const bool hasMentions = version >= 8;
        const qint64 heldRev = hasMentions ? 7 : 0;
        const std::vector<Reaction> reactions{{QStringLiteral("+1"), {QStringLiteral("ann"), QStringLiteral("bob")}},
                                              {QStringLiteral("tea"), {QStringLiteral("bob")}}};
        Room room{Lobby, false, true, 3, 2, 4};
        room.lastRev = rev;
        room.mentions = hasMentions ? 1 : 0;
        QCOMPARE(rooms.value()[0], (StoredRoom{room, {{1, 3}}, QStringLiteral("half a"), 2, heldRev}));
        QCOMPARE(seqsOf(store.messages(Lobby, 0, 10).value()), (std::vector<Seq>{2, 3}));
        Message third{{Lobby, QStringLiteral("c3"), QStringLiteral("m3"), 3},
                      {QStringLiteral("ann"), QStringLiteral("hi"), 9},
                      version >= 5 ? MessageState{6, 11, {}} : MessageState{}};
        if (hasReactions) {
            third.reactions = reactions;
            third.replyTo = {QStringLiteral("m2"), 2, QStringLiteral("bob")};
        }
        if (hasMentions)
            third.mentions = {{QStringLiteral("bob")}, true};
        QCOMPARE(store.acknowledged(QStringLiteral("c3")).value(), third);
        QCOMPARE(store.message(Lobby, QStringLiteral("m3")).value(), third);
        QCOMPARE(store.messages(Lobby, 3, 1).value().front().deletedBy,
                 version >= 5 ? QStringLiteral("bob") : QString());
        // Before version 6 there were only messages in the outbox.
        OutboxEntry message{Lobby, QStringLiteral("c4"), QStringLiteral("bye"), 10, DeliveryState::Pending,
                            {},    version < 2};
        if (hasReactions)
            message.replyTo = QStringLiteral("m3");
        OutboxEntry edit{Lobby,
                         QStringLiteral("e3"),
                         QStringLiteral("hi you"),
                         12,
                         DeliveryState::Pending,
                         {},
                         true,
                         0,
                         Operation::Edit,
                         QStringLiteral("m3"),
                         QStringLiteral("c3"),
                         6,
                         QStringLiteral("the-first-epoch")};
        if (hasMentions) {
            message.mentions.users = {QStringLiteral("bob")};
            edit.mentions.room = true;
        }
        OutboxEntry reaction{Lobby, QStringLiteral("r3"), QStringLiteral("tea"), 13, DeliveryState::Pending, {}, true};
        reaction.operation = Operation::React;
        reaction.target = QStringLiteral("m3");
        reaction.targetClientId = QStringLiteral("c3");
        reaction.on = false;
        std::vector<OutboxEntry> entries{message};
        if (version >= 6)
            entries.push_back(edit);
        if (hasReactions)
            entries.push_back(reaction);
        QCOMPARE(store.outbox().value(), entries);
        QCOMPARE(store.setting(QStringLiteral("epoch")).value(), QStringLiteral("the-first-epoch"));
    }
};

TEST_WITH_CORE_APPLICATION(TestSchema)

} // namespace tst_schema

#include "tst_schema.moc"
