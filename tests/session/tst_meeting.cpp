// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_meeting {

using namespace banter;
using namespace banter::testing;

namespace {

const QByteArray Own(32, 'o');
const QByteArray Foreign(32, 'f');

QString fingerprintOf(const QByteArray &seed)
{
    return protocol::provenFingerprint(protocol::proveServer(seed, QStringLiteral("n")), QStringLiteral("n"));
}

/// In place of the file that accounts share.
class Remembered final : public KnownServer {
public:
    QString fingerprint() const override { return kept; }
    Status put(const QString &fingerprint) override
    {
        kept = fingerprint;
        return success();
    }
    QString kept;
};

bool isTurnedAway(Stage &stage)
{
    return stage.runUntil([&] { return stage.view.connection.terminal; }, 30'000) &&
           stage.view.connection.trouble == ConnectionTrouble::OtherServer;
}

} // namespace

/// Who is told a password or a token, and who is not.
class TestMeeting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProofIsOfItsKeyAndItsNonce();
    void fingerprintsAreReadAsPeopleTypeThem();
    void theFirstServerIsTrustedAndKnownAgain();
    void anotherServerIsToldNothing_data();
    void anotherServerIsToldNothing();
    void anotherServerIsNotBelieved_data();
    void anotherServerIsNotBelieved();
    void itIsKnownAgainAfterARestart();
    void thePersonMayTrustTheOtherOne_data();
    void thePersonMayTrustTheOtherOne();
    void theKnownOneIsBack();
    void aServerWithoutAProofIsWhatItWas();
    void aServerThatBeginsToProveItselfIsTrusted();
    void whoPromisesAProofAndGivesNoneIsToldNothing();
    void nobodyIsKnownBeforeTheWelcome();
    void oneThatWasNamedIsTheOnlyOne();
    void anotherNameKnowsTheServerOfTheAddress();
    void whoTrustsAnotherOneTellsTheNextName();
    void whatIsDamagedIsNoServer();
};

void TestMeeting::aProofIsOfItsKeyAndItsNonce()
{
    const QString nonce = QStringLiteral("0123");
    const protocol::ServerProof proof = protocol::proveServer(Own, nonce);
    QCOMPARE(protocol::provenFingerprint(proof, nonce).size(), 39); // 32 digits in groups of four
    QCOMPARE(protocol::proveServer(Own, nonce), proof);
    QVERIFY(protocol::provenFingerprint(proof, QStringLiteral("0124")).isEmpty());
    const protocol::ServerProof other = protocol::proveServer(Foreign, nonce);
    QVERIFY(protocol::provenFingerprint({proof.key, other.signature}, nonce).isEmpty());
    QVERIFY(protocol::provenFingerprint({proof.key, {}}, nonce).isEmpty());
    QVERIFY(protocol::provenFingerprint({{}, {}}, {}).isEmpty());
    QVERIFY(protocol::provenFingerprint({proof.key + u'=', proof.signature}, nonce).isEmpty());
    QVERIFY(protocol::proveServer({}, nonce).key.isEmpty());
    QVERIFY(protocol::makeServerSeed() != protocol::makeServerSeed());
}

void TestMeeting::fingerprintsAreReadAsPeopleTypeThem()
{
    const QString tidy = fingerprintOf(Own);
    QString typed = tidy.toUpper();
    QCOMPARE(protocol::tidyFingerprint(typed.remove(u' ')), tidy);
    QCOMPARE(protocol::tidyFingerprint(QString(tidy).replace(u' ', u':')), tidy);
    for (const QString &wrong : {QString(), tidy.chopped(1), tidy + u'0', QString(tidy).replace(0, 1, u'x')})
        QCOMPARE(protocol::tidyFingerprint(wrong), QString());
}

void TestMeeting::theFirstServerIsTrustedAndKnownAgain()
{
    Stage stage;
    stage.server.identitySeed = Own;
    stage.enter();
    QVERIFY(stage.connected());
    for (int i = 0; i < 2; ++i) {
        stage.lose();
        QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    }
    QCOMPARE(stage.openStore()->setting(QStringLiteral("knownServer")).value(), fingerprintOf(Own));
}

void TestMeeting::anotherServerIsToldNothing_data()
{
    QTest::addColumn<QByteArray>("seed");
    QTest::addColumn<bool>("overheard");
    QTest::newRow("with a key of its own") << Foreign << false;
    QTest::newRow("without a proof") << QByteArray() << false;
    QTest::newRow("with the known key and an old signature") << Foreign << true;
}

void TestMeeting::anotherServerIsToldNothing()
{
    QFETCH(QByteArray, seed);
    QFETCH(bool, overheard);
    Stage stage;
    stage.server.identitySeed = Own;
    stage.enter();
    const std::size_t hellos = stage.server.hellos().size();
    stage.send(QStringLiteral("waits"));
    stage.goOffline();
    stage.send(QStringLiteral("waits, too"));
    stage.server.identitySeed = seed;
    if (overheard)
        stage.server.otherProof = protocol::proveServer(Own, QStringLiteral("overheard"));
    stage.server.up = true;
    QVERIFY(isTurnedAway(stage));
    stage.run(600'000);
    QCOMPARE(stage.server.hellos().size(), hellos);
    const QString shown = overheard || seed.isEmpty() ? QString() : fingerprintOf(seed);
    QCOMPARE(stage.view.otherServer, std::optional(OtherServer{fingerprintOf(Own), shown}));
    QVERIFY(stage.view.failed(ErrorCode::OtherServer));
    // What waits stays, and asking again changes nothing.
    stage.tell(tell::Connect{});
    stage.run(60'000);
    QCOMPARE(stage.server.hellos().size(), hellos);
    QVERIFY(stage.session->unsent() > 0);
}

void TestMeeting::anotherServerIsNotBelieved_data()
{
    QTest::addColumn<bool>("welcomes");
    QTest::newRow("a welcome that nobody asked for") << true;
    QTest::newRow("a refusal of what it was not told") << false;
}

// What comes in one frame with the proof is heard before the link is gone.
void TestMeeting::anotherServerIsNotBelieved()
{
    QFETCH(bool, welcomes);
    Stage stage;
    stage.server.identitySeed = Own;
    stage.enter();
    const std::optional<QString> token = stage.view.token;
    stage.goOffline();
    stage.server.identitySeed = Foreign;
    heard::Welcomed welcome;
    welcome.user = QStringLiteral("ann");
    welcome.token = QStringLiteral("another");
    if (welcomes)
        stage.server.afterProof = welcome;
    else
        stage.server.afterProof = heard::Refused{{ErrorCode::Unauthorized, QStringLiteral("no"), 0}};
    stage.server.up = true;
    QVERIFY(isTurnedAway(stage));
    QCOMPARE(stage.view.token, token);
    QCOMPARE(stage.openStore()->setting(QStringLiteral("knownServer")).value(), fingerprintOf(Own));
    stage.server.afterProof = {};
    stage.server.identitySeed = Own;
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
}

void TestMeeting::itIsKnownAgainAfterARestart()
{
    Stage stage;
    stage.server.identitySeed = Own;
    stage.enter();
    stage.kill();
    const std::size_t hellos = stage.server.hellos().size();
    stage.server.identitySeed = Foreign;
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(isTurnedAway(stage));
    QCOMPARE(stage.server.hellos().size(), hellos);
}

void TestMeeting::thePersonMayTrustTheOtherOne_data()
{
    QTest::addColumn<QByteArray>("seed");
    QTest::newRow("with a key") << Foreign;
    QTest::newRow("without a proof") << QByteArray();
}

void TestMeeting::thePersonMayTrustTheOtherOne()
{
    QFETCH(QByteArray, seed);
    Stage stage;
    stage.server.identitySeed = Own;
    stage.enter();
    stage.goOffline();
    stage.server.identitySeed = seed;
    stage.server.up = true;
    QVERIFY(isTurnedAway(stage));
    stage.tell(tell::TrustServer{stage.view.otherServer->shown});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    // From now on it is the known one, and the former one is another.
    stage.kill();
    stage.enter();
    QVERIFY(stage.connected());
    if (seed.isEmpty())
        return;
    stage.goOffline();
    stage.server.identitySeed = Own;
    stage.server.up = true;
    QVERIFY(isTurnedAway(stage));
}

void TestMeeting::theKnownOneIsBack()
{
    Stage stage;
    stage.server.identitySeed = Own;
    stage.enter();
    stage.goOffline();
    stage.server.identitySeed = Foreign;
    stage.server.up = true;
    QVERIFY(isTurnedAway(stage));
    stage.server.identitySeed = Own;
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
}

void TestMeeting::aServerWithoutAProofIsWhatItWas()
{
    Stage stage;
    stage.enter();
    stage.lose();
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
    QCOMPARE(stage.openStore()->setting(QStringLiteral("knownServer")).value(), QString());
}

// It was updated.
void TestMeeting::aServerThatBeginsToProveItselfIsTrusted()
{
    Stage stage;
    stage.enter();
    stage.goOffline();
    stage.server.identitySeed = Own;
    QVERIFY(stage.restore());
    stage.goOffline();
    stage.server.identitySeed = {};
    stage.server.up = true;
    QVERIFY(isTurnedAway(stage));
}

void TestMeeting::whoPromisesAProofAndGivesNoneIsToldNothing()
{
    Stage stage;
    stage.server.identitySeed = Own;
    stage.server.otherProof = protocol::ServerProof{};
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.view.connection.terminal; }, 30'000));
    QCOMPARE(stage.view.connection.trouble, ConnectionTrouble::Protocol);
    QVERIFY(stage.server.hellos().empty());
}

// A mistyped address leaves nothing behind.
void TestMeeting::nobodyIsKnownBeforeTheWelcome()
{
    Stage stage;
    stage.server.identitySeed = Foreign;
    stage.server.refuseHello = Error{ErrorCode::Unauthorized, QStringLiteral("no"), 0};
    stage.start();
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.view.connection.terminal; }, 30'000));
    stage.server.refuseHello = {};
    stage.server.identitySeed = Own;
    stage.tell(tell::Connect{});
    QVERIFY(stage.runUntil([&] { return stage.connected(); }));
}

void TestMeeting::oneThatWasNamedIsTheOnlyOne()
{
    for (const bool right : {true, false}) {
        Stage stage;
        stage.server.identitySeed = Own;
        stage.serverFingerprint = fingerprintOf(right ? Own : Foreign);
        stage.start();
        stage.tell(tell::Connect{});
        if (right)
            QVERIFY(stage.runUntil([&] { return stage.connected(); }));
        else
            QVERIFY(isTurnedAway(stage));
        QCOMPARE(stage.server.hellos().empty(), !right);
    }
}

void TestMeeting::anotherNameKnowsTheServerOfTheAddress()
{
    const auto atAddress = std::make_shared<Remembered>();
    Stage ann;
    ann.knownServer = atAddress;
    ann.server.identitySeed = Own;
    ann.start();
    ann.tell(tell::Connect{});
    QVERIFY(ann.runUntil([&] { return ann.connected(); }));
    QCOMPARE(atAddress->kept, fingerprintOf(Own));

    Stage bo; // a store of their own
    bo.knownServer = atAddress;
    bo.server.identitySeed = Foreign;
    bo.start({Credentials::Method::Password, Bo, QStringLiteral("secret")});
    bo.tell(tell::Connect{});
    QVERIFY(isTurnedAway(bo));
    QVERIFY(bo.server.hellos().empty());
    QCOMPARE(atAddress->kept, fingerprintOf(Own)); // who was turned away is not the known one from now on
}

void TestMeeting::whoTrustsAnotherOneTellsTheNextName()
{
    const auto atAddress = std::make_shared<Remembered>();
    atAddress->kept = fingerprintOf(Own);
    Stage ann;
    ann.knownServer = atAddress;
    ann.server.identitySeed = Foreign;
    ann.start();
    ann.tell(tell::Connect{});
    QVERIFY(isTurnedAway(ann));
    ann.tell(tell::TrustServer{fingerprintOf(Foreign)});
    ann.tell(tell::Connect{});
    QVERIFY(ann.runUntil([&] { return ann.connected(); }));
    QCOMPARE(atAddress->kept, fingerprintOf(Foreign));
}

void TestMeeting::whatIsDamagedIsNoServer()
{
    const auto atAddress = std::make_shared<Remembered>();
    atAddress->kept = QStringLiteral("half of a finger");
    Stage ann;
    ann.knownServer = atAddress;
    ann.server.identitySeed = Own;
    ann.start();
    ann.tell(tell::Connect{});
    QVERIFY(ann.runUntil([&] { return ann.connected(); }));
    QCOMPARE(atAddress->kept, fingerprintOf(Own));
}

TEST_WITH_CORE_APPLICATION(TestMeeting)

} // namespace tst_meeting

#include "tst_meeting.moc"
