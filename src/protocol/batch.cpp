// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "protocol/codec.h"

#include <algorithm>

namespace banter::protocol {
namespace {

constexpr qsizetype WrapBytes = 3; // [ and ], or the longest head of a CBOR array of at most 65535

QByteArray cborHead(qsizetype count)
{
    constexpr quint8 Array = 0x80; // major type 4 (RFC 8949, section 3.1)
    if (count < 24)
        return QByteArray(1, char(Array | count));
    if (count < 256)
        return QByteArray(1, char(Array | 24)) + char(count);
    return QByteArray(1, char(Array | 25)) + char(count >> 8) + char(count & 0xff);
}

using Items = std::vector<QByteArray>::const_iterator;

QByteArray wrap(Encoding encoding, Items from, Items to, qsizetype bytes)
{
    if (to - from == 1)
        return *from;
    QByteArray frame;
    frame.reserve(bytes);
    frame += encoding == Encoding::Json ? QByteArray(1, '[') : cborHead(to - from);
    for (Items item = from; item != to; ++item) {
        if (encoding == Encoding::Json && item != from)
            frame += ',';
        frame += *item;
    }
    if (encoding == Encoding::Json)
        frame += ']';
    return frame;
}

} // namespace

std::vector<QByteArray> batch(Encoding encoding, const std::vector<QByteArray> &items, qint64 maxFrameBytes,
                              int maxItems)
{
    const qsizetype most = std::clamp(maxItems, 1, limits::MaxBatch);
    std::vector<QByteArray> frames;
    for (Items from = items.begin(); from != items.end();) {
        qsizetype bytes = WrapBytes + from->size() + 1;
        Items to = from + 1;
        while (to != items.end() && to - from < most && bytes + to->size() + 1 <= maxFrameBytes) {
            bytes += to->size() + 1;
            ++to;
        }
        frames.push_back(wrap(encoding, from, to, bytes));
        from = to;
    }
    return frames;
}

} // namespace banter::protocol
