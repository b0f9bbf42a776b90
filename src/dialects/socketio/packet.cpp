// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/packet.h"

#include "dialects/socketio/list_reader.h"
#include "json/text_parser.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace banter::socketio {
namespace {

const QLatin1String PlaceholderKey{"_placeholder"};

Error bad(const char *what)
{
    return {ErrorCode::BadFrame, QString::fromLatin1(what)};
}
Error wrong(const char *what)
{
    return {ErrorCode::BadRequest, QString::fromLatin1(what)};
}

/// What is left of a packet's text.
struct Cursor {
    QByteArrayView rest;

    bool startsWith(char c) const { return !rest.isEmpty() && rest.front() == c; }
    bool atDigit() const { return !rest.isEmpty() && rest.front() >= '0' && rest.front() <= '9'; }
    QByteArrayView take(qsizetype size)
    {
        const QByteArrayView head = rest.first(size);
        rest = rest.sliced(size);
        return head;
    }
};

/// Decimal digits; nothing when the number passes `most`. The cursor is on a digit.
std::optional<quint64> readNumber(Cursor &cursor, quint64 most)
{
    quint64 number = 0;
    while (cursor.atDigit()) {
        number = number * 10 + quint64(cursor.take(1).front() - '0');
        if (number > most)
            return std::nullopt;
    }
    return number;
}

std::optional<Error> readAttachments(Cursor &cursor, Packet &packet)
{
    if (!isBinary(packet.type))
        return std::nullopt;
    if (!cursor.atDigit())
        return bad("a binary packet that does not say how many attachments follow");
    const std::optional<quint64> count = readNumber(cursor, MaxAttachments);
    if (!count)
        return Error{ErrorCode::TooLarge, QStringLiteral("more attachments than %1").arg(MaxAttachments)};
    if (!cursor.startsWith('-'))
        return bad("a binary packet that does not say how many attachments follow");
    cursor.take(1);
    packet.attachments = int(*count);
    return std::nullopt;
}

std::optional<Error> readSpace(Cursor &cursor, Packet &packet)
{
    if (!cursor.startsWith('/'))
        return std::nullopt;
    const qsizetype comma = cursor.rest.indexOf(',');
    const QByteArrayView name = cursor.take(comma < 0 ? cursor.rest.size() : comma);
    if (comma >= 0)
        cursor.take(1);
    if (name.size() > MaxSpaceChars)
        return Error{ErrorCode::TooLarge, QStringLiteral("a namespace of %1 bytes").arg(name.size())};
    if (!name.isValidUtf8())
        return bad("a namespace that is not valid UTF-8");
    packet.space = QString::fromUtf8(name);
    return std::nullopt;
}

std::optional<Error> readId(Cursor &cursor, Packet &packet)
{
    if (!cursor.atDigit())
        return std::nullopt;
    packet.id = readNumber(cursor, MaxAckId);
    if (!packet.id)
        return Error{ErrorCode::TooLarge, QStringLiteral("an acknowledgement's number that nobody can count to")};
    return std::nullopt;
}

bool hasList(PacketType type)
{
    return type == PacketType::Event || type == PacketType::Ack || isBinary(type);
}

std::optional<Error> readJson(Cursor &cursor, Packet &packet)
{
    if (hasList(packet.type)) {
        packet.list = cursor.rest.toByteArray();
        return readList(packet);
    }
    if (cursor.rest.isEmpty())
        return std::nullopt;
    thread_local json::TextParser parser;
    simdjson::dom::element root;
    if (const simdjson::error_code failed = parser.parse(cursor.rest, root)) {
        return Error{ErrorCode::BadFrame,
                     QStringLiteral("no JSON: %1").arg(QString::fromUtf8(simdjson::error_message(failed)))};
    }
    packet.data = json::toQt(root);
    return std::nullopt;
}

std::optional<Error> checkData(const Packet &packet)
{
    switch (packet.type) {
    case PacketType::Connect:
        if (packet.data.isUndefined() || packet.data.isObject())
            return std::nullopt;
        return wrong("a connect packet whose data is no object");
    case PacketType::Disconnect:
        return packet.data.isUndefined() ? std::nullopt : std::optional(wrong("a disconnect packet with data"));
    case PacketType::ConnectError:
        if (packet.data.isString() || packet.data.isObject())
            return std::nullopt;
        return wrong("a refusal that says nothing");
    default:
        return std::nullopt;
    }
}

bool fits(const QJsonValue &value, int attachments)
{
    if (value.isArray())
        return placeholdersFit(value.toArray(), attachments);
    if (!value.isObject())
        return true;
    const QJsonObject fields = value.toObject();
    if (fields.value(PlaceholderKey).toBool()) {
        const double num = fields.value(QLatin1String("num")).toDouble(-1);
        return num >= 0 && num < attachments && num == double(int(num));
    }
    return std::all_of(fields.begin(), fields.end(),
                       [attachments](const QJsonValue &field) { return fits(field, attachments); });
}

} // namespace

bool isBinary(PacketType type)
{
    return type == PacketType::BinaryEvent || type == PacketType::BinaryAck;
}

bool isReservedName(const QString &name)
{
    static constexpr std::array Reserved{QLatin1String("connect"),     QLatin1String("connect_error"),
                                         QLatin1String("disconnect"),  QLatin1String("disconnecting"),
                                         QLatin1String("newListener"), QLatin1String("removeListener")};
    return std::find(Reserved.begin(), Reserved.end(), name) != Reserved.end();
}

bool placeholdersFit(const QJsonArray &args, int attachments)
{
    return std::all_of(args.begin(), args.end(),
                       [attachments](const QJsonValue &value) { return fits(value, attachments); });
}

Result<Packet> decodePacket(QByteArrayView text)
{
    Cursor cursor{text};
    if (!cursor.atDigit() || text.front() > '6')
        return bad("a packet of an unknown type");
    Packet packet;
    packet.type = PacketType(cursor.take(1).front() - '0');
    for (const auto step : {readAttachments, readSpace, readId, readJson}) {
        if (std::optional<Error> fault = step(cursor, packet))
            return *fault;
    }
    if (std::optional<Error> fault = checkData(packet))
        return *fault;
    return packet;
}

QByteArray encodePacket(const Packet &packet)
{
    QByteArray text;
    text += char('0' + int(packet.type));
    if (isBinary(packet.type))
        text += QByteArray::number(packet.attachments) + '-';
    if (packet.space != wire::DefaultSpace)
        text += packet.space.toUtf8() + ',';
    if (packet.id)
        text += QByteArray::number(*packet.id);
    text += packet.list;
    if (packet.data.isObject())
        text += QJsonDocument(packet.data.toObject()).toJson(QJsonDocument::Compact);
    else if (packet.data.isString()) // as a list without its brackets: Qt writes documents only
        text += QJsonDocument(QJsonArray{packet.data}).toJson(QJsonDocument::Compact).chopped(1).sliced(1);
    return text;
}

} // namespace banter::socketio
