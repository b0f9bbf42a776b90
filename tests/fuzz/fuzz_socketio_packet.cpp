// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "dialects/socketio/packet.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonDocument>
#include <QJsonParseError>

using namespace banter;
using namespace banter::socketio;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto packet = decodePacket(testing::fuzzBytes(data, size));
    if (!packet) {
        FUZZ_CHECK(!packet.error().message.isEmpty());
        return 0;
    }
    const Packet &one = packet.value();
    FUZZ_CHECK(one.attachments >= 0 && one.attachments <= MaxAttachments);
    FUZZ_CHECK(isBinary(one.type) || one.attachments == 0);
    FUZZ_CHECK(!one.id || *one.id <= MaxAckId);
    const bool isEvent = one.type == PacketType::Event || one.type == PacketType::BinaryEvent;
    FUZZ_CHECK(!isEvent || !isReservedName(one.name));
    if (!one.list.isEmpty()) {
        QJsonParseError fault;
        const QJsonDocument list = QJsonDocument::fromJson(one.list, &fault);
        if (fault.error != QJsonParseError::IllegalNumber) { // 1e-9999 is JSON, and too small for Qt
            FUZZ_CHECK(list.isArray() && list.array().size() >= (isEvent ? 1 : 0));
            FUZZ_CHECK(placeholdersFit(list.array(), one.attachments));
        }
    }
    // What was understood is understood again, the same. A number may lose its last digit on the way, once.
    const auto again = decodePacket(encodePacket(one));
    FUZZ_CHECK(again.ok());
    FUZZ_CHECK(again.value().type == one.type && again.value().id == one.id && again.value().list == one.list);
    FUZZ_CHECK(encodePacket(again.value()) == encodePacket(decodePacket(encodePacket(again.value())).value()));
    return 0;
}
