// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "transport/event_stream_link.h"

#include "eventstream/event.h"
#include "transport/http_faults.h"

#include <QPointer>
#include <QSslError>

namespace banter {
namespace {

constexpr int MaxRedirections = 3;
/// Long enough for one turn of the event loop to read what is buffered, when this process stood still.
constexpr qint64 ReadCycleMs = 200;
const QByteArray EventStreamType = QByteArrayLiteral("text/event-stream");

bool isRedirection(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == u"https" ? 443 : 80); };
    return one.scheme() == other.scheme() && one.host() == other.host() && port(one) == port(other);
}

bool isEventStream(const QNetworkReply &reply)
{
    const QByteArray type = reply.header(QNetworkRequest::ContentTypeHeader).toByteArray();
    return type.split(';').first().trimmed().toLower() == EventStreamType;
}

LinkEnd handshakeEnd(int status, const QString &reason)
{
    return {LinkEnd::Kind::Handshake, 1006, status, reason};
}

} // namespace

EventStreamLink::EventStreamLink(Scheduler &scheduler, EventStreamTimes times, QObject *parent)
    : Link(parent), m_scheduler(scheduler), m_times(times)
{}

EventStreamLink::~EventStreamLink()
{
    letGo();
    m_scheduler.cancel(m_timer);
}

QNetworkRequest EventStreamLink::httpRequest(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setRawHeader("Accept", EventStreamType);
    request.setRawHeader("Accept-Encoding",
                         "identity"); // a compressed stream would be held back until it fills a block
    request.setRawHeader("Cache-Control", "no-cache");
    for (const auto &[name, value] : m_request.headers)
        request.setRawHeader(name, value);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    return request;
}

void EventStreamLink::open(const LinkRequest &request)
{
    m_request = request;
    m_retryAfterMs = request.retryAfterMs;
    m_stage = Stage::Opening;
    m_splitter.emplace(request.maxFrameBytes);
    m_timer = m_scheduler.after(m_times.answerMs, [this] {
        m_timer = 0;
        end({LinkEnd::Kind::Refused, 1006, 0, QStringLiteral("The server did not answer in time.")});
    });
    get(request.url);
}

void EventStreamLink::get(const QUrl &url)
{
    m_reply = m_http.get(httpRequest(url));
    m_reply->setReadBufferSize(m_request.maxFrameBytes); // what is not read yet waits at the server
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_tlsFault = errors.first().errorString();
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &EventStreamLink::heardHeaders);
    connect(m_reply, &QNetworkReply::readyRead, this, &EventStreamLink::read);
    connect(m_reply, &QNetworkReply::finished, this, &EventStreamLink::finished);
}

void EventStreamLink::heardHeaders()
{
    const int status = httpStatus(*m_reply);
    if (m_stage != Stage::Opening || status != 200)
        return; // finished() knows what to do about the others
    if (!isEventStream(*m_reply)) {
        end(handshakeEnd(status, QStringLiteral("The address answers, but with no event stream.")));
        return;
    }
    m_stage = Stage::Open;
    watchSilence();
    Q_EMIT opened({});
}

void EventStreamLink::read()
{
    if (m_stage != Stage::Open)
        return;
    m_grantedReadCycle = false;
    watchSilence();
    const QPointer<EventStreamLink> alive(this);
    for (const Frame &piece : m_splitter->feed(m_reply->readAll())) {
        give(piece);
        if (!alive || m_stage != Stage::Open)
            return;
    }
    if (m_splitter->tooBig())
        end({LinkEnd::Kind::CloseFrame, 1009, 0, QStringLiteral("The server sent an event that is too large.")});
}

void EventStreamLink::give(const Frame &piece)
{
    m_brought = m_brought || !piece.data.startsWith(':');
    if (piece.data.contains("retry")) { // rare: only then it is read here, too
        const Result<eventstream::Event> event = eventstream::readEvent(piece);
        if (event && event.value().retryMs)
            m_retryAfterMs = std::max<qint64>(1, *event.value().retryMs);
    }
    Q_EMIT received(piece);
}

void EventStreamLink::finished()
{
    if (m_stage == Stage::Open) {
        const QPointer<EventStreamLink> alive(this);
        read();
        if (!alive || m_stage != Stage::Open)
            return;
        const QString sentence = QStringLiteral("The server ended the stream.");
        // Proxies and functions with a time limit do so all the time.
        const bool inOrder = m_brought && !m_splitter->isWithinEvent();
        if (m_reply->error() != QNetworkReply::NoError)
            end(endOfReply(*m_reply, true, m_tlsFault));
        else if (inOrder)
            end({LinkEnd::Kind::StreamEnded, 1000, 0, sentence});
        else
            end(lostLink(sentence));
        return;
    }
    if (m_stage != Stage::Opening)
        return;
    const int status = httpStatus(*m_reply);
    if (status == 204)
        end({LinkEnd::Kind::Finished, 1000, status, QStringLiteral("The server has nothing more to tell.")});
    else if (isRedirection(status) && followed())
        return;
    else if (status != 0 && m_tlsFault.isEmpty() && m_reply->error() == QNetworkReply::NoError)
        end(handshakeEnd(status, QStringLiteral("The address answers, but with no event stream.")));
    else
        end(endOfReply(*m_reply, false, m_tlsFault));
}

// True when the next request is on its way, or the link has ended because there must be none.
bool EventStreamLink::followed()
{
    const QUrl from = m_reply->url();
    // Qt's own reading of this header gives up on a relative address.
    const QByteArray location = m_reply->rawHeader("Location");
    const QUrl to = from.resolved(QUrl::fromEncoded(location, QUrl::StrictMode));
    if (location.isEmpty() || !to.isValid() || ++m_redirections > MaxRedirections) {
        end(handshakeEnd(httpStatus(*m_reply), QStringLiteral("The server redirects without end.")));
    } else if (!isSameOrigin(from, to)) {
        end(handshakeEnd(httpStatus(*m_reply), QStringLiteral("The server sends to another address: %1")
                                                   .arg(to.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery))));
    } else {
        m_reply->disconnect(this);
        m_reply->deleteLater();
        get(to);
    }
    return true;
}

void EventStreamLink::watchSilence()
{
    m_scheduler.cancel(m_timer);
    m_timer = m_scheduler.after(m_grantedReadCycle ? ReadCycleMs : m_times.silenceMs, [this] {
        m_timer = 0;
        silent();
    });
}

// When this process stood still, what the server sent meanwhile may wait to be read.
void EventStreamLink::silent()
{
    if (!std::exchange(m_grantedReadCycle, true))
        watchSilence();
    else
        end(lostLink(QStringLiteral("The server gave no sign of life.")));
}

void EventStreamLink::ping(const QByteArray &payload)
{
    if (m_stage != Stage::Open)
        return;
    QNetworkReply *reply = m_http.sendCustomRequest(httpRequest(m_reply->url()), "OPTIONS");
    m_pings.insert(reply);
    const TimerId timer = m_scheduler.after(m_times.pingMs, [this, reply] { dropPing(reply); });
    m_pingTimers.insert(timer);
    reply->setProperty("banterPing", payload);
    // The headers are enough: a server that does not look at the method begins another stream, which would never end.
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, reply] { answeredPing(reply); });
    connect(reply, &QNetworkReply::finished, this, [this, reply, timer] {
        m_scheduler.cancel(timer);
        m_pingTimers.erase(timer);
        answeredPing(reply);
    });
}

void EventStreamLink::answeredPing(QNetworkReply *reply)
{
    if (!m_pings.contains(reply))
        return;
    const int status = httpStatus(*reply);
    const QByteArray payload = reply->property("banterPing").toByteArray();
    dropPing(reply);
    if (m_stage == Stage::Open && status != 0 && !isGatewaysWord(status))
        Q_EMIT ponged(payload);
}

void EventStreamLink::dropPing(QNetworkReply *reply)
{
    if (m_pings.erase(reply) == 0)
        return;
    reply->disconnect(this);
    reply->deleteLater(); // which ends it, too
}

void EventStreamLink::close(int, const QString &)
{
    abort();
}

void EventStreamLink::abort()
{
    if (m_stage == Stage::Aborted || m_stage == Stage::Ended)
        return;
    m_stage = Stage::Aborted;
    m_scheduler.cancel(m_timer);
    m_timer = m_scheduler.after(0, [this] {
        m_timer = 0;
        end({LinkEnd::Kind::Local, 1000, 0, {}});
    });
}

void EventStreamLink::end(LinkEnd how)
{
    if (m_stage == Stage::Ended)
        return;
    m_stage = Stage::Ended;
    how.retryAfterMs = m_retryAfterMs;
    m_scheduler.cancel(std::exchange(m_timer, 0));
    letGo();
    Q_EMIT ended(how);
}

void EventStreamLink::letGo()
{
    for (const TimerId timer : std::exchange(m_pingTimers, {}))
        m_scheduler.cancel(timer);
    std::set<QNetworkReply *> replies = std::exchange(m_pings, {});
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr))
        replies.insert(reply);
    for (QNetworkReply *reply : replies) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater(); // one of them may be what is running
    }
}

} // namespace banter
