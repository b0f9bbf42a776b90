// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "websocket/receiver.h"

#include "websocket/masking.h"

#include <algorithm>
#include <utility>

namespace banter::websocket {
namespace {

constexpr qsizetype KeepBytes = 64 * 1024;

event::Failed failed(int code, const char *words)
{
    return {code, QString::fromLatin1(words)};
}

} // namespace

std::optional<Event> Receiver::read(QByteArrayView &bytes)
{
    while (!m_over) {
        if (!m_inFrame) {
            if (const auto fault = takeHeader(bytes)) {
                m_over = true;
                return *fault;
            }
            if (!m_inFrame)
                return std::nullopt;
        }
        std::optional<Event> event = takePayload(bytes);
        if (event) {
            m_over = std::holds_alternative<event::Closed>(*event) || std::holds_alternative<event::Failed>(*event);
            return event;
        }
        if (m_inFrame)
            return std::nullopt;
    }
    bytes = {};
    return std::nullopt;
}

void Receiver::recycle(QByteArray &&bytes)
{
    if (bytes.isDetached() && bytes.capacity() <= KeepBytes && bytes.capacity() > m_spare.capacity())
        m_spare = std::move(bytes);
}

std::optional<event::Failed> Receiver::takeHeader(QByteArrayView &bytes)
{
    ReadHeader read;
    if (m_headerSize == 0) {
        read = readHeader(bytes, m_endpoint);
        if (read.kind == ReadHeader::Kind::Header)
            bytes = bytes.sliced(read.size);
    }
    // One that came in parts is put together, a byte at a time: it has 14 at most.
    while (read.kind == ReadHeader::Kind::Incomplete && !bytes.isEmpty()) {
        m_header[std::size_t(m_headerSize++)] = bytes.front();
        bytes = bytes.sliced(1);
        read = readHeader({m_header.data(), m_headerSize}, m_endpoint);
    }
    if (read.kind == ReadHeader::Kind::Broken)
        return failed(close_code::ProtocolError, read.fault);
    if (read.kind == ReadHeader::Kind::Incomplete)
        return std::nullopt;
    m_headerSize = 0;
    return begin(read.header);
}

std::optional<event::Failed> Receiver::begin(const FrameHeader &header)
{
    if (!isControl(header.opcode)) {
        const bool continues = header.opcode == Opcode::Continuation;
        if (continues && !m_message)
            return failed(close_code::ProtocolError, "There is nothing to continue.");
        if (!continues && m_message)
            return failed(close_code::ProtocolError, "A message begins within another one.");
        const qint64 held = m_message ? m_message->data.size() : 0;
        if (header.length > quint64(m_limits.maxFrameBytes))
            return failed(close_code::TooBig, "A frame is too large.");
        if (header.length > quint64(std::max<qint64>(0, m_limits.maxMessageBytes - held)))
            return failed(close_code::TooBig, "A message is too large.");
        if (!continues) {
            m_message.emplace(Message{header.opcode == Opcode::Binary, std::exchange(m_spare, {}), {}});
            m_message->data.resize(0);
        }
    }
    m_frame = header;
    m_taken = 0;
    m_inFrame = true;
    return std::nullopt;
}

std::optional<Event> Receiver::takePayload(QByteArrayView &bytes)
{
    const auto size = qsizetype(std::min(quint64(bytes.size()), m_frame.length - m_taken));
    QByteArray &to = isControl(m_frame.opcode) ? m_control : m_message->data;
    const qsizetype before = to.size();
    to.append(bytes.first(size)); // grows by halves, where resize() would copy all of it for each part that comes
    if (m_frame.mask)
        applyMask(to.data() + before, to.constData() + before, size, *m_frame.mask, m_taken);
    bytes = bytes.sliced(size);
    m_taken += quint64(size);
    if (!isControl(m_frame.opcode) && !m_message->binary && !m_message->checker.feed(QByteArrayView(to).sliced(before)))
        return failed(close_code::NotUtf8, "A text is not UTF-8.");
    return m_taken == m_frame.length ? endFrame() : std::nullopt;
}

std::optional<Event> Receiver::endFrame()
{
    m_inFrame = false;
    if (isControl(m_frame.opcode))
        return endControl();
    if (!m_frame.isFinal)
        return std::nullopt;
    Message message = std::move(*m_message);
    m_message.reset();
    if (!message.binary && !message.checker.isComplete())
        return failed(close_code::NotUtf8, "A text ends inside a character.");
    return Frame{message.binary, std::move(message.data)};
}

Event Receiver::endControl()
{
    QByteArray payload = std::exchange(m_control, {});
    if (m_frame.opcode == Opcode::Ping)
        return event::Ping{std::move(payload)};
    if (m_frame.opcode == Opcode::Pong)
        return event::Pong{std::move(payload)};
    ReadClose close = readClosePayload(payload);
    if (close.fault)
        return failed(*close.fault, "A Close frame is broken.");
    return event::Closed{std::move(close.words)};
}

} // namespace banter::websocket
