// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/server/world.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_sign_in_crowds {

using namespace banter;
using namespace banter::protocol;
using namespace banter::testing;

namespace {

Hello withPassword(const QString &user, const QString &password)
{
    return {1, text("test/1"), {}, {Auth::Method::Password, user, password}};
}
Hello withToken(const QString &token)
{
    return {1, text("test/1"), {}, {Auth::Method::Token, {}, token}};
}
Hello newAccount(const QString &user)
{
    return {1, text("test/1"), {}, {Auth::Method::Register, user, text("correct horse")}};
}
ErrorCode codeOf(const std::optional<ServerBody> &body)
{
    return as<Failure>(body).error.code;
}
constexpr qint64 DayMs = 24LL * 3600 * 1000;

} // namespace

/// Signing in while a crowd does all to keep others out.
class TestSignInCrowds final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // They took the places that were kept for people with a token: 1,000 of them, from four addresses.
    void whoSaysNothingTakesNoPlaceOfPeople()
    {
        World world;
        world.bounds = {2, 2};
        world.restart();
        const PeerId ann = world.registered(text("ann"));
        std::vector<PeerId> silent;
        for (int i = 0; i < 10; ++i)
            silent.push_back(world.open(QStringLiteral("10.9.9.%1").arg(i / 5)));
        QVERIFY(is<Welcome>(world.ask(world.open(text("10.0.0.2")), withToken(world.tokenOf(ann)))));
        QVERIFY(world.closeCode(silent.front()) != 0);
        // All places are taken now.
        const PeerId late = world.open(text("10.0.0.2"));
        QCOMPARE(codeOf(world.ask(late, withToken(world.tokenOf(ann)))), ErrorCode::Unavailable);
        QCOMPARE(world.closeCode(late), 1013);
        world.gone(ann);
        QVERIFY(is<Welcome>(world.ask(world.open(text("10.0.0.2")), withToken(world.tokenOf(ann)))));
    }

    // Whoever was turned away had a place for as long as the last word took, and was not counted.
    void whoWasTurnedAwayGoesBeforeWhoAsks()
    {
        World world;
        world.bounds = {10, 3};
        world.restart();
        world.registered(text("ann"));
        const PeerId silent = world.open(text("10.9.9.9"));
        const PeerId asking = world.open(text("10.0.0.2"));
        world.begin(asking, withPassword(text("ann"), text("correct horse")));
        const PeerId wrong = world.open(text("10.9.9.9"));
        const quint64 id = world.begin(wrong, withToken(text("token-99")));
        QCOMPARE(codeOf(world.answer(wrong, id)), ErrorCode::Unauthorized);
        world.sink.closed.clear();
        world.open(text("10.0.0.3"));
        QVERIFY(world.closeCode(wrong) != 0);
        QCOMPARE(world.closeCode(silent), 0);
        QCOMPARE(world.closeCode(asking), 0);
    }

    void theLastPlacesAreForWhoIsKnown()
    {
        World world;
        world.bounds = {100, 10}; // the last 10; one for each address
        world.restart();
        const PeerId ann = world.registered(text("ann"));
        const PeerId bob = world.registered(text("bob"));
        for (int i = 2; i < 90; ++i)
            world.sameDevice(i % 2 == 0 ? ann : bob);
        const Hello byWord = withPassword(text("ann"), text("correct horse"));
        QCOMPARE(codeOf(world.ask(world.open(text("10.0.0.9")), newAccount(text("carl")))), ErrorCode::Unavailable);
        QCOMPARE(codeOf(world.ask(world.open(text("10.0.0.9")), byWord)), ErrorCode::Unavailable);
        // With a token from anywhere, and then by word, since ann is known there.
        const PeerId there = world.open(text("10.0.0.9"));
        QVERIFY(is<Welcome>(world.ask(there, withToken(world.tokenOf(ann)))));
        world.gone(there);
        QVERIFY(is<Welcome>(world.ask(world.open(text("10.0.0.9")), byWord)));
        // One for each address, whoever it is.
        QCOMPARE(codeOf(world.ask(world.open(text("10.0.0.9")), withToken(world.tokenOf(bob)))),
                 ErrorCode::Unavailable);
        QCOMPARE(codeOf(world.ask(world.open(), withToken(world.tokenOf(bob)))), ErrorCode::Unavailable);
        QVERIFY(is<Welcome>(world.ask(world.open(text("10.0.0.10")), withToken(world.tokenOf(bob)))));
    }

    // A customer with a /48 is as many as 65,536 addresses.
    void aNetworkIsStoppedBeforeAName()
    {
        World world;
        const auto guessFrom = [&](int i) {
            const PeerId thief = world.open(QStringLiteral("2001:db8:0:%1::/64").arg(i, 0, 16));
            const auto answer = world.ask(thief, withPassword(text("ann"), text("guess")));
            world.gone(thief);
            return codeOf(answer);
        };
        world.registered(text("ann"));
        for (int i = 0; i < AttemptLimits::MaxPerNetworkPair; ++i)
            QCOMPARE(guessFrom(i), ErrorCode::Unauthorized);
        QCOMPARE(guessFrom(999), ErrorCode::RateLimited);
        QVERIFY(is<Welcome>(
            world.ask(world.open(text("2001:db8:1::/64")), withPassword(text("ann"), text("correct horse")))));
    }

    // A restart forgot where people are known, and who had guessed.
    void aRestartForgetsNoPlaceAndNoGuesses()
    {
        World world;
        world.registered(text("ann"));
        for (int i = 0; i < 12; ++i) {
            world.clock.advance(1'000);
            const PeerId ann = world.open(QStringLiteral("10.0.1.%1").arg(i));
            QVERIFY(is<Welcome>(world.ask(ann, withPassword(text("ann"), text("correct horse")))));
            world.gone(ann);
        }
        const auto rows = [&](const char *table) {
            return world.database.database()
                .value(QStringLiteral("SELECT count(*) FROM %1").arg(QLatin1String(table)))
                .value()
                .toInt();
        };
        QCOMPARE(rows("known_place"), int(AttemptLimits::MaxKnownPlaces));
        const auto guessFrom = [&](const QString &address) {
            const PeerId thief = world.open(address);
            const auto answer = world.ask(thief, withPassword(text("ann"), text("guess")));
            world.gone(thief);
            return codeOf(answer);
        };
        for (int i = 0; guessFrom(QStringLiteral("10.8.%1.%2").arg(i / 250).arg(i % 250)) == ErrorCode::Unauthorized;
             ++i)
            QVERIFY(i < 2 * AttemptLimits::MaxPerName);
        for (const bool orderly : {false, true}) {
            if (orderly)
                world.hub->conclude();
            world.restart();
            world.clock.stepWall(100 * DayMs); // the calendar tells nothing
            QCOMPARE(guessFrom(text("10.7.7.7")), ErrorCode::RateLimited);
            const PeerId ann = world.open(text("10.0.1.11"));
            QVERIFY(is<Welcome>(world.ask(ann, withPassword(text("ann"), text("correct horse")))));
            world.gone(ann);
        }
        // What is over counts no more, and goes from the disk.
        world.run(2 * AttemptLimits::WindowMs);
        world.hub->conclude();
        world.restart();
        QCOMPARE(guessFrom(text("10.7.7.7")), ErrorCode::Unauthorized);
        world.hub->conclude();
        QVERIFY(rows("attempt") > 0);
        QVERIFY(rows("attempt") < 10);
        // A place at which nobody was for very long is forgotten.
        world.clock.advance(91 * DayMs);
        world.registered(text("bob"));
        world.restart();
        for (int i = 0; guessFrom(QStringLiteral("10.8.%1.%2").arg(i / 250).arg(i % 250)) == ErrorCode::Unauthorized;
             ++i)
            QVERIFY(i < 2 * AttemptLimits::MaxPerName);
        QCOMPARE(codeOf(world.ask(world.open(text("10.0.1.11")), withPassword(text("ann"), text("correct horse")))),
                 ErrorCode::RateLimited);
    }

    // At one's own address somebody else may be guessing.
    void strangersTakeNoPlaceInTheLineOfWhoIsKnown()
    {
        World world;
        world.registered(text("ann"));
        const QString there = text("10.0.0.1");
        for (int i = 0; i < 2 * link_limits::MaxHashesPerAddress; ++i)
            world.begin(world.open(there), withPassword(QStringLiteral("nobody%1").arg(i), text("guess")));
        QCOMPARE(int(world.hasher.waiting()), link_limits::MaxHashesPerAddress);
        world.hasher.turns.clear();
        const PeerId ann = world.open(there);
        const quint64 id = world.begin(ann, withPassword(text("ann"), text("correct horse")));
        QCOMPARE(world.hasher.turns.size(), 1U);
        QVERIFY(world.hasher.turns.back().rank == HashTurn::Rank::Known);
        world.hasher.work();
        QVERIFY(is<Welcome>(world.answer(ann, id)));
        // Many places that guess at one name leave places for others.
        for (int i = 0; i < 3 * link_limits::MaxHashesPerName; ++i)
            world.begin(world.open(QStringLiteral("10.9.9.%1").arg(i)), withPassword(text("ann"), text("guess")));
        QCOMPARE(int(world.hasher.waiting()), link_limits::MaxHashesPerName);
        // So do those of one network.
        for (int i = 0; i < 3 * link_limits::MaxHashesPerNetwork; ++i)
            world.begin(world.open(QStringLiteral("2001:db8:0:%1::/64").arg(i)),
                        withPassword(QStringLiteral("nobody%1").arg(i), text("guess")));
        QCOMPARE(int(world.hasher.waiting()), link_limits::MaxHashesPerName + link_limits::MaxHashesPerNetwork);
        world.hasher.work();
    }

    void whoMadeRoomForOthersIsToldToComeBack()
    {
        World world;
        const PeerId ann = world.registered(text("ann"));
        for (const Hello &hello : {withPassword(text("bob"), text("guess")), newAccount(text("bob"))}) {
            for (int i = 0; i < 3 * AttemptLimits::MaxPerPair; ++i) { // and it is no guess
                const PeerId peer = world.open(text("10.9.9.9"));
                const quint64 id = world.begin(peer, hello);
                QCOMPARE(world.hasher.waiting(), 1U);
                world.hasher.dropLast();
                QCOMPARE(codeOf(world.answer(peer, id)), ErrorCode::Unavailable);
                QVERIFY(as<Failure>(world.answer(peer, id)).error.retryAfterMs > 0);
                QCOMPARE(world.closeCode(peer), 1013);
            }
        }
        const quint64 change = world.begin(ann, ChangePassword{text("correct horse"), text("battery staple"), false});
        QVERIFY(world.hasher.turns.back().rank == HashTurn::Rank::Known);
        world.hasher.dropLast();
        QCOMPARE(codeOf(world.answer(ann, change)), ErrorCode::Unavailable);
        QVERIFY(is<Done>(world.ask(ann, ChangePassword{text("correct horse"), text("battery staple"), false})));
    }
};

TEST_WITH_CORE_APPLICATION(TestSignInCrowds)

} // namespace tst_sign_in_crowds

#include "tst_sign_in_crowds.moc"
