// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/utf8_checker.h"

#include <cstring>

namespace banter::websocket {
namespace {

constexpr quint64 AnyHighBit = 0x8080808080808080ULL;

// Most of what is said in most places is ASCII, or has long runs of it.
const char *skipAscii(const char *at, const char *end)
{
    quint64 word = 0;
    while (end - at >= qsizetype(sizeof word)) {
        std::memcpy(&word, at, sizeof word);
        if (word & AnyHighBit)
            break;
        at += sizeof word;
    }
    while (at != end && quint8(*at) < 0x80)
        ++at;
    return at;
}

} // namespace

bool Utf8Checker::feed(QByteArrayView bytes)
{
    const char *at = bytes.begin();
    const char *const end = bytes.end();
    while (at != end && !m_failed) {
        if (m_left == 0) {
            at = skipAscii(at, end);
            if (at == end)
                break;
            m_failed = !begin(quint8(*at));
        } else {
            const quint8 byte = quint8(*at);
            m_failed = byte < m_low || byte > m_high;
            --m_left;
            m_low = 0x80;
            m_high = 0xbf;
        }
        ++at;
    }
    return !m_failed;
}

// The table of RFC 3629, section 4.
bool Utf8Checker::begin(quint8 byte)
{
    if (byte >= 0xc2 && byte <= 0xdf) {
        m_left = 1;
    } else if (byte >= 0xe0 && byte <= 0xef) {
        m_left = 2;
        m_low = byte == 0xe0 ? 0xa0 : 0x80;  // nothing that has a shorter form
        m_high = byte == 0xed ? 0x9f : 0xbf; // no surrogates
    } else if (byte >= 0xf0 && byte <= 0xf4) {
        m_left = 3;
        m_low = byte == 0xf0 ? 0x90 : 0x80;
        m_high = byte == 0xf4 ? 0x8f : 0xbf; // nothing beyond U+10FFFF
    }
    return m_left != 0;
}

} // namespace banter::websocket
