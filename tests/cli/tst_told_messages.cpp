// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli/told_messages.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_told_messages {

using namespace banter;
using banter::cli::ToldMessages;

namespace {

const QString Lobby = QStringLiteral("lobby");
const QString Id = QStringLiteral("m1");

Message message(const QString &text, qint64 rev)
{
    Message made;
    made.room = Lobby;
    made.id = Id;
    made.seq = 1;
    made.text = text;
    made.rev = rev;
    return made;
}

Changes quoting(const Message &message)
{
    Changes changes;
    changes.quoted.insert_or_assign({Lobby, Id}, message);
    return changes;
}

Changes bringing(const Message &message)
{
    Changes changes;
    changes.messages.push_back({message, DeliveryState::Sent, {}, false, false});
    return changes;
}

} // namespace

class TestToldMessages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsAnsweredIsAsItBecame()
    {
        ToldMessages told;
        told.take(quoting(message(QStringLiteral("first"), 0)));
        QCOMPARE(told.textOf(Lobby, Id), QStringLiteral("first"));
        Amendment change = wholeOf(message(QStringLiteral("second"), 1));
        Changes changes;
        changes.amended.push_back(change);
        told.take(changes);
        QCOMPARE(told.textOf(Lobby, Id), QStringLiteral("second"));
    }

    // It changed before the room was read, and comes with its first page.
    void whatIsAnsweredMayComeAgainAsAWhole()
    {
        ToldMessages told;
        told.take(quoting(message(QStringLiteral("first"), 1)));
        told.take(bringing(message(QStringLiteral("older"), 0)));
        QCOMPARE(told.textOf(Lobby, Id), QStringLiteral("first"));
        told.take(bringing(message(QStringLiteral("second"), 2)));
        QCOMPARE(told.textOf(Lobby, Id), QStringLiteral("second"));
        Message deleted = message({}, 3);
        deleted.deletedBy = QStringLiteral("ann");
        told.take(bringing(deleted));
        QCOMPARE(told.textOf(Lobby, Id), std::nullopt);
    }

    void onlyWhatIsAnsweredIsKept()
    {
        ToldMessages told;
        told.take(bringing(message(QStringLiteral("first"), 0)));
        QCOMPARE(told.textOf(Lobby, Id), std::nullopt);
    }
};

TEST_WITH_CORE_APPLICATION(TestToldMessages)

} // namespace tst_told_messages

#include "tst_told_messages.moc"
