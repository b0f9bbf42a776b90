// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/session/stage.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_searching {

using namespace banter;
using namespace banter::testing;

namespace {

std::vector<Seq> seqs(const Stage &stage)
{
    std::vector<Seq> all;
    for (const ShownMessage &shown : stage.view.messages(Lobby)) {
        if (shown.message.seq > 0)
            all.push_back(shown.message.seq);
    }
    return all;
}

} // namespace

/// Searching what is on this computer, and going there.
class TestSearching : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsWhatWasSaid();
    void findsWithoutANetwork();
    void givesTheNumberOfTheSearch();
    void saysThatThereIsMore();
    void jumpsToWhatIsStored();
    void fetchesWhatIsMissingAroundAJump();
    void jumpsToASingleMessageWithoutANetwork();
    void refusesAJumpToNowhere();
};

void TestSearching::findsWhatWasSaid()
{
    Stage stage;
    stage.enter();
    stage.server.post(Lobby, Bo, QStringLiteral("Where is the teapot?"));
    stage.send(QStringLiteral("The teapot is in the attic"));
    stage.run(50);
    stage.tell(tell::Search{1, QStringLiteral("TEAPOT"), Lobby, 10});
    stage.run(5);
    QVERIFY(stage.view.found.has_value());
    QCOMPARE(stage.view.found->messages.size(), std::size_t(2));
    QCOMPARE(stage.view.found->messages[0].text, QStringLiteral("The teapot is in the attic"));
    QCOMPARE(stage.view.found->messages[0].sender, Ann);
    QVERIFY(!stage.view.found->more);
    QCOMPARE(stage.view.found->words, QStringList{QStringLiteral("TEAPOT")});
}

void TestSearching::findsWithoutANetwork()
{
    Stage stage;
    stage.enter();
    stage.server.post(Lobby, Bo, QStringLiteral("明天下午三点开会"));
    stage.run(50);
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.tell(tell::Connect{});
    stage.tell(tell::Search{1, QStringLiteral("三点"), {}, 10});
    stage.run(5);
    QVERIFY(!stage.connected());
    QCOMPARE(stage.view.found->messages.size(), std::size_t(1));
    QCOMPARE(stage.view.found->messages[0].room, Lobby);
}

void TestSearching::givesTheNumberOfTheSearch()
{
    Stage stage;
    stage.start();
    stage.tell(tell::Search{7, QStringLiteral("anything"), {}, 10});
    stage.tell(tell::Search{8, QStringLiteral("  "), {}, 10});
    stage.run(5);
    QCOMPARE(stage.view.found->number, quint64(8));
    QVERIFY(stage.view.found->messages.empty());
}

void TestSearching::saysThatThereIsMore()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 30); // "1" to "30"
    stage.enter();
    stage.tell(tell::Search{1, QStringLiteral("1"), {}, 4});
    stage.run(5);
    QCOMPARE(stage.view.found->messages.size(), std::size_t(4));
    QCOMPARE(stage.view.found->messages[0].text, QStringLiteral("21"));
    QVERIFY(stage.view.found->more);
    stage.tell(tell::Search{2, QStringLiteral("1"), {}, 12});
    stage.run(5);
    QCOMPARE(stage.view.found->messages.size(), std::size_t(12));
    QVERIFY(!stage.view.found->more);
}

void TestSearching::jumpsToWhatIsStored()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 180);
    stage.enter();
    for (int i = 0; i < 3; ++i) {
        stage.tell(tell::LoadOlder{Lobby, 0, 50});
        stage.run(50);
    }
    stage.kill();
    stage.server.up = false;
    stage.start();
    stage.tell(tell::OpenRoom{Lobby});
    stage.run(5);
    stage.view.events.clear();
    stage.tell(tell::LoadAround{Lobby, 60, 20});
    stage.run(5);
    QCOMPARE(seqs(stage).front(), 51);
    QCOMPARE(seqs(stage).back(), 70);
    QVERIFY(stage.view.failures.empty());
}

void TestSearching::fetchesWhatIsMissingAroundAJump()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 900);
    stage.enter();
    stage.view.events.clear();
    stage.tell(tell::LoadAround{Lobby, 300, 40});
    stage.run(50);
    QCOMPARE(seqs(stage).front(), 281);
    QCOMPARE(seqs(stage).back(), 320);
    QCOMPARE(seqs(stage).size(), std::size_t(40));
    QVERIFY(!stage.view.history[Lobby].loading);
    QVERIFY(stage.view.history[Lobby].gaps.empty());
    stage.view.events.clear();
    stage.tell(tell::LoadAround{Lobby, 3, 40}); // at either end it is no more than there is
    stage.tell(tell::LoadAround{Lobby, 899, 40});
    stage.run(50);
    QCOMPARE(seqs(stage).front(), 1);
    QCOMPARE(seqs(stage).back(), 900);
}

// A message that was stored by itself: its neighbours are the server's to give.
void TestSearching::jumpsToASingleMessageWithoutANetwork()
{
    Stage stage;
    stage.server.fill(Lobby, Bo, 900);
    stage.enter();
    stage.tell(tell::LoadOlder{Lobby, 301, 1}); // a look far back
    stage.run(50);
    stage.goOffline();
    stage.tell(tell::Search{1, QStringLiteral("300"), Lobby, 10});
    stage.run(5);
    QCOMPARE(stage.view.found->messages.size(), std::size_t(1));
    stage.view.events.clear();
    stage.tell(tell::LoadAround{Lobby, 300, 40});
    stage.run(5);
    QCOMPARE(seqs(stage), std::vector<Seq>{300});
    QVERIFY(!stage.view.history[Lobby].loading);
}

void TestSearching::refusesAJumpToNowhere()
{
    Stage stage;
    stage.start();
    stage.tell(tell::LoadAround{QStringLiteral("nowhere"), 3, 40});
    stage.run(5);
    QVERIFY(stage.view.failed(ErrorCode::NotFound, QStringLiteral("nowhere")));
    stage.view.failures.clear();
    stage.tell(tell::LoadNewer{QStringLiteral("nowhere"), 3, 40});
    stage.tell(tell::LoadNewest{QStringLiteral("nowhere"), 40});
    stage.run(5);
    QCOMPARE(stage.view.failures.size(), std::size_t(2));
}

TEST_WITH_CORE_APPLICATION(TestSearching)

} // namespace tst_searching

#include "tst_searching.moc"
