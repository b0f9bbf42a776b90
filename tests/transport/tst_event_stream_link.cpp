// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/transport/http_peer.h"
#include "transport/event_stream_link.h"

#include <QElapsedTimer>
#include <QTest>

namespace tst_event_stream_link {

using namespace banter;
using banter::testing::HttpPeer;

namespace {

constexpr int Deadline = 20'000;
constexpr qint64 Never = 600'000;

QByteArray head(const QByteArray &type = "text/event-stream", const QByteArray &more = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + more + "\r\n";
}

/// An event stream and what it said, against a server that answers GET with `stream` and the rest with `others`.
struct Scene {
    HttpPeer peer;
    QtScheduler scheduler;
    std::unique_ptr<EventStreamLink> link;
    QByteArrayList pieces;
    std::vector<LinkEnd> ends;
    QByteArray ponged;
    int opened = 0;
    QByteArray stream = head();
    QByteArray others = HttpPeer::reply(405, {});

    explicit Scene(EventStreamTimes times = {Never, Never, Never})
    {
        link = std::make_unique<EventStreamLink>(scheduler, times);
        peer.answer = [this](const HttpPeer::Request &request) { return request.method == "GET" ? stream : others; };
        QObject::connect(link.get(), &Link::opened, link.get(), [this] { ++opened; });
        QObject::connect(link.get(), &Link::received, link.get(),
                         [this](const Frame &frame) { pieces.append(frame.data); });
        QObject::connect(link.get(), &Link::ponged, link.get(),
                         [this](const QByteArray &payload) { ponged = payload; });
        QObject::connect(link.get(), &Link::ended, link.get(), [this](const LinkEnd &end) { ends.push_back(end); });
    }
    LinkRequest request() const
    {
        LinkRequest request;
        request.kind = LinkKind::EventStream;
        request.url = peer.url();
        request.url.setPath(QStringLiteral("/stream"));
        request.url.setQuery(QString());
        request.headers = {{"Authorization", "Bearer secret"}, {"Last-Event-ID", "41"}};
        request.maxFrameBytes = 1'000;
        return request;
    }
    void open() { link->open(request()); }
};

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, Deadline)

class EventStreamLinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksAsAnEventSourceDoes();
    void givesPiecesAsTheyCome();
    void givesWhatCameWithTheEnd();
    void chunksAreNoPieces();
    void badAnswers_data();
    void badAnswers();
    void nobodyListens();
    void redirectionWithinTheOriginIsFollowed();
    void redirectionElsewhereIsNot();
    void redirectionWithoutEndEnds();
    void noAnswerEnds();
    void silenceEnds();
    void commentsKeepItAlive();
    void lostServer();
    void retryIsTold();
    void endInOrderIsNoLoss_data();
    void endInOrderIsNoLoss();
    void pauseOfAnEarlierStreamHolds();
    void tooLargeEnds();
    void pingIsAnsweredByAnything_data();
    void pingIsAnsweredByAnything();
    void pingToAStreamIsAnswered();
    void gatewaysWordIsNoSignOfLife();
    void nothingCanBeSent();
    void abortSaysNothingMore();
    void abortInsideASignal();
    void deletedWhileOpen();
};

void EventStreamLinkTest::asksAsAnEventSourceDoes()
{
    Scene scene;
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    QCOMPARE(scene.peer.requests.size(), std::size_t(1));
    const HttpPeer::Request &request = scene.peer.requests[0];
    QCOMPARE(request.method, QByteArray("GET"));
    QCOMPARE(request.target, QByteArray("/stream"));
    for (const char *header :
         {"Accept: text/event-stream", "Authorization: Bearer secret", "Last-Event-ID: 41", "Cache-Control: no-cache"})
        QVERIFY2(request.has(header), header);
}

void EventStreamLinkTest::givesPiecesAsTheyCome()
{
    Scene scene;
    scene.stream = head("Text/Event-Stream; charset=utf-8") + "data: {\"type\":\"connected\"}\n\ndata: h";
    scene.open();
    VERIFY_SOON(scene.pieces == QByteArrayList{"data: {\"type\":\"connected\"}"});
    QCOMPARE(scene.opened, 1);
    scene.peer.push("alf\n\n: heartbeat\n");
    VERIFY_SOON(scene.pieces.size() == 3);
    QCOMPARE(scene.pieces.mid(1), (QByteArrayList{"data: half", ": heartbeat"}));
    QVERIFY(scene.ends.empty());
}

void EventStreamLinkTest::givesWhatCameWithTheEnd()
{
    Scene scene;
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    QByteArray many;
    for (int i = 0; i < 5'000; ++i)
        many += "data: " + QByteArray::number(i) + "\n\n";
    scene.peer.push(many + "data: never finished");
    scene.peer.hangUp();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.pieces.size(), 5'000);
    QCOMPARE(scene.pieces.last(), QByteArray("data: 4999"));
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Lost);
    QCOMPARE(scene.ends[0].code, 1006);
}

void EventStreamLinkTest::chunksAreNoPieces()
{
    Scene scene;
    scene.stream =
        head("text/event-stream", "Transfer-Encoding: chunked\r\n") + "7\r\ndata: a\r\n2\r\nb\n\r\n1\r\n\n\r\n";
    scene.open();
    VERIFY_SOON(scene.pieces == QByteArrayList{"data: ab"});
    scene.peer.push("0\r\n\r\n");
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::StreamEnded);
}

void EventStreamLinkTest::badAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    const int handshake = int(LinkEnd::Kind::Handshake);
    QTest::newRow("a page") << head("text/html") + "<html>" << handshake << 200;
    QTest::newRow("no type") << HttpPeer::reply(200, "data: a\n\n") << handshake << 200;
    QTest::newRow("another type") << head("text/event-stream-not") << handshake << 200;
    QTest::newRow("401") << HttpPeer::reply(401, "no") << handshake << 401;
    QTest::newRow("401 that asks") << HttpPeer::reply(401, "no", "WWW-Authenticate: Basic realm=\"x\"\r\n") << handshake
                                   << 401;
    QTest::newRow("403") << HttpPeer::reply(403, "") << handshake << 403;
    QTest::newRow("404") << HttpPeer::reply(404, "") << handshake << 404;
    QTest::newRow("500 with a stream") << HttpPeer::reply(500, "data: a\n\n", "Content-Type: text/event-stream\r\n")
                                       << handshake << 500;
    QTest::newRow("503") << HttpPeer::reply(503, "") << handshake << 503;
    QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << int(LinkEnd::Kind::Finished) << 204;
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-x\r\n\r\n") << int(LinkEnd::Kind::HungUp) << 0;
}

void EventStreamLinkTest::badAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, kind);
    QFETCH(int, status);
    Scene scene;
    scene.stream = answer;
    LinkRequest request = scene.request();
    request.url.setQuery(QStringLiteral("token=hunter2"));
    scene.link->open(request);
    QTRY_VERIFY_WITH_TIMEOUT(scene.ends.size() == 1 || !scene.peer.requests.empty(), Deadline);
    if (kind == int(LinkEnd::Kind::HungUp))
        scene.peer.hangUp();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(int(scene.ends[0].kind), kind);
    QCOMPARE(scene.ends[0].httpStatus, status);
    QVERIFY(!scene.ends[0].reason.isEmpty() && scene.ends[0].reason.size() <= 500);
    QVERIFY2(!scene.ends[0].reason.contains(QStringLiteral("hunter2")), qPrintable(scene.ends[0].reason));
    QCOMPARE(scene.opened, 0);
    QVERIFY(scene.pieces.isEmpty());
}

void EventStreamLinkTest::nobodyListens()
{
    QtScheduler scheduler;
    EventStreamLink link(scheduler);
    std::vector<LinkEnd> ends;
    connect(&link, &Link::ended, &link, [&](const LinkEnd &end) { ends.push_back(end); });
    LinkRequest request;
    {
        const HttpPeer gone;
        request.url = gone.url();
    }
    link.open(request);
    VERIFY_SOON(ends.size() == 1);
    QCOMPARE(ends[0].kind, LinkEnd::Kind::Refused);
}

void EventStreamLinkTest::redirectionWithinTheOriginIsFollowed()
{
    Scene scene;
    scene.peer.answer = [](const HttpPeer::Request &request) {
        return request.target == "/there" ? head() : HttpPeer::reply(307, {}, "Location: /there\r\n");
    };
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    QCOMPARE(scene.peer.requests.size(), std::size_t(2));
    QVERIFY(scene.peer.requests[1].has("Authorization: Bearer secret"));
}

void EventStreamLinkTest::redirectionElsewhereIsNot()
{
    HttpPeer other;
    other.answer = [](const HttpPeer::Request &) { return head(); };
    Scene scene;
    scene.stream = HttpPeer::reply(302, {}, "Location: " + other.url().toEncoded() + "\r\n");
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Handshake);
    QVERIFY2(scene.ends[0].reason.contains(QString::number(other.url().port())), qPrintable(scene.ends[0].reason));
    QVERIFY(other.requests.empty());
}

void EventStreamLinkTest::redirectionWithoutEndEnds()
{
    Scene scene;
    scene.stream = HttpPeer::reply(301, {}, "Location: /stream\r\n");
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Handshake);
    QCOMPARE(scene.peer.requests.size(), std::size_t(4));
}

void EventStreamLinkTest::noAnswerEnds()
{
    Scene scene({200, Never, Never});
    scene.stream.clear();
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Refused);
    QCOMPARE(scene.peer.requests.size(), std::size_t(1));
}

void EventStreamLinkTest::silenceEnds()
{
    Scene scene({Never, 300, Never});
    scene.stream = head() + "data: a\n\n";
    scene.open();
    VERIFY_SOON(scene.pieces.size() == 1);
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Lost);
    QCOMPARE(scene.opened, 1);
}

void EventStreamLinkTest::commentsKeepItAlive()
{
    constexpr qint64 SilenceMs = 2'000;
    Scene scene({Never, SilenceMs, Never});
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    QElapsedTimer sinceOpened;
    sinceOpened.start();
    while (sinceOpened.elapsed() < 2 * SilenceMs && scene.ends.empty()) {
        const qsizetype before = scene.pieces.size();
        scene.peer.push(": heartbeat\n\n");
        VERIFY_SOON(scene.pieces.size() > before || !scene.ends.empty());
    }
    QVERIFY(scene.ends.empty());
    VERIFY_SOON(scene.ends.size() == 1);
}

void EventStreamLinkTest::lostServer()
{
    Scene scene;
    scene.stream = head("text/event-stream", "Content-Length: 1000\r\n") + "data: a\n\n";
    scene.open();
    VERIFY_SOON(scene.pieces.size() == 1);
    scene.peer.hangUp();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Lost);
    QCOMPARE(scene.ends[0].retryAfterMs, 0);
}

void EventStreamLinkTest::retryIsTold()
{
    Scene scene;
    scene.stream = head() + "retry: 7000\n\ndata: retry: 8000\n\nretry: soon\n\n";
    scene.open();
    VERIFY_SOON(scene.pieces.size() == 3);
    scene.peer.hangUp();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].retryAfterMs, 7'000);
}

void EventStreamLinkTest::endInOrderIsNoLoss_data()
{
    QTest::addColumn<QByteArray>("brought");
    QTest::addColumn<int>("kind");
    QTest::newRow("an event") << QByteArray("data: a\n\n") << int(LinkEnd::Kind::StreamEnded);
    QTest::newRow("an event, later a comment") << QByteArray("data: a\n\n: x\n\n") << int(LinkEnd::Kind::StreamEnded);
    QTest::newRow("a pause") << QByteArray("retry: 500\n\n") << int(LinkEnd::Kind::StreamEnded);
    QTest::newRow("an event, and a part of one") << QByteArray("data: a\n\ndata: b\n") << int(LinkEnd::Kind::Lost);
    QTest::newRow("nothing but a comment") << QByteArray(": heartbeat\n\n") << int(LinkEnd::Kind::Lost);
}

void EventStreamLinkTest::endInOrderIsNoLoss()
{
    QFETCH(QByteArray, brought);
    Scene scene;
    scene.stream = head() + brought;
    scene.open();
    VERIFY_SOON(!scene.pieces.empty());
    scene.peer.hangUp();
    VERIFY_SOON(scene.ends.size() == 1);
    QTEST(int(scene.ends[0].kind), "kind");
}

void EventStreamLinkTest::pauseOfAnEarlierStreamHolds()
{
    Scene scene;
    scene.stream = head() + "data: a\n\n";
    LinkRequest request = scene.request();
    request.retryAfterMs = 500;
    scene.link->open(request);
    VERIFY_SOON(scene.pieces.size() == 1);
    scene.peer.hangUp();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].retryAfterMs, qint64(500));
}

void EventStreamLinkTest::tooLargeEnds()
{
    Scene scene;
    scene.stream = head() + "data: a\n\ndata: " + QByteArray(20'000, 'x');
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.pieces, QByteArrayList{"data: a"});
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::CloseFrame);
    QCOMPARE(scene.ends[0].code, 1009);
}

void EventStreamLinkTest::pingIsAnsweredByAnything_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 204, 401, 404, 405, 500})
        QTest::addRow("%d", status) << status;
}

void EventStreamLinkTest::pingIsAnsweredByAnything()
{
    QFETCH(int, status);
    Scene scene;
    scene.others = HttpPeer::reply(status, {});
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    scene.link->ping("17");
    VERIFY_SOON(scene.ponged == "17");
    QCOMPARE(scene.peer.requests.back().method, QByteArray("OPTIONS"));
    QVERIFY(scene.ends.empty());
}

void EventStreamLinkTest::pingToAStreamIsAnswered()
{
    Scene scene;
    scene.others = scene.stream;
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    scene.link->ping("18");
    VERIFY_SOON(scene.ponged == "18");
    scene.peer.push("data: a\n\n");
    VERIFY_SOON(scene.pieces.size() == 1);
}

void EventStreamLinkTest::gatewaysWordIsNoSignOfLife()
{
    Scene scene;
    scene.others = HttpPeer::reply(504, {});
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    scene.link->ping("19");
    VERIFY_SOON(scene.peer.requests.size() == 2);
    scene.others = HttpPeer::reply(200, {});
    scene.link->ping("20");
    VERIFY_SOON(!scene.ponged.isEmpty());
    QCOMPARE(scene.ponged, QByteArray("20"));
}

void EventStreamLinkTest::nothingCanBeSent()
{
    Scene scene;
    QVERIFY(!scene.link->send({false, "x"}));
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    QVERIFY(!scene.link->send({false, "x"}));
    QCOMPARE(scene.link->bytesToWrite(), qint64(0));
}

void EventStreamLinkTest::abortSaysNothingMore()
{
    Scene scene;
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    scene.link->abort();
    QVERIFY(scene.ends.empty()); // never from inside a call
    scene.peer.push("data: a\n\n");
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Local);
    scene.link->close(1000, {});
    QTest::qWait(0);
    QCOMPARE(scene.ends.size(), std::size_t(1));
    QVERIFY(scene.pieces.isEmpty());
}

void EventStreamLinkTest::abortInsideASignal()
{
    Scene scene;
    scene.stream = head() + "data: a\n\ndata: b\n\n";
    connect(scene.link.get(), &Link::received, this, [&] { scene.link->abort(); });
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.pieces.size(), 1);
}

void EventStreamLinkTest::deletedWhileOpen()
{
    Scene scene;
    scene.stream = head() + "data: a\n\ndata: b\n\n";
    scene.others.clear();
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    scene.link->ping("21");
    VERIFY_SOON(scene.peer.requests.size() == 2);
    scene.link.reset();
    scene.peer.push("data: c\n\n");
    QTest::qWait(0);
    QVERIFY(scene.ends.empty());
}

TEST_WITH_CORE_APPLICATION(EventStreamLinkTest)

} // namespace tst_event_stream_link

#include "tst_event_stream_link.moc"
