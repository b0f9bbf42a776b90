// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/websocket/autobahn_cases.h"

/// What the cases of the Autobahn suite are written with.
namespace banter::testing::autobahn {

inline constexpr int Continuation = 0;
inline constexpr int Text = 1;
inline constexpr int Binary = 2;
inline constexpr int Close = 8;
inline constexpr int Ping = 9;
inline constexpr int Pong = 10;
inline const QByteArray Hello = QByteArrayLiteral("Hello, world!");
inline const QByteArray Kosme = QByteArrayLiteral("\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5");
inline const QByteArray NotUtf8 = Kosme + QByteArrayLiteral("\xed\xa0\x80") + QByteArrayLiteral("edited");

using Frames = std::vector<WireFrame>;
using Events = std::vector<websocket::Event>;
using Cases = std::vector<AutobahnCase>;

inline websocket::Event text(const QByteArray &data)
{
    return Frame{false, data};
}

inline websocket::Event failed(int code = 1002)
{
    return websocket::event::Failed{code, {}};
}

inline QByteArray number(std::initializer_list<int> parts)
{
    QByteArrayList words;
    for (const int part : parts)
        words.append(QByteArray::number(part));
    return words.join('.');
}

/// A message in fragments of `size` bytes.
inline Frames fragments(int opcode, const QByteArray &payload, qsizetype size)
{
    Frames out;
    for (qsizetype at = 0; at < payload.size(); at += size)
        out.push_back({at == 0 ? opcode : Continuation, payload.mid(at, size), at + size >= payload.size()});
    return out;
}

} // namespace banter::testing::autobahn
