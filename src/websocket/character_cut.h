// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace banter::websocket {

/// How many of at most `most` (0 or more) bytes of a UTF-8 text can be taken from its front without cutting a character
/// in two; less than `most` by up to three. Where no character begins among the last four, as in what is no UTF-8, it
/// is `most`. Pure.
inline qsizetype wholeCharacters(QByteArrayView text, qsizetype most)
{
    if (text.size() <= most)
        return text.size();
    const auto continues = [text](qsizetype at) { return (quint8(text[at]) & 0xc0) == 0x80; };
    qsizetype end = most;
    while (end > 0 && most - end < 3 && continues(end))
        --end;
    return continues(end) ? most : end;
}

} // namespace banter::websocket
