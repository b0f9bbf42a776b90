// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/capability_names.h"
#include "tests/dialects/wire.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_native_sign_in {

using namespace banter;
using namespace banter::protocol;

class NativeSignInTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secretStaysOutOfTheRequest();
    void addressIsKeptButForWhatMustNotBeSent();
    void whoCanProveItselfIsAskedFirst();
    void helloCarriesTheCredentials_data();
    void helloCarriesTheCredentials();
    void theServerChoosesTheEncoding();
    void bytesArePreferredAfterATextThatCouldNotBeRead();
    void otherSubprotocolIsRefused();
    void welcomeBecomesCapabilities();
    void missingCapabilitiesAreOff();
    void theLowerLimitHolds();
    void refusals_data();
    void refusals();
    void errorWithoutARequestRefusesToo();
    void anotherVersionIsRefused();
    void brokenWelcomeHangsUp();
    void nothingIsHeardBeforeTheWelcome();
    void secondWelcomeIsMalformed();
};

void NativeSignInTest::secretStaysOutOfTheRequest()
{
    for (const bool cbor : {false, true}) {
        const QUrl server(QStringLiteral("wss://chat.example:7000/path?room=1"));
        const LinkRequest request = makeNativeDialect(cbor)->linkRequest(server, annsPassword());
        QVERIFY(!request.url.toString().contains(annsPassword().secret));
        QVERIFY(request.headers.isEmpty());
        QVERIFY(request.subprotocols.filter(annsPassword().secret).isEmpty());
        QCOMPARE(request.maxFrameBytes, limits::MaxFrameBytes);
    }
}

void NativeSignInTest::addressIsKeptButForWhatMustNotBeSent()
{
    const auto dialect = makeNativeDialect(false);
    const auto urlFor = [&](const char16_t *url) {
        return dialect->linkRequest(QUrl(QString::fromUtf16(url)), annsPassword()).url.toString();
    };
    QCOMPARE(urlFor(u"wss://chat.example:7000/a/b?c=d"), QStringLiteral("wss://chat.example:7000/a/b?c=d"));
    QCOMPARE(urlFor(u"ws://ann:secret@chat.example/#top"), QStringLiteral("ws://chat.example/"));
}

void NativeSignInTest::whoCanProveItselfIsAskedFirst()
{
    const QString nonce = QStringLiteral("0123456789abcdef");
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        Wire wire(encoding);
        const QString proving = encoding == Encoding::Json ? ProvingJsonSubprotocol : ProvingCborSubprotocol;
        QVERIFY(wire.dialect->canProve(proving));
        QVERIFY(!wire.dialect->canProve(encoding == Encoding::Json ? JsonSubprotocol : CborSubprotocol));
        const std::vector<ClientItem> asked = wire.read(wire.dialect->identify(proving, nonce, 0));
        QCOMPARE(asked.size(), std::size_t(1));
        QCOMPARE(std::get<Identify>(asked[0].body).nonce, nonce);
        const ServerProof proof{QStringLiteral("key"), QStringLiteral("signature")};
        const DialectOutput answered = wire.say({asked[0].id, Identity{proof}});
        const auto *identified = only<heard::Identified>(answered);
        QVERIFY(identified && answered.frames.empty());
        QCOMPARE(identified->key, proof.key);
        QCOMPARE(identified->signature, proof.signature);
        // Nobody has said hello yet, so there is nothing to welcome.
        Welcome early;
        early.server = QStringLiteral("test/1");
        early.user = QStringLiteral("Ann");
        early.epoch = QStringLiteral("e1");
        for (const quint64 re : {quint64(0), asked[0].id})
            QVERIFY(only<heard::Malformed>(wire.say({re, early})));
        const std::vector<ClientItem> hello = wire.read(wire.dialect->opened(proving, annsPassword(), 0));
        QVERIFY(std::holds_alternative<Hello>(hello.at(0).body));
        // Whatever comes in place of a proof is none.
        const std::vector<ClientItem> again = wire.read(wire.dialect->identify(proving, nonce, 0));
        const DialectOutput refused =
            wire.say({again[0].id, Failure{{ErrorCode::Unauthorized, QStringLiteral("Say hello first."), 0}}});
        QVERIFY(only<heard::Identified>(refused));
        QVERIFY(only<heard::Identified>(refused)->key.isEmpty());
        // A stranger who refuses credentials that it was not told makes nobody forget them.
        wire.dialect->identify(proving, nonce, 0);
        const DialectOutput stranger = wire.say({0, Failure{{ErrorCode::Unauthorized, QStringLiteral("no"), 0}}});
        QVERIFY(only<heard::Identified>(stranger));
        // One that is full says so, and is tried again.
        wire.dialect->identify(proving, nonce, 0);
        QVERIFY(only<heard::Refused>(
            wire.say({0, Failure{{ErrorCode::Unavailable, QStringLiteral("The server is full."), 30'000}}})));
    }
}

void NativeSignInTest::helloCarriesTheCredentials_data()
{
    QTest::addColumn<Credentials::Method>("method");
    QTest::addColumn<Auth::Method>("expected");
    QTest::newRow("password") << Credentials::Method::Password << Auth::Method::Password;
    QTest::newRow("register") << Credentials::Method::Register << Auth::Method::Register;
    QTest::newRow("token") << Credentials::Method::Token << Auth::Method::Token;
}

void NativeSignInTest::helloCarriesTheCredentials()
{
    QFETCH(Credentials::Method, method);
    QFETCH(Auth::Method, expected);
    for (const Encoding encoding : {Encoding::Json, Encoding::Cbor}) {
        Wire wire(encoding);
        const QString subprotocol = encoding == Encoding::Json ? JsonSubprotocol : CborSubprotocol;
        const Credentials credentials{method, QStringLiteral("ann"), QStringLiteral("a secret thing")};
        const DialectOutput out = wire.dialect->opened(subprotocol, credentials, 0);
        QCOMPARE(out.frames.size(), std::size_t(1));
        QVERIFY(out.events.empty() && !out.hangUp);
        const std::vector<ClientItem> items = wire.read(out);
        QCOMPARE(items.size(), std::size_t(1));
        QVERIFY(items[0].id != 0);
        const auto &hello = std::get<Hello>(items[0].body);
        QCOMPARE(hello.auth, (Auth{expected, credentials.user, credentials.secret}));
        QCOMPARE(hello.version, limits::Version);
        QCOMPARE(hello.capabilities, capability::ofClients());
        QVERIFY(hello.client.startsWith(QStringLiteral("banter/")));
    }
}

// Whatever was offered first, frames go in the encoding that the server picked.
void NativeSignInTest::bytesArePreferredAfterATextThatCouldNotBeRead()
{
    const auto dialect = makeNativeDialect(false);
    const QUrl server(QStringLiteral("wss://chat.example"));
    const QStringList json{QString(ProvingJsonSubprotocol), QString(ProvingCborSubprotocol), QString(JsonSubprotocol),
                           QString(CborSubprotocol)};
    QCOMPARE(dialect->linkRequest(server, annsPassword()).subprotocols, json);
    dialect->textWasUnreadable();
    const QStringList cbor{QString(ProvingCborSubprotocol), QString(ProvingJsonSubprotocol), QString(CborSubprotocol),
                           QString(JsonSubprotocol)};
    QCOMPARE(dialect->linkRequest(server, annsPassword()).subprotocols, cbor);
}

void NativeSignInTest::theServerChoosesTheEncoding()
{
    for (const bool preferCbor : {false, true}) {
        const auto dialect = makeNativeDialect(preferCbor);
        QCOMPARE(dialect->opened(CborSubprotocol, annsPassword(), 0).frames.at(0).binary, true);
        QCOMPARE(dialect->opened(JsonSubprotocol, annsPassword(), 0).frames.at(0).binary, false);
    }
}

void NativeSignInTest::otherSubprotocolIsRefused()
{
    for (const QString &other : {QString(), QStringLiteral("xmpp"), QStringLiteral("banter.v2.json")}) {
        Wire wire;
        const DialectOutput out = wire.dialect->opened(other, annsPassword(), 0);
        QVERIFY(out.frames.empty()); // and no secret leaves
        const auto *refused = only<heard::Refused>(out);
        QVERIFY(refused);
        QCOMPARE(refused->error.code, ErrorCode::UnsupportedVersion);
    }
}

void NativeSignInTest::welcomeBecomesCapabilities()
{
    Wire wire;
    const DialectOutput out = wire.welcome([](Welcome &welcome) {
        welcome.token = QStringLiteral("t0ken");
        welcome.limits = {65536, 1000, 20, 10, 7.5, 12, 1500, 4500, 70};
    });
    const auto *welcomed = only<heard::Welcomed>(out);
    QVERIFY(welcomed);
    QCOMPARE(welcomed->user, QStringLiteral("Ann"));
    QCOMPARE(welcomed->token, QStringLiteral("t0ken"));
    QCOMPARE(welcomed->epoch, QStringLiteral("e1"));
    Capabilities expected;
    expected.roomList = expected.createRooms = expected.privateRooms = expected.history = expected.receipts = true;
    expected.invitations = expected.resends = expected.readMarks = expected.presence = expected.statusText = true;
    expected.typing = expected.cursors = expected.webSocketPing = true;
    expected.devices = expected.inviteCodes = expected.changes = true;
    expected.edits = expected.deletes = expected.reactions = expected.replies = expected.mentions = true;
    expected.maxTextBytes = 1000;
    expected.sendsPerSecond = 7.5;
    expected.sendBurst = 12;
    expected.maxPage = 20;
    expected.typingIntervalMs = 1500;
    expected.typingExpiryMs = 4500;
    expected.cursorIntervalMs = 70;
    QVERIFY(welcomed->capabilities == expected);
}

void NativeSignInTest::missingCapabilitiesAreOff()
{
    Wire wire;
    const DialectOutput out = wire.welcome([](Welcome &welcome) {
        welcome.capabilities = {QStringLiteral("history"), QStringLiteral("telepathy")};
    });
    const auto *welcomed = only<heard::Welcomed>(out);
    QVERIFY(welcomed);
    Capabilities expected;
    expected.history = expected.receipts = expected.resends = true; // the last two are the protocol's own
    expected.sendsPerSecond = limits::DefaultRatePerSecond;
    expected.sendBurst = limits::DefaultBurst;
    QVERIFY(welcomed->capabilities == expected);
}

void NativeSignInTest::theLowerLimitHolds()
{
    Wire wire;
    const DialectOutput out = wire.welcome([](Welcome &welcome) {
        welcome.limits.maxTextBytes = 1 << 30;
        welcome.limits.maxPage = 1 << 30;
        welcome.limits.burst = 0;
    });
    const auto *welcomed = only<heard::Welcomed>(out);
    QVERIFY(welcomed);
    QCOMPARE(welcomed->capabilities.maxTextBytes, limits::MaxTextBytes);
    QCOMPARE(welcomed->capabilities.maxPage, limits::MaxPage);
    QCOMPARE(welcomed->capabilities.sendBurst, 1);
}

void NativeSignInTest::refusals_data()
{
    QTest::addColumn<ErrorCode>("code");
    for (const ErrorCode code : {ErrorCode::Unauthorized, ErrorCode::NameTaken, ErrorCode::UnsupportedVersion,
                                 ErrorCode::BadText, ErrorCode::RateLimited, ErrorCode::Unavailable})
        QTest::newRow(qPrintable(errorCodeName(code))) << code;
}

void NativeSignInTest::refusals()
{
    QFETCH(ErrorCode, code);
    Wire wire;
    const std::vector<ClientItem> hello = wire.read(wire.open());
    const Error error{code, QStringLiteral("Because."), 1500};
    const DialectOutput out = wire.say({hello.at(0).id, Failure{error}});
    const auto *refused = only<heard::Refused>(out);
    QVERIFY(refused);
    QVERIFY(refused->error == error);
}

void NativeSignInTest::errorWithoutARequestRefusesToo()
{
    Wire wire;
    wire.open();
    const DialectOutput out = wire.say({0, Failure{{ErrorCode::BadFrame, QStringLiteral("What?"), 0}}});
    const auto *refused = only<heard::Refused>(out);
    QVERIFY(refused);
    QCOMPARE(refused->error.code, ErrorCode::BadFrame);
}

void NativeSignInTest::anotherVersionIsRefused()
{
    Wire wire;
    const DialectOutput out = wire.welcome([](Welcome &welcome) { welcome.version = 2; });
    const auto *refused = only<heard::Refused>(out);
    QVERIFY(refused);
    QCOMPARE(refused->error.code, ErrorCode::UnsupportedVersion);
}

void NativeSignInTest::brokenWelcomeHangsUp()
{
    Wire wire;
    const std::vector<ClientItem> hello = wire.read(wire.open());
    const QByteArray broken = R"({"type":"welcome","re":)" + QByteArray::number(hello.at(0).id) + "}";
    const DialectOutput out = wire.sayBytes(broken);
    QVERIFY(only<heard::Malformed>(out));
    QVERIFY(out.hangUp);
}

void NativeSignInTest::nothingIsHeardBeforeTheWelcome()
{
    Wire wire;
    wire.open();
    QVERIFY(only<heard::Malformed>(wire.say({0, Notice{QStringLiteral("psst")}})));
    QVERIFY(only<heard::Malformed>(wire.say({77, Done{}})));
}

void NativeSignInTest::secondWelcomeIsMalformed()
{
    Wire wire;
    QVERIFY(only<heard::Welcomed>(wire.welcome()));
    QVERIFY(only<heard::Malformed>(
        wire.say({1, Welcome{1, QStringLiteral("s"), QStringLiteral("Eve"), {}, QStringLiteral("e"), {}, {}, 0}})));
}

TEST_WITHOUT_APPLICATION(NativeSignInTest)

} // namespace tst_native_sign_in

#include "tst_native_sign_in.moc"
