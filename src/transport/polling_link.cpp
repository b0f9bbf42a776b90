// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/polling_link.h"

#include "engineio/packet.h"
#include "engineio/payload.h"
#include "transport/http_faults.h"

#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QPointer>
#include <QSslError>
#include <QUrlQuery>

namespace banter {
namespace {

constexpr qint64 HandshakeDeadlineMs = 10'000; ///< as for any dial, see connection/CONNECTION.md
constexpr qint64 PostDeadlineMs = 15'000;
constexpr qint64 PingDeadlineMs = 5'000; ///< the manager's own for a pong
/// The server ends a GET with its ping at the latest; this much is for the way.
constexpr qint64 PollSlackMs = 5'000;
/// One body may hold many packets; this many of the largest are enough for a crowded room after a slow answer.
constexpr qint64 MaxPacketsOfSize = 16;
/// Each costs memory besides its bytes, and a server's pings ask for as many as there are.
constexpr std::size_t MaxQueuedFrames = 50'000;
const char *const PingPayload = "banterPing";

} // namespace

PollingLink::PollingLink(Scheduler &scheduler, QObject *parent) : Link(parent), m_scheduler(scheduler) {}

PollingLink::~PollingLink()
{
    for (const TimerId timer : m_timers)
        m_scheduler.cancel(timer);
    for (QNetworkReply *reply : m_replies) {
        reply->disconnect(this);
        reply->abort();
    }
}

QNetworkRequest PollingLink::httpRequest() const
{
    QUrl url = m_request.url;
    QUrlQuery query(url);
    query.addQueryItem(QStringLiteral("transport"), QStringLiteral("polling"));
    if (m_stage != Stage::Opening)
        query.addQueryItem(QStringLiteral("sid"), QString::fromLatin1(QUrl::toPercentEncoding(m_handshake.sid)));
    url.setQuery(query);
    QNetworkRequest request(url);
    for (const auto &[name, value] : m_request.headers)
        request.setRawHeader(name, value);
    // A redirection could take the secret in the headers to another host.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    return request;
}

void PollingLink::watch(QNetworkReply *reply, qint64 deadlineMs, void (PollingLink::*finished)(QNetworkReply &))
{
    m_replies.insert(reply);
    const TimerId timer = m_scheduler.after(deadlineMs, [reply] { reply->abort(); });
    m_timers.insert(timer);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_tlsFault = errors.first().errorString();
    });
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] {
        if (reply->bytesAvailable() > m_request.maxFrameBytes * MaxPacketsOfSize)
            reply->abort();
    });
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, reply] {
        const QString type = reply->header(QNetworkRequest::ContentTypeHeader).toString();
        const bool neverEnds = type.startsWith(QLatin1String("text/event-stream"));
        if (m_stage == Stage::Opening && neverEnds && reply->error() == QNetworkReply::NoError)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, timer, finished] {
        m_scheduler.cancel(timer);
        m_timers.erase(timer);
        m_replies.erase(reply);
        reply->deleteLater();
        if (m_stage != Stage::Ended)
            (this->*finished)(*reply);
    });
}

void PollingLink::open(const LinkRequest &request)
{
    m_request = request;
    m_stage = Stage::Opening;
    poll();
}

bool PollingLink::send(const Frame &frame)
{
    if (m_stage != Stage::Open)
        return false;
    if (bytesToWrite() + frame.data.size() > MaxBacklogBytes || m_queue.size() >= MaxQueuedFrames)
        return false;
    m_queue.push_back(frame);
    m_queued += frame.data.size();
    post();
    return true;
}

void PollingLink::ping(const QByteArray &payload)
{
    if (m_stage != Stage::Open)
        return;
    QNetworkReply *reply = m_http.sendCustomRequest(httpRequest(), "OPTIONS");
    reply->setProperty(PingPayload, payload);
    watch(reply, PingDeadlineMs, &PollingLink::pinged);
}

void PollingLink::close(int, const QString &)
{
    if (m_stage != Stage::Open) {
        abort();
        return;
    }
    m_queue.push_back(engineio::encodePacket(engineio::PacketType::Close));
    m_stage = Stage::Closing;
    post();
}

void PollingLink::abort()
{
    if (m_stage == Stage::Aborted || m_stage == Stage::Ended)
        return;
    m_stage = Stage::Aborted;
    later(&PollingLink::endAborted);
}

void PollingLink::pause()
{
    m_pausing = true;
    later(&PollingLink::pauseIfQuiet);
}

void PollingLink::pauseIfQuiet()
{
    if (!m_pausing || m_paused || m_polling || m_posted > 0 || m_stage != Stage::Open)
        return;
    m_paused = true;
    Q_EMIT paused();
}

std::deque<Frame> PollingLink::takeQueue()
{
    m_queued = 0;
    return std::exchange(m_queue, {});
}

QByteArray PollingLink::cookieHeader() const
{
    QByteArrayList cookies;
    for (const QNetworkCookie &cookie : m_http.cookieJar()->cookiesForUrl(m_request.url))
        cookies.append(cookie.toRawForm(QNetworkCookie::NameAndValueOnly));
    return cookies.join("; ");
}

void PollingLink::poll()
{
    const qint64 allowance = m_handshake.allowanceMs();
    const qint64 silence = allowance > 0 ? allowance : engineio::MaxHeartbeatMs;
    m_polling = true;
    watch(m_http.get(httpRequest()), m_stage == Stage::Opening ? HandshakeDeadlineMs : silence + PollSlackMs,
          &PollingLink::polled);
}

void PollingLink::post()
{
    if (m_posted > 0 || m_queue.empty() || m_pausing)
        return;
    const QByteArray body = engineio::joinPayload(m_queue, m_handshake.maxPayload);
    m_queued = 0;
    for (const Frame &frame : m_queue)
        m_queued += frame.data.size();
    m_posted = body.size();
    QNetworkRequest request = httpRequest();
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("text/plain;charset=UTF-8"));
    watch(m_http.post(request, body), PostDeadlineMs, &PollingLink::posted);
}

void PollingLink::polled(QNetworkReply &reply)
{
    m_polling = false;
    if (m_stage == Stage::Closing)
        return;
    if (reply.error() != QNetworkReply::NoError || httpStatus(reply) != 200) {
        end(endOfReply(reply, m_stage == Stage::Open, m_tlsFault));
        return;
    }
    const QPointer<PollingLink> alive(this);
    takeBody(reply.readAll());
    if (!alive || m_stage != Stage::Open)
        return;
    if (m_pausing)
        pauseIfQuiet();
    else
        poll();
}

void PollingLink::takeBody(const QByteArray &body)
{
    const Result<std::vector<Frame>> frames = engineio::splitPayload(body, m_request.maxFrameBytes);
    const bool opening = m_stage == Stage::Opening;
    if (!frames || (opening && !openWith(frames.value().front()))) {
        const QString reason = frames ? QStringLiteral("The answer is not that of an Engine.IO server.")
                                      : QStringLiteral("The server sent %1.").arg(frames.error().message);
        end(opening ? LinkEnd{LinkEnd::Kind::Handshake, 1006, 200, reason} : lostLink(reason));
        return;
    }
    const QPointer<PollingLink> alive(this);
    if (opening)
        Q_EMIT opened({});
    for (const Frame &frame : frames.value()) {
        if (!alive || m_stage != Stage::Open)
            return;
        Q_EMIT received(frame);
    }
}

bool PollingLink::openWith(const Frame &first)
{
    const Result<engineio::Packet> packet = engineio::decodePacket(first);
    if (!packet || packet.value().type != engineio::PacketType::Open)
        return false;
    Result<engineio::Handshake> handshake = engineio::readHandshake(packet.value().data);
    if (!handshake)
        return false;
    m_handshake = std::move(handshake).value();
    m_stage = Stage::Open;
    return true;
}

void PollingLink::posted(QNetworkReply &reply)
{
    const qint64 bytes = std::exchange(m_posted, 0);
    if (reply.error() != QNetworkReply::NoError || httpStatus(reply) != 200) {
        end(m_stage == Stage::Closing ? LinkEnd{LinkEnd::Kind::Local, 1000, 0, {}}
                                      : endOfReply(reply, true, m_tlsFault));
        return;
    }
    if (m_stage == Stage::Closing && m_queue.empty()) {
        end({LinkEnd::Kind::Local, 1000, 0, {}});
        return;
    }
    post();
    const QPointer<PollingLink> alive(this);
    Q_EMIT written(bytes);
    if (alive)
        pauseIfQuiet();
}

void PollingLink::pinged(QNetworkReply &reply)
{
    const int status = httpStatus(reply);
    if (m_stage == Stage::Open && status != 0 && !isGatewaysWord(status))
        Q_EMIT ponged(reply.property(PingPayload).toByteArray());
}

void PollingLink::later(void (PollingLink::*call)())
{
    const auto timer = std::make_shared<TimerId>(0);
    *timer = m_scheduler.after(0, [this, call, timer] {
        m_timers.erase(*timer);
        (this->*call)();
    });
    m_timers.insert(*timer);
}

void PollingLink::endAborted()
{
    end({LinkEnd::Kind::Local, 1000, 0, {}});
}

void PollingLink::end(const LinkEnd &how)
{
    if (m_stage == Stage::Ended)
        return;
    m_stage = Stage::Ended;
    for (QNetworkReply *reply : std::exchange(m_replies, {}))
        reply->abort();
    Q_EMIT ended(how);
}

} // namespace banter
