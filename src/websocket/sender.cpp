// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/sender.h"

#include "websocket/character_cut.h"
#include "websocket/close_code.h"
#include "websocket/masking.h"

#include <algorithm>
#include <cstring>

namespace banter::websocket {
namespace {

constexpr qsizetype LongestCharacter = 4;

} // namespace

void Sender::setFragmentBytes(qsizetype bytes)
{
    m_fragmentBytes = bytes > 0 ? std::max(bytes, LongestCharacter) : 0;
}

QByteArray Sender::message(const Frame &message)
{
    QByteArray out;
    QByteArrayView rest = message.data;
    Opcode opcode = message.binary ? Opcode::Binary : Opcode::Text;
    const qsizetype most = m_fragmentBytes > 0 ? m_fragmentBytes : rest.size();
    do {
        const qsizetype size = message.binary ? std::min(most, rest.size()) : wholeCharacters(rest, most);
        append(out, {size == rest.size(), opcode, quint64(size)}, rest.first(size));
        rest = rest.sliced(size);
        opcode = Opcode::Continuation;
    } while (!rest.isEmpty());
    return out;
}

QByteArray Sender::control(Opcode opcode, QByteArrayView payload)
{
    QByteArray out;
    const QByteArrayView sent = payload.first(std::min(payload.size(), MaxControlBytes));
    append(out, {true, opcode, quint64(sent.size())}, sent);
    return out;
}

void Sender::append(QByteArray &out, FrameHeader header, QByteArrayView payload)
{
    if (m_endpoint == Endpoint::Client) {
        MaskKey key{};
        const quint64 bits = m_random.next();
        std::memcpy(key.data(), &bits, key.size());
        header.mask = key;
    }
    out.reserve(out.size() + MaxHeaderBytes + payload.size());
    appendHeader(out, header);
    if (!header.mask) {
        out.append(payload);
        return;
    }
    const qsizetype before = out.size();
    out.resize(before + payload.size());
    applyMask(out.data() + before, payload.data(), payload.size(), *header.mask);
}

} // namespace banter::websocket
