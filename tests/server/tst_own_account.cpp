// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_own_account {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

class tst_OwnAccount final : public QObject {
    Q_OBJECT

    static std::vector<SignedInDevice> devices(World &world, PeerId peer)
    {
        return as<DeviceList>(world.ask(peer, ListDevices{})).devices;
    }
    static std::optional<ErrorCode> change(World &world, PeerId peer, const QString &old, bool dropOthers)
    {
        const quint64 id = world.begin(peer, ChangePassword{old, text("battery staple"), dropOthers});
        world.hasher.work();
        world.scheduler.settle();
        const auto answer = world.answer(peer, id);
        return is<Done>(answer) ? std::nullopt : std::optional(as<Failure>(answer).error.code);
    }
    static bool letsIn(World &world, const Auth &auth)
    {
        const PeerId peer = world.open();
        const quint64 id = world.begin(peer, Hello{1, text("test/1"), {}, auth});
        world.hasher.work();
        world.scheduler.settle();
        return is<Welcome>(world.answer(peer, id));
    }
    static std::optional<ErrorCode> refused(World &world, const Auth &auth, const char *address = "10.0.0.1")
    {
        const PeerId peer = world.open(text(address));
        const quint64 id = world.begin(peer, Hello{1, text("test/1"), {}, auth});
        world.hasher.work();
        world.scheduler.settle();
        const auto answer = world.answer(peer, id);
        return is<Failure>(answer) ? std::optional(as<Failure>(answer).error.code) : std::nullopt;
    }

private Q_SLOTS:
    void devicesAreListedWithTheirProgram()
    {
        World world;
        const PeerId laptop = world.registered(text("ann"));
        const PeerId phone = world.signedIn(text("ann"));
        world.registered(text("bob"));
        world.gone(phone);
        const auto list = devices(world, laptop);
        QCOMPARE(list.size(), 2u);
        QCOMPARE(int(std::ranges::count_if(list, &SignedInDevice::current)), 1);
        for (const SignedInDevice &one : list) {
            QCOMPARE(one.client, text("test/1"));
            QCOMPARE(one.online, one.current);
            QVERIFY(one.since > 0 && one.lastUsed > 0);
        }
        QVERIFY(list[0].id != list[1].id);
    }

    void oneDeviceIsSignedOut()
    {
        World world;
        const PeerId laptop = world.registered(text("ann"));
        const PeerId phone = world.signedIn(text("ann"));
        const PeerId tablet = world.signedIn(text("ann"));
        const QString token = world.tokenOf(phone);
        const auto seenByPhone = devices(world, phone);
        const QString id = std::ranges::find_if(seenByPhone, &SignedInDevice::current)->id;
        QVERIFY(is<Done>(world.ask(laptop, DropDevices{id})));
        QCOMPARE(world.closeCode(phone), 4001);
        QVERIFY(world.closeCode(tablet) <= 0);
        QVERIFY(!letsIn(world, {Auth::Method::Token, {}, token}));
        QVERIFY(letsIn(world, {Auth::Method::Token, {}, world.tokenOf(tablet)}));
        QCOMPARE(world.refusal(laptop, DropDevices{id}), ErrorCode::NotFound);
    }

    void nobodySignsOutTheDeviceOfAnother()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        QCOMPARE(world.refusal(bob, DropDevices{devices(world, ann)[0].id}), ErrorCode::NotFound);
        QVERIFY(is<Done>(world.ask(bob, DropDevices{})));
        QVERIFY(letsIn(world, {Auth::Method::Token, {}, world.tokenOf(ann)}));
        QVERIFY(letsIn(world, {Auth::Method::Token, {}, world.tokenOf(bob)}));
    }

    void allOtherDevicesAreSignedOut()
    {
        World world;
        const PeerId laptop = world.registered(text("ann"));
        const PeerId second = world.sameDevice(laptop);
        const PeerId phone = world.signedIn(text("ann"));
        QVERIFY(is<Done>(world.ask(laptop, DropDevices{})));
        QCOMPARE(world.closeCode(phone), 4001);
        QVERIFY(world.closeCode(second) <= 0);
        QVERIFY(world.closeCode(laptop) <= 0);
        QCOMPARE(devices(world, laptop).size(), 1u);
    }

    void thePasswordIsChangedByWhoKnowsIt()
    {
        World world;
        const PeerId laptop = world.registered(text("ann"));
        const PeerId phone = world.signedIn(text("ann"));
        QCOMPARE(change(world, laptop, text("wrong horse"), true), ErrorCode::Unauthorized);
        QVERIFY(letsIn(world, {Auth::Method::Password, text("ann"), text("correct horse")}));
        QCOMPARE(change(world, laptop, text("correct horse"), false), std::nullopt);
        QVERIFY(!letsIn(world, {Auth::Method::Password, text("ann"), text("correct horse")}));
        QVERIFY(letsIn(world, {Auth::Method::Password, text("ann"), text("battery staple")}));
        QVERIFY(world.closeCode(phone) <= 0); // they stay unless it is said
        QCOMPARE(change(world, laptop, text("battery staple"), true), std::nullopt);
        QCOMPARE(world.closeCode(phone), 4001);
        QVERIFY(!letsIn(world, {Auth::Method::Token, {}, world.tokenOf(phone)}));
        QVERIFY(letsIn(world, {Auth::Method::Token, {}, world.tokenOf(laptop)}));
    }

    // It was being hashed when the password was changed, and got a token that nobody had signed out.
    void anOldPasswordOnItsWayEndsWithItsChange_data()
    {
        QTest::addColumn<bool>("byOperator");
        QTest::newRow("by the person") << false;
        QTest::newRow("by whoever runs the server") << true;
    }
    void anOldPasswordOnItsWayEndsWithItsChange()
    {
        QFETCH(bool, byOperator);
        World world;
        const PeerId laptop = world.registered(text("ann"));
        if (!byOperator) {
            world.begin(laptop, ChangePassword{text("correct horse"), text("battery staple"), true});
            world.hasher.workOnce(); // the present one fits; the new one waits for its hash
        }
        const PeerId thief = world.open();
        const Auth old{Auth::Method::Password, text("ann"), text("correct horse")};
        const quint64 hello = world.begin(thief, Hello{1, text("test/1"), {}, old});
        if (byOperator) {
            const OperatorOrder order{0, OperatorOrder::What::SetPassword, text("ann"), text("hash of battery staple")};
            QVERIFY(world.hub->carryOut(order).ok());
        }
        world.hasher.work();
        world.scheduler.settle();
        QCOMPARE(as<Failure>(world.answer(thief, hello)).error.code, ErrorCode::Unauthorized);
        QCOMPARE(world.closeCode(thief), 4001);
        QVERIFY(!letsIn(world, old));
        QVERIFY(letsIn(world, {Auth::Method::Password, text("ann"), text("battery staple")}));
    }

    void whoGuessesHereIsSlowedDownAsAtTheDoor()
    {
        World world;
        const PeerId laptop = world.registered(text("ann"));
        for (int i = 0; i < AttemptLimits::MaxPerPair; ++i)
            QCOMPARE(change(world, laptop, text("wrong horse"), false), ErrorCode::Unauthorized);
        QCOMPARE(change(world, laptop, text("correct horse"), false), ErrorCode::RateLimited);
    }

    // Two hashes each: one person could keep everybody waiting.
    void onePasswordIsChangedAtATime()
    {
        World world;
        const PeerId laptop = world.registered(text("ann"));
        const PeerId phone = world.signedIn(text("ann"));
        const ChangePassword wish{text("correct horse"), text("battery staple"), false};
        const quint64 first = world.begin(laptop, wish);
        const quint64 second = world.begin(phone, wish);
        QCOMPARE(as<Failure>(world.answer(phone, second)).error.code, ErrorCode::Unavailable);
        world.hasher.work();
        QVERIFY(is<Done>(world.answer(laptop, first)));
        QCOMPARE(change(world, phone, text("battery staple"), false), std::nullopt); // and then the next
        world.begin(laptop, ChangePassword{text("battery staple"), text("third horse"), false});
        world.gone(laptop); // who goes meanwhile changes nothing, and leaves nothing behind
        world.hasher.work();
        QCOMPARE(change(world, phone, text("battery staple"), false), std::nullopt);
        QCOMPARE(world.hasher.waiting(), std::size_t(0));
    }

    // By the calendar: tokens age by another clock, which stands still with the server.
    void aDeviceIsSeenWhenItComesAndGoes()
    {
        World world;
        const PeerId laptop = world.registered(text("ann"));
        const PeerId phone = world.signedIn(text("ann"));
        constexpr qint64 DayMs = 24 * 3600 * 1000;
        world.run(3 * DayMs);
        const WallMs left = world.clock.wallMs();
        world.gone(phone);
        world.run(3 * DayMs);
        const auto list = devices(world, laptop);
        const auto other = std::ranges::find_if(list, [](const SignedInDevice &one) { return !one.current; });
        QVERIFY(other != list.end());
        QCOMPARE(other->lastUsed, left);
        world.sameDevice(phone);
        const auto again = devices(world, laptop);
        QCOMPARE(std::ranges::find_if(again, [](const SignedInDevice &one) { return !one.current; })->lastUsed,
                 world.clock.wallMs());
    }

    void aFullDiskChangesNoPassword()
    {
        World world;
        const PeerId laptop = world.registered(text("ann"));
        QVERIFY(world.database.database().run(QStringLiteral("PRAGMA query_only=1")).ok());
        QVERIFY(change(world, laptop, text("correct horse"), true).has_value());
        QVERIFY(world.database.database().run(QStringLiteral("PRAGMA query_only=0")).ok());
        QVERIFY(letsIn(world, {Auth::Method::Password, text("ann"), text("correct horse")}));
        QVERIFY(letsIn(world, {Auth::Method::Token, {}, world.tokenOf(laptop)}));
    }

    void whereCodesAreNeededEachLetsOneIn()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        QCOMPARE(world.refusal(ann, MakeInviteCode{}), ErrorCode::NotSupported); // everybody may come
        world.registration = RegistrationMode::Invited;
        world.restart();
        const PeerId host = world.signedIn(text("ann"));
        const QString code = as<InviteCode>(world.ask(host, MakeInviteCode{})).code;
        QCOMPARE(code.size(), 14);
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse")}), ErrorCode::Forbidden);
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse"), text("0000-0000-0000")}),
                 ErrorCode::Forbidden);
        // As somebody types it who heard it.
        const QString typed = code.toUpper().remove(u'-').replace(u'0', u'O').replace(u'1', u'L');
        QCOMPARE(refused(world, {Auth::Method::Register, text("ann"), text("correct horse"), typed}),
                 ErrorCode::NameTaken);
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse"), typed}), std::nullopt);
        QCOMPARE(refused(world, {Auth::Method::Register, text("cem"), text("correct horse"), code}),
                 ErrorCode::Forbidden);
    }

    void aCodeThatLedToNoAccountIsNotUsedUp()
    {
        World world;
        world.registered(text("ann"));
        world.registration = RegistrationMode::Invited;
        world.restart();
        const PeerId ann = world.signedIn(text("ann"));
        const QString code = as<InviteCode>(world.ask(ann, MakeInviteCode{})).code;
        world.store.full = true;
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse"), code}),
                 ErrorCode::StorageFull);
        world.store.full = false;
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse"), code}), std::nullopt);
    }

    void aPersonHandsOutOnlySoManyCodes()
    {
        World world;
        world.registered(text("ann"));
        world.registration = RegistrationMode::Invited;
        world.restart();
        const PeerId ann = world.signedIn(text("ann"));
        QStringList codes;
        for (int i = 0; i <= Registry::MaxCodesPerAccount; ++i) {
            codes << as<InviteCode>(world.ask(ann, MakeInviteCode{})).code;
            world.run(1'000);
        }
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse"), codes.first()}),
                 ErrorCode::Forbidden);
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse"), codes.at(1)}),
                 std::nullopt);
    }

    // Each waited for the disk by itself.
    void whatIsWrittenOfAnAccountSharesTheCommitOfItsTurn()
    {
        World world;
        for (const char *name : {"ann", "bob", "cem"})
            world.registered(text(name));
        world.registration = RegistrationMode::Invited;
        world.restart();
        const PeerId ann = world.signedIn(text("ann"));
        const PeerId bob = world.signedIn(text("bob"));
        const PeerId cem = world.signedIn(text("cem"));
        const auto written = [&world] {
            return world.database.database().value(QStringLiteral("SELECT total_changes()")).value().toLongLong();
        };
        QString other;
        for (const SignedInDevice &one : devices(world, cem))
            other = one.current ? other : one.id;
        const qint64 writtenBefore = written();
        const int before = world.store.commits;
        std::vector<quint64> codes;
        for (int i = 0; i < 10; ++i)
            codes.push_back(world.begin(ann, MakeInviteCode{}));
        const quint64 out = world.begin(bob, Logout{});
        const quint64 dropped = world.begin(cem, DropDevices{other});
        QCOMPARE(written(), writtenBefore);
        QCOMPARE(world.answers(ann, codes.front()), 0);
        QCOMPARE(world.answers(bob, out), 0);
        QCOMPARE(world.answers(cem, dropped), 0);
        world.scheduler.settle();
        QCOMPARE(world.store.commits, before + 1);
        for (const quint64 code : codes)
            QVERIFY(is<InviteCode>(world.answer(ann, code)));
        QVERIFY(is<Done>(world.answer(bob, out)));
        QVERIFY(is<Done>(world.answer(cem, dropped)));
        QCOMPARE(devices(world, cem).size(), 1u);
        QVERIFY(!letsIn(world, {Auth::Method::Token, {}, world.tokenOf(bob)}));
    }

    // After a restart of the server on another day every device comes back, and each is noted.
    void devicesThatComeBackTogetherShareACommit()
    {
        World world;
        std::vector<PeerId> links;
        for (int i = 0; i < 20; ++i) {
            links.push_back(world.registered(QStringLiteral("user%1").arg(i)));
            world.gone(links.back());
        }
        world.run(2LL * 24 * 3600 * 1000);
        const auto written = [&world] {
            return world.database.database().value(QStringLiteral("SELECT total_changes()")).value().toLongLong();
        };
        const qint64 writtenBefore = written();
        std::vector<std::pair<PeerId, quint64>> hellos;
        for (const PeerId link : links) {
            const PeerId peer = world.open();
            hellos.push_back(
                {peer,
                 world.begin(peer, Hello{1, text("test/1"), {}, {Auth::Method::Token, {}, world.tokenOf(link)}})});
        }
        const int before = world.store.commits;
        for (const auto &[peer, hello] : hellos)
            QVERIFY(is<Welcome>(world.answer(peer, hello)));
        QVERIFY(written() <= writtenBefore + 1); // the time of service
        world.scheduler.settle();
        QCOMPARE(world.store.commits, before + 1);
        QVERIFY(written() >= writtenBefore + 20);
    }

    // The codes of a moment in which the calendar was ahead stayed the newest for ever, and each new one was worth
    // nothing when it was made.
    void aCalendarThatJumpsIsTheEndOfNoCode()
    {
        constexpr qint64 JumpMs = 100LL * 24 * 3600 * 1000;
        World world;
        world.registered(text("ann"));
        world.registration = RegistrationMode::Invited;
        world.restart();
        const PeerId ann = world.signedIn(text("ann"));
        const QString before = as<InviteCode>(world.ask(ann, MakeInviteCode{})).code;
        world.clock.stepWall(JumpMs);
        for (int i = 1; i < Registry::MaxCodesPerAccount; ++i)
            world.ask(ann, MakeInviteCode{});
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse"), before}), std::nullopt);
        world.ask(ann, MakeInviteCode{});
        world.clock.stepWall(-JumpMs);
        const QString after = as<InviteCode>(world.ask(ann, MakeInviteCode{})).code;
        world.restart();
        QCOMPARE(refused(world, {Auth::Method::Register, text("cem"), text("correct horse"), after}), std::nullopt);
    }

    void aClosedServerTakesNobodyNew()
    {
        World world;
        world.registered(text("ann"));
        world.registration = RegistrationMode::Closed;
        world.restart();
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse")}), ErrorCode::NotSupported);
        QVERIFY(letsIn(world, {Auth::Method::Password, text("ann"), text("correct horse")}));
    }

    void anAddressAsksForOnlySoManyAccounts()
    {
        World world;
        world.registered(text("ann"));
        for (int i = 1; i < RegistrationLimits::Burst; ++i) // whether there is such a person counts too
            QCOMPARE(refused(world, {Auth::Method::Register, text("ann"), text("correct horse")}),
                     ErrorCode::NameTaken);
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse")}), ErrorCode::RateLimited);
        QCOMPARE(refused(world, {Auth::Method::Register, text("bob"), text("correct horse")}, "10.0.0.2"),
                 std::nullopt);
        QVERIFY(letsIn(world, {Auth::Method::Password, text("ann"), text("correct horse")}));
        world.run(qint64(1'000 / RegistrationLimits::PerSecond));
        QCOMPARE(refused(world, {Auth::Method::Register, text("cem"), text("correct horse")}), std::nullopt);
    }

    void codesAreReadAsPeopleTypeThem()
    {
        QCOMPARE(plainInviteCode(text(" 0o1I-labc 2345 ")), text("00111abc2345"));
        QCOMPARE(plainInviteCode(text("0123-4567-89a")), QString());
        QCOMPARE(plainInviteCode(text("0123-4567-89abc")), QString());
        QCOMPARE(plainInviteCode(text("0123-4567-89au")), QString());
        QCOMPARE(plainInviteCode(QStringLiteral("0123-4567-89a\u00e4")), QString());
        QCOMPARE(plainInviteCode({}), QString());
    }
};

TEST_WITH_CORE_APPLICATION(tst_OwnAccount)

} // namespace tst_own_account

#include "tst_own_account.moc"
