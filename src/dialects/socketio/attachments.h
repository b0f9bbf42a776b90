// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "dialects/socketio/packet.h"

namespace banter::socketio {

/// A binary packet until its last attachment came.
class Attachments {
public:
    bool waiting() const { return m_packet.has_value(); }
    void forget()
    {
        m_packet.reset();
        m_bytes.clear();
    }
    /// `packet` announces at least one attachment.
    void begin(Packet packet) { m_packet = std::move(packet); }
    /// Gives the packet with the last one. waiting() must be true.
    std::optional<std::pair<Packet, std::vector<QByteArray>>> add(QByteArray bytes)
    {
        m_bytes.push_back(std::move(bytes));
        if (int(m_bytes.size()) < m_packet->attachments)
            return std::nullopt;
        auto whole = std::pair(std::move(*m_packet), std::move(m_bytes));
        forget();
        return whole;
    }

private:
    std::optional<Packet> m_packet;
    std::vector<QByteArray> m_bytes;
};

} // namespace banter::socketio
