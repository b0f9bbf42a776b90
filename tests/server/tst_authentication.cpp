// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_authentication {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

class tst_Authentication final : public QObject {
    Q_OBJECT

    static Hello withPassword(const QString &user, const QString &password)
    {
        return {1, text("test/1"), {}, {Auth::Method::Password, user, password}};
    }
    static Hello withToken(const QString &token, const QString &user = {})
    {
        return {1, text("test/1"), {}, {Auth::Method::Token, user, token}};
    }
    static Hello newAccount(const QString &user)
    {
        return {1, text("test/1"), {}, {Auth::Method::Register, user, text("correct horse")}};
    }
    static constexpr qint64 DayMs = 24LL * 3600 * 1000;
    /// Signs in with it, which is a use.
    static bool isValid(World &world, const QString &token)
    {
        const PeerId peer = world.open();
        const bool valid = is<Welcome>(world.ask(peer, withToken(token)));
        world.gone(peer);
        return valid;
    }
    static int tokensIn(World &world)
    {
        return world.database.database().value(QStringLiteral("SELECT count(*) FROM token")).value().toInt();
    }
    static ErrorCode codeOf(const std::optional<ServerBody> &body) { return as<Failure>(body).error.code; }

private Q_SLOTS:
    void aNewAccountIsWelcomedAndIsInTheLobby()
    {
        World world({20, 100});
        const PeerId ann = world.open();
        const Welcome welcome = as<Welcome>(world.ask(ann, newAccount(text("Ann"))));
        QCOMPARE(welcome.user, text("Ann"));
        QCOMPARE(welcome.epoch, text("epoch-1"));
        QVERIFY(!welcome.token.isEmpty());
        QCOMPARE(welcome.limits.ratePerSecond, 20.0);
        QCOMPARE(welcome.limits.burst, 100);
        QCOMPARE(welcome.time, world.clock.wallMs());
        QVERIFY(welcome.capabilities.contains(text("cursors")));
        const RoomList rooms = as<RoomList>(world.ask(ann, ListRooms{}));
        QCOMPARE(rooms.rooms.size(), 1u);
        QCOMPARE(rooms.rooms[0].id, text("lobby"));
        QVERIFY(rooms.rooms[0].joined);
    }

    void itProvesWhoItIsBeforeTheHello()
    {
        World world;
        const PeerId ann = world.open();
        const QString nonce = text("0123456789abcdef0123456789abcdef");
        const ServerProof proof = as<Identity>(world.ask(ann, Identify{nonce})).proof;
        const QString fingerprint = provenFingerprint(proof, nonce);
        QVERIFY(!fingerprint.isEmpty());
        QVERIFY(provenFingerprint(proof, text("another")).isEmpty());
        QVERIFY(is<Welcome>(world.ask(ann, newAccount(text("ann")))));
        // The same one after a restart, for everybody.
        world.restart();
        const ServerProof again = as<Identity>(world.ask(world.open(), Identify{text("n")})).proof;
        QCOMPARE(provenFingerprint(again, text("n")), fingerprint);
    }

    void itIsAskedOnceAndBeforeTheHello()
    {
        World world;
        const PeerId twice = world.open();
        QVERIFY(is<Identity>(world.ask(twice, Identify{text("n")})));
        QCOMPARE(codeOf(world.ask(twice, Identify{text("n")})), ErrorCode::BadRequest);
        const PeerId ann = world.registered(text("ann"));
        QCOMPARE(codeOf(world.ask(ann, Identify{text("n")})), ErrorCode::BadRequest);
        // Whoever asks and says no hello is as silent as others.
        world.run(limits::HelloDeadlineMs);
        QCOMPARE(world.closeCode(twice), 4001);
    }

    void namesAreUniqueWhateverTheCase()
    {
        World world;
        world.registered(text("Ann"));
        const PeerId other = world.open();
        QCOMPARE(codeOf(world.ask(other, newAccount(text("aNN")))), ErrorCode::NameTaken);
        QCOMPARE(world.closeCode(other), 4001);
        // Full-width letters are a compatibility form of the same name.
        const PeerId wide = world.open();
        QCOMPARE(codeOf(world.ask(wide, newAccount(QStringLiteral("\uff21nn")))), ErrorCode::NameTaken);
    }

    void ofTwoAtOnceOneGetsTheName()
    {
        World world;
        const PeerId first = world.open();
        const PeerId second = world.open();
        const quint64 one = world.begin(first, newAccount(text("ann")));
        const quint64 two = world.begin(second, newAccount(text("ann")));
        QCOMPARE(world.hasher.waiting(), 2u);
        world.hasher.work();
        QVERIFY(is<Welcome>(world.answer(first, one)));
        QCOMPARE(codeOf(world.answer(second, two)), ErrorCode::NameTaken);
    }

    void aServerHasOnlySoManyAccounts()
    {
        World world;
        world.registered(text("ann"));
        const auto others = world.database.database().run(
            QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT ?) "
                           "INSERT INTO account(name, key, password, status_text, last_seen) "
                           "SELECT 'user'||i, 'user'||i, '', '', 0 FROM n"),
            {qint64(AccountPlaces::MaxAccounts) - 2});
        QVERIFY(others.ok());
        world.restart();
        const PeerId first = world.open();
        const PeerId second = world.open();
        const quint64 one = world.begin(first, newAccount(text("bob")));
        const quint64 two = world.begin(second, newAccount(text("carl")));
        world.hasher.work();
        QVERIFY(is<Welcome>(world.answer(first, one)));
        QCOMPARE(codeOf(world.answer(second, two)), ErrorCode::TooLarge);
        QCOMPARE(world.closeCode(second), 4001);
        const PeerId third = world.open();
        QCOMPARE(codeOf(world.ask(third, newAccount(text("dora")))), ErrorCode::TooLarge);
        QCOMPARE(codeOf(world.ask(world.open(), newAccount(text("BOB")))), ErrorCode::NameTaken);
        const PeerId ann = world.open();
        QVERIFY(is<Welcome>(world.ask(ann, withPassword(text("ann"), text("correct horse")))));
    }

    void aPasswordSignsInUnderTheServersSpelling()
    {
        World world;
        world.registered(text("Ann"));
        const PeerId again = world.open();
        const Welcome welcome = as<Welcome>(world.ask(again, withPassword(text("ANN"), text("correct horse"))));
        QCOMPARE(welcome.user, text("Ann"));
        QVERIFY(!welcome.token.isEmpty());
    }

    void aWrongPasswordAndAnUnknownNameAreOneError()
    {
        World world;
        world.registered(text("ann"));
        const PeerId wrong = world.open();
        const Failure first = as<Failure>(world.ask(wrong, withPassword(text("ann"), text("wrong"))));
        const PeerId unknown = world.open();
        const Failure second = as<Failure>(world.ask(unknown, withPassword(text("bob"), text("wrong"))));
        QCOMPARE(first.error.code, ErrorCode::Unauthorized);
        QVERIFY(first.error == second.error);
        QCOMPARE(world.closeCode(wrong), 4001);
        QCOMPARE(world.closeCode(unknown), 4001);
        // The unknown name costs a hash as well: the time does not tell.
        QCOMPARE(world.hasher.verified.size(), 2u);
        QCOMPARE(world.hasher.verified[1], QString());
    }

    void guessingIsSlowedDownWithoutLockingThePersonOut()
    {
        World world;
        world.registered(text("ann"));
        for (int i = 0; i < AttemptLimits::MaxPerPair; ++i) {
            const PeerId thief = world.open(text("10.9.9.9"));
            QCOMPARE(codeOf(world.ask(thief, withPassword(text("ann"), text("guess")))), ErrorCode::Unauthorized);
        }
        const PeerId thief = world.open(text("10.9.9.9"));
        const Failure slow = as<Failure>(world.ask(thief, withPassword(text("ann"), text("correct horse"))));
        QCOMPARE(slow.error.code, ErrorCode::RateLimited);
        QVERIFY(slow.error.retryAfterMs > 0 && slow.error.retryAfterMs <= AttemptLimits::WindowMs);
        QCOMPARE(world.closeCode(thief), 1013);
        const PeerId ann = world.open(text("10.0.0.1"));
        QVERIFY(is<Welcome>(world.ask(ann, withPassword(text("ann"), text("correct horse")))));
        world.run(AttemptLimits::WindowMs);
        const PeerId later = world.open(text("10.9.9.9"));
        QVERIFY(is<Welcome>(world.ask(later, withPassword(text("ann"), text("correct horse")))));
    }

    // 112 wrong passwords from 14 addresses were enough.
    void manyAddressesLockNobodyOut()
    {
        World world;
        world.registered(text("ann"));
        const auto guessFrom = [&](const QString &address) {
            const PeerId thief = world.open(address);
            const auto answer = world.ask(thief, withPassword(text("ann"), text("guess")));
            world.gone(thief);
            return codeOf(answer);
        };
        for (int i = 0; i < 14 * AttemptLimits::MaxPerPair; ++i)
            QCOMPARE(guessFrom(QStringLiteral("10.9.9.%1").arg(i / AttemptLimits::MaxPerPair)),
                     ErrorCode::Unauthorized);
        // Somewhere new.
        QVERIFY(
            is<Welcome>(world.ask(world.open(text("10.0.0.77")), withPassword(text("ann"), text("correct horse")))));
        // A whole botnet, until no new place gets a try.
        for (int i = 0; guessFrom(QStringLiteral("10.8.%1.%2").arg(i / 250).arg(i % 250)) == ErrorCode::Unauthorized;
             ++i)
            QVERIFY(i < 2 * AttemptLimits::MaxPerName);
        // Where ann was before she gets in, with a token or by word, and whoever is there too has only their few tries.
        QVERIFY(
            is<Welcome>(world.ask(world.open(text("10.0.0.77")), withPassword(text("ann"), text("correct horse")))));
        for (int i = 0; i < AttemptLimits::MaxPerPair; ++i)
            QCOMPARE(guessFrom(text("10.0.0.77")), ErrorCode::Unauthorized);
        QCOMPARE(guessFrom(text("10.0.0.77")), ErrorCode::RateLimited);
    }

    void aTokenMakesItsPlaceKnown()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const QString token = world.tokenOf(ann);
        QVERIFY(is<Welcome>(world.ask(world.open(text("10.0.0.5")), withToken(token))));
        for (int i = 0; i < AttemptLimits::MaxPerName; ++i)
            world.ask(world.open(QStringLiteral("10.8.%1.%2").arg(i / 250).arg(i % 250)),
                      withPassword(text("ann"), text("guess")));
        QCOMPARE(codeOf(world.ask(world.open(text("10.7.7.7")), withPassword(text("ann"), text("correct horse")))),
                 ErrorCode::RateLimited);
        QVERIFY(is<Welcome>(world.ask(world.open(text("10.0.0.5")), withPassword(text("ann"), text("correct horse")))));
    }

    // One address filled the line in which everybody waits for the hash.
    void oneAddressHasOnlySoManyHashesAtOnce()
    {
        World world;
        for (int i = 0; i < 3 * link_limits::MaxHashesPerAddress; ++i)
            world.begin(world.open(text("10.9.9.9")), newAccount(QStringLiteral("m%1").arg(i)));
        QCOMPARE(int(world.hasher.waiting()), link_limits::MaxHashesPerAddress);
        const PeerId ann = world.open(text("10.0.0.1"));
        QVERIFY(is<Welcome>(world.ask(ann, newAccount(text("ann")))));
        QVERIFY(is<Welcome>(world.ask(world.open(text("10.9.9.9")), newAccount(text("bob")))));
    }

    // One account took all links of the server.
    void anAccountHasOnlySoManyLinks()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        for (std::size_t i = 1; i < link_limits::MaxPerAccount; ++i)
            world.sameDevice(ann);
        const PeerId one = world.open();
        QCOMPARE(codeOf(world.ask(one, withToken(world.tokenOf(ann)))), ErrorCode::Unavailable);
        QCOMPARE(world.closeCode(one), 1013);
        const PeerId bob = world.registered(text("bob"));
        QCOMPARE(world.closeCode(bob), 0);
        world.gone(ann);
        QVERIFY(is<Welcome>(world.ask(world.open(), withToken(world.tokenOf(ann)))));
    }

    // They kept everybody out for as long as they came.
    void whoSaysNothingMakesRoomForTheNext()
    {
        World world;
        const PeerId first = world.open(text("10.9.9.9"));
        const PeerId other = world.open(text("10.0.0.1"));
        for (std::size_t i = 1; i < link_limits::MaxUnknownPerAddress; ++i)
            world.open(text("10.9.9.9"));
        QCOMPARE(world.closeCode(first), 0);
        const PeerId ann = world.open(text("10.9.9.9"));
        QVERIFY(world.closeCode(first) != 0);
        QCOMPARE(world.closeCode(other), 0);
        QVERIFY(is<Welcome>(world.ask(ann, newAccount(text("ann")))));
        // From many addresses: those of the one with most go first.
        for (std::size_t i = 0; i < 2 * link_limits::MaxUnknown; ++i)
            world.open(QStringLiteral("10.1.%1.%2").arg(i / 250).arg(i % 250));
        const PeerId bob = world.open(text("10.0.0.2"));
        QVERIFY(is<Welcome>(world.ask(bob, newAccount(text("bob")))));
        QCOMPARE(world.closeCode(ann), 0);
    }

    void manyGuessesAtOnceAreNoWayAround()
    {
        World world;
        world.registered(text("ann"));
        for (int i = 0; i < 3 * AttemptLimits::MaxPerPair; ++i)
            world.begin(world.open(), withPassword(text("ann"), text("guess")));
        QCOMPARE(int(world.hasher.waiting()), AttemptLimits::MaxPerPair);
    }

    void whoSignsInOftenIsNoGuesser()
    {
        World world;
        world.registered(text("ann"));
        for (int i = 0; i < 2 * AttemptLimits::MaxPerName; ++i) {
            const PeerId ann = world.open();
            QVERIFY(is<Welcome>(world.ask(ann, withPassword(text("ann"), text("correct horse")))));
            world.gone(ann);
        }
    }

    void aTokenSignsInAndIsNotGivenAgain()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId again = world.open();
        const Welcome welcome = as<Welcome>(world.ask(again, withToken(world.tokenOf(ann), text("ANN"))));
        QCOMPARE(welcome.user, text("ann"));
        QCOMPARE(welcome.token, QString());
        const PeerId other = world.open();
        QCOMPARE(codeOf(world.ask(other, withToken(world.tokenOf(ann), text("bob")))), ErrorCode::Unauthorized);
        const PeerId wrong = world.open();
        QCOMPARE(codeOf(world.ask(wrong, withToken(text("token-99")))), ErrorCode::Unauthorized);
    }

    void theDatabaseHoldsNoTokenAndNoPassword()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const auto rows = world.database.database().run(QStringLiteral("SELECT hash FROM token"));
        QVERIFY(rows.ok() && rows.value()->next());
        QVERIFY(rows.value()->value(0).toByteArray() != world.tokenOf(ann).toUtf8());
        rows.value()->finish();
    }

    void logoutRevokesTheTokenAndItsOtherLinks()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId twin = world.sameDevice(ann);
        const PeerId phone = world.signedIn(text("ann"));
        QVERIFY(is<Done>(world.ask(ann, Logout{})));
        QCOMPARE(world.closeCode(ann), 1000);
        QCOMPARE(world.closeCode(twin), 4001);
        QCOMPARE(world.closeCode(phone), 0);
        const PeerId again = world.open();
        QCOMPARE(codeOf(world.ask(again, withToken(world.tokenOf(ann)))), ErrorCode::Unauthorized);
    }

    void aLogoutThatCannotBeWrittenIsNotSaidToBeDone()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.store.full = true;
        QCOMPARE(world.refusal(ann, Logout{}), ErrorCode::StorageFull);
        QCOMPARE(world.closeCode(ann), 0);
    }

    void aTokenExpiresAfterNinetyDaysWithoutUse()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const QString token = world.tokenOf(ann);
        world.gone(ann);
        for (int i = 0; i < 3; ++i) { // each use begins the ninety days anew
            world.clock.advance(80 * DayMs);
            QVERIFY(isValid(world, token));
        }
        world.clock.advance(91 * DayMs);
        QVERIFY(!isValid(world, token));
    }

    void noCalendarEndsAToken_data()
    {
        QTest::addColumn<qint64>("days");
        QTest::newRow("ahead, and back") << qint64(100);
        QTest::newRow("back, and ahead") << qint64(-100);
    }
    void noCalendarEndsAToken()
    {
        QFETCH(qint64, days);
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        world.clock.stepWall(days * DayMs);
        const PeerId other = world.signedIn(text("bob")); // sweeps
        QVERIFY(isValid(world, world.tokenOf(bob)));
        world.clock.stepWall(-days * DayMs);
        world.clock.advance(3'600'000);
        world.signedIn(text("bob")); // sweeps
        for (const PeerId device : {ann, bob, other})
            QVERIFY(isValid(world, world.tokenOf(device)));
    }

    // Of a server that is started anew each day, and of one whose clock is wrong each time.
    void aTokenAgesOverRestarts()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        const QString unused = world.tokenOf(ann);
        const QString used = world.tokenOf(bob);
        for (int day = 0; day < 91; ++day) {
            QCOMPARE(tokensIn(world), 2);
            world.clock.advance(DayMs);
            QVERIFY(isValid(world, used));
            world.restart();
            world.clock.stepWall(day % 2 ? -200 * DayMs : 200 * DayMs);
        }
        QVERIFY(isValid(world, used));
        QVERIFY(!isValid(world, unused));
    }

    void anAccountKeepsItsNewestTokens()
    {
        World world;
        const PeerId bob = world.registered(text("bob"));
        const PeerId first = world.registered(text("ann"));
        std::vector<QString> tokens{world.tokenOf(first)};
        world.gone(first);
        const auto signIn = [&] {
            world.clock.advance(1'000);
            const PeerId ann = world.signedIn(text("ann"));
            tokens.push_back(world.tokenOf(ann));
            world.gone(ann);
        };
        const auto isValid = [&](const QString &token) { return tst_Authentication::isValid(world, token); };
        while (tokens.size() < ServerStore::MaxTokensPerAccount)
            signIn();
        QVERIFY(isValid(tokens[0]));
        signIn();
        QVERIFY(!isValid(tokens[0]));
        QVERIFY(isValid(tokens[1]));
        signIn();
        QVERIFY(!isValid(tokens[1]));
        QVERIFY(isValid(tokens[2]));
        // What was signed out makes room.
        const PeerId last = world.open();
        QVERIFY(is<Welcome>(world.ask(last, withToken(tokens.back()))));
        QVERIFY(is<Done>(world.ask(last, Logout{})));
        signIn();
        QVERIFY(isValid(tokens[2]));
        QVERIFY(isValid(tokens.back()));
        QVERIFY(isValid(world.tokenOf(bob)));
    }

    // However long ago it signed in, and however many scripts do so meanwhile.
    void aTokenWhoseLinkIsOpenIsNeverTheOneThatGoes()
    {
        World world;
        const PeerId desktop = world.registered(text("ann"));
        for (std::size_t run = 0; run < 2 * ServerStore::MaxTokensPerAccount; ++run) {
            world.clock.advance(60'000);
            world.gone(world.signedIn(text("ann")));
        }
        world.gone(desktop);
        QVERIFY(is<Welcome>(world.ask(world.open(), withToken(world.tokenOf(desktop)))));
    }

    // It was closed over night, and a script ran each minute, and was killed each time.
    void aScriptPushesOutItsOwnTokensOnly()
    {
        World world;
        world.client = text("banter/1 (Debian GNU/Linux 12)");
        const PeerId desktop = world.registered(text("ann"));
        world.gone(desktop);
        std::vector<QString> runs;
        const auto run = [&](const QString &program) {
            world.client = program;
            world.clock.advance(60'000);
            const PeerId script = world.signedIn(text("ann"));
            runs.push_back(world.tokenOf(script));
            world.gone(script);
        };
        for (std::size_t i = 0; i < 2 * ServerStore::MaxTokensPerAccount; ++i)
            run(QStringLiteral("banter-cli/%1 (here)").arg(i));
        QCOMPARE(tokensIn(world), int(ServerStore::MaxTokensPerAccount));
        QVERIFY(isValid(world, world.tokenOf(desktop)));
        // Of its own the oldest went.
        const std::size_t kept = ServerStore::MaxTokensPerAccount - 1;
        QVERIFY(!isValid(world, runs[runs.size() - kept - 1]));
        QVERIFY(isValid(world, runs[runs.size() - kept]));
        // One of a program that has none there takes the place of who has most.
        run(text("another"));
        QVERIFY(isValid(world, world.tokenOf(desktop)));
        QVERIFY(isValid(world, runs.back()));
        QCOMPARE(tokensIn(world), int(ServerStore::MaxTokensPerAccount));
    }

    void whereAllTokensAreInUseNoneGoes()
    {
        World world;
        std::vector<PeerId> devices{world.registered(text("ann"))};
        while (devices.size() < ServerStore::MaxTokensPerAccount + 5)
            devices.push_back(world.signedIn(text("ann")));
        for (const PeerId device : devices) {
            const PeerId twin = world.open();
            QVERIFY(is<Welcome>(world.ask(twin, withToken(world.tokenOf(device)))));
            world.gone(twin);
        }
        // Once they are gone there are as many again as there may be.
        world.restart();
        world.gone(world.signedIn(text("ann")));
        const auto rows = world.database.database().run(QStringLiteral("SELECT count(*) FROM token"));
        QVERIFY(rows.ok() && rows.value()->next());
        QCOMPARE(rows.value()->value(0).toULongLong(), qulonglong(ServerStore::MaxTokensPerAccount));
        rows.value()->finish();
    }

    // A program that was open for weeks was used until it was closed.
    void aTokenCountsAsUsedForAsLongAsItsLinkIsOpen_data()
    {
        QTest::addColumn<bool>("serverStops");
        QTest::newRow("the link ends") << false;
        QTest::newRow("the server stops") << true;
    }

    void aTokenCountsAsUsedForAsLongAsItsLinkIsOpen()
    {
        QFETCH(bool, serverStops);
        World world;
        const PeerId desktop = world.registered(text("ann"));
        world.clock.advance(80 * DayMs);
        if (serverStops) {
            world.hub->conclude();
            world.restart();
        } else {
            world.gone(desktop);
        }
        world.clock.advance(80 * DayMs);
        QVERIFY(is<Welcome>(world.ask(world.open(), withToken(world.tokenOf(desktop)))));
    }

    void expiredTokensAreSweptNowAndThen()
    {
        World world;
        world.registered(text("ann"));
        const auto expire = [&] {
            return world.database.database()
                .run(QStringLiteral("INSERT INTO token(hash, account, used) VALUES(x'00', 1, 0)"))
                .ok();
        };
        const auto expired = [&] {
            const auto rows = world.database.database().run(QStringLiteral("SELECT 1 FROM token WHERE used=0"));
            const bool found = rows.ok() && rows.value()->next();
            rows.value()->finish();
            return found;
        };
        world.clock.advance(91 * DayMs);
        world.signedIn(text("ann"));
        QVERIFY(expire());
        world.clock.stepWall(3'600'000);
        world.signedIn(text("ann"));
        QVERIFY(expired());
        world.clock.advance(3'600'000);
        world.signedIn(text("ann"));
        QVERIFY(!expired());
    }

    void nothingButHelloComesFirst()
    {
        World world;
        const PeerId peer = world.open();
        QCOMPARE(world.refusal(peer, ListRooms{}), ErrorCode::Unauthorized);
        QCOMPARE(world.refusal(peer, SendMessage{text("lobby"), text("id"), text("hi")}), ErrorCode::Unauthorized);
        QVERIFY(is<Welcome>(world.ask(peer, newAccount(text("ann")))));
        QCOMPARE(world.refusal(peer, newAccount(text("bob"))), ErrorCode::BadRequest);
    }

    void anotherVersionIsRefused()
    {
        World world;
        const PeerId peer = world.open();
        Hello hello = newAccount(text("ann"));
        hello.version = 2;
        QCOMPARE(world.refusal(peer, hello), ErrorCode::UnsupportedVersion);
        QCOMPARE(world.closeCode(peer), 1002);
    }

    void aSilentLinkIsClosed()
    {
        World world;
        const PeerId peer = world.open();
        world.run(limits::HelloDeadlineMs - 1);
        QCOMPARE(world.closeCode(peer), 0);
        world.run(1);
        QCOMPARE(world.closeCode(peer), 4001);
    }

    void whoWaitsForTheHashIsNotSilent()
    {
        World world;
        const PeerId peer = world.open();
        const quint64 id = world.begin(peer, newAccount(text("ann")));
        world.run(2 * limits::HelloDeadlineMs);
        QCOMPARE(world.closeCode(peer), 0);
        world.hasher.work();
        QVERIFY(is<Welcome>(world.answer(peer, id)));
    }

    void tooManyAtOnceAreToldWhenToComeBack()
    {
        World world;
        world.registered(text("ann"));
        world.hasher.isFull = true;
        for (const Hello &hello : {newAccount(text("bob")), withPassword(text("ann"), text("correct horse"))}) {
            const PeerId peer = world.open();
            const Failure busy = as<Failure>(world.ask(peer, hello));
            QCOMPARE(busy.error.code, ErrorCode::Unavailable);
            QVERIFY(busy.error.retryAfterMs > 0);
            QCOMPARE(world.closeCode(peer), 1013);
        }
    }

    void aHashThatRanOutOfMemoryMakesNoAccount()
    {
        World world;
        world.hasher.outOfMemory = true;
        QCOMPARE(world.refusal(world.open(), newAccount(text("ann"))), ErrorCode::Unavailable);
        world.hasher.outOfMemory = false;
        QVERIFY(is<Welcome>(world.ask(world.open(), newAccount(text("ann")))));
    }

    void aFullDiskKeepsNobodyOut()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.store.full = true;
        const PeerId again = world.open();
        QVERIFY(is<Welcome>(world.ask(again, withToken(world.tokenOf(ann)))));
        const PeerId fresh = world.open();
        const Welcome welcome = as<Welcome>(world.ask(fresh, withPassword(text("ann"), text("correct horse"))));
        QCOMPARE(welcome.user, text("ann"));
        QCOMPARE(welcome.token, QString());
        QCOMPARE(world.refusal(world.open(), newAccount(text("bob"))), ErrorCode::StorageFull);
    }

    void whoLeftDuringTheHashIsForgotten()
    {
        World world;
        const PeerId peer = world.open();
        world.begin(peer, newAccount(text("ann")));
        world.gone(peer);
        world.hasher.work();
        QVERIFY(is<Welcome>(world.ask(world.open(), newAccount(text("ann")))));
    }

    void aHubThatIsGoneIsNotCalled()
    {
        World world;
        world.begin(world.open(), newAccount(text("ann")));
        world.restart();
        world.hasher.work();
        QVERIFY(is<Welcome>(world.ask(world.open(), newAccount(text("ann")))));
    }

    void itemsBehindALogoutDoNotCount()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        world.begin(ann, Logout{});
        const quint64 late = world.begin(ann, SendMessage{text("lobby"), text("late"), text("late")});
        world.scheduler.settle();
        QCOMPARE(world.answers(ann, late), 0);
        const PeerId again = world.signedIn(text("ann"));
        QCOMPARE(world.subscribe(again, text("lobby")).page.lastSeq, 0);
    }

    void aBadFirstItemEndsTheLink()
    {
        World world;
        const PeerId peer = world.open();
        world.hub->receivedBad(peer, {1, {ErrorCode::BadRequest, text("auth is missing")}});
        QCOMPARE(codeOf(world.answer(peer, 1)), ErrorCode::BadRequest);
        QCOMPARE(world.closeCode(peer), 4001);
    }

    void aFloodOfBadItemsEndsTheLink()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        for (quint64 id = 1000; id < 1020; ++id) {
            world.hub->receivedBad(ann, {id, {ErrorCode::BadRequest, text("room is missing")}});
            QCOMPARE(codeOf(world.answer(ann, id)), ErrorCode::BadRequest);
        }
        QCOMPARE(world.closeCode(ann), 0);
        world.hub->receivedBad(ann, {2000, {ErrorCode::BadRequest, text("room is missing")}});
        QCOMPARE(world.closeCode(ann), 1008);
    }

    void tenUnreadableFramesEndTheLink()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        for (int i = 1; i <= limits::MaxUnreadableFrames; ++i) {
            QCOMPARE(world.closeCode(ann), 0);
            world.hub->receivedUnreadable(ann, {ErrorCode::BadFrame, text("not JSON")});
            QCOMPARE(int(world.events<Failure>(ann).size()), i);
        }
        QCOMPARE(world.closeCode(ann), 1002);
    }

    void requestsWithoutEndAreSlowedDown()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        int refused = 0;
        for (int i = 0; i < 3'000; ++i) {
            const auto answered = world.ask(ann, ListRooms{});
            if (is<Failure>(answered)) {
                ++refused;
                QCOMPARE(codeOf(answered), ErrorCode::RateLimited);
                QVERIFY(as<Failure>(answered).error.retryAfterMs > 0);
            }
        }
        QVERIFY(refused > 900);
        QVERIFY(is<Ack>(world.ask(ann, SendMessage{text("lobby"), text("m1"), text("hi")})));
        world.run(1'000);
        QVERIFY(is<RoomList>(world.ask(ann, ListRooms{})));
    }
};

TEST_WITH_CORE_APPLICATION(tst_Authentication)

} // namespace tst_authentication

#include "tst_authentication.moc"
