// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/codec.h"

#include <utility>

namespace banter::websocket {

std::optional<Event> Codec::read(QByteArrayView &bytes)
{
    std::optional<Event> event = m_receiver.read(bytes);
    if (!event || m_saysNoMore)
        return event;
    if (const auto *ping = std::get_if<event::Ping>(&*event)) {
        m_pong = ping->payload;
    } else if (const auto *closed = std::get_if<event::Closed>(&*event)) {
        m_closeAnswer = CloseWords{closed->words.code}; // the code is given back, the words were the peer's
    } else if (const auto *failed = std::get_if<event::Failed>(&*event)) {
        m_closeAnswer = CloseWords{failed->code, failed->words};
    }
    return event;
}

QByteArray Codec::write(const Frame &message)
{
    return isOver() ? QByteArray() : m_sender.message(message);
}

QByteArray Codec::ping(QByteArrayView payload)
{
    return isOver() ? QByteArray() : m_sender.control(Opcode::Ping, payload);
}

QByteArray Codec::close(const CloseWords &words)
{
    if (std::exchange(m_saysNoMore, true))
        return {};
    m_pong.reset();
    m_closeAnswer.reset();
    return m_sender.control(Opcode::Close, closePayload(words));
}

QByteArray Codec::takeAnswers()
{
    QByteArray out;
    if (const auto pong = std::exchange(m_pong, std::nullopt))
        out += m_sender.control(Opcode::Pong, *pong);
    if (const auto words = std::exchange(m_closeAnswer, std::nullopt))
        out += close(*words);
    return out;
}

} // namespace banter::websocket
