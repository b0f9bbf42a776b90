// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "cli/session_line.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_session_line {

using namespace banter;
using namespace banter::cli;

class tst_SessionLine final : public QObject {
    Q_OBJECT

    template <class T>
    static T only(const QByteArray &line)
    {
        const auto read = readSessionLine(line);
        if (!read.ok() || !read.value().command || !std::holds_alternative<T>(*read.value().command)) {
            qFatal("not that command: %s", line.constData());
        }
        return std::get<T>(*read.value().command);
    }

private Q_SLOTS:
    void readsEveryCommand()
    {
        QCOMPARE(only<tell::JoinRoom>(R"({"do":"join","room":"lobby"})").room, QStringLiteral("lobby"));
        QCOMPARE(only<tell::LeaveRoom>(R"({"do":"leave","room":"lobby"})").room, QStringLiteral("lobby"));
        using Words = tell::LeaveRoom::Words;
        QCOMPARE(only<tell::LeaveRoom>(R"({"do":"leave","room":"lobby"})").unsent, Words::Keep);
        QCOMPARE(only<tell::LeaveRoom>(R"({"do":"leave","room":"lobby","discard":false})").unsent, Words::Keep);
        QCOMPARE(only<tell::LeaveRoom>(R"({"do":"leave","room":"lobby","discard":true})").unsent, Words::Discard);
        QCOMPARE(only<tell::LeaveRoom>(R"({"do":"leave","room":"lobby","sendFirst":true})").unsent, Words::SendFirst);
        const auto sent = only<tell::Send>(R"({"do":"send","room":"lobby","text":"a\r\nb","clientId":"c-1"})");
        QCOMPARE(sent.room, QStringLiteral("lobby"));
        QCOMPARE(sent.text, QStringLiteral("a\nb"));
        QCOMPARE(sent.clientId, QStringLiteral("c-1"));
        QCOMPARE(only<tell::Send>(R"({"do":"send","room":"r","text":"x","clientId":null})").clientId, QString());
        QCOMPARE(only<tell::Typing>(R"({"do":"typing","room":"r","active":true})").active, true);
        QCOMPARE(only<tell::MoveCursor>(R"({"do":"cursor","room":"r","x":0,"y":1})").point, (CursorPoint{0, 1}));
        QCOMPARE(only<tell::LeaveCursor>(R"({"do":"cursor-leave","room":"r"})").room, QStringLiteral("r"));
        QVERIFY(only<tell::AnswerInvitation>(R"({"do":"accept","room":"r"})").accept);
        QVERIFY(!only<tell::AnswerInvitation>(R"({"do":"decline","room":"r"})").accept);
        const auto presence = only<tell::SetPresence>(R"({"do":"presence","status":"busy","text":"lunch"})");
        QCOMPARE(presence.status, PresenceStatus::Busy);
        QCOMPARE(presence.text, QStringLiteral("lunch"));
        const auto alone = only<tell::SetPresence>(R"({"do":"presence","status":"online"})");
        QCOMPARE(alone.text, std::nullopt); // it says nothing of the text
        const auto erased = only<tell::SetPresence>(R"({"do":"presence","text":""})");
        QCOMPARE(erased.status, std::nullopt);
        QCOMPARE(erased.text, QString());
        const auto older = only<tell::LoadOlder>(R"({"do":"history","room":"r","before":51,"limit":200})");
        QCOMPARE(older.before, 51);
        QCOMPARE(older.limit, 200);
        QCOMPARE(only<tell::LoadOlder>(R"({"do":"history","room":"r"})").before, 0);
        only<tell::Connect>(R"({"do":"connect"})");
        only<tell::Disconnect>(R"({"do":"disconnect"})");
        QCOMPARE(only<tell::CreateRoom>(R"({"do":"create","room":"r","private":true})").isPrivate, true);
        QCOMPARE(only<tell::CreateRoom>(R"({"do":"create","room":"r"})").isPrivate, false);
        QCOMPARE(only<tell::Invite>(R"({"do":"invite","room":"r","user":"bo"})").user, QStringLiteral("bo"));
        QCOMPARE(only<tell::MarkRead>(R"({"do":"read","room":"r","seq":9007199254740991})").seq, 9007199254740991);
        QCOMPARE(only<tell::Retry>(R"({"do":"retry","clientId":"c"})").clientId, QStringLiteral("c"));
        QCOMPARE(only<tell::Restore>(R"({"do":"restore","clientId":"c"})").clientId, QStringLiteral("c"));
        QCOMPARE(only<tell::Discard>(R"({"do":"discard","clientId":"c"})").clientId, QStringLiteral("c"));
        const auto edited = only<tell::EditMessage>(R"({"do":"edit","clientId":"c","text":"a\r\nb"})");
        QCOMPARE(edited.id, QStringLiteral("c"));
        QCOMPARE(edited.text, QStringLiteral("a\nb"));
        QVERIFY(edited.clientId.isEmpty() && !edited.rev);
        QCOMPARE(only<tell::EditMessage>(R"({"do":"edit","id":"m","text":"a","rev":7})").rev, 7);
        QCOMPARE(only<tell::EditMessage>(R"({"do":"edit","id":"m","text":"a"})").id, QStringLiteral("m"));
        QCOMPARE(only<tell::DeleteMessage>(R"({"do":"delete","id":"m"})").id, QStringLiteral("m"));
        QCOMPARE(only<tell::DeleteMessage>(R"({"do":"delete","clientId":"c"})").id, QStringLiteral("c"));
        QCOMPARE(only<tell::DeleteMessage>(R"({"do":"delete","id":"m","room":"r"})").room, QStringLiteral("r"));
        QCOMPARE(only<tell::Send>(R"({"do":"send","room":"r","text":"a","replyTo":"m"})").replyTo, QStringLiteral("m"));
        QVERIFY(only<tell::Send>(R"({"do":"send","room":"r","text":"a"})").replyTo.isEmpty());
        QCOMPARE(only<tell::Send>(R"({"do":"send","room":"r","text":"a","mentions":["bo","@room","ann"]})").mentions,
                 (Mentions{{QStringLiteral("ann"), QStringLiteral("bo")}, true}));
        QVERIFY(only<tell::Send>(R"({"do":"send","room":"r","text":"a","mentions":null})").mentions.isEmpty());
        QCOMPARE(only<tell::EditMessage>(R"({"do":"edit","id":"m","text":"a","mentions":["ann"]})").mentions,
                 (Mentions{{QStringLiteral("ann")}, false}));
        const auto reaction = only<tell::React>(R"({"do":"react","id":"m","key":"+1","room":"r"})");
        QCOMPARE(reaction.id, QStringLiteral("m"));
        QCOMPARE(reaction.key, QStringLiteral("+1"));
        QCOMPARE(reaction.room, QStringLiteral("r"));
        QVERIFY(reaction.on && reaction.clientId.isEmpty());
        const auto away = only<tell::React>(R"({"do":"react","clientId":"c","key":"+1","on":false})");
        QCOMPARE(away.id, QStringLiteral("c"));
        QVERIFY(!away.on && away.room.isEmpty());
        const auto search = only<tell::Search>(R"({"do":"search","text":"tea","room":"r","number":7,"limit":9})");
        QCOMPARE(search.typed, QStringLiteral("tea"));
        QCOMPARE(search.room, QStringLiteral("r"));
        QCOMPARE(search.number, quint64(7));
        QCOMPARE(search.limit, 9);
        QVERIFY(only<tell::Search>(R"({"do":"search","text":"tea"})").room.isEmpty());
        only<tell::ListDevices>(R"({"do":"devices"})");
        only<tell::MakeInviteCode>(R"({"do":"invite-code"})");
        QCOMPARE(only<tell::DropDevices>(R"({"do":"sign-out","device":"d2"})").device, QStringLiteral("d2"));
        QVERIFY(only<tell::DropDevices>(R"({"do":"sign-out"})").device.isEmpty());
        const auto password = only<tell::ChangePassword>(
            R"({"do":"password","password":"a b","newPassword":"c d","signOutOthers":true})");
        QCOMPARE(password.password, QStringLiteral("a b"));
        QCOMPARE(password.newPassword, QStringLiteral("c d"));
        QVERIFY(password.signOutOthers);
        QVERIFY(!only<tell::ChangePassword>(R"({"do":"password","password":"a","newPassword":"b"})").signOutOthers);

        const auto quit = readSessionLine(R"({"do":"quit","why":["unknown",{"fields":1}]})");
        QVERIFY(quit.ok());
        QVERIFY(quit.value().quit);
        QVERIFY(!quit.value().command);
    }

    void refusesABadLine_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *name, const QByteArray &line, ErrorCode code = ErrorCode::BadRequest) {
            QTest::newRow(name) << line << code;
        };
        row("empty", "", ErrorCode::BadFrame);
        row("words", "send lobby hi", ErrorCode::BadFrame);
        row("cut off", R"({"do":"quit")", ErrorCode::BadFrame);
        row("a list", R"([{"do":"quit"}])", ErrorCode::BadFrame);
        row("a string", R"("quit")", ErrorCode::BadFrame);
        row("two objects", R"({"do":"quit"}{"do":"quit"})", ErrorCode::BadFrame);
        row("deep", R"({"do":"quit","x":)" + QByteArray(30'000, '[') + QByteArray(30'000, ']') + '}',
            ErrorCode::BadFrame);
        row("not UTF-8", "{\"do\":\"send\",\"room\":\"r\",\"text\":\"\xff\"}", ErrorCode::BadText);
        row("no do", R"({"room":"lobby"})");
        row("do is a number", R"({"do":1})");
        row("unknown do", R"({"do":"dance"})");
        row("no room", R"({"do":"join"})");
        row("empty room", R"({"do":"join","room":""})");
        row("room is a list", R"({"do":"join","room":["lobby"]})");
        row("no text", R"({"do":"send","room":"r"})");
        row("text is null", R"({"do":"send","room":"r","text":null})");
        row("id is a number", R"({"do":"send","room":"r","text":"x","clientId":7})");
        row("id with a space", R"({"do":"send","room":"r","text":"x","clientId":"a b"})", ErrorCode::BadText);
        row("id with an umlaut", R"({"do":"send","room":"r","text":"x","clientId":"\u00e4"})", ErrorCode::BadText);
        row("id too long", R"({"do":"send","room":"r","text":"x","clientId":")" + QByteArray(65, 'x') + R"("})",
            ErrorCode::BadText);
        row("active is a word", R"({"do":"typing","room":"r","active":"yes"})");
        row("no active", R"({"do":"typing","room":"r"})");
        row("x outside", R"({"do":"cursor","room":"r","x":1.01,"y":0})");
        row("y below", R"({"do":"cursor","room":"r","x":0,"y":-0.01})");
        row("x is text", R"({"do":"cursor","room":"r","x":"0","y":0})");
        row("no y", R"({"do":"cursor","room":"r","x":0})");
        row("x is huge", R"({"do":"cursor","room":"r","x":1e999,"y":0})", ErrorCode::BadRequest);
        row("status unknown", R"({"do":"presence","status":"unknown"})");
        row("no status", R"({"do":"presence"})");
        row("status text is a number", R"({"do":"presence","status":"away","text":1})");
        row("before 0", R"({"do":"history","room":"r","before":0})");
        row("before a fraction", R"({"do":"history","room":"r","before":1.5})");
        row("before too large", R"({"do":"history","room":"r","before":9007199254740993})");
        row("limit 0", R"({"do":"history","room":"r","limit":0})");
        row("limit 201", R"({"do":"history","room":"r","limit":201})");
        row("private is a number", R"({"do":"create","room":"r","private":1})");
        row("nobody invited", R"({"do":"invite","room":"r","user":""})");
        row("seq 0", R"({"do":"read","room":"r","seq":0})");
        row("no key", R"({"do":"react","id":"m"})");
        row("an empty key", R"({"do":"react","id":"m","key":""})");
        row("nothing to react to", R"({"do":"react","key":"+1"})");
        row("on is a word", R"({"do":"react","id":"m","key":"+1","on":"no"})");
        row("replyTo is a number", R"({"do":"send","room":"r","text":"x","replyTo":7})");
        row("mentions is a word", R"({"do":"send","room":"r","text":"x","mentions":"ann"})");
        row("mentions has a number", R"({"do":"send","room":"r","text":"x","mentions":["ann",7]})");
        row("no id to retry", R"({"do":"retry"})");
        row("an empty id", R"({"do":"discard","clientId":""})");
    }

    void refusesABadLine()
    {
        QFETCH(QByteArray, line);
        QFETCH(ErrorCode, code);
        const auto read = readSessionLine(line);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, code);
        QVERIFY(!read.error().message.isEmpty());
    }
};

TEST_WITHOUT_APPLICATION(tst_SessionLine)

} // namespace tst_session_line

#include "tst_session_line.moc"
