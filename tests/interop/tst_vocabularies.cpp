// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/interop/node_server.h"
#include "tests/interop/socketio_client.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_vocabularies {

using namespace banter;
using namespace banter::testing;

namespace {

constexpr int WaitMs = 30'000;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

QJsonObject fieldsOf(const SocketIoClient &client, const char *event)
{
    const auto found = client.arrived(s(event));
    return found.empty() ? QJsonObject() : found.back().args.json().first().toObject();
}

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, WaitMs)

// That the servers written to the vocabularies do speak them, so that a profile's failure is the profile's.
class VocabulariesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chats_data();
    void chats();
    void rooms();
    void published();
};

void VocabulariesTest::chats_data()
{
    QTest::addColumn<QJsonObject>("settings");
    QTest::addColumn<QString>("space");
    const QJsonObject base{{s("failing"), s("bad words")}};
    QJsonObject other = base;
    other.insert(s("namespace"), s("/chat"));
    QTest::newRow("default namespace") << base << s("/");
    QTest::newRow("namespace of its own") << other << s("/chat");
}

void VocabulariesTest::chats()
{
    QFETCH(QJsonObject, settings);
    QFETCH(QString, space);
    NodeServer server(s("chats_socketio"), settings);
    QCOMPARE(server.start(), QString());
    SocketIoClient ann(server.url());
    SocketIoClient bob(server.url());
    const QJsonObject chat{{s("chatId"), s("c")}};
    for (SocketIoClient *client : {&ann, &bob}) {
        client->opening.spaces = {wire::Join{space, {{s("token"), client == &ann ? s("token-ann") : s("token-bob")}}}};
        client->dial();
        VERIFY_SOON(client->connected(space));
        client->call(s("chat:join"), {chat}, false, {}, space);
    }
    VERIFY_SOON(fieldsOf(ann, "presence:update").value(s("userId")) == s("bob"));
    QJsonObject message = chat;
    message.insert(s("content"), s("hello"));
    ann.call(s("message:send"), {message}, true, {}, space);
    VERIFY_SOON(!ann.all<wire::Answered>().empty());
    const QJsonObject verdict = ann.all<wire::Answered>().front().args.json().first().toObject();
    QVERIFY(verdict.value(s("success")).toBool());
    VERIFY_SOON(fieldsOf(bob, "message:new").value(s("content")) == s("hello"));
    QCOMPARE(fieldsOf(bob, "message:new").value(s("id")), verdict.value(s("messageId")));
    message.insert(s("content"), s("bad words"));
    ann.call(s("message:send"), {message}, true, {}, space);
    VERIFY_SOON(ann.all<wire::Answered>().size() == 2);
    QVERIFY(!ann.all<wire::Answered>()[1].args.json().first().toObject().value(s("success")).toBool());
    ann.call(s("typing:start"), {chat}, false, {}, space);
    VERIFY_SOON(fieldsOf(bob, "typing:user").value(s("userId")) == s("ann"));
    ann.call(s("typing:stop"), {chat}, false, {}, space);
    VERIFY_SOON(fieldsOf(bob, "typing:stop").value(s("userId")) == s("ann"));
    ann.hangUp();
    VERIFY_SOON(fieldsOf(bob, "presence:update").value(s("status")) == s("offline"));
}

void VocabulariesTest::rooms()
{
    NodeServer server(s("rooms_socketio"), {{s("denied"), s("secret")}, {s("rate"), 3}, {s("plainText"), true}});
    QCOMPARE(server.start(), QString());
    SocketIoClient ann(server.url());
    SocketIoClient bob(server.url());
    const QJsonObject room{{s("roomId"), s("r")}};
    for (SocketIoClient *client : {&ann, &bob}) {
        client->opening.spaces.front().auth = {{s("user"), client == &ann ? s("ann") : s("bob")}};
        client->dial();
        VERIFY_SOON(client->connected());
        client->call(s("join-room"), {room});
        VERIFY_SOON(!client->arrived(s("room-joined")).empty());
    }
    ann.call(s("join-room"), {QJsonObject{{s("roomId"), s("secret")}}});
    VERIFY_SOON(fieldsOf(ann, "error").value(s("message")) == s("Access denied"));
    QJsonObject message = room;
    message.insert(s("message"), s("hi"));
    for (int i = 0; i < 4; ++i)
        ann.call(s("send-message"), {message});
    VERIFY_SOON(fieldsOf(ann, "error").value(s("message")) == s("Rate limit exceeded"));
    VERIFY_SOON(bob.arrived(s("new-message")).size() == 3);
    QCOMPARE(bob.arrived(s("new-message")).front().args.json().first().toString(), s("hi"));
    ann.call(s("cursor:move"), {QJsonObject{{s("documentId"), s("r")}, {s("x"), 0.25}, {s("y"), 0.5}}});
    VERIFY_SOON(fieldsOf(bob, "cursor:move").value(s("x")).toDouble() == 0.25);
    ann.call(s("cursor:leave"), {QJsonObject{{s("documentId"), s("r")}}});
    VERIFY_SOON(fieldsOf(bob, "cursor:leave").value(s("userId")) == s("ann"));
}

void VocabulariesTest::published()
{
    NodeServer server(s("published_chat"));
    QCOMPARE(server.start(), QString());
    SocketIoClient ann(server.url());
    SocketIoClient bob(server.url());
    for (SocketIoClient *client : {&ann, &bob}) {
        client->dial();
        VERIFY_SOON(client->connected());
    }
    ann.call(s("chat message"), {s("hello")});
    VERIFY_SOON(!bob.arrived(s("chat message")).empty());
    VERIFY_SOON(!ann.arrived(s("chat message")).empty());
    QCOMPARE(bob.arrived(s("chat message")).front().args.json(), QJsonArray{s("hello")});
}

TEST_WITH_CORE_APPLICATION(VocabulariesTest)

} // namespace tst_vocabularies

#include "tst_vocabularies.moc"
