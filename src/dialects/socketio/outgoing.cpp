// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/outgoing.h"

#include "engineio/packet.h"
#include "engineio/payload.h"

#include <QUrlQuery>

namespace banter::socketio {
namespace {

// QUrlQuery keeps what it is given; "+" and "&" of a token must not become something else.
QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

std::optional<Error> fault(const Packet &packet, const std::vector<QByteArray> &bytes)
{
    if (bytes.size() > std::size_t(MaxAttachments))
        return Error{ErrorCode::TooLarge, QStringLiteral("More than %1 attachments.").arg(MaxAttachments), 0};
    if (packet.data.isArray() && !placeholdersFit(packet.data.toArray(), int(bytes.size())))
        return Error{ErrorCode::BadRequest, QStringLiteral("A placeholder without its attachment."), 0};
    return std::nullopt;
}

} // namespace

QUrl engineUrl(const wire::Opening &opening, const QString &defaultPath)
{
    QUrl url = opening.server;
    const bool secure = url.scheme() == QLatin1String("wss") || url.scheme() == QLatin1String("https");
    url.setScheme(secure ? QStringLiteral("https") : QStringLiteral("http"));
    url.setUserInfo({}); // it would be sent in the open
    url.setFragment({});
    QString path = url.path();
    if (path.isEmpty() || path == QLatin1String("/"))
        path = defaultPath;
    url.setPath(path.endsWith(QLatin1Char('/')) ? path : path + QLatin1Char('/'));
    QUrlQuery query(url);
    query.addQueryItem(QStringLiteral("EIO"), QStringLiteral("4"));
    for (const auto &[key, value] : opening.query)
        query.addQueryItem(encoded(key), encoded(value));
    url.setQuery(query);
    return url;
}

Result<std::vector<Frame>> framesOf(const Packet &packet, const std::vector<QByteArray> &bytes, qint64 maxPayload)
{
    if (std::optional<Error> error = fault(packet, bytes))
        return *error;
    std::vector<Frame> frames{engineio::encodePacket(engineio::PacketType::Message, encodePacket(packet))};
    for (const QByteArray &attachment : bytes)
        frames.push_back({true, attachment});
    for (const Frame &frame : frames) {
        if (engineio::payloadSize(frame) > maxPayload)
            return Error{ErrorCode::TooLarge, QStringLiteral("That is more than the server takes at once."), 0};
    }
    return frames;
}

Packet eventPacket(const wire::Call &call, std::optional<quint64> number)
{
    QJsonArray list = call.args.json;
    list.prepend(call.name);
    const bool binary = !call.args.bytes.empty();
    return {binary ? PacketType::BinaryEvent : PacketType::Event, call.space, int(call.args.bytes.size()), number,
            list};
}

Packet ackPacket(const QString &space, quint64 number, const wire::Args &args)
{
    return {args.bytes.empty() ? PacketType::Ack : PacketType::BinaryAck, space, int(args.bytes.size()), number,
            args.json};
}

} // namespace banter::socketio
