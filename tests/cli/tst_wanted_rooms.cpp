// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli/wanted_rooms.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_wanted_rooms {

using namespace banter;
using namespace banter::cli;

class tst_WantedRooms final : public QObject {
    Q_OBJECT

    static inline const QString Den = QStringLiteral("den");

    static Changes listed(bool joined, Seq lastSeq = 0)
    {
        Changes changes;
        changes.rooms[Den].room.joined = joined;
        changes.rooms[Den].room.lastSeq = lastSeq;
        return changes;
    }

    static Changes gone()
    {
        Changes changes;
        changes.roomsGone.insert(Den);
        return changes;
    }

    static Changes refused(ErrorCode code)
    {
        Changes changes;
        changes.failures.push_back({{code, QStringLiteral("no"), 0}, Den, {}});
        return changes;
    }

private Q_SLOTS:
    void aRoomIsEnteredOnce()
    {
        WantedRooms rooms;
        rooms.want(Den);
        QVERIFY(rooms.note(listed(false)).empty());
        QVERIFY(!rooms.allJoined());
        const auto entered = rooms.note(listed(true, 7));
        QCOMPARE(entered.size(), std::size_t(1));
        QCOMPARE(entered[0], Den);
        QVERIFY(rooms.allJoined());
        QVERIFY(rooms.note(listed(true, 8)).empty());
    }

    void aRoomThatWentIsEnteredWhenItComesBack()
    {
        WantedRooms rooms;
        rooms.want(Den);
        rooms.note(listed(true, 7));
        QVERIFY(rooms.note(gone()).empty());
        QVERIFY(rooms.note(Changes()).empty());
        QCOMPARE(rooms.note(listed(true, 9)).size(), std::size_t(1));
    }

    void aRoomThatWentAndCameBackAtOnceIsEntered()
    {
        WantedRooms rooms;
        rooms.want(Den);
        rooms.note(listed(true, 7));
        Changes changes = listed(true, 2);
        changes.roomsGone.insert(Den);
        QCOMPARE(rooms.note(changes).size(), std::size_t(1));
    }

    // Nothing is under way for it: who waits until all is done must not wait for an invitation.
    void aRoomThatWentIsNotWaitedFor()
    {
        WantedRooms rooms;
        rooms.want(Den);
        rooms.note(listed(true));
        rooms.note(gone());
        QVERIFY(rooms.allJoined());
        QVERIFY(!rooms.takeRefusal(refused(ErrorCode::Forbidden)));
        rooms.want(Den);
        QVERIFY(!rooms.allJoined());
    }

    void onlyARefusalForGoodEndsAWish()
    {
        WantedRooms rooms;
        rooms.want(Den);
        QVERIFY(!rooms.takeRefusal(refused(ErrorCode::RateLimited)));
        QVERIFY(!rooms.allJoined());
        QVERIFY(rooms.takeRefusal(refused(ErrorCode::Forbidden)).has_value());
        QVERIFY(rooms.allJoined());
        QVERIFY(rooms.note(listed(true)).empty());
    }
};

TEST_WITHOUT_APPLICATION(tst_WantedRooms)

} // namespace tst_wanted_rooms

#include "tst_wanted_rooms.moc"
