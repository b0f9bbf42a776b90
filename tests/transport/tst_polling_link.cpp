// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tests/support/test_program.h"
#include "tests/transport/http_peer.h"
#include "transport/polling_link.h"

#include <QTest>

namespace tst_polling_link {

using namespace banter;
using banter::testing::HttpPeer;

namespace {

constexpr int Deadline = 20'000;
const QByteArray Open = R"(0{"sid":"a b","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":20})";

/// A polling link and what it said, against a server that opens and then does what the test says.
struct Scene {
    HttpPeer peer;
    QtScheduler scheduler;
    std::unique_ptr<PollingLink> link = std::make_unique<PollingLink>(scheduler);
    std::vector<Frame> frames;
    std::vector<LinkEnd> ends;
    QByteArray ponged;
    int opened = 0;
    QByteArray opening = Open;
    QString query;
    /// Answers to what comes after the opening; empty: none.
    std::function<QByteArray(const HttpPeer::Request &)> later = [](const HttpPeer::Request &) { return QByteArray(); };

    Scene()
    {
        peer.answer = [this](const HttpPeer::Request &request) {
            return request.target.contains("sid=") ? later(request) : HttpPeer::reply(200, opening);
        };
        QObject::connect(link.get(), &Link::opened, link.get(), [this] { ++opened; });
        QObject::connect(link.get(), &Link::received, link.get(),
                         [this](const Frame &frame) { frames.push_back(frame); });
        QObject::connect(link.get(), &Link::ponged, link.get(),
                         [this](const QByteArray &payload) { ponged = payload; });
        QObject::connect(link.get(), &Link::ended, link.get(), [this](const LinkEnd &end) { ends.push_back(end); });
    }
    void open(qint64 maxFrameBytes = 1'000)
    {
        LinkRequest request;
        request.url = peer.url();
        if (!query.isEmpty())
            request.url.setQuery(request.url.query() + u'&' + query);
        request.headers = {{"Authorization", "Bearer secret"}};
        request.maxFrameBytes = maxFrameBytes;
        link->open(request);
    }
    std::vector<QByteArray> posts() const
    {
        std::vector<QByteArray> bodies;
        for (const HttpPeer::Request &request : peer.requests) {
            if (request.method == "POST")
                bodies.push_back(request.body);
        }
        return bodies;
    }
};

} // namespace

#define VERIFY_SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, Deadline)

class PollingLinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensWithTheServersPacket();
    void badOpenings_data();
    void badOpenings();
    void noReasonHoldsTheQuery_data();
    void noReasonHoldsTheQuery();
    void redirectionIsNotFollowed();
    void framesOfOneBodyComeInOrder();
    void badBodiesEndTheLink_data();
    void badBodiesEndTheLink();
    void endlessBodyEndsTheLink();
    void oneGetAtATime();
    void postsFitTheServersMaximum();
    void failedPostEndsTheLink();
    void silentServerEndsTheLink();
    void gatewaysWordIsNoSignOfLife();
    void closeSaysGoodbye();
    void abortSaysNothingMore();
    void abortInsideASignal();
    void nothingIsSentBeforeTheOpening();
    void neverHoldsMoreThanTheMaximum();
};

void PollingLinkTest::opensWithTheServersPacket()
{
    Scene scene;
    scene.open();
    VERIFY_SOON(scene.opened == 1 && scene.frames.size() == 1);
    QCOMPARE(scene.frames[0].data, Open);
    QCOMPARE(scene.link->handshake().sid, QStringLiteral("a b"));
    VERIFY_SOON(scene.peer.requests.size() == 2);
    QCOMPARE(scene.peer.requests[0].target, QByteArray("/socket.io/?EIO=4&transport=polling"));
    QCOMPARE(scene.peer.requests[1].target, QByteArray("/socket.io/?EIO=4&transport=polling&sid=a%20b"));
    QVERIFY(scene.peer.requests[0].has("Authorization: Bearer secret"));
}

void PollingLinkTest::badOpenings_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    const int handshake = int(LinkEnd::Kind::Handshake);
    QTest::newRow("401") << HttpPeer::reply(401, "no") << handshake << 401;
    QTest::newRow("404") << HttpPeer::reply(404, "") << handshake << 404;
    QTest::newRow("503") << HttpPeer::reply(503, "") << handshake << 503;
    QTest::newRow("a page") << HttpPeer::reply(200, "<html>") << handshake << 200;
    QTest::newRow("nothing") << HttpPeer::reply(200, "") << handshake << 200;
    QTest::newRow("another packet") << HttpPeer::reply(200, "2") << handshake << 200;
    QTest::newRow("no sid") << HttpPeer::reply(200, "0{}") << handshake << 200;
    QTest::newRow("bytes") << HttpPeer::reply(200, "bAQID") << handshake << 200;
    QTest::newRow("not UTF-8") << HttpPeer::reply(200, "0\xff") << handshake << 200;
}

void PollingLinkTest::badOpenings()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, kind);
    QFETCH(int, status);
    Scene scene;
    scene.peer.answer = [answer](const HttpPeer::Request &) { return answer; };
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(int(scene.ends[0].kind), kind);
    QCOMPARE(scene.ends[0].httpStatus, status);
    QVERIFY(!scene.ends[0].reason.isEmpty());
    QCOMPARE(scene.opened, 0);
}

void PollingLinkTest::noReasonHoldsTheQuery_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("reason");
    QTest::newRow("refused") << HttpPeer::reply(403, "") << QStringLiteral("The server answered 403 X.");
    QTest::newRow("a gateway") << HttpPeer::reply(502, "") << QStringLiteral("The server answered 502 X.");
    QTest::newRow("without a phrase") << QByteArray("HTTP/1.1 401\r\nContent-Length: 0\r\n\r\n")
                                      << QStringLiteral("The server answered 401.");
    QTest::newRow("no HTTP") << QByteArray("garbage\r\n\r\n\r\n") << QString();
}

void PollingLinkTest::noReasonHoldsTheQuery()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, reason);
    for (const bool opening : {true, false}) {
        Scene scene;
        if (opening)
            scene.peer.answer = [answer](const HttpPeer::Request &) { return answer; };
        scene.later = [answer](const HttpPeer::Request &) { return answer; };
        scene.query = QStringLiteral("token=hunter%2F2");
        scene.open();
        VERIFY_SOON(scene.ends.size() == 1);
        const QString words = scene.ends[0].reason;
        QVERIFY2(!words.isEmpty() && !words.contains(QStringLiteral("hunter")), qPrintable(words));
        if (!reason.isEmpty())
            QCOMPARE(words, reason);
    }
}

void PollingLinkTest::redirectionIsNotFollowed()
{
    HttpPeer elsewhere;
    elsewhere.answer = [](const HttpPeer::Request &) { return HttpPeer::reply(200, Open); };
    Scene scene;
    scene.peer.answer = [&elsewhere](const HttpPeer::Request &) {
        return HttpPeer::reply(302, "", "Location: " + elsewhere.url().toEncoded() + "\r\n");
    };
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Handshake);
    QVERIFY(elsewhere.requests.empty()); // the header with the secret went nowhere
}

void PollingLinkTest::framesOfOneBodyComeInOrder()
{
    Scene scene;
    scene.later = [once = true](const HttpPeer::Request &) mutable {
        return std::exchange(once, false) ? HttpPeer::reply(200, "4a\x1e"
                                                                 "bAQID\x1e"
                                                                 "2")
                                          : QByteArray();
    };
    scene.open();
    VERIFY_SOON(scene.frames.size() == 4);
    QCOMPARE(scene.frames[1], (Frame{false, "4a"}));
    QCOMPARE(scene.frames[2], (Frame{true, "\x01\x02\x03"}));
    QCOMPARE(scene.frames[3], (Frame{false, "2"}));
}

void PollingLinkTest::badBodiesEndTheLink_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("400") << HttpPeer::reply(400, R"({"code":1,"message":"Session ID unknown"})");
    QTest::newRow("502") << HttpPeer::reply(502, "");
    QTest::newRow("no base64") << HttpPeer::reply(200, "b!!!");
    QTest::newRow("not UTF-8") << HttpPeer::reply(200, "4\xff");
    QTest::newRow("packet over the maximum") << HttpPeer::reply(200, '4' + QByteArray(1'000, 'x'));
    QTest::newRow("no HTTP") << QByteArray("garbage\r\n\r\n\r\n");
}

void PollingLinkTest::badBodiesEndTheLink()
{
    QFETCH(QByteArray, answer);
    Scene scene;
    scene.later = [answer](const HttpPeer::Request &) { return answer; };
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Lost);
    QCOMPARE(scene.ends[0].code, 1006);
    QVERIFY(!scene.ends[0].reason.isEmpty());
    QCOMPARE(scene.frames.size(), std::size_t(1));
}

void PollingLinkTest::endlessBodyEndsTheLink()
{
    Scene scene;
    scene.opening = R"(0{"sid":"a","pingInterval":60000,"pingTimeout":60000})"; // no deadline does it
    scene.later = [](const HttpPeer::Request &) {
        return "HTTP/1.1 200 X\r\nContent-Length: 900000000\r\n\r\n" + QByteArray(200'000, 'x');
    };
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1); // at 16,000 bytes, long before it is whole
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Lost);
}

void PollingLinkTest::oneGetAtATime()
{
    Scene scene;
    int waiting = 0;
    scene.later = [&waiting](const HttpPeer::Request &request) {
        if (request.method != "GET")
            return HttpPeer::reply(200, "ok");
        return ++waiting <= 50 ? HttpPeer::reply(200, "4x") : QByteArray();
    };
    scene.open();
    VERIFY_SOON(scene.frames.size() == 51);
    for (int i = 0; i < 10; ++i)
        QVERIFY(scene.link->send({false, "4y"}));
    VERIFY_SOON(scene.link->bytesToWrite() == 0);
    QCOMPARE(waiting, 51);
}

void PollingLinkTest::postsFitTheServersMaximum()
{
    Scene scene;
    scene.later = [](const HttpPeer::Request &request) {
        return request.method == "POST" ? HttpPeer::reply(200, "ok") : QByteArray();
    };
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    for (int i = 0; i < 10; ++i)
        QVERIFY(scene.link->send({false, "4message" + QByteArray::number(i)}));
    QVERIFY(scene.link->bytesToWrite() > 0);
    VERIFY_SOON(scene.link->bytesToWrite() == 0);
    QByteArrayList all;
    for (const QByteArray &body : scene.posts()) {
        QVERIFY(body.size() <= 20);
        all += body.split('\x1e');
    }
    QCOMPARE(all.size(), 10);
    QCOMPARE(all.first(), QByteArray("4message0"));
    QCOMPARE(all.last(), QByteArray("4message9"));
}

void PollingLinkTest::failedPostEndsTheLink()
{
    Scene scene;
    scene.later = [](const HttpPeer::Request &request) {
        return request.method == "POST" ? HttpPeer::reply(413, "") : QByteArray();
    };
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    scene.link->send({false, "4x"});
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Lost);
    QVERIFY(!scene.link->send({false, "4y"}));
}

void PollingLinkTest::silentServerEndsTheLink()
{
    Scene scene;
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1); // its heartbeat of 500 ms and 5 s for the way
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Lost);
}

void PollingLinkTest::gatewaysWordIsNoSignOfLife()
{
    Scene scene;
    int status = 502;
    scene.later = [&status](const HttpPeer::Request &request) {
        return request.method == "OPTIONS" ? HttpPeer::reply(status, "") : QByteArray();
    };
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    scene.link->ping("one");
    VERIFY_SOON(scene.peer.requests.back().method == "OPTIONS");
    status = 500; // as engine.io answers what it does not know
    scene.link->ping("two");
    VERIFY_SOON(!scene.ponged.isEmpty());
    QCOMPARE(scene.ponged, QByteArray("two"));
}

void PollingLinkTest::closeSaysGoodbye()
{
    Scene scene;
    scene.later = [](const HttpPeer::Request &request) {
        return request.method == "POST" ? HttpPeer::reply(200, "ok") : QByteArray();
    };
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    scene.link->send({false, "4last words"});
    scene.link->close(1000, {});
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Local);
    const QByteArray bodies = scene.posts().back();
    QVERIFY2(bodies.endsWith('1'), bodies.constData());
    QCOMPARE(scene.posts().front(), QByteArray("4last words"));
}

void PollingLinkTest::abortSaysNothingMore()
{
    Scene scene;
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    scene.link->abort();
    QVERIFY(scene.ends.empty()); // not inside the call
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.ends[0].kind, LinkEnd::Kind::Local);
    QVERIFY(scene.posts().empty());
}

void PollingLinkTest::abortInsideASignal()
{
    Scene scene;
    scene.later = [](const HttpPeer::Request &) {
        return HttpPeer::reply(200, "4a\x1e"
                                    "4b\x1e"
                                    "4c");
    };
    QObject::connect(scene.link.get(), &Link::received, scene.link.get(), [&scene](const Frame &frame) {
        if (frame.data == "4a")
            scene.link->abort();
    });
    scene.open();
    VERIFY_SOON(scene.ends.size() == 1);
    QCOMPARE(scene.frames.size(), std::size_t(2));
}

void PollingLinkTest::nothingIsSentBeforeTheOpening()
{
    Scene scene;
    QVERIFY(!scene.link->send({false, "4x"}));
    scene.open();
    QVERIFY(!scene.link->send({false, "4x"}));
    VERIFY_SOON(scene.opened == 1);
    QVERIFY(scene.posts().empty());
}

void PollingLinkTest::neverHoldsMoreThanTheMaximum()
{
    Scene scene; // no POST is ever answered
    scene.open();
    VERIFY_SOON(scene.opened == 1);
    const Frame large{false, '4' + QByteArray(1'000'000, 'x')};
    int taken = 0;
    while (taken < 20 && scene.link->send(large))
        ++taken;
    QCOMPARE(taken, 16);
    QVERIFY(scene.link->bytesToWrite() <= Link::MaxBacklogBytes);
    // Each costs memory besides its bytes.
    for (taken = 0; taken < 200'000 && scene.link->send({false, "3"}); ++taken)
        continue;
    QVERIFY(taken > 0 && taken < 200'000);
    scene.link->close(1000, {});
    scene.link->abort();
    VERIFY_SOON(scene.ends.size() == 1);
}

TEST_WITH_CORE_APPLICATION(PollingLinkTest)

} // namespace tst_polling_link

#include "tst_polling_link.moc"
