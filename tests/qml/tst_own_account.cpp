// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/qml/world.h"
#include "tests/support/test_program.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

namespace tst_own_account {

using namespace banter;
using namespace banter::testing;

// What a person does with their own account, with mouse and keys.
class TestOwnAccount : public QObject {
    Q_OBJECT

    using What = AccountAnswer::What;

    static QString s(const char *text) { return QString::fromUtf8(text); }

    static void answer(World &world, AccountAnswer answer)
    {
        Changes changes;
        changes.account.push_back(std::move(answer));
        world.say(changes);
    }

    static void can(World &world, bool devices, bool codes)
    {
        Changes changes;
        changes.capabilities = everything();
        changes.capabilities->devices = devices;
        changes.capabilities->inviteCodes = codes;
        world.say(changes);
    }

    static bool hasKeys(World &world, const char *name)
    {
        const QQuickItem *const wanted = world.find(s(name));
        for (const QQuickItem *each = world.window->activeFocusItem(); each && wanted; each = each->parentItem()) {
            if (each == wanted)
                return true;
        }
        return false;
    }

    static void open(World &world, bool codes = false)
    {
        world.signIn();
        world.enter();
        can(world, true, codes);
        if (!world.find(s("own")))
            world.click(world.item(s("back"))); // one pane only
        world.click(world.item(s("own")));
        QTRY_VERIFY(world.find(s("account")));
        world.click(world.item(s("account")));
        QTRY_VERIFY(hasKeys(world, "changePassword"));
        answer(world, {What::ListDevices,
                       {},
                       {{s("phone"), s("banter/0.1.0 (Phone)"), 5, 6, false, false},
                        {s("desk"), s("banter/0.1.0 (Desk)"), 5, 7, true, true}},
                       {}});
        world.settle();
    }

    static int rows(World &world)
    {
        const QList<QQuickItem *> items = world.all();
        return int(std::count_if(items.begin(), items.end(),
                                 [](QQuickItem *each) { return each->objectName() == QLatin1String("device"); }));
    }

    static void fill(World &world, const char *field, const char *words)
    {
        world.click(world.item(s(field)));
        world.key(Qt::Key_A, Qt::ControlModifier);
        world.type(s(words));
    }

private Q_SLOTS:
    void theMenuOffersItWhereTheServerCan()
    {
        World world;
        world.signIn();
        world.enter();
        can(world, false, false);
        world.click(world.item(s("own")));
        world.settle();
        QVERIFY(!world.find(s("account")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aDeviceIsSignedOutByAClick()
    {
        World world;
        open(world);
        QCOMPARE(rows(world), 2);
        QVERIFY(!world.find(s("makeCode")));         // nobody needs one here
        world.click(world.item(s("signOutDevice"))); // this one has no such button
        QCOMPARE(world.told().all<tell::DropDevices>().size(), std::size_t(1));
        QCOMPARE(world.told().all<tell::DropDevices>()[0].device, s("phone"));
        answer(world, {What::DropDevices, {}, {}, {}});
        answer(world, {What::ListDevices, {}, {{s("desk"), s("banter/0.1.0 (Desk)"), 5, 7, true, true}}, {}});
        world.settle();
        QCOMPARE(rows(world), 1);
        QVERIFY(!world.find(s("signOutOthers"))); // there are none
        QCOMPARE(world.complaints(), QStringList());
    }

    void allOthersAreSignedOutByAClick()
    {
        World world;
        open(world);
        world.click(world.item(s("signOutOthers")));
        QCOMPARE(world.told().all<tell::DropDevices>().size(), std::size_t(1));
        QVERIFY(world.told().all<tell::DropDevices>()[0].device.isEmpty());
        answer(world, {What::DropDevices, Error{ErrorCode::NotConnected, {}, 0}, {}, {}});
        QTRY_VERIFY(world.find(s("accountError")));
        QCOMPARE(world.complaints(), QStringList());
    }

    // It stays until the server said yes, and says at the field what is wrong.
    void thePasswordIsChangedByKeysAlone()
    {
        World world;
        open(world);
        world.key(Qt::Key_Return); // the dialog opens with the keys on that button
        QTRY_VERIFY(hasKeys(world, "presentPassword"));
        world.type(s("wrong horse"));
        world.key(Qt::Key_Tab); // once: what is typed next would be added to the present one
        QVERIFY(hasKeys(world, "newPassword"));
        world.key(Qt::Key_Backtab); // the eye between them
        QVERIFY(hasKeys(world, "presentPassword"));
        world.key(Qt::Key_Tab);
        QVERIFY(hasKeys(world, "newPassword"));
        world.type(s("seven77"));
        world.key(Qt::Key_Return);
        QVERIFY(world.told().all<tell::ChangePassword>().empty()); // too short
        world.type(s("8"));
        world.key(Qt::Key_Return);
        QCOMPARE(world.told().all<tell::ChangePassword>().size(), std::size_t(1));
        QCOMPARE(world.told().all<tell::ChangePassword>()[0].password, s("wrong horse"));
        QCOMPARE(world.told().all<tell::ChangePassword>()[0].newPassword, s("seven778"));
        QVERIFY(world.told().all<tell::ChangePassword>()[0].signOutOthers);
        answer(world, {What::ChangePassword, Error{ErrorCode::Unauthorized, {}, 0}, {}, {}});
        QVERIFY(!world.item(s("presentPassword")).property("error").toString().isEmpty());
        fill(world, "presentPassword", "correct horse");
        world.click(world.item(s("accept")));
        QCOMPARE(world.told().all<tell::ChangePassword>().back().password, s("correct horse"));
        answer(world, {What::ChangePassword, {}, {}, {}});
        QTRY_VERIFY(!world.find(s("newPassword")));
        QCOMPARE(world.complaints(), QStringList());
    }

    void aCodeIsMadeAndCopied()
    {
        World world;
        open(world, true);
        world.click(world.item(s("makeCode")));
        QCOMPARE(world.told().all<tell::MakeInviteCode>().size(), std::size_t(1));
        answer(world, {What::MakeInviteCode, {}, {}, s("0123-4567-89ab")});
        world.settle();
        QCOMPARE(world.item(s("inviteCode")).property("text").toString(), s("0123-4567-89ab"));
        world.click(world.item(s("makeCode"))); // it copies now
        QCOMPARE(QGuiApplication::clipboard()->text(), s("0123-4567-89ab"));
        QCOMPARE(world.told().all<tell::MakeInviteCode>().size(), std::size_t(1));
        world.click(world.item(s("anotherCode")));
        QCOMPARE(world.told().all<tell::MakeInviteCode>().size(), std::size_t(2));
        QCOMPARE(world.complaints(), QStringList());
    }

    // In a window that is too low for all of it, the rest is scrolled to.
    void manyDevicesFitALowWindow()
    {
        World world({400, 480});
        open(world, true);
        std::vector<SignedInDevice> devices;
        for (int i = 0; i < 50; ++i)
            devices.push_back({s("d%1").arg(i), s("banter/0.1.0 (A system with a long name, number %1)").arg(i), 5, 6,
                               i % 2 == 0, i == 0});
        answer(world, {What::ListDevices, {}, devices, {}});
        world.settle();
        const QRectF close = world.place(world.item(s("accept")));
        QVERIFY(close.bottom() <= 480 && close.right() <= 400);
        QCOMPARE(world.complaints(), QStringList());
    }
};

TEST_WITH_GUI_APPLICATION(TestOwnAccount)

} // namespace tst_own_account

#include "tst_own_account.moc"
