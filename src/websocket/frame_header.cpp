// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/frame_header.h"

#include "websocket/close_code.h"

#include <QByteArray>
#include <QtEndian>

#include <algorithm>

namespace banter::websocket {
namespace {

constexpr quint8 Final = 0x80;
constexpr quint8 Reserved = 0x70;
constexpr quint8 OpcodeBits = 0x0f;
constexpr quint8 Masked = 0x80;
constexpr quint8 LengthBits = 0x7f;
constexpr quint8 Length16 = 126;
constexpr quint8 Length64 = 127;

bool isKnown(Opcode opcode)
{
    return opcode <= Opcode::Binary || (opcode >= Opcode::Close && opcode <= Opcode::Pong);
}

ReadHeader broken(const char *fault)
{
    return {ReadHeader::Kind::Broken, {}, 0, fault};
}

// What the first two bytes alone show.
const char *faultOf(quint8 first, quint8 second, Endpoint endpoint)
{
    const auto opcode = Opcode(first & OpcodeBits);
    if (first & Reserved)
        return "A reserved bit is set.";
    if (!isKnown(opcode))
        return "The opcode is reserved.";
    if (isControl(opcode) && !(first & Final))
        return "A control frame is in fragments.";
    if (isControl(opcode) && (second & LengthBits) > MaxControlBytes)
        return "A control frame is too long.";
    if (endpoint == Endpoint::Server && !(second & Masked))
        return "A client's frame is not masked.";
    if (endpoint == Endpoint::Client && (second & Masked))
        return "A server's frame is masked.";
    return nullptr;
}

} // namespace

ReadHeader readHeader(QByteArrayView bytes, Endpoint endpoint)
{
    if (bytes.size() < 2)
        return {};
    const quint8 first = quint8(bytes[0]);
    const quint8 second = quint8(bytes[1]);
    if (const char *fault = faultOf(first, second, endpoint))
        return broken(fault);
    ReadHeader read;
    read.header = {(first & Final) != 0, Opcode(first & OpcodeBits), quint64(second & LengthBits)};
    read.size = 2;
    const quint64 form = read.header.length;
    if (form >= Length16) {
        const qsizetype width = form == Length16 ? qsizetype(sizeof(quint16)) : qsizetype(sizeof(quint64));
        if (bytes.size() < read.size + width)
            return {};
        const char *at = bytes.data() + read.size;
        read.header.length = form == Length16 ? qFromBigEndian<quint16>(at) : qFromBigEndian<quint64>(at);
        if (read.header.length >> 63)
            return broken("A frame's length is 2^63 bytes or more.");
        if (read.header.length < (form == Length16 ? Length16 : 0x10000U))
            return broken("A frame's length is in a longer form than it needs.");
        read.size += width;
    }
    if (second & Masked) {
        MaskKey key{};
        if (bytes.size() < read.size + qsizetype(key.size()))
            return {};
        std::copy_n(bytes.data() + read.size, key.size(), key.begin());
        read.header.mask = key;
        read.size += qsizetype(key.size());
    }
    read.kind = ReadHeader::Kind::Header;
    return read;
}

void appendHeader(QByteArray &out, const FrameHeader &header)
{
    std::array<char, MaxHeaderBytes> bytes{};
    const quint8 masked = header.mask ? Masked : 0;
    bytes[0] = char(quint8(header.opcode) | (header.isFinal ? Final : 0));
    qsizetype size = 2;
    if (header.length < Length16) {
        bytes[1] = char(masked | quint8(header.length));
    } else if (header.length < 0x10000U) {
        bytes[1] = char(masked | Length16);
        qToBigEndian(quint16(header.length), bytes.data() + size);
        size += qsizetype(sizeof(quint16));
    } else {
        bytes[1] = char(masked | Length64);
        qToBigEndian(header.length, bytes.data() + size);
        size += qsizetype(sizeof(quint64));
    }
    if (header.mask) {
        std::copy(header.mask->begin(), header.mask->end(), bytes.data() + size);
        size += qsizetype(header.mask->size());
    }
    out.append(bytes.data(), size);
}

} // namespace banter::websocket
