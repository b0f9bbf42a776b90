// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "tracing_dialect.h"

#include "printable.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace banter::cli {
namespace {

/// What is longer is cut: a trace is for reading.
constexpr qsizetype MaxShown = 2'000;
const QString Blot = QStringLiteral("(secret)");

QString quoted(const QString &text)
{
    return QLatin1Char('"') + firstOf(text, 200) + QLatin1Char('"');
}

constexpr const char *StatusWords[] = {"of unknown status", "online", "away", "busy", "offline"};

struct Describe {
    QString operator()(const heard::Welcomed &e) const { return QStringLiteral("signed in as %1").arg(e.user); }
    QString operator()(const heard::Refused &e) const
    {
        return QStringLiteral("sign-in refused (%1): %2").arg(errorCodeName(e.error.code), e.error.message);
    }
    QString operator()(const heard::RoomsListed &e) const
    {
        QStringList names;
        for (const Room &room : e.rooms)
            names.append(room.id);
        return QStringLiteral("rooms: %1").arg(names.join(QStringLiteral(", ")));
    }
    QString operator()(const heard::RoomChanged &e) const { return QStringLiteral("%1 is joined").arg(e.room.id); }
    QString operator()(const heard::RoomLeft &e) const { return QStringLiteral("%1 is left").arg(e.room); }
    QString operator()(const heard::Subscribed &e) const
    {
        return QStringLiteral("%1 is heard; history: %2 messages, members: %3")
            .arg(e.page.room)
            .arg(e.page.messages.size())
            .arg(e.members.size());
    }
    QString operator()(const heard::HistoryFetched &e) const
    {
        return QStringLiteral("history of %1: %2 messages").arg(e.page.room).arg(e.page.messages.size());
    }
    QString operator()(const heard::Acknowledged &e) const
    {
        return QStringLiteral("verdict: the message %1 in %2 is sent").arg(e.clientId, e.room);
    }
    QString operator()(const heard::DevicesListed &e) const
    {
        return QStringLiteral("%1 devices").arg(e.devices.size());
    }
    QString operator()(const heard::InviteCodeMade &) const { return QStringLiteral("an invitation code"); }
    QString operator()(const heard::Done &) const { return QStringLiteral("done"); }
    QString operator()(const heard::RequestFailed &e) const
    {
        return QStringLiteral("failed (%1): %2").arg(errorCodeName(e.error.code), e.error.message);
    }
    QString operator()(const heard::MessageArrived &e) const
    {
        const QString own = e.message.clientId.isEmpty() ? QString() : QStringLiteral(", our own");
        return QStringLiteral("message in %1 from %2: %3 (number %4, id %5%6)")
            .arg(e.message.room, e.message.sender, quoted(e.message.text))
            .arg(e.message.seq)
            .arg(e.message.id, own);
    }
    QString operator()(const heard::MessageChanged &e) const
    {
        const Amendment &change = e.change;
        const QString what =
            !change.deletedBy.isEmpty() ? QStringLiteral("deleted by %1").arg(change.deletedBy)
            : change.words              ? QStringLiteral("now says %1").arg(quoted(change.words->text))
            : change.reacted
                ? QStringLiteral("%1 reacts with %2").arg(change.reacted->user, quoted(change.reacted->keys.join(u' ')))
                : QStringLiteral("changed");
        return QStringLiteral("message %1 in %2 (id %3): %4, change %5")
            .arg(QString::number(change.seq), change.room, change.id, what, QString::number(change.rev));
    }
    QString operator()(const heard::ChangesFetched &e) const
    {
        return QStringLiteral("%1 messages that changed, up to change %2").arg(e.page.messages.size()).arg(e.page.rev);
    }
    QString operator()(const heard::Activity &e) const { return QStringLiteral("something new in %1").arg(e.room); }
    QString operator()(const heard::MemberJoined &e) const
    {
        return QStringLiteral("%1 is in %2").arg(e.member.presence.user, e.room);
    }
    QString operator()(const heard::MemberLeft &e) const { return QStringLiteral("%1 left %2").arg(e.user, e.room); }
    QString operator()(const heard::PresenceChanged &e) const
    {
        return QStringLiteral("%1 is %2").arg(e.presence.user, QLatin1String(StatusWords[int(e.presence.status)]));
    }
    QString operator()(const heard::OwnPresenceChanged &e) const
    {
        return QStringLiteral("what you chose: %1").arg(QLatin1String(StatusWords[int(e.own.status)]));
    }
    QString operator()(const heard::TypingChanged &e) const
    {
        const QString what = e.active ? QStringLiteral("%1 types in %2") : QStringLiteral("%1 no longer types in %2");
        return what.arg(e.user, e.room);
    }
    QString operator()(const heard::CursorMoved &e) const
    {
        return QStringLiteral("cursor of %1 in %2 at %3, %4").arg(e.user, e.room).arg(e.point.x).arg(e.point.y);
    }
    QString operator()(const heard::CursorGone &e) const
    {
        return QStringLiteral("no cursor of %1 in %2 any more").arg(e.user, e.room);
    }
    QString operator()(const heard::Identified &e) const
    {
        return e.key.isEmpty() ? QStringLiteral("it does not say who it is") : QStringLiteral("its key: %1").arg(e.key);
    }
    QString operator()(const heard::Closing &e) const
    {
        return QStringLiteral("closing, code %1: %2").arg(e.code).arg(quoted(e.reason));
    }
    QString operator()(const heard::Notice &e) const { return QStringLiteral("notice: %1").arg(quoted(e.text)); }
    QString operator()(const heard::Remarked &e) const
    {
        return QStringLiteral("notice: %1").arg(quoted(remarkSentence(e.remark)));
    }
    QString operator()(const heard::Malformed &e) const { return QStringLiteral("MALFORMED: %1").arg(e.what); }
    QString operator()(const heard::Unknown &e) const
    {
        return QStringLiteral("UNKNOWN: no rule fits the event %1").arg(quoted(e.name));
    }
};

class TracingDialect final : public Dialect {
public:
    TracingDialect(std::unique_ptr<Dialect> dialect, QString secret, std::function<void(const QString &)> say)
        : m_dialect(std::move(dialect)), m_secret(std::move(secret)), m_say(std::move(say))
    {}

    LinkRequest linkRequest(const QUrl &server, const Credentials &credentials) const override
    {
        LinkRequest request = m_dialect->linkRequest(server, credentials);
        tell("==", request.url.toString(QUrl::FullyEncoded));
        for (const auto &[name, value] : request.headers)
            tell("==", QStringLiteral("header %1: %2").arg(QString::fromUtf8(name), QString::fromUtf8(value)));
        if (!request.subprotocols.isEmpty())
            tell("==", QStringLiteral("subprotocols: %1").arg(request.subprotocols.join(QStringLiteral(", "))));
        return request;
    }
    bool canProve(const QString &subprotocol) const override { return m_dialect->canProve(subprotocol); }
    DialectOutput identify(const QString &subprotocol, const QString &nonce, MonoMs now) override
    {
        tell("==", QStringLiteral("open; the server chose %1 and is asked who it is").arg(subprotocol));
        return shown(m_dialect->identify(subprotocol, nonce, now));
    }
    void presenceOnArrival(const ask::SetPresence &presence) override { m_dialect->presenceOnArrival(presence); }
    DialectOutput opened(const QString &subprotocol, const Credentials &credentials, MonoMs now) override
    {
        tell("==", subprotocol.isEmpty() ? QStringLiteral("open")
                                         : QStringLiteral("open; the server chose %1").arg(subprotocol));
        return shown(m_dialect->opened(subprotocol, credentials, now));
    }
    DialectOutput received(const Frame &frame, MonoMs now) override
    {
        show("<-", frame);
        return shown(m_dialect->received(frame, now));
    }
    DialectOutput request(const std::vector<std::pair<heard::Ticket, ask::Request>> &requests, MonoMs now) override
    {
        return shown(m_dialect->request(requests, now));
    }
    std::optional<MonoMs> nextTick() const override { return m_dialect->nextTick(); }
    DialectOutput tick(MonoMs now) override { return shown(m_dialect->tick(now)); }

private:
    void tell(const char *mark, const QString &text) const
    {
        const QString safe = printable(blotted(text, m_secret));
        const QString rest =
            safe.size() > MaxShown ? QStringLiteral(" ... (%1 more)").arg(safe.size() - MaxShown) : QString();
        m_say(QString::fromLatin1(mark).leftJustified(5) + firstOf(safe, MaxShown) + rest);
    }
    void show(const char *mark, const Frame &frame) const
    {
        tell(mark, frame.binary ? QStringLiteral("(%1 bytes)").arg(frame.data.size()) : QString::fromUtf8(frame.data));
    }
    DialectOutput shown(DialectOutput out) const
    {
        for (const heard::Event &event : out.events)
            tell("", describe(event));
        for (const Frame &frame : out.frames)
            show("->", frame);
        if (out.hangUp)
            tell("==", QStringLiteral("hung up: %1").arg(*out.hangUp));
        if (out.lost)
            tell("==", QStringLiteral("lost: %1").arg(*out.lost));
        return out;
    }

    std::unique_ptr<Dialect> m_dialect;
    QString m_secret;
    std::function<void(const QString &)> m_say;
};

} // namespace

QString describe(const heard::Event &event)
{
    return std::visit(Describe{}, event);
}

QString blotted(QString text, const QString &secret)
{
    if (secret.isEmpty())
        return text;
    const QByteArray list = QJsonDocument(QJsonArray{secret}).toJson(QJsonDocument::Compact);
    const QString escaped = QString::fromUtf8(list.mid(2, list.size() - 4)); // without ["..."]
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(secret));
    for (const QString &form : {secret, escaped, encoded})
        text.replace(form, Blot);
    return text;
}

std::unique_ptr<Dialect> makeTracingDialect(std::unique_ptr<Dialect> dialect, QString secret,
                                            std::function<void(const QString &line)> say)
{
    return std::make_unique<TracingDialect>(std::move(dialect), std::move(secret), std::move(say));
}

} // namespace banter::cli
