// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "core/random.h"
#include "models/cursors_model.h"
#include "models/features_model.h"
#include "models/members_model.h"
#include "models/notices_model.h"
#include "models/rooms_model.h"
#include "models/typing_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

namespace tst_lists {

using namespace banter;
using namespace banter::testing;

namespace {

std::map<QString, ShownRoom> byId(const std::vector<ShownRoom> &rooms)
{
    std::map<QString, ShownRoom> map;
    for (const ShownRoom &shown : rooms) {
        map.emplace(shown.room.id, shown);
    }
    return map;
}

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class ListsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roomsAreJoinedFirstThenByName()
    {
        RoomsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.apply(byId({room(s("zoo")), room(s("attic"), false), room(s("Beta")), room(s("alpha"))}), {});
        QCOMPARE(column(model, "room").join(u' '), s("alpha Beta zoo attic"));
        QCOMPARE(column(model, "section").join(u' '), s("joined joined joined others"));
        QCOMPARE(model.firstJoined(), s("alpha"));
        QCOMPARE(model.count(), 4);
    }

    void aRoomMovesWhenItIsJoined()
    {
        RoomsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.apply(byId({room(s("b")), room(s("d")), room(s("a"), false), room(s("c"), false)}), {});
        // As a new row: a view keeps the section of a row that only moves.
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.apply(byId({room(s("c"))}), {});
        QCOMPARE(column(model, "room").join(u' '), s("b c d a"));
        model.apply(byId({room(s("b"), false)}), {});
        QCOMPARE(column(model, "room").join(u' '), s("c d a b"));
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(removed.count(), 2);
    }

    void roomsThatWereLeftStandBetween()
    {
        RoomsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.apply(byId({room(s("b")), room(s("d")), room(s("a"), false), room(s("c"), false)}), {});
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setWaiting({{s("c"), 2}, {s("d"), 1}, {s("elsewhere"), 3}});
        QCOMPARE(column(model, "room").join(u' '), s("b d c a"));
        QCOMPARE(column(model, "section").join(u' '), s("joined joined left others"));
        QCOMPARE(column(model, "waiting").join(u' '), s("0 1 2 0"));
        QCOMPARE(removed.count(), 1); // a view keeps the section of a row that only moves
        model.apply(byId({room(s("d"), false), room(s("elsewhere"), false)}), {});
        QCOMPARE(column(model, "room").join(u' '), s("b c d elsewhere a"));
        model.setWaiting({{s("d"), 1}});
        QCOMPARE(column(model, "room").join(u' '), s("b d a c elsewhere"));
        QCOMPARE(column(model, "section").join(u' '), s("joined left others others others"));
    }

    void anUnchangedRoomSaysNothing()
    {
        RoomsModel model;
        model.apply(byId({room(s("a")), room(s("b"))}), {});
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.apply(byId({room(s("a"))}), {});
        QCOMPARE(changed.count(), 0);
        model.apply(byId({room(s("a"), true, 3)}), {});
        QCOMPARE(changed.count(), 1);
    }

    void unreadCountsOnlyJoinedRooms()
    {
        RoomsModel model;
        const QSignalSpy total(&model, &RoomsModel::totalUnreadChanged);
        model.apply(byId({room(s("a"), true, 2), room(s("b"), true, 3), room(s("c"), false, 9)}), {});
        QCOMPARE(model.totalUnread(), 5);
        model.apply({}, {s("b")});
        QCOMPARE(model.totalUnread(), 2);
        QCOMPARE(total.count(), 2);
    }

    void currentAndDraftAreShown()
    {
        RoomsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.apply(byId({room(s("a")), room(s("b"))}), {});
        model.setCurrent(s("b"));
        QCOMPARE(column(model, "isCurrent").join(u' '), s("false true"));
        model.setDraft(s("a"), s("half a sent"));
        QCOMPARE(column(model, "hasDraft").join(u' '), s("true false"));
        QCOMPARE(model.find(s("a"))->draft, s("half a sent"));
    }

    void roomsAreFoundInAnySpelling_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::newRow("case") << s("Garden") << s("gARD");
        QTest::newRow("decomposed") << s("caf\u00e9") << s("cafe\u0301");
        QTest::newRow("composed") << s("cafe\u0301") << s("CAF\u00c9");
        QTest::newRow("full width") << s("\uff34\uff25\uff21 time") << s("tea t");
        QTest::newRow("sharp s") << s("Stra\u00dfe") << s("STRASSE");
        QTest::newRow("apostrophe") << s("don't") << s("don\u2019t");
        for (const char *name : {"diz", "d\u0131z", "DIZ", "D\u0130Z"}) {
            for (const char *typed : {"diz", "d\u0131z", "DIZ", "D\u0130Z"}) {
                const QByteArray row = QByteArray(name).toHex() + " by " + QByteArray(typed).toHex();
                QTest::newRow(row.constData()) << s(name) << s(typed);
            }
        }
    }

    void roomsAreFoundInAnySpelling()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, typed);
        RoomsModel model;
        model.apply(byId({room(s("another")), room(name)}), {});
        const QVariantList found = model.matching(typed);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.front().toMap().value(s("room")).toString(), name);
    }

    void membersAreSortedByStatusThenName()
    {
        FakeTime time;
        MembersModel model(time.parts());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setSelf(s("bo"));
        model.setRoster({member(s("off"), PresenceStatus::Offline), member(s("away"), PresenceStatus::Away),
                         member(s("Cy"), PresenceStatus::Online), member(s("bo"), PresenceStatus::Online),
                         member(s("busy"), PresenceStatus::Busy), member(s("alf"), PresenceStatus::Unknown)});
        QCOMPARE(column(model, "user").join(u' '), s("bo Cy busy away alf off"));
        QCOMPARE(model.onlineCount(), 4);
        QCOMPARE(column(model, "isSelf").indexOf(s("true")), 0);
        model.applyPresence(member(s("off"), PresenceStatus::Online).presence);
        QCOMPARE(column(model, "user").join(u' '), s("bo Cy off busy away alf"));
        QCOMPARE(model.onlineCount(), 5);
        model.applyPresence(member(s("stranger"), PresenceStatus::Online).presence);
        QCOMPARE(model.count(), 6);
        model.remove(s("Cy"));
        QCOMPARE(model.count(), 5);
    }

    void aNewRosterKeepsTheRowsThatStay()
    {
        FakeTime time;
        MembersModel model(time.parts());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setRoster({member(s("a"), PresenceStatus::Online), member(s("b"), PresenceStatus::Online),
                         member(s("c"), PresenceStatus::Offline)});
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setRoster({member(s("c"), PresenceStatus::Online), member(s("a"), PresenceStatus::Online),
                         member(s("d"), PresenceStatus::Away)});
        QCOMPARE(column(model, "user").join(u' '), s("a c d"));
        QCOMPARE(removed.count(), 1);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(reset.count(), 0);
    }

    // Each of them was a step of its own, which moved all that were behind it: the window stood still for minutes.
    void aLargeRosterComesAtOnce()
    {
        FakeTime time;
        MembersModel model(time.parts());
        const auto crowd = [](const QString &name, int count) {
            std::vector<Member> members;
            for (int i = 0; i < count; ++i) {
                members.push_back(member(name + QString::number(i), PresenceStatus::Online));
            }
            return members;
        };
        constexpr int Crowd = 20'000;
        model.setRoster(crowd(s("a"), Crowd));
        int steps = 0;
        for (const auto &signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
            connect(&model, signal, this, [&steps] { ++steps; });
        }
        connect(&model, &QAbstractItemModel::rowsMoved, this, [&steps] { ++steps; });
        connect(&model, &QAbstractItemModel::dataChanged, this, [&steps] { ++steps; });
        connect(&model, &QAbstractItemModel::modelReset, this, [&steps] { ++steps; });
        model.setRoster(crowd(s("b"), Crowd));
        QCOMPARE(steps, 1);
        QCOMPARE(model.count(), Crowd);
        QCOMPARE(model.onlineCount(), Crowd);
        QVERIFY(model.find(s("b7")) && !model.find(s("a7")));
        // All of them go away at once.
        std::vector<Member> away = crowd(s("b"), Crowd);
        for (Member &one : away) {
            one.presence.status = PresenceStatus::Away;
        }
        model.setRoster(away);
        QCOMPARE(steps, 2);
        QCOMPARE(model.onlineCount(), Crowd);
    }

    void aLargeRoomHasMoreMembersThanRows()
    {
        FakeTime time;
        MembersModel model(time.parts());
        model.setTold(5'000);
        model.setRoster({member(s("a"), PresenceStatus::Online)});
        QCOMPARE(model.total(), 1);
        std::vector<Member> many;
        for (int i = 0; i < MembersModel::LargeRoom; ++i) {
            many.push_back(member(QString::number(i), PresenceStatus::Online));
        }
        model.setRoster(many);
        QCOMPARE(model.total(), 5'000);
    }

    void aRosterThatNamesSomebodyTwiceShowsThemOnce()
    {
        FakeTime time;
        MembersModel model(time.parts());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setRoster({member(s("a"), PresenceStatus::Online), member(s("a"), PresenceStatus::Away),
                         member(s("b"), PresenceStatus::Online)});
        QCOMPARE(model.count(), 2);
    }

    void lastSeenIsInWordsAndMovesOn()
    {
        FakeTime time;
        MembersModel model(time.parts());
        Member gone = member(s("a"), PresenceStatus::Offline);
        gone.presence.lastSeen = time.clock.wallMs() - 5 * 60'000;
        Member here = member(s("b"), PresenceStatus::Online);
        here.presence.lastSeen = time.clock.wallMs();
        model.setRoster({gone, here});
        QCOMPARE(column(model, "lastSeenText"), (QStringList{QString(), s("last seen 5 min ago")}));
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        time.advance(60'000);
        model.refreshTimes();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(column(model, "lastSeenText").at(1), s("last seen 6 min ago"));
    }

    void anySequenceOfChangesKeepsMembersSorted()
    {
        for (quint64 seed = 1; seed <= 100; ++seed) {
            SeededRandom random(seed);
            FakeTime time;
            MembersModel model(time.parts());
            const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
            std::map<QString, PresenceStatus> truth;
            for (int step = 0; step < 80; ++step) {
                const QString user = QStringLiteral("u%1").arg(random.below(9));
                const auto status = static_cast<PresenceStatus>(random.below(5));
                if (random.below(4) == 0) {
                    model.remove(user);
                    truth.erase(user);
                } else {
                    model.apply(member(user, status));
                    truth[user] = status;
                }
            }
            const QByteArray where = "seed " + QByteArray::number(seed);
            QVERIFY2(model.count() == static_cast<int>(truth.size()), where.constData());
            const QStringList users = column(model, "user");
            const QStringList statuses = column(model, "status");
            for (int row = 0; row < users.size(); ++row) {
                QVERIFY2(statuses.at(row).toInt() == int(truth[users.at(row)]), where.constData());
            }
            MembersModel fresh(time.parts());
            std::vector<Member> all;
            for (const auto &[user, status] : truth) {
                all.push_back(member(user, status));
            }
            fresh.setRoster(all);
            QVERIFY2(column(fresh, "user") == users, where.constData());
        }
    }

    void typingIsASentence_data()
    {
        QTest::addColumn<QStringList>("users");
        QTest::addColumn<QString>("text");
        QTest::newRow("nobody") << QStringList{} << QString();
        QTest::newRow("one") << QStringList{s("Ann")} << s("Ann is typing…");
        QTest::newRow("two") << QStringList{s("Ann"), s("Bo")} << s("Ann and Bo are typing…");
        QTest::newRow("three") << QStringList{s("Ann"), s("Bo"), s("Cy")} << s("Ann, Bo and Cy are typing…");
        QTest::newRow("more") << QStringList{s("a"), s("b"), s("c"), s("d")} << s("Several people are typing…");
        QTest::newRow("a name with a place marker") << QStringList{s("%2"), s("Bo")} << s("%2 and Bo are typing…");
    }
    void typingIsASentence()
    {
        QFETCH(const QStringList, users);
        TypingModel model;
        const QSignalSpy changed(&model, &TypingModel::changed);
        model.setUsers(users);
        QTEST(model.text(), "text");
        QCOMPARE(model.active(), !users.isEmpty());
        model.setUsers(users);
        QCOMPARE(changed.count(), users.isEmpty() ? 0 : 1);
    }

    void cursorsComeMoveAndGo()
    {
        CursorsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.move(s("ann"), {0.25, 0.5});
        model.move(s("bo"), {0, 1});
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.move(s("ann"), {0.25, 0.5});
        QCOMPARE(changed.count(), 0);
        model.move(s("ann"), {0.75, 0.5});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(column(model, "x"), (QStringList{s("0.75"), s("0")}));
        QCOMPARE(column(model, "pointY"), column(model, "y"));
        model.remove(s("ann"));
        model.remove(s("nobody"));
        QCOMPARE(column(model, "user"), QStringList{s("bo")});
        model.clear();
        QCOMPARE(model.count(), 0);
    }

    void featuresAreTheServersAndSayOnlyChanges()
    {
        FeaturesModel model;
        QVERIFY(!model.roomList() && !model.presence() && !model.cursors());
        const QSignalSpy changed(&model, &FeaturesModel::changed);
        Capabilities can;
        can.presence = true;
        can.maxTextBytes = 1000;
        model.apply(can);
        model.apply(can);
        QCOMPARE(changed.count(), 1);
        QVERIFY(model.presence() && !model.typing());
        QCOMPARE(model.maxTextBytes(), 1000);
    }

    void roomsAreEnteredByNameWhereThereIsNoList_data()
    {
        QTest::addColumn<Capabilities>("can");
        QTest::addColumn<bool>("joinByName");
        Capabilities can;
        QTest::newRow("no list") << can << true;
        can.roomList = true;
        QTest::newRow("a list only") << can << false;
        can.createRooms = true;
        QTest::newRow("everything") << can << true;
        can = Capabilities();
        can.rooms = false;
        QTest::newRow("notices only") << can << false;
    }

    void roomsAreEnteredByNameWhereThereIsNoList()
    {
        QFETCH(Capabilities, can);
        QFETCH(bool, joinByName);
        FeaturesModel model;
        QVERIFY(!model.joinByName() && model.rooms()); // nothing is known yet
        const QSignalSpy changed(&model, &FeaturesModel::changed);
        model.apply(can);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.joinByName(), joinByName);
    }

    void ownStatusNeedsPresenceAndLeave()
    {
        FeaturesModel model;
        Capabilities can;
        can.statusText = true;
        model.apply(can);
        QVERIFY(!model.ownStatus() && !model.statusText());
        can.presence = true;
        model.apply(can);
        QVERIFY(model.ownStatus() && model.statusText());
        can.ownStatus = false;
        model.apply(can);
        QVERIFY(model.presence() && !model.ownStatus() && !model.statusText());
    }

    void noticesAreTheNewestFirstAndBounded()
    {
        NoticesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (int i = 1; i <= NoticesModel::MaxRows + 5; ++i) {
            model.add(s("notice %1").arg(i), i * 60'000);
        }
        QCOMPARE(model.count(), NoticesModel::MaxRows);
        QCOMPARE(column(model, "text").first(), s("notice %1").arg(NoticesModel::MaxRows + 5));
        QCOMPARE(column(model, "text").last(), s("notice 6"));
        QVERIFY(!column(model, "time").first().isEmpty());
        model.retranslate();
    }
};

TEST_WITH_CORE_APPLICATION(ListsTest)

} // namespace tst_lists

#include "tst_lists.moc"
