// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/outgoing.h"

#include "engineio/packet.h"
#include "engineio/payload.h"

#include <QJsonDocument>
#include <QUrlQuery>

namespace banter::socketio {
namespace {

// QUrlQuery keeps what it is given; "+" and "&" of a token must not become something else.
QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

Packet packetOf(PacketType type, const QString &space, std::optional<quint64> number, const QJsonArray &list,
                const wire::Args &args)
{
    Packet packet;
    packet.type = type;
    packet.space = space;
    packet.attachments = int(args.bytes.size());
    packet.id = number;
    packet.list = QJsonDocument(list).toJson(QJsonDocument::Compact);
    return packet;
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
    // Of an address that was copied from a running client: each is said anew, and the session is another one's.
    for (const char *ours : {"EIO", "transport", "sid", "t", "b64"})
        query.removeAllQueryItems(QLatin1String(ours));
    query.addQueryItem(QStringLiteral("EIO"), QStringLiteral("4"));
    for (const auto &[key, value] : opening.query)
        query.addQueryItem(encoded(key), encoded(value));
    url.setQuery(query);
    return url;
}

std::optional<Error> faultIn(const wire::Args &args)
{
    if (args.bytes.size() > std::size_t(MaxAttachments))
        return Error{ErrorCode::TooLarge, QStringLiteral("More than %1 attachments.").arg(MaxAttachments), 0};
    if (!placeholdersFit(args.json, int(args.bytes.size())))
        return Error{ErrorCode::BadRequest, QStringLiteral("A placeholder without its attachment."), 0};
    return std::nullopt;
}

Result<std::vector<Frame>> framesOf(const Packet &packet, const std::vector<QByteArray> &bytes, qint64 maxPayload)
{
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
    return packetOf(call.args.bytes.empty() ? PacketType::Event : PacketType::BinaryEvent, call.space, number, list,
                    call.args);
}

Packet ackPacket(const QString &space, quint64 number, const wire::Args &args)
{
    return packetOf(args.bytes.empty() ? PacketType::Ack : PacketType::BinaryAck, space, number, args.json, args);
}

} // namespace banter::socketio
