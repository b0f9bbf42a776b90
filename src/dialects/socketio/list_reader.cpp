// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/list_reader.h"

#include "json/text_parser.h"

namespace banter::socketio {
namespace {

using json::textOf;
using simdjson::dom::element;

Error badList(const char *what)
{
    return {ErrorCode::BadRequest, QString::fromLatin1(what)};
}

bool fits(element value, int attachments)
{
    if (value.is_array()) {
        const simdjson::dom::array list = value.get_array().value_unsafe();
        for (const element entry : list) {
            if (!fits(entry, attachments))
                return false;
        }
        return true;
    }
    if (!value.is_object())
        return true;
    const simdjson::dom::object fields = value.get_object().value_unsafe();
    // A key may come twice, and readers differ on which one counts: every one has to be right.
    bool isPlaceholder = false;
    bool hasNumber = false;
    bool numbersFit = true;
    for (const auto [key, field] : fields) {
        bool flag = false;
        std::int64_t number = -1;
        isPlaceholder = isPlaceholder || (key == "_placeholder" && field.get(flag) == simdjson::SUCCESS && flag);
        if (key == "num") {
            hasNumber = true;
            numbersFit = numbersFit && field.get(number) == simdjson::SUCCESS && number >= 0 && number < attachments;
        }
        if (!fits(field, attachments))
            return false;
    }
    return !isPlaceholder || (hasNumber && numbersFit);
}

// Nearly no packet speaks of placeholders, so that nearly none has to be walked through. The key may hide in escapes.
bool mayHoldPlaceholders(const Packet &packet)
{
    return packet.attachments > 0 || packet.list.contains("_placeholder") || packet.list.contains('\\');
}

std::optional<Error> readEvent(const simdjson::dom::array &list, Packet &packet)
{
    element first;
    element last;
    int count = 0;
    for (const element entry : list) {
        (count++ == 0 ? first : last) = entry;
    }
    if (count > 0 && first.is_string())
        packet.name = textOf(first);
    else if (count > 0 && first.is_number()) // the official clients allow it
        packet.name = QString::number(first.get_double().value_unsafe(), 'g', 17);
    else
        return badList("an event without a name");
    if (isReservedName(packet.name))
        return badList("an event with a reserved name");
    if (count > 1 && last.is_string() && last.get_string().value_unsafe().size() <= std::size_t(MaxOffsetChars))
        packet.lastText = textOf(last);
    return std::nullopt;
}

} // namespace

std::optional<Error> readList(Packet &packet)
{
    thread_local json::TextParser parser;
    element root;
    if (packet.list.isEmpty())
        return badList("an event or an acknowledgement without data");
    if (const simdjson::error_code failed = parser.parse(packet.list, root))
        return Error{ErrorCode::BadFrame,
                     QStringLiteral("no JSON: %1").arg(QString::fromUtf8(simdjson::error_message(failed)))};
    if (!parser.mendedText().isEmpty())
        packet.list = parser.mendedText();
    if (!root.is_array())
        return badList("an event or an acknowledgement that is not a list");
    const bool isEvent = packet.type == PacketType::Event || packet.type == PacketType::BinaryEvent;
    if (!isEvent && !packet.id)
        return badList("an acknowledgement of nothing");
    if (isEvent) {
        if (std::optional<Error> fault = readEvent(root.get_array().value_unsafe(), packet))
            return fault;
    }
    if (mayHoldPlaceholders(packet) && !fits(root, packet.attachments))
        return badList("a placeholder without its attachment");
    return std::nullopt;
}

} // namespace banter::socketio
