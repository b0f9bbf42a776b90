// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/notices/notices_dialect.h"

#include "core/text.h"
#include "dialects/notices/notice_event.h"
#include "eventstream/event.h"

#include <algorithm>
#include <deque>

namespace banter {
namespace {

using notices::NoticeEvent;

/// Most servers greet at once; the rest is let in well before the connection's own deadline for a hello (5 s).
constexpr qint64 GreetingPatienceMs = 2'000;
/// Ids of notices that are remembered: more than a server sends again after a reconnect.
constexpr std::size_t MaxRemembered = 1'000;
/// As long as any header that a server accepts with the rest around it.
constexpr qsizetype MaxHeaderValue = 4'096;

bool fitsHeader(const QByteArray &value)
{
    const auto plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; };
    return !value.isEmpty() && value.size() <= MaxHeaderValue && std::all_of(value.begin(), value.end(), plain);
}

// RFC 6750: a bearer token has '=' at its end only. So what has one in the middle is a cookie.
bool isCookie(const QByteArray &secret)
{
    const qsizetype equals = secret.indexOf('=');
    return equals > 0 && equals < secret.size() - 1 && secret.mid(equals).count('=') < secret.size() - equals;
}

class NoticesDialect final : public Dialect {
public:
    LinkRequest linkRequest(const QUrl &server, const Credentials &credentials) const override
    {
        LinkRequest request;
        request.kind = LinkKind::EventStream;
        request.url = server;
        request.url.setUserInfo({});
        request.url.setFragment({});
        if (server.scheme() == u"ws" || server.scheme() == u"wss")
            request.url.setScheme(server.scheme() == u"ws" ? QStringLiteral("http") : QStringLiteral("https"));
        const QByteArray secret = credentials.secret.toUtf8();
        if (fitsHeader(secret)) {
            if (isCookie(secret))
                request.headers.append({"Cookie", secret});
            else
                request.headers.append({"Authorization", "Bearer " + secret});
        }
        if (fitsHeader(m_lastEventId))
            request.headers.append({"Last-Event-ID", m_lastEventId});
        request.retryAfterMs = m_retryAfterMs;
        return request;
    }

    DialectOutput opened(const QString &, const Credentials &credentials, MonoMs now) override
    {
        m_user = credentials.user;
        m_welcomed = false;
        m_welcomeAt = now + GreetingPatienceMs;
        return {};
    }

    DialectOutput received(const Frame &frame, MonoMs) override
    {
        DialectOutput out;
        const Result<eventstream::Event> event = eventstream::readEvent(frame);
        if (!event) {
            out.events.push_back(
                heard::Malformed{QStringLiteral("The server sent a fault: %1.").arg(event.error().message)});
            return out;
        }
        if (event.value().comment)
            return out;
        if (event.value().id)
            m_lastEventId = event.value().id->toUtf8();
        if (event.value().retryMs) // once said, it holds for every stream that follows
            m_retryAfterMs = std::max<qint64>(1, *event.value().retryMs);
        if (event.value().hasData)
            hear(notices::readNotice(event.value()), out);
        return out;
    }

    DialectOutput request(const std::vector<std::pair<heard::Ticket, ask::Request>> &requests, MonoMs) override
    {
        DialectOutput out;
        for (const auto &[ticket, request] : requests) {
            if (ticket != 0)
                out.events.push_back(heard::RequestFailed{
                    ticket, {ErrorCode::NotSupported, QStringLiteral("This server only sends notices."), 0}});
        }
        return out;
    }

    std::optional<MonoMs> nextTick() const override { return m_welcomeAt; }

    DialectOutput tick(MonoMs now) override
    {
        DialectOutput out;
        if (m_welcomeAt && now >= *m_welcomeAt)
            welcome({}, out);
        return out;
    }

private:
    void hear(NoticeEvent event, DialectOutput &out)
    {
        if (event.kind == NoticeEvent::Kind::Refusal) {
            m_welcomeAt.reset();
            out.events.push_back(heard::Refused{{ErrorCode::Unauthorized, event.text, 0}});
            return;
        }
        if (event.kind == NoticeEvent::Kind::Trouble) {
            m_welcomeAt.reset();
            out.lost = event.text;
            return;
        }
        welcome(event.user, out);
        if (event.kind == NoticeEvent::Kind::Bad)
            out.events.push_back(heard::Malformed{event.text});
        else if (event.kind == NoticeEvent::Kind::Notice && isNew(event.id))
            out.events.push_back(heard::Notice{event.text});
    }

    void welcome(const QString &user, DialectOutput &out)
    {
        m_welcomeAt.reset();
        if (std::exchange(m_welcomed, true))
            return;
        heard::Welcomed welcomed;
        welcomed.user = user.isEmpty() ? m_user : user;
        welcomed.capabilities.rooms = false;
        welcomed.capabilities.webSocketPing = false;
        out.events.push_back(std::move(welcomed));
    }

    bool isNew(const QString &id)
    {
        if (id.isEmpty())
            return true;
        if (std::find(m_told.begin(), m_told.end(), id) != m_told.end())
            return false;
        m_told.push_back(id);
        if (m_told.size() > MaxRemembered)
            m_told.pop_front();
        return true;
    }

    QString m_user;
    bool m_welcomed = false;
    std::optional<MonoMs> m_welcomeAt; ///< when silence is taken for a greeting
    QByteArray m_lastEventId;
    qint64 m_retryAfterMs = 0;
    std::deque<QString> m_told; ///< ids of notices, the newest last
};

} // namespace

std::unique_ptr<Dialect> makeNoticesDialect()
{
    return std::make_unique<NoticesDialect>();
}

} // namespace banter
