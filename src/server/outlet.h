// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
#pragma once

#include "protocol/codec.h"

#include <QByteArray>

#include <array>
#include <memory>

namespace banter {

/// Names one link to a client. Never used twice.
using PeerId = quint64;

/// An item on its way to one or many peers: encoded once for each encoding, however many receive it.
class SharedItem final {
public:
    explicit SharedItem(protocol::ServerItem item, bool ephemeral = false)
        : m_item(std::move(item)), m_ephemeral(ephemeral)
    {}
    const protocol::ServerItem &item() const { return m_item; }
    /// May be dropped when its receiver is slow.
    bool ephemeral() const { return m_ephemeral; }
    const QByteArray &bytes(protocol::Encoding encoding) const
    {
        QByteArray &bytes = m_bytes[std::size_t(encoding)];
        if (bytes.isEmpty())
            bytes = protocol::encode(encoding, m_item);
        return bytes;
    }

private:
    protocol::ServerItem m_item;
    bool m_ephemeral;
    mutable std::array<QByteArray, 2> m_bytes;
};

using SharedItemPtr = std::shared_ptr<const SharedItem>;

/// Where the hub's words go. The hub's thread.
class Outlet {
public:
    virtual ~Outlet() = default;
    /// Queues an item; a peer that is gone is ignored.
    virtual void send(PeerId peer, const SharedItemPtr &item) = 0;
    /// Sends what is queued, then a Close frame. The hub hears of the end through peerGone(), later.
    virtual void close(PeerId peer, int code, const QString &reason) = 0;
};

} // namespace banter
