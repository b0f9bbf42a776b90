// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#include "server/outgoing_frame.h"

#include "websocket/frame_header.h"

namespace banter {

using namespace websocket;

const QString &OutgoingFrame::text() const
{
    if (m_text.isEmpty())
        m_text = QString::fromUtf8(m_payload);
    return m_text;
}

const QByteArray &OutgoingFrame::wire() const
{
    if (m_wire.isEmpty()) {
        m_wire.reserve(MaxHeaderBytes + m_payload.size());
        appendHeader(m_wire, {true, m_binary ? Opcode::Binary : Opcode::Text, quint64(m_payload.size())});
        m_wire += m_payload;
    }
    return m_wire;
}

} // namespace banter
