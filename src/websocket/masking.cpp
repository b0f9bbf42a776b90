// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/masking.h"

#include <cstring>

namespace banter::websocket {

void applyMask(char *to, const char *from, qsizetype size, const MaskKey &key, quint64 offset)
{
    std::array<quint8, sizeof(quint64)> turned{};
    for (std::size_t i = 0; i < turned.size(); ++i)
        turned[i] = key[(i + offset) % key.size()];
    quint64 wide = 0;
    std::memcpy(&wide, turned.data(), sizeof wide);
    qsizetype at = 0;
    for (; size - at >= qsizetype(sizeof wide); at += qsizetype(sizeof wide)) {
        quint64 word = 0;
        std::memcpy(&word, from + at, sizeof word);
        word ^= wide;
        std::memcpy(to + at, &word, sizeof word);
    }
    for (std::size_t i = 0; at < size; ++at, ++i)
        to[at] = char(quint8(from[at]) ^ turned[i]);
}

} // namespace banter::websocket
