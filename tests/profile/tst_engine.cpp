// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/profile/talk.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace tst_engine {

using namespace banter;
using namespace banter::testing;

namespace {

const QString Lobby = QStringLiteral("lobby");

QByteArray builtin(const char *name)
{
    QFile file(QStringLiteral(BANTER_PROFILES_DIR "/%1.json").arg(s(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Talk inChannels()
{
    Talk talk("channels");
    talk.open();
    talk.enter("lobby", R"({"type":"subscribed","channel":"lobby"})");
    return talk;
}

/// A server that keeps sessions lets us in: the first time, and again.
void openRecoverable(Talk &talk)
{
    talk.dialect->linkRequest(talk.url, talk.credentials);
    talk.dialect->opened({}, talk.credentials, talk.now);
    talk.say(R"(0{"sid":"e1","upgrades":[],"pingInterval":25000,"pingTimeout":20000})");
    talk.say(R"(40{"sid":"s1","pid":"p1"})");
}

QByteArray line(const char *text, const char *sender, const char *channel = "lobby")
{
    return QByteArray(R"({"type":"message","channel":")") + channel + R"(","content":")" + text + R"(","sender":")" +
           sender + R"("})";
}

} // namespace

class EngineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensWithTheSecretWhereItBelongs();
    void leavesTheAddressAsItIs_data();
    void leavesTheAddressAsItIs();
    void offersNoSecretThatIsNoToken();
    void numbersFromWhereTheSessionStands();
    void knowsItsOwnEcho();
    void leavesAHoleAfterAnAbsence();
    void putsALateHistoryBehindWhatIsHeld();
    void knowsAHistoryAgain_data();
    void knowsAHistoryAgain();
    void tellsARepeatedWordInAHistory();
    void knowsItsOwnWordsInAHistory();
    void knowsAnEchoInAnotherForm_data();
    void knowsAnEchoInAnotherForm();
    void showsAMessageWithAnOddValue_data();
    void showsAMessageWithAnOddValue();
    void tellsLongIdsApart();
    void cleansAndCutsWhatOthersWrote();
    void believesTheFramesMoreThanTheAddress_data();
    void believesTheFramesMoreThanTheAddress();
    void keepsTheOneRoomOfItsAddress();
    void aFrameWithoutARoomSaysNothing_data();
    void aFrameWithoutARoomSaysNothing();
    void aRoomListLeavesNobodyOut();
    void matchesLongTexts();
    void cleansTheWordsOfAnError();
    void fetchesWhatIsStale_data();
    void fetchesWhatIsStale();
    void fetchesNoMoreThanOnceASecond();
    void takesNewOnesOfAFetchedHistory();
    void tellsWhenSomebodyWasLastSeen();
    void tellsNoMoreOfACrowdThanCanBeShown();
    void putsSeveralFramesIntoOne();
    void putsSeveralFramesIntoAnEvent();
    void failsTheJoinThatIsDenied();
    void deniesOneJoinInSeveralErrors();
    void blamesADenialOnTheOldestJoin();
    void joinsInSpiteOfOtherErrors();
    void takesAConfirmationThatComesLate();
    void keepsARosterFromTheRoomThatIsDenied();
    void doesNotWaitForAConfirmationForEver();
    void tellsRosterByDifferences();
    void keepsTheRosterOfARecoveredSession();
    void putsBackWhoLeftEveryRoom();
    void leavesAHoleWhereTooMuchCameEarly();
    void leavesAHoleWhereTheLinkWasTooShort();
    void takesAcksOfEveryStyle_data();
    void takesAcksOfEveryStyle();
    void neverShowsAnIdTwice();
    void losesNothingToAServerThatCountsAnew();
    void dropsWhatNamesNoRoom();
    void fallsBackToTheDefaultNamespace();
    void goesWithoutAnotherNamespace();
    void countsWhoeverIsSeen();
    void signsInByEvents();
    void readsPatterns();
    void hearsAllThatOneEventMeans();
    void saysWhatItCannotDo();
};

void EngineTest::opensWithTheSecretWhereItBelongs()
{
    Talk talk("channels");
    talk.credentials.secret = s("a&b c");
    QCOMPARE(talk.dialect->linkRequest(talk.url, talk.credentials).url.toEncoded(),
             QByteArray("ws://h:1/?token=a%26b%20c"));
    const QByteArray others = changed(
        builtin("channels"),
        {{s("credentials"),
          QJsonArray{
              QJsonObject{{s("in"), s("header")}, {s("name"), s("Authorization")}, {s("value"), s("Bearer {secret}")}},
              QJsonObject{{s("in"), s("subprotocol")}, {s("value"), s("t.{secret}")}}}}});
    Talk other = Talk::of(others);
    other.credentials.secret = s("xyz");
    const LinkRequest request = other.dialect->linkRequest(other.url, other.credentials);
    QCOMPARE(request.headers.front().second, QByteArray("Bearer xyz"));
    QCOMPARE(request.subprotocols, QStringList{s("t.xyz")});
    QVERIFY(!request.url.toString().contains(s("xyz")));
}

void EngineTest::leavesTheAddressAsItIs_data()
{
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("dialled");
    const auto row = [](const char *name, const char *profile, const char *secret, const char *address,
                        const char *dialled) {
        QTest::newRow(name) << QByteArray(profile) << QByteArray(secret) << QByteArray(address) << QByteArray(dialled);
    };
    row("no secret", "channels", "", "ws://h:1/", "ws://h:1/");
    row("a token in the address", "channels", "", "ws://h:1/?token=TOK", "ws://h:1/?token=TOK");
    row("and a secret besides", "channels", "other", "ws://h:1/?token=TOK", "ws://h:1/?token=TOK");
    row("another name", "channels", "t", "ws://h:1/?tok=x", "ws://h:1/?tok=x&token=t");
    row("one of two", "rooms", "t", "ws://h:1/?user=eve", "ws://h:1/?user=eve&token=t");
    row("the user alone", "rooms", "", "ws://h:1/", "ws://h:1/?user=ann");
}

void EngineTest::leavesTheAddressAsItIs()
{
    QFETCH(QByteArray, profile);
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, dialled);
    Talk talk(profile.constData(), address.constData());
    talk.credentials.secret = QString::fromUtf8(secret);
    QCOMPARE(talk.dialect->linkRequest(talk.url, talk.credentials).url.toEncoded(), dialled);
}

// Qt would leave such a subprotocol out, and print it.
void EngineTest::offersNoSecretThatIsNoToken()
{
    Talk talk = Talk::of(changed(
        builtin("channels"),
        {{s("credentials"), QJsonArray{QJsonObject{{s("in"), s("subprotocol")}, {s("value"), s("{secret}")}}}}}));
    talk.credentials.secret = s("a.b-c_d~1");
    QCOMPARE(talk.dialect->linkRequest(talk.url, talk.credentials).subprotocols, QStringList{s("a.b-c_d~1")});
    QVERIFY(talk.dialect->linkRequest(talk.url, talk.credentials).refusal.isEmpty());
    for (const char *secret : {"aGVsbG8/d29ybGQ=", "two words", "caf\xc3\xa9", "a\r\nb", "a,b"}) {
        talk.credentials.secret = s(secret);
        const LinkRequest request = talk.dialect->linkRequest(talk.url, talk.credentials);
        QVERIFY2(request.subprotocols.isEmpty(), secret);
        QVERIFY2(!request.refusal.isEmpty() && !request.refusal.contains(s(secret)), secret);
    }
    talk.credentials.secret.clear();
    QVERIFY(talk.dialect->linkRequest(talk.url, talk.credentials).subprotocols.isEmpty());
    QVERIFY(talk.dialect->linkRequest(talk.url, talk.credentials).refusal.isEmpty());
}

void EngineTest::numbersFromWhereTheSessionStands()
{
    Talk talk("channels");
    talk.open();
    QCOMPARE(talk.only<heard::Welcomed>().user, s("ann"));
    QVERIFY(!talk.only<heard::Welcomed>().capabilities.counts);
    talk.ask(ask::JoinRoom{Lobby});
    QCOMPARE(talk.frames(), QByteArrayList{R"({"channel":"lobby","type":"subscribe"})"});
    QCOMPARE(talk.count<heard::RoomChanged>(), 0); // it is not confirmed yet
    talk.say(R"({"type":"subscribed","channel":"lobby"})");
    QVERIFY(talk.only<heard::RoomChanged>().room.joined);
    talk.say(line("early", "bob"));
    QCOMPARE(talk.count<heard::MessageArrived>(), 0); // nobody said yet where the count stands
    talk.ask(ask::Subscribe{Lobby, 7, {}, 50});
    QCOMPARE(talk.only<heard::Subscribed>().page.lastSeq, Seq(8));
    QCOMPARE(talk.only<heard::MessageArrived>().message.seq, Seq(9));
    talk.say(line("next", "bob"));
    QCOMPARE(talk.only<heard::MessageArrived>().message.seq, Seq(10));
    talk.say(line("elsewhere", "bob", "den"));
    QVERIFY(talk.last.events.empty());
}

void EngineTest::knowsItsOwnEcho()
{
    Talk talk = inChannels();
    talk.ask(ask::SendMessage{Lobby, s("c1"), s("hi")});
    const heard::Ticket ticket = talk.ticket;
    QCOMPARE(talk.frames(), QByteArrayList{R"({"channel":"lobby","content":"hi","text":"hi","type":"message"})"});
    talk.say(line("hi", "bob")); // the same words of somebody else
    QCOMPARE(talk.count<heard::Acknowledged>(), 0);
    QCOMPARE(talk.only<heard::MessageArrived>().message.clientId, QString());
    talk.say(line("hi", "ann"));
    QCOMPARE(talk.only<heard::Acknowledged>().ticket, ticket);
    QCOMPARE(talk.only<heard::MessageArrived>().message.clientId, s("c1"));
    QCOMPARE(talk.only<heard::Acknowledged>().seq, talk.only<heard::MessageArrived>().message.seq);
    talk.say(line("hi", "ann")); // from another device of hers
    QCOMPARE(talk.count<heard::Acknowledged>(), 0);
}

void EngineTest::leavesAHoleAfterAnAbsence()
{
    Talk talk = inChannels();
    talk.say(line("one", "bob"));
    const Seq one = talk.only<heard::MessageArrived>().message.seq;
    talk.open();
    talk.ask(ask::Subscribe{Lobby, one, {}, 50});
    QCOMPARE(talk.frames().size(), 1); // it is joined again
    talk.say(R"({"type":"subscribed","channel":"lobby"})");
    QCOMPARE(talk.only<heard::Subscribed>().page.lastSeq, one + 1);
    talk.say(line("two", "bob"));
    QCOMPARE(talk.only<heard::MessageArrived>().message.seq, one + 2);
}

void EngineTest::putsALateHistoryBehindWhatIsHeld()
{
    QByteArray text = builtin("rooms");
    text.replace(R"("hear": [)",
                 R"("hear": [ { "event": "history", "means": "history", "room": "roomId", "each": "list",
                 "text": "text", "sender": "userId", "id": "id" },)");
    Talk talk = Talk::of(text);
    talk.open();
    QVERIFY(!talk.only<heard::Welcomed>().capabilities.history); // nobody can ask for more of it
    const Message held{{Lobby, {}, s("m1"), 5}, {s("bob"), s("one"), 0}, {}};
    talk.ask(ask::Subscribe{Lobby, 5, {}, 50, {held}});
    talk.say(R"({"type":"room-joined","roomId":"lobby"})");
    QCOMPARE(talk.count<heard::Subscribed>(), 0); // the history is waited for
    talk.say(R"({"type":"history","roomId":"lobby","list":[{"id":"m1","text":"one","userId":"bob"},)"
             R"({"id":"m2","text":"two","userId":"bob"}]})");
    const HistoryPage page = talk.only<heard::Subscribed>().page;
    QCOMPARE(page.messages.size(), std::size_t(1));
    QCOMPARE(page.messages.front().id, s("m2"));
    QCOMPARE(page.messages.front().seq, Seq(6)); // nothing is missing between
    talk.say(R"({"type":"message","id":"m2","text":"two","userId":"bob","roomId":"lobby"})");
    QCOMPARE(talk.count<heard::MessageArrived>(), 0);
}

namespace {

/// The profile `rooms` with a history that comes at each join.
QByteArray withHistory()
{
    QByteArray text = builtin("rooms");
    return text.replace(R"("hear": [)",
                        R"("hear": [ { "event": "history", "means": "history", "room": "roomId", "each": "list",
                        "text": "text", "sender": "userId", "id": "id" },)");
}

QByteArray history(const QByteArray &list)
{
    return R"({"type":"history","roomId":"lobby","list":[)" + list + "]}";
}

/// What a session that holds `recent` gets of the history.
HistoryPage joinWith(Talk &talk, const std::vector<Message> &recent, const QByteArray &list)
{
    talk.open();
    const Seq since = recent.empty() ? 0 : recent.back().seq;
    talk.ask(ask::Subscribe{Lobby, since, {}, 50, recent});
    talk.say(R"({"type":"room-joined","roomId":"lobby"})");
    talk.say(history(list));
    return talk.only<heard::Subscribed>().page;
}

} // namespace

void EngineTest::knowsAHistoryAgain_data()
{
    QTest::addColumn<QByteArray>("sender");
    QTest::newRow("left out") << QByteArray();
    for (const char *sender : {"null", "\"\"", "\"b\\nob\"", "\"bob\\ufffe\"", "{}", "\"\\u0085\""})
        QTest::newRow(sender) << QByteArray(sender);
    QTest::newRow("300 characters") << '"' + QByteArray(300, 'b') + '"';
    QTest::newRow("a name") << QByteArray("\"bob\"");
    QTest::newRow("half a pair") << QByteArray("\"bob\\ud83d\"");
    QTest::newRow("a number beyond a double") << QByteArray("18446744073709551616");
}

void EngineTest::knowsAHistoryAgain()
{
    QFETCH(QByteArray, sender);
    const auto entry = [&](const char *text) {
        return QByteArray(R"({"text":")") + text + '"' + (sender.isEmpty() ? QByteArray() : ",\"userId\":" + sender) +
               '}';
    };
    const QByteArray list = entry("one") + ',' + entry("two");
    Talk first = Talk::of(withHistory());
    const std::vector<Message> held = joinWith(first, {}, list).messages;
    QCOMPARE(held.size(), std::size_t(2));
    Talk again = Talk::of(withHistory()); // the program was started again
    QCOMPARE(joinWith(again, held, list).messages.size(), std::size_t(0));
    const HistoryPage page = joinWith(again, held, list + ',' + entry("three")); // another link
    QCOMPARE(page.messages.size(), std::size_t(1));
    QCOMPARE(page.messages.front().text, s("three"));
    QCOMPARE(page.messages.front().seq, held.back().seq + 1); // and nothing is missing between
}

void EngineTest::tellsARepeatedWordInAHistory()
{
    Talk talk = Talk::of(withHistory());
    const QByteArray list = R"({"text":"hi","userId":"bob"},{"text":"ok","userId":"bob"})";
    const std::vector<Message> held = joinWith(talk, {}, list).messages;
    const HistoryPage page = joinWith(talk, held, list + R"(,{"text":"ok","userId":"bob"})");
    QCOMPARE(page.messages.size(), std::size_t(1));
    QCOMPARE(page.messages.front().text, s("ok"));
}

void EngineTest::knowsItsOwnWordsInAHistory()
{
    // Held as our own; the server tells no senders, or ones that it has not told yet to be ours.
    const Message own{{Lobby, s("c1"), s("~5"), 5}, {s("ann"), s("mine"), 7}, {}};
    const Message other{{Lobby, {}, s("~6"), 6}, {s("?"), s("theirs"), 7}, {}};
    Talk talk = Talk::of(withHistory());
    QCOMPARE(joinWith(talk, {own, other}, R"({"text":"mine"},{"text":"theirs"})").messages.size(), std::size_t(0));
    Talk byEcho = Talk::of(changed(withHistory(), {{s("ownName"), s("from-echo")}}));
    QCOMPARE(joinWith(byEcho, {own}, R"({"text":"mine","userId":"u17"})").messages.size(), std::size_t(0));
    QCOMPARE(joinWith(talk, {own}, R"({"text":"mine","userId":"bob"})").messages.size(), std::size_t(1));
}

void EngineTest::knowsAnEchoInAnotherForm_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("echoed");
    QTest::newRow("composed") << s("Cafe\u0301") << s("Caf\u00e9");
    QTest::newRow("decomposed") << s("Caf\u00e9") << s("Cafe\u0301");
    QTest::newRow("line ends") << s("one\ntwo") << s("one\r\ntwo");
    QTest::newRow("blanks") << s("  one   two\n") << s("one two");
    QTest::newRow("singleton") << s("5 \u212b") << s("5 \u00c5");
}

void EngineTest::knowsAnEchoInAnotherForm()
{
    QFETCH(QString, sent);
    QFETCH(QString, echoed);
    Talk talk("channels");
    talk.credentials.user = s("Zoe\u0308");
    talk.open();
    talk.enter("lobby", R"({"type":"subscribed","channel":"lobby"})");
    talk.ask(ask::SendMessage{Lobby, s("c1"), sent});
    const heard::Ticket ticket = talk.ticket;
    const QByteArray text = QJsonDocument(QJsonArray{echoed}).toJson(QJsonDocument::Compact).chopped(1).sliced(1);
    talk.say(R"({"type":"message","channel":"lobby","content":)" + text + ",\"sender\":\"Zo\u00eb\"}");
    QCOMPARE(talk.only<heard::Acknowledged>().ticket, ticket);
    QCOMPARE(talk.only<heard::MessageArrived>().message.sender, talk.credentials.user);
}

void EngineTest::showsAMessageWithAnOddValue_data()
{
    QTest::addColumn<QByteArray>("odd");
    QTest::addColumn<QString>("text");
    const QString hi = s("hi");
    QTest::newRow("half an emoji") << QByteArray(R"("content":"\ud83d")")
                                   << QString(QChar(QChar::ReplacementCharacter));
    QTest::newRow("half an emoji before letters") << QByteArray(R"("content":"hi \ud83d!")") << s("hi \ufffd!");
    QTest::newRow("half an emoji that nobody reads") << QByteArray(R"("content":"hi","new":"\ud83d")") << hi;
    for (const char *number :
         {"18446744073709551616", "-9223372036854775809", "1e400", "-1e400", "123456789012345678901234"})
        for (const char *member : {"new", "timestamp", "id"})
            QTest::addRow("%s as %s", number, member)
                << QByteArray(R"("content":"hi",")") + member + "\":" + number << hi;
}

void EngineTest::showsAMessageWithAnOddValue()
{
    QFETCH(QByteArray, odd);
    QFETCH(QString, text);
    Talk talk = inChannels();
    talk.say(R"({"type":"message","channel":"lobby","sender":"bob",)" + odd + '}');
    QCOMPARE(talk.only<heard::MessageArrived>().message.text, text);
    QCOMPARE(talk.count<heard::Malformed>(), 0);
    Talk socketIo("rooms-socketio");
    socketIo.open();
    socketIo.enter("lobby", R"(42["room-joined",{"roomId":"lobby"}])");
    socketIo.emits(R"(["new-message",{"roomId":"lobby","userId":"bob",)" + odd + "}]");
    QCOMPARE(socketIo.only<heard::MessageArrived>().message.text, text);
    QCOMPARE(socketIo.count<heard::Malformed>(), 0);
}

void EngineTest::tellsLongIdsApart()
{
    Talk talk("rooms");
    talk.open();
    talk.enter("lobby", R"({"type":"room-joined","roomId":"lobby"})");
    for (const char *id : {"9007199254740992", "9007199254740993", "9223372036854775807", "18446744073709551614",
                           "18446744073709551615", "18446744073709551616", "18446744073709551617"}) {
        const QByteArray message =
            QByteArray(R"({"type":"message","roomId":"lobby","userId":"bob","text":"hi","id":)") + id + '}';
        talk.say(message);
        QCOMPARE(talk.only<heard::MessageArrived>().message.id, s(id));
        talk.say(message);
        QCOMPARE(talk.count<heard::MessageArrived>(), 0);
    }
}

void EngineTest::cleansAndCutsWhatOthersWrote()
{
    Talk talk = inChannels();
    talk.say(line(R"(\u001b[1;31mred\u001b[0m\u0000\fnext)", "bob"));
    QCOMPARE(talk.only<heard::MessageArrived>().message.text, s("red\nnext"));
    talk.say(line(R"(\u001b[0m)", "bob"));
    QCOMPARE(talk.only<heard::MessageArrived>().message.text, s("\ufffd"));
    talk.say(line(QByteArray(70'000, 'x').constData(), "bob"));
    const QString cut = talk.only<heard::MessageArrived>().message.text;
    QCOMPARE(cut.size(), 65'536);
    QVERIFY(cut.startsWith(s("xxx")) && cut.endsWith(s("x [\u2026]")));
    QCOMPARE(talk.count<heard::Malformed>(), 0);
}

void EngineTest::believesTheFramesMoreThanTheAddress_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("a confirmation") << QByteArray(R"({"type":"subscribed","channel":"lobby"})");
    QTest::newRow("who is there") << QByteArray(R"({"type":"presence","channel":"lobby","users":["ann","bob"]})");
    QTest::newRow("a message") << line("hi", "bob");
}

void EngineTest::believesTheFramesMoreThanTheAddress()
{
    QFETCH(QByteArray, word);
    Talk talk("channels", "ws://h:1/chat");
    talk.open();
    const Capabilities can = talk.only<heard::Welcomed>().capabilities;
    QVERIFY(can.roomList && can.unlistedRooms); // so that people are offered others
    talk.ask(ask::ListRooms{});
    QCOMPARE(talk.only<heard::RoomsListed>().rooms.front().id, s("chat")); // the first guess
    QVERIFY(!talk.only<heard::RoomsListed>().whole);
    talk.ask(ask::JoinRoom{Lobby});
    QCOMPARE(talk.count<heard::RequestFailed>(), 0);
    QCOMPARE(talk.frames(), QByteArrayList{R"({"channel":"lobby","type":"subscribe"})"});
    talk.ask(ask::Subscribe{Lobby, 0, {}, 50});
    talk.say(word);
    QCOMPARE(talk.only<heard::RoomLeft>().room, s("chat")); // that was none
    talk.pass(3'000);
    talk.say(line("hello", "bob"));
    QCOMPARE(talk.only<heard::MessageArrived>().message.room, Lobby);
    talk.ask(ask::SendMessage{Lobby, s("c1"), s("hi")});
    QCOMPARE(talk.frames(), QByteArrayList{R"({"channel":"lobby","content":"hi","text":"hi","type":"message"})"});
    talk.open(); // and the next link knows
    QVERIFY(!talk.only<heard::Welcomed>().capabilities.roomList);
    talk.ask(ask::JoinRoom{s("chat")});
    QCOMPARE(talk.frames(), QByteArrayList{R"({"channel":"chat","type":"subscribe"})"});
}

void EngineTest::keepsTheOneRoomOfItsAddress()
{
    Talk talk("channels", "ws://h:1/chat");
    talk.open();
    talk.enter("chat");
    talk.say(R"({"type":"message","content":"hello","sender":"bob"})"); // names no room, and nothing else does
    talk.ask(ask::JoinRoom{Lobby});
    QCOMPARE(talk.count<heard::RequestFailed>(), 0); // the server may know better
    talk.pass(3'000);
    QCOMPARE(talk.only<heard::RequestFailed>().ticket, talk.ticket);
    QCOMPARE(talk.only<heard::RequestFailed>().error.code, ErrorCode::NotFound);
    talk.say(R"({"type":"message","content":"hi","sender":"bob","channel":"general"})"); // a word that nobody asked for
    QCOMPARE(talk.only<heard::MessageArrived>().message.room, s("chat"));
    Talk single = Talk::of(
        changed(builtin("channels"), {{s("rooms"), QJsonObject{{s("in"), s("single")}, {s("name"), s("x")}}}}));
    single.open();
    QVERIFY(!single.only<heard::Welcomed>().capabilities.unlistedRooms);
    single.ask(ask::JoinRoom{Lobby}); // said by the profile, and no guess
    QCOMPARE(single.only<heard::RequestFailed>().error.code, ErrorCode::NotFound);
    single.ask(ask::ListRooms{});
    QVERIFY(single.only<heard::RoomsListed>().whole);
}

void EngineTest::aFrameWithoutARoomSaysNothing_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("who is there") << QByteArray(R"({"type":"presence","users":["ann","bob"]})");
    QTest::newRow("an error") << QByteArray(R"({"type":"error","message":"Slow down"})");
    QTest::newRow("a greeting") << QByteArray(R"({"type":"welcome","content":"hi"})");
    QTest::newRow("a greeting as a message") << QByteArray(R"({"type":"message","content":"hi","sender":"server"})");
}

void EngineTest::aFrameWithoutARoomSaysNothing()
{
    QFETCH(QByteArray, frame);
    Talk talk("channels", "ws://h:1/chat");
    for (int link = 0; link < 2; ++link) {
        talk.open();
        talk.say(frame);
        talk.ask(ask::JoinRoom{Lobby});
        QCOMPARE(talk.frames(), QByteArrayList{R"({"channel":"lobby","type":"subscribe"})"});
        const heard::Ticket join = talk.ticket;
        talk.say(R"({"type":"subscribed","channel":"lobby"})");
        QCOMPARE(talk.only<heard::RoomChanged>().ticket, join);
        talk.ask(ask::Subscribe{Lobby, 0, {}, 50});
        talk.say(line("hello", "bob"));
        QCOMPARE(talk.only<heard::MessageArrived>().message.room, Lobby);
        talk.ask(ask::JoinRoom{s("den")}); // and others, too
        talk.pass(3'000);
        QCOMPARE(talk.count<heard::RequestFailed>(), 0);
        QCOMPARE(talk.only<heard::RoomChanged>().room.id, s("den"));
    }
}

// A list of rooms may come while those that the person is in are joined again.
void EngineTest::aRoomListLeavesNobodyOut()
{
    QByteArray text = builtin("rooms");
    text.replace(R"("hear": [)", R"("hear": [ { "event": "list", "means": "rooms", "each": "rooms", "name": "$" },)");
    Talk talk = Talk::of(text);
    talk.open();
    talk.ask(ask::Subscribe{Lobby, 5, {}, 50});
    talk.ask(ask::Subscribe{s("den"), 5, {}, 50});
    talk.ask(ask::JoinRoom{s("vault")}); // which it may deny
    talk.say(R"({"type":"list","rooms":["lobby","vault","attic"]})");
    std::map<QString, bool> joined;
    for (const Room &room : talk.only<heard::RoomsListed>().rooms)
        joined[room.id] = room.joined;
    const std::map<QString, bool> expected{{Lobby, true}, {s("den"), true}, {s("vault"), false}, {s("attic"), false}};
    QCOMPARE(joined, expected);
}

void EngineTest::matchesLongTexts()
{
    Talk talk = Talk::of(R"({"profile":1,"name":"t","framing":{"kind":"plain"},"rooms":{"in":"single","name":"den"},
        "hear":[{"event":"m","means":"message","like":{"in":"t","pattern":"<{who}> {words}"},"text":"@words",
                 "sender":"@who"},
                {"event":"m","means":"nothing"}]})");
    talk.open();
    talk.ask(ask::Subscribe{s("den"), 0, {}, 50});
    for (const int size : {10, 3'000, 60'000, 400'000}) {
        talk.say(R"({"type":"m","t":"<bob> )" + QByteArray(size, 'x') + "\"}");
        const Message message = talk.only<heard::MessageArrived>().message;
        QCOMPARE(message.sender, s("bob"));
        QCOMPARE(message.text.size(), std::min(size, 65'536));
    }
    // What ends a gap is not looked for without end.
    talk.say(R"({"type":"m","t":"<)" + QByteArray(400'000, 'x') + "> y\"}");
    QVERIFY(talk.last.events.empty());
}

void EngineTest::cleansTheWordsOfAnError()
{
    Talk talk = inChannels();
    talk.say(R"({"type":"error","message":"\u001b[31mRate\u001b[0m limit\u009b2J\nexceeded\u0007 )" +
             QByteArray(2'000, 'x') + "\"}");
    const Error error = talk.only<heard::RequestFailed>().error;
    QCOMPARE(error.code, ErrorCode::RateLimited);
    QVERIFY2(error.message.startsWith(s("Rate limit exceeded xxx")), qPrintable(error.message));
    QCOMPARE(error.message.size(), 500);
    QVERIFY(error.message.endsWith(s(" [\u2026]")));
}

namespace {

/// A server that says when what it told is stale.
Talk inStale()
{
    QByteArray text = withHistory();
    text.replace(R"("hear": [)", R"("hear": [ { "event": "task-updated", "means": "history-changed", "room": "roomId" },
                 { "event": "people-changed", "means": "members-changed", "room": "roomId" },
                 { "event": "tasks-list-changed", "means": "rooms-changed" },)");
    text.replace(R"("say": {)", R"("say": { "history": { "event": "get", "args": [{ "roomId": "{room}" }] },
                 "members": { "event": "who", "args": [{ "roomId": "{room}" }] }, "rooms": { "event": "list" },)");
    Talk talk = Talk::of(text);
    talk.open();
    talk.enter("lobby", R"({"type":"room-joined","roomId":"lobby"})");
    talk.say(history(R"({"id":"m1","text":"one","userId":"bob"})"));
    return talk;
}

} // namespace

void EngineTest::fetchesWhatIsStale_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("asked");
    const QByteArray lobby = R"("roomId":"lobby")";
    QTest::newRow("history") << R"({"type":"task-updated",)" + lobby + '}' << '{' + lobby + R"(,"type":"get"})";
    QTest::newRow("history of all") << QByteArray(R"({"type":"task-updated"})") << '{' + lobby + R"(,"type":"get"})";
    QTest::newRow("members") << R"({"type":"people-changed",)" + lobby + '}' << '{' + lobby + R"(,"type":"who"})";
    QTest::newRow("rooms") << QByteArray(R"({"type":"tasks-list-changed"})") << QByteArray(R"({"type":"list"})");
    QTest::newRow("a room that is not ours") << QByteArray(R"({"type":"task-updated","roomId":"den"})") << QByteArray();
}

void EngineTest::fetchesWhatIsStale()
{
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, asked);
    Talk talk = inStale();
    talk.say(word);
    QCOMPARE(talk.frames().value(0), asked);
    QCOMPARE(talk.frames().size(), asked.isEmpty() ? 0 : 1);
    QCOMPARE(talk.count<heard::Unknown>() + talk.count<heard::Malformed>(), 0);
}

void EngineTest::fetchesNoMoreThanOnceASecond()
{
    Talk talk = inStale();
    const QByteArray word = R"({"type":"task-updated","roomId":"lobby"})";
    talk.say(word);
    QCOMPARE(talk.frames().size(), 1);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(talk.say(word).frames.size(), std::size_t(0));
    QCOMPARE(talk.dialect->nextTick(), std::optional<MonoMs>(talk.now + 1'000));
    talk.pass(999);
    QCOMPARE(talk.frames().size(), 0);
    talk.pass(1);
    QCOMPARE(talk.frames().size(), 1); // what was said last is true of it
    talk.pass(10'000);
    QVERIFY(!talk.frames().join().contains("\"get\""));
}

void EngineTest::takesNewOnesOfAFetchedHistory()
{
    Talk talk = inStale();
    talk.say(R"({"type":"task-updated","roomId":"lobby"})");
    talk.say(history(R"({"id":"m1","text":"one","userId":"bob"},{"id":"m2","text":"two","userId":"bob"})"));
    QCOMPARE(talk.only<heard::MessageArrived>().message.text, s("two"));
}

void EngineTest::tellsWhenSomebodyWasLastSeen()
{
    Talk talk("rooms");
    talk.open();
    talk.enter("lobby", R"({"type":"room-joined","roomId":"lobby"})");
    talk.say(R"({"type":"presence:sync","channelId":"lobby","users":[{"id":"bob","lastSeen":1700000000}]})");
    QCOMPARE(talk.only<heard::MemberJoined>().member.presence.lastSeen, WallMs(1'700'000'000'000));
    talk.say(R"({"type":"presence:sync","channelId":"lobby","users":[{"id":"bob","lastSeen":1700000000}]})");
    QVERIFY(talk.last.events.empty());
    talk.say(R"({"type":"presence:join","channelId":"lobby","id":"bob","lastSeen":1700000060})");
    QCOMPARE(talk.only<heard::MemberJoined>().member.presence.lastSeen, WallMs(1'700'000'060'000));
    talk.say(R"({"type":"user-status-changed","userId":"bob","status":"away","lastSeen":"2023-11-14T22:13:21Z"})");
    QCOMPARE(talk.only<heard::PresenceChanged>().presence.lastSeen, WallMs(1'700'000'001'000));
    QCOMPARE(talk.only<heard::PresenceChanged>().presence.status, PresenceStatus::Away);
    talk.ask(ask::Subscribe{Lobby, 0, {}, 50});
    QCOMPARE(talk.only<heard::Subscribed>().members.front().presence.lastSeen, WallMs(1'700'000'001'000));
}

// A list of 200,000 at each change of it froze the window.
void EngineTest::tellsNoMoreOfACrowdThanCanBeShown()
{
    Talk talk("channels");
    talk.open();
    talk.enter("lobby", R"({"type":"subscribed","channel":"lobby"})");
    QByteArray users;
    for (int i = 0; i < 200'000; ++i)
        users += (i == 0 ? "\"u" : ",\"u") + QByteArray::number(i) + "\"";
    const QByteArray list = R"({"type":"presence","channel":"lobby","users":[)" + users + "]}";
    QVERIFY(list.size() < 4 * 1024 * 1024); // which is read
    talk.say(list);
    QCOMPARE(talk.count<heard::Subscribed>() + talk.count<heard::MemberJoined>() > 0, true);
    QVERIFY(talk.count<heard::MemberJoined>() <= 10'000);
    for (const heard::Subscribed &one : talk.all<heard::Subscribed>())
        QVERIFY(one.members.size() <= 10'000);
    talk.say(list);
    QCOMPARE(talk.count<heard::MemberJoined>(), 0); // they are known
}

void EngineTest::putsSeveralFramesIntoOne()
{
    Talk talk =
        Talk::of(changed(builtin("rooms"), {{s("batch"), QJsonObject{{s("most"), 3}}}, {s("limits"), QJsonValue()}}));
    talk.open();
    talk.enter("lobby", R"({"type":"room-joined","roomId":"lobby"})");
    const auto send = [&](const char *id) { talk.ask(ask::SendMessage{Lobby, s(id), s(id)}); };
    const auto frame = [](const QByteArray &id) {
        return R"({"roomId":"lobby","tempId":")" + id + R"(","text":")" + id + R"(","type":"message"})";
    };
    send("a");
    QCOMPARE(talk.frames().size(), 0);
    QCOMPARE(talk.dialect->nextTick(), std::optional<MonoMs>(talk.now + 50));
    talk.pass(50);
    QCOMPARE(talk.frames(), QByteArrayList{frame("a")});
    send("b");
    send("c");
    send("d");
    QCOMPARE(talk.frames(), QByteArrayList{'[' + frame("b") + ',' + frame("c") + ',' + frame("d") + ']'});
    send("e");
    talk.ask(ask::LeaveRoom{Lobby}); // is after it, as it was said
    QCOMPARE(talk.frames().value(0), frame("e"));
    QCOMPARE(talk.frames().size(), 3);
    talk.enter("lobby", R"({"type":"room-joined","roomId":"lobby"})");
    send("f");
    talk.open(); // what waited is not said to another link
    talk.pass(1'000);
    QVERIFY(!talk.frames().join().contains("\"f\""));
}

void EngineTest::putsSeveralFramesIntoAnEvent()
{
    const QJsonObject batch{{s("most"), 2}, {s("event"), s("many")}, {s("member"), s("events")}};
    Talk talk = Talk::of(changed(builtin("rooms"), {{s("batch"), batch}}));
    talk.open();
    talk.enter("lobby", R"({"type":"room-joined","roomId":"lobby"})");
    talk.ask(ask::Typing{Lobby, true});
    talk.ask(ask::Typing{Lobby, false});
    QVERIFY(talk.frames().value(0).startsWith(R"({"type":"many","events":[{"chatId":"lobby")"));
    QVERIFY(QJsonDocument::fromJson(talk.frames().value(0)).isObject());
}

void EngineTest::failsTheJoinThatIsDenied()
{
    Talk talk("channels");
    talk.open();
    talk.ask(ask::JoinRoom{s("vault")});
    talk.say(R"({"type":"error","message":"Access denied"})");
    QCOMPARE(talk.only<heard::RequestFailed>().ticket, talk.ticket);
    QCOMPARE(talk.only<heard::RequestFailed>().error.code, ErrorCode::Forbidden);
}

// The three events that enter a room are answered one by one.
void EngineTest::deniesOneJoinInSeveralErrors()
{
    const QByteArray denied = R"(["error",{"message":"Access denied"}])";
    Talk talk("rooms-socketio");
    talk.open();
    talk.enter("lobby", R"(42["room-joined",{"roomId":"lobby"}])");
    talk.ask(ask::SendMessage{Lobby, s("c1"), s("hi")});
    talk.ask(ask::JoinRoom{s("vault")});
    const heard::Ticket join = talk.ticket;
    talk.emits(denied);
    QCOMPARE(talk.only<heard::RequestFailed>().ticket, join);
    talk.ask(ask::JoinRoom{s("attic")}); // its turn is not yet
    for (int i = 0; i < 2; ++i) {
        talk.emits(denied);
        QVERIFY(talk.last.events.empty());
    }
    talk.emits(denied);
    QCOMPARE(talk.only<heard::RequestFailed>().ticket, talk.ticket);
    talk.pass(1);
    for (int i = 0; i < 3; ++i) {
        talk.emits(denied);
        QVERIFY(i == 2 || talk.last.events.empty());
    }
    QCOMPARE(talk.only<heard::RequestFailed>().ticket, heard::Ticket(0)); // more than was said, but of no message
    talk.emits(R"(["error",{"message":"Rate limit exceeded"}])");
    QCOMPARE(talk.only<heard::RequestFailed>().error.code, ErrorCode::RateLimited);
    QCOMPARE(talk.only<heard::RequestFailed>().ticket, heard::Ticket(2 + 1));
    talk.ask(ask::SendMessage{Lobby, s("c2"), s("ho")});
    talk.pass(3'000);
    talk.emits(denied); // now it can be about nothing else
    QCOMPARE(talk.only<heard::RequestFailed>().ticket, talk.ticket);
}

void EngineTest::blamesADenialOnTheOldestJoin()
{
    Talk talk("channels");
    talk.open();
    talk.ask(ask::JoinRoom{s("vault")});
    const heard::Ticket vault = talk.ticket;
    talk.ask(ask::JoinRoom{s("attic")});
    talk.say(R"({"type":"error","message":"Access denied"})");
    QCOMPARE(talk.only<heard::RequestFailed>().ticket, vault);
    talk.say(R"({"type":"subscribed","channel":"attic"})");
    QCOMPARE(talk.only<heard::RoomChanged>().ticket, talk.ticket);
}

// Small servers answer every word that they do not know with an error.
void EngineTest::joinsInSpiteOfOtherErrors()
{
    Talk talk("rooms");
    talk.open();
    talk.ask(ask::JoinRoom{Lobby});
    for (const char *word : {"join-room", "presence:join"}) {
        talk.say(QByteArray(R"({"type":"error","message":"Unknown message type: )") + word + R"("})");
        QCOMPARE(talk.only<heard::RequestFailed>().ticket, heard::Ticket(0)); // told, but nothing fails of it
    }
    talk.pass(3'000);
    QCOMPARE(talk.only<heard::RoomChanged>().ticket, talk.ticket);
    talk.ask(ask::JoinRoom{s("den")});
    talk.say(R"({"type":"error","message":"Unknown message type: hurry"})");
    talk.say(R"({"type":"room-joined","roomId":"den"})");
    QCOMPARE(talk.only<heard::RoomChanged>().ticket, talk.ticket);
    for (const char *words : {"Authentication required", "Access denied"}) {
        talk.ask(ask::JoinRoom{s("vault")});
        talk.say(QByteArray(R"({"type":"error","message":")") + words + R"("})");
        QCOMPARE(talk.only<heard::RequestFailed>().ticket, talk.ticket);
    }
}

void EngineTest::takesAConfirmationThatComesLate()
{
    Talk talk("channels");
    talk.open();
    talk.ask(ask::JoinRoom{Lobby});
    talk.say(R"({"type":"error","message":"Access denied"})"); // of something else, as it turns out
    QCOMPARE(talk.count<heard::RequestFailed>(), 1);
    talk.say(R"({"type":"subscribed","channel":"lobby"})");
    QVERIFY(talk.only<heard::RoomChanged>().room.joined);
    talk.say(R"({"type":"subscribed","channel":"lobby"})");
    QVERIFY(talk.last.events.empty());
    talk.say(R"({"type":"subscribed","channel":"never-asked-for"})");
    QVERIFY(talk.last.events.empty());
}

void EngineTest::keepsARosterFromTheRoomThatIsDenied()
{
    Talk talk("rooms-socketio");
    talk.open();
    talk.ask(ask::JoinRoom{s("vault")});
    talk.emits(R"(["error",{"message":"Access denied"}])");
    talk.enter("lobby", R"(42["room-joined",{"roomId":"lobby"}])");
    talk.emits(R"(["presence:sync",[{"id":"bob"}]])");
    QCOMPARE(talk.only<heard::MemberJoined>().room, Lobby);
}

void EngineTest::doesNotWaitForAConfirmationForEver()
{
    Talk talk("channels");
    talk.open();
    talk.ask(ask::JoinRoom{Lobby});
    talk.pass(2'999);
    QCOMPARE(talk.count<heard::RoomChanged>(), 0);
    QVERIFY(talk.dialect->nextTick().value_or(0) == talk.now + 1);
    talk.pass(1);
    QCOMPARE(talk.count<heard::RoomChanged>(), 1);
}

void EngineTest::tellsRosterByDifferences()
{
    Talk talk = inChannels();
    talk.say(R"({"type":"presence","channel":"lobby","users":["ann","bob"]})");
    QCOMPARE(talk.count<heard::MemberJoined>(), 2);
    talk.say(R"({"type":"presence","channel":"lobby","users":["ann","eve"]})");
    QCOMPARE(talk.only<heard::MemberJoined>().member.presence.user, s("eve"));
    QCOMPARE(talk.only<heard::MemberLeft>().user, s("bob"));
    talk.say(R"({"type":"presence","channel":"lobby","users":"nonsense"})");
    QCOMPARE(talk.count<heard::Malformed>(), 1);
}

// The server does not say again who is there: for it nobody was away.
void EngineTest::keepsTheRosterOfARecoveredSession()
{
    Talk talk("rooms-socketio");
    openRecoverable(talk);
    talk.enter("lobby", R"(42["room-joined",{"roomId":"lobby"}])");
    talk.emits(R"(["presence:sync",{"channelId":"lobby","users":[{"id":"bob"},{"id":"eve"}]}])");
    openRecoverable(talk);
    talk.emits(R"(["user-left",{"roomId":"lobby","userId":"eve"}])"); // missed, and told now
    talk.ask(ask::Subscribe{Lobby, 1, {}, 50});
    QVERIFY(talk.last.frames.empty()); // nor does the room want to be joined again
    QCOMPARE(talk.only<heard::Subscribed>().members.size(), std::size_t(1));
    QCOMPARE(talk.only<heard::Subscribed>().members.front().presence.user, s("bob"));
    talk.open(); // another session
    talk.ask(ask::Subscribe{Lobby, 1, {}, 50});
    talk.emits(R"(["room-joined",{"roomId":"lobby"}])");
    QVERIFY(talk.only<heard::Subscribed>().members.empty());
}

void EngineTest::putsBackWhoLeftEveryRoom()
{
    Talk talk("rooms-socketio");
    talk.open();
    const auto enter = [&](const char *room, const QByteArray &users) {
        talk.enter(room, R"(42["room-joined",{"roomId":")" + QByteArray(room) + R"("}])");
        talk.emits(R"(["presence:sync",{"channelId":")" + QByteArray(room) + R"(","users":)" + users + "}]");
    };
    enter("a", R"([{"id":"bob"},{"id":"eve"}])");
    talk.emits(R"(["presence:leave",{"userId":"eve"}])"); // the only room there is
    enter("b", R"([{"id":"bob"}])");
    enter("c", "[]");
    talk.emits(R"(["presence:join",{"id":"eve"}])");
    QCOMPARE(talk.only<heard::MemberJoined>().room, s("a"));
    talk.emits(R"(["presence:leave",{"userId":"bob"}])");
    QCOMPARE(talk.count<heard::MemberLeft>(), 2);
    talk.emits(R"(["presence:join",{"id":"bob"}])");
    QCOMPARE(talk.count<heard::MemberJoined>(), 2);
    QCOMPARE(talk.all<heard::MemberJoined>().front().room, s("a"));
    QCOMPARE(talk.all<heard::MemberJoined>().back().room, s("b"));
    talk.emits(R"(["presence:join",{"id":"bob"}])"); // he is there
    talk.emits(R"(["presence:join",{"id":"joe"}])"); // nobody knows where
    QCOMPARE(talk.count<heard::MemberJoined>(), 0);
    talk.emits(R"(["presence:leave",{"userId":"bob","channelId":"a"}])"); // from there, and from nowhere else
    talk.emits(R"(["presence:leave",{"userId":"bob"}])");
    QCOMPARE(talk.only<heard::MemberLeft>().room, s("b"));
    talk.emits(R"(["presence:join",{"id":"bob"}])");
    QCOMPARE(talk.only<heard::MemberJoined>().room, s("b"));
}

// What a recovered session brings comes before anybody says where the count stands.
void EngineTest::leavesAHoleWhereTooMuchCameEarly()
{
    Talk talk("rooms-socketio");
    openRecoverable(talk);
    talk.enter("lobby", R"(42["room-joined",{"roomId":"lobby"}])");
    openRecoverable(talk);
    const int most = 10'000;
    for (int i = 0; i < most; ++i)
        talk.emits(R"(["new-message",{"roomId":"lobby","userId":"bob","text":"x"}])");
    talk.ask(ask::Subscribe{Lobby, 1, {}, 50});
    QCOMPARE(talk.count<heard::MessageArrived>(), most);
    QCOMPARE(talk.count<heard::RoomChanged>(), 0);
    const Seq last = talk.all<heard::MessageArrived>().back().message.seq;
    QCOMPARE(last, Seq(1 + most)); // nothing is missing
    openRecoverable(talk);
    for (int i = 0; i < most + 5; ++i)
        talk.emits(R"(["new-message",{"roomId":"lobby","userId":"bob","text":"x"}])");
    QCOMPARE(talk.count<heard::Malformed>(), 1);
    talk.ask(ask::Subscribe{Lobby, last, {}, 50});
    QCOMPARE(talk.count<heard::MessageArrived>(), most);
    QCOMPARE(talk.only<heard::RoomChanged>().room.lastSeq, last + most + 1); // so that the hole is seen now
    talk.emits(R"(["new-message",{"roomId":"lobby","userId":"bob","text":"next"}])");
    QCOMPARE(talk.only<heard::MessageArrived>().message.seq, last + most + 2);
}

// It is not sent again: for the server it has arrived.
void EngineTest::leavesAHoleWhereTheLinkWasTooShort()
{
    Talk talk("rooms-socketio");
    openRecoverable(talk);
    talk.enter("lobby", R"(42["room-joined",{"roomId":"lobby"}])");
    openRecoverable(talk);
    talk.emits(R"(["new-message",{"roomId":"lobby","userId":"bob","text":"x"}])");
    openRecoverable(talk);
    talk.ask(ask::Subscribe{Lobby, 1, {}, 50});
    talk.emits(R"(["room-joined",{"roomId":"lobby"}])");
    QCOMPARE(talk.only<heard::Subscribed>().page.lastSeq, Seq(2));
}

void EngineTest::takesAcksOfEveryStyle_data()
{
    QTest::addColumn<QByteArray>("ack");
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<QByteArray>("bad");
    const auto row = [](const char *name, const char *ack, const char *good, const char *bad) {
        QTest::newRow(name) << QByteArray(ack) << QByteArray(good) << QByteArray(bad);
    };
    row("success", R"({"style":"success","ok":"success","id":"messageId","error":"error"})",
        R"([{"success":true,"messageId":"m1"}])", R"([{"success":false,"error":"no"}])");
    row("error or nothing", R"({"style":"error-or-nothing"})", "[]", R"(["no"])");
    row("null is nothing", R"({"style":"error-or-nothing"})", "[null]", R"([{"message":"no"}])");
    row("error at a place", R"({"style":"error-or-nothing","error":"error"})", R"([{"id":1}])", R"([{"error":"no"}])");
    row("error first", R"({"style":"error-first","id":"$1.id"})", R"([null,{"id":"m1"}])", R"([{"message":"no"}])");
    row("text on error", R"({"style":"text-on-error"})", R"([{"id":"m1"}])", R"(["no"])");
}

void EngineTest::takesAcksOfEveryStyle()
{
    QFETCH(QByteArray, ack);
    QFETCH(QByteArray, good);
    QFETCH(QByteArray, bad);
    QByteArray text = builtin("chats");
    const QByteArray usual = R"({ "style": "success", "ok": "success", "id": "messageId", "error": "error" })";
    QVERIFY(text.contains(usual));
    Talk talk = Talk::of(text.replace(usual, ack));
    talk.open();
    talk.enter("lobby");
    talk.ask(ask::SendMessage{Lobby, s("c1"), s("hi")});
    QVERIFY2(talk.frames().value(0).startsWith("42/chat,0["), talk.frames().value(0).constData());
    talk.say("43/chat,0" + good);
    QCOMPARE(talk.only<heard::Acknowledged>().ticket, talk.ticket);
    QCOMPARE(talk.count<heard::MessageArrived>(), 1);
    talk.say(R"(42/chat,["message:new",{"id":"m1","chatId":"lobby","content":"hi","userId":"ann"}])");
    QCOMPARE(talk.count<heard::MessageArrived>(), 0); // its echo is no second message
    talk.ask(ask::SendMessage{Lobby, s("c2"), s("ho")});
    talk.say("43/chat,1" + bad);
    QCOMPARE(talk.only<heard::RequestFailed>().ticket, talk.ticket);
    QCOMPARE(talk.only<heard::RequestFailed>().error.message, s("no"));
}

void EngineTest::neverShowsAnIdTwice()
{
    Talk talk("rooms");
    talk.open();
    talk.enter("lobby", R"({"type":"room-joined","roomId":"lobby"})");
    const QByteArray message = R"({"type":"message","id":"m1","text":"x","userId":"bob","roomId":"lobby"})";
    talk.say(message);
    QCOMPARE(talk.count<heard::MessageArrived>(), 1);
    talk.say(message);
    QVERIFY(talk.last.events.empty());
    talk.ask(ask::SendMessage{Lobby, s("c1"), s("hi")});
    talk.say(R"({"type":"ack","tempId":"someone-elses","serverId":"m9","success":true})");
    QVERIFY(talk.last.events.empty());
    talk.say(R"({"type":"ack","tempId":"c1","serverId":"m2","success":true})");
    QCOMPARE(talk.count<heard::Acknowledged>(), 1);
    talk.say(R"({"type":"ack","tempId":"c1","serverId":"m2","success":true})");
    QVERIFY(talk.last.events.empty());
}

// Small servers count in memory: after a restart another message has the first one's id.
void EngineTest::losesNothingToAServerThatCountsAnew()
{
    Talk talk("rooms");
    std::vector<Message> held;
    const auto enter = [&](Seq since) {
        talk.open();
        talk.ask(ask::Subscribe{Lobby, since, {}, 50, held});
        talk.say(R"({"type":"room-joined","roomId":"lobby"})");
        return talk.only<heard::Subscribed>().page.lastSeq;
    };
    const auto said = [&](const char *user, const char *text) {
        return R"({"type":"message","roomId":"lobby","id":"m1","userId":")" + QByteArray(user) + R"(","text":")" +
               text + R"("})";
    };
    const auto acknowledge = [&](const char *clientId, const char *id) {
        talk.say(QByteArray(R"({"type":"ack","success":true,"tempId":")") + clientId + R"(","serverId":")" + id +
                 R"("})");
        return talk.only<heard::Acknowledged>().seq;
    };
    Seq last = enter(0);
    talk.say(said("bob", "one"));
    QCOMPARE(talk.only<heard::MessageArrived>().message.seq, ++last);
    held.push_back(talk.only<heard::MessageArrived>().message);
    talk.say(said("bob", "one")); // told twice
    QCOMPARE(talk.count<heard::MessageArrived>(), 0);
    last = enter(last);
    talk.say(said("bob", "two"));
    QCOMPARE(talk.only<heard::MessageArrived>().message.text, s("two"));
    QCOMPARE(talk.only<heard::MessageArrived>().message.seq, ++last);
    held.push_back(talk.only<heard::MessageArrived>().message);
    last = enter(last);
    talk.ask(ask::SendMessage{Lobby, s("c1"), s("three")});
    QCOMPARE(acknowledge("c1", "m1"), ++last);
    QCOMPARE(talk.only<heard::MessageArrived>().message.text, s("three"));
    talk.say(said("ann", "three")); // its echo
    QCOMPARE(talk.count<heard::MessageArrived>(), 0);
    last = enter(last);
    talk.ask(ask::SendMessage{Lobby, s("c2"), s("four")});
    QCOMPARE(acknowledge("c2", "m1"), ++last);
    talk.say(said("ann", "four"));
    QCOMPARE(talk.count<heard::MessageArrived>(), 0);
    last = enter(last);
    talk.say(said("cy", "three"));
    QCOMPARE(talk.only<heard::MessageArrived>().message.seq, last + 1);
}

void EngineTest::dropsWhatNamesNoRoom()
{
    Talk talk("rooms-socketio");
    talk.open();
    talk.enter("lobby", R"(42["room-joined",{"roomId":"lobby"}])");
    talk.emits(R"(["new-message","only one room: it can be no other"])");
    QCOMPARE(talk.only<heard::MessageArrived>().message.room, Lobby);
    talk.enter("den", R"(42["room-joined",{"roomId":"den"}])");
    talk.emits(R"(["new-message","which?"])");
    QCOMPARE(talk.count<heard::MessageArrived>(), 0);
    QCOMPARE(int(talk.only<heard::Remarked>().remark.kind), int(Remark::Kind::RoomsUnnamed)); // said once
    talk.emits(R"(["new-message","and this?"])");
    QCOMPARE(talk.count<heard::Remarked>(), 0);
    QCOMPARE(talk.count<heard::Malformed>(), 1);
}

void EngineTest::fallsBackToTheDefaultNamespace()
{
    Talk talk("chats");
    talk.dialect->linkRequest(talk.url, talk.credentials);
    talk.dialect->opened({}, talk.credentials, talk.now);
    talk.say(R"(0{"sid":"e1","upgrades":[],"pingInterval":25000,"pingTimeout":20000})");
    talk.say(R"(44/chat,{"message":"Invalid namespace"})");
    QCOMPARE(talk.frames(), QByteArrayList{R"(40{"token":"token-ann"})"});
    talk.say(R"(44{"message":"Authentication failed"})");
    QCOMPARE(talk.only<heard::Refused>().error.code, ErrorCode::Unauthorized);
}

void EngineTest::goesWithoutAnotherNamespace()
{
    Talk talk("chats");
    talk.open();
    talk.say(R"(44/notifications,{"message":"Invalid namespace"})"); // "entered too, where they exist"
    QVERIFY(talk.last.events.empty());
    talk.open();
    talk.say(R"(44/notifications,{"message":"Authentication failed"})"); // it exists, and what it tells is missed
    QCOMPARE(talk.count<heard::Malformed>(), 0);
    const Remark told{Remark::Kind::SpaceRefused, s("/notifications"), s("Authentication failed")};
    QVERIFY(talk.only<heard::Remarked>().remark == told);
    talk.enter("lobby");
    QCOMPARE(talk.count<heard::Subscribed>(), 1);
}

void EngineTest::countsWhoeverIsSeen()
{
    Talk talk("chats");
    talk.open();
    talk.say(R"(42/chat,["presence:update",{"userId":"bob","status":"online"}])");
    talk.enter("lobby");
    QVERIFY(talk.only<heard::Subscribed>().members.empty()); // who is online may be in another room
    talk.say(R"(42/chat,["typing:user",{"chatId":"lobby","userId":"bob"}])");
    QCOMPARE(talk.only<heard::MemberJoined>().member.presence.user, s("bob"));
    QCOMPARE(talk.only<heard::MemberJoined>().member.presence.status, PresenceStatus::Online);
    QCOMPARE(talk.count<heard::TypingChanged>(), 1);
    const QByteArray message = R"(42/chat,["message:new",{"id":"m1","chatId":"lobby","content":"x","userId":"WHO"}])";
    talk.say(QByteArray(message).replace("WHO", "bob"));
    QCOMPARE(talk.count<heard::MemberJoined>(), 0);
    talk.say(QByteArray(message).replace("WHO", "eve").replace("m1", "m2"));
    QCOMPARE(talk.only<heard::MemberJoined>().member.presence.user, s("eve"));
}

void EngineTest::signsInByEvents()
{
    Talk talk = Talk::of(R"({"profile":1,"name":"t","framing":{"kind":"plain"},"rooms":{"in":"single","name":"den"},
        "say":{"sign-in":{"event":"auth","args":[{"token":"{secret}"}]}},
        "hear":[{"event":"ok","means":"signed-in","user":"id"},{"event":"no","means":"refused","text":"why"},
                {"event":"m","means":"message","text":"t","sender":"s"}]})");
    talk.open();
    QCOMPARE(talk.frames(), QByteArrayList{R"({"token":"token-ann","type":"auth"})"});
    QCOMPARE(talk.count<heard::Welcomed>(), 0);
    talk.say(R"({"type":"ok","id":42})");
    QCOMPARE(talk.count<heard::Welcomed>(), 1);
    talk.ask(ask::Subscribe{s("den"), 0, {}, 50});
    talk.say(R"({"type":"m","t":"x","s":42})"); // 42 is what the server calls us
    QCOMPARE(talk.only<heard::MessageArrived>().message.sender, s("ann"));
    talk.open();
    talk.say(R"({"type":"no","why":"Unauthorized"})");
    QCOMPARE(talk.only<heard::Refused>().error.message, s("Unauthorized"));
}

void EngineTest::readsPatterns()
{
    Talk talk = Talk::of(R"({"profile":1,"name":"t","framing":{"kind":"plain"},"rooms":{"in":"single","name":"den"},
        "hear":[{"event":"sys","means":"member-joined","like":{"in":"text","pattern":"{who} has joined"},"user":"@who"},
                {"event":"typing","means":"typing","user":"who","active":"on"},
                {"event":"m","means":"message","text":"t"}]})");
    talk.open();
    talk.ask(ask::Subscribe{s("den"), 0, {}, 50});
    talk.say(R"({"type":"sys","text":"bob has joined"})");
    QCOMPARE(talk.only<heard::MemberJoined>().member.presence.user, s("bob"));
    talk.say(R"({"type":"sys","text":"bob waves"})");
    QCOMPARE(talk.count<heard::Unknown>(), 1);
    talk.say(R"({"type":"typing","who":"bob","on":true})");
    QVERIFY(talk.only<heard::TypingChanged>().active);
    talk.say(R"({"type":"typing","who":"bob","on":false})");
    QCOMPARE(talk.count<heard::TypingChanged>(), 1);
    QVERIFY(!talk.only<heard::TypingChanged>().active);
}

void EngineTest::hearsAllThatOneEventMeans()
{
    Talk talk = Talk::of(R"({"profile":1,"name":"t","framing":{"kind":"plain"},"rooms":{"in":"payload"},
        "say":{"join":{"event":"enter","args":[{"hall":"{room}"}]}},
        "hear":[{"event":"in","means":"joined","room":"hall","goOn":true},
                {"event":"in","means":"roster","room":"hall","each":"who","user":"nick","goOn":true},
                {"event":"in","means":"history","room":"hall","each":"past","text":"t","sender":"s","id":"id"},
                {"event":"m","means":"message","room":"hall","text":"t"}]})");
    talk.open();
    talk.ask(ask::JoinRoom{s("den")});
    talk.ask(ask::Subscribe{s("den"), 0, {}, 50});
    talk.say(R"({"type":"in","hall":"den","who":[{"nick":"bob"}],"past":[{"t":"x","s":"bob","id":1}]})");
    QCOMPARE(talk.count<heard::RoomChanged>(), 1);
    QCOMPARE(talk.only<heard::Subscribed>().members.size(), std::size_t(1));
    QCOMPARE(talk.only<heard::Subscribed>().page.messages.size(), std::size_t(1));
    QCOMPARE(talk.count<heard::Unknown>() + talk.count<heard::Malformed>(), 0);
}

void EngineTest::saysWhatItCannotDo()
{
    Talk talk = inChannels();
    for (const ask::Request &request : std::vector<ask::Request>{
             ask::CreateRoom{s("x"), false}, ask::Invite{Lobby, s("bob")}, ask::FetchHistory{Lobby, {4}, false, 10},
             ask::MarkRead{Lobby, 1}, ask::SetPresence{}}) {
        talk.ask(request);
        QCOMPARE(talk.only<heard::RequestFailed>().error.code, ErrorCode::NotSupported);
    }
    talk.ask(ask::Typing{Lobby, true});
    QVERIFY(talk.last.frames.empty() && talk.last.events.empty());
    talk.ask(ask::SendMessage{s("den"), s("c9"), s("hi")});
    QCOMPARE(talk.only<heard::RequestFailed>().error.code, ErrorCode::NotFound);
}

TEST_WITHOUT_APPLICATION(EngineTest)

} // namespace tst_engine

#include "tst_engine.moc"
