// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "models/session_model.h"
#include "tests/models/fakes.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QtTest>

namespace tst_own_account {

using namespace banter;
using namespace banter::testing;

namespace {

using What = AccountAnswer::What;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

struct Chat {
    void answer(AccountAnswer answer)
    {
        Changes changes;
        changes.account.push_back(std::move(answer));
        model.apply(changes);
    }
    OwnAccountModel &account() { return *model.ownAccount(); }

    FakeTime time;
    FakeSink sink;
    SessionModel model{{s("me"), QUrl(s("ws://127.0.0.1:7777")), QUrl()}, sink, time.parts()};
};

} // namespace

/// What a person sees of their own account.
class OwnAccountTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void devicesAreShownThisOneFirst()
    {
        Chat chat;
        chat.account().refresh();
        QVERIFY(chat.account().loading());
        const WallMs now = chat.time.clock.wallMs();
        chat.answer({What::ListDevices,
                     {},
                     {{s("old"), {}, 0, 0, false, false},
                      {s("phone"), s("banter/0.1.0 (Phone)"), now - 5, now - 3'600'000, false, false},
                      {s("desk"), s("banter/0.1.0 (Desk)"), now - 9, now - 9, true, true},
                      {s("cli"), s("banter-cli/0.1.0"), now - 7, now - 7, true, false}}});
        QVERIFY(!chat.account().loading());
        QCOMPARE(column(chat.account(), "device"), (QStringList{s("desk"), s("cli"), s("phone"), s("old")}));
        const QStringList used = column(chat.account(), "used");
        QCOMPARE(used[0], s("This device"));
        QCOMPARE(used[1], s("Connected now"));
        QVERIFY(!used[2].isEmpty() && used[2] != used[1]);
        QVERIFY(!column(chat.account(), "client").contains(QString()));
    }

    // One thing of a kind at a time: a second click asks nothing.
    void whatIsAskedIsAskedOnce()
    {
        Chat chat;
        chat.account().signOut(s("phone"));
        chat.account().signOut(s("phone"));
        chat.account().signOutOthers();
        QCOMPARE(chat.sink.all<tell::DropDevices>().size(), std::size_t(1));
        QVERIFY(chat.account().signingOut());
        chat.answer({What::DropDevices, {}, {}, {}});
        QVERIFY(!chat.account().signingOut());
        QCOMPARE(chat.sink.all<tell::ListDevices>().size(), std::size_t(1)); // how it is now
        chat.account().signOutOthers();
        QCOMPARE(chat.sink.all<tell::DropDevices>().back().device, QString());
    }

    void aPasswordIsChangedOrItIsSaidWhyNot()
    {
        Chat chat;
        const QSignalSpy changed(&chat.account(), &OwnAccountModel::passwordChanged);
        const QSignalSpy notices(&chat.model, &SessionModel::noticed);
        chat.account().changePassword(s("wrong"), s("battery staple"), true);
        QVERIFY(chat.account().changingPassword());
        chat.answer({What::ChangePassword, Error{ErrorCode::Unauthorized, s("words of the server")}, {}, {}});
        QCOMPARE(chat.account().passwordError(), s("That is not your present password."));
        QCOMPARE(changed.count(), 0);
        chat.account().changePassword(s("correct horse"), s("battery staple"), true);
        QVERIFY(chat.account().passwordError().isEmpty());
        const auto asked = chat.sink.all<tell::ChangePassword>();
        QCOMPARE(asked.back().password, s("correct horse"));
        QVERIFY(asked.back().signOutOthers);
        chat.answer({What::ChangePassword, {}, {}, {}});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(notices.count(), 1);
        QVERIFY(!chat.account().changingPassword());
    }

    void whatWentWrongIsSaidUntilTheNextTry()
    {
        Chat chat;
        chat.account().refresh();
        chat.answer({What::ListDevices, Error{ErrorCode::NotConnected, {}}, {}, {}});
        QVERIFY(!chat.account().error().isEmpty());
        chat.account().refresh();
        QVERIFY(chat.account().error().isEmpty());
    }

    void aCodeIsShown()
    {
        Chat chat;
        QVERIFY(chat.account().code().isEmpty());
        chat.account().makeCode();
        QVERIFY(chat.account().makingCode());
        chat.answer({What::MakeInviteCode, {}, {}, s("0123-4567-89ab")});
        QCOMPARE(chat.account().code(), s("0123-4567-89ab"));
    }
};

TEST_WITH_GUI_APPLICATION(OwnAccountTest)

} // namespace tst_own_account

#include "tst_own_account.moc"
