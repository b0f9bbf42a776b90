// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/notices/notices_dialect.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_notices {

using namespace banter;

namespace {

QByteArray header(const LinkRequest &request, const QByteArray &name)
{
    for (const auto &[key, value] : request.headers) {
        if (key == name)
            return value;
    }
    return {};
}

/// The dialect on an open stream that has not spoken yet.
struct Scene {
    std::unique_ptr<Dialect> dialect = makeNoticesDialect();
    Credentials credentials{Credentials::Method::Token, QStringLiteral("ann"), QStringLiteral("abc.def")};

    Scene() { open(); }
    void open(MonoMs now = 1'000)
    {
        const DialectOutput out = dialect->opened({}, credentials, now);
        QVERIFY(out.frames.empty() && out.events.empty());
    }
    DialectOutput hear(const QByteArray &piece) { return dialect->received({false, piece}, 1'100); }
    LinkRequest request(const QString &url = QStringLiteral("http://h/stream")) const
    {
        return dialect->linkRequest(QUrl(url), credentials);
    }
};

template <class T>
std::vector<T> all(const DialectOutput &out)
{
    std::vector<T> found;
    for (const heard::Event &event : out.events) {
        if (const T *one = std::get_if<T>(&event))
            found.push_back(*one);
    }
    return found;
}

QStringList notices(const DialectOutput &out)
{
    QStringList texts;
    for (const heard::Notice &notice : all<heard::Notice>(out))
        texts.append(notice.text);
    return texts;
}

} // namespace

class NoticesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksForAStream_data();
    void asksForAStream();
    void bringsTheSecret_data();
    void bringsTheSecret();
    void beginsWithTheGreeting();
    void beginsWithAnything();
    void beginsAfterAWhile();
    void canDoNothingElse();
    void tellsNotices_data();
    void tellsNotices();
    void showsTheBeginningOfWhatIsTooLong_data();
    void showsTheBeginningOfWhatIsTooLong();
    void tellsLongIdsApart();
    void dropsWhatCannotBeShown_data();
    void dropsWhatCannotBeShown();
    void tellsEachNoticeOnce();
    void tellsLongNumbersApart();
    void keepsThePauseThatTheServerAsksFor();
    void goesOnAfterTheLastEvent();
    void errorsEndIt_data();
    void errorsEndIt();
    void ignoresTheRest_data();
    void ignoresTheRest();
    void refusesRequests();
};

void NoticesTest::asksForAStream_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("url");
    QTest::newRow("http") << QStringLiteral("http://h:1/a?b=c") << QStringLiteral("http://h:1/a?b=c");
    QTest::newRow("https") << QStringLiteral("https://h/") << QStringLiteral("https://h/");
    QTest::newRow("ws") << QStringLiteral("ws://h:1/a") << QStringLiteral("http://h:1/a");
    QTest::newRow("wss") << QStringLiteral("wss://h/a") << QStringLiteral("https://h/a");
    QTest::newRow("with a password") << QStringLiteral("https://u:p@h/a#x") << QStringLiteral("https://h/a");
}

void NoticesTest::asksForAStream()
{
    QFETCH(QString, server);
    const LinkRequest request = Scene().request(server);
    QTEST(request.url.toString(), "url");
    QCOMPARE(request.kind, LinkKind::EventStream);
}

void NoticesTest::bringsTheSecret_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QByteArray>("bearer");
    QTest::addColumn<QByteArray>("cookie");
    QTest::newRow("token") << QStringLiteral("abc.def") << QByteArray("Bearer abc.def") << QByteArray();
    QTest::newRow("padded") << QStringLiteral("YWJj==") << QByteArray("Bearer YWJj==") << QByteArray();
    QTest::newRow("cookie") << QStringLiteral("sid=YWJj==") << QByteArray() << QByteArray("sid=YWJj==");
    QTest::newRow("cookies") << QStringLiteral("a=b; c=d") << QByteArray() << QByteArray("a=b; c=d");
    QTest::newRow("empty") << QString() << QByteArray() << QByteArray();
    QTest::newRow("another header") << QStringLiteral("a\r\nX-Admin: 1") << QByteArray() << QByteArray();
    QTest::newRow("without end") << QString(5'000, u'a') << QByteArray() << QByteArray();
}

void NoticesTest::bringsTheSecret()
{
    QFETCH(QString, secret);
    Scene scene;
    scene.credentials.secret = secret;
    QTEST(header(scene.request(), "Authorization"), "bearer");
    QTEST(header(scene.request(), "Cookie"), "cookie");
}

void NoticesTest::beginsWithTheGreeting()
{
    Scene scene;
    const DialectOutput out = scene.hear(R"(data: {"type":"connected","userId":"u7"})");
    const auto welcomed = all<heard::Welcomed>(out);
    QCOMPARE(welcomed.size(), std::size_t(1));
    QCOMPARE(welcomed[0].user, QStringLiteral("u7"));
    QVERIFY(welcomed[0].token.isEmpty());
    QVERIFY(!scene.dialect->nextTick());
    QVERIFY(all<heard::Welcomed>(scene.hear("event: connected\ndata: {}")).empty());
}

void NoticesTest::beginsWithAnything()
{
    Scene scene;
    const DialectOutput out = scene.hear("event: notification\ndata: {\"message\":\"hi\"}");
    QCOMPARE(all<heard::Welcomed>(out).size(), std::size_t(1));
    QCOMPARE(all<heard::Welcomed>(out)[0].user, QStringLiteral("ann"));
    QCOMPARE(notices(out), QStringList{QStringLiteral("hi")});
}

void NoticesTest::beginsAfterAWhile()
{
    Scene scene;
    QVERIFY(scene.hear(": heartbeat").events.empty());
    QCOMPARE(scene.dialect->nextTick(), std::optional<MonoMs>(3'000));
    QVERIFY(scene.dialect->tick(2'999).events.empty());
    QCOMPARE(all<heard::Welcomed>(scene.dialect->tick(3'000)).size(), std::size_t(1));
    QVERIFY(!scene.dialect->nextTick());
    scene.open(9'000); // the next link greets anew
    QCOMPARE(all<heard::Welcomed>(scene.dialect->tick(11'000)).size(), std::size_t(1));
}

void NoticesTest::canDoNothingElse()
{
    Scene scene;
    const auto welcomed = all<heard::Welcomed>(scene.hear(R"(data: {"type":"connected"})"));
    const Capabilities &can = welcomed.at(0).capabilities;
    QVERIFY(!can.roomList && !can.createRooms && !can.presence && !can.typing && !can.cursors && !can.history);
    QVERIFY(!can.rooms && !can.receipts && !can.webSocketPing);
}

void NoticesTest::tellsNotices_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<QString>("text");
    const QString hi = QStringLiteral("hi");
    QTest::newRow("message") << QByteArray("event: notification\ndata: {\"id\":1,\"message\":\"hi\"}") << hi;
    QTest::newRow("text") << QByteArray("event: notification\ndata: {\"text\":\"hi\"}") << hi;
    QTest::newRow("content") << QByteArray("event: notification\ndata: {\"content\":\" hi\\r\\n\"}") << hi;
    QTest::newRow("title") << QByteArray("event: notification\ndata: {\"title\":\"hi\"}") << hi;
    QTest::newRow("title and body") << QByteArray("event: notification\ndata: {\"title\":\"T\",\"body\":\"hi\"}")
                                    << QStringLiteral("T\nhi");
    QTest::newRow("string") << QByteArray("event: notification\ndata: \"hi\"") << hi;
    QTest::newRow("no JSON") << QByteArray("event: notification\ndata: hi") << hi;
    QTest::newRow("named inside") << QByteArray("data: {\"type\":\"notification\",\"message\":\"hi\"}") << hi;
    QTest::newRow("lines") << QByteArray("event: notification\ndata: {\"message\":\ndata: \"hi\"}") << hi;
    QTest::newRow("markup") << QByteArray("event: notification\ndata: {\"message\":\"<b>hi</b>\"}")
                            << QStringLiteral("<b>hi</b>");
    QTest::newRow("no characters") << QByteArray("event: notification\ndata: {\"message\":\"hi\\ufffe\\uffff\"}")
                                   << hi + QString(2, QChar(QChar::ReplacementCharacter));
    QTest::newRow("colours") << QByteArray("event: notification\ndata: \x1b[1;31mhi\x1b[0m") << hi;
    QTest::newRow("colours in JSON") << QByteArray(
                                            "event: notification\ndata: {\"message\":\"\\u001b[31mhi\\u001b[0m\"}")
                                     << hi;
    QTest::newRow("NUL") << QByteArray("event: notification\ndata: {\"message\":\"hi\\u0000\"}") << hi;
    QTest::newRow("form feed") << QByteArray("event: notification\ndata: {\"message\":\"\\fhi\"}") << hi;
    QTest::newRow("bell") << QByteArray("event: notification\ndata: {\"message\":\"hi\\u0007\"}") << hi;
    QTest::newRow("half a pair") << QByteArray("event: notification\ndata: {\"message\":\"hi\\ud800\"}")
                                 << hi + QChar(QChar::ReplacementCharacter);
    QTest::newRow("long") << "event: notification\ndata: {\"message\":\"" + QByteArray(20'000, 'x') + "\"}"
                          << QString(16'384 - 6, u'x') + QStringLiteral(" [\u2026]");
    QTest::newRow("not UTF-8") << QByteArray("event: notification\ndata: {\"message\":\"hi\xff\"}")
                               << hi + QChar(QChar::ReplacementCharacter);
    QTest::newRow("not UTF-8, and no JSON")
        << QByteArray("event: notification\ndata: hi\xc3") << hi + QChar(QChar::ReplacementCharacter);
    for (const char *odd : {"1e400", "18446744073709551616", "\"\\ud83d\""})
        QTest::newRow(odd) << "event: notification\ndata: {\"message\":\"hi\",\"odd\":" + QByteArray(odd) + '}' << hi;
}

void NoticesTest::tellsNotices()
{
    QFETCH(QByteArray, piece);
    QFETCH(QString, text);
    Scene scene;
    QCOMPARE(notices(scene.hear(piece)), QStringList{text});
}

void NoticesTest::showsTheBeginningOfWhatIsTooLong_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("begins");
    const QString many(1'000, u'x');
    QTest::newRow("its text") << "{\"message\":\"" + QByteArray(20'000, 'x') << many;
    QTest::newRow("in an escape") << "{\"message\":\"" + QByteArray(20'000, 'x') + "\\u00" << many;
    QTest::newRow("behind an escape") << "{\"message\":\"" + QByteArray(20'000, 'x') + "\\\"" << many;
    QTest::newRow("another member") << QByteArray("{\"message\":\"hi\",\"more\":[{\"a\":\"xxxx")
                                    << QStringLiteral("hi [");
    QTest::newRow("in a name") << QByteArray("{\"message\":\"hi\",\"mo") << QStringLiteral("{\"message\":\"hi\"");
    QTest::newRow("before its text") << QByteArray("{\"big\":\"xxx") << QStringLiteral("{\"big\":\"xxx [");
    QTest::newRow("no JSON") << QByteArray(20'000, 'x') << many;
}

void NoticesTest::showsTheBeginningOfWhatIsTooLong()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, begins);
    Scene scene;
    const DialectOutput out = scene.dialect->received({false, "event: notification\ndata: " + data, true}, 1'100);
    const QString text = notices(out).value(0);
    QVERIFY2(text.startsWith(begins), qPrintable(text.left(100)));
    QVERIFY2(text.endsWith(QStringLiteral(" [\u2026]")), qPrintable(text.right(20)));
    QVERIFY(text.toUtf8().size() <= 16'384);
    QVERIFY(!out.hangUp && !out.lost);
}

void NoticesTest::tellsLongIdsApart()
{
    Scene scene;
    for (const char *end : {"a", "b"}) {
        const QByteArray id = QByteArray(300, 'i') + end;
        for (const QByteArray &piece : {"event: notification\ndata: {\"message\":\"x\",\"id\":\"" + id + "\"}",
                                        "event: notification\nid: s" + id + "\ndata: {\"message\":\"x\"}"}) {
            QCOMPARE(notices(scene.hear(piece)).size(), 1);
            QCOMPARE(notices(scene.hear(piece)).size(), 0);
        }
    }
}

void NoticesTest::dropsWhatCannotBeShown_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("nothing") << QByteArray("event: notification\ndata");
    QTest::newRow("no text") << QByteArray("event: notification\ndata: {\"id\":1}");
    QTest::newRow("a number") << QByteArray("event: notification\ndata: {\"message\":5}");
    QTest::newRow("blank") << QByteArray("event: notification\ndata: {\"message\":\"  \"}");
    QTest::newRow("nothing to see") << QByteArray("event: notification\ndata: {\"message\":\"\\u001b[0m\"}");
}

void NoticesTest::dropsWhatCannotBeShown()
{
    QFETCH(QByteArray, piece);
    Scene scene;
    const DialectOutput out = scene.hear(piece);
    QCOMPARE(all<heard::Malformed>(out).size(), std::size_t(1));
    QVERIFY(notices(out).isEmpty());
    QVERIFY(!out.hangUp && !out.lost);
}

void NoticesTest::tellsEachNoticeOnce()
{
    Scene scene;
    const QByteArray byId = "event: notification\ndata: {\"id\":\"n1\",\"message\":\"a\"}";
    const QByteArray byStream = "event: notification\nid: 9\ndata: {\"message\":\"b\"}";
    const QByteArray byNone = "event: notification\ndata: {\"message\":\"c\"}";
    for (const QByteArray &piece : {byId, byStream, byNone})
        QCOMPARE(notices(scene.hear(piece)).size(), 1);
    scene.open(); // again after a reconnect
    QVERIFY(notices(scene.hear(byId)).isEmpty());
    QVERIFY(notices(scene.hear(byStream)).isEmpty());
    QCOMPARE(notices(scene.hear(byNone)).size(), 1);
}

// Two ids that no double tells apart.
void NoticesTest::tellsLongNumbersApart()
{
    Scene scene;
    for (const char *id : {"9007199254740992", "9007199254740993", "18446744073709551615", "18446744073709551616",
                           "18446744073709551617"}) {
        const QByteArray piece = "event: notification\ndata: {\"message\":\"x\",\"id\":" + QByteArray(id) + '}';
        QCOMPARE(notices(scene.hear(piece)).size(), 1);
        QCOMPARE(notices(scene.hear(piece)).size(), 0);
    }
}

void NoticesTest::keepsThePauseThatTheServerAsksFor()
{
    Scene scene;
    QCOMPARE(scene.request().retryAfterMs, qint64(0));
    scene.hear("retry: 500");
    QCOMPARE(scene.request().retryAfterMs, qint64(500));
    scene.open(9'000);
    scene.hear("event: notification\ndata: x");
    QCOMPARE(scene.request().retryAfterMs, qint64(500));
    scene.hear("retry: 0\ndata: x");
    QCOMPARE(scene.request().retryAfterMs, qint64(1));
}

void NoticesTest::goesOnAfterTheLastEvent()
{
    Scene scene;
    QVERIFY(header(scene.request(), "Last-Event-ID").isEmpty());
    scene.hear("id: 41\ndata: {\"type\":\"whatever\"}");
    scene.hear("id: 42"); // no event of its own, but its id counts
    scene.hear("data: x");
    QCOMPARE(header(scene.request(), "Last-Event-ID"), QByteArray("42"));
    scene.open();
    QCOMPARE(header(scene.request(), "Last-Event-ID"), QByteArray("42"));
    scene.hear("id: a\x01b");
    QVERIFY(header(scene.request(), "Last-Event-ID").isEmpty());
    scene.hear("id: 43");
    scene.hear("id\ndata: x"); // the server takes it back
    QVERIFY(header(scene.request(), "Last-Event-ID").isEmpty());
}

void NoticesTest::errorsEndIt_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<bool>("credentials");
    QTest::newRow("Unauthorized") << QByteArray("event: error\ndata: {\"message\":\"Unauthorized\"}") << true;
    QTest::newRow("inside") << QByteArray("data: {\"type\":\"error\",\"message\":\"unauthorized\"}") << true;
    QTest::newRow("string") << QByteArray("event: error\ndata: Access denied") << true;
    QTest::newRow("other") << QByteArray("event: error\ndata: {\"message\":\"Overloaded\"}") << false;
    QTest::newRow("without words") << QByteArray("event: error\ndata: {}") << false;
}

void NoticesTest::errorsEndIt()
{
    QFETCH(QByteArray, piece);
    QFETCH(bool, credentials);
    for (const bool greeted : {false, true}) {
        Scene scene;
        if (greeted)
            scene.hear(R"(data: {"type":"connected"})");
        const DialectOutput out = scene.hear(piece);
        QVERIFY(all<heard::Welcomed>(out).empty());
        QCOMPARE(all<heard::Refused>(out).size(), std::size_t(credentials ? 1 : 0));
        QCOMPARE(out.lost.has_value(), !credentials);
        if (credentials)
            QCOMPARE(all<heard::Refused>(out)[0].error.code, ErrorCode::Unauthorized);
        else
            QVERIFY(!out.lost->isEmpty());
        QVERIFY(!scene.dialect->nextTick());
    }
}

void NoticesTest::ignoresTheRest_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("comment") << QByteArray(": notification");
    QTest::newRow("unknown event") << QByteArray("event: news\ndata: {\"message\":\"x\"}");
    QTest::newRow("unknown type") << QByteArray("data: {\"type\":\"news\",\"message\":\"x\"}");
    QTest::newRow("no data") << QByteArray("event: notification");
    QTest::newRow("text") << QByteArray("data: x");
    QTest::newRow("a list") << QByteArray("data: [1,2]");
}

void NoticesTest::ignoresTheRest()
{
    QFETCH(QByteArray, piece);
    Scene scene;
    scene.hear(R"(data: {"type":"connected"})");
    const DialectOutput out = scene.hear(piece);
    QVERIFY(out.events.empty() && !out.hangUp && !out.lost);
}

void NoticesTest::refusesRequests()
{
    Scene scene;
    scene.hear(R"(data: {"type":"connected"})");
    const QString room = QStringLiteral("lobby");
    const DialectOutput out = scene.dialect->request(
        {{7, ask::SendMessage{room, QStringLiteral("id"), room}}, {0, ask::Typing{room, true}}}, 2'000);
    const auto failed = all<heard::RequestFailed>(out);
    QVERIFY(out.frames.empty());
    QCOMPARE(out.events.size(), std::size_t(1));
    QCOMPARE(failed.at(0).ticket, heard::Ticket(7));
    QCOMPARE(failed.at(0).error.code, ErrorCode::NotSupported);
}

TEST_WITH_CORE_APPLICATION(NoticesTest)

} // namespace tst_notices

#include "tst_notices.moc"
