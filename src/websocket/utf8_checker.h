// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace banter::websocket {

/// Whether bytes that come in parts are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond
/// U+10FFFF. A part may end inside a character, and a fault is told at its first byte that no character can have, not
/// at the end. Pure; one object a text.
class Utf8Checker final {
public:
    /// False: with these bytes it is no UTF-8 any more, whatever follows, until reset().
    bool feed(QByteArrayView bytes);
    /// Whether the text may end here: nothing was wrong, and its last character is whole.
    bool isComplete() const { return m_left == 0 && !m_failed; }
    void reset() { *this = {}; }

private:
    bool begin(quint8 byte);

    quint8 m_left = 0; ///< bytes that the present character still needs
    // What its next byte may be. Only the second one has a narrower range than 0x80 to 0xbf (RFC 3629, section 4).
    quint8 m_low = 0x80;
    quint8 m_high = 0xbf;
    bool m_failed = false;
};

} // namespace banter::websocket
